"""Feedback: what somebody, never named, said of a meeting or of their area on a form or in a survey."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.concern import CameBy
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Fact):
    """One form, without a name. The numbers are 1, not at all, to 5, very much; 0 if not answered."""

    kind: ClassVar[str] = "feedback"
    words: ClassVar[str] = "Feedback form"

    meeting: str = told("Meeting", refers="meeting")
    beat: str = told("Beat", refers="beat")
    on: date | None = told("Day", default=None, required=True)
    came_by: CameBy = told("How it came", default=CameBy.PAPER_FORM)
    heard_of_it: str = told("How they heard of the meeting", search="words")
    worthwhile: int = told("Was it worth coming?", default=0)
    listened: int = told("Did we listen?", default=0)
    safe: int = told("How safe do you feel here?", default=0)
    known: int = told("Do you know who your officers are?", default=0)
    next_priority: str = told("What should we work on next?", search="words", limit=LONG_TEXT)
    more: str = told("Anything else", search="words", limit=LONG_TEXT)
