"""Map packs made for tests: of vectors and of pictures, whole and broken in every way that was met."""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mapbox_vector_tile import encode
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Tiles = Mapping[tuple[int, int, int], bytes | None]
EXTENT = 4096


def png(side: int = 4, colour: tuple[int, int, int] = (200, 30, 30), *, said_side: int = 0) -> bytes:
    """Return a picture of one colour; `said_side` is what it says its side is, where that is a lie."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    head = struct.pack(">IIBBBBB", said_side or side, said_side or side, 8, 2, 0, 0, 0)
    lines = (b"\x00" + bytes(colour) * side) * side
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def feature(geometry: str, **tells: Any) -> dict[str, Any]:
    """Return one thing for `vector_tile`, its shape in well-known text and tile steps, y down."""
    return {"geometry": geometry, "properties": tells}


def vector_tile(layers: Mapping[str, Sequence[dict[str, Any]]], *, packed: bool = True) -> bytes:
    """Return a vector tile of these layers, packed with gzip as packs hold them."""
    held = [{"name": name, "features": list(features)} for name, features in layers.items()]
    options = {"y_coord_down": True, "extents": EXTENT}
    made: bytes = encode(held, default_options=options)
    return gzip.compress(made, mtime=0) if packed else made


def town_tile(name: str = "Elmwick") -> bytes:
    """Return a tile in the words of OpenMapTiles: a lake, a wood, houses, a road with its number, and a named town."""
    return vector_tile(
        {
            "water": [feature("POLYGON ((200 200, 1400 200, 1400 1000, 200 1000, 200 200))", **{"class": "lake"})],
            "landcover": [
                feature("POLYGON ((2600 2600, 3900 2600, 3900 3900, 2600 3900, 2600 2600))", **{"class": "wood"})
            ],
            "building": [feature("POLYGON ((2000 1000, 2200 1000, 2200 1200, 2000 1200, 2000 1000))")],
            "transportation": [feature("LINESTRING (0 2048, 4096 2048)", **{"class": "primary"})],
            "transportation_name": [
                feature("LINESTRING (0 2048, 4096 2048)", **{"class": "primary", "ref": "A999", "name": "Elm Road"})
            ],
            "place": [feature("POINT (2048 1500)", name=name, **{"class": "town"})],
        }
    )


def tile_at(latitude: float, longitude: float, zoom: int) -> tuple[int, int, int]:
    """Return the tile that holds a point: zoom, column, and row from the north."""
    across = 1 << zoom
    column = int((longitude + 180) / 360 * across)
    row = int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * across)
    return zoom, column, row


def write_mbtiles(
    path: Path, tiles: Tiles, *, indexed: bool = True, table: str = "tiles", metadata: bool = True, **told: str
) -> Path:
    """Write an MBTiles pack of tiles whose rows are counted from the north, and what it says of itself."""
    with closing(sqlite3.connect(path)) as database:
        if metadata:
            database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
            database.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        database.execute(f"CREATE TABLE {table} (zoom_level, tile_column, tile_row, tile_data)")
        database.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",
            [(zoom, column, (1 << zoom) - 1 - row, held) for (zoom, column, row), held in tiles.items()],
        )
        if indexed:
            database.execute(f"CREATE UNIQUE INDEX tile_index ON {table} (zoom_level, tile_column, tile_row)")
        database.commit()
    return path


def write_pmtiles(
    path: Path,
    tiles: Mapping[tuple[int, int, int], bytes],
    *,
    kind: TileType = TileType.MVT,
    packed: Compression = Compression.GZIP,
    told: Mapping[str, Any] | None = None,
) -> Path:
    """Write a PMTiles 3 pack of tiles, with what it says of itself."""
    with path.open("wb") as file:
        writer = Writer(file)
        for at in sorted(tiles, key=lambda each: zxy_to_tileid(*each)):
            writer.write_tile(zxy_to_tileid(*at), tiles[at])
        writer.finalize({"tile_type": kind, "tile_compression": packed}, dict(told or {}))
    return path


def old_pmtiles(path: Path, version: int) -> Path:
    """Write the beginning of a PMTiles pack of version 1 or 2, as their tools made it."""
    told = json.dumps({"name": "old", "format": "png"}).encode()
    path.write_bytes(b"PM" + struct.pack("<HIH", version, len(told), 0) + told + bytes(512_000))
    return path
