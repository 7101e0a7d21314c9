"""A square of a vector pack drawn as the sketch map is: the same quiet shapes and inks, and the names in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.cartography.clipping import clip_path, clip_ring
from wehere_desktop.cartography.drawing import Drawing, Fill, Stroke
from wehere_desktop.cartography.mercator import PIXELS_PER_POINT, TILE_PIXELS, metres_per_pixel
from wehere_desktop.cartography.pack_style import FROM_ZOOM, NAMES_FROM_ZOOM, ORDER, name_of, style_of
from wehere_desktop.cartography.palette import NIGHT, PRINT, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wehere_desktop.cartography.drawing import Primitive
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Bounds, Path, Point
    from wehere_desktop.formats.vector_tile import Shape, TileLayer

OVERLAP = 6.0
"""How far in points shapes run over the edge, so that no seam shows between two squares."""

MOST_NAMES = 300
# Styles beyond those of the sketch: whose look they borrow and how much narrower they are.
_BORROWED = {
    "second": ("main", 0.8),
    "street": ("lane", 0.85),
    "service": ("lane", 0.55),
    "stream": ("river", 0.6),
}
_BUILDING = {False: "#d6cbb8", True: "#3a4450"}
_PATH = {False: Look("#b7a98f", width=0.5, dash=(1.6, 1.4)), True: Look("#566270", width=0.5, dash=(1.6, 1.4))}
_ROADS = frozenset({"service", "street", "lane", "second", "main", "trunk", "motorway"})
_STRAIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Square:
    """Which part of a tile is drawn: `across` such squares lie side by side in it, and this is the one at x and y."""

    across: int = 1
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A name to write in a square: where in pixels from its north-west corner, and along which angle in degrees.

    `kind` is one of `NAMES_FROM_ZOOM`; `room` is how many pixels of line it may take, 0 where it stands at a point.
    """

    text: str
    kind: str
    x: float
    y: float
    angle: float = 0.0
    room: float = 0.0


def draw_square(
    layers: Sequence[TileLayer],
    square: Square,
    *,
    zoom: int,
    covered: Bounds = (0.0, 0.0, 1.0, 1.0),
    dark: bool = False,
    scale: float = 1.0,
) -> tuple[Drawing, tuple[Name, ...]]:
    """Return a square of `TILE_PIXELS` pixels of a page at `zoom`, drawn, and the names that lie in it.

    `covered` is the part of the square for which the pack knows the ground, in shares of its side from the south-west.
    """
    side = TILE_PIXELS / (PIXELS_PER_POINT * scale)
    palette = NIGHT if dark else PRINT
    sheet = VectorSheet(zoom)
    names = sheet.add(layers, square, side, box=(-OVERLAP, -OVERLAP, side + OVERLAP, side + OVERLAP))
    metres_per_point = metres_per_pixel(zoom) * PIXELS_PER_POINT * scale
    left, low, right, top = (side * share for share in covered)
    ground: Path = ((left, low), (right, low), (right, top), (left, top))
    shapes = (Fill((ground,), palette.ground), *sheet.drawn(palette, metres_per_point, dark=dark))
    return Drawing(side, side, shapes, "", ""), tuple(names)


class VectorSheet:
    """What squares of vector packs hold, gathered by style, so that roads lie over casings from square to square."""

    def __init__(self, zoom: int) -> None:
        """Begin an empty sheet for a page at `zoom`, which decides what is drawn at all."""
        self.corners = 0
        self._zoom = zoom
        self._areas: dict[str, list[list[tuple[Path, ...]]]] = {}
        self._lines: dict[str, list[Path]] = {}

    def add(
        self,
        layers: Iterable[TileLayer],
        square: Square,
        side: float,
        *,
        box: Bounds,
        least: float = 0.0,
        turn: Callable[[Iterable[Path]], Iterable[Path]] | None = None,
    ) -> list[Name]:
        """Take in what a tile's layers hold in a square of so many points, and return its names, `MOST_NAMES` at most.

        All is cut to the `box`, in points from the square's south-west corner, and then put where `turn` says. Corners
        less than `least` points from the one before are left out.
        """
        names: list[Name] = []
        areas: dict[str, list[tuple[Path, ...]]] = {}
        for layer in layers:
            placing = _Placing(layer.extent, square, side, box, least)
            for shape in layer.shapes:
                style = style_of(layer.name, shape.form, shape.tells)
                if shape.form != "points" and style and self._zoom >= FROM_ZOOM.get(style, 0):
                    paths = placing.rings(shape) if shape.form == "areas" else placing.paths(shape)
                    paths = tuple(turn(paths) if turn else paths)
                    self.corners += sum(map(len, paths))
                    if shape.form == "lines":
                        self._lines.setdefault(style, []).extend(paths)
                    elif paths:
                        areas.setdefault(style, []).append(paths)
                named = name_of(layer.name, shape.form, shape.tells)
                if named is not None and self._zoom >= NAMES_FROM_ZOOM[named[1]] and len(names) < MOST_NAMES:
                    names += placing.name(shape, *named)
        # Each square's apart: what two squares share is in both, and would open where it were one shape
        for style, rings in areas.items():
            self._areas.setdefault(style, []).append(rings)
        return names

    def drawn(self, palette: Palette, metres_per_point: float, *, dark: bool = False) -> list[Primitive]:
        """Return all of it as shapes at a scale, from the bottom to the top."""
        made: list[Primitive] = []
        casings: list[Primitive] = []
        roads: list[Primitive] = []
        for style in ORDER:
            for areas in self._areas.get(style, ()):
                made += _fills(style, areas, palette, dark=dark)
            paths = tuple(self._lines.get(style, ()))
            if paths and style in _ROADS:
                casing, road = _road(paths, style, palette, metres_per_point)
                casings.append(casing)
                roads.append(road)
            elif paths:
                # Rivers lie under roads, the edge of an authority over them
                made += [*casings, *roads] if style == "authority" else ()
                casings, roads = ([], []) if style == "authority" else (casings, roads)
                made += _lines(paths, style, palette, metres_per_point, dark=dark)
        return [*made, *casings, *roads]


class _Placing:
    """Where the steps of a layer fall in a square, in points from its south-west corner."""

    def __init__(self, extent: int, square: Square, side: float, box: Bounds, least: float) -> None:
        self._per = square.across * side / extent
        self._left, self._top = square.x * side, square.y * side
        self._side = side
        self._box, self._least = box, least
        west, south, east, north = (each / self._per for each in box)
        across = extent / square.across
        left, low = square.x * across, (square.y + 1) * across
        self._steps = (left + west, low - north, left + east, low - south)

    def rings(self, shape: Shape) -> tuple[Path, ...]:
        cut = (clip_ring(self._to_square(part), self._box) for part in shape.parts if self._touches(part))
        return tuple(ring for ring in cut if ring)

    def paths(self, shape: Shape) -> list[Path]:
        return [
            path for part in shape.parts if self._touches(part) for path in clip_path(self._to_square(part), self._box)
        ]

    def name(self, shape: Shape, text: str, kind: str) -> list[Name]:
        """Return where a name is written, once at most: at a point, or along the longest piece of a line."""
        if shape.form == "points":
            for part in shape.parts:
                for x, y in self._to_square(part[:1]):
                    if 0 <= x < self._side and 0 <= y < self._side:
                        return [Name(text, kind, *self._pixels((x, y)))]
            return []
        pieces = sorted(self.paths(shape), key=_length, reverse=True)
        return self._along(pieces[0], text, kind) if pieces else []

    def _along(self, path: Path, text: str, kind: str) -> list[Name]:
        length = _length(path)
        start, middle, end = (_at(path, length * share) for share in (0.3, 0.5, 0.7))
        if length == 0 or not (0 <= middle[0] < self._side and 0 <= middle[1] < self._side):
            return []
        straight = math.dist(start, end) / (0.4 * length)
        if kind != "road" and straight < _STRAIGHT:
            return []
        angle = math.degrees(math.atan2(start[1] - end[1], end[0] - start[0]))
        angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle  # noqa: PLR2004 - never upside down
        to_pixels = TILE_PIXELS / self._side
        return [Name(text, kind, *self._pixels(middle), 0.0 if kind == "road" else angle, length * to_pixels)]

    def _pixels(self, point: Point) -> tuple[float, float]:
        to_pixels = TILE_PIXELS / self._side
        return point[0] * to_pixels, (self._side - point[1]) * to_pixels

    def _to_square(self, part: Iterable[tuple[int, int]]) -> list[Point]:
        per, left, top, side = self._per, self._left, self._top, self._side
        points = [(x * per - left, side - (y * per - top)) for x, y in part]
        return _thinned(points, self._least) if self._least else points

    def _touches(self, part: Sequence[tuple[int, int]]) -> bool:
        if not part:
            return False
        left, top, right, low = self._steps
        across, down = [x for x, _ in part], [y for _, y in part]
        return min(across) <= right and max(across) >= left and min(down) <= low and max(down) >= top


def _thinned(points: Sequence[Point], least: float) -> list[Point]:
    """Return a path without corners too near to the one before; its last one stays."""
    kept = list(points[:1])
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return [*kept, *points[1:][-1:]]


def _fills(style: str, areas: Sequence[tuple[Path, ...]], palette: Palette, *, dark: bool) -> list[Primitive]:
    if not areas:
        return []
    if style == "building":
        return [Fill(tuple(ring for rings in areas for ring in rings), _BUILDING[dark])]
    return [Fill(rings, palette.look(style).fill) for rings in areas]


def _road(paths: tuple[Path, ...], style: str, palette: Palette, metres_per_point: float) -> tuple[Stroke, Stroke]:
    look, width = _look(style, palette, metres_per_point)
    return Stroke(paths, look.casing, width + 2 * look.casing_width), Stroke(paths, look.fill, width)


def _lines(
    paths: tuple[Path, ...], style: str, palette: Palette, metres_per_point: float, *, dark: bool
) -> list[Primitive]:
    if style == "path":
        look = _PATH[dark]
        return [Stroke(paths, look.fill, look.width_at(metres_per_point), dash=look.dash, butt=True)]
    look, width = _look(style, palette, metres_per_point)
    if style == "rail":
        # As on the sketch: a grey line with a light dashed heart
        return [
            Stroke(paths, look.casing, width + 2 * look.casing_width, butt=True),
            Stroke(paths, look.fill, width, dash=look.dash, butt=True),
        ]
    return [Stroke(paths, look.fill, look.width if style == "authority" else width, dash=look.dash)]


def _look(style: str, palette: Palette, metres_per_point: float) -> tuple[Look, float]:
    borrowed, narrower = _BORROWED.get(style, (style, 1.0))
    look = palette.look(borrowed)
    return look, look.width_at(metres_per_point) * narrower


def _length(path: Path) -> float:
    return sum(math.dist(one, other) for one, other in pairwise(path))


def _at(path: Path, along: float) -> Point:
    """Return the point of a path so far along it."""
    for one, other in pairwise(path):
        step = math.dist(one, other)
        if along <= step and step > 0:
            share = along / step
            return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
        along -= step
    return path[-1]
