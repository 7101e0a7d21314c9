"""Indicative outlines of beats: the ground nearest to each beat's anchor points within its authorities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.cartography.shapes import Path, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Polygon = tuple[Path, ...]
"""A ring around an area, and the rings around the holes in it; their first points are not repeated."""

# A sliver of an authority, or of a beat beyond its neighbour's, that is not worth drawing: square metres.
SLIVER = 40_000.0
# Authorities' outlines are sketched: between them and a boundary lie strips that are nobody's in truth. What is
# narrower than twice this many metres is not drawn where a boundary has been brought in.
STRIP = 400.0
# Parts of an indicative beat that boundaries cut off are drawn from a square kilometre on, or where its anchor lies.
LEAST_PART = 1_000_000.0
# Corners of neighbours this near to each other, in metres, are the same one.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class BeatGround:
    """What decides a beat's cell: its id, the codes of its authorities, and its anchors (easting, northing)."""

    beat: str
    authorities: tuple[str, ...]
    anchors: tuple[Point, ...]


def beat_cells(
    beats: Sequence[BeatGround], authority_outlines: Mapping[str, tuple[Path, ...]], *, taken: Sequence[Polygon] = ()
) -> dict[str, tuple[Polygon, ...]]:
    """Return each beat's indicative cell by beat id, as polygons in eastings and northings.

    Within each authority's outline every point belongs to the beat whose anchor is nearest; a beat with no anchor has
    no cell, and of two beats with the same anchor the first has it. Ground `taken` by boundaries that were brought in
    (for beats that are not among `beats`) is left out, and so are the strips and scraps it leaves. Needs shapely,
    which is imported only here.
    """
    import shapely  # a heavy library, loaded when the first map is asked for

    claimed = shapely.union_all([_area(polygon) for polygon in taken]) if taken else None
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
    anchored = {held.beat: held.anchors for held in beats}
    kept = {}
    for beat, cut in pieces.items():
        whole = shapely.union_all(cut)
        parts = _areas(whole) if claimed is None else _left_of(whole, claimed, anchored[beat])
        if large := [part for part in parts if part.area > SLIVER]:
            kept[beat] = large
    return _meeting(kept)


def _meeting(cells: Mapping[str, Sequence[Any]]) -> dict[str, tuple[Polygon, ...]]:
    """Return cells as polygons that share each corner on a common edge, so that the edge can be drawn but once."""
    import shapely

    owners = [beat for beat, parts in cells.items() for _ in parts]
    shapes = [part for parts in cells.values() for part in parts]
    if not shapes:
        return {}
    corners: Any = shapely.points(shapely.get_coordinates(shapes))
    tree = shapely.STRtree(corners)
    made: dict[str, list[Polygon]] = {}
    for beat, part in zip(owners, shapes, strict=True):
        near = shapely.multipoints(corners[tree.query(part.boundary, predicate="dwithin", distance=SAME)])
        met: Any = shapely.snap(part, near, SAME)
        for whole in _areas(met) if met.is_valid else [part]:
            made.setdefault(beat, []).append(tuple(_ring(line) for line in (whole.exterior, *whole.interiors)))
    return {beat: tuple(polygons) for beat, polygons in made.items()}


def _left_of(cell: Any, claimed: Any, anchors: Iterable[Point]) -> list[Any]:
    """Return what a cell keeps beside boundaries: its main parts, without strips along sketched edges."""
    import shapely

    if not cell.intersects(claimed):
        return _areas(cell)
    left = cell.difference(claimed)
    broad = left.buffer(-STRIP, join_style="mitre").buffer(STRIP * 1.5, join_style="mitre").intersection(left)
    points = shapely.MultiPoint(list(anchors))
    found = [part for part in _areas(broad) if part.area >= LEAST_PART or part.intersects(points)]
    # A beat that boundaries have all but filled keeps its largest rest, so that it is still to be found.
    return found or sorted(_areas(left), key=lambda part: part.area)[-1:]


def _area(polygon: Polygon) -> Any:
    import shapely

    made = shapely.Polygon(polygon[0], polygon[1:])
    return made if made.is_valid else shapely.make_valid(made, method="structure")


def _areas(shape: Any) -> list[Any]:
    """Return the areas of a shape, without the lines and points that cutting leaves."""
    import shapely

    return [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]


def _ring(line: Any) -> Path:
    """Return a shapely ring as a path, its first point not repeated."""
    return tuple((float(east), float(north)) for east, north in list(line.coords)[:-1])
