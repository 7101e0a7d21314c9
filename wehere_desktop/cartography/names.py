"""Write the names on a map as room allows: towns, road numbers, ways out, villages, water and stations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wehere_desktop.cartography.drawing import Fill, Primitive, Words
from wehere_desktop.cartography.lettering import FALL, RISE, Room, about, along, around, place, turned_boxes
from wehere_desktop.cartography.shapes import TOWN, Path
from wehere_desktop.cartography.ways_out import WayOut, ways_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.cartography.shapes import Dot, Label, Point, Sketch

# Size in points, boldness, and the scale (metres to the point) beyond which a settlement of the rank is left out.
RANKS = {1: (9.4, True, 2000.0), 2: (8.2, True, 420.0), 3: (6.8, False, 125.0), 4: (6.2, False, 55.0)}
# Beyond this scale towns are written lightly, so that the cities stand out among them.
TOWNS_LIGHT_FROM = 100.0
TOWN_LIGHT_SIZE = 7.2
# Closer than this scale, a map on which no settlement is named says which it is in; it is no farther off than this.
SAYS_WHERE_BELOW = 6.0
IN_IT_METRES = {1: 3500.0, 2: 2500.0, 3: 1200.0, 4: 700.0}
ROAD_SIZE = 5.4
WATER_SIZE = 5.8
STATION_SIZE = 5.2
WAY_OUT_SIZE = 5.6
# How many points of road one number stands for.
ROAD_REPEAT = 190.0
SHORT_ROAD = 26.0
# Beyond this scale only motorways are numbered.
MOTORWAYS_ALONE_FROM = 400.0
MOTORWAY = "motorway"
NUMBERED = (MOTORWAY, "trunk", "main", "lane")


@dataclass(frozen=True, slots=True)
class NamedPath:
    """A piece of a line on the page, in points, with the name and style it carries."""

    name: str
    style: str
    path: Path


def lettering_scale(frame: Frame) -> float:
    """Return how much larger letters are on a large page: 1 up to 240 points of width, at most 1.25."""
    larger: float = (frame.width / 240) ** 0.3
    return min(max(larger, 1.0), 1.25)


def draw_names(
    frame: Frame,
    room: Room,
    palette: Palette,
    sketch: Sketch,
    *,
    named: Sequence[NamedPath],
    stations: Sequence[Dot],
    ways: bool = True,
) -> list[Primitive]:
    """Return every other name that has room; `ways` are those at the edge of where roads lead."""
    size = lettering_scale(frame)
    made: list[Primitive] = []
    made += _where(frame, room, palette, sketch.labels, size)
    shown = [label for label in sketch.labels if frame.shows(label.at)]
    made += settlements(frame, room, palette, [label for label in shown if label.rank <= TOWN], size)
    far = frame.metres_per_point > MOTORWAYS_ALONE_FROM
    made += road_numbers(room, palette, [each for each in named if not far or each.style == MOTORWAY], size)
    for way in ways_out(frame, sketch.lines, sketch.labels) if ways else ():
        made += _way_out(way, frame, room, palette, size)
    made += settlements(frame, room, palette, [label for label in shown if label.rank > TOWN], size)
    made += water_names(room, palette, named, size)
    for dot in stations:
        x, y = frame.to_page(dot.at)
        made += place(room, ([word] for word in station_words(f"{dot.name} station", x, y, palette, size)), 0.8)
    return made


def _where(frame: Frame, room: Room, palette: Palette, labels: Sequence[Label], scale: float) -> list[Primitive]:
    """Return the name of the settlement a close map lies in, spaced out over its middle, where none is on it."""
    if frame.metres_per_point > SAYS_WHERE_BELOW or any(frame.shows(label.at, 20) for label in labels):
        return []
    middle = frame.centre
    near = [(math.dist(label.at, middle) / IN_IT_METRES.get(label.rank, 0.1), label.text) for label in labels]
    share, name = min(near, default=(2.0, ""))
    if share > 1:
        return []
    size = RANKS[TOWN][0] * scale
    choices = (
        [Words(name, x, y, size, palette.quiet, anchor="middle", halo=palette.halo, halo_width=2.2, spacing=size * 0.3)]
        for x, y, _ in about(frame.width / 2, frame.height * 0.56, size)
    )
    return [*place(room, choices, 2.0)]


def settlements(frame: Frame, room: Room, palette: Palette, labels: Sequence[Label], scale: float) -> list[Primitive]:
    """Return the names of settlements that have room, the largest first."""
    made: list[Primitive] = []
    middle = frame.centre
    # Of equals, the one nearest the middle of the map is what its reader looks for.
    for label in sorted(labels, key=lambda held: (held.rank, math.dist(held.at, middle))):
        size, bold, up_to = RANKS.get(label.rank, RANKS[4])
        if label.rank == TOWN and frame.metres_per_point > TOWNS_LIGHT_FROM:
            size, bold = TOWN_LIGHT_SIZE, False
        if frame.metres_per_point > up_to:
            continue
        x, y = frame.to_page(label.at)
        ink = palette.ink if label.rank <= TOWN else palette.quiet
        choices = (
            [
                Words(
                    label.text,
                    at_x,
                    at_y,
                    size * scale,
                    ink,
                    bold=bold,
                    anchor=anchor,
                    halo=palette.halo,
                    halo_width=2.2,
                )
            ]
            for at_x, at_y, anchor in about(x, y, size * scale)
        )
        made += place(room, choices, 2.0)
    return made


def road_numbers(room: Room, palette: Palette, named: Sequence[NamedPath], scale: float) -> list[Primitive]:
    """Return road numbers in small plates on their roads, motorways first, not twice within a hand's breadth."""
    size = ROAD_SIZE * scale
    made: list[Primitive] = []
    put: dict[str, list[Point]] = {}
    numbered = [road for road in named if road.style in NUMBERED and road.name and _length(road.path) > SHORT_ROAD]
    for road in sorted(numbered, key=lambda held: NUMBERED.index(held.style)):
        number = road.name.split(" ")[0]
        half, rise = room.width_of(number, size, bold=True) / 2 + 1.7, size * 0.62
        for x, y, _ in along(road.path, half):
            near = put.setdefault(number, [])
            if any(math.hypot(x - u, y - v) < ROAD_REPEAT for u, v in near):
                continue
            box = (x - half, y - rise, x + half, y + rise)
            if not room.is_free(box, inset=4):
                continue
            room.take(box, 1.2)
            near.append((x, y))
            made += plate(number, box, size, road.style, palette)
    return made


def plate(
    number: str, box: tuple[float, float, float, float], size: float, style: str, palette: Palette
) -> list[Primitive]:
    """Return the number of a road in its plate, which fills the box."""
    look = palette.look(style)
    left, bottom, right, top = box
    fill, ink = look.plate or look.fill, "#ffffff" if style == MOTORWAY else palette.ink
    baseline = (bottom + top) / 2 - size * (RISE - 0.04) / 2
    return [
        Fill((_bevelled(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5),), look.casing),
        Fill((_bevelled(left, bottom, right, top),), fill),
        Words(number, (left + right) / 2, baseline, size, ink, bold=True, anchor="middle"),
    ]


def _bevelled(left: float, bottom: float, right: float, top: float, cut: float = 1.1) -> Path:
    return (
        (left + cut, bottom),
        (right - cut, bottom),
        (right, bottom + cut),
        (right, top - cut),
        (right - cut, top),
        (left + cut, top),
        (left, top - cut),
        (left, bottom + cut),
    )


def _way_out(way: WayOut, frame: Frame, room: Room, palette: Palette, scale: float) -> list[Primitive]:
    """Return "Middlewich 4 km" with an arrow head at the edge where the road leaves."""
    size = WAY_OUT_SIZE * scale
    x, y = way.edge
    text = f"{way.towards} {max(round(way.metres / 1000), 1)} km"
    sides = {"left": x, "right": frame.width - x, "bottom": y - room.floor, "top": frame.height - y}
    side = min(sides, key=lambda name: sides[name])
    reach = room.width_of(text, size)
    middle = (RISE - FALL) * size / 2
    offsets = [0.0, 7.0, -7.0, 12.0, -12.0, 18.0, -18.0]
    for offset in offsets:
        if side in ("left", "right"):
            tip = (3.4, y + offset) if side == "left" else (frame.width - 3.4, y + offset)
            words = Words(
                text,
                tip[0] + (6 if side == "left" else -6),
                tip[1] - middle,
                size,
                palette.quiet,
                anchor="start" if side == "left" else "end",
                halo=palette.halo,
                halo_width=2.0,
            )
        else:
            along_x = min(max(x + offset * 2, reach / 2 + 6), frame.width - reach / 2 - 6)
            tip = (along_x, room.floor + 3.4 if side == "bottom" else frame.height - 3.4)
            lift = 6.5 if side == "bottom" else -5.0 - size * RISE
            words = Words(
                text, along_x, tip[1] + lift, size, palette.quiet, anchor="middle", halo=palette.halo, halo_width=2.0
            )
        box = room.box_of(words)
        if room.is_free(box):
            room.take(
                (min(box[0], tip[0] - 3), min(box[1], tip[1] - 3), max(box[2], tip[0] + 3), max(box[3], tip[1] + 3)), 1
            )
            return [Fill((_arrow(tip, side),), palette.quiet), words]
    return []


def _arrow(tip: Point, side: str) -> Path:
    """Return a small arrow head that points out of the map."""
    x, y = tip
    out = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}[side]
    across = (out[1], out[0])
    return (
        (x + out[0] * 1.6, y + out[1] * 1.6),
        (x - out[0] * 1.9 + across[0] * 1.9, y - out[1] * 1.9 + across[1] * 1.9),
        (x - out[0] * 1.9 - across[0] * 1.9, y - out[1] * 1.9 - across[1] * 1.9),
    )


def water_names(room: Room, palette: Palette, named: Sequence[NamedPath], scale: float) -> list[Primitive]:
    """Return names of rivers and canals, turned to lie beside them."""
    size = WATER_SIZE * scale
    made: list[Primitive] = []
    done: set[str] = set()
    streams = [stream for stream in named if stream.style in ("wide", "river", "canal", "ship") and stream.name]
    for stream in sorted(streams, key=lambda held: -_length(held.path)):
        spacing = 0.35 if stream.style == "canal" else 0.55
        length = room.width_of(stream.name, size) + spacing * len(stream.name)
        if stream.name in done or _length(stream.path) < length * 1.1:
            continue
        for x, y, angle in along(stream.path, length):
            turn = math.radians(angle)
            # The words stand beside the water, not on it.
            up = size * 0.62 + 1.2
            cx, cy = x - math.sin(turn) * up, y + math.cos(turn) * up
            boxes = turned_boxes(cx, cy, angle, length, size)
            if not all(room.is_free(box) for box in boxes):
                continue
            for box in boxes:
                room.take(box, 0.5)
            drop = size * (RISE - FALL) / 2
            made.append(
                Words(
                    stream.name,
                    cx + math.sin(turn) * drop,
                    cy - math.cos(turn) * drop,
                    size,
                    palette.water_ink,
                    anchor="middle",
                    angle=angle,
                    halo=palette.halo,
                    halo_width=1.8,
                    spacing=spacing,
                )
            )
            done.add(stream.name)
            break
    return made


def station_words(text: str, x: float, y: float, palette: Palette, scale: float) -> list[Words]:
    """Return the spots in turn where the name of a station at (x, y) may stand."""
    size = STATION_SIZE * scale
    return [
        Words(text, at_x, at_y, size, palette.quiet, anchor=anchor, halo=palette.halo, halo_width=1.8)
        for at_x, at_y, anchor in around(x, y, size, 2.2)
    ]


def _length(path: Path) -> float:
    return sum(math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path))
