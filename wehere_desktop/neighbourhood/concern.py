"""Concerns: what somebody raised, what came of it, and when they were told back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.refusal import Refusal


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


class CameBy(StrEnum):
    """How something that was raised came to the team."""

    MEETING = "at a meeting"
    VISIT = "on a visit"
    QUERY = "as a query"
    SURVEY = "in a survey"
    PAPER_FORM = "on a paper form"
    IN_PASSING = "in passing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Fact):
    """What was raised on a beat and what became of it; the words as spoken stay inside, a wording may be published.

    Anonymous unless `contact` is given by somebody who asks to be told back. What came of it has three wordings: for
    those who raised it (`to_raiser`, never published), for the beat (`we_did`) and for everyone (`to_everyone`). It is
    closed when somebody was told back, or when `nobody_to_tell` says why nobody can be. WGS84 degrees.
    """

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
    theme: Theme = told("Theme", default=Theme.OTHER, public="if_marked")
    asb: bool = told("Antisocial behaviour", default=False)
    plan_priority: PlanPriority = told("Police and Crime Plan priority", default=PlanPriority.NONE)
    came_by: CameBy = told("How it came", default=CameBy.MEETING)
    visit: str = told("Raised on visit", refers="visit")
    query: str = told("Raised as query", refers="query")
    contact: str = told("Raised by, if they ask to be told", refers="contact")
    organisation: str = told("For which group or organisation", search="words")
    whereabouts: str = told("Where exactly", search="words")
    latitude: float | None = told("Latitude", default=None)
    longitude: float | None = told("Longitude", default=None)
    owner: str = told("Who sees to it", refers="officer")
    to_sort: bool = told("Still to be sorted", default=False)
    to_raiser: str = told("Wording for those who raised it", search="words", limit=LONG_TEXT)
    to_everyone: str = told("Wording for everyone", public="if_marked", search="words", limit=LONG_TEXT)
    told_back_at: str = told("Told back at meeting", public="if_marked", refers="meeting")
    told_back_to: str = told("Told back to")
    nobody_to_tell: str = told("Why nobody can be told", limit=1000)
    further_told_on: date | None = told("Told how to take a complaint further on", default=None)

    def broken_rules(self) -> list[Refusal]:
        """Return every closing rule this concern breaks; none while it is open."""
        return closing_rules(self)


def closing_rules(concern: Concern) -> list[Refusal]:
    """Return every closing rule a concern breaks as it stands; none while it is open."""
    if concern.told_back_on is None and not concern.nobody_to_tell:
        return []
    found = []
    if concern.told_back_on is not None and concern.nobody_to_tell:
        found.append(
            Refusal(
                "A concern is either told back or closed because nobody can be told, not both.",
                remedy="Take one of the two away.",
                field="nobody_to_tell",
                kind="told-and-not",
            )
        )
    if concern.outcome in (Outcome.OPEN, Outcome.IN_HAND):
        found.append(
            Refusal(
                "A concern is closed only once it has an answer.",
                remedy="Say what came of it first: done, or could not.",
                field="outcome",
                kind="no-answer",
            )
        )
    if concern.outcome is Outcome.COULD_NOT and not concern.because:
        found.append(
            Refusal(
                "Where we could not, people are owed the reason.",
                remedy="Write why we could not.",
                field="because",
                kind="no-reason",
            )
        )
    if concern.told_back_on is not None and not _what_was_told(concern):
        found.append(
            Refusal(
                "There is no wording of what people were told.",
                remedy="Write what was done, or what was said to those who raised it.",
                field="we_did",
                kind="no-wording",
            )
        )
    if concern.told_back_on is not None and not (concern.told_back_how or concern.told_back_at):
        found.append(
            Refusal(
                "It does not say how people were told back.",
                remedy="Say at which meeting, or by what other way.",
                field="told_back_how",
                kind="no-way",
            )
        )
    if concern.told_back_on is not None and concern.raised_on is not None and concern.told_back_on < concern.raised_on:
        found.append(
            Refusal(
                "Nobody can be told back before the concern was raised.",
                remedy="Check the two days.",
                field="told_back_on",
                kind="order",
            )
        )
    if concern.concern_kind is ConcernKind.COMPLAINT and concern.further_told_on is None:
        found.append(
            Refusal(
                "A complaint is not closed until whoever made it has been told how to take it further.",
                remedy="Tell them, or print it with the answer, and put in the day.",
                field="further_told_on",
                kind="complaint",
            )
        )
    return found


def _what_was_told(concern: Concern) -> str:
    if concern.outcome is Outcome.COULD_NOT:
        return concern.because or concern.to_raiser
    return concern.we_did or concern.to_raiser
