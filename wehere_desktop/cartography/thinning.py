"""Outlines with no more corners than a map can show, so that drawing them costs the same however fine the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.cartography.beat_cells import Polygon

TOLERANCES = (5.0, 10.0, 20.0, 40.0, 80.0)
"""Metres by which a corner may be missed, a ring's first one twice as far: less than a line's width on paper."""

MOST_CORNERS = 24_000
"""Corners of all outlines together up to which the finest tolerance is kept: half a megabyte sent to a map."""


def thinned(outlines: Mapping[str, Sequence[Polygon]]) -> dict[str, tuple[Polygon, ...]]:
    """Return the outlines, polygons in metres by any name, with fewer corners and none of their parts crossing.

    A line lies within 10 m of where it lay, farther only where there are more corners than a map can show; what
    crosses itself is made whole. An outline that encloses nothing is left out. Needs shapely.
    """
    import shapely

    areas = {}
    for name, polygons in outlines.items():
        shapes = [shapely.Polygon(polygon[0], polygon[1:]) for polygon in polygons if polygon]
        areas[name] = shapely.union_all(
            [shape if shape.is_valid else shapely.make_valid(shape, method="structure") for shape in shapes]
        )
    made = areas
    for tolerance in TOLERANCES:
        made = {name: area.simplify(tolerance) for name, area in made.items()}
        if sum(shapely.get_num_coordinates(area) for area in made.values()) <= MOST_CORNERS:
            break
    found = {}
    for name, area in made.items():
        polygons = tuple(
            tuple(
                tuple((float(x), float(y)) for x, y in list(line.coords)[:-1])
                for line in (part.exterior, *part.interiors)
            )
            for part in shapely.get_parts(shapely.get_parts(area))
            if part.geom_type == "Polygon" and not part.is_empty
        )
        if polygons:
            found[name] = polygons
    return found
