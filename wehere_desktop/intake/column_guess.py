"""What the columns of a file without telling headings hold, judged by looking at their cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wehere_desktop.intake.cells import BLANKS, number_of
from wehere_desktop.neighbourhood.ground import normal_postcode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LOOKED_AT = 300
"""Rows looked at; a register sorted by kind shows its columns well before that."""

_SURE = 0.8
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+44|0)[\d ()-]{8,14}")
_CODE = re.compile(r"[A-Z]{1,3}\d{2,6}[A-Z]?")
_WORDS = re.compile(r".*[A-Za-z]{3}.*")
_FEW_KINDS = 0.5
_SHORT = 3
_FILLED_ENOUGH = 0.2
_COUNTIES = frozenset(
    {
        "cheshire",
        "clwyd",
        "derbyshire",
        "flintshire",
        "greater manchester",
        "lancashire",
        "merseyside",
        "shropshire",
        "staffordshire",
        "wirral",
    }
)


def _in_degrees(low: float, high: float) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        number = number_of(text)
        return number is not None and "." in text and low <= number <= high

    return fits


def _in_metres(low: float, high: float) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        number = number_of(text)
        return number is not None and low <= number <= high

    return fits


# In this order: what only one kind of cell can be comes first. Bounds are those of Great Britain.
_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("postcode", lambda text: normal_postcode(text) is not None),
    ("email", lambda text: bool(_EMAIL.fullmatch(text))),
    ("website", lambda text: bool(_WEB.fullmatch(text))),
    ("phone", lambda text: bool(_PHONE.fullmatch(text))),
    ("latitude", _in_degrees(49.0, 61.0)),
    ("longitude", _in_degrees(-9.0, 2.0)),
    ("easting", _in_metres(80_000, 700_000)),
    ("northing", _in_metres(5_000, 1_250_000)),
)


def guess_columns(rows: Iterable[Sequence[str]], width: int) -> dict[str, int]:
    """Return which field each telling column holds, from the cells of the first rows; the leftmost of a kind wins.

    A column counts where four in five of its filled cells fit. The name is the first column of differing words, and
    the columns of words just before the postcode are the address.
    """
    columns: list[list[str]] = [[] for _ in range(width)]
    for count, row in enumerate(rows):
        if count >= LOOKED_AT:
            break
        for number, cell in enumerate(row[:width]):
            text = cell.strip()
            if text.lower() not in BLANKS:
                columns[number].append(text)
    found: dict[str, int] = {}
    taken: set[int] = set()
    for field, fits in _TESTS:
        for number, cells in enumerate(columns):
            if number not in taken and cells and _share(cells, fits) >= _SURE:
                found[field] = number
                taken.add(number)
                break
    for number, cells in enumerate(columns):
        if number not in taken and cells and _share(cells, _CODE.fullmatch) >= _SURE and _varied(cells) > _SURE:
            found["reference"] = number
            taken.add(number)
            break
    for number, cells in enumerate(columns):
        if number not in taken and cells and _is_words(cells) and _varied(cells) > _FEW_KINDS:
            found["name"] = number
            taken.add(number)
            break
    _guess_address(columns, found, taken)
    return found


def _guess_address(columns: list[list[str]], found: dict[str, int], taken: set[int]) -> None:
    """Take the columns of words that stand together just before the postcode for the address.

    A column that is mostly blank is passed over, and the last is the county, which is not kept, if it names one.
    """
    if "postcode" not in found:
        return
    together: list[int] = []
    number = found["postcode"] - 1
    while number >= 0 and number not in taken and (not columns[number] or _is_words(columns[number])):
        together.insert(0, number)
        number -= 1
    rows = max(map(len, columns))
    together = [number for number in together if len(columns[number]) > rows * _FILLED_ENOUGH]
    if together and _share(columns[together[-1]], lambda text: text.lower() in _COUNTIES) > _FEW_KINDS:
        together.pop()
    if together:
        found["street"] = together[0]
    if len(together) > 1:
        found["town"] = together[-1]
    if len(together) > 2:  # noqa: PLR2004 - street, locality, town
        found["locality"] = together[1]


def _share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    return sum(1 for cell in cells if fits(cell)) / len(cells)


def _varied(cells: Sequence[str]) -> float:
    return len(set(cells)) / len(cells)


def _is_words(cells: Sequence[str]) -> bool:
    return _share(cells, _WORDS.fullmatch) >= _SURE and sum(map(len, cells)) / len(cells) > _SHORT
