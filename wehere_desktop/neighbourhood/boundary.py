"""Outlines of beats as they are kept, as text, and finding quickly which one holds a position."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.formats.outlines import Polygon, polygon_of, ring_of
from wehere_desktop.neighbourhood.national_grid import many_to_grid, many_to_wgs84

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
    from wehere_desktop.neighbourhood.ground import Position

PLACES = 6
"""Decimals of a degree that are kept: a tenth of a metre."""

_MIDDLE_LATITUDE = 53.2
_METRES_UP = 111_320.0
METRES_PER_DEGREE = (_METRES_UP * math.cos(math.radians(_MIDDLE_LATITUDE)), _METRES_UP)
"""Metres to a degree of longitude and of latitude at the middle of the county; within 1 % anywhere in it."""


def rounded(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """Return polygons in WGS84 degrees with six decimals, without rings that enclose nothing any more."""
    found = []
    for polygon in polygons:
        rings = (ring_of((round(lon, PLACES), round(lat, PLACES)) for lon, lat in ring) for ring in polygon)
        kept = polygon_of(rings)
        if kept:
            found.append(kept)
    return tuple(found)


def from_grid(polygons: Iterable[Polygon]) -> tuple[Polygon, ...]:
    """Return polygons of National Grid metres in WGS84 degrees, within 10 cm; Refusal outside Great Britain."""
    return tuple(
        tuple(tuple((lon, lat) for lat, lon in many_to_wgs84(ring)) for ring in polygon) for polygon in polygons
    )


def rings_text(polygons: Iterable[Polygon]) -> str:
    """Return polygons in degrees as they are kept: the coordinates of a GeoJSON MultiPolygon, longitude first."""
    return json.dumps(rounded(polygons), separators=(",", ":"))


def polygons_of(text: str) -> tuple[Polygon, ...]:
    """Return the polygons a kept outline holds, in WGS84 degrees, longitude first; none for what is no outline."""
    try:
        whole = json.loads(text)
        return tuple(kept for polygon in whole if (kept := polygon_of(ring_of(ring) for ring in polygon)))
    except (ValueError, TypeError, IndexError, KeyError):
        return ()


@lru_cache(maxsize=256)
def grid_rings(text: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return a kept outline's rings in eastings and northings, holes among them, the first corner not repeated."""
    rings = [ring for polygon in polygons_of(text) for ring in polygon]
    return tuple(tuple(many_to_grid(ring[:-1])) for ring in rings)


class BoundaryIndex:
    """Finds the beat whose outline holds a position; made once for many positions, with shapely loaded at that."""

    def __init__(self, outlines: Mapping[str, Sequence[Polygon]]) -> None:
        """Lay out the outlines, in WGS84 degrees by beat id; what crosses itself is made whole first."""
        import shapely

        made = {beat: area_of(polygons) for beat, polygons in sorted(outlines.items())}
        self._beats = [beat for beat, area in made.items() if not area.is_empty]
        self.beats = frozenset(self._beats)
        self._areas = [made[beat] for beat in self._beats]
        shapely.prepare(self._areas)
        self._tree = shapely.STRtree(self._areas)
        self._extents = [area.bounds for area in self._areas]

    def find(self, position: Position) -> str:
        """Return the id of the beat whose outline holds the position, edges included, or an empty text."""
        import shapely

        lat, lon = position.lat, position.lon
        for number, (west, south, east, north) in enumerate(self._extents):
            if west <= lon <= east and south <= lat <= north and shapely.intersects_xy(self._areas[number], lon, lat):
                return self._beats[number]
        return ""

    def find_many(self, positions: Sequence[tuple[float, float]]) -> list[str]:
        """Return for each latitude and longitude the beat whose outline holds it, or an empty text."""
        import shapely

        found = [""] * len(positions)
        if not positions or not self._areas:
            return found
        points = shapely.points([(lon, lat) for lat, lon in positions])
        at, number = self._tree.query(points)
        areas: Any = [self._areas[each] for each in number]
        held = shapely.intersects(areas, points[at])
        # The first by beat id where two outlines both hold a point, as `find` has it.
        pairs = zip(at.tolist(), number.tolist(), held.tolist(), strict=True)
        for point, area in sorted(((point, area) for point, area, holds in pairs if holds), reverse=True):
            found[point] = self._beats[area]
        return found


def area_of(polygons: Iterable[Polygon]) -> Any:
    """Return polygons as one valid shapely area in the units they are in; empty where nothing is enclosed."""
    import shapely

    parts = [shapely.Polygon(polygon[0], polygon[1:]) for polygon in polygons if polygon]
    valid = [part if part.is_valid else shapely.make_valid(part, method="structure") for part in parts]
    whole = valid[0] if len(valid) == 1 else shapely.union_all(valid)
    return areas_only(whole)


def areas_only(shape: Any) -> Any:
    """Return only the areas of a shapely shape, without the lines and points that cutting leaves."""
    import shapely

    if shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    parts = [part for part in shapely.get_parts(shape, return_index=False) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def polygons_in(area: Any) -> tuple[Polygon, ...]:
    """Return a shapely area as polygons of plain rings."""
    import shapely

    return tuple(
        tuple(tuple((float(x), float(y)) for x, y in line.coords) for line in (part.exterior, *part.interiors))
        for part in shapely.get_parts(area)
        if part.geom_type == "Polygon" and not part.is_empty
    )


def index_of(boundaries: Iterable[BeatBoundary]) -> BoundaryIndex | None:
    """Return what finds beats by these outlines, or None if there are none; the same one as long as they are the same.

    Of two outlines of one beat the later one counts.
    """
    given = tuple((each.beat, each.rings) for each in boundaries)
    return _index(given) if given else None


@lru_cache(maxsize=2)
def _index(given: tuple[tuple[str, str], ...]) -> BoundaryIndex:
    return BoundaryIndex({beat: polygons_of(rings) for beat, rings in given})
