"""What the record of one place shows: its standing, who is named, who we know there, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import Duty, Place, address_of, frequency_of
from wehere_desktop.screens.places.standing import Tone, standing_of
from wehere_desktop.wording import ago, listed, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.contact import ContactRole
    from wehere_desktop.neighbourhood.place import NamedOfficer
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.journal import HistoryEntry

QUOTED = 160
VALUE_QUOTED = 40
# Fields that stand for something a person never typed or reads as such
_UNSPOKEN = frozenset({"*", "id", "created", "changed", "by", "editions", "found_by", "source", "authority"})


@dataclass(frozen=True, slots=True)
class Named:
    """An officer named for the place: the duty, who, since when, and what cover there is today, in words."""

    duty: str
    who: str
    since: str
    cover: str
    cover_tone: Tone
    officer: str


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody we know at the place."""

    contact: str
    name: str
    role: str
    duty: str
    reach: str
    key_individual: bool


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
class PlaceRecord:
    """All that the record shows, in words."""

    place: Place
    under: str
    word: str
    tone: Tone
    seen: str
    named: tuple[Named, ...]
    wants: str
    address: str
    grid: str
    known: tuple[Known, ...]
    gaps: tuple[str, ...]
    events: tuple[Event, ...]


def record_of(book: BeatBook, place_id: str, *, today: date) -> PlaceRecord | None:
    """Return the record of a place on a day, or None if it is not in the book."""
    place = book.places.find(place_id)
    if place is None:
        return None
    visits = book.visits.of_place(place_id)
    last = next((visit.on for visit in visits if visit.on is not None), None)
    beat = book.beats.find(place.beat) if place.beat else None
    word, tone = standing_of(place, last, today)
    kind = f"{place.place_kind[:1].upper()}{place.place_kind[1:]}"
    known = tuple(_known(book, role) for role in book.contact_roles.at_place(place_id, today))
    seen = f"last seen {_how_long(last, today)}" if last is not None else "no contact yet"
    return PlaceRecord(
        place,
        " · ".join(part for part in (kind, place.reference, beat.name if beat is not None else "no beat yet") if part),
        f"next by {word}" if tone == "kept" else f"due {word}" if tone == "due" else word,
        tone,
        seen,
        tuple(_named(book, each, today) for each in book.named_officers.of_place(place_id, today)),
        f"every {frequency_of(place)} days" + ("" if place.frequency else ", as is usual"),
        address_of(place),
        _grid(place),
        known,
        _gaps(known),
        _events(book, place, today),
    )


def _how_long(day: date, today: date) -> str:
    days = (today - day).days
    return ago(day, today) if days <= 1 else f"{days} days ago"


def _named(book: BeatBook, duty: NamedOfficer, today: date) -> Named:
    officer = book.officers.find(duty.officer)
    away = book.absences.away_on(duty.officer, today)
    cover, tone = "", "plain"
    if officer is not None and not holds_on(officer.started, officer.ended, today):
        cover, tone = "has left; name somebody else", "late"
    elif away is not None:
        covering = book.officers.find(away.cover) if away.cover else None
        until = f"away until {short_day(away.ends, today=today)}" if away.ends is not None else "away"
        if covering is not None:
            cover, tone = f"{until}, {covering.rank} {covering.name} covers", "due"
        else:
            cover, tone = f"{until}, nobody covers", "late"
    since = f"since {short_day(duty.starts, today=today)}" if duty.starts is not None else ""
    if duty.ends is not None:
        since = f"{since} until {short_day(duty.ends, today=today)}".strip()
    who = f"{officer.rank} {officer.name}" if officer is not None else "an officer no longer in the book"
    return Named(str(duty.duty), who, since, cover, "late" if tone == "late" else "due", duty.officer)


def _known(book: BeatBook, role: ContactRole) -> Known:
    contact = book.contacts.find(role.contact)
    if contact is None:
        return Known(
            role.contact, "somebody no longer in the book", role.role, str(role.duty), "", key_individual=False
        )
    reach = [contact.phone or contact.mobile or contact.email, contact.best_times]
    if contact.prefers and contact.prefers not in reach:
        reach.append(f"prefers {contact.prefers}")
    if contact.publishable:
        reach.append("happy to be named")
    return Known(
        contact.id,
        contact.name,
        role.role,
        str(role.duty),
        " · ".join(part for part in reach if part),
        contact.key_individual,
    )


def _gaps(known: tuple[Known, ...]) -> tuple[str, ...]:
    if not known:
        return ()
    said = {
        Duty.MAIN: "No main contact yet",
        Duty.DEPUTY: "No deputy yet",
        Duty.OUT_OF_HOURS: "Nobody for out of hours yet",
    }
    duties = {each.duty for each in known}
    return tuple(words for duty, words in said.items() if duty.value not in duties)


def _grid(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return ""
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.neighbourhood.national_grid import format_grid_reference, to_grid
    from wehere_desktop.refusal import Refusal

    try:
        return format_grid_reference(*to_grid(Position(place.latitude, place.longitude)), figures=8)
    except Refusal:
        return f"{place.latitude:.5f}, {place.longitude:.5f}"


def _events(book: BeatBook, place: Place, today: date) -> tuple[Event, ...]:
    found: list[Event] = []
    visits = book.visits.of_place(place.id)
    officers = {each.id: each for each in book.officers.many({each.officer for each in visits})}
    for visit in visits:
        if visit.on is None:
            continue
        officer = officers.get(visit.officer)
        by = f"{officer.rank} {officer.name}" if officer is not None else ""
        purpose = f" · {visit.purpose}" if visit.purpose else ""
        channel = "Visit" if visit.channel == "in person" else f"{visit.channel[:1].upper()}{visit.channel[1:]}"
        more = " · ".join(part for part in (_cut(visit.said or visit.learnt, QUOTED), by) if part)
        what = f"{channel}, {visit.formality}{purpose}"
        found.append(_event(visit.on, what, more, today, ours=True, kind="visit", record=visit.id))
    for duty in book.named_officers.ever_of_place(place.id):
        named = book.officers.find(duty.officer)
        if named is None or duty.starts is None:
            continue
        words = "named officer" if duty.duty is Duty.MAIN else str(duty.duty)
        if duty.starts <= today:
            found.append(_event(duty.starts, f"{named.rank} {named.name} became {words}", "", today))
        if duty.ends is not None and duty.ends < today:
            after = duty.ends + timedelta(days=1)
            found.append(_event(after, f"{named.rank} {named.name} was {words} no longer", "", today))
    for concern in book.concerns.of_place(place.id):
        if concern.raised_on is not None:
            what = f"{concern.concern_kind[:1].upper()}{concern.concern_kind[1:]} raised: {_cut(concern.said, QUOTED)}"
            told = "told back" if concern.told_back_on is not None else str(concern.outcome)
            found.append(_event(concern.raised_on, what, told, today, kind="concern", record=concern.id))
    found.extend(
        _event(local(entry.at).date(), entry.label, _changes(book, entry), today)
        for entry in book.history("place", place.id)
    )
    found.sort(key=lambda each: each.on, reverse=True)
    return tuple(found)


def _event(
    on: date, what: str, more: str, today: date, *, ours: bool = False, kind: str = "", record: str = ""
) -> Event:
    return Event(on, short_day(on, today=today), what, more, ours, kind, record)


def _changes(book: BeatBook, entry: HistoryEntry) -> str:
    if entry.fields.get("*") in ((0, 1), (1, 0)):
        return ""
    said, moved = [], False
    for name, pair in entry.fields.items():
        if name in {"latitude", "longitude"}:
            moved = True
        elif name not in _UNSPOKEN and pair is not None:
            label = field_named(Place, name).told.label
            before, after = (_value(book, name, value) for value in pair)
            said.append(f"{label}: {before} → {after}")
    if moved:
        said.append("its position on the map")
    return listed(said) if len(said) <= 1 else "; ".join(said)


def _value(book: BeatBook, name: str, value: Any) -> str:
    if value in ("", None, 0):
        return "nothing"
    if name == "beat":
        beat = book.beats.find(str(value))
        return beat.name if beat is not None else "another beat"
    return _cut(str(value), VALUE_QUOTED)


def _cut(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rsplit(' ', 1)[0]} …"
