"""The edges of several beats on one map: each drawn once, boundaries whole and indicative ones dashed, and named."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Words
from wehere_desktop.cartography.lettering import Room, about, place
from wehere_desktop.cartography.shapes import Path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Point

NAME_SIZE = 6.6
# Beyond this scale, in metres to the point, there would be more names of beats than room for them.
NAMED_UP_TO = 75.0


@dataclass(frozen=True, slots=True)
class BeatEdge:
    """A beat among others: its name, its rings in metres, and whether they are only indicative."""

    name: str
    rings: tuple[Path, ...]
    indicative: bool = True


def edges_once(rings: Iterable[Path]) -> list[Path]:
    """Return the rings as open paths without the stretches that an earlier ring had: dashes over dashes close up."""
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    runs: list[list[Point]] = []
    for ring in rings:
        runs.append([])
        for start, end in pairwise([*ring, *ring[:1]]):
            # What was cut at one place for two neighbours differs by less than a metre.
            one, other = (round(start[0]), round(start[1])), (round(end[0]), round(end[1]))
            key = (min(one, other), max(one, other))
            if key in seen:
                runs.append([])
                continue
            seen.add(key)
            if not runs[-1]:
                runs[-1].append(start)
            runs[-1].append(end)
    return [tuple(run) for run in runs if run]


def beat_names(frame: Frame, room: Room, palette: Palette, beats: Sequence[BeatEdge]) -> list[Words]:
    """Return the names of beats in the middle of what each has, where there is room, in the colour of their edges."""
    if frame.metres_per_point > NAMED_UP_TO:
        return []
    made: list[Words] = []
    for beat in beats:
        largest = max(beat.rings, key=lambda ring: abs(_twice_area(ring)), default=())
        if not largest or not beat.name:
            continue
        x, y = frame.to_page(_middle(largest))
        choices = (
            [
                Words(
                    beat.name,
                    at_x,
                    at_y,
                    NAME_SIZE,
                    palette.look("boundary").fill,
                    bold=True,
                    anchor=anchor,
                    halo=palette.halo,
                    halo_width=2.2,
                )
            ]
            for at_x, at_y, anchor in about(x, y, NAME_SIZE)
        )
        made += place(room, choices, 2.0)
    return made


def _middle(ring: Path) -> Point:
    """Return the middle of a ring's ground."""
    twice = _twice_area(ring)
    if not twice:
        return ring[0]
    # Reckoned from the first point, since the products of whole eastings would lose the last metres.
    left, bottom = ring[0]
    x = y = 0.0
    for one, other in pairwise([*ring, ring[0]]):
        ax, ay, bx, by = one[0] - left, one[1] - bottom, other[0] - left, other[1] - bottom
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return (left + x / (3 * twice), bottom + y / (3 * twice))


def _twice_area(ring: Path) -> float:
    if not ring:
        return 0.0
    left, bottom = ring[0]
    return sum(
        (one[0] - left) * (other[1] - bottom) - (other[0] - left) * (one[1] - bottom)
        for one, other in pairwise([*ring, ring[0]])
    )
