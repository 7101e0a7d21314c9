"""What the record of one officer shows: whom they stand in for, their work, postings, places and absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import Roster, known_as, until
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting, holds_on
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, Place
from wehere_desktop.records.staffing import roster_on
from wehere_desktop.screens.team.words import Tone, away_word, posted_to
from wehere_desktop.wording import counted, days_late, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

DUE_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PostingLine:
    """One posting: where, from when until when, and whether it holds today or is to come."""

    posting: Posting
    where: str
    spell: str
    over: bool
    now: bool


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One place they are named for."""

    duty: NamedOfficer
    place: Place
    more: str


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """One absence: its days, who covers, and whether it is over."""

    absence: Absence
    days: str
    more: str
    tone: Tone
    over: bool


@dataclass(frozen=True, slots=True)
class DueLine:
    """A place of theirs that is due a contact."""

    place: str
    name: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class OfficerRecord:
    """All that the record shows, in words."""

    officer: Officer
    under: str
    word: str
    tone: Tone
    now: str
    covering: tuple[str, ...]
    work: str
    usual: str
    due: tuple[DueLine, ...]
    due_whole: int
    postings: tuple[PostingLine, ...]
    duties: tuple[DutyLine, ...]
    absences: tuple[AbsenceLine, ...]
    changes: tuple[tuple[date, str], ...]


def officer_record(book: BeatBook, officer_id: str, *, today: date) -> OfficerRecord | None:
    """Return the record of an officer on a day, or None if they are not in the book."""
    officer = book.officers.find(officer_id)
    if officer is None:
        return None
    roster = roster_on(book, today)
    word, tone = away_word(roster, officer)
    postings = tuple(_posting(book, each, today) for each in reversed(book.postings.of(officer.id)))
    held = book.named_officers.held_from(officer.id, today)
    late = book.places.losing_touch(today, officer=officer.id)
    where = ", ".join(each.where for each in postings if each.now)
    return OfficerRecord(
        officer,
        " · ".join(part for part in (str(officer.rank), officer.number, where) if part),
        word,
        tone,
        _now(roster, officer),
        tuple(_covering(roster, officer)),
        _work(held, len(late), today),
        _usual(book, roster, officer, today),
        tuple(
            DueLine(
                each.place.id,
                each.place.name,
                "never seen" if each.last is None else days_late(each.days_late),
                "late" if each.last is None or each.days_late > 0 else "due",
            )
            for each in late[:DUE_SHOWN]
        ),
        len(late),
        postings,
        tuple(_duties(book, held, today)),
        tuple(_absence(roster, each, today) for each in book.absences.of(officer.id)),
        tuple((local(each.at).date(), each.label) for each in reversed(book.history("officer", officer.id))),
    )


def _now(roster: Roster, officer: Officer) -> str:
    absence = roster.away.get(officer.id)
    if absence is None or not roster.serves(officer.id):
        return ""
    cover = roster.cover_of(officer.id)
    back = until(absence.ends, roster.day)
    if cover is not None:
        return f"{known_as(cover)} covers."
    chosen = roster.officers.get(absence.cover)
    if chosen is not None:
        return f"Away {back}. {known_as(chosen)} was to cover, but is not there either."
    return f"Away {back}, and nobody covers."


def _covering(roster: Roster, officer: Officer) -> list[str]:
    return [
        f"Covers for {known_as(roster.officers[away])} {until(absence.ends, roster.day)}."
        for away, absence in roster.away.items()
        if absence.cover == officer.id and roster.is_there(officer.id) and away in roster.officers
    ]


def _work(held: list[NamedOfficer], late: int, today: date) -> str:
    now = [each for each in held if holds_on(each.starts, each.ends, today)]
    main = len({each.place for each in now if each.duty is Duty.MAIN})
    deputy = len({each.place for each in now if each.duty is not Duty.MAIN})
    parts = [f"Named for {counted(main, 'place')}"]
    if deputy:
        parts.append(f"deputy for {deputy}")
    if main or deputy:
        parts.append(f"{late} due a contact" if late else "none due a contact")
    return " · ".join(parts)


def _usual(book: BeatBook, roster: Roster, officer: Officer, today: date) -> str:
    """Return what others of the same rank in the unit have, the one in the middle, so that a load can be judged."""
    postings = [each for each in book.postings.of(officer.id) if holds_on(each.starts, each.ends, today)]
    beats = {each.id: each.lpu for each in book.beats.current(today)}
    units = {each.lpu or beats.get(each.beat, "") for each in postings}
    counts = book.named_officers.how_many_by_officer(today)
    others = sorted(
        counts.get(each, 0)
        for each in {
            member.id
            for beat, team in roster.beats.items()
            if beats.get(beat) in units
            for member in team
            if member.rank is officer.rank and member.id != officer.id
        }
    )
    if len(others) < 3:  # noqa: PLR2004 - of fewer, none is in the middle
        return ""
    return f"Another {officer.rank} of the unit usually has {others[len(others) // 2]}."


def _posting(book: BeatBook, posting: Posting, today: date) -> PostingLine:
    return PostingLine(
        posting,
        posted_to(book, posting),
        spell(posting.starts, posting.ends, today),
        over=posting.ends is not None and posting.ends < today,
        now=holds_on(posting.starts, posting.ends, today),
    )


def spell(starts: date | None, ends: date | None, today: date) -> str:
    """Return a dated spell in words: “since 3 Mar 2025”, “from 7 Dec until 1 Feb 2027”."""
    word = "since" if starts is not None and starts <= today and ends is None else "from"
    first = f"{word} {short_day(starts, today=today)}" if starts is not None else ""
    last = f"until {short_day(ends, today=today)}" if ends is not None else ""
    return " ".join(part for part in (first, last) if part)


def _duties(book: BeatBook, held: list[NamedOfficer], today: date) -> list[DutyLine]:
    places = {each.id: each for each in book.places.many([duty.place for duty in held])}
    found = []
    for duty in held:
        place = places.get(duty.place)
        if place is None:
            continue
        main = "" if duty.duty is Duty.MAIN else f"{duty.duty}, "
        found.append(DutyLine(duty, place, f"{main}{spell(duty.starts, duty.ends, today)}"))
    return sorted(found, key=lambda each: (each.duty.duty is not Duty.MAIN, each.place.name))


def _absence(roster: Roster, absence: Absence, today: date) -> AbsenceLine:
    first = short_day(absence.starts, today=today) if absence.starts is not None else ""
    last = short_day(absence.ends, today=today) if absence.ends is not None else "?"
    cover = roster.officers.get(absence.cover)
    over = absence.ends is not None and absence.ends < today
    covered = f"{known_as(cover)} covers" if cover is not None else "nobody covers"
    if over and cover is not None:
        covered = f"{known_as(cover)} covered"
    more = " · ".join(part for part in (absence.reason, covered if cover is not None or not over else "") if part)
    days = first if first == last else f"{first} to {last}"
    return AbsenceLine(absence, days, more, "late" if cover is None and not over else "plain", over)
