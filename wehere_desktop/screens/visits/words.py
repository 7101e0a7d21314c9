"""What the log says in words, computed from the book: its rows, one visit in full, and what was done to it when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.named import Named
from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.neighbourhood.promise import standing
from wehere_desktop.neighbourhood.visit import Channel, Visit
from wehere_desktop.screens.visits.done import Done, done_to
from wehere_desktop.wording import WEEKDAYS, counted, day_in_words, listed, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.records.beatbook import BeatBook

NAMES_SHOWN = 2
IN_A_WORD = {
    Channel.IN_PERSON: "",
    Channel.TELEPHONE: "phone",
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "letter",
    Channel.VIDEO: "video",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log; `day` stands only on the first line of its day."""

    visit: str
    day: str
    time: str
    where: str
    purpose: str
    how: str
    officer: str


@dataclass(frozen=True, slots=True)
class VisitInFull:
    """All that is shown of one visit."""

    visit: Visit
    heading: str
    when: str
    how: str
    places: tuple[Named, ...]
    contacts: tuple[Named, ...]
    officer: Named | None
    promises: tuple[Named, ...]
    done: tuple[Done, ...]


def rows_of(book: BeatBook, ids: Sequence[str], first_of_day: Collection[str], today: date) -> list[LogRow | None]:
    """Return the lines of some visits in the order given, None for one that is gone."""
    visits = {each.id: each for each in book.visits.many(ids)}
    places = _names(book, "place", {place for each in visits.values() for place in each.places})
    contacts = _names(book, "contact", {contact for each in visits.values() for contact in each.contacts})
    officers = {each.id: each for each in book.officers.many({each.officer for each in visits.values()})}
    rows: list[LogRow | None] = []
    for record in ids:
        visit = visits.get(record)
        if visit is None:
            rows.append(None)
            continue
        where = [places[each] for each in visit.places if each in places]
        where = where or [contacts[each] for each in visit.contacts if each in contacts]
        officer = officers.get(visit.officer)
        rows.append(
            LogRow(
                visit.id,
                brief_day(visit.on, today) if record in first_of_day and visit.on is not None else "",
                visit.time,
                some_of(where),
                visit.purpose or visit.said,
                IN_A_WORD[visit.channel],
                officer.name if officer is not None else "",
            )
        )
    return rows


def in_full(book: BeatBook, record: str, today: date) -> VisitInFull | None:
    """Return all there is to show of one visit, or None if it is gone."""
    visit = book.visits.find(record)
    if visit is None or visit.on is None:
        return None
    places = [Named("place", each.id, each.name, str(each.place_kind)) for each in book.places.many(visit.places)]
    contacts = [
        Named("contact", each.id, each.name, _role(book, each.id, visit.places, visit.on) or each.organisation)
        for each in book.contacts.many(visit.contacts)
    ]
    officer = book.officers.find(visit.officer)
    return VisitInFull(
        visit,
        visit.purpose or f"Contact with {some_of([each.name for each in places or contacts])}",
        f"{day_in_words(visit.on)}{f', {visit.time}' if visit.time else ''}",
        f"{str(visit.channel).capitalize()}, {visit.formality}",
        tuple(places),
        tuple(contacts),
        Named("officer", officer.id, _officer(officer), officer.number) if officer is not None else None,
        tuple(
            Named("promise", each.id, each.promised, standing(each, today=today))
            for each in book.promises.of_visit(record)
        ),
        done_to(book, Visit, record, today),
    )


def whom(book: BeatBook, visit: Visit) -> str:
    """Return what a visit is called in a sentence: “visit to Elm Park School”, “contact with Helen Marsh”."""
    if visit.places:
        return f"visit to {some_of([each.name for each in book.places.many(visit.places)])}"
    return f"contact with {some_of([each.name for each in book.contacts.many(visit.contacts)])}"


def known_there(book: BeatBook, places: Sequence[str], day: date) -> list[tuple[str, str]]:
    """Return id and name with role of each contact with a role at some places on a day, each once."""
    roles = {role.contact: role.role for place in reversed(places) for role in reversed(_roles(book, place, day))}
    order = [role.contact for place in places for role in _roles(book, place, day)]
    contacts = book.contacts.many(dict.fromkeys(order))
    return [(each.id, f"{each.name}, {roles[each.id]}" if roles[each.id] else each.name) for each in contacts]


def some_of(names: Sequence[str]) -> str:
    """Return names as a list, cut short where there are many: “A, B and 3 more”."""
    if len(names) <= NAMES_SHOWN + 1:
        return listed(names)
    return f"{', '.join(names[:NAMES_SHOWN])} and {counted(len(names) - NAMES_SHOWN, 'more', 'more')}"


def brief_day(day: date, today: date) -> str:
    """Return a day for the edge of a list: “Today”, “Yesterday”, “Fri 20 Nov”."""
    back = (today - day).days
    if back in {0, 1}:
        return "Yesterday" if back else "Today"
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}"


def _roles(book: BeatBook, place: str, day: date) -> list[Any]:
    return list(book.contact_roles.at_place(place, day))


def _role(book: BeatBook, contact: str, places: Sequence[str], day: date) -> str:
    roles = (role for place in places for role in _roles(book, place, day))
    return next((str(role.role) for role in roles if role.contact == contact), "")


def _names(book: BeatBook, kind: str, ids: set[str]) -> dict[str, str]:
    return {each.id: title_of(each) for each in book.section(kind).many(sorted(ids))}


def _officer(officer: Officer) -> str:
    return f"{officer.rank} {officer.name}"
