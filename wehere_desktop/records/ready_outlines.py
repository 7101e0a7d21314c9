"""Where the force's own beats end while nobody has changed them: reckoned ahead, as they travel with the program.

To reckon it takes a heavy library, half a second and 30 MB for as long as the program runs (docs/decisions/0012).
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from wehere_desktop.cartography.beat_cells import Polygon
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.preferences import resource
from wehere_desktop.refusal import Fault

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.force import Beat

READY_FILE = "force/outlines.json.gz"
FORMAT = 1
GRID, DEGREES = 10, 100_000
"""How many steps of the file there are to a metre of the National Grid, and to a degree."""

Settled = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What decides a beat's indicative outline: its id, the codes of its authorities, its anchors as words."""

Outline = tuple[tuple[Polygon, ...], tuple[Polygon, ...]]
"""Polygons in eastings and northings, to 10 cm, and the same in WGS84 degrees, latitude first."""


def settled(beat: Beat) -> Settled:
    """Return what decides a beat's indicative outline."""
    return (beat.id, published(beat, "authorities"), published(beat, "anchors"))


def ready_outlines(beats: Sequence[Settled]) -> dict[str, Outline] | None:
    """Return the outlines of beats by their ids if those with anchors are the force's own, all of them, else None.

    One beat more or less, or another anchor, moves its neighbours' edges too. Raises Fault where the file is damaged.
    """
    ids = {(authorities, anchors): beat for beat, authorities, anchors in beats if anchors}
    try:
        held = json.loads(gzip.decompress(resource(READY_FILE).read_bytes()))
        if held["format"] != FORMAT:
            return None
        ready = {(tuple(each["authorities"]), tuple(each["anchors"])): each for each in held["beats"]}
        if ids.keys() != ready.keys() or len(ids) != sum(bool(anchors) for _, _, anchors in beats):
            return None
        del held
        # Each is let go of as soon as it is laid out
        taken = ((beat, ready.pop(decided)) for decided, beat in ids.items())
        return {beat: (_polygons(each["grid"], GRID), _polygons(each["degrees"], DEGREES)) for beat, each in taken}
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as cause:
        raise Fault("The program's own outlines of beats are damaged; install the program again.") from cause


def packed_outlines(beats: Iterable[Settled], found: Mapping[str, Outline]) -> bytes:
    """Return the file that `ready_outlines` reads, from the beats of a new book and the outlines reckoned for them."""
    held = [
        {
            "authorities": authorities,
            "anchors": anchors,
            "grid": _packed(found[beat][0], GRID),
            "degrees": _packed(found[beat][1], DEGREES),
        }
        for beat, authorities, anchors in sorted(beats, key=lambda each: each[1:])
        if beat in found
    ]
    text = json.dumps({"format": FORMAT, "beats": held}, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def _packed(polygons: Iterable[Polygon], steps: int) -> list[list[list[int]]]:
    return [[_differences(ring, steps) for ring in polygon] for polygon in polygons]


def _differences(ring: Iterable[tuple[float, float]], steps: int) -> list[int]:
    """Return a ring's first corner and the way from each to the next, both numbers in turn."""
    whole = [(0, 0), *((round(one * steps), round(other * steps)) for one, other in ring)]
    return [number for one, other in pairwise(whole) for number in (other[0] - one[0], other[1] - one[1])]


def _polygons(packed: list[list[list[int]]], steps: int) -> tuple[Polygon, ...]:
    return tuple(tuple(_ring(ring, steps) for ring in polygon) for polygon in packed)


def _ring(packed: list[int], steps: int) -> tuple[tuple[float, float], ...]:
    firsts, seconds = (accumulate(packed[start::2]) for start in (0, 1))
    return tuple((first / steps, second / steps) for first, second in zip(firsts, seconds, strict=True))
