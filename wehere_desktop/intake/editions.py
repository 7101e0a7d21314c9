"""Editions: which day a value of a register is of, and which of two values is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

FIRST_YEAR = 1990
"""No open register in use names an edition before this year; smaller numbers in a file name are something else."""

UNDATED = date.min
"""The edition of a value that was given by a file without one; written as “undated”."""

_UNDATED_WORD = "undated"
KNOWN_AS = "known as "
"""Begins the entries that remember under which key a row of a register was matched with the place."""

# Fields every new place has even if no file told them, so that an older file telling them is not filling a blank.
ALWAYS_FILLED = frozenset({"place_kind", "status"})

_DAY = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")
_BRITISH_DAY = re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{4})[-_.](\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def edition_in_name(name: str, *, today: date) -> date | None:
    """Return the edition a file name tells: YYYYMMDD, DD-MM-YYYY, YYYY-MM or a bare year, whose first day it is.

    A year before 1990 or a day after `today` is not believed; a name that tells nothing gives None.
    """
    for pattern, order in ((_DAY, (1, 2, 3)), (_BRITISH_DAY, (3, 2, 1)), (_MONTH, (1, 2)), (_YEAR, (1,))):
        for found in pattern.finditer(name):
            parts = [int(found[place]) for place in order] + [1, 1]
            day = _day(parts[0], parts[1], parts[2])
            if day is not None and day.year >= FIRST_YEAR and day <= today:
                return day
    return None


def edition_in_heading(heading: str) -> date | None:
    """Return the first day of the year that ends a heading such as “Postcode_2017”, or None."""
    found = re.fullmatch(r"\D+[\W_]?(\d{4})", heading.strip())
    return _day(int(found[1]), 1, 1) if found and FIRST_YEAR <= int(found[1]) < FIRST_YEAR + 100 else None


def edition_of_file(name: str, columns: Collection[str], *, as_of: date | None, today: date) -> date | None:
    """Return the edition of a file by its name, else the day given, unless its rows tell each their own."""
    edition = edition_in_name(name, today=today)
    return as_of if edition is None and "row_edition" not in columns else edition


def editions_of_columns(
    headings: Sequence[str], columns: Mapping[str, int], edition: date | None
) -> dict[str, date | None]:
    """Return the editions of columns headed with a year, where it is earlier than the file's own."""
    found: dict[str, date | None] = {}
    for name, number in columns.items():
        day = edition_in_heading(headings[number])
        if day is not None and (edition is None or day < edition):
            found[name] = day
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(slots=True)
class Kept:
    """What a place holds of registers: its values by field, the edition of each, and the keys it is known under."""

    values: dict[str, object]
    editions: dict[str, date] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Merged:
    """What offering values to a place came to: those to write, the fields borne out, and those left as older."""

    written: dict[str, object] = field(default_factory=dict)
    editions: dict[str, date] = field(default_factory=dict)
    older: list[tuple[str, object, object]] = field(default_factory=list)


def merge(
    kept: Kept, offered: Mapping[str, object], editions: Mapping[str, date | None], edition: date | None
) -> Merged:
    """Return what a row's values do to those kept; `editions` overrules the row's own edition for a field.

    A blank is filled by any file; a value gives way only to one of a strictly newer edition; the same value of a newer
    edition only moves the day forward. So the newest value told stays, whatever the order the files come in. Blanks
    are not offered at all, which is why nothing is ever cleared.
    """
    found = Merged()
    newest = max(kept.editions.values(), default=UNDATED)
    for name, value in offered.items():
        day = editions.get(name, edition)
        has = kept.values.get(name)
        own = kept.editions.get(name)
        if own is None:
            own = newest if name in ALWAYS_FILLED else UNDATED
        if has is None or has == "":
            found.written[name] = value
            if day is not None:
                found.editions[name] = day
        elif has == value:
            if day is not None and day > own:
                found.editions[name] = day
        elif day is not None and day > own:
            found.written[name] = value
            found.editions[name] = day
        else:
            found.older.append((name, has, value))
    return found


def read_editions(entries: Iterable[str]) -> tuple[dict[str, date], list[str]]:
    """Return the edition of each field and the keys a place is known under, from the texts a place keeps."""
    days, known = _read(tuple(entries))
    return dict(days), list(known)


@lru_cache(maxsize=256)
def _read(entries: tuple[str, ...]) -> tuple[dict[str, date], list[str]]:
    # The places of one register all name the same editions
    days: dict[str, date] = {}
    known: list[str] = []
    for entry in entries:
        if entry.startswith(KNOWN_AS):
            known.append(entry.removeprefix(KNOWN_AS))
            continue
        name, _, day = entry.rpartition("=")
        try:
            days[name] = UNDATED if day == _UNDATED_WORD else date.fromisoformat(day)
        except ValueError:
            # Not one of ours: a field whose edition cannot be read counts as undated.
            continue
    return days, known


@lru_cache(maxsize=4096)
def all_of(names: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Return the texts a place keeps whose fields are all of one edition, in alphabetical order."""
    return tuple(_entry(name, day) for name in sorted(names))


def write_editions(days: Mapping[str, date], known: Iterable[str]) -> tuple[str, ...]:
    """Return the texts a place keeps, the fields in alphabetical order and then its keys."""
    dated = [_entry(name, day) for name, day in sorted(days.items())]
    return (*dated, *(KNOWN_AS + key for key in known))


@lru_cache(maxsize=4096)
def _entry(name: str, day: date) -> str:
    return f"{name}={_UNDATED_WORD if day == UNDATED else day.isoformat()}"
