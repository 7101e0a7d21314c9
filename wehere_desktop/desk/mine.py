"""Whose desk it is: the officer who opened the book, the beats they work today and the unit they belong to."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.officer import Officer, Rank, holds_on

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

LEADS_A_UNIT = frozenset({Rank.CHIEF_INSPECTOR, Rank.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Mine:
    """Whose desk it is: the officer, the beats they work, and the unit they belong to (ids, in reading order)."""

    officer: Officer
    beats: tuple[str, ...] = field(default=())
    lpu: str = ""
    leads_unit: bool = False


def mine_of(book: BeatBook, today: date) -> Mine:
    """Return the holder's beats and unit on a day; a unit's leader, and whoever has no beat, sees the unit."""
    officer = book.officers.get(book.holder)
    postings = [each for each in book.postings.of(officer.id) if holds_on(each.starts, each.ends, today)]
    beats = tuple(each.beat for each in postings if each.beat)
    lpu = next((each.lpu for each in postings if each.lpu), "")
    if not lpu and beats:
        first = book.beats.find(beats[0])
        lpu = first.lpu if first is not None else ""
    return Mine(officer, beats, lpu, leads_unit=officer.rank in LEADS_A_UNIT or not beats)
