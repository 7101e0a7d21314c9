"""Shapefiles: the areas of a layer, its table's texts however they are coded, and the coordinates its .prj names."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from wehere_desktop.formats.geojson_outlines import other_coordinates
from wehere_desktop.formats.outlines import (
    MOST_OUTLINES,
    Corner,
    Outline,
    Polygon,
    Ring,
    broken,
    name_told,
    polygon_of,
    ring_of,
    tells_of,
    too_large,
)

PARTS = ("shp", "dbf", "shx", "prj", "cpg")
_GRID = re.compile(r"British_National_Grid|OSGB[_ ]?(?:19)?36|\b27700\b", re.IGNORECASE)
_CODE_PAGE = {"utf8": "utf-8", "65001": "utf-8", "ansi 1252": "cp1252", "1252": "cp1252", "88591": "latin-1"}
_AREAS = {5, 15, 25}
_HEADER = 100


def read_shapefile(path: Path, parts: Mapping[str, bytes], stem: str) -> tuple[list[Outline], bool | None]:
    """Return the areas of a layer given by its files' bytes, and whether it says it is on the National Grid.

    The .shp is enough: without .dbf the outlines have no names, without .prj nothing is said. Refusals: `broken-file`,
    `too-large`, `other-coordinates`.
    """
    import shapefile  # type: ignore[import-untyped] # it comes without types

    on_grid = _said(path, parts.get("prj", b""))
    _refuse_false_header(path, parts["shp"])
    given: dict[str, Any] = {"shp": io.BytesIO(parts["shp"])}
    if "dbf" in parts:
        given["dbf"] = io.BytesIO(parts["dbf"])
    try:
        with shapefile.Reader(**given, encoding=_coding(parts), encodingErrors="replace") as reader:
            return _outlines(path, reader, stem, named="dbf" in parts), on_grid
    except (
        shapefile.ShapefileException, struct.error, ValueError, TypeError, IndexError, KeyError, OverflowError,
        AttributeError, EOFError, OSError, MemoryError,
    ) as error:  # fmt: skip
        raise broken(path, "a Shapefile") from error


def _refuse_false_header(path: Path, shp: bytes) -> None:
    """Refuse what is no .shp, or is shorter than its header says, before anything trusts its numbers."""
    if len(shp) < _HEADER or shp[:4] != b"\x00\x00\x27\x0a":
        raise broken(path, "a Shapefile")
    if struct.unpack(">i", shp[24:28])[0] * 2 > len(shp):
        raise broken(path, "a Shapefile", "it is cut off")


def _outlines(path: Path, reader: Any, stem: str, *, named: bool) -> list[Outline]:
    found: list[Outline] = []
    if reader.shapeType not in _AREAS:
        return found
    names = [field[0] for field in reader.fields if field[0] != "DeletionFlag"] if named else []
    rows = reader.iterRecords() if names else iter(())
    for shape in reader.iterShapes():
        row = next(rows, None)
        tells = tells_of(zip(names, list(row) if row is not None else (), strict=False))
        number = len(found) + 1
        if number > MOST_OUTLINES:
            raise too_large(path)
        if shape.shapeType in _AREAS:
            found.append(Outline(number, name_told(tells), tells, _polygons(shape), stem))
    return found


def _polygons(shape: Any) -> tuple[Polygon, ...]:
    """Return a shape's polygons: rings that turn clockwise are outer ones, and each other is a hole in one of them."""
    starts = [*shape.parts, len(shape.points)]
    rings = [ring_of(shape.points[start:end]) for start, end in pairwise(starts)]
    rings = [ring for ring in rings if ring]
    outer = [ring for ring in rings if _turn(ring) < 0]
    if not outer:
        return tuple(polygon_of([ring]) for ring in rings)
    holes: dict[int, list[Ring]] = {}
    for ring in rings:
        if _turn(ring) >= 0:
            at = next((number for number, each in enumerate(outer) if _holds(each, ring[0])), None)
            if at is not None:
                holes.setdefault(at, []).append(ring)
    return tuple(polygon_of([ring, *holes.get(number, [])]) for number, ring in enumerate(outer))


def _turn(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _holds(ring: Ring, corner: Corner) -> bool:
    x, y = corner
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def _said(path: Path, prj: bytes) -> bool | None:
    text = prj.decode("utf-8", "replace").strip()
    if not text:
        return None
    if "PROJCS" in text.upper() or "PROJCRS" in text.upper():
        if _GRID.search(text):
            return True
        raise other_coordinates(path)
    return False


def _coding(parts: Mapping[str, bytes]) -> str:
    """Return how the table's letters are coded: as the .cpg says, else UTF-8 if all of it is, else Windows-1252."""
    said = parts.get("cpg", b"").decode("ascii", "replace").strip().lower()
    named = _CODE_PAGE.get(said.replace("-", "").replace("iso", "").replace("_", "")) or _CODE_PAGE.get(said)
    if named:
        return named
    try:
        parts.get("dbf", b"")[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
