"""Gather what a visit sheet says of one place from the book, on one day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.handouts.visit_sheet_facts import KnownThere, LastVisit, Owed, VisitSheet
from wehere_desktop.neighbourhood.cover import reason_of
from wehere_desktop.neighbourhood.place import Duty, address_of
from wehere_desktop.neighbourhood.promise import is_late, standing
from wehere_desktop.neighbourhood.query import ClockStands, clock_in_words, clock_of
from wehere_desktop.neighbourhood.touch import due_of
from wehere_desktop.records.staffing import answers_for, roster_on
from wehere_desktop.wording import (
    WEEKDAYS,
    ago,
    capital,
    counted,
    days_late,
    listed,
    moment_in_words,
    phone_in_groups,
    short_day,
)

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.contact import Contact, ContactRole
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.neighbourhood.visit import Visit
    from wehere_desktop.records import BeatBook

VISITS_SHOWN = 3


def gather(book: BeatBook, place_id: str, *, today: date) -> VisitSheet:
    """Return what to know before a visit to a place on `today` (a local date). Raises Refusal for no such place."""
    place = book.places.get(place_id)
    beat = book.beats.find(place.beat) if place.beat else None
    visits = book.visits.of_place(place_id)
    last = next((each.on for each in visits if each.on is not None), None)
    rules = book.places.due_rules(today)
    due = due_of(place, last, today=today, rules=rules)
    holding = book.access_notes.holding(place_id, today)
    roles = book.contact_roles.at_place(place_id, today)
    people = {each.id: each for each in book.contacts.many({role.contact for role in roles})}
    now = book.world.now()
    return VisitSheet(
        place=place.name,
        under=" · ".join(
            part
            for part in (capital(place.place_kind), beat.name if beat is not None else "no beat yet", place.reference)
            if part
        ),
        address=address_of(place),
        reach=" · ".join(part for part in (phone_in_groups(place.phone), place.email, place.access) if part),
        due=_due(last, due.day, due.why if due.day != due.usual else "", today),
        every=f"every {rules.every(place)} days",
        warnings=tuple(_noted(each.note, each.until, today) for each in holding if each.warning),
        notes=tuple(_noted(each.note, each.until, today) for each in holding if not each.warning),
        named=_named(book, place, today),
        known=tuple(_known(role, people[role.contact]) for role in roles if role.contact in people),
        gaps=_gaps(roles),
        visits=tuple(_visit(book, each, today) for each in visits[:VISITS_SHOWN]),
        earlier=max(len(visits) - VISITS_SHOWN, 0),
        promises=tuple(
            Owed(each.promised, standing(each, today=today), _who(book, each.owner), is_late(each, today=today))
            for each in book.promises.of_place(place_id)
            if each.life == "open"
        ),
        queries=tuple(
            Owed(
                each.question,
                clock_in_words(each, now=now),
                _who(book, each.owner),
                clock_of(each, now=now) is ClockStands.LATE,
            )
            for each in reversed(book.queries.of_place(place_id))
            if each.answered is None
        ),
        made=f"Made {moment_in_words(now)} for {_who(book, book.holder)}",
        practice=book.practice,
    )


def _due(last: date | None, day: date, why: str, today: date) -> str:
    seen = f"last seen {ago(last, today)}" if last is not None else "no contact yet"
    late = (today - day).days
    word = "due now" if last is None and late >= 0 else days_late(late) if late >= 0 else f"by {_day(day, today)}"
    return f"{word}, {seen}" + (f" ({why})" if why else "")


def _day(day: date, today: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}"


def _noted(note: str, until: date | None, today: date) -> str:
    return note + (f" (until {short_day(until, today=today)})" if until is not None else "")


def _named(book: BeatBook, place: Place, today: date) -> tuple[str, ...]:
    roster = roster_on(book, today)
    answer = answers_for(book, place, roster)
    lines = []
    for duty in book.named_officers.of_place(place.id, today):
        word = "" if duty.duty is Duty.MAIN else f", {duty.duty}"
        lines.append(f"{_who(book, duty.officer)}{word}")
    if answer.officer is not None and answer.officer.id not in {
        each.officer for each in book.named_officers.of_place(place.id, today)
    }:
        lines.append(f"Today {answer.officer.rank} {answer.officer.name}, {reason_of(answer, today)}")
    return tuple(lines)


def _known(role: ContactRole, contact: Contact) -> KnownThere:
    phones = dict.fromkeys(phone_in_groups(each) for each in (contact.phone, contact.mobile) if each)
    reach = [*phones, contact.email, contact.best_times]
    if contact.prefers:
        reach.append(f"prefers {contact.prefers}")
    if contact.language:
        reach.append(f"speaks {contact.language}")
    duty = "" if role.duty is Duty.MAIN and role.role else str(role.duty)
    return KnownThere(
        contact.name,
        ", ".join(part for part in (role.role, duty) if part),
        " · ".join(part for part in reach if part),
        contact.key_individual,
    )


def _gaps(roles: list[ContactRole]) -> tuple[str, ...]:
    if not roles:
        return ()
    held = {role.duty for role in roles}
    lacking = [str(duty) for duty in (Duty.MAIN, Duty.DEPUTY, Duty.OUT_OF_HOURS) if duty not in held]
    return (f"Still to ask for: {listed(lacking)}.",) if lacking else ()


def _visit(book: BeatBook, visit: Visit, today: date) -> LastVisit:
    seen = [each.name for each in book.contacts.many(visit.contacts)]
    day = f"{_day(visit.on, today)}" if visit.on is not None else ""
    others = len(visit.places) - 1
    purpose = visit.purpose + (f" (with {counted(others, 'other place')})" if others > 0 else "")
    parts = (visit.said, f"Learnt: {visit.learnt}" if visit.learnt else "")
    return LastVisit(
        f"{day}, {visit.channel}",
        _who(book, visit.officer),
        f"saw {listed(seen)}" if seen else "",
        purpose.strip(),
        " ".join(" ".join(part.split()) for part in parts if part),
    )


def _who(book: BeatBook, officer: str) -> str:
    found = book.officers.find(officer) if officer else None
    return f"{found.rank} {found.name}" if found is not None else "nobody yet"
