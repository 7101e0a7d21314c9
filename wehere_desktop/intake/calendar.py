"""Term dates from a file: the holidays a calendar or a table names, and those that lie between its terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.formats.calendar_file import is_calendar, read_events
from wehere_desktop.formats.table import heading_words, open_table
from wehere_desktop.intake.cells import day_of, told
from wehere_desktop.neighbourhood.closed_spell import TERM_KINDS, ClosedSpell, check
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import parse_day

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.beatbook import BeatBook

DAY = timedelta(days=1)
LONGEST_GAP = 70
"""Days between two terms up to which they are taken for one year's: the summer has about forty-five."""
SHORTEST_GAP = 3
"""A gap of a weekend is none."""
_NAMES = ("name", "event", "title", "what", "term", "holiday", "description", "subject", "what it is")
_STARTS = ("start", "starts", "start date", "first day", "from", "begins", "begin", "opens", "term starts", "date")
_ENDS = ("end", "ends", "end date", "last day", "to", "until", "closes", "finish", "finishes", "term ends")
_CLOSED = re.compile(
    r"holiday|half[ -]?term|\bbreak\b|clos(?:ed|ure)|inset|training day|staff day|\beaster\b|christmas|\beid\b|diwali"
    r"|passover|yom kippur|rosh hashanah|vaisakhi|festival",
    re.IGNORECASE,
)
_TERM = re.compile(r"\bterm\b|\bsemester\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Days, both included, under the name a file gives them."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a file says: its name, the closed spells in it, earliest first, and each line left out with its reason."""

    name: str
    spells: tuple[NamedDays, ...]
    left_out: tuple[str, ...]


def read_calendar(path: Path) -> CalendarFile:
    """Return the closed spells of an iCalendar file or a table with a name, a first and a last day in each row.

    Terms give the spells between them; what is neither a term nor named like a holiday is left out. Raises Refusal
    `no-days` where no spell is found, `no-columns` for a table without these columns, and those of reading the file.
    """
    found, left_out = _from_events(path) if is_calendar(path) else _from_table(path)
    spells: list[NamedDays] = []
    terms: list[NamedDays] = []
    for each in found:
        if _CLOSED.search(each.name):
            spells.append(each)
        elif _TERM.search(each.name):
            terms.append(each)
        else:
            left_out.append(f"{each.name or 'an event without a name'} (neither a holiday nor a term)")
    spells += [each for each in _between(terms) if not any(_covers(other, each) for other in spells)]
    spells = [each for each in dict.fromkeys(spells) if not _refused(each, left_out)]
    if not spells:
        raise Refusal(
            f"No closed days were found in “{path.name}”.",
            remedy="Each needs a name such as “Half term” or “Christmas holidays”, a first day and a last day.",
            kind="no-days",
        )
    return CalendarFile(path.name, tuple(sorted(spells, key=lambda each: (each.first, each.name))), tuple(left_out))


def add_spells(
    book: BeatBook, spells: Sequence[NamedDays], *, kinds: Sequence[str] = TERM_KINDS, authority: str = ""
) -> int:
    """Add spells to the book inside an open change and return how many; what is in it already is passed over."""
    if not spells:
        return 0
    first, last = min(each.first for each in spells), max(each.last for each in spells)
    places = tuple(str(kind) for kind in kinds)
    there = {
        (each.starts, each.ends, each.place_kinds, each.authority)
        for each in book.closed_spells.between(first, last)
        if not each.place
    }
    added = 0
    for each in spells:
        if (each.first, each.last, places, authority) in there:
            continue
        book.closed_spells.add(
            ClosedSpell(
                id=book.world.new_id(),
                name=each.name,
                place_kinds=places,
                authority=authority,
                starts=each.first,
                ends=each.last,
            )
        )
        added += 1
    return added


def _from_events(path: Path) -> tuple[list[NamedDays], list[str]]:
    found, left_out = [], []
    for event in read_events(path):
        name = told(event.name)[:300]
        if event.problem or event.first is None or event.last is None:
            left_out.append(f"event {event.number} ({event.problem})")
            continue
        if event.repeats:
            left_out.append(f"{name}: its repeats (only the first is taken)")
        found.append(NamedDays(name, event.first, event.last))
    return found, left_out


def _from_table(path: Path) -> tuple[list[NamedDays], list[str]]:
    table = open_table(path, known=(*_NAMES, *_STARTS, *_ENDS))
    headings = [heading_words(each) for each in table.headings]
    name_at, starts_at, ends_at = (_column(headings, words) for words in (_NAMES, _STARTS, _ENDS))
    if name_at is None or starts_at is None:
        raise Refusal(
            f"“{path.name}” has no columns for a name and a first day.",
            remedy="Head them Name, Start and End.",
            kind="no-columns",
        )
    found, left_out = [], []
    for row in table.rows():
        if row.problem:
            left_out.append(f"row {row.number} ({row.problem})")
            continue
        first = _read_day(row.cells[starts_at])
        end = row.cells[ends_at] if ends_at is not None else ""
        last = _read_day(end) if end.strip() else first
        if first is None or last is None:
            left_out.append(f"row {row.number} (its days cannot be read)")
        elif last < first:
            left_out.append(f"row {row.number} (it ends before it begins)")
        else:
            found.append(NamedDays(told(row.cells[name_at])[:300], first, last))
    return found, left_out


def _column(headings: Sequence[str], words: Sequence[str]) -> int | None:
    return next((headings.index(each) for each in words if each in headings), None)


def _read_day(cell: str) -> date | None:
    text = " ".join(cell.split())
    # Councils write “Monday 2 November 2026”
    bare = re.sub(r"^(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?,? ", "", text, flags=re.IGNORECASE)
    return day_of(bare) or parse_day(bare, today=date.min) if re.search(r"[0-9]{2}\s*$|^[0-9]{4}", bare) else None


def _between(terms: Sequence[NamedDays]) -> list[NamedDays]:
    """Return the spells between terms that follow one another, at their ends weekends included."""
    found = []
    ordered = sorted(terms, key=lambda each: (each.first, each.last))
    for before, following in pairwise(ordered):
        first, last = before.last + DAY, following.first - DAY
        days = (last - first).days + 1
        if SHORTEST_GAP <= days <= LONGEST_GAP:
            found.append(NamedDays("School holidays", first, last))
    return found


def _covers(spell: NamedDays, gap: NamedDays) -> bool:
    return spell.first <= gap.last and gap.first <= spell.last


def _refused(days: NamedDays, left_out: list[str]) -> bool:
    made = ClosedSpell(id="", name=days.name, starts=days.first, ends=days.last)
    refusals = check(made)
    if refusals:
        left_out.append(f"{days.name} ({refusals[0].sentence[:1].lower()}{refusals[0].sentence[1:].rstrip('.')})")
    return bool(refusals)
