"""What the record of one person shows: their roles, how to reach them, how contact stands, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.key_individual import days_between, latest_in, quarter_of
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.screens.people.standing import Tone, review_of, seen_words, standing_of
from wehere_desktop.wording import local, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.contact import ContactRole
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.journal import HistoryEntry

QUOTED = 160
VALUE_QUOTED = 40
# Fields that stand for something a person never typed or reads as such
_UNSPOKEN = frozenset({"*", "id", "created", "changed", "by"})


@dataclass(frozen=True, slots=True)
class Held:
    """A role at a place: what, where, since and until when in words; `now` if it is held today."""

    id: str
    place: str
    place_name: str
    role: str
    duty: str
    span: str
    now: bool
    to_come: bool
    published: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline; `ours` for the team's own doings."""

    on: date
    when: str
    what: str
    more: str
    ours: bool
    kind: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """All that the record shows; words are ready to be shown, `answered` oldest first."""

    contact: Contact
    erased: bool
    under: str
    word: str
    tone: Tone
    seen: str
    held: tuple[Held, ...]
    every: str
    asked: str
    asked_tone: Tone
    answered: tuple[Questionnaire, ...]
    put_off: str
    review: str
    review_tone: Tone
    events: tuple[Event, ...]


def record_of(book: BeatBook, contact_id: str, *, today: date) -> PersonRecord | None:
    """Return the record of a person on a day, or None if they are not in the book."""
    contact = book.contacts.find(contact_id)
    if contact is None:
        return None
    last = book.contacts.last_seen([contact_id]).get(contact_id)
    roles = book.contact_roles.of_contact(contact_id)
    places = {each.id: each.name for each in book.places.many({role.place for role in roles})}
    held = tuple(sorted((_held(role, places, today) for role in roles), key=lambda each: (not each.now, each.to_come)))
    answered = tuple(book.questionnaires.of_contact(contact_id))
    word, tone = standing_of(contact, last, today, due_rules(book, today))
    review, review_tone = review_of(contact, today)
    asked, asked_tone = _asked(contact, answered, today)
    events = _events(book, contact, roles, places, answered, today)
    return PersonRecord(
        contact,
        book.contacts.is_erased(contact_id),
        _under(contact, held),
        f"next by {word}" if tone == "kept" else f"due {word}" if tone == "due" else word,
        tone,
        seen_words(last, today),
        held,
        _every(contact),
        asked,
        asked_tone,
        answered,
        _put_off(book, contact_id, today),
        review,
        review_tone,
        events,
    )


def _held(role: ContactRole, places: dict[str, str], today: date) -> Held:
    now = holds_on(role.starts, role.ends, today)
    to_come = role.starts is not None and role.starts > today
    since = f"{'from' if to_come else 'since'} {short_day(role.starts, today=today)}" if role.starts else ""
    if role.ends is not None:
        ends = short_day(role.ends, today=today)
        since = f"{short_day(role.starts, today=today)} to {ends}" if role.starts else f"until {ends}"
    name = places.get(role.place, "a place no longer in the book")
    return Held(role.id, role.place, name, role.role, str(role.duty), since, now, to_come, role.publishable)


def _under(contact: Contact, held: tuple[Held, ...]) -> str:
    now = [each for each in held if each.now]
    if not now:
        return contact.organisation or "No role at a place now"
    first = now[0]
    words = f"{first.role}, {first.place_name}" if first.role else first.place_name
    return f"{words}, and {len(now) - 1} more" if len(now) > 1 else words


def _every(contact: Contact) -> str:
    every = days_between(contact)
    if not every:
        return "no contact promised"
    return f"every {every} days" + ("" if contact.frequency else ", as is usual")


def _asked(contact: Contact, answered: tuple[Questionnaire, ...], today: date) -> tuple[str, Tone]:
    quarter = quarter_of(today)
    latest = latest_in(quarter, answered)
    if latest is not None and latest.on is not None:
        return f"asked on {short_day(latest.on, today=today)}", "kept"
    if not contact.key_individual:
        return "", "plain"
    return f"to be asked by {short_day(quarter.last, today=today)}", "due"


def _put_off(book: BeatBook, contact: str, today: date) -> str:
    holding = [each for each in book.snoozes.of_contact(contact) if holds_on(each.starts, each.until, today)]
    if not holding or holding[0].until is None:
        return ""
    return f"Put off until {short_day(holding[0].until, today=today)}: {holding[0].reason}"


def _events(
    book: BeatBook,
    contact: Contact,
    roles: list[ContactRole],
    places: dict[str, str],
    answered: tuple[Questionnaire, ...],
    today: date,
) -> tuple[Event, ...]:
    found = [*_visits(book, contact.id, today), *_owed(book, contact.id, today)]
    for each in answered:
        if each.on is not None:
            more = _cut(each.matters or each.changed_lately, QUOTED)
            found.append(_event(each.on, "Questionnaire answered", more, today, ours=True))
    for role in roles:
        where = places.get(role.place, "a place no longer in the book")
        words = f"{role.role} at {where}" if role.role else f"in a role at {where}"
        if role.starts is not None and role.starts <= today:
            found.append(_event(role.starts, f"Became {words}", "", today))
        if role.ends is not None and role.ends < today:
            found.append(_event(role.ends + timedelta(days=1), f"Was {words} no longer", "", today))
    for snooze in book.snoozes.of_contact(contact.id):
        if snooze.starts is not None and snooze.until is not None:
            until = short_day(snooze.until, today=today)
            found.append(_event(snooze.starts, f"Contact put off until {until}", snooze.reason, today))
    found.extend(
        _event(local(entry.at).date(), entry.label, _changes(entry), today)
        for entry in book.history("contact", contact.id)
    )
    found.sort(key=lambda each: each.on, reverse=True)
    return tuple(found)


def _visits(book: BeatBook, contact: str, today: date) -> list[Event]:
    visits = book.visits.of_contact(contact)
    officers = {each.id: f"{each.rank} {each.name}" for each in book.officers.many({each.officer for each in visits})}
    found = []
    for visit in visits:
        if visit.on is None:
            continue
        channel = "Visit" if visit.channel == "in person" else f"{visit.channel[:1].upper()}{visit.channel[1:]}"
        purpose = f" · {visit.purpose}" if visit.purpose else ""
        said = (_cut(visit.said or visit.learnt, QUOTED), officers.get(visit.officer, ""))
        more = " · ".join(part for part in said if part)
        what = f"{channel}, {visit.formality}{purpose}"
        found.append(_event(visit.on, what, more, today, ours=True, kind="visit", record=visit.id))
    return found


def _owed(book: BeatBook, contact: str, today: date) -> list[Event]:
    found = []
    for promise in book.promises.of_contact(contact):
        if promise.made_on is not None:
            due = f"due {short_day(promise.due_on, today=today)}" if promise.due_on else "open, no day agreed"
            more = due if promise.life == "open" else str(promise.life)
            what = f"Promised: {_cut(promise.promised, QUOTED)}"
            found.append(_event(promise.made_on, what, more, today, ours=True, kind="promise", record=promise.id))
    for query in book.queries.of_contact(contact):
        if query.received is not None:
            more = "answered" if query.answered is not None else "not answered yet"
            what = f"Asked us: {_cut(query.question, QUOTED)}"
            on = local(query.received).date()
            found.append(_event(on, what, more, today, kind="query", record=query.id))
    for concern in book.concerns.of_contact(contact):
        if concern.raised_on is not None:
            what = f"{concern.concern_kind[:1].upper()}{concern.concern_kind[1:]} raised: {_cut(concern.said, QUOTED)}"
            told = "told back" if concern.told_back_on is not None else str(concern.outcome)
            found.append(_event(concern.raised_on, what, told, today, kind="concern", record=concern.id))
    return found


def _event(
    on: date, what: str, more: str, today: date, *, ours: bool = False, kind: str = "", record: str = ""
) -> Event:
    return Event(on, short_day(on, today=today), what, more, ours, kind, record)


def _changes(entry: HistoryEntry) -> str:
    if entry.fields.get("*") in ((0, 1), (1, 0)):
        return ""
    said = []
    for name, pair in entry.fields.items():
        if name not in _UNSPOKEN and pair is not None:
            told = field_named(Contact, name)
            before, after = (_value(value, yes_no=told.shape == "yes_no") for value in pair)
            said.append(f"{told.told.label}: {before} → {after}")
    return "; ".join(said)


def _value(value: Any, *, yes_no: bool) -> str:
    if yes_no:
        return "yes" if value else "no"
    return _cut(str(value), VALUE_QUOTED) if value not in ("", None, 0) else "nothing"


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rsplit(' ', 1)[0]} …"
