"""How many of something lie where, as numbers in small boxes: none over another, each about where they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Fill, Primitive, Words
from wehere_desktop.cartography.lettering import RISE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.lettering import Box, Room
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Point

CELL = 32.0
"""Points across the squares of the page whose things are counted together."""

SIZE, HEIGHT, PAD = 6.2, 9.4, 2.4
EDGE = 1.0
STEP, STEPS = 4.0, 8
"""Points from one spot that is tried for a box to the next, and how many of them in each direction."""

GAP = 1.0
"""Points kept free round a box."""


def draw_counts(
    frame: Frame, room: Room, palette: Palette, counts: Iterable[tuple[Point, int]], *, clear_of: Sequence[Box] = ()
) -> list[Primitive]:
    """Return a box for each square of the page that holds any of `counts`: how many there are at a point of the ground.

    A box stands at the middle of what it counts, or as near to it as the boxes `clear_of` and the others let it, never
    more than a square away. Takes its room.
    """
    look = palette.look("count")
    taken = list(clear_of)
    made: list[Primitive] = []
    for each in _gathered(frame, counts):
        words = f"{each.number:,}"
        half = max(room.width_of(words, SIZE, bold=True) / 2 + PAD, HEIGHT / 2)
        x, y = _spot(each, half, taken, within=(half + EDGE, room.floor, frame.width - half - EDGE, frame.height))
        box = (x - half, y - HEIGHT / 2, x + half, y + HEIGHT / 2)
        taken.append(_wider(box, EDGE + GAP))
        room.take(box, GAP)
        made += [
            Fill((_corners(_wider(box, EDGE)),), look.casing),
            Fill((_corners(box),), look.fill),
            Words(words, x, y - SIZE * RISE / 2, SIZE, look.casing, bold=True, anchor="middle"),
        ]
    return made


@dataclass(slots=True)
class _Cell:
    """What one square of the page holds: how many, and the sums of where they lie."""

    number: int = 0
    across: float = 0.0
    up: float = 0.0


def _gathered(frame: Frame, counts: Iterable[tuple[Point, int]]) -> list[_Cell]:
    cells: dict[tuple[int, int], _Cell] = {}
    for point, number in counts:
        if number > 0 and frame.shows(point):
            x, y = frame.to_page(point)
            at = (int(x // CELL), int(y // CELL))
            cell = cells.setdefault(at, _Cell())
            cell.number += number
            cell.across += x * number
            cell.up += y * number
    return [cells[at] for at in sorted(cells)]


def _spot(cell: _Cell, half: float, taken: Sequence[Box], *, within: Box) -> Point:
    """Return the free spot nearest to the middle of what a square holds; that middle where there is none."""
    left, low, right, high = within[0], within[1] + HEIGHT / 2 + EDGE, within[2], within[3] - HEIGHT / 2 - EDGE
    x = min(max(cell.across / cell.number, left), right)
    y = min(max(cell.up / cell.number, low), high)
    around = [
        (x + STEP * column, y + STEP * row)
        for column in range(-STEPS, STEPS + 1)
        for row in range(-STEPS, STEPS + 1)
        if left <= x + STEP * column <= right and low <= y + STEP * row <= high
    ]
    spots = sorted(around, key=lambda at: (math.dist(at, (x, y)), at))
    return next((at for at in spots if not _touches(at, half, taken)), (x, y))


def _touches(at: Point, half: float, boxes: Sequence[Box]) -> bool:
    left, low, right, high = at[0] - half, at[1] - HEIGHT / 2, at[0] + half, at[1] + HEIGHT / 2
    return any(left < box[2] and box[0] < right and low < box[3] and box[1] < high for box in boxes)


def _wider(box: Box, by: float) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _corners(box: Box) -> tuple[Point, ...]:
    left, bottom, right, top = box
    return ((left, bottom), (right, bottom), (right, top), (left, top))
