"""Where each beat ends on a day, ready to be drawn: its boundary if one was brought in, else an indicative cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from wehere_desktop.cartography.beat_cells import BeatGround, Polygon, beat_cells
from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.cartography.thinning import thinned
from wehere_desktop.neighbourhood.boundary import METRES_PER_DEGREE, polygons_of
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import many_to_grid, to_grid, to_wgs84
from wehere_desktop.records.ready_outlines import Outline, Settled, ready_outlines, settled
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.cartography.shapes import Path
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.records.beatbook import BeatBook

_Boundary = tuple[str, str, date]

DECIMALS = 5
"""Of a degree: a metre, finer than a line is drawn."""


@dataclass(frozen=True, slots=True)
class BeatOutline:
    """Where one beat ends: polygons in eastings and northings, and the same in WGS84 degrees, latitude first.

    Each polygon is a ring and the holes in it, no first point repeated. `since` is the day from which a boundary holds
    and is not for the public. Thinned for drawing; never to decide by.
    """

    polygons: tuple[Polygon, ...]
    degrees: tuple[Polygon, ...]
    since: date | None = None

    @property
    def indicative(self) -> bool:
        """Whether no boundary was brought in, so that the outline is only where the nearest beat is this one."""
        return self.since is None

    @property
    def rings(self) -> tuple[Path, ...]:
        """All rings in eastings and northings; where they overlap they cancel."""
        return tuple(ring for polygon in self.polygons for ring in polygon)


def outlines_on(book: BeatBook, day: date) -> Mapping[str, BeatOutline]:
    """Return where the beats of a day end, by their ids; a beat with neither boundary nor anchor is not among them.

    Kept as long as neither beats nor boundaries change, in any book.
    """
    beats = book.beats.current(day)
    known = {beat.id for beat in beats}
    boundaries = tuple(
        (each.beat, published(each, "rings"), each.valid_from or day)
        for each in book.beat_boundaries.current(day)
        if each.beat in known
    )
    return _outlines(tuple(map(settled, beats)), boundaries)


def edges_on(book: BeatBook, day: date) -> tuple[BeatEdge, ...]:
    """Return the edges of a day's beats with their names, ready to be drawn on a map; those of no known ground not."""
    outlines = outlines_on(book, day)
    return tuple(
        BeatEdge(beat.name, outlines[beat.id].rings, outlines[beat.id].indicative)
        for beat in book.beats.current(day)
        if beat.id in outlines
    )


def ground_of(beat: Beat) -> BeatGround:
    """Return what decides a beat's indicative cell, its anchors in eastings and northings; a spoilt one is left out."""
    return _ground(settled(beat))


def _ground(held: Settled) -> BeatGround:
    beat, authorities, anchors = held
    return BeatGround(beat, authorities, tuple(found for words in anchors if (found := _anchor(words)) is not None))


@lru_cache(maxsize=1024)
def _anchor(words: str) -> tuple[float, float] | None:
    try:
        lat, lon = map(float, words.split())
        return to_grid(Position(lat, lon))
    except (ValueError, Refusal):
        return None


# Two: a paper of another day is made now and then beside the map of today.
@lru_cache(maxsize=2)
def _outlines(beats: tuple[Settled, ...], boundaries: tuple[_Boundary, ...]) -> Mapping[str, BeatOutline]:
    drawn = _boundaries(boundaries) if boundaries else {}
    cells = ready_outlines(beats) if not drawn else None
    if cells is None:
        cells = reckoned([each for each in beats if each[0] not in drawn], drawn)
    made = {beat: BeatOutline(*cell) for beat, cell in cells.items()}
    return {beat: found for beat, _, _ in beats if (found := drawn.get(beat) or made.get(beat)) is not None}


def reckoned(beats: Sequence[Settled], drawn: Mapping[str, BeatOutline]) -> dict[str, Outline]:
    """Return the indicative outlines of beats by their ids, beside those that were `drawn`; needs shapely."""
    cells = beat_cells(
        [_ground(each) for each in beats],
        load_sketch().outlines,
        taken=[polygon for each in drawn.values() for polygon in each.polygons],
    )
    return {beat: (cell, _each_ring(cell, _degrees)) for beat, cell in cells.items()}


def _boundaries(kept: tuple[_Boundary, ...]) -> dict[str, BeatOutline]:
    """Return the outlines that were brought in, thinned on a plane of metres; what is no outline is left out."""
    across, up = METRES_PER_DEGREE
    planes = {
        beat: tuple(
            tuple(tuple((lon * across, lat * up) for lon, lat in ring) for ring in polygon)
            for polygon in polygons_of(text)
        )
        for beat, text, _ in kept
    }
    days = {beat: since for beat, _, since in kept}
    found = {}
    for beat, polygons in thinned(planes).items():
        degrees = _each_ring(polygons, lambda ring: tuple(_rounded(y / up, x / across) for x, y in ring))
        grid = _each_ring(degrees, lambda ring: tuple(many_to_grid((lon, lat) for lat, lon in ring)))
        found[beat] = BeatOutline(grid, degrees, days[beat])
    return found


def _degrees(ring: Path) -> Path:
    positions = (to_wgs84(easting, northing) for easting, northing in ring)
    return tuple(_rounded(each.lat, each.lon) for each in positions)


def _rounded(lat: float, lon: float) -> tuple[float, float]:
    return (round(lat, DECIMALS), round(lon, DECIMALS))


def _each_ring(polygons: tuple[Polygon, ...], turned: Callable[[Path], Path]) -> tuple[Polygon, ...]:
    """Return polygons with each ring turned into other coordinates."""
    return tuple(tuple(turned(ring) for ring in polygon) for polygon in polygons)
