"""Points of one layer of the map, laid out so that any view of 100,000 of them is answered in milliseconds."""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left
from collections import Counter
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
_BETWEEN = "\x1f"
_HALF_TURN, _TURN = 180.0, 2 * math.pi
_ACROSS = TILE_PIXELS // CELL_PIXELS << DEEPEST
_DEGREE_ACROSS = _ACROSS / 360


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One thing on the map: WGS84 degrees, its name (plain, may hold anything), its kind and how it stands.

    `state` is "late", "due", "kept", "opening" or "closed" for a place, empty for others; `nobody` says that no
    officer is named; `weight` is how often it counts, such as the visits there in a period.
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
    """Points that lie too close to be told apart: how many, how many of them are late, their middle and weight."""

    latitude: float
    longitude: float
    count: int
    late: int
    weight: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: WGS84 degrees of its edges, and its zoom (256-pixel tiles, a whole number)."""

    south: float
    west: float
    north: float
    east: float
    zoom: int


class PointField:
    """The points of one layer in the order of a curve that keeps neighbours together (Morton, 1966), in columns.

    Every cell of every zoom is then one run of that order, found by bisection, and its count, its late ones and its
    middle are differences of sums that were added up once. A `MapPoint` is made only of what is shown.
    """

    def __init__(self, points: Iterable[MapPoint]) -> None:
        """Lay out points, taken one after another; those without a place on the map are left out."""
        # Column by column, each point let go of at once: ten thousand of them whole take five megabytes, and the holes
        # they leave stay
        codes, lats, lons, weights = array("Q"), array("d"), array("d"), array("q")
        ids: list[str] = []
        names: list[str] = []
        kinds, states, nobody = _Numbers(), _Numbers(), bytearray()
        for each in points:
            if not _on_map(each):
                continue
            codes.append(_deepest_code(each.latitude, each.longitude))
            lats.append(each.latitude)
            lons.append(each.longitude)
            ids.append(each.id)
            names.append(each.name)
            kinds.add(each.kind)
            states.add(each.state)
            nobody.append(bool(each.nobody))
            weights.append(each.weight)
        # By code, those of one code by id
        order = array("L", sorted(range(len(ids)), key=ids.__getitem__))
        order = array("L", sorted(order, key=codes.__getitem__))
        self._codes = array("Q", map(codes.__getitem__, order))
        self._lats = array("d", map(lats.__getitem__, order))
        self._lons = array("d", map(lons.__getitem__, order))
        self._ids, self._names = _Texts([ids[at] for at in order]), _Texts([names[at] for at in order])
        # Of kinds and states there are a few dozen: each point has the number of its own
        self._kinds, self._kind = kinds.words, array("H", map(kinds.told.__getitem__, order))
        self._states, self._state = states.words, array("H", map(states.told.__getitem__, order))
        self._nobody = bytes(map(nobody.__getitem__, order))
        late = states.numbers.get("late", -1)
        self._latitudes, self._longitudes = _sums(self._lats), _sums(self._lons)
        self._late = _sums(state == late for state in self._state)
        self._weights = _sums(map(weights.__getitem__, order))

    def __len__(self) -> int:
        """Return how many points there are."""
        return len(self._codes)

    @property
    def points(self) -> Iterator[MapPoint]:
        """Return every point, each made when it is come to."""
        return (self._point(at) for at in range(len(self)))

    def find(self, record: str) -> MapPoint | None:
        """Return the point of a record's id, None where it is not here."""
        at = self._ids.find(record)
        return self._point(at) if at is not None else None

    def edges(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return the corners that hold every point, south-west then north-east, None where there is none."""
        if not self._codes:
            return None
        return (min(self._lats), min(self._lons)), (max(self._lats), max(self._lons))

    def kinds(self) -> Counter[str]:
        """Return how many points there are of each kind."""
        return Counter({self._kinds[number]: times for number, times in Counter(self._kind).items()})

    def how_many_of_nobody(self) -> int:
        """Return for how many points nobody is named."""
        return sum(self._nobody)

    @property
    def weight(self) -> int:
        """Return how often all points count together."""
        return round(self._weights[-1])

    def shown(self, view: View, *, most: int = MOST_FEATURES) -> list[MapPoint | Cluster]:
        """Return what stands for the points of a view, at most `most` features; each point in exactly one of them.

        Whole cells are answered, so what lies just outside the view may come too.
        """
        zoom, cells = self._cells(view, min(MOST_CELLS, most))
        room = most - len(cells)
        made: list[MapPoint | Cluster] = []
        for first, last in cells:
            count = last - first
            one_by_one = count <= LONE or zoom >= EACH_FROM
            if one_by_one and count - 1 <= room:
                room -= count - 1
                made += map(self._point, range(first, last))
            else:
                made.append(self._cluster(first, last))
        return made

    def inside(self, view: View) -> list[MapPoint]:
        """Return every point between the edges of a view."""
        lats, lons = self._lats, self._lons
        return [
            self._point(at)
            for at in range(len(self))
            if view.south <= lats[at] <= view.north and view.west <= lons[at] <= view.east
        ]

    def counts_inside(self, view: View) -> tuple[int, int, int]:
        """Return of the points in a view how many there are, how many of them are late, and their weight together."""
        lats, lons, late, weights = self._lats, self._lons, self._late, self._weights
        there = [
            at for at in range(len(self)) if view.south <= lats[at] <= view.north and view.west <= lons[at] <= view.east
        ]
        late_ones = sum(late[at + 1] - late[at] for at in there)
        return len(there), round(late_ones), round(sum(weights[at + 1] - weights[at] for at in there))

    def nearest(self, position: Position, most: int) -> list[tuple[float, MapPoint]]:
        """Return the nearest points with their distance in metres, straight, the nearest first."""
        narrow, lats, lons = math.cos(math.radians(position.lat)), self._lats, self._lons

        def apart(at: int) -> float:
            north, east = lats[at] - position.lat, (lons[at] - position.lon) * narrow
            return north * north + east * east

        found = heapq.nsmallest(most, range(len(self)), key=apart)
        return [(metres_between(position, Position(lats[at], lons[at])), self._point(at)) for at in found]

    def _point(self, at: int) -> MapPoint:
        return MapPoint(
            self._ids[at],
            self._lats[at],
            self._lons[at],
            self._names[at],
            self._kinds[self._kind[at]],
            self._states[self._state[at]],
            bool(self._nobody[at]),
            round(self._weights[at + 1] - self._weights[at]),
        )

    def _cluster(self, first: int, last: int) -> Cluster:
        count = last - first
        return Cluster(
            (self._latitudes[last] - self._latitudes[first]) / count,
            (self._longitudes[last] - self._longitudes[first]) / count,
            count,
            round(self._late[last] - self._late[first]),
            round(self._weights[last] - self._weights[first]),
        )

    def _cells(self, view: View, most: int) -> tuple[int, list[tuple[int, int]]]:
        """Return the zoom reckoned with and the runs of points, first and beyond the last, of cells with any."""
        zoom = min(max(view.zoom, 0), DEEPEST)
        while True:
            left, top = _cell(min(view.north, _POLE), view.west, zoom)
            right, bottom = _cell(max(view.south, -_POLE), view.east, zoom)
            if zoom == 0 or (right - left + 1) * (bottom - top + 1) <= most:
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


class _Texts:
    """Many texts in one, with where each begins."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = _BETWEEN.join(("", *texts, ""))
        self._starts = array("q", accumulate((len(text) + 1 for text in texts), initial=1))

    def __getitem__(self, at: int) -> str:
        return self._whole[self._starts[at] : self._starts[at + 1] - 1]

    def find(self, text: str) -> int | None:
        """Return where a text without the character that parts them is, None where it is not."""
        begins = self._whole.find(f"{_BETWEEN}{text}{_BETWEEN}")
        return bisect_left(self._starts, begins + 1) if begins >= 0 else None


class _Numbers:
    """Each word once, in the order they came, and the number of each that came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.told = array("H")

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.numbers)

    def add(self, word: str) -> None:
        self.told.append(self.numbers.setdefault(word, len(self.numbers)))


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


def _deepest_code(latitude: float, longitude: float) -> int:
    """Return the code of the cell of a point of the map at the deepest zoom: as `_code` of `_cell`, for each point."""
    column = int((longitude + _HALF_TURN) * _DEGREE_ACROSS)
    row = int((0.5 - math.atanh(math.sin(math.radians(latitude))) / _TURN) * _ACROSS)
    column, row = (column if column < _ACROSS else _ACROSS - 1), (row if row > 0 else 0)
    row = row if row < _ACROSS else _ACROSS - 1
    return _SPREAD[column >> 10] << 20 | _SPREAD[column & 1023] | (_SPREAD[row >> 10] << 20 | _SPREAD[row & 1023]) << 1


def _code(column: int, row: int) -> int:
    """Return both numbers in one, their bits in turn."""
    return _spread(column) | _spread(row) << 1


def _spread(number: int) -> int:
    """Return a number of up to 20 bits with a gap after each bit."""
    return _SPREAD[number >> 10] << 20 | _SPREAD[number & 1023]


_SPREAD = tuple(sum((number >> bit & 1) << 2 * bit for bit in range(10)) for number in range(1024))
"""Ten bits with a gap after each, for every number of that length: looked up twice for each point there is."""
