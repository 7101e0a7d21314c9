"""The built-in sketch map, read once from the project's own file."""

from __future__ import annotations

import gzip
import json
import zlib
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.shapes import Area, Bounds, Dot, DotField, Label, Line, Path, Point, Sketch
from wehere_desktop.preferences import resource
from wehere_desktop.refusal import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

SKETCH_FILE = "basemap/sketch.json.gz"
FORMAT = 1
DAMAGED = "The program's own sketch map is damaged; install the program again."
# The cubic terms of the file are fitted about this point, scaled by this many metres (see make_sketch.py).
MIDDLE = (360000.0, 370000.0)
SPREAD = 50000.0


@lru_cache(maxsize=1)
def load_sketch() -> Sketch:
    """Return the sketch map, kept after the first call. Raises Fault where the file is missing or damaged."""
    return read_sketch(resource(SKETCH_FILE))


def packed_sketch() -> dict[str, Any]:
    """Return the sketch map as its file packs it, for a page that unpacks it by itself (see make_sketch.py)."""
    return _held(resource(SKETCH_FILE))


def read_sketch(file: File) -> Sketch:
    """Return the sketch map of one file; raises Fault where it is damaged or of another format."""
    with sketch_in_parts(file) as (sketch, areas, lines):
        return replace(sketch, areas=tuple(areas), lines=tuple(lines))


@contextmanager
def sketch_in_parts(file: File) -> Iterator[tuple[Sketch, Iterator[Area], Iterator[Line]]]:
    """Give the sketch map of one file without its areas and lines, and these one after another, each made in its turn.

    For whoever turns each into something smaller: all of them at once take five megabytes. Raises as `read_sketch`.
    """
    try:
        held = _held(file)
        areas = (_area(name, style, rings) for name, style, rings in _let_go(held["areas"]))
        lines = (_line(name, style, packed) for name, style, packed in _let_go(held["lines"]))
        yield _bare(held), areas, lines
    except (ValueError, KeyError, TypeError, IndexError) as cause:
        raise Fault(DAMAGED) from cause


def _let_go(parts: list[Any]) -> Iterator[Any]:
    """Yield each part in its turn, and let go of it: only what is still to come is kept."""
    parts.reverse()
    while parts:
        yield parts.pop()


def _held(file: File) -> dict[str, Any]:
    """Return what a file holds; raises Fault where it cannot be read or is of another format."""
    try:
        held = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error) as cause:
        raise Fault(DAMAGED) from cause
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise Fault(DAMAGED)
    return held


def to_degrees(sketch: Sketch, point: Point) -> tuple[float, float]:
    """Return WGS84 latitude and longitude of an (easting, northing), within half a metre inside the sketch's bounds.

    Meant for drawing the sketch itself; positions of records are converted exactly by `neighbourhood.national_grid`.
    """
    x, y = (point[0] - MIDDLE[0]) / SPREAD, (point[1] - MIDDLE[1]) / SPREAD
    xx, yy, xy = x * x, y * y, x * y
    # Written out: forty thousand corners are turned while somebody waits for the map
    a, b, c, d, e, f, g, h, i, j = sketch.latitude_terms
    latitude = a + b * y + c * yy + d * yy * y + e * x + f * xy + g * xy * y + h * xx + i * xx * y + j * xx * x
    a, b, c, d, e, f, g, h, i, j = sketch.longitude_terms
    return (
        latitude,
        a + b * y + c * yy + d * yy * y + e * x + f * xy + g * xy * y + h * xx + i * xx * y + j * xx * x,
    )


def _bare(held: dict[str, Any]) -> Sketch:
    """Return the map of a decoded file without its areas and lines."""
    squares = {}
    for square, packed in held["dots"]["squares"].items():
        column, row = square.split(" ")
        squares[int(column), int(row)] = packed
    left, bottom, right, top = held["bounds"]
    return Sketch(
        areas=(),
        lines=(),
        labels=tuple(Label(name, (east, north), "settlement", rank) for name, east, north, rank in held["labels"]),
        stations=tuple(Dot((east, north), "station", name) for name, east, north in held["stations"]),
        dots=DotField(squares, held["dots"]["step"], "dots"),
        bounds=(left, bottom, right, top),
        credit=held["credit"],
        caveat=held["caveat"],
        outlines={code: tuple(_path(packed) for packed in rings) for code, rings in held["outlines"].items()},
        latitude_terms=tuple(held["wgs84"]["latitude"]),
        longitude_terms=tuple(held["wgs84"]["longitude"]),
    )


def _area(name: str, style: str, rings: list[list[int]]) -> Area:
    outer, bounds = _path_and_bounds(rings[0])
    return Area((outer, *(_path(packed) for packed in rings[1:])), style, name, bounds)


def _line(name: str, style: str, packed: list[int]) -> Line:
    path, bounds = _path_and_bounds(packed)
    return Line(path, style, name, bounds)


def _path(packed: list[int]) -> Path:
    """Return eastings and northings from differences in tens of metres."""
    return _path_and_bounds(packed)[0]


def _path_and_bounds(packed: list[int]) -> tuple[Path, Bounds]:
    eastings = [east * 10.0 for east in accumulate(packed[0::2])]
    northings = [north * 10.0 for north in accumulate(packed[1::2])]
    bounds = (min(eastings), min(northings), max(eastings), max(northings))
    return tuple(zip(eastings, northings, strict=True)), bounds
