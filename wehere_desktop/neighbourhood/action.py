"""Actions: what somebody, of the team or of a partner, is to do about a priority, by when, and whether it was done."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Fact):
    """One action on a priority, owned by an officer or by a partner organisation; done once it has a day."""

    kind: ClassVar[str] = "action"
    words: ClassVar[str] = "Action"
    mark: ClassVar[str] = "publishable"

    priority: str = told("Priority", public="if_marked", refers="priority", required=True)
    what: str = told("What is to be done", public="if_marked", search="title", required=True, limit=2000)
    owner: str = told("Officer", refers="officer")
    partner: str = told("Partner organisation", public="if_marked", search="words")
    due_on: date | None = told("Due by", default=None)
    done_on: date | None = told("Done on", default=None, public="if_marked")
    outcome: str = told("What came of it", search="words", limit=LONG_TEXT)
    publishable: bool = told("May be published", default=False)
