"""Indicative outlines of beats: the ground nearest to each beat's anchor points within its authorities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.shapes import Path, Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A sliver of an authority, or of a beat beyond its neighbour's, that is not worth drawing: square metres.
SLIVER = 40_000.0


@dataclass(frozen=True, slots=True)
class BeatGround:
    """What decides a beat's cell: its id, the codes of its authorities, and its anchors (easting, northing)."""

    beat: str
    authorities: tuple[str, ...]
    anchors: tuple[Point, ...]


def beat_cells(
    beats: Sequence[BeatGround], authority_outlines: Mapping[str, tuple[Path, ...]]
) -> dict[str, tuple[Path, ...]]:
    """Return the rings of each beat's indicative cell by beat id, in eastings and northings.

    Within each authority's outline every point belongs to the beat whose anchor is nearest; a beat with no anchor has
    no cell, and of two beats with the same anchor the first has it. Needs shapely, which is imported only here.
    """
    import shapely  # a heavy library, loaded when the first map is asked for

    pieces: dict[str, list[Any]] = {}
    for code, rings in authority_outlines.items():
        owners: dict[Point, str] = {}
        for held in beats:
            if code in held.authorities:
                for east, north in held.anchors:
                    owners.setdefault((float(east), float(north)), held.beat)
        if not owners:
            continue
        ground = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
        anchors = list(owners)
        if len(anchors) == 1:
            pieces.setdefault(owners[anchors[0]], []).append(ground)
            continue
        cells = shapely.voronoi_polygons(shapely.MultiPoint(anchors), extend_to=ground, ordered=True)
        for anchor, cell in zip(anchors, shapely.get_parts(cells), strict=True):
            pieces.setdefault(owners[anchor], []).append(cell.intersection(ground))
    made = {}
    for beat, cut in pieces.items():
        parts = [part for part in shapely.get_parts(shapely.union_all(cut)) if part.area > SLIVER]
        rings_of_beat = [_ring(line) for part in parts for line in (part.exterior, *part.interiors)]
        if rings_of_beat:
            made[beat] = tuple(rings_of_beat)
    return made


def _ring(line: Any) -> Path:
    """Return a shapely ring as a path, its first point not repeated."""
    return tuple((float(east), float(north)) for east, north in list(line.coords)[:-1])
