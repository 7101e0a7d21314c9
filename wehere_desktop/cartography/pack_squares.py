"""Which map pack to ask for which of its tiles: for each square of a web map the most detailed one there is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from wehere_desktop.formats.map_pack import open_pack
from wehere_desktop.formats.pack_facts import SHARP_PIXELS, VECTOR, Pack, PackFacts
from wehere_desktop.formats.tile_image import picture_kind, picture_size
from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from wehere_desktop.cartography.shapes import Bounds

MOST_ZOOM = 18
STREETS = {False: 14, True: 12}
"""The zoom at which a pack shows streets, as pictures and as vectors: from there it says more than the sketch."""

MOST_TIMES = 2
"""How many zooms beyond its deepest a pack without streets is shown, four times its size; then the sketch says more."""

WHOLE: Bounds = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class UsedPack:
    """A pack that could be opened."""

    pack: Pack

    @property
    def facts(self) -> PackFacts:
        """What it says of itself now."""
        return self.pack.facts

    @property
    def offset(self) -> int:
        """How many zooms below the page's own its tiles are drawn at their natural size."""
        return int(self.facts.pixels >= SHARP_PIXELS)

    @property
    def reach(self) -> int:
        """The deepest zoom of the page for which it is asked."""
        deepest = self.facts.max_zoom + self.offset
        return MOST_ZOOM if deepest >= STREETS[self.facts.kind == VECTOR] else deepest + MOST_TIMES


def opened(paths: Iterable[Path]) -> Iterator[UsedPack]:
    """Yield the packs that open, the most detailed first and of those the one of the smallest area."""
    found = []
    for path in paths:
        try:
            found.append(UsedPack(open_pack(path)))
        except Refusal:
            # What is wrong with it is said where packs are listed; the sketch stands in
            continue
    yield from sorted(found, key=lambda each: (-each.facts.max_zoom - each.offset, _extent(each.facts)))


def _extent(facts: PackFacts) -> float:
    west, south, east, north = facts.bounds
    return (east - west) * (north - south)


def candidates(used: Sequence[UsedPack], zoom: int, column: int, row: int) -> Iterator[tuple[int, int]]:
    """Yield which pack to ask for which of its zooms, the most detailed first, down to the tiles it would stretch."""
    seen: set[tuple[int, int]] = set()
    for sharpness in range(zoom, -1, -1):
        for number, each in enumerate(used):
            facts = each.facts
            depth = sharpness - each.offset
            if sharpness == zoom and depth < facts.min_zoom <= zoom:
                depth = facts.min_zoom
            if not facts.min_zoom <= depth <= facts.max_zoom or zoom > each.reach or (number, depth) in seen:
                continue
            if zoom - sharpness > MOST_TIMES and depth < facts.max_zoom:
                # A hole in the middle of a pack is left to the sketch; past its end the last tiles are stretched
                continue
            if _covers(facts, zoom, column, row):
                seen.add((number, depth))
                yield number, depth


def _covers(facts: PackFacts, zoom: int, column: int, row: int) -> bool:
    left, low, right, top = covered_part(facts, zoom, column, row)
    return left < right and low < top


def covered_part(facts: PackFacts, zoom: int, column: int, row: int) -> Bounds:
    """Return the part of a square that a pack covers, in shares of its side from its south-west corner."""
    west, south, east, north = facts.bounds
    across = 1 << zoom
    left, right = ((degrees + 180) / 360 * across - column for degrees in (west, east))
    low, top = (row + 1 - share_south(degrees) * across for degrees in (south, north))
    return max(left, 0.0), max(low, 0.0), min(right, 1.0), min(top, 1.0)


def share_south(latitude: float) -> float:
    """Return how far from the north edge of a web map a latitude lies, 0 to 1."""
    return (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2


def is_picture(held: bytes, kind: str) -> bool:
    """Say whether a tile's bytes are a picture of this kind and of a bearable size."""
    return picture_kind(held) == kind and picture_size(held) is not None
