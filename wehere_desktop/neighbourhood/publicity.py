"""Publicity: how, where and when people were told of a meeting, each time it was told."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity(Fact):
    """One time a meeting was told of: a poster in a hall, a line in a newsletter, a post on a website."""

    kind: ClassVar[str] = "publicity"
    words: ClassVar[str] = "Publicity"

    meeting: str = told("Meeting", refers="meeting", required=True)
    what: str = told("By what", search="title", required=True)
    where: str = told("Where", search="words")
    on: date | None = told("First told on", default=None, required=True)
    note: str = told("Note")
