"""What a kind of intake declares about itself, and what the user may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from wehere_desktop.formats.table import Table
from wehere_desktop.intake.proposal import Proposal
from wehere_desktop.neighbourhood.register import SavedMapping
from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

Duplicates = Literal["hold", "new", "match"]
ROWS_BETWEEN_LOOKS = 500
"""Rows after which progress is told and the wish to stop is asked for; a few milliseconds' work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asks of one intake.

    `everywhere` brings in rows outside the force's authorities too. `as_of` is the edition of a file that does not
    tell its own. `mapping` pairs a heading with our field (an empty field leaves the column out); `place_kind` names
    the kind of every place in the file. `sheet` chooses a sheet of a workbook. `keep_mapping` keeps a given or
    guessed mapping for the next file of the same headings. `progress` is told how many rows were read; `stop` is
    asked now and then, and when it answers yes the intake ends with a Refusal and nothing is changed. `beat` is the id
    of the beat that a file is of which does not name one. `mend` cuts overlaps between outlines and fills their gaps.
    """

    everywhere: bool = False
    as_of: date | None = None
    mapping: Mapping[str, str] | None = None
    place_kind: str = ""
    sheet: str = ""
    keep_mapping: bool = True
    duplicates: Duplicates = "hold"
    progress: Callable[[int], None] | None = None
    stop: Callable[[], bool] | None = None
    beat: str = ""
    mend: bool = False


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """How a file's columns are read: the table (None for address cards), the column of each field, what would be kept.

    `remembered` says that a mapping kept from an earlier file of these headings was used.
    """

    table: Table | None
    columns: dict[str, int]
    mapping: SavedMapping | None = None
    remembered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One kind of file that can be brought into a book; its module sets INTAKE and is found by looking.

    `propose` reads a file against a book and a gazetteer and writes nothing. `help` is one line for the user. `fields`
    are those that a column may fill, and `columns` says how the columns of a file would be read.
    """

    name: str
    title: str
    help: str
    propose: Callable[[BeatBook, Path, GazetteerLike, Options], Proposal]
    fields: tuple[str, ...]
    columns: Callable[[BeatBook, Path, Options], ColumnsRead]


def look_up(options: Options, rows: int) -> None:
    """Tell how many rows were read and end with Refusal `stopped` if the user wants to stop."""
    if rows % ROWS_BETWEEN_LOOKS:
        return
    if options.progress is not None:
        options.progress(rows)
    if options.stop is not None and options.stop():
        raise Refusal("Stopped. Nothing was changed.", remedy="Start again when you wish.", kind="stopped")
