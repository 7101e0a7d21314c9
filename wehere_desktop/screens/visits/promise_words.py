"""What the register of promises says in words: its lines, and one promise in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.desk.named import Named
from wehere_desktop.desk.pieces import PillTone
from wehere_desktop.neighbourhood.agreed import with_weekday
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife, is_late, standing
from wehere_desktop.screens.visits.done import Done, done_to
from wehere_desktop.wording import day_in_words

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One line of the register."""

    promise: str
    word: str
    tone: PillTone
    promised: str
    where: str
    owner: str


@dataclass(frozen=True, slots=True)
class PromiseInFull:
    """All that is shown of one promise."""

    promise: Promise
    word: str
    tone: PillTone
    due: str
    to: tuple[Named, ...]
    owner: tuple[Named, ...]
    made: str
    visit: tuple[Named, ...]
    done: tuple[Done, ...]

    @property
    def open(self) -> bool:
        """Say whether it is still to be kept."""
        return self.promise.life is PromiseLife.OPEN


def promise_rows(book: BeatBook, ids: Sequence[str], today: date) -> list[PromiseRow | None]:
    """Return the lines of some promises in the order given, None for one that is gone."""
    promises = {each.id: each for each in book.promises.many(ids)}
    places = {each.id: each.name for each in book.places.many({each.place for each in promises.values()} - {""})}
    people = {each.id: each.name for each in book.contacts.many({each.contact for each in promises.values()} - {""})}
    officers = {each.id: each.name for each in book.officers.many({each.owner for each in promises.values()})}
    rows: list[PromiseRow | None] = []
    for record in ids:
        each = promises.get(record)
        if each is None:
            rows.append(None)
            continue
        where = ", ".join(name for name in (people.get(each.contact, ""), places.get(each.place, "")) if name)
        word, tone = _stands(each, today)
        owner = "me" if each.owner == book.holder else officers.get(each.owner, "")
        rows.append(PromiseRow(record, word, tone, each.promised, where, owner))
    return rows


def promise_in_full(book: BeatBook, record: str, today: date) -> PromiseInFull | None:
    """Return all there is to show of one promise, or None if it is gone."""
    each = book.promises.find(record)
    if each is None:
        return None
    to = [Named("contact", found.id, found.name, found.organisation) for found in book.contacts.many([each.contact])]
    to += [Named("place", found.id, found.name, str(found.place_kind)) for found in book.places.many([each.place])]
    officers = book.officers.many([each.owner])
    visits = book.visits.many([each.visit])
    word, tone = _stands(each, today)
    at = f", {each.due_time}" if each.due_time else ""
    return PromiseInFull(
        each,
        word,
        tone,
        f"{day_in_words(each.due_on)}{at}" if each.due_on is not None else "",
        tuple(to),
        tuple(Named("officer", found.id, f"{found.rank} {found.name}") for found in officers),
        day_in_words(each.made_on) if each.made_on is not None else "",
        tuple(Named("visit", found.id, found.purpose or "the visit it was made on") for found in visits),
        done_to(book, Promise, record, today),
    )


def _stands(each: Promise, today: date) -> tuple[str, PillTone]:
    if each.life is PromiseLife.KEPT:
        return standing(each, today=today), "kept"
    if each.life is PromiseLife.COULD_NOT:
        return standing(each, today=today), "plain"
    if each.due_on is None:
        return "no day agreed", "plain"
    if is_late(each, today=today):
        return standing(each, today=today), "late"
    days = (each.due_on - today).days
    return (standing(each, today=today), "due") if days <= SOON_DAYS else (with_weekday(each.due_on, today), "plain")
