"""Which map packs this laptop uses: looked over once when they are added, and told apart from files changed since."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.map_pack import open_pack
from wehere_desktop.formats.pack_facts import PackFacts
from wehere_desktop.records.database import errors_made_ours
from wehere_desktop.records.laptop_file import OPEN_SECONDS, is_damage, open_there
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKS_FILE = "packs.db"
PLACE = "the list of map packs of this laptop"
MOST_PACKS = 40
CHESHIRE = (-3.6, 52.7, -1.5, 53.8)
"""West, south, east and north of the ground that the map shows at all."""

KINDS = {"mvt": "vector tiles", "png": "PNG pictures", "jpg": "JPEG pictures", "webp": "WebP pictures"}

_TABLE = """
CREATE TABLE IF NOT EXISTS pack (
    path BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    min_zoom INTEGER NOT NULL,
    max_zoom INTEGER NOT NULL,
    west REAL NOT NULL,
    south REAL NOT NULL,
    east REAL NOT NULL,
    north REAL NOT NULL,
    credit TEXT NOT NULL,
    pixels INTEGER NOT NULL,
    size INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT
"""
_COLUMNS = "path, name, kind, min_zoom, max_zoom, west, south, east, north, credit, pixels, size, changed"


@dataclass(frozen=True, slots=True)
class MapPack:
    """A pack this laptop uses: where it lies, what it says of itself, and its size in bytes when it was looked over.

    `changed` is when the file was last written to, in nanoseconds as the disk tells it.
    """

    path: Path
    facts: PackFacts
    size: int
    changed: int

    def trouble(self) -> str:
        """Return in a sentence why the pack cannot be used now, empty if it can."""
        try:
            now = self.path.stat()
        except (OSError, ValueError):
            return "Its file is not there; the sketch map stands in."
        if (now.st_size, now.st_mtime_ns) != (self.size, self.changed):
            return "Its file has changed since it was added; add it again."
        west, south, east, north = self.facts.bounds
        if west >= CHESHIRE[2] or east <= CHESHIRE[0] or south >= CHESHIRE[3] or north <= CHESHIRE[1]:
            return "It shows nothing of Cheshire."
        return ""

    def in_words(self) -> str:
        """Return what its tiles are, for which zooms, and how large it is: “vector tiles, zooms 0 to 14, 1.3 MB”."""
        facts = self.facts
        zooms = f"zooms {facts.min_zoom} to {facts.max_zoom}" if facts.min_zoom < facts.max_zoom else ""
        size = f"{self.size / 1_000_000:,.1f} MB" if self.size >= 1_000_000 else f"{max(1, self.size // 1000)} kB"  # noqa: PLR2004 - a megabyte
        return ", ".join((KINDS.get(facts.kind, facts.kind), zooms or f"zoom {facts.max_zoom}", size))


def packs_of(folder: Path) -> tuple[MapPack, ...]:
    """Return the packs of the laptop whose own folder this is, in the order of their names; none where none was added.

    A list that is damaged counts as empty: what it held can be added again.
    """
    file = folder / PACKS_FILE
    if not file.is_file():
        return ()
    try:
        with errors_made_ours(PLACE), closing(open_there(file, to="write")) as database:
            found = list(database.execute(f"SELECT {_COLUMNS} FROM pack ORDER BY name, path LIMIT ?", (MOST_PACKS,)))
    except Refusal as refusal:
        if refusal.kind != "damaged-book":
            raise
        return ()
    return tuple(map(_pack, found))


def stamp_of(folder: Path) -> tuple[int, int]:
    """Return what is another pair of numbers once the list has been changed, by whichever process."""
    try:
        now = (folder / PACKS_FILE).stat()
    except OSError:
        return (0, 0)
    return now.st_size, now.st_mtime_ns


def add_pack(folder: Path, file: Path) -> MapPack:
    """Look a file over and use it from now on; one that is used already is looked over anew.

    Raises the Refusals of `open_pack`, `too-many-packs`, and where the list cannot be written.
    """
    path = Path(os.path.abspath(file))  # noqa: PTH100 - a link stays a link: the share behind it may move
    pack = open_pack(path)
    try:
        facts = pack.facts
    finally:
        pack.close()
    with errors_made_ours(PLACE):
        now = path.stat()
        made = MapPack(path, facts, now.st_size, now.st_mtime_ns)
        with closing(_open_whole(folder)) as database:
            database.execute("BEGIN IMMEDIATE")
            ((others,),) = database.execute(
                "SELECT count(*) FROM pack WHERE path <> ?", (os.fsencode(path),)
            ).fetchall()
            if others >= MOST_PACKS:
                raise Refusal(
                    f"There are {MOST_PACKS} map packs already.", remedy="Remove one first.", kind="too-many-packs"
                )
            marks = ", ".join("?" * 13)
            database.execute(f"INSERT OR REPLACE INTO pack ({_COLUMNS}) VALUES ({marks})", tuple(_row(made)))
            database.execute("COMMIT")
    return made


def remove_pack(folder: Path, called: str) -> MapPack:
    """Use the pack of this name or file no longer, and return it; its file stays where it is.

    Raises Refusal `not-there` or `ambiguous`.
    """
    packs = packs_of(folder)
    wanted = called.strip()
    found = [each for each in packs if str(each.path) == wanted]
    found = found or [
        each for each in packs if wanted.casefold() in {each.facts.name.casefold(), each.path.name.casefold()}
    ]
    if not found:
        names = [each.facts.name for each in packs]
        remedy = f"There is {listed(names[:6])}." if names else "None has been added yet."
        raise Refusal(f"No map pack is called “{called}”.", remedy=remedy, field="name", kind="not-there")
    if len(found) > 1:
        raise Refusal(
            f"“{called}” could be {listed((str(each.path) for each in found), last='or')}.",
            remedy="Give the whole path.",
            field="name",
            kind="ambiguous",
        )
    with errors_made_ours(PLACE), closing(_open_whole(folder)) as database:
        database.execute("DELETE FROM pack WHERE path = ?", (os.fsencode(found[0].path),))
    return found[0]


def _open_whole(folder: Path) -> sqlite3.Connection:
    """Return a connection to the list, made if it is not there or damaged: what it held can be added again."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / PACKS_FILE
    try:
        return _with_table(file)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    file.replace(file.with_name(f"{file.name}.damaged"))
    return _with_table(file)


def _with_table(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, isolation_level=None, timeout=OPEN_SECONDS)
    try:
        database.execute(_TABLE)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _row(pack: MapPack) -> Iterator[Any]:
    facts = pack.facts
    yield from (os.fsencode(pack.path), facts.name, facts.kind, facts.min_zoom, facts.max_zoom, *facts.bounds)
    yield from (facts.credit, facts.pixels, pack.size, pack.changed)


def _pack(row: tuple[Any, ...]) -> MapPack:
    path, name, kind, least, most, west, south, east, north, credit, pixels, size, changed = row
    facts = PackFacts(name, kind, least, most, (west, south, east, north), credit, pixels)
    return MapPack(Path(os.fsdecode(path)), facts, size, changed)
