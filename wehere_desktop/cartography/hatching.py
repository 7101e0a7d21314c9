"""Areas laid over a map, hatched so that the ground under them is read and they are told apart without colour."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.cartography.clipping import clip_path, clip_ring
from wehere_desktop.cartography.drawing import Primitive, Stroke, Words
from wehere_desktop.cartography.lettering import Room, about, place, shortened, two_lines
from wehere_desktop.cartography.shapes import Path, bounds_of, touch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Bounds, Point

SPACING = 5.0
"""Points from line to line."""

LEAST_STEP = 0.4
"""Points below which one corner more of an outline cannot be seen."""

NAME_SIZE = 6.8
LONGEST_NAME = 0.3
"""Share of the map's width that one line of a name may take."""

OVERLAP = 10.0
"""Points by which outlines run over the page, so that no cut end shows."""


@dataclass(frozen=True, slots=True)
class Hatched:
    """An area over the map: rings in metres by the even-odd rule, and the name to write in it (may be empty).

    `style` names its ink in the palette: "area", "overlap" or "gap".
    """

    rings: tuple[Path, ...]
    style: str = "area"
    name: str = ""


def draw_hatched(frame: Frame, palette: Palette, areas: Sequence[Hatched]) -> list[Primitive]:
    """Return the areas that are on the page as hatching and edges, every other one hatched the other way."""
    made: list[Primitive] = []
    box: Bounds = (-OVERLAP, -OVERLAP, frame.width + OVERLAP, frame.height + OVERLAP)
    for number, area in enumerate(each for each in areas if _is_shown(frame, each)):
        look = palette.look(area.style)
        rings = [_thin([frame.to_page(point) for point in ring]) for ring in area.rings]
        lines = _hatching([cut for ring in rings if (cut := clip_ring(ring, box))], falling=number % 2 == 1)
        if lines:
            made.append(Stroke(lines, look.fill, look.width * 0.4, butt=True))
        edges = tuple(piece for ring in rings for piece in clip_path([*ring, *ring[:1]], box))
        if edges:
            made.append(Stroke(edges, look.casing, look.width + 2 * look.casing_width))
            made.append(Stroke(edges, look.fill, look.width))
    return made


def name_hatched(frame: Frame, room: Room, palette: Palette, areas: Sequence[Hatched]) -> list[Words]:
    """Return the names of the areas on the page, in or near their middle, where there is room."""
    made: list[Words] = []
    for area in areas:
        if not area.name or not _is_shown(frame, area):
            continue
        left, bottom, right, top = bounds_of(tuple(point for ring in area.rings for point in ring))
        x, y = frame.to_page(((left + right) / 2, (bottom + top) / 2))
        x, y = min(max(x, 0.0), frame.width), min(max(y, room.floor), frame.height)
        ink, leading = palette.look(area.style).fill, NAME_SIZE * 1.16
        lines = [shortened(each, frame.width * LONGEST_NAME, NAME_SIZE, room) for each in two_lines(area.name, 22)]
        choices = (
            [
                Words(
                    line,
                    at_x,
                    at_y - leading * (row - (len(lines) - 1) / 2),
                    NAME_SIZE,
                    ink,
                    bold=True,
                    anchor=anchor,
                    halo=palette.halo,
                    halo_width=2.6,
                )
                for row, line in enumerate(lines)
            ]
            for far in (1.0, 2.2)
            for at_x, at_y, anchor in about(x, y, NAME_SIZE * far)
        )
        made += place(room, choices, 2.0)
    return made


def _is_shown(frame: Frame, area: Hatched) -> bool:
    return any(touch(bounds_of(ring), frame.bounds) for ring in area.rings)


def _thin(ring: Sequence[Point]) -> Path:
    """Return a ring without corners nearer to the one before than can be seen."""
    kept: list[Point] = []
    for point in ring:
        if not kept or math.dist(point, kept[-1]) >= LEAST_STEP:
            kept.append(point)
    return tuple(kept)


def _hatching(rings: Sequence[Path], *, falling: bool) -> tuple[Path, ...]:
    """Return slanting lines across the ground that the rings enclose by the even-odd rule."""
    turn = -1.0 if falling else 1.0
    step = SPACING * math.sqrt(2)
    met: dict[int, list[float]] = {}
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            # A line of the hatching is where y - turn * x is so many steps; x says how far along it a point lies
            one, other = (ay - turn * ax) / step, (by - turn * bx) / step
            low, high = min(one, other), max(one, other)
            for number in range(math.ceil(low), math.ceil(high)):
                share = (number - one) / (other - one)
                met.setdefault(number, []).append(ax + (bx - ax) * share)
    made: list[Path] = []
    for number in sorted(met):
        along = sorted(met[number])
        made += [
            ((start, turn * start + number * step), (end, turn * end + number * step))
            for start, end in zip(along[::2], along[1::2], strict=False)
            if end > start
        ]
    return tuple(made)
