"""Visits: an officer was in contact with places and people, by some channel, and something was said."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, problems, told
from wehere_desktop.refusal import Refusal


class Channel(StrEnum):
    """How the contact was made."""

    IN_PERSON = "in person"
    TELEPHONE = "telephone"
    EMAIL = "e-mail"
    LETTER = "letter"
    VIDEO = "video call"


class Formality(StrEnum):
    """Formal or informal contact; the College of Policing asks for both to be regular (guidelines, 2018)."""

    FORMAL = "formal"
    INFORMAL = "informal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Fact):
    """One entry of the contact log; it may name several places and several people and is seen from each of them."""

    kind: ClassVar[str] = "visit"
    words: ClassVar[str] = "Visit"
    mark: ClassVar[str] = "publishable"

    on: date | None = told("Day", default=None, required=True)
    time: str = told("Time")
    officer: str = told("Officer", refers="officer", required=True)
    places: tuple[str, ...] = told("Places", default=(), refers="place")
    contacts: tuple[str, ...] = told("People seen", default=(), refers="contact")
    channel: Channel = told("Channel", default=Channel.IN_PERSON)
    formality: Formality = told("Formal or informal", default=Formality.INFORMAL)
    purpose: str = told("Purpose", search="title")
    said: str = told("What was said", search="words", limit=LONG_TEXT)
    learnt: str = told("What was learnt", search="words", limit=LONG_TEXT)
    public_line: str = told("Line that may be published", public="if_marked", search="words", limit=LONG_TEXT)
    publishable: bool = told("Line may be published", default=False)


def check(visit: Visit, *, today: date) -> list[Refusal]:
    """Return every reason this visit cannot be logged on `today`, each pinned to its field."""
    found = problems(visit)
    if visit.on is not None and visit.on > today:
        found.append(
            Refusal(
                "A visit cannot be logged before it happens.",
                remedy="Choose today or an earlier day.",
                field="on",
                kind="future",
            )
        )
    if not visit.places and not visit.contacts:
        found.append(
            Refusal(
                "A visit needs a place or a person.",
                remedy="Say where you were or whom you spoke to.",
                field="places",
                kind="missing",
            )
        )
    if not (visit.purpose or visit.said or visit.learnt):
        found.append(Refusal("Say what the visit was about, even in a few words.", field="said", kind="missing"))
    return found
