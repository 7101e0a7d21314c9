"""How absence, cover and postings are said in a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.cover import Answer, Roster, Why
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.officer import Officer, Posting
    from wehere_desktop.records.beatbook import BeatBook

Tone = Literal["late", "due", "kept", "plain"]


def away_word(roster: Roster, officer: Officer) -> tuple[str, Tone]:
    """Return how an officer stands on the roster's day: away, with cover or without, left, or nothing to be said."""
    if officer.ended is not None and officer.ended < roster.day:
        return f"left {short_day(officer.ended, today=roster.day)}", "plain"
    absence = roster.away.get(officer.id)
    if absence is None:
        return "", "kept"
    if roster.cover_of(officer.id) is None:
        return "away, no cover", "late"
    back = f" until {short_day(absence.ends, today=roster.day)}" if absence.ends is not None else ""
    return f"away{back}", "due"


def beat_word(roster: Roster, beat: str, answer: Answer) -> tuple[str, Tone]:
    """Return how a beat stands on the roster's day; nothing where its own officers are there."""
    team = [each for each in roster.beats.get(beat, ()) if each.rank is not Rank.VOLUNTEER]
    if not team:
        return "nobody posted", "late"
    if answer.why in {Why.UNIT, Why.NOBODY}:
        return "away, no cover", "late"
    if answer.why is Why.COVERING:
        return "covered", "due"
    if all(each.rank is not Rank.PCSO for each in team) and answer.officer is not None:
        return f"{answer.officer.rank} only", "due"
    if answer.absent is not None and answer.officer is not None:
        return f"{answer.absent.rank} away, {answer.officer.rank} there", "due"
    return "", "kept"


def posted_to(book: BeatBook, posting: Posting) -> str:
    """Return where a posting is to, in words: the beat, or the unit."""
    if posting.beat:
        beat = book.beats.find(posting.beat)
        return beat.name if beat is not None else "a beat no longer in the book"
    unit = book.lpus.find(posting.lpu)
    return f"{unit.name} Local Policing Unit" if unit is not None else "a unit no longer in the book"
