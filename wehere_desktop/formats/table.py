"""A table from any file that holds one: its headings, where they stand, and its rows as text, streamed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.formats.delimited import Delimited, Row, find_delimited
from wehere_desktop.formats.incoming import FileKind, coding_of, kind_of_file
from wehere_desktop.formats.workbook import Sheet, open_sheet
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LOOKED_AT = 40
_PREAMBLE_AT_MOST = 20
# What a heading never is: a number or code with figures only, a day, a postcode, an e-mail or a web address.
_VALUE = re.compile(
    r"\s*(?:[+-]?[\d.,]+%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"
    r"|\S+@\S+\.\S+|(?:https?://|www\.)\S+|\+?\d[\d ()-]{6,})\s*"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table read from a file.

    `headings` are as the file has them, trimmed; for a file without any they are "Column 1", "Column 2" … and
    `headed` is False. `preamble` holds what stood above the headings; `coding`, `delimiter` and `sheet` say how the
    file was read.
    """

    path: Path
    source: Delimited | Sheet
    headings: tuple[str, ...]
    headed: bool
    heading_row: int
    preamble: tuple[str, ...] = ()
    coding: str = ""
    delimiter: str = ""
    sheet: str = ""

    def rows(self) -> Iterator[Row]:
        """Yield each row below the headings that is not blank, with its number as a spreadsheet shows it.

        A row longer than the headings, or the last row of a file cut off inside it, carries its `problem`; a shorter
        row is filled up with blanks. Every row given is one row to be accounted for.
        """
        width = len(self.headings)
        short_before = False
        held: Row | None = None
        for row in self.source.rows():
            if row.number <= self.heading_row:
                continue
            cells = row.cells
            if len(cells) != width:
                if len(cells) > width:
                    cells = _without_blank_tail(cells, width)
                if not any(map(str.strip, cells)):
                    continue
                if held is not None:
                    yield _filled(held, width)
                    held, short_before = None, True
                if len(cells) > width:
                    yield row._replace(
                        problem=row.problem or f"it has {len(cells)} cells where the headings have {width}"
                    )
                elif len(cells) < width:
                    held = row._replace(cells=cells)
                else:
                    yield row._replace(cells=cells)
                continue
            if not any(map(str.strip, cells)):
                continue
            if held is not None:
                yield _filled(held, width)
                held, short_before = None, True
            yield row
        if held is not None:
            yield self._last(held, short_before=short_before)

    def _last(self, row: Row, *, short_before: bool) -> Row:
        """Judge a short last row: where no other row is short and the file ends without a line end, it is cut off."""
        filled = _filled(row, len(self.headings))
        if row.problem or short_before or not isinstance(self.source, Delimited) or _ends_a_line(self.path):
            return filled
        return filled._replace(
            problem=f"the file is cut off here: {len(row.cells)} of {len(self.headings)} cells are there"
        )


def open_table(path: Path, *, known: Collection[str] = (), sheet: str = "") -> Table:
    """Return the table a file holds; nothing but its top is read yet (a workbook is read whole).

    `known` holds heading words in lower case that tell a heading row from data. Raises the Refusals of
    `open_incoming`, `kind_of_file`, `open_sheet` and `Delimited.rows`.
    """
    kind = kind_of_file(path)
    source: Delimited | Sheet
    source = find_delimited(path, coding_of(path)) if kind is FileKind.TEXT else open_sheet(path, kind, sheet=sheet)
    top = list(islice(source.rows(), _LOOKED_AT))
    if not any(cell.strip() for row in top for cell in row.cells):
        raise Refusal(f"“{path.name}” holds no rows.", remedy="Check that it is the right file.", kind="empty-file")
    place = _heading_place(top, frozenset(known))
    coding, delimiter = (source.coding.codec, source.delimiter) if isinstance(source, Delimited) else ("", "")
    name = source.name if isinstance(source, Sheet) else ""
    if place is None:
        width = max(len(row.cells) for row in top)
        return Table(
            path,
            source,
            tuple(f"Column {number}" for number in range(1, width + 1)),
            headed=False,
            heading_row=0,
            coding=coding,
            delimiter=delimiter,
            sheet=name,
        )
    above = tuple(" ".join(filter(None, map(str.strip, row.cells))) for row in top[:place])
    return Table(
        path,
        source,
        _headings(top[place].cells),
        headed=True,
        heading_row=top[place].number,
        preamble=tuple(filter(None, above)),
        coding=coding,
        delimiter=delimiter,
        sheet=name,
    )


def heading_words(heading: str) -> str:
    """Return a heading as it is compared: lower case, every run of signs and blanks one blank, “LA_Name” as “la name”.

    Words run together as in “LastChangedDate” stay together; the files that write them so do it everywhere.
    """
    return " ".join(re.sub(r"[\W_]+", " ", heading).split()).lower()


def _heading_place(top: list[Row], known: frozenset[str]) -> int | None:
    """Return which of the first rows holds the headings, or None if the file starts with data."""
    widths = Counter(_filled_cells(row) for row in top)
    usual = max(widths, key=lambda width: (widths[width], width))
    for place, row in enumerate(top[:_PREAMBLE_AT_MOST]):
        cells = [cell.strip() for cell in row.cells if cell.strip()]
        familiar = sum(heading_words(cell) in known for cell in cells)
        if familiar >= 2 or (familiar and familiar == len(cells)):  # noqa: PLR2004 - one word alone may be chance
            return place
        if len(cells) >= max(2, usual / 2):
            return None if any(_VALUE.fullmatch(cell) for cell in cells) or _repeats(cells) else place
    return None


def _filled_cells(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.strip())


def _repeats(cells: list[str]) -> bool:
    return len({cell.lower() for cell in cells}) < len(cells) * 0.7


def _headings(cells: tuple[str, ...]) -> tuple[str, ...]:
    trimmed = [" ".join(cell.split()) for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(heading or f"Column {number}" for number, heading in enumerate(trimmed, start=1))


def _without_blank_tail(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] if not any(map(str.strip, cells[width:])) else cells


def _filled(row: Row, width: int) -> Row:
    return row._replace(cells=row.cells + ("",) * (width - len(row.cells)))


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in {b"\n", b"\r", b"\x00"}
