"""The sketch map in the projection of web maps, so that it lies exactly under what Leaflet draws."""

from __future__ import annotations

import math
import threading
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from wehere_desktop.cartography.frame import Frame
from wehere_desktop.cartography.shapes import DotField, Path, Point, Sketch, Track, bounds_of
from wehere_desktop.cartography.sketch import SKETCH_FILE, sketch_in_parts, to_degrees
from wehere_desktop.preferences import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wehere_desktop.cartography.shapes import Bounds

EARTH = 6_378_137.0
"""The radius in metres that web maps reckon with."""

NARROW = math.cos(math.radians(53.2))
"""Mercator's metres times this are metres on the ground in the middle of Cheshire, within one in a hundred."""

TILE_PIXELS = 256
PIXELS_PER_POINT = 1.5
"""How large a point of a drawing is on the screen, at the usual size."""

SQUARE = 1_000
_PROJECTING = threading.Lock()


@dataclass(frozen=True, slots=True)
class ProjectedDots(DotField):
    """Dots by kilometre square of the projection, each square's two numbers in turn, already where they are drawn."""

    projected: Mapping[tuple[int, int], array[float]] = field(default_factory=dict)

    def within(self, bounds: Bounds) -> Iterator[Point]:
        """Yield the dots of every square that touches `bounds`."""
        left, bottom, right, top = (int(edge // SQUARE) for edge in bounds)
        for column in range(left, right + 1):
            for row in range(bottom, top + 1):
                numbers = iter(self.projected.get((column, row), ()))
                yield from zip(numbers, numbers, strict=True)


def project(latitude: float, longitude: float) -> Point:
    """Return where WGS84 degrees lie, in metres that are true in the middle of Cheshire."""
    return (
        EARTH * NARROW * math.radians(longitude),
        EARTH * NARROW * math.atanh(math.sin(math.radians(latitude))),
    )


def unproject(point: Point) -> tuple[float, float]:
    """Return the latitude and longitude of a projected point."""
    x, y = point
    return (
        math.degrees(math.asin(math.tanh(y / (EARTH * NARROW)))),
        math.degrees(x / (EARTH * NARROW)),
    )


def metres_per_pixel(zoom: float) -> float:
    """Return how much ground a pixel of a web map shows at a zoom, in the middle of Cheshire."""
    return 2 * math.pi * EARTH * NARROW / (TILE_PIXELS * math.pow(2.0, zoom))


def frame_of(centre: tuple[float, float], *, zoom: float, across: int, up: int, pixels_per_point: float) -> Frame:
    """Return the frame of a piece of a web map: its middle in degrees, its zoom, its size in pixels."""
    return Frame(
        project(*centre), across / pixels_per_point, up / pixels_per_point, metres_per_pixel(zoom) * pixels_per_point
    )


def projected_sketch() -> Sketch:
    """Return the whole sketch map projected; made once, in a fifth of a second, whoever else asks meanwhile waits."""
    with _PROJECTING:
        return _projected()


@lru_cache(maxsize=1)
def _projected() -> Sketch:
    # Read for this alone: the whole sketch would else lie in memory twice for as long as the program runs
    lines, areas = [], []
    with sketch_in_parts(resource(SKETCH_FILE)) as (sketch, areas_there, lines_there):
        for line in lines_there:
            points = _path(sketch, line.points)
            lines.append(replace(line, points=Track(points), bounds=bounds_of(points)))
        for area in areas_there:
            outer, *holes = (_path(sketch, ring) for ring in area.rings)
            areas.append(replace(area, rings=(Track(outer), *map(Track, holes)), bounds=bounds_of(outer)))
    corners = [_point(sketch, corner) for corner in _edge(sketch.bounds)]
    return replace(
        sketch,
        areas=tuple(areas),
        lines=tuple(lines),
        labels=tuple(replace(each, at=_point(sketch, each.at)) for each in sketch.labels),
        stations=tuple(replace(each, at=_point(sketch, each.at)) for each in sketch.stations),
        dots=ProjectedDots({}, sketch.dots.step, sketch.dots.style, _dots(sketch)),
        bounds=bounds_of(tuple(corners)),
        outlines={code: tuple(_path(sketch, ring) for ring in rings) for code, rings in sketch.outlines.items()},
    )


def _dots(sketch: Sketch) -> dict[tuple[int, int], array[float]]:
    """Return the sketch's dots projected: each square's corners exactly, what lies between drawn straight."""
    found: dict[tuple[int, int], array[float]] = {}
    for (column, row), packed in sketch.dots.squares.items():
        east, north = column * SQUARE, row * SQUARE
        x, y = _point(sketch, (east, north))
        right, up = _point(sketch, (east + SQUARE, north)), _point(sketch, (east, north + SQUARE))
        for at in range(0, len(packed), 2):
            across = (ord(packed[at]) - 48) * sketch.dots.step / SQUARE
            along = (ord(packed[at + 1]) - 48) * sketch.dots.step / SQUARE
            point = (
                x + across * (right[0] - x) + along * (up[0] - x),
                y + across * (right[1] - y) + along * (up[1] - y),
            )
            square = (int(point[0] // SQUARE), int(point[1] // SQUARE))
            # Boxed one by one they would take twenty times the room; single precision is a quarter of a metre here
            found.setdefault(square, array("f")).extend(point)
    return found


def _edge(bounds: Bounds) -> tuple[Point, ...]:
    left, bottom, right, top = bounds
    return ((left, bottom), (right, bottom), (right, top), (left, top))


def _path(sketch: Sketch, points: Iterable[Point]) -> Path:
    return tuple(_point(sketch, point) for point in points)


def _point(sketch: Sketch, point: Point) -> Point:
    return project(*to_degrees(sketch, point))
