"""What the record of one beat shows on a day: who answers and why, who is posted, and places without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import Answer, Roster, answers_for_beat, known_as, reason_of
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.officer import Absence, Posting, holds_on
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records.staffing import roster_on
from wehere_desktop.screens.team.officer_record import spell
from wehere_desktop.screens.team.words import Tone, beat_word
from wehere_desktop.wording import counted, day_in_words, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One posting to the beat: the officer, the days, and whether they are away on the day looked at."""

    posting: Posting
    officer: str
    name: str
    more: str
    word: str
    over: bool


@dataclass(frozen=True, slots=True)
class BeatRecord:
    """All that the record shows, in words."""

    beat: Beat
    under: str
    day: str
    word: str
    tone: Tone
    answer: Answer
    who: str
    why: str
    team: tuple[MemberLine, ...]
    coming: tuple[MemberLine, ...]
    before: tuple[MemberLine, ...]
    places: str
    unnamed: tuple[Place, ...]


def beat_record(book: BeatBook, beat_id: str, *, day: date, today: date) -> BeatRecord | None:
    """Return the record of a beat as it stands on a day, or None if it is not in the book."""
    beat = book.beats.find(beat_id)
    if beat is None:
        return None
    roster = roster_on(book, day)
    answer = answers_for_beat(roster, beat)
    word, tone = beat_word(roster, beat.id, answer)
    unit = book.lpus.find(beat.lpu)
    lines = [(each, _member(roster, each, day)) for each in book.postings.ever_on_beat(beat.id)]
    unnamed = book.places.nobody_named(day, beat=beat.id)
    return BeatRecord(
        beat,
        " · ".join(part for part in (unit.name if unit is not None else "", beat.police_id) if part),
        "" if day == today else day_in_words(day),
        word,
        tone,
        answer,
        known_as(answer.officer) if answer.officer is not None else "Nobody",
        reason_of(answer, day),
        tuple(line for each, line in lines if holds_on(each.starts, each.ends, day) and roster.serves(each.officer)),
        tuple(line for each, line in lines if each.starts is not None and each.starts > day),
        tuple(
            line
            for each, line in lines
            if (each.ends is not None and each.ends < day) or (not roster.serves(each.officer) and _begun(each, day))
        ),
        f"{counted(book.places.how_many_open([beat.id]), 'place')}, {len(unnamed)} with nobody named",
        tuple(unnamed),
    )


def _begun(posting: Posting, day: date) -> bool:
    return posting.starts is None or posting.starts <= day


def _away(absence: Absence, day: date) -> str:
    return f"away until {short_day(absence.ends, today=day)}" if absence.ends is not None else "away"


def _member(roster: Roster, posting: Posting, day: date) -> MemberLine:
    officer = roster.officers.get(posting.officer)
    absence = roster.away.get(posting.officer) if roster.serves(posting.officer) else None
    return MemberLine(
        posting,
        posting.officer,
        known_as(officer) if officer is not None else "an officer no longer in the book",
        spell(posting.starts, posting.ends, day),
        _away(absence, day) if absence is not None else "",
        over=posting.ends is not None and posting.ends < day,
    )
