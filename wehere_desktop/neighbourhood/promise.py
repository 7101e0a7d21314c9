"""Promises: what an officer said would be done for a place or a person, by when, and whether it was kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, problems, told
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import days_late, short_day


class PromiseLife(StrEnum):
    """Whether a promise is still to be kept, was kept, or could not be."""

    OPEN = "open"
    KEPT = "kept"
    COULD_NOT = "could not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Fact):
    """A promise with an owner. `due_time` is a time of day as typed, for a visit agreed for a certain hour."""

    kind: ClassVar[str] = "promise"
    words: ClassVar[str] = "Promise"

    promised: str = told("What was promised", search="title", required=True, limit=2000)
    visit: str = told("Made on the visit", refers="visit")
    place: str = told("Place", refers="place")
    contact: str = told("Promised to", refers="contact")
    meeting: str = told("Made at the meeting", refers="meeting")
    owner: str = told("Who keeps it", refers="officer", required=True)
    made_on: date | None = told("Promised on", default=None, required=True)
    due_on: date | None = told("Due by", default=None)
    due_time: str = told("At")
    life: PromiseLife = told("Stands at", default=PromiseLife.OPEN)
    closed_on: date | None = told("Closed on", default=None)
    outcome: str = told("What came of it", search="words", limit=LONG_TEXT)


def check(promise: Promise) -> list[Refusal]:
    """Return every reason why a promise cannot be kept on the book as it stands, each pinned to its field."""
    found = problems(promise)
    made, due = promise.made_on, promise.due_on
    if made is not None and due is not None and due < made:
        found.append(
            Refusal(
                "A promise cannot be due before it was made.",
                remedy="Choose a later day, such as Friday or in 2 weeks.",
                field="due_on",
                kind="out-of-order",
            )
        )
    if promise.life is PromiseLife.COULD_NOT and not promise.outcome.strip():
        found.append(
            Refusal("Say why it could not be kept; whoever it was made to will ask.", field="outcome", kind="missing")
        )
    return found


def is_late(promise: Promise, *, today: date) -> bool:
    """Say whether a promise still to be kept is past its day."""
    return promise.life is PromiseLife.OPEN and promise.due_on is not None and promise.due_on < today


def standing(promise: Promise, *, today: date) -> str:
    """Return how a promise stands in a few words: “3 days late”, “due today”, “kept 20 Nov”, “no day agreed”."""
    if promise.life is not PromiseLife.OPEN:
        return f"{promise.life} {short_day(promise.closed_on, today=today)}" if promise.closed_on else str(promise.life)
    if promise.due_on is None:
        return "no day agreed"
    days = (today - promise.due_on).days
    at = f", {promise.due_time}" if promise.due_time and days == 0 else ""
    return f"{days_late(days)}{at}"
