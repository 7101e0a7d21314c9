"""Write the names of a ground from map packs as room allows, and beside it those of the sketch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Primitive, Words
from wehere_desktop.cartography.lettering import FALL, RISE, Room, about, place, turned_boxes
from wehere_desktop.cartography.names import (
    ROAD_REPEAT,
    ROAD_SIZE,
    STATION_SIZE,
    WATER_SIZE,
    lettering_scale,
    plate,
    road_numbers,
    settlements,
    station_words,
    water_names,
)
from wehere_desktop.cartography.shapes import TOWN, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.names import NamedPath
    from wehere_desktop.cartography.packed_ground import PackedGround
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Dot, Point, Sketch
    from wehere_desktop.cartography.vector_drawing import Name

STREET_SIZE = 4.8
STREET_REPEAT = 120.0
"""Points within which the name of a street is not written again: it comes once from each square it runs through."""

SAME_TOWN = 3000.0
"""Metres within which a name of the sketch is that of a town which a pack has a little aside."""

RANKS = frozenset("1234")


def draw_pack_names(
    frame: Frame,
    room: Room,
    palette: Palette,
    packed: PackedGround,
    sketch: Sketch,
    *,
    named: Sequence[NamedPath],
    stations: Sequence[Dot],
) -> list[Primitive]:
    """Return the names that have room: of the pack's ground its own, beside it those of `sketch`.

    `named` and `stations` are the sketch's paths and stations that are on the page.
    """
    size = lettering_scale(frame)
    labels = [
        Label(each.text, frame.to_ground((each.x, each.y)), "settlement", int(each.kind))
        for each in _once(packed.names, RANKS)
    ]
    labels += [
        label
        for label in sketch.labels
        if not any(label.text == other.text and math.dist(label.at, other.at) < SAME_TOWN for other in labels)
    ]
    labels = [label for label in labels if frame.shows(label.at)]
    beside = [] if packed.whole else [path for path in named if not packed.covers(path.path[len(path.path) // 2])]
    made = settlements(frame, room, palette, [label for label in labels if label.rank <= TOWN], size)
    made += road_numbers(room, palette, beside, size)
    made += _road_plates(room, palette, _once(packed.names, {"road"}, apart=ROAD_REPEAT), size)
    made += settlements(frame, room, palette, [label for label in labels if label.rank > TOWN], size)
    made += water_names(room, palette, beside, size)
    for kind, ink, letters in (("water", palette.water_ink, WATER_SIZE), ("street", palette.quiet, STREET_SIZE)):
        for each in _once(packed.names, {kind}, apart=STREET_REPEAT):
            made += _along(room, palette, each, ink, letters * size)
    for each in _once(packed.names, {"green"}):
        choices = (
            [_level(each.text, at, STATION_SIZE * size, palette)] for at in about(each.x, each.y, STATION_SIZE * size)
        )
        made += place(room, choices, 1.0)
    halts = [(f"{dot.name} station", *frame.to_page(dot.at)) for dot in stations]
    halts += [(each.text, each.x, each.y) for each in _once(packed.names, {"station"})]
    for text, x, y in halts:
        made += place(room, ([word] for word in station_words(text, x, y, palette, size)), 0.8)
    return made


def _once(names: Sequence[Name], kinds: set[str] | frozenset[str], *, apart: float = 40.0) -> Iterator[Name]:
    """Yield the names of some kinds, the longest lines first, and each not again near where it already was."""
    put: dict[str, list[Point]] = {}
    for each in sorted((name for name in names if name.kind in kinds), key=lambda name: -name.room):
        near = put.setdefault(each.text, [])
        if all(math.dist(spot, (each.x, each.y)) >= apart for spot in near):
            near.append((each.x, each.y))
            yield each


def _road_plates(room: Room, palette: Palette, names: Iterator[Name], scale: float) -> list[Primitive]:
    size = ROAD_SIZE * scale
    made: list[Primitive] = []
    for each in names:
        half, rise = room.width_of(each.text, size, bold=True) / 2 + 1.7, size * 0.62
        box = (each.x - half, each.y - rise, each.x + half, each.y + rise)
        if room.is_free(box, inset=4):
            room.take(box, 1.2)
            is_motorway = each.text[:1] == "M" and each.text[1:2].isdigit()
            made += plate(each.text, box, size, "motorway" if is_motorway else "main", palette)
    return made


def _along(room: Room, palette: Palette, name: Name, ink: str, size: float) -> list[Primitive]:
    """Return a name along its line, where that is long enough for it and has room."""
    length = room.width_of(name.text, size)
    if name.room and length > name.room:
        return []
    boxes = turned_boxes(name.x, name.y, name.angle, length, size)
    if not all(room.is_free(box) for box in boxes):
        return []
    for box in boxes:
        room.take(box, 0.5)
    drop, turn = size * (RISE - FALL) / 2, math.radians(name.angle)
    x, y = name.x + math.sin(turn) * drop, name.y - math.cos(turn) * drop
    halo = palette.halo
    return [Words(name.text, x, y, size, ink, anchor="middle", angle=name.angle, halo=halo, halo_width=1.6)]


def _level(text: str, at: tuple[float, float, str], size: float, palette: Palette) -> Words:
    x, y, anchor = at
    return Words(text, x, y, size, palette.quiet, anchor=anchor, halo=palette.halo, halo_width=1.8)
