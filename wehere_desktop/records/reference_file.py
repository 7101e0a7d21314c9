"""The file of open postcodes on this laptop: written whole or not at all, and told from a damaged one."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from functools import cache
from typing import TYPE_CHECKING

import psutil

from wehere_desktop.formats.postcode_files import GridBox, PostcodeRow
from wehere_desktop.neighbourhood.national_grid import many_to_wgs84
from wehere_desktop.preferences import resource
from wehere_desktop.records.database import errors_made_ours
from wehere_desktop.records.laptop_file import is_damage_or_another, open_there, stated
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Progress = Callable[[str], None]

MARGIN = 10_000
"""How far beyond the four authorities postcodes are kept, in metres."""

BOX = GridBox(310_000, 320_000, 420_000, 430_000)
"""The four authorities and their margin lie well within this box; what is outside needs no closer look."""

PLACE = "the postcodes of this laptop"
PACKAGED, IMPORTED = "packaged", "imported"

NEAREST_CELL = 250
"""The side of the squares by which the nearest postcode is sought, in metres."""

_FORMAT = 1
_MARGIN_CELL = 1_000

_TABLES = """
CREATE TABLE meta (kind TEXT PRIMARY KEY, edition TEXT NOT NULL, rows INTEGER NOT NULL) STRICT;
CREATE TABLE postcode (
    postcode TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    easting INTEGER NOT NULL,
    northing INTEGER NOT NULL,
    authority TEXT NOT NULL,
    live INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES meta (kind),
    cell INTEGER NOT NULL,
    PRIMARY KEY (cell, postcode)
) STRICT, WITHOUT ROWID;
"""
_INDEX = "CREATE UNIQUE INDEX postcode_by_name ON postcode (postcode)"


@cache
def own_authorities() -> frozenset[str]:
    """Return the ONS codes of the force's local authorities, from the force's structure."""
    with resource("force/authorities.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


def write_postcodes(
    path: Path, found: dict[str, tuple[PostcodeRow, str]], editions: dict[str, str], progress: Progress | None
) -> dict[str, int]:
    """Write the rows of Cheshire and its margin, each with its source, and return how many of each source were kept.

    `editions` names the edition of each source. The file takes its name only when it is whole. Raises Refusal when
    no row is of Cheshire, and where the disk is full or may not be written.
    """
    own = own_authorities()
    near = _near_cells(row for row, _ in found.values() if row.authority in own)
    if not near:
        raise nothing_of_cheshire()
    kept = [(row, source) for row, source in found.values() if _margin_cell(row) in near]
    # In the order of the table, so that the file is filled from front to back
    kept.sort(key=lambda each: (_cell_of(each[0]), each[0].postcode))
    counts = Counter(dict.fromkeys(editions, 0))
    counts.update(source for _, source in kept)
    if progress:
        progress(f"Placing {len(kept):,} postcodes on the map.")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with errors_made_ours(PLACE):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_drafts(path)
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as database:
                _fill(database, kept, [(kind, editions[kind], counts[kind]) for kind in editions])
            draft.replace(path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return dict(counts)


def _clear_drafts(path: Path) -> None:
    """Remove what builds that were cut short left behind; another process may be building at this moment."""
    for draft in path.parent.glob(f".{path.name}.*"):
        number = draft.name.rpartition(".")[2]
        if not number.isdecimal() or int(number) == os.getpid() or not psutil.pid_exists(int(number)):
            with suppress(OSError):
                draft.unlink()


def _fill(database: sqlite3.Connection, kept: list[tuple[PostcodeRow, str]], meta: list[tuple[str, str, int]]) -> None:
    # A draft that is cut short is never read, so it needs no journal; the commit still reaches the disk.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = FULL")
    database.executescript(_TABLES)
    database.execute(f"PRAGMA user_version = {_FORMAT}")
    database.execute("BEGIN")
    database.executemany("INSERT INTO meta VALUES (?, ?, ?)", meta)
    database.executemany(
        "INSERT INTO postcode VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(_columns, kept, many_to_wgs84((row.easting, row.northing) for row, _ in kept)),
    )
    database.execute(_INDEX)
    database.execute("COMMIT")


def _columns(each: tuple[PostcodeRow, str], position: tuple[float, float]) -> tuple[str | int | float, ...]:
    row, source = each
    return (
        *(row.postcode, round(position[0], 6), round(position[1], 6), row.easting, row.northing),
        *(row.authority, int(row.live), source, _cell_of(row)),
    )


def cell_id(column: int, row: int) -> int:
    """Return the number of the square that many squares east and north of the grid's origin."""
    return column * 10_000 + row


def _cell_of(row: PostcodeRow) -> int:
    return cell_id(row.easting // NEAREST_CELL, row.northing // NEAREST_CELL)


def in_box(row: PostcodeRow) -> bool:
    """Say whether a postcode can be near Cheshire at all."""
    return BOX.west < row.easting < BOX.east and BOX.south < row.northing < BOX.north


def _margin_cell(row: PostcodeRow) -> tuple[int, int]:
    return row.easting // _MARGIN_CELL, row.northing // _MARGIN_CELL


def _near_cells(own: Iterable[PostcodeRow]) -> set[tuple[int, int]]:
    """Return the kilometre squares within the margin of any square that holds one of the force's own postcodes."""
    reach = MARGIN // _MARGIN_CELL
    around = range(-reach, reach + 1)
    disc = [(east, north) for east in around for north in around if east * east + north * north <= reach * reach]
    return {(cell[0] + east, cell[1] + north) for cell in set(map(_margin_cell, own)) for east, north in disc}


def kept_postcodes(path: Path) -> Iterator[tuple[PostcodeRow, str]]:
    """Yield every postcode of the file with its source."""
    with errors_made_ours(PLACE), closing(open_there(path, to="read", replaced_whole=True)) as database:
        for postcode, easting, northing, authority, live, source in database.execute(
            "SELECT postcode, easting, northing, authority, live, source FROM postcode"
        ):
            yield PostcodeRow(postcode, easting, northing, authority, bool(live)), source


def editions_of(path: Path) -> dict[str, str] | None:
    """Return the edition of each source in the file, or None where there is no whole file of this format."""
    if not path.is_file():
        return None
    with errors_made_ours(PLACE):
        try:
            with closing(open_there(path, to="read", replaced_whole=True)) as database:
                if stated(database) != (_FORMAT, path.stat().st_size):
                    return None
                return dict(database.execute("SELECT kind, edition FROM meta").fetchall()) or None
        except sqlite3.DatabaseError as error:
            if is_damage_or_another(error):
                return None
            raise


def nothing_of_cheshire() -> Refusal:
    """Return the refusal of postcodes none of which lies in Cheshire."""
    return Refusal(
        "There is no postcode of Cheshire in that file.",
        remedy="Choose the file for CH, CW, SK and WA, or the one for the whole country.",
        field="file",
        kind="wrong-file",
    )
