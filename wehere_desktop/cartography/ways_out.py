"""Where the main roads lead that leave a map: the next town beyond its edge, and how far it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.cartography.shapes import TOWN, VILLAGE, Label, Line, Point, touch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame

ROADS = frozenset({"main", "trunk"})
# How near a road must pass to a settlement to lead there, in metres; what is too close to be worth a word beyond the
# map's edge; and how far a reader cares to look.
NEAR = 1300.0
TOO_CLOSE = 700.0
FARTHEST = 26000.0
SQUARE = 4000.0
# Towns this near are written even if a village comes first, as road signs do.
TOWN_BEFORE_VILLAGE = 20000.0
# Beyond this scale, in metres to the point, only towns are written.
VILLAGES_UP_TO = 60.0


@dataclass(frozen=True, slots=True)
class WayOut:
    """A road that leaves the map at `edge` (page points) towards a named settlement `metres` farther along."""

    edge: Point
    towards: str
    metres: float


def ways_out(frame: Frame, lines: Sequence[Line], labels: Sequence[Label]) -> list[WayOut]:
    """Return the ways out of the frame, nearest first, one for each settlement."""
    lowest = VILLAGE if frame.metres_per_point < VILLAGES_UP_TO else TOWN
    towns = _Towns([label for label in labels if label.rank <= lowest and not frame.shows(label.at)])
    best: dict[str, WayOut] = {}
    for line in lines:
        if line.style not in ROADS or not touch(line.bounds, frame.bounds):
            continue
        points = tuple(line.points)
        left, bottom, right, top = frame.bounds
        inside = [left <= east <= right and bottom <= north <= top for east, north in points]
        # Most lines that touch the map's bounds never cross its edge
        both_ways = ((points, inside), (points[::-1], inside[::-1])) if True in inside and False in inside else ()
        for path, within in both_ways:
            for way in _leaving(frame, path, within, towns):
                known = best.get(way.towards)
                if known is None or way.metres < known.metres:
                    best[way.towards] = way
    return sorted(best.values(), key=lambda way: way.metres)


class _Towns:
    """Settlements by the square of ground they lie in, so that a road asks only those beside it."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._squares: dict[tuple[int, int], list[tuple[int, Label]]] = {}
        for number, label in enumerate(labels):
            self._squares.setdefault((int(label.at[0] // SQUARE), int(label.at[1] // SQUARE)), []).append(
                (number, label)
            )

    def near(self, start: Point, end: Point) -> list[Label]:
        """Return those about a step of a road, in the order they were given."""
        left, right = min(start[0], end[0]) - NEAR, max(start[0], end[0]) + NEAR
        bottom, top = min(start[1], end[1]) - NEAR, max(start[1], end[1]) + NEAR
        found = [
            each
            for column in range(int(left // SQUARE), int(right // SQUARE) + 1)
            for row in range(int(bottom // SQUARE), int(top // SQUARE) + 1)
            for each in self._squares.get((column, row), ())
            if left < each[1].at[0] < right and bottom < each[1].at[1] < top
        ]
        return [label for _, label in sorted(found, key=lambda each: each[0])]


def _leaving(frame: Frame, path: Sequence[Point], inside: Sequence[bool], towns: _Towns) -> list[WayOut]:
    """Return the ways out met by walking one line from its start to its end; `inside` says which points are shown."""
    found = []
    for at in range(1, len(path)):
        if not inside[at - 1] or inside[at]:
            continue
        way = _next_town(frame, path, at, towns)
        if way is not None:
            found.append(way)
    return found


def _next_town(frame: Frame, path: Sequence[Point], at: int, towns: _Towns) -> WayOut | None:
    """Return the first town off the map that the line passes after it leaves, else the first village, or None."""
    away = 0.0
    village: WayOut | None = None
    edge = _edge(frame, path[at - 1], path[at])
    for start, end in pairwise([frame.to_ground(edge), *path[at:]]):
        passed = [(*_nearest(start, end, town.at), town) for town in towns.near(start, end)]
        step = math.dist(start, end)
        for along, gap, town in sorted(passed, key=lambda each: each[0]):
            metres = away + along * step + gap
            if gap < NEAR and metres > TOO_CLOSE:
                way = WayOut(edge, town.text, metres)
                if town.rank <= TOWN:
                    return way
                village = village or way
        away += step
        if frame.shows(end) or away > (TOWN_BEFORE_VILLAGE if village else FARTHEST):
            break
    return village


def _nearest(start: Point, end: Point, to: Point) -> tuple[float, float]:
    """Return how far along a step (0 to 1) it comes nearest to a point, and how near in metres."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = min(max(((to[0] - start[0]) * dx + (to[1] - start[1]) * dy) / length, 0.0), 1.0) if length else 0.0
    return share, math.dist((start[0] + dx * share, start[1] + dy * share), to)


def _edge(frame: Frame, inner: Point, outer: Point) -> Point:
    """Return the page point at which the step from inside to outside crosses the frame."""
    x, y = frame.to_page(inner)
    to_x, to_y = frame.to_page(outer)
    share = 1.0
    for start, end, limit in ((x, to_x, frame.width), (y, to_y, frame.height)):
        if end > limit:
            share = min(share, (limit - start) / (end - start))
        elif end < 0:
            share = min(share, start / (start - end))
    return (x + (to_x - x) * share, y + (to_y - y) * share)
