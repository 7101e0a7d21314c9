"""Points of one layer of the map, laid out so that any view of 100,000 of them is answered in milliseconds."""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position, metres_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_FEATURES = 1_500
"""No page holds more at once, whatever is in the book."""

DEEPEST = 18
CELL_PIXELS = 64
"""A cluster stands for the points of a square of this size on the screen, at any zoom."""

TILE_PIXELS = 256
LONE = 3
"""So few points in a cell are shown one by one."""

EACH_FROM = 16
"""From this zoom on, a few hundred metres across, every point is shown by itself as long as there is room."""

MOST_CELLS = 600
_POLE = 85.05


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One thing on the map: WGS84 degrees, its name (plain, may hold anything), its kind and how it stands.

    `state` is "late", "due", "kept" or "opening" for a place, empty for others; `nobody` says that no officer is
    named; `weight` is how often it counts, such as the visits there in a period.
    """

    id: str
    latitude: float
    longitude: float
    name: str
    kind: str = ""
    state: str = ""
    nobody: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Cluster:
    """Points that lie too close to be told apart: how many, how many of them are late, and their middle."""

    latitude: float
    longitude: float
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: WGS84 degrees of its edges, and its zoom (256-pixel tiles, a whole number)."""

    south: float
    west: float
    north: float
    east: float
    zoom: int


class PointField:
    """The points of one layer in the order of a curve that keeps neighbours together (Morton, 1966).

    Every cell of every zoom is then one run of that order, found by bisection, and its count, its late ones and its
    middle are differences of sums that were added up once.
    """

    def __init__(self, points: Iterable[MapPoint]) -> None:
        """Lay out points; those without a place on the map are left out."""
        held = [(_code(*_cell(each.latitude, each.longitude, DEEPEST)), each) for each in points if _on_map(each)]
        held.sort(key=lambda pair: (pair[0], pair[1].id))
        self.points: tuple[MapPoint, ...] = tuple(each for _, each in held)
        self._codes = array("Q", (code for code, _ in held))
        self._latitudes = _sums(each.latitude for each in self.points)
        self._longitudes = _sums(each.longitude for each in self.points)
        self._late = _sums(each.state == "late" for each in self.points)

    def __len__(self) -> int:
        """Return how many points there are."""
        return len(self.points)

    def shown(self, view: View, *, most: int = MOST_FEATURES) -> list[MapPoint | Cluster]:
        """Return what stands for the points of a view, at most `most` features; each point in exactly one of them.

        Whole cells are answered, so what lies just outside the view may come too.
        """
        zoom, cells = self._cells(view)
        room = most - len(cells)
        made: list[MapPoint | Cluster] = []
        for first, last in cells:
            count = last - first
            one_by_one = count <= LONE or zoom >= EACH_FROM
            if one_by_one and count - 1 <= room:
                room -= count - 1
                made += self.points[first:last]
            else:
                made.append(self._cluster(first, last))
        return made

    def inside(self, view: View) -> list[MapPoint]:
        """Return every point between the edges of a view."""
        return [
            each
            for each in self.points
            if view.south <= each.latitude <= view.north and view.west <= each.longitude <= view.east
        ]

    def nearest(self, position: Position, most: int) -> list[tuple[float, MapPoint]]:
        """Return the nearest points with their distance in metres, straight, the nearest first."""
        narrow = math.cos(math.radians(position.lat))

        def apart(each: MapPoint) -> float:
            return (each.latitude - position.lat) ** 2 + ((each.longitude - position.lon) * narrow) ** 2

        found = heapq.nsmallest(most, self.points, key=apart)
        return [(metres_between(position, Position(each.latitude, each.longitude)), each) for each in found]

    def _cluster(self, first: int, last: int) -> Cluster:
        count = last - first
        return Cluster(
            (self._latitudes[last] - self._latitudes[first]) / count,
            (self._longitudes[last] - self._longitudes[first]) / count,
            count,
            round(self._late[last] - self._late[first]),
        )

    def _cells(self, view: View) -> tuple[int, list[tuple[int, int]]]:
        """Return the zoom reckoned with and the runs of points, first and beyond the last, of cells with any."""
        zoom = min(max(view.zoom, 0), DEEPEST)
        while True:
            left, top = _cell(min(view.north, _POLE), view.west, zoom)
            right, bottom = _cell(max(view.south, -_POLE), view.east, zoom)
            if zoom == 0 or (right - left + 1) * (bottom - top + 1) <= MOST_CELLS:
                break
            zoom -= 1
        return zoom, list(self._runs(range(left, right + 1), range(top, bottom + 1), DEEPEST - zoom))

    def _runs(self, columns: Sequence[int], rows: Sequence[int], up: int) -> Iterator[tuple[int, int]]:
        for row in rows:
            for column in columns:
                code = _code(column, row)
                first = bisect_left(self._codes, code << (2 * up))
                last = bisect_left(self._codes, (code + 1) << (2 * up), first)
                if last > first:
                    yield first, last


def _on_map(point: MapPoint) -> bool:
    return abs(point.latitude) <= _POLE and abs(point.longitude) <= 180  # noqa: PLR2004 - degrees of a half turn


def _sums(values: Iterable[float]) -> array[float]:
    return array("d", accumulate(values, initial=0.0))


def _cell(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    """Return column and row of the cell of a point at a zoom (spherical Mercator, as map tiles have it)."""
    across = TILE_PIXELS // CELL_PIXELS << zoom
    turn = math.sin(math.radians(min(max(latitude, -_POLE), _POLE)))
    column = (longitude + 180) / 360 * across
    row = (0.5 - math.atanh(turn) / (2 * math.pi)) * across
    last = across - 1
    return min(max(int(column), 0), last), min(max(int(row), 0), last)


def _code(column: int, row: int) -> int:
    """Return both numbers in one, their bits in turn."""
    return _spread(column) | _spread(row) << 1


def _spread(number: int) -> int:
    """Return a number of up to 32 bits with a gap after each bit."""
    number &= 0xFFFFFFFF
    number = (number | number << 16) & 0x0000FFFF0000FFFF
    number = (number | number << 8) & 0x00FF00FF00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F0F0F0F0F
    number = (number | number << 2) & 0x3333333333333333
    return (number | number << 1) & 0x5555555555555555
