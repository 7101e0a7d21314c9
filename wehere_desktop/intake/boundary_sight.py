"""A file of boundaries ready to be shown: its outlines, what is wrong with them, and what mending makes of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.cartography.shapes import Path
from wehere_desktop.cartography.thinning import thinned
from wehere_desktop.neighbourhood.boundary import METRES_PER_DEGREE, BoundaryIndex
from wehere_desktop.neighbourhood.boundary_checks import LARGEST_FILLED, Checked, Trouble
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import many_to_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.formats.outlines import Polygon

CROSSING, OVERLAP, GAP = "crossing", "overlap", "gap"


@dataclass(frozen=True, slots=True)
class OutlineSeen:
    """One outline to be shown: its beat's name and its rings in eastings and northings, thinned.

    `brought` says that it is the file's, not one that the book has already.
    """

    name: str
    rings: tuple[Path, ...]
    brought: bool


@dataclass(frozen=True, slots=True)
class TroubleSeen:
    """One thing wrong: of which sort, whose outlines, how large, what becomes of it in words, and where.

    `at` and `rings` are eastings and northings; a crossing has no rings and no size.
    """

    sort: str
    about: str
    size: str
    becomes: str
    at: tuple[float, float]
    rings: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class BoundariesSeen:
    """The outlines of a file and those beside them as they are before anything is mended, and what is wrong with them.

    `mends` says whether the troubles are mended as the file is brought in; `sentences` say them all in short.
    """

    outlines: tuple[OutlineSeen, ...]
    troubles: tuple[TroubleSeen, ...]
    mends: bool
    sentences: tuple[str, ...]


def boundaries_seen(
    brought: Mapping[str, Sequence[Polygon]],
    beside: Mapping[str, Sequence[Polygon]],
    checked: Checked,
    names: Mapping[str, str],
    *,
    after: Mapping[str, Sequence[Polygon]] | None,
) -> BoundariesSeen:
    """Return what is to be shown of outlines in WGS84 degrees by beat id; `after` is how they are once mended.

    Without `after` nothing is mended. What lies off the National Grid is not shown.
    """
    shown = _on_grid({**beside, **brought})
    index = BoundaryIndex({**beside, **after}) if after is not None and not checked.is_clean else None
    troubles = [
        seen
        for sort, found in ((CROSSING, checked.crossings), (OVERLAP, checked.overlaps), (GAP, checked.gaps))
        for each in found
        if (seen := _seen(sort, each, names, index)) is not None
    ]
    return BoundariesSeen(
        tuple(OutlineSeen(names.get(beat, beat), rings, beat in brought) for beat, rings in shown.items()),
        tuple(troubles),
        after is not None,
        tuple(checked.sentences(names)),
    )


def _seen(sort: str, trouble: Trouble, names: Mapping[str, str], index: BoundaryIndex | None) -> TroubleSeen | None:
    at = next(many_to_grid([(trouble.lon, trouble.lat)]), None)
    if at is None:
        return None
    rings = tuple(tuple(many_to_grid(ring[:-1])) for polygon in trouble.ground for ring in polygon)
    return TroubleSeen(sort, trouble.between(names), trouble.size, _becomes(sort, trouble, names, index), at, rings)


def _becomes(sort: str, trouble: Trouble, names: Mapping[str, str], index: BoundaryIndex | None) -> str:
    """Return what becomes of a trouble, found from where its ground belongs once all is mended."""
    if index is None:
        return "left as it is"
    if sort == CROSSING:
        return "cut where it crosses"
    beat = index.find(Position(trouble.lat, trouble.lon))
    if not beat:
        return "stays: it may be a beat of its own" if trouble.metres > LARGEST_FILLED else "stays a gap"
    return f"{'goes to' if sort == GAP else 'stays with'} {names.get(beat, beat)}"


def _on_grid(outlines: Mapping[str, Sequence[Polygon]]) -> dict[str, tuple[Path, ...]]:
    across, up = METRES_PER_DEGREE
    planes = {
        beat: [tuple(tuple((lon * across, lat * up) for lon, lat in ring) for ring in polygon) for polygon in polygons]
        for beat, polygons in outlines.items()
    }
    return {
        beat: tuple(
            tuple(many_to_grid((x / across, y / up) for x, y in ring)) for polygon in polygons for ring in polygon
        )
        for beat, polygons in thinned(planes).items()
    }
