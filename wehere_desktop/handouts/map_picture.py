"""The maps of a handout: where the meeting is and what lies round it, and the whole beat, in vectors."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor

from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.cartography.draw import dots_near, draw_map
from wehere_desktop.cartography.drawing import Discs, Drawing, Fill, Stroke, Words
from wehere_desktop.cartography.frame import frame_around, frame_for_beat, frame_for_whole_beat, frame_holding
from wehere_desktop.cartography.shapes import Mark
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.handouts.base_map import Packs, base_map, packs_in_use
from wehere_desktop.handouts.blocks import Figure
from wehere_desktop.handouts.facts import MARKED_EXACTLY
from wehere_desktop.handouts.house_style import QUIET, TextStyle
from wehere_desktop.handouts.lettering import Line, lines_of, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.cartography.hatching import Hatched
    from wehere_desktop.cartography.shapes import Point
    from wehere_desktop.handouts.facts import Whereabouts
    from wehere_desktop.handouts.pen import Pen

ROUND_ANCHORS = 34.0
"""Points of ground shown round a beat of which only some spots are known."""


def venue_map(where: Whereabouts, name: str, width: float, height: float) -> Figure | None:
    """Return the map round the meeting place, which is marked with its name; None where it has no position."""
    if where.venue is None:
        return None
    drawing = round_venue(where, name, width, height)
    return _figure(drawing, f"Map: {name} and what lies round it. {drawing.description}")


def beat_map(where: Whereabouts, beat: str, venue: str, width: float, height: float) -> Figure | None:
    """Return the map of the whole beat with its outline; None where nothing is known of its ground."""
    if not where.outline and not where.anchors:
        return None
    drawing = _whole_beat(where, venue, width, height, packs_in_use())
    return _figure(drawing, f"Map: the whole of {beat}. {drawing.description}")


def map_of(
    centre: Point,
    marks: Sequence[Mark],
    width: float,
    height: float,
    *,
    metres_across: float,
    beats: Sequence[BeatEdge] = (),
    areas: Sequence[Hatched] = (),
    counts: Sequence[tuple[Point, int]] = (),
    told: str = "",
) -> Figure:
    """Return the map about a point (easting, northing) with all that lies on it, in vectors, legible in grey.

    The rest as for `map_in`.
    """
    frame = frame_around(centre, width=width, height=height, metres_across=metres_across)
    return map_in(frame, marks, beats=beats, areas=areas, counts=counts, told=told)


def map_in(
    frame: Frame,
    marks: Sequence[Mark],
    *,
    beats: Sequence[BeatEdge] = (),
    areas: Sequence[Hatched] = (),
    counts: Sequence[tuple[Point, int]] = (),
    told: str = "",
) -> Figure:
    """Return the map of a frame with marks, edges of beats, hatched areas and numbers counted at points.

    `told` is said with it to those who do not see it.
    """
    drawing = draw_map(
        frame,
        sketch=load_sketch(),
        marks=marks,
        beats=beats,
        areas=areas,
        counts=counts,
        measure=_measure,
        packed=base_map(frame, packs_in_use()),
    )
    return _figure(drawing, " ".join(part for part in ("Map.", told, drawing.description) if part))


def round_venue(where: Whereabouts, name: str, width: float, height: float) -> Drawing:
    """Return the map round the meeting place as shapes, `width` by `height` points."""
    return _round_venue(where, name, width, height, packs_in_use())


# A handout is looked at and printed again after each word that is changed, and the map in it is then the same.
@lru_cache(maxsize=4)
def _round_venue(where: Whereabouts, name: str, width: float, height: float, packs: Packs) -> Drawing:
    sketch = load_sketch()
    nearby = dots_near(sketch, where.venue) if where.venue else None
    frame = frame_for_beat(venue=where.venue, width=width, height=height, dots_nearby=nearby)
    return _handout_map(frame, where, name, packs)


@lru_cache(maxsize=4)
def _whole_beat(where: Whereabouts, name: str, width: float, height: float, packs: Packs) -> Drawing:
    if where.outline:
        frame = frame_for_whole_beat(where.outline, venue=where.venue, width=width, height=height)
    else:
        known = (*where.anchors, where.venue) if where.venue else where.anchors
        frame = frame_holding(known, width=width, height=height, margin=ROUND_ANCHORS)
    return _handout_map(frame, where, name, packs)


def _handout_map(frame: Frame, where: Whereabouts, name: str, packs: Packs) -> Drawing:
    return draw_map(
        frame,
        sketch=load_sketch(),
        marks=_marks(where, name),
        beat=BeatEdge("", where.outline, where.indicative) if where.outline else None,
        measure=_measure,
        said=MARKED_EXACTLY if where.venue else "",
        packed=base_map(frame, packs),
    )


def forget_maps() -> None:
    """Let go of the maps that were kept, so that the next handout draws its own."""
    _round_venue.cache_clear()
    _whole_beat.cache_clear()


def _marks(where: Whereabouts, name: str) -> tuple[Mark, ...]:
    return (Mark(name, where.venue),) if where.venue else ()


def _figure(drawing: Drawing, alternative: str) -> Figure:
    laid = drawing.picture

    def picture(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
        with pen.window(left, bottom, width, height):
            under = laid.above if laid else 0
            for shape in drawing.primitives[:under]:
                _draw(pen, shape)
            if laid:
                pen.picture(laid.jpeg, drawing.width, drawing.height, laid.seen)
            for shape in drawing.primitives[under:]:
                _draw(pen, shape)
        pen.frame(left, bottom, width, height, QUIET)

    return Figure(picture, drawing.height, alternative)


def _draw(pen: Pen, shape: Fill | Stroke | Discs | Words) -> None:
    match shape:
        case Fill():
            pen.fill(shape.rings, _colour(shape.colour))
        case Stroke():
            pen.stroke(shape.paths, _colour(shape.colour), shape.width, dash=shape.dash, butt=shape.butt)
        case Discs():
            edge = _colour(shape.edge) if shape.edge else None
            pen.discs(shape.centres, shape.radius, _colour(shape.colour), edge, shape.edge_width)
        case Words():
            _write(pen, shape)


def _write(pen: Pen, words: Words) -> None:
    style = TextStyle(words.size, words.size, _colour(words.colour), bold=words.bold)
    line = _one_line(words.text, style)
    width = line.width + words.spacing * len(words.text)
    back = {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    if words.angle:
        with pen.turned(words.x, words.y, words.angle):
            _letters(pen, words, line, style, -back, 0.0)
    else:
        _letters(pen, words, line, style, words.x - back, words.y)


def _letters(pen: Pen, words: Words, line: Line, style: TextStyle, x: float, y: float) -> None:
    if words.halo:
        halo = _colour(words.halo)
        pen.halo(line, x, y, words.size, colour=halo, width=words.halo_width, spacing=words.spacing)
    pen.line(line, x, y, style, spacing=words.spacing)


def _one_line(text: str, style: TextStyle) -> Line:
    lines = lines_of(" ".join(text.split()), style, 10_000.0)
    return lines[0] if lines else Line((), 0.0)


def _measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape `cartography.draw` asks for
    return width_of(text, _style_for_measure(size, bold=bold))


@lru_cache(maxsize=64)
def _style_for_measure(size: float, *, bold: bool) -> TextStyle:
    return TextStyle(size, size, bold=bold)


@cache
def _colour(name: str) -> Color:
    return HexColor(name)
