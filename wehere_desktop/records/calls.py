"""What to know before calling at places: whom to ask for, warnings, what is owed, closed days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.promise import standing
from wehere_desktop.neighbourhood.touch import LosingTouch, Pause, after, due_of, in_order
from wehere_desktop.records.people_due import people_losing_touch

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.touch import DueRules
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Call:
    """A place to call at, and what to know before.

    `ask_for` is who is known there with role and telephone, `warnings` and `notes` are access notes, `promises` what
    is still to be kept there, `people` the names of those due themselves, `closed` the days when nobody is free.
    """

    place: Place
    last: date | None
    due: date
    days_late: int
    ask_for: str = ""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    closed: tuple[Pause, ...] = field(default=())

    @property
    def position(self) -> Position | None:
        """Where it lies, None where that is not known."""
        if self.place.latitude is None or self.place.longitude is None:
            return None
        return Position(self.place.latitude, self.place.longitude)

    @property
    def late(self) -> bool:
        """Say whether contact is late."""
        return self.days_late > 0 or (self.last is None and self.days_late == 0)

    def closed_on(self, day: date) -> str:
        """Return why a call on a day would find nobody free, empty where that is not known."""
        return next((each.why for each in self.closed if each.first <= day <= each.last), "")


def positions_of(calls: Mapping[str, Call]) -> dict[str, Position]:
    """Return the positions of those calls that have one, by the place's id."""
    return {record: call.position for record, call in calls.items() if call.position is not None}


def calls_due(book: BeatBook, today: date, *, beats: Sequence[str], by: date, limit: int = 500) -> list[Call]:
    """Return the calls due by a day on some beats, also for the sake of a person who is due, most late first."""
    ahead = (by - today).days
    rules = book.places.due_rules(today)
    touch = book.places.losing_touch(today, beats=beats, ahead=ahead, limit=limit)
    people: dict[str, list[str]] = defaultdict(list)
    on_beats = set(beats)
    due_people = people_losing_touch(book, today, beats=beats, ahead=ahead, rules=rules)[:limit]
    for role in book.contact_roles.of_contacts([each.contact.id for each in due_people], today):
        people[role.place].append(role.contact)
    names = {each.contact.id: each.contact.name for each in due_people}
    there = {each.place.id for each in touch}
    more = [
        each for each in book.places.many([place for place in people if place not in there]) if each.beat in on_beats
    ]
    touch += places_as_due(book, more, today, rules)
    named = {place: tuple(dict.fromkeys(names[each] for each in contacts)) for place, contacts in people.items()}
    return calls_at(book, sorted(touch, key=in_order), today, rules, people=named)


def calls_for(book: BeatBook, places: Sequence[str], today: date) -> dict[str, Call]:
    """Return the calls at some places by their ids, whether due or not."""
    rules = book.places.due_rules(today)
    found = places_as_due(book, book.places.many(places), today, rules)
    return {each.place.id: each for each in calls_at(book, found, today, rules)}


def places_as_due(book: BeatBook, places: Sequence[Place], today: date, rules: DueRules) -> list[LosingTouch]:
    """Return when contact with some places is due, in the order given."""
    last = book.visits.last_contact_with([each.id for each in places]) if places else {}
    found = []
    for place in places:
        due = due_of(place, last.get(place.id), today=today, rules=rules).day
        found.append(LosingTouch(place, last.get(place.id), due, (today - due).days))
    return found


def calls_at(
    book: BeatBook,
    touch: Sequence[LosingTouch],
    today: date,
    rules: DueRules,
    *,
    people: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Call]:
    """Return the calls at places of which it is known when they are due, in the order given."""
    ids = [each.place.id for each in touch]
    warnings, notes = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for note in book.access_notes.at_places(ids, today):
        (warnings if note.warning else notes)[note.place].append(note.note)
    promises = _promises(book, ids, today)
    asked = _whom_to_ask(book, ids, today)
    return [
        Call(
            each.place,
            each.last,
            each.due,
            each.days_late,
            asked.get(each.place.id, ""),
            tuple(warnings[each.place.id]),
            tuple(notes[each.place.id]),
            promises.get(each.place.id, ()),
            (people or {}).get(each.place.id, ()),
            _closed(rules, each.place, today),
        )
        for each in touch
    ]


def _closed(rules: DueRules, place: Place, today: date) -> tuple[Pause, ...]:
    own = (each for each in rules.own.get(place.id, ()) if not each.snooze)
    soon = after(today, 60)
    shared = rules.pauses(place.place_kind, place.authority)
    return tuple(each for each in (*own, *shared) if each.last >= today and each.first <= soon)


def _promises(book: BeatBook, places: Sequence[str], today: date) -> dict[str, tuple[str, ...]]:
    found = defaultdict[str, list[str]](list)
    for each in book.promises.open_at(places):
        found[each.place].append(f"{each.promised} ({standing(each, today=today)})")
    return {place: tuple(said) for place, said in found.items()}


def _whom_to_ask(book: BeatBook, places: Sequence[str], today: date) -> dict[str, str]:
    roles = {role.place: role for role in reversed(book.contact_roles.at_places(places, today))}
    contacts = {each.id: each for each in book.contacts.many([role.contact for role in roles.values()])}
    found = {}
    for place, role in roles.items():
        contact = contacts.get(role.contact)
        if contact is not None:
            reach = contact.mobile or contact.phone
            found[place] = ", ".join(part for part in (contact.name, role.role, reach) if part)
    return found
