"""MBTiles packs: an SQLite file of raster or vector tiles, read where it lies, never written and never trusted."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.pack_facts import (
    DEEPEST,
    EDGE,
    LARGEST_TILE,
    SHARP_PIXELS,
    USUAL_PIXELS,
    VECTOR,
    WHOLE_WORLD,
    PackFacts,
    bounds_said,
    cut_off,
    damaged,
    is_web_mercator,
    mixed_tiles,
    named,
    new_vector_tiles,
    no_tiles,
    on_another_grid,
    other_projection,
    said,
    unknown_tiles,
    unpacked,
)
from wehere_desktop.formats.tile_image import picture_kind, picture_size
from wehere_desktop.formats.vector_tile import is_vector_tile
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.formats.pack_facts import Bounds

MAGIC = b"SQLite format 3\x00"
MOST_UNINDEXED = 20_000
"""Tiles that may be looked through one by one where a pack has no index; beyond it each would be waited for."""

_MOST_STEPS = 100
"""How often SQLite may report in one question, each time after 100,000 of its steps: a view that never ends is left."""

_MOST_SAYINGS = 200
_GEOPACKAGE = "gpkg_contents"
_ASKED = (
    "SELECT CASE WHEN typeof(tile_data) = 'blob' AND length(tile_data) <= ? THEN tile_data END FROM tiles "
    "WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
)
_MLT = ("mlt", "maplibre")
# SQLite quotes a broken name in what it complains of, and that may then be no text at all
_ODD = (sqlite3.Error, OverflowError, UnicodeDecodeError)


class MbTiles:
    """An open MBTiles pack; made by `open_mbtiles`."""

    def __init__(self, connection: sqlite3.Connection, facts: PackFacts, *, from_north: bool) -> None:
        """Answer from the connection; rows are counted from the south unless the pack says `from_north`."""
        self._connection, self._facts, self._from_north = connection, facts, from_north
        self._lock = Lock()

    @property
    def facts(self) -> PackFacts:
        """What the pack says of itself."""
        return self._facts

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, rows counted from the north, unpacked; None where there is none or it cannot be read."""
        if not 0 <= zoom <= DEEPEST:
            return None
        kept_row = row if self._from_north else (1 << zoom) - 1 - row
        with self._lock:
            try:
                found = _rows(self._connection, _ASKED, LARGEST_TILE, zoom, column, kept_row)
            except _ODD:
                return None
        held = found[0][0] if found else None
        return unpacked(held) or None if isinstance(held, bytes) else None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


def open_mbtiles(path: Path) -> MbTiles:
    """Return the pack opened.

    Raises Refusal: `pack-busy`, `pack-damaged`, `pack-cut-off`, `pack-projection`, `pack-no-tiles`, `pack-no-index`,
    `pack-tile-kind`, `pack-mlt`, `pack-mixed` or `not-a-pack`.
    """
    _refuse_being_written(path)
    # Immutable: it is never written while we read, needs no lock, and leaves nothing beside it, on a stick or a share
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * LARGEST_TILE)
        for line in ("query_only = 1", "trusted_schema = 0", "cell_size_check = 1", "temp_store = 2", "mmap_size = 0"):
            connection.execute(f"PRAGMA {line}")
        facts, from_north = _facts(path, connection)
    except _ODD as error:
        connection.close()
        raise _cut_off_or_damaged(path) from error
    except Refusal:
        connection.close()
        raise
    return MbTiles(connection, facts, from_north=from_north)


def _refuse_being_written(path: Path) -> None:
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        with suppress(OSError):
            if beside.stat().st_size > 0:
                raise Refusal(
                    f"“{path.name}” is still being written by another program: “{beside.name}” lies beside it.",
                    remedy="Let that program finish and close it, then try again.",
                    kind="pack-busy",
                )


def _cut_off_or_damaged(path: Path) -> Refusal:
    """Return the refusal that fits: the file's head says how many pages there are."""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(100)
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        if path.stat().st_size < (1 << 16 if page == 1 else page) * pages:
            return cut_off(path)
    return damaged(path)


def _rows(connection: sqlite3.Connection, question: str, *given: object) -> list[tuple[Any, ...]]:
    left = [_MOST_STEPS]

    def tired() -> bool:
        left[0] -= 1
        return left[0] < 0

    connection.set_progress_handler(tired, 100_000)
    with closing(connection.execute(question, given)) as cursor:
        return cursor.fetchall()


def _facts(path: Path, connection: sqlite3.Connection) -> tuple[PackFacts, bool]:
    tables = {_text(name).lower() for (name,) in _rows(connection, "SELECT name FROM sqlite_master LIMIT 1000")}
    if "tiles" not in tables:
        raise _no_pack(path, tables)
    told = _told(connection) if "metadata" in tables else {}
    kind_said = told.get("format", "").lower()
    if any(mark in kind_said for mark in _MLT):
        raise new_vector_tiles(path)
    projection = next((told[word] for word in ("crs", "srs", "projection") if told.get(word)), "")
    if not is_web_mercator(projection) or on_another_grid(told.get("bounds")):
        raise other_projection(path)
    _refuse_without_index(path, connection)
    depths = _depths(connection)
    sample = _sample(connection, depths)
    if not depths or sample is None:
        raise no_tiles(path)
    kind, pixels = _kind(path, kind_said, sample)
    from_north = told.get("scheme", "").lower() == "xyz"
    bounds = bounds_said(told.get("bounds")) or _bounds(connection, depths[0], from_north=from_north)
    name = named(told.get("name"), path)
    facts = PackFacts(name, kind, depths[0], depths[-1], bounds, said(told.get("attribution")), pixels)
    return facts, from_north


def _no_pack(path: Path, tables: set[str]) -> Refusal:
    if _GEOPACKAGE in tables:
        return Refusal(
            f"“{path.name}” is a GeoPackage, not a map pack.",
            remedy="Have its tiles written as MBTiles or PMTiles.",
            kind="not-a-pack",
        )
    return Refusal(
        f"“{path.name}” is a database without map tiles.",
        remedy="Choose an MBTiles or PMTiles file.",
        kind="not-a-pack",
    )


def _told(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what the pack says of itself by name; of a table that is made differently, nothing."""
    try:
        found = _rows(connection, "SELECT name, substr(value, 1, 5000) FROM metadata LIMIT ?", _MOST_SAYINGS)
    except (sqlite3.OperationalError, UnicodeDecodeError):
        return {}
    return {_text(name).lower(): _text(value) for name, value in found}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    return "" if value is None else str(value)


def _refuse_without_index(path: Path, connection: sqlite3.Connection) -> None:
    plan = _rows(connection, f"EXPLAIN QUERY PLAN {_ASKED}", 1, 0, 0, 0)
    if not any(_text(line[-1]).startswith("SCAN") for line in plan):
        return
    found = _rows(connection, "SELECT count(*) FROM (SELECT 1 FROM tiles LIMIT ?)", MOST_UNINDEXED + 1)
    if found[0][0] > MOST_UNINDEXED:
        raise Refusal(
            f"“{path.name}” has no index of its tiles, so that each would take seconds to find.",
            remedy="Ask whoever made it for one with an index.",
            kind="pack-no-index",
        )


def _depths(connection: sqlite3.Connection) -> list[int]:
    """Return the zooms that hold a tile: what a pack says of them is often wrong."""
    asked = "SELECT 1 FROM tiles WHERE zoom_level = ? LIMIT 1"
    return [zoom for zoom in range(DEEPEST + 1) if _rows(connection, asked, zoom)]


def _sample(connection: sqlite3.Connection, depths: list[int]) -> bytes | None:
    """Return a tile of the deepest zoom that can be read, unpacked."""
    asked = (
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND typeof(tile_data) = 'blob' "
        "AND length(tile_data) BETWEEN 1 AND ? LIMIT 5"
    )
    for zoom in reversed(depths):
        for (held,) in _rows(connection, asked, zoom, LARGEST_TILE):
            if made := unpacked(held):
                return made
    return None


def _kind(path: Path, kind_said: str, sample: bytes) -> tuple[str, int]:
    picture = picture_kind(sample)
    if picture:
        if kind_said in {"pbf", "mvt"}:
            raise mixed_tiles(path, "vector tiles", f"pictures ({picture})")
        size = picture_size(sample)
        if size is None:
            raise damaged(path)
        return picture, SHARP_PIXELS if min(size) >= SHARP_PIXELS else USUAL_PIXELS
    if is_vector_tile(sample):
        return VECTOR, SHARP_PIXELS
    if kind_said in {"png", "jpg", "jpeg", "webp"}:
        raise mixed_tiles(path, f"pictures ({kind_said})", "something else")
    raise unknown_tiles(path, f"of the kind “{said(kind_said, longest=20)}”" if kind_said else "of no known kind")


def _bounds(connection: sqlite3.Connection, zoom: int, *, from_north: bool) -> Bounds:
    """Return the bounds of the tiles of a zoom, for a pack that does not say."""
    asked = (
        "SELECT min(tile_column), min(tile_row), max(tile_column), max(tile_row) FROM tiles "
        "WHERE zoom_level = ? AND typeof(tile_column) = 'integer' AND typeof(tile_row) = 'integer'"
    )
    try:
        ((left, low, right, high),) = _rows(connection, asked, zoom)
    except sqlite3.OperationalError:
        # Some millions of tiles, too many to be looked through
        return WHOLE_WORLD
    across = 1 << zoom
    if not all(isinstance(each, int) and 0 <= each < across for each in (left, low, right, high)):
        return WHOLE_WORLD
    south, north = (high + 1, low) if from_north else (across - low, across - 1 - high)
    return (
        left / across * 360 - 180,
        _latitude(south / across),
        (right + 1) / across * 360 - 180,
        _latitude(north / across),
    )


def _latitude(share: float) -> float:
    """Return the latitude at a share of the way from the north edge of a web map to its south."""
    import math

    return max(min(math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * share)))), EDGE), -EDGE)
