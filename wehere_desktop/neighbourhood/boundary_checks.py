"""What is wrong between outlines of beats, crossings, overlaps and gaps, in sentences; and mending it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wehere_desktop.formats.outlines import Polygon
from wehere_desktop.neighbourhood.boundary import METRES_PER_DEGREE, area_of, areas_only, polygons_in
from wehere_desktop.wording import counted, listed

LEAST_METRES = 1_000.0
"""Square metres from which an overlap or a gap is told: less is how a line was rounded."""

LARGEST_GAP = 5_000_000.0
"""Square metres up to which a hole between outlines counts as a gap: a larger one is a beat that was not drawn."""

LARGEST_FILLED = 100_000.0
"""Square metres up to which mending fills a gap: ten hectares, where a line was drawn twice and not alike."""

SLIVER = 1.0
TOLD = 5
_HECTARE = 10_000.0
_WHERE = re.compile(r"\[([-0-9.e]+) ([-0-9.e]+)\]")

Outlines = Mapping[str, Sequence[Polygon]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong: the ids of the outlines it is about, where about (latitude, longitude), and square metres.

    `ground` is where it is, polygons in WGS84 degrees, longitude first; none for a crossing.
    """

    beats: tuple[str, ...]
    lat: float
    lon: float
    metres: float = 0.0
    ground: tuple[Polygon, ...] = field(default=(), repr=False, compare=False)

    def between(self, names: Mapping[str, str]) -> str:
        """Return which outlines it is about; `names` are those of beats by their ids."""
        return _names(self, names)

    @property
    def size(self) -> str:
        """Return how large it is in words, empty for a crossing."""
        return _size(self.metres) if self.metres else ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: outlines that cross themselves, pairs that overlap, and gaps, the largest first."""

    crossings: tuple[Trouble, ...]
    overlaps: tuple[Trouble, ...]
    gaps: tuple[Trouble, ...]

    @property
    def is_clean(self) -> bool:
        """Say whether nothing was found."""
        return not (self.crossings or self.overlaps or self.gaps)

    def sentences(self, names: Mapping[str, str]) -> list[str]:
        """Return what was found in sentences, at most one of each sort; `names` are those of beats by their ids."""
        found = []
        for troubles, one, many, words in (
            (self.crossings, "outline crosses itself", "outlines cross themselves", _crossing),
            (self.overlaps, "overlap between outlines", "overlaps between outlines", _overlap),
            (self.gaps, "gap between outlines", "gaps between outlines", _gap),
        ):
            if troubles:
                shown = [words(each, names) for each in troubles[:TOLD]]
                more = [f"{len(troubles) - TOLD:,} more"] if len(troubles) > TOLD else []
                found.append(f"{counted(len(troubles), one, many)}: {listed([*shown, *more])}.")
        return found


def check(outlines: Outlines, about: Iterable[str] | None = None) -> Checked:
    """Return what is wrong with outlines in WGS84 degrees by beat id, only what concerns the beats `about` if given."""
    wanted = set(outlines if about is None else about)
    crossings = [trouble for beat in outlines if beat in wanted for trouble in _crossings(beat, outlines[beat])]
    areas = {beat: _area(polygons) for beat, polygons in outlines.items()}
    overlaps = [
        _trouble((one, other), shared)
        for one, other, shared in _overlaps(areas)
        if wanted & {one, other} and shared.area >= LEAST_METRES
    ]
    gaps = [
        _trouble(tuple(beside), gap)
        for gap, beside in _gaps(areas)
        if gap.area >= LEAST_METRES and wanted & set(beside)
    ]
    order = sorted(overlaps, key=lambda each: -each.metres), sorted(gaps, key=lambda each: -each.metres)
    return Checked(tuple(crossings), tuple(order[0]), tuple(order[1]))


def mended(outlines: Outlines, about: Iterable[str] | None = None) -> dict[str, tuple[Polygon, ...]]:
    """Return the outlines `about` (all if none are given) as they are once mended, in WGS84 degrees by beat id.

    A crossing is cut where it crosses. Ground that two claim stays with one that is not to be mended, else with the
    smaller. A gap of up to ten hectares goes to the one with which it shares the longest edge, slivers among them.
    """
    areas = {beat: _area(polygons) for beat, polygons in outlines.items()}
    wanted = list(outlines) if about is None else [beat for beat in outlines if beat in set(about)]
    ours = set(wanted)
    for one, other, _ in _overlaps(areas):
        if not ours & {one, other}:
            continue
        loser, keeper = (one, other) if one in ours else (other, one)
        if ours >= {one, other} and areas[one].area < areas[other].area:
            loser, keeper = other, one
        areas[loser] = areas_only(areas[loser].difference(areas[keeper]))
    for gap, beside in _gaps(areas):
        takers = [beat for beat in beside if beat in ours and gap.area <= LARGEST_FILLED]
        if takers:
            taker = max(takers, key=lambda beat: (gap.boundary.intersection(areas[beat].boundary).length, beat))
            areas[taker] = _joined([areas[taker], gap])
    return {beat: _degrees(areas[beat]) for beat in wanted}


def joined(several: Iterable[Sequence[Polygon]]) -> tuple[Polygon, ...]:
    """Return several outlines as one, in the units they are in."""
    return _degrees(_joined([_area(polygons) for polygons in several]))


def _crossings(beat: str, polygons: Sequence[Polygon]) -> list[Trouble]:
    import shapely

    found = []
    for polygon in polygons:
        shape = shapely.Polygon(polygon[0], polygon[1:])
        if not shape.is_valid:
            where = _WHERE.search(shapely.is_valid_reason(shape))
            lon, lat = (float(where[1]), float(where[2])) if where else polygon[0][0]
            found.append(Trouble((beat,), lat, lon))
            break
    return found


def _overlaps(areas: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """Return the pairs of outlines that share ground, with the ground they share."""
    import shapely

    beats, shapes = list(areas), list(areas.values())
    tree = shapely.STRtree(shapes)
    found = []
    for one, other in sorted(tuple(pair) for pair in tree.query(shapes, predicate="intersects").T.tolist()):
        if one < other:
            shared = areas_only(shapes[one].intersection(shapes[other]))
            if shared.area > SLIVER:
                found.append((beats[one], beats[other], shared))
    return found


def _gaps(areas: Mapping[str, Any]) -> list[tuple[Any, list[str]]]:
    """Return each hole in the ground that all outlines cover, with the outlines at its edge."""
    import shapely

    beats, shapes = list(areas), list(areas.values())
    if not shapes:
        return []
    tree = shapely.STRtree(shapes)
    found = []
    for part in shapely.get_parts(_joined(shapes)):
        for ring in part.interiors:
            gap = shapely.Polygon(ring)
            if SLIVER < gap.area <= LARGEST_GAP:
                near = sorted(tree.query(gap.buffer(SLIVER), predicate="intersects").tolist())
                found.append((gap, [beats[each] for each in near]))
    return found


def _joined(shapes: Sequence[Any]) -> Any:
    import shapely

    return areas_only(shapely.union_all(list(shapes)))


def _area(polygons: Sequence[Polygon]) -> Any:
    """Return an outline as a valid area on a plane of metres."""
    across, up = METRES_PER_DEGREE
    return area_of(
        tuple(tuple((lon * across, lat * up) for lon, lat in ring) for ring in polygon) for polygon in polygons
    )


def _degrees(area: Any) -> tuple[Polygon, ...]:
    across, up = METRES_PER_DEGREE
    return tuple(
        tuple(tuple((x / across, y / up) for x, y in ring) for ring in polygon) for polygon in polygons_in(area)
    )


def _trouble(beats: tuple[str, ...], ground: Any) -> Trouble:
    across, up = METRES_PER_DEGREE
    middle = ground.representative_point()
    return Trouble(beats, middle.y / up, middle.x / across, ground.area, _degrees(ground))


def _names(trouble: Trouble, names: Mapping[str, str]) -> str:
    return listed(names.get(beat, beat) for beat in trouble.beats)


def _where(trouble: Trouble) -> str:
    return f"near {trouble.lat:.4f}, {trouble.lon:.4f}"


def _size(metres: float) -> str:
    return f"{metres / _HECTARE:,.1f} hectares" if metres < _HECTARE * 10 else f"{metres / _HECTARE:,.0f} hectares"


def _crossing(trouble: Trouble, names: Mapping[str, str]) -> str:
    return f"{_names(trouble, names)} {_where(trouble)}"


def _overlap(trouble: Trouble, names: Mapping[str, str]) -> str:
    return f"{_names(trouble, names)} by {_size(trouble.metres)} {_where(trouble)}"


def _gap(trouble: Trouble, names: Mapping[str, str]) -> str:
    where = f"beside {_names(trouble, names)}" if trouble.beats else "between them"
    return f"{_size(trouble.metres)} {where} {_where(trouble)}"
