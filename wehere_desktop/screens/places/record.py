"""What the record of one place shows: its standing, who is named, who we know there, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.cover import Why, known_as, reason_of
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import Duty, Place, PlaceStatus, address_of
from wehere_desktop.neighbourhood.place import Known as Answer
from wehere_desktop.neighbourhood.promise import PromiseLife
from wehere_desktop.neighbourhood.query import ClockStands, answer_by, clock_of
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.records.staffing import answers_for, roster_on
from wehere_desktop.screens.places.frequencies import Frequency, frequency_at
from wehere_desktop.screens.places.happenings import Event, events_of
from wehere_desktop.screens.places.standing import Tone, standing_of
from wehere_desktop.wording import ago, counted, days_late, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wehere_desktop.neighbourhood.contact import ContactRole
    from wehere_desktop.neighbourhood.cover import Roster
    from wehere_desktop.neighbourhood.place import NamedOfficer
    from wehere_desktop.neighbourhood.promise import Promise
    from wehere_desktop.neighbourhood.query import Query
    from wehere_desktop.records.beatbook import BeatBook

SOON = timedelta(days=7)


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
class Owed:
    """A promise to be kept or a query to be answered: what, until when in a word, and who sees to it."""

    kind: str
    id: str
    what: str
    word: str
    tone: Tone
    who: str


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """All that the record shows, in words."""

    place: Place
    under: str
    word: str
    tone: Tone
    seen: str
    named: tuple[Named, ...]
    answers: str
    frequency: Frequency
    snooze: Snooze | None
    address: str
    grid: str
    has: str
    position: Position | None
    known: tuple[Known, ...]
    gaps: tuple[str, ...]
    owed: tuple[Owed, ...]
    notes: tuple[AccessNote, ...]
    notes_before: tuple[AccessNote, ...]
    attachments: tuple[Attachment, ...]
    events: tuple[Event, ...]

    @property
    def closed(self) -> bool:
        """Say whether the place is closed."""
        return self.place.status is PlaceStatus.CLOSED


class Rosters:
    """Keeps the roster of a day from one place to the next: gathering the whole force's takes longer than a record."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: Roster | None = None

    def forget(self) -> None:
        """Gather it anew the next time: somebody came, went, or was posted elsewhere."""
        self._kept = None

    def on(self, book: BeatBook, day: date) -> Roster:
        """Return the roster of a day; called in the book's lane."""
        kept = self._kept
        if kept is None or kept.day != day:
            kept = self._kept = roster_on(book, day)
        return kept


def record_of(
    book: BeatBook, place_id: str, *, today: date, now: datetime, rosters: Rosters | None = None
) -> PlaceRecord | None:
    """Return the record of a place on a day at a UTC instant, or None if it is not in the book."""
    place = book.places.find(place_id)
    if place is None:
        return None
    last = book.visits.last_contact_with([place_id]).get(place_id)
    beat = book.beats.find(place.beat) if place.beat else None
    rules = due_rules(book, today)
    word, tone = standing_of(place, last, today, rules)
    kind = f"{place.place_kind[:1].upper()}{place.place_kind[1:]}"
    known = tuple(_known(book, role) for role in book.contact_roles.at_place(place_id, today))
    roster = (rosters or Rosters()).on(book, today)
    promises, queries = book.promises.of_place(place_id), book.queries.of_place(place_id)
    holding = book.access_notes.holding(place_id, today)
    held = {each.id for each in holding}
    return PlaceRecord(
        place=place,
        under=" · ".join(
            part for part in (kind, place.reference, beat.name if beat is not None else "no beat yet") if part
        ),
        word=_stands(place, word, tone, today),
        tone=tone,
        seen=f"last seen {_how_long(last, today)}" if last is not None else "no contact yet",
        named=tuple(_named(roster, each, today) for each in book.named_officers.of_place(place_id, today)),
        answers=_answers(book, place, roster),
        frequency=frequency_at(place, rules),
        snooze=_snoozed(book, place_id, today),
        address=address_of(place),
        grid=_grid(place),
        has=_has(place),
        position=_position(place),
        known=known,
        gaps=_gaps(known),
        owed=(*_to_keep(book, promises, today), *_to_answer(book, queries, now)),
        notes=tuple(holding),
        notes_before=tuple(each for each in book.access_notes.ever_of_place(place_id) if each.id not in held),
        attachments=tuple(book.attachments.of_place(place_id)),
        events=events_of(book, place, today, promises=promises, queries=queries),
    )


def _stands(place: Place, word: str, tone: Tone, today: date) -> str:
    if place.closed is not None and place.status in {PlaceStatus.CLOSED, PlaceStatus.CLOSING}:
        day = short_day(place.closed, today=today)
        return f"closed on {day}" if place.status is PlaceStatus.CLOSED else f"{word} · closes on {day}"
    return f"next by {word}" if tone == "kept" else f"due {word}" if tone == "due" else word


def _how_long(day: date, today: date) -> str:
    days = (today - day).days
    return ago(day, today) if days <= 1 else f"{days} days ago"


def _named(roster: Roster, duty: NamedOfficer, today: date) -> Named:
    officer = roster.officers.get(duty.officer)
    away = roster.away.get(duty.officer)
    cover, tone = "", "plain"
    if officer is not None and not holds_on(officer.started, officer.ended, today):
        cover, tone = "has left; name somebody else", "late"
    elif away is not None:
        covering = roster.cover_of(duty.officer)
        until = f"away until {short_day(away.ends, today=today)}" if away.ends is not None else "away"
        if covering is not None:
            cover, tone = f"{until}, {known_as(covering)} covers", "due"
        else:
            cover, tone = f"{until}, nobody covers", "late"
    since = f"since {short_day(duty.starts, today=today)}" if duty.starts is not None else ""
    if duty.ends is not None:
        since = f"{since} until {short_day(duty.ends, today=today)}".strip()
    who = known_as(officer) if officer is not None else "an officer no longer in the book"
    return Named(str(duty.duty), who, since, cover, "late" if tone == "late" else "due", duty.officer)


def _answers(book: BeatBook, place: Place, roster: Roster) -> str:
    """Return who answers today and why, where the lines of the named officers do not say it already."""
    if place.status in {PlaceStatus.CLOSED, PlaceStatus.PROPOSED}:
        return ""
    answer = answers_for(book, place, roster)
    if answer.why in {Why.NAMED, Why.COVERING}:
        return ""
    if answer.officer is None:
        return reason_of(answer, roster.day)
    return f"{known_as(answer.officer)}, {reason_of(answer, roster.day)}"


def _snoozed(book: BeatBook, place: str, today: date) -> Snooze | None:
    for each in book.snoozes.of_place(place):
        if each.starts is not None and each.until is not None and each.starts <= today <= each.until:
            return each
    return None


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


def _to_keep(book: BeatBook, promises: Sequence[Promise], today: date) -> list[Owed]:
    found = []
    still_open = [each for each in promises if each.life is PromiseLife.OPEN]
    # Those without a day wait for nobody; they come last
    for each in sorted(still_open, key=lambda each: (each.due_on is None, each.due_on or today, each.due_time)):
        word, tone = "no day set", "plain"
        if each.due_on is not None:
            late = (today - each.due_on).days
            tone = "late" if late > 0 else "due" if each.due_on <= today + SOON else "kept"
            word = days_late(late) if late >= 0 else f"by {short_day(each.due_on, today=today)}"
            if each.due_time and late <= 0:
                word = f"{word}, {each.due_time}"
        found.append(Owed("promise", each.id, each.promised, word, _tone(tone), _who(book, each.owner)))
    return found


def _to_answer(book: BeatBook, queries: Sequence[Query], now: datetime) -> list[Owed]:
    found = []
    for each in queries:
        by = answer_by(each)
        if each.answered is not None or by is None:
            continue
        stands = clock_of(each, now=now)
        hours = round(abs((by - now).total_seconds()) / 3600)
        late = stands is ClockStands.LATE
        word = f"{counted(hours, 'hour')} {'late' if late else 'left'}"
        tone = "late" if late else "due" if stands is ClockStands.NEAR else "kept"
        found.append(Owed("query", each.id, each.question, word, _tone(tone), _who(book, each.owner)))
    return found


def _tone(word: str) -> Tone:
    tones: dict[str, Tone] = {"late": "late", "due": "due", "kept": "kept"}
    return tones.get(word, "plain")


def _who(book: BeatBook, officer: str) -> str:
    found = book.officers.find(officer) if officer else None
    return known_as(found) if found is not None else ""


def _has(place: Place) -> str:
    """Return what is known of how a visitor gets in: “step-free, no hearing loop”."""
    asked = ((place.step_free, "step-free way in"), (place.hearing_loop, "hearing loop"), (place.parking, "parking"))
    said = [words if known is Answer.YES else f"no {words}" for known, words in asked if known is not Answer.NOT_KNOWN]
    return ", ".join(said)


def _position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)


def _grid(place: Place) -> str:
    position = _position(place)
    if position is None:
        return ""
    from wehere_desktop.neighbourhood.national_grid import format_grid_reference, to_grid
    from wehere_desktop.refusal import Refusal

    try:
        return format_grid_reference(*to_grid(position), figures=8)
    except Refusal:
        return f"{position.lat:.5f}, {position.lon:.5f}"
