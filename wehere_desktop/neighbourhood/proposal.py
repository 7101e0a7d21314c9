"""Proposals: what a meeting was asked to choose as a priority, and the hands that were raised."""

from __future__ import annotations

from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told
from wehere_desktop.neighbourhood.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Fact):
    """A proposal for a priority put to a meeting. Hands are counts; None until it was voted on."""

    kind: ClassVar[str] = "proposal"
    words: ClassVar[str] = "Proposal"

    meeting: str = told("Meeting", public="always", refers="meeting", required=True)
    title: str = told("What is proposed", public="always", search="title", required=True)
    theme: Theme = told("Theme", default=Theme.OTHER, public="always")
    hands_for: int | None = told("Hands for it", default=None, public="always")
    hands_against: int | None = told("Hands against", default=None, public="always")
    hands_neither: int | None = told("Neither", default=None, public="always")
    priority: str = told("Became the priority", public="always", refers="priority")
