"""Delimited text as rows of cells: comma, semicolon, tab, bar or ¬, streamed, with every bad row named."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from wehere_desktop.formats.incoming import Coding
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t", "|", "¬")
_SAMPLE_LINES = 60
_SWALLOWED = 40
"""Lines in one cell after which a quotation mark was surely never closed, rather than a long address."""


class Row(NamedTuple):
    """One row: its number as a spreadsheet would show it, its cells as text, and what is wrong with it, if anything."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Delimited:
    """How a delimited file is written: its coding, its delimiter and how many lines come before the first row."""

    path: Path
    coding: Coding
    delimiter: str
    skip: int = 0

    def rows(self) -> Iterator[Row]:
        """Yield every row from the top, numbered from 1; Refusal `never-closed` where a cell swallows the file."""
        with open_text(self.path, self.coding) as file:
            lines = _Lines(file, self.skip)
            reader = csv.reader(lines, delimiter=self.delimiter)
            number = 0
            before = lines.count
            while True:
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    raise _never_closed(self.path, number + 1) from error
                if cells is None:
                    return
                number += 1
                taken, before = lines.count - before, lines.count
                if not cells:
                    continue
                problem = lines.problem_of(taken, ended=lines.ended)
                if problem == _OPEN_QUOTE and taken > _SWALLOWED:
                    raise _never_closed(self.path, number)
                yield Row(number, tuple(cells), problem)


_OPEN_QUOTE = "its quotation mark is never closed; the file may be cut off"
_NUL = "it holds a NUL character"


class _Lines:
    """The lines of a file, counted and watched for what the csv module would pass over in silence."""

    def __init__(self, file: TextIO, skip: int) -> None:
        self._file = file
        self.count = 0
        self.ended = False
        self._quotes = 0
        self._nul = 0
        for _ in islice(file, skip):
            pass

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            self.ended = True
            raise StopIteration
        self.count += 1
        self._quotes += line.count('"')
        if "\x00" in line:
            self._nul = self.count
        return line

    def problem_of(self, taken: int, *, ended: bool) -> str:
        if self._nul > self.count - taken:
            return _NUL
        return _OPEN_QUOTE if ended and self._quotes % 2 else ""


def open_text(path: Path, coding: Coding) -> TextIO:
    """Return the file opened as text in its coding; a letter cut off at the very end shows as a box."""
    return path.open("r", encoding=coding.codec, errors="replace", newline="")


def find_delimited(path: Path, coding: Coding) -> Delimited:
    """Return how a text file is delimited, judged by which delimiter gives the most rows of one and the same width.

    Excel's own hint, a first line `sep=;`, is believed and skipped. A file of a single column counts as comma
    delimited.
    """
    try:
        with open_text(path, coding) as file:
            sample = list(_sample(file))
    except UnicodeError as error:
        raise Refusal(
            f"“{path.name}” is not readable as text.", remedy="Save it again as CSV in UTF-8.", kind="wrong-file"
        ) from error
    hint = sample[0].strip().lower() if sample else ""
    if hint.startswith("sep=") and len(hint) == 5:  # noqa: PLR2004 - "sep=" and one sign
        return Delimited(path, coding, sample[0].strip()[4], skip=1)
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        score = _evenness(sample, delimiter)
        if score > most:
            best, most = delimiter, score
    return Delimited(path, coding, best)


def _sample(file: TextIO) -> Iterator[str]:
    """Yield the first lines, none of them beyond what a cell may hold, so that one endless line costs nothing."""
    limit = csv.field_size_limit()
    for _ in range(_SAMPLE_LINES):
        line = file.readline(limit)
        if not line:
            return
        yield line


def _evenness(sample: list[str], delimiter: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, rows = Counter(widths).most_common(1)[0]
    # A wide even table beats a narrow one: commas inside addresses split few rows alike.
    return 0.0 if width == 1 else rows / len(widths) * (1 + width / 100)


def _never_closed(path: Path, number: int) -> Refusal:
    return Refusal(
        f"“{path.name}” cannot be read beyond row {number:,}: a quotation mark is opened there and not closed.",
        remedy="Fetch the file again; if it is the same, open it in a spreadsheet and save it as XLSX.",
        kind="never-closed",
    )
