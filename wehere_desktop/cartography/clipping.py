"""Cut lines and areas to a rectangle, and round their corners, quickly and without a geometry library."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.shapes import Bounds, Path, Point

TRIANGLE = 3


def clip_path(points: Sequence[Point], box: Bounds) -> list[Path]:
    """Return the pieces of an open path that lie in the box, in order.

    A step wholly inside is kept and one wholly beyond a side is dropped at a glance (Cohen and Sutherland); only the
    few that cross an edge are reckoned with (Liang and Barsky, 1984).
    """
    left, bottom, right, top = box
    sides = [(x < left) + 2 * (x > right) + 4 * (y < bottom) + 8 * (y > top) for x, y in points]
    pieces: list[Path] = []
    run: list[Point] = []
    for index in range(len(points) - 1):
        beyond, next_beyond = sides[index], sides[index + 1]
        if beyond & next_beyond:
            continue
        start, end = points[index], points[index + 1]
        kept = (start, end) if not beyond and not next_beyond else _clip_step(start, end, box)
        if kept is None:
            continue
        first, last = kept
        if not run or run[-1] != first:
            if len(run) > 1:
                pieces.append(tuple(run))
            run = [first]
        run.append(last)
        if next_beyond:
            pieces.append(tuple(run))
            run = []
    if len(run) > 1:
        pieces.append(tuple(run))
    return pieces


def clip_ring(points: Sequence[Point], box: Bounds) -> Path:
    """Return the ring cut to the box (Sutherland and Hodgman, 1974); empty where nothing of it is inside.

    Where the ring leaves and comes back, the result runs along the box's edge: right for filling, not for stroking.
    """
    left, bottom, right, top = box
    ring = list(points)
    for axis, limit, keep_above in ((0, left, True), (0, right, False), (1, bottom, True), (1, top, False)):
        if not ring:
            break
        along = [point[axis] for point in ring]
        if min(along) >= limit if keep_above else max(along) <= limit:
            continue
        made: list[Point] = []
        before = ring[-1]
        before_in = (before[axis] >= limit) == keep_above or before[axis] == limit
        for point in ring:
            point_in = (point[axis] >= limit) == keep_above or point[axis] == limit
            if point_in != before_in:
                made.append(_crossing(before, point, axis, limit))
            if point_in:
                made.append(point)
            before, before_in = point, point_in
        ring = made
    return tuple(ring) if len(ring) >= TRIANGLE else ()


def rounded(ring: Sequence[Point], cut: float = 220.0) -> Path:
    """Return a ring whose corners are rounded by at most `cut` metres a side: an indicative edge promises no corner."""
    made: list[Point] = []
    for before, corner, after in zip([*ring[-1:], *ring[:-1]], ring, [*ring[1:], *ring[:1]], strict=True):
        start, end = _towards(corner, before, cut), _towards(corner, after, cut)
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            near, far = (1 - share) ** 2, share**2
            turn = 2 * share * (1 - share)
            made.append(
                (
                    start[0] * near + corner[0] * turn + end[0] * far,
                    start[1] * near + corner[1] * turn + end[1] * far,
                )
            )
    return tuple(made)


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Say whether a ring holds a point, by counting crossings."""
    x, y = point
    inside = False
    before = ring[-1] if ring else (0.0, 0.0)
    for after in ring:
        if (after[1] > y) != (before[1] > y) and x < (before[0] - after[0]) * (y - after[1]) / (
            before[1] - after[1]
        ) + after[0]:
            inside = not inside
        before = after
    return inside


def _towards(corner: Point, other: Point, most: float) -> Point:
    """Return the point `most` metres from the corner towards another, but not beyond their middle."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = math.hypot(dx, dy)
    share = min(0.5, most / length) if length else 0.0
    return (corner[0] + dx * share, corner[1] + dy * share)


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    """Return where the step from a to b meets the line on which the axis has the value `limit`."""
    share = (limit - a[axis]) / (b[axis] - a[axis])
    if axis == 0:
        return (limit, a[1] + (b[1] - a[1]) * share)
    return (a[0] + (b[0] - a[0]) * share, limit)


def _clip_step(start: Point, end: Point, box: Bounds) -> tuple[Point, Point] | None:
    """Return the part of one step inside the box, or None."""
    left, bottom, right, top = box
    x, y = start
    dx, dy = end[0] - x, end[1] - y
    first, last = 0.0, 1.0
    for change, room in ((-dx, x - left), (dx, right - x), (-dy, y - bottom), (dy, top - y)):
        if change == 0:
            if room < 0:
                return None
            continue
        share = room / change
        if change < 0:
            if share > last:
                return None
            first = max(first, share)
        else:
            if share < first:
                return None
            last = min(last, share)
    begin = start if first == 0.0 else (x + dx * first, y + dy * first)
    finish = end if last == 1.0 else (x + dx * last, y + dy * last)
    return begin, finish
