"""The ground of a printed map from map packs: for each square the most detailed tile, where none is the sketch."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from wehere_desktop.cartography.clipping import clip_ring
from wehere_desktop.cartography.drawing import Fill, Primitive
from wehere_desktop.cartography.mercator import TILE_PIXELS, metres_per_pixel
from wehere_desktop.cartography.pack_squares import (
    MOST_ZOOM,
    WHOLE,
    UsedPack,
    candidates,
    covered_part,
    is_picture,
    share_south,
)
from wehere_desktop.cartography.pack_style import is_wanted
from wehere_desktop.cartography.palette import PRINT, Palette
from wehere_desktop.cartography.shapes import Path
from wehere_desktop.cartography.tile_mosaic import Mosaic
from wehere_desktop.cartography.vector_drawing import Name, Square, VectorSheet
from wehere_desktop.formats.pack_facts import VECTOR
from wehere_desktop.formats.vector_tile import read_vector_tile
from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.shapes import Bounds, Point
    from wehere_desktop.formats.vector_tile import TileLayer

PIXELS_PER_POINT = 2.25
"""Pixels of a map tile to the point that are aimed at, 162 to the inch; each zoom has twice those of the one before."""

MOST_SQUARES = 150
"""Squares of one map; a whole side of A4 has half as many."""

MOST_CORNERS = 400_000
"""Corners of all that is drawn in vectors on one map; squares beyond that are left to the sketch."""

KEPT_TILES = 8
LEAST_STEP = 0.1
"""Points of the page below which one corner more of a line cannot be seen."""

SEAM = 0.3
"""How far in points squares run over each other, so that no seam shows between them."""


@dataclass(frozen=True, slots=True)
class PackedGround:
    """What map packs know of a map's ground, in points of its page.

    `picture` is a JPEG that fills the page and is to be seen within the rings of `seen` alone; empty where all is
    drawn. `shapes` and `names` are what is drawn, `pieces` the parts of the page that picture and shapes cover, and
    `whole` says that this is all of it. `credits` are to be told with the map: plain text that somebody else wrote.
    """

    picture: bytes
    seen: tuple[Path, ...]
    shapes: tuple[Primitive, ...]
    names: tuple[Name, ...]
    pieces: tuple[Path, ...]
    whole: bool
    credits: tuple[str, ...]

    def covers(self, point: Point) -> bool:
        """Say whether a point of the page lies on a pack's ground."""
        x, y = point
        return self.whole or any(
            min(ring[0][0], ring[3][0]) <= x <= max(ring[1][0], ring[2][0])
            and min(ring[0][1], ring[1][1]) <= y <= max(ring[2][1], ring[3][1])
            for ring in self.pieces
        )


def packed_ground(frame: Frame, used: Sequence[UsedPack], palette: Palette = PRINT) -> PackedGround | None:
    """Return what the packs know of the ground of a frame in National Grid metres; None where that is nothing.

    A tile that is broken, huge or of another kind than its pack says is passed over like one that is not there.
    """
    try:
        page = _Page(frame) if used else None
    except Refusal:
        return None
    if page is None:
        return None
    made = _Made(page, used, palette)
    for column in range(page.columns):
        for row in range(page.rows):
            if page.is_shown(column, row):
                made.fill(column, row)
    return made.ground()


class _Page:
    """The squares of a web map that a page of the National Grid touches, and where they fall on it."""

    def __init__(self, frame: Frame) -> None:
        """Raise Refusal where the page leaves the National Grid."""
        self.frame = frame
        around = [_degrees(frame, (x * frame.width / 2, y * frame.height / 2)) for x in range(3) for y in range(3)]
        exact = math.log2(PIXELS_PER_POINT * metres_per_pixel(0) / frame.metres_per_point)
        for zoom in range(min(max(round(exact), 0), MOST_ZOOM), -1, -1):
            self.zoom = zoom
            shares = [_in_squares(at, zoom) for at in around]
            self.column, self.row = (int(min(each)) for each in zip(*shares, strict=True))
            right, low = (int(max(each)) for each in zip(*shares, strict=True))
            self.columns, self.rows = right - self.column + 1, low - self.row + 1
            if self.columns * self.rows <= MOST_SQUARES:
                break
        self.per_point = frame.metres_per_point / metres_per_pixel(self.zoom)
        self._corners = {
            (column, row): frame.to_page(to_grid(_position_at(self.column + column, self.row + row, self.zoom)))
            for column in range(self.columns + 1)
            for row in range(self.rows + 1)
        }

    def ring(self, column: int, row: int, part: Bounds = WHOLE, more: float = 0.0) -> Path:
        """Return the part of a square on the page, from its south-west corner anticlockwise, with a little `more`."""
        left, low, right, top = part
        wide = more / self.side(column, row)
        shares = (
            (left - wide, low - wide),
            (right + wide, low - wide),
            (right + wide, top + wide),
            (left - wide, top + wide),
        )
        return tuple(self.at(column, row, share) for share in shares)

    def at(self, column: int, row: int, share: Point) -> Point:
        """Return where shares of a square's side, from its south-west corner, fall on the page."""
        (x, y), (east_x, east_y) = self._corners[column, row + 1], self._corners[column + 1, row + 1]
        north_x, north_y = self._corners[column, row]
        right, up = share
        return x + (east_x - x) * right + (north_x - x) * up, y + (east_y - y) * right + (north_y - y) * up

    def side(self, column: int, row: int) -> float:
        """Return how many points a square measures on the page."""
        return math.dist(self._corners[column, row + 1], self._corners[column + 1, row + 1])

    def is_shown(self, column: int, row: int) -> bool:
        """Say whether any of a square is on the page."""
        return bool(clip_ring(self.ring(column, row), (0.0, 0.0, self.frame.width, self.frame.height)))

    def seen_at(self, across: float, down: float) -> Point:
        """Return where in squares from the first one a share of the page, from its top left, is."""
        at = (across * self.frame.width, (1 - down) * self.frame.height)
        x, y = _in_squares(_degrees(self.frame, at), self.zoom)
        return x - self.column, y - self.row


class _Made:
    """What has been found for the squares of a page so far."""

    def __init__(self, page: _Page, used: Sequence[UsedPack], palette: Palette) -> None:
        self._page, self._used, self._palette = page, used, palette
        self._sheet = VectorSheet(page.zoom)
        self._mosaic: Mosaic | None = None
        self._seen: list[Path] = []
        self._drawn: list[Path] = []
        self._pieces: list[Path] = []
        self._names: list[Name] = []
        self._credits: dict[str, None] = {}
        self._left = 0
        self._read = lru_cache(maxsize=KEPT_TILES)(self._decode)

    def fill(self, column: int, row: int) -> None:
        """Lay the most detailed tile there is on a square, or leave it to the sketch."""
        page = self._page
        x, y = page.column + column, page.row + row
        for number, depth in candidates(self._used, page.zoom, x, y):
            beyond = page.zoom - depth
            at = (depth, x >> beyond, y >> beyond)
            part = Square(1 << beyond, x & ((1 << beyond) - 1), y & ((1 << beyond) - 1))
            facts = self._used[number].facts
            covered = covered_part(facts, page.zoom, x, y) if facts.kind == VECTOR else WHOLE
            lay = self._draw if facts.kind == VECTOR else self._lay
            if lay(column, row, number, at, part, covered):
                self._credits.setdefault(facts.credit or facts.name)
                self._pieces.append(page.ring(column, row, covered))
                self._left += covered != WHOLE
                return
        self._left += 1

    def ground(self) -> PackedGround | None:
        """Return what was found; None where that is nothing."""
        if not self._pieces:
            return None
        page, frame = self._page, self._page.frame
        picture = b""
        if self._mosaic is not None:
            across, down = (max(round(each * page.per_point), 1) for each in (frame.width, frame.height))
            picture = self._mosaic.turned(across, down, page.seen_at)
        # One by one: where two run over each other, the even-odd rule would open them
        sheets = [Fill((ring,), self._palette.ground) for ring in self._drawn]
        shapes = (*sheets, *self._sheet.drawn(self._palette, frame.metres_per_point))
        return PackedGround(
            picture,
            tuple(self._seen),
            shapes,
            tuple(self._names),
            tuple(self._pieces),
            self._left == 0,
            tuple(self._credits),
        )

    def _lay(self, column: int, row: int, number: int, at: tuple[int, int, int], part: Square, covered: Bounds) -> bool:
        used = self._used[number]
        held = used.pack.tile(*at)
        if held is None or not is_picture(held, used.facts.kind):
            return False
        mosaic = self._mosaic or Mosaic(self._page.columns, self._page.rows)
        if not mosaic.put(column, row, held, part):
            return False
        self._mosaic = mosaic
        self._seen.append(self._page.ring(column, row, covered, SEAM))
        return True

    def _draw(
        self, column: int, row: int, number: int, at: tuple[int, int, int], part: Square, covered: Bounds
    ) -> bool:
        layers = self._read(number, at) if self._sheet.corners < MOST_CORNERS else None
        if layers is None:
            return False
        page = self._page
        side = page.side(column, row)
        left, low, right, top = (each * side for each in covered)
        box = (left - SEAM, low - SEAM, right + SEAM, top + SEAM)

        def turn(paths: Iterable[Path]) -> Iterable[Path]:
            return [tuple(page.at(column, row, (x / side, y / side)) for x, y in path) for path in paths]

        names = self._sheet.add(layers, part, side, box=box, least=LEAST_STEP, turn=turn)
        self._drawn.append(page.ring(column, row, covered, SEAM))
        # A tile also holds what lies beyond the pack's bounds, where the sketch has names of its own
        shares = [(name, name.x / TILE_PIXELS, 1 - name.y / TILE_PIXELS) for name in names]
        within = [name for name, x, y in shares if covered[0] <= x <= covered[2] and covered[1] <= y <= covered[3]]
        self._names += [_on_page(page, column, row, name) for name in within]
        return True

    def _decode(self, number: int, at: tuple[int, int, int]) -> tuple[TileLayer, ...] | None:
        held = self._used[number].pack.tile(*at)
        return read_vector_tile(held, is_wanted) if held is not None else None


def _on_page(page: _Page, column: int, row: int, name: Name) -> Name:
    """Return a name of a square, told in pixels, as it stands on the page: in points, y upwards, turned to the left."""
    x, y = page.at(column, row, (name.x / TILE_PIXELS, 1 - name.y / TILE_PIXELS))
    return Name(name.text, name.kind, x, y, -name.angle, name.room * page.side(column, row) / TILE_PIXELS)


def _degrees(frame: Frame, at: Point) -> Position:
    return to_wgs84(*frame.to_ground(at))


def _in_squares(position: Position, zoom: int) -> Point:
    """Return how many squares of a zoom lie west and north of a position."""
    across = 1 << zoom
    return (position.lon + 180) / 360 * across, share_south(position.lat) * across


def _position_at(column: float, row: float, zoom: int) -> Position:
    """Return what lies so many squares from the west and from the north edge of a web map."""
    across = 1 << zoom
    return Position(math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / across)))), column / across * 360 - 180)
