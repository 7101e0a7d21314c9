"""Concerns: what somebody raised, what came of it, and when they were told back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


class ConcernKind(StrEnum):
    """What was raised; compliments and complaints are kept like concerns and none is lost."""

    CONCERN = "concern"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    COMPLIMENT = "compliment"
    COMPLAINT = "complaint"


class Outcome(StrEnum):
    """What came of a concern so far."""

    OPEN = "open"
    IN_HAND = "in hand"
    DONE = "done"
    COULD_NOT = "could not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Fact):
    """What was raised on a beat and what became of it; the words as spoken stay inside, a wording may be published."""

    kind: ClassVar[str] = "concern"
    words: ClassVar[str] = "Concern"
    mark: ClassVar[str] = "publishable"

    beat: str = told("Beat", public="if_marked", refers="beat", required=True)
    concern_kind: ConcernKind = told("Kind", default=ConcernKind.CONCERN, public="if_marked")
    raised_on: date | None = told("Raised on", default=None, public="if_marked", required=True)
    raised_at: str = told("Raised at meeting", public="if_marked", refers="meeting")
    place: str = told("Place", refers="place")
    priority: str = told("Priority", public="if_marked", refers="priority")
    said: str = told("What was said", search="title", limit=LONG_TEXT)
    you_said: str = told("You said (public wording)", public="if_marked", search="words", limit=LONG_TEXT)
    we_did: str = told("We did (public wording)", public="if_marked", search="words", limit=LONG_TEXT)
    outcome: Outcome = told("Outcome", default=Outcome.OPEN, public="if_marked")
    because: str = told("Why we could not (public wording)", public="if_marked", search="words", limit=LONG_TEXT)
    told_back_on: date | None = told("Told back on", default=None, public="if_marked")
    told_back_how: str = told("Told back how", public="if_marked")
    publishable: bool = told("Wording may be published", default=False)
