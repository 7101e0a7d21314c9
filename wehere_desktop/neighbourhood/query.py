"""Queries: what the public asked a team, and the 72 hours within which it is to be answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, problems, told
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import time_left

ANSWER_WITHIN = timedelta(hours=72)
"""Neighbourhood Policing Guarantee (Home Office, 2025): queries from the public are answered within 72 hours."""


class ClockStands(StrEnum):
    """How a query stands against its 72 hours."""

    RUNNING = "running"
    NEAR = "near its 72 hours"
    LATE = "late"
    ANSWERED = "answered in time"
    ANSWERED_LATE = "answered late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Fact):
    """A question from the public. `received` and `answered` are UTC instants; if late, it says why."""

    kind: ClassVar[str] = "query"
    words: ClassVar[str] = "Query"

    question: str = told("What was asked", search="title", required=True, limit=LONG_TEXT)
    received: datetime | None = told("Received", default=None, required=True)
    channel: Channel = told("How it came", default=Channel.EMAIL)
    place: str = told("Place", refers="place")
    contact: str = told("Asked by", refers="contact")
    beat: str = told("Beat", refers="beat")
    owner: str = told("Who answers", refers="officer")
    answered: datetime | None = told("Answered", default=None)
    answer: str = told("What was answered", search="words", limit=LONG_TEXT)
    why_late: str = told("Why it was late", limit=2000)


def answer_by(query: Query) -> datetime | None:
    """Return the UTC instant by which a query is to be answered, None while it has no instant of receipt."""
    return query.received + ANSWER_WITHIN if query.received is not None else None


def clock_of(query: Query, *, now: datetime, near: timedelta = timedelta(hours=24)) -> ClockStands:
    """Return how a query stands at a UTC instant; it is near its end when no more than `near` is left."""
    by = answer_by(query)
    if query.answered is not None:
        return ClockStands.ANSWERED if by is None or query.answered <= by else ClockStands.ANSWERED_LATE
    if by is None or now < by - near:
        return ClockStands.RUNNING
    return ClockStands.NEAR if now <= by else ClockStands.LATE


def clock_in_words(query: Query, *, now: datetime) -> str:
    """Return how a query stands in a few words: “9 h left”, “5 h late”, “answered in 31 h”, “answered 5 h late”."""
    by = answer_by(query)
    if by is None or query.received is None:
        return "answered" if query.answered is not None else "no clock yet"
    if query.answered is None:
        return time_left(by - now)
    if query.answered > by:
        return f"answered {time_left(by - query.answered)}"
    return f"answered in {time_left(query.answered - query.received).removesuffix(' left')}"


def check(query: Query, *, now: datetime) -> list[Refusal]:
    """Return every reason why a query cannot be kept as it stands at a UTC instant, each pinned to its field.

    An answer that comes after the 72 hours needs a word on why.
    """
    found = problems(query)
    if query.received is not None and query.received > now:
        found.append(
            Refusal(
                "A query cannot have come in the future.",
                remedy="Give the day and time at which it came.",
                field="received",
                kind="future",
            )
        )
    if query.answered is None:
        return found
    if not query.answer.strip():
        found.append(Refusal("Say what was answered, even in a few words.", field="answer", kind="missing"))
    if query.received is not None and query.answered < query.received:
        found.append(
            Refusal(
                "An answer cannot come before its question.",
                remedy="Give the day and time at which it was answered.",
                field="answered",
                kind="out-of-order",
            )
        )
    if clock_of(query, now=now) is ClockStands.ANSWERED_LATE and not query.why_late.strip():
        found.append(Refusal("This answer comes after the 72 hours; say why.", field="why_late", kind="missing"))
    return found
