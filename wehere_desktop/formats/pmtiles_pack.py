"""PMTiles 3 packs: one file with a directory of raster or vector tiles, of which only what is asked for is read."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.pack_facts import (
    DEEPEST,
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
    other_projection,
    said,
    unknown_tiles,
    unpacked,
)
from wehere_desktop.formats.tile_image import JPEG, PNG, WEBP, picture_kind, picture_size
from wehere_desktop.formats.vector_tile import is_vector_tile
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from pmtiles.tile import Entry, HeaderDict

MAGIC = b"PMTiles"
OLD_MAGIC = (b"PM\x01\x00", b"PM\x02\x00")
VERSION = 3
HEAD = 127
LARGEST_DIRECTORY = 2_000_000
"""Bytes of one directory, unpacked: ten times what the usual tools write."""

LARGEST_SAYING = 4_000_000
DEEPEST_DIRECTORY = 4
KEPT_DIRECTORIES = 24
# A number of the format has at most ten bytes; a longer one would be reckoned with for hours.
_ENDLESS_NUMBER = re.compile(rb"[\x80-\xff]{10}")
_COMPRESSIONS = {3: "Brotli", 4: "Zstandard"}
_KINDS = {1: VECTOR, 2: PNG, 3: JPEG, 4: WEBP}
_AVIF, _MLT = 5, 6
_DEGREE = 10_000_000
_GZIP = 2


class _Broken(Exception):
    """A part of the file contradicts another."""


class PmTiles:
    """An open PMTiles pack; made by `open_pmtiles`."""

    def __init__(self, file: BinaryIO, size: int, header: HeaderDict) -> None:
        """Answer from the file, which is `size` bytes long and begins with this header."""
        # Read piece by piece and not mapped into memory: a stick that is pulled out would end the whole program
        self._file, self._size, self._header = file, size, header
        self._lock = Lock()
        self._facts: PackFacts | None = None
        self._directory = lru_cache(maxsize=KEPT_DIRECTORIES)(self._read_directory)

    @property
    def facts(self) -> PackFacts:
        """What the pack says of itself."""
        if self._facts is None:
            raise _Broken
        return self._facts

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, rows counted from the north, unpacked; None where there is none or it cannot be read."""
        from pmtiles.tile import find_tile, zxy_to_tileid

        across = 1 << zoom if 0 <= zoom <= DEEPEST else 0
        if not (0 <= column < across and 0 <= row < across):
            return None
        number = zxy_to_tileid(zoom, column, row)
        at, length = self._header["root_offset"], self._header["root_length"]
        try:
            for _ in range(DEEPEST_DIRECTORY):
                entry = find_tile(self._directory(at, length), number)
                if entry is None:
                    return None
                if entry.run_length:
                    return self._unpacked(entry)
                at, length = self._header["leaf_directory_offset"] + entry.offset, entry.length
        except (_Broken, OSError, ValueError):
            return None
        return None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._file.close()

    def look_over(self, path: Path) -> None:
        """Find out what the pack says of itself; raises the Refusals of `open_pmtiles`."""
        header = self._header
        told = self._told(path)
        if not is_web_mercator(told.get("crs") or told.get("srs") or told.get("projection")):
            raise other_projection(path)
        sample = self._sample()
        if sample is None:
            raise no_tiles(path)
        kind = _KINDS[header["tile_type"].value]
        pixels = _pixels(path, kind, sample)
        corners = ",".join(
            str(header[edge] / _DEGREE) for edge in ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        )
        least, most = header["min_zoom"], header["max_zoom"]
        if not least <= most <= DEEPEST:
            raise damaged(path)
        self._facts = PackFacts(
            named(told.get("name"), path),
            kind,
            least,
            most,
            bounds_said(corners) or WHOLE_WORLD,
            said(told.get("attribution")),
            pixels,
        )

    def _told(self, path: Path) -> dict[str, Any]:
        header = self._header
        if not header["metadata_length"]:
            return {}
        try:
            held = unpacked(self._read(header["metadata_offset"], header["metadata_length"]), most=LARGEST_SAYING)
            told = json.loads(held) if held is not None else None
        except (_Broken, ValueError, RecursionError) as error:
            raise damaged(path) from error
        return told if isinstance(told, dict) else {}

    def _sample(self) -> bytes | None:
        """Return the first tile that can be read."""
        at, length = self._header["root_offset"], self._header["root_length"]
        for _ in range(DEEPEST_DIRECTORY):
            entries = self._directory(at, length)
            tiles = [each for each in entries[:5] if each.run_length]
            if tiles or not entries:
                return next((held for each in tiles if (held := self._unpacked(each))), None)
            at, length = self._header["leaf_directory_offset"] + entries[0].offset, entries[0].length
        return None

    def _unpacked(self, entry: Entry) -> bytes | None:
        if not 0 < entry.length <= LARGEST_TILE:
            return None
        return unpacked(self._read(self._header["tile_data_offset"] + entry.offset, entry.length)) or None

    def _read_directory(self, at: int, length: int) -> list[Entry]:
        from pmtiles.tile import deserialize_directory

        if not 0 < length <= LARGEST_DIRECTORY:
            raise _Broken
        held = unpacked(self._read(at, length), most=LARGEST_DIRECTORY)
        if held is None or _ENDLESS_NUMBER.search(held):
            raise _Broken
        try:
            # The library takes directories packed alone
            return deserialize_directory(gzip.compress(held, compresslevel=0, mtime=0))
        except (EOFError, IndexError, ValueError) as error:
            raise _Broken from error

    def _read(self, at: int, length: int) -> bytes:
        if at < 0 or length < 0 or at + length > self._size:
            raise _Broken
        with self._lock:
            self._file.seek(at)
            held = self._file.read(length)
        if len(held) != length:
            raise _Broken
        return held


def open_pmtiles(path: Path, file: BinaryIO) -> PmTiles:
    """Return the pack of an opened file, which closes it.

    Raises Refusal: `pack-version`, `pack-cut-off`, `pack-damaged`, `pack-compression`, `pack-tile-kind`, `pack-mlt`,
    `pack-mixed`, `pack-no-tiles` or `pack-projection`.
    """
    from pmtiles.tile import deserialize_header

    head = file.read(HEAD)
    size = file.seek(0, 2)
    _refuse_other_version(path, head)
    if len(head) < HEAD:
        raise cut_off(path)
    _refuse_what_we_cannot_read(path, head)
    try:
        header = deserialize_header(head)
    except ValueError as error:
        raise damaged(path) from error
    for part in ("root", "metadata", "leaf_directory", "tile_data"):
        if header[f"{part}_offset"] + header[f"{part}_length"] > size:  # type: ignore[literal-required]
            raise cut_off(path)
    made = PmTiles(file, size, header)
    try:
        made.look_over(path)
    except (_Broken, OSError, ValueError) as error:
        raise damaged(path) from error
    return made


def _refuse_other_version(path: Path, head: bytes) -> None:
    if head.startswith(OLD_MAGIC):
        version = head[2]
        remedy = "Ask for it anew, or have it changed with “pmtiles convert”."
    elif len(head) > len(MAGIC) and head[len(MAGIC)] != VERSION:
        version = head[len(MAGIC)]
        remedy = "Ask for it as PMTiles version 3, or see whether there is a newer WeHere."
    else:
        return
    raise Refusal(
        f"“{path.name}” is PMTiles version {version}; WeHere reads version 3.", remedy=remedy, kind="pack-version"
    )


def _refuse_what_we_cannot_read(path: Path, head: bytes) -> None:
    kind = head[99]
    if kind == _MLT:
        raise new_vector_tiles(path)
    if kind not in _KINDS:
        raise unknown_tiles(path, "AVIF pictures" if kind == _AVIF else "of no known kind")
    for packed in head[97:99]:
        if packed > _GZIP:
            raise Refusal(
                f"“{path.name}” is packed with {_COMPRESSIONS.get(packed, 'something unknown')}, "
                "which WeHere cannot unpack.",
                remedy="Ask for it packed with gzip.",
                kind="pack-compression",
            )


def _pixels(path: Path, kind: str, sample: bytes) -> int:
    picture = picture_kind(sample)
    if kind == VECTOR:
        if not is_vector_tile(sample):
            raise mixed_tiles(path, "vector tiles", f"pictures ({picture})" if picture else "something else")
        return SHARP_PIXELS
    if not picture:
        raise mixed_tiles(path, f"pictures ({kind})", "something else")
    size = picture_size(sample)
    if size is None:
        raise damaged(path)
    return SHARP_PIXELS if min(size) >= SHARP_PIXELS else USUAL_PIXELS
