"""An area as it is being drawn: corners added, moved and taken out, how large it is, and where it crosses itself."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.formats.outlines import Corner, Polygon
from wehere_desktop.neighbourhood.boundary import METRES_PER_DEGREE, PLACES, polygons_of, rings_text
from wehere_desktop.neighbourhood.boundary_checks import mended
from wehere_desktop.neighbourhood.ground import EARTH_RADIUS, Position, metres_between
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LEAST_CORNERS = 3
MOST_CORNERS = 50_000
"""Corners of one area up to which it is drawn by hand; the most detailed beat of a real file has a fifth of that."""

MOST_MENDINGS = 4
"""Times that mending is tried: rounding its corners to those that are kept may make lines touch again."""

_HECTARE, _SQUARE_KILOMETRE, _KILOMETRE = 10_000.0, 1_000_000.0, 1_000.0

Line = tuple[Corner, ...]
"""Corners in WGS84 degrees, longitude first; the first one is not repeated at the end."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One corner of an area: the number of its part, of its ring in that (0 is the outer one), and of the corner."""

    part: int
    ring: int
    corner: int


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """Closed parts, each an outer ring and its holes, and the open `line` of the ring that is being drawn.

    Corners have six decimals of a degree from the moment they are put, as the book keeps them.
    """

    parts: tuple[tuple[Line, ...], ...] = ()
    line: Line = ()

    @property
    def is_whole(self) -> bool:
        """Say whether there is an area and no line is open."""
        return bool(self.parts) and not self.line

    @property
    def corners(self) -> int:
        """Return how many corners there are, those of the open line among them."""
        return len(self.line) + sum(len(ring) for part in self.parts for ring in part)

    def polygons(self) -> tuple[Polygon, ...]:
        """Return the closed parts as closed rings, longitude first."""
        return tuple(tuple((*ring, ring[0]) for ring in part) for part in self.parts)

    def text(self) -> str:
        """Return the closed parts as they are kept: the coordinates of a GeoJSON MultiPolygon."""
        return rings_text(self.polygons())


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where an area crosses itself, or where its parts lie over one another."""

    lat: float
    lon: float

    def __str__(self) -> str:
        """Return the spot in words."""
        return f"near {self.lat:.4f}, {self.lon:.4f}"


def area_kept(text: str) -> DrawnArea:
    """Return the area of a kept outline, ready to be edited; an empty one for what is no outline."""
    parts = (tuple(tuple(ring[:-1]) for ring in polygon) for polygon in polygons_of(text))
    return DrawnArea(tuple(parts))


def with_corner(area: DrawnArea, lat: float, lon: float) -> DrawnArea:
    """Return the area with one more corner at the end of the open line; the same one twice running counts once."""
    corner = _corner(lat, lon)
    if area.line and area.line[-1] == corner:
        return area
    if area.corners >= MOST_CORNERS:
        raise Refusal(
            f"An area has at most {MOST_CORNERS:,} corners.",
            remedy="Bring so fine an outline in as a file of boundaries.",
            kind="too-many-corners",
        )
    return replace(area, line=(*area.line, corner))


def closed(area: DrawnArea) -> DrawnArea:
    """Return the area with its open line closed: a hole if it lies within a part, else a part of its own.

    Refused with fewer than three corners.
    """
    # A last click upon the first corner closes and puts none.
    line = area.line[:-1] if len(area.line) > 1 and area.line[-1] == area.line[0] else area.line
    if not line:
        return area
    if len(set(line)) < LEAST_CORNERS:
        raise Refusal(
            "An area needs three corners at least.",
            remedy="Click where its other corners are, then close it.",
            kind="too-few-corners",
        )
    holding = _holding(area, line)
    if holding is None:
        return DrawnArea((*area.parts, (line,)))
    return DrawnArea(tuple((*part, line) if at == holding else part for at, part in enumerate(area.parts)))


def moved(area: DrawnArea, spot: Spot, lat: float, lon: float) -> DrawnArea:
    """Return the area with one corner elsewhere; refused where there is no such corner."""
    return _with_ring(area, spot, lambda ring: (*ring[: spot.corner], _corner(lat, lon), *ring[spot.corner + 1 :]))


def inserted(area: DrawnArea, spot: Spot, lat: float, lon: float) -> DrawnArea:
    """Return the area with one more corner just after the one named; refused where there is no such corner."""
    return _with_ring(area, spot, lambda ring: (*ring[: spot.corner + 1], _corner(lat, lon), *ring[spot.corner + 1 :]))


def taken_out(area: DrawnArea, spot: Spot) -> DrawnArea:
    """Return the area without one corner; a ring of three goes whole, and with an outer ring its holes."""
    ring = _ring(area, spot)
    if len(ring) > LEAST_CORNERS:
        return _with_ring(area, spot, lambda each: (*each[: spot.corner], *each[spot.corner + 1 :]))
    part = area.parts[spot.part]
    left = () if spot.ring == 0 else (*part[: spot.ring], *part[spot.ring + 1 :])
    parts = (*area.parts[: spot.part], *([left] if left else []), *area.parts[spot.part + 1 :])
    return replace(area, parts=parts)


def crossing_of(area: DrawnArea) -> Crossing | None:
    """Return where the area or its open line first crosses itself, None where it does nowhere."""
    import shapely

    if len(area.line) > LEAST_CORNERS - 1:
        line = shapely.LineString(area.line)
        if not line.is_simple:
            crossed = _where_line_crosses(area.line)
            return Crossing(crossed[1], crossed[0])
    for ring in (ring for part in area.parts for ring in part):
        shape = shapely.Polygon(ring)
        if not shape.is_valid:
            return _crossing(shapely.is_valid_reason(shape), ring[0])
    if area.parts:
        whole = shapely.MultiPolygon([(part[0], part[1:]) for part in area.parts])
        if not whole.is_valid:
            return _crossing(shapely.is_valid_reason(whole), area.parts[0][0][0])
    return None


def mended_area(area: DrawnArea) -> DrawnArea:
    """Return the area cut where it crosses itself, its parts joined where they lie over one another.

    What crosses nothing comes back as it was. Refused where nothing would be left.
    """
    found = area
    for _ in range(MOST_MENDINGS):
        if crossing_of(found) is None:
            break
        found = area_kept(rings_text(mended({"area": found.polygons()})["area"]))
    if area.parts and not found.parts:
        raise Refusal(
            "Mended, this area would enclose nothing.",
            remedy="Take the last corners back and draw it anew.",
            kind="nothing-left",
        )
    return found


def square_metres(area: DrawnArea) -> float:
    """Return the ground the closed parts enclose, and the open line if it were closed, within 0.5 % of the truth."""
    closed_parts = sum(_square_metres(part[0]) - sum(_square_metres(hole) for hole in part[1:]) for part in area.parts)
    return closed_parts + (_square_metres(area.line) if not area.parts else 0.0)


def metres_round(area: DrawnArea) -> float:
    """Return the length of all rings and of the open line in metres."""
    rings = [(*ring, ring[0]) for part in area.parts for ring in part]
    return sum(
        metres_between(Position(one[1], one[0]), Position(other[1], other[0]))
        for ring in (*rings, area.line)
        for one, other in pairwise(ring)
    )


def middle_of(area: DrawnArea) -> Position:
    """Return the middle of the largest part where that lies inside it, else a spot inside it; refused for no area."""
    import shapely

    if not area.parts:
        raise Refusal("There is no area to take the middle of.", remedy="Draw one first.", kind="no-area")
    across, up = METRES_PER_DEGREE
    largest = max(area.parts, key=lambda part: _square_metres(part[0]))
    rings = [[(lon * across, lat * up) for lon, lat in ring] for ring in largest]
    shape = shapely.Polygon(rings[0], rings[1:])
    middle = shape.centroid
    if not shape.contains(middle):
        middle = shape.representative_point()
    return Position(round(middle.y / up, PLACES), round(middle.x / across, PLACES))


def size_in_words(area: DrawnArea) -> str:
    """Return how large it is: “5 corners · 12.4 hectares · 1.6 km round”; under ten square kilometres in hectares."""
    metres, length = square_metres(area), metres_round(area)
    corners = f"{area.corners:,} corner{'' if area.corners == 1 else 's'}"
    if area.corners < LEAST_CORNERS:
        return corners if area.corners < LEAST_CORNERS - 1 else f"{corners} · {_length(length)}"
    ground = f"{metres / _HECTARE:,.2f}" if metres < _SQUARE_KILOMETRE / 10 else f"{metres / _HECTARE:,.0f}"
    if metres >= _SQUARE_KILOMETRE:
        ground = f"{metres / _SQUARE_KILOMETRE:,.2f} km² ({ground} hectares)"
    else:
        ground += " hectares"
    return f"{corners} · {ground} · {_length(length)} {'round' if area.is_whole else 'of line'}"


def refuse_unfit(area: DrawnArea, *, longest: int) -> str:
    """Return the area as it is kept; refused where a line is open, nothing is enclosed, or it crosses itself.

    `longest` is how many letters the book's field takes.
    """
    if area.line:
        raise Refusal(
            "The area is not closed yet.",
            remedy="Double-click its last corner, or press Enter.",
            kind="not-closed",
        )
    text = area.text()
    if not area.parts or not polygons_of(text):
        raise Refusal("Nothing is drawn yet.", remedy="Click corner by corner round the area.", kind="nothing-drawn")
    crossing = crossing_of(area)
    if crossing is not None:
        raise Refusal(
            f"The area crosses itself {crossing}.",
            remedy="Drag a corner until nothing crosses, or choose Mend it.",
            kind="crosses-itself",
        )
    if len(text) > longest:
        raise Refusal(
            "The area has more corners than can be kept.",
            remedy="Draw it with fewer corners.",
            kind="too-many-corners",
        )
    return text


def _corner(lat: float, lon: float) -> Corner:
    position = Position(lat, lon)
    return (round(position.lon, PLACES), round(position.lat, PLACES))


def _ring(area: DrawnArea, spot: Spot) -> Line:
    numbers = (spot.part, spot.ring, spot.corner)
    if min(numbers) >= 0 and spot.part < len(area.parts) and spot.ring < len(area.parts[spot.part]):
        ring = area.parts[spot.part][spot.ring]
        if spot.corner < len(ring):
            return ring
    raise Refusal("That corner is not there any more.", remedy="Try again with one on show.", kind="no-such-corner")


def _with_ring(area: DrawnArea, spot: Spot, change: Callable[[Line], Line]) -> DrawnArea:
    ring = change(_ring(area, spot))
    part = area.parts[spot.part]
    part = (*part[: spot.ring], ring, *part[spot.ring + 1 :])
    return replace(area, parts=(*area.parts[: spot.part], part, *area.parts[spot.part + 1 :]))


def _holding(area: DrawnArea, line: Line) -> int | None:
    """Return the number of the part that holds the whole line, None where none does."""
    import shapely

    inner = shapely.Polygon(line)
    for number, part in enumerate(area.parts):
        outer = shapely.Polygon(part[0], part[1:])
        if inner.is_valid and outer.is_valid and outer.contains(inner):
            return number
    return None


def _square_metres(ring: Sequence[Corner]) -> float:
    """Return the ground of a ring on a plane that touches the sphere at its middle latitude."""
    if len(ring) < LEAST_CORNERS:
        return 0.0
    west, south = ring[0]
    up = math.radians(1) * EARTH_RADIUS
    across = up * math.cos(math.radians(sum(lat for _, lat in ring) / len(ring)))
    flat = [((lon - west) * across, (lat - south) * up) for lon, lat in ring]
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise([*flat, flat[0]]))) / 2


def _where_line_crosses(line: Line) -> Corner:
    """Return where a line that crosses itself does so first."""
    import shapely

    edges = [shapely.LineString(pair) for pair in pairwise(line)]
    tree = shapely.STRtree(edges)
    for one, other in sorted(tree.query(edges, predicate="intersects").T.tolist()):
        if other > one + 1 or (other == one + 1 and edges[one].intersection(edges[other]).geom_type != "Point"):
            shared = edges[one].intersection(edges[other]).representative_point()
            return (shared.x, shared.y)
    return line[-1]


def _crossing(reason: str, otherwise: Corner) -> Crossing:
    """Return where shapely says a shape is not valid: “Self-intersection[-2.5 53.2]”."""
    numbers = reason.partition("[")[2].rstrip("]").split()
    try:
        lon, lat = (float(each) for each in numbers)
    except ValueError:
        lon, lat = otherwise
    return Crossing(lat, lon)


def _length(metres: float) -> str:
    return f"{metres:,.0f} m" if metres < _KILOMETRE else f"{metres / _KILOMETRE:,.1f} km"
