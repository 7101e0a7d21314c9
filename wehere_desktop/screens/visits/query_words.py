"""What the register of queries says in words: its lines with their clocks, and one query in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.desk.named import Named
from wehere_desktop.desk.pieces import PillTone
from wehere_desktop.neighbourhood.query import ClockStands, Query, answer_by, clock_in_words, clock_of
from wehere_desktop.screens.visits.done import Done, done_to
from wehere_desktop.wording import moment_in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from wehere_desktop.records.beatbook import BeatBook

TONES: dict[ClockStands, PillTone] = {
    ClockStands.RUNNING: "plain",
    ClockStands.NEAR: "due",
    ClockStands.LATE: "late",
    ClockStands.ANSWERED: "kept",
    ClockStands.ANSWERED_LATE: "plain",
}


@dataclass(frozen=True, slots=True)
class QueryRow:
    """One line of the register."""

    query: str
    word: str
    tone: PillTone
    question: str
    who: str
    owner: str


@dataclass(frozen=True, slots=True)
class QueryInFull:
    """All that is shown of one query."""

    query: Query
    word: str
    tone: PillTone
    late: bool
    by: str
    received: str
    answered: str
    asked_by: tuple[Named, ...]
    place: tuple[Named, ...]
    owner: tuple[Named, ...]
    done: tuple[Done, ...]


def query_rows(book: BeatBook, ids: Sequence[str], now: datetime) -> list[QueryRow | None]:
    """Return the lines of some queries at a UTC instant, in the order given, None for one that is gone."""
    queries = {each.id: each for each in book.queries.many(ids)}
    places = {each.id: each.name for each in book.places.many({each.place for each in queries.values()} - {""})}
    people = {each.id: each.name for each in book.contacts.many({each.contact for each in queries.values()} - {""})}
    beats = {each.id: each.name for each in book.beats.many({each.beat for each in queries.values()} - {""})}
    officers = {each.id: each.name for each in book.officers.many({each.owner for each in queries.values()} - {""})}
    rows: list[QueryRow | None] = []
    for record in ids:
        each = queries.get(record)
        if each is None:
            rows.append(None)
            continue
        who = [name for name in (people.get(each.contact, ""), places.get(each.place, "")) if name]
        owner = "me" if each.owner == book.holder else officers.get(each.owner, "nobody yet")
        question = " ".join(each.question.split())
        tone = TONES[clock_of(each, now=now)]
        where = ", ".join(who) or beats.get(each.beat, "")
        rows.append(QueryRow(record, clock_in_words(each, now=now), tone, question, where, owner))
    return rows


def query_in_full(book: BeatBook, record: str, today: date, now: datetime) -> QueryInFull | None:
    """Return all there is to show of one query at a UTC instant, or None if it is gone."""
    each = book.queries.find(record)
    if each is None:
        return None
    stands, by = clock_of(each, now=now), answer_by(each)
    return QueryInFull(
        each,
        clock_in_words(each, now=now),
        TONES[stands],
        stands is ClockStands.LATE,
        moment_in_words(by) if by is not None else "",
        moment_in_words(each.received) if each.received is not None else "",
        moment_in_words(each.answered) if each.answered is not None else "",
        tuple(
            Named("contact", found.id, found.name, found.organisation) for found in book.contacts.many([each.contact])
        ),
        tuple(Named("place", found.id, found.name, str(found.place_kind)) for found in book.places.many([each.place])),
        tuple(Named("officer", found.id, f"{found.rank} {found.name}") for found in book.officers.many([each.owner])),
        done_to(book, Query, record, today),
    )
