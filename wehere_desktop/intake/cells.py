"""What a cell of a register says: blanks in all their spellings, days, telephone numbers, positions, kinds."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from wehere_desktop import wording
from wehere_desktop.neighbourhood.fact import tidy
from wehere_desktop.neighbourhood.grid_in_bulk import rounded_positions
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.neighbourhood.place import PlaceKind, PlaceStatus
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# How registers write “nothing here”; compared in lower case.
BLANKS = frozenset(
    {
        "",
        "#n/a",
        "-",
        "--",
        ".",
        "..",
        "...",
        "does not apply",
        "n/a",
        "na",
        "nan",
        "nil",
        "none recorded",
        "not applicable",
        "not available",
        "not collected",
        "not entered",
        "not known",
        "not recorded",
        "not supplied",
        "not-applicable",
        "null",
        "unknown",
    }
)
_LONGEST_BLANK = max(map(len, BLANKS))
_MONTHS = {name[:3].lower(): number for number, name in enumerate(wording.MONTHS, start=1)}
_PATTERNS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ T-].*)?"), (3, 2, 1)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), (1, 2, 3)),
)
_NAMED_MONTH = re.compile(r"(\d{1,2})[-/ ]([A-Za-z]{3})[a-z]*[-/ ](\d{4})(?:[ T-].*)?")
_BETWEEN_FIGURES = re.compile(r"[\s().-]")
_TEN_FIGURES = re.compile(r"[1-37-9]\d{9}")
_MOST_DEGREES = 180.0

STATUSES: Mapping[str, PlaceStatus] = {
    "1": PlaceStatus.OPEN,
    "open": PlaceStatus.OPEN,
    "active": PlaceStatus.OPEN,
    "a": PlaceStatus.OPEN,
    "visible": PlaceStatus.OPEN,
    "registered": PlaceStatus.OPEN,
    "2": PlaceStatus.CLOSED,
    "closed": PlaceStatus.CLOSED,
    "c": PlaceStatus.CLOSED,
    "inactive": PlaceStatus.CLOSED,
    "removed": PlaceStatus.CLOSED,
    "3": PlaceStatus.CLOSING,
    "open, but proposed to close": PlaceStatus.CLOSING,
    "open, to close": PlaceStatus.CLOSING,
    "4": PlaceStatus.PROPOSED,
    "proposed to open": PlaceStatus.PROPOSED,
    "p": PlaceStatus.PROPOSED,
    "proposed": PlaceStatus.PROPOSED,
    "to open": PlaceStatus.PROPOSED,
}
"""Statuses by code or name: the schools register's codes 1 to 4, the NHS's letters, and the words of other lists."""

# Words that tell what a place is, the telling ones before the general ones.
_KIND_WORDS: tuple[tuple[str, PlaceKind], ...] = (
    (r"nurser(?:y|ies)|pre-?school|playgroup", PlaceKind.NURSERY),
    (r"sixth form|further education|colleges?|16 plus|university", PlaceKind.COLLEGE),
    (r"hate.crime", PlaceKind.HATE_CRIME_CENTRE),
    (r"police", PlaceKind.POLICE_BASE),
    (r"pharmac(?:y|ies)|chemist", PlaceKind.PHARMACY),
    (r"hospitals?|hospices?", PlaceKind.HOSPITAL),
    (r"gps?|surger(?:y|ies)|general practices?|doctors?|medical|health centre", PlaceKind.GP_SURGERY),
    (r"care homes?|nursing|residential homes?|rest homes?", PlaceKind.CARE_HOME),
    (r"librar(?:y|ies)", PlaceKind.LIBRARY),
    (r"youth|scouts?|guides", PlaceKind.YOUTH_CLUB),
    (r"(?:village|community|church|parish|memorial|public|scout) (?:hall|centre)", PlaceKind.COMMUNITY_HALL),
    (r"sports?|leisure|football|cricket|rugby|playing field", PlaceKind.SPORTS_GROUND),
    (r"stables?|livery|equestrian|riding", PlaceKind.STABLES),
    (r"school|academy|primary|infants?|juniors?|schools", PlaceKind.SCHOOL),
    (
        (
            r"church(?:es)?|chapels?|cathedral|minster|abbey|mosque|masjid|temple|gurdwara|synagogue|mandir|worship|faith"
            r"|meeting house|kingdom hall|salvation army"
        ),
        PlaceKind.FAITH_CENTRE,
    ),
    (r"farms?", PlaceKind.FARM),
    (r"pubs?|inn|public house|tavern|arms", PlaceKind.PUB),
    (r"shops?|stores?|supermarket|post office|newsagent|retail", PlaceKind.SHOP),
    (r"parks?|recreation ground", PlaceKind.PARK),
)
_KINDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind) for words, kind in _KIND_WORDS)


@lru_cache(maxsize=16_384)
def told(cell: str) -> str:
    """Return a cell's text tidied, on one line, or nothing where the register says that it has nothing."""
    text = " ".join(cell.split())
    if len(text) <= _LONGEST_BLANK and text.lower() in BLANKS:
        return ""
    return text if text.isascii() else tidy(text)


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return the day a register's cell tells (31-08-2016, 31/08/2016, 2016-08-31, 20160831, 31/Aug/2016) or None."""
    parts: tuple[int, int, int] | None = None
    for pattern, (year, month, day) in _PATTERNS:
        if found := pattern.fullmatch(text):
            parts = (int(found[year]), int(found[month]), int(found[day]))
            break
    else:
        if (found := _NAMED_MONTH.fullmatch(text)) and found[2].lower() in _MONTHS:
            parts = (int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    try:
        return date(*parts) if parts is not None else None
    except ValueError:
        return None


def phone_of(text: str) -> str:
    """Return a telephone number as people read it; a leading nought that a spreadsheet ate is put back."""
    figures = _BETWEEN_FIGURES.sub("", text)
    return wording.phone_in_groups(f"0{figures}" if _TEN_FIGURES.fullmatch(figures) else text)


def number_of(text: str) -> float | None:
    """Return the number a cell holds, or None; thousands' commas are read over."""
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None  # noqa: PLR2004 - no coordinate is larger; also stops inf and nan


def position_of(across: str, up: str, *, grid: bool) -> Position | None:
    """Return the position of a pair of cells: east-west first, then south-north; None where they give none.

    `grid` says that the columns are headed as National Grid metres; numbers that can only be degrees, or only
    metres, are taken for what they are, since registers head both “X” and “Y”.
    """
    x, y = number_of(across), number_of(up)
    if x is None or y is None or (x == 0 and y == 0):
        return None
    try:
        if _are_degrees(x, y):
            return Position(round(y, 6), round(x, 6))
        if not grid:
            return None
        found = to_wgs84(x, y)
    except Refusal:
        return None
    return Position(round(found.lat, 6), round(found.lon, 6))


def positions_on_grid(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Position]:
    """Return the positions that `position_of` gives for pairs of cells in metres, found together; the others left out.

    What is not two numbers, or can only be degrees, is among the others.
    """
    metres = {}
    for pair in pairs:
        x, y = number_of(pair[0]), number_of(pair[1])
        if x is not None and y is not None and not _are_degrees(x, y):
            metres[pair] = (x, y)
    found = zip(metres, rounded_positions(list(metres.values())), strict=True)
    return {pair: position for pair, position in found if position is not None}


def _are_degrees(x: float, y: float) -> bool:
    # A point of the grid this close to its origin lies in the sea off Scilly.
    return abs(x) <= _MOST_DEGREES and abs(y) <= _MOST_DEGREES / 2


@lru_cache(maxsize=4096)
def kind_in_words(text: str) -> PlaceKind | None:
    """Return the kind of place that words such as a name or a type tell, the most telling first, or None."""
    return next(iter(kinds_in_words(text)), None)


def kinds_in_words(text: str) -> list[PlaceKind]:
    """Return every kind of place that the words tell; just the one whose own name they are, if they are that."""
    lowered = text.strip().lower()
    for kind in PlaceKind:
        if lowered in {kind.value.lower(), kind.value.lower() + "s"}:
            return [kind]
    found: list[PlaceKind] = []
    for pattern, kind in _KINDS:
        if kind not in found and pattern.search(lowered):
            found.append(kind)
    # A hall of some other kind, such as a sports hall, is not told by the word alone.
    return found or ([PlaceKind.COMMUNITY_HALL] if re.search(r"\bhalls?\b", lowered) else [])


def kind_called(text: str) -> PlaceKind:
    """Return the kind of place a user names; Refusal listing the kinds for anything else."""
    lowered = text.strip().lower()
    for kind in PlaceKind:
        if lowered in {kind.value.lower(), kind.value.lower() + "s", kind.name.lower().replace("_", " ")}:
            return kind
    raise Refusal(
        f"There is no kind of place called “{text}”.",
        remedy="The kinds are: " + ", ".join(kind.value for kind in PlaceKind) + ".",
        field="place_kind",
        kind="unknown-kind",
    )
