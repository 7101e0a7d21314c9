"""The picture of a small map: a piece of the sketch with beats' edges, a mark and a scale bar, painted in a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.cartography.beat_lines import BeatEdge
    from wehere_desktop.cartography.drawing import Drawing, Primitive, Words
    from wehere_desktop.cartography.lettering import Measure
    from wehere_desktop.cartography.palette import Palette

# Pixels to a point of the map, which is drawn for paper: a little larger, as a screen is read from further away.
PIXELS_PER_POINT = 1.5
BAR_LENGTHS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000)
KILOMETRE = 1_000
# The strip under the map for the scale bar, in pixels, so that the bar covers no name.
STRIP = 22
# Letters are taken from the face this large and scaled down, since sizes in whole pixels would be too coarse.
FONT_PIXELS = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A map drawn, and what it shows in words."""

    image: QImage
    said: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that decides how a map looks; lengths in pixels of the screen at 100 %."""

    position: Position
    metres: float
    width: int
    height: int
    ratio: float
    scale: float
    dark: bool
    family: str


def draw_picture(wanted: Wanted, edges: Sequence[BeatEdge] = ()) -> Picture | None:
    """Return the map as a picture, or None off the National Grid or beyond the sketch; called in a lane."""
    from wehere_desktop.cartography.draw import draw_map
    from wehere_desktop.cartography.frame import frame_around
    from wehere_desktop.cartography.palette import NIGHT, PRINT
    from wehere_desktop.cartography.shapes import Mark, touch
    from wehere_desktop.cartography.sketch import load_sketch
    from wehere_desktop.neighbourhood.national_grid import to_grid

    try:
        at = to_grid(wanted.position)
    except Refusal:
        return None
    sketch = load_sketch()
    per_point = PIXELS_PER_POINT * wanted.scale
    height = (wanted.height - STRIP * wanted.scale) / per_point
    frame = frame_around(at, width=wanted.width / per_point, height=height, metres_across=wanted.metres)
    if not touch(frame.bounds, sketch.bounds):
        return None
    palette = NIGHT if wanted.dark else PRINT

    drawing = draw_map(
        frame,
        sketch=sketch,
        marks=(Mark("", at),),
        beats=edges,
        palette=palette,
        measure=measure_in(wanted.family),
        furniture=False,
    )
    image = paint(drawing, frame.metres_per_point, palette, wanted.family, per_point=per_point, ratio=wanted.ratio)
    return Picture(image, drawing.description)


def measure_in(family: str) -> Measure:
    """Return what measures words in a family of letters for a map drawn with it."""

    def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape `cartography.draw` asks for
        return _across(_font(family, bold=bold), text) * size / FONT_PIXELS

    return measure


def paint(
    drawing: Drawing, metres_per_point: float, palette: Palette, family: str, *, per_point: float, ratio: float
) -> QImage:
    """Return a map drawn without furniture as an image with a strip under it for the scale bar; called in a lane.

    `per_point` is how many pixels of the screen at 100 % a point of the map takes, `ratio` how sharp the screen is. The
    strip is `STRIP` pixels high at the usual size of letters.
    """
    strip = STRIP / PIXELS_PER_POINT
    size = QSize(round(drawing.width * per_point * ratio), round((drawing.height + strip) * per_point * ratio))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(palette.strip))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(per_point * ratio, per_point * ratio)
    painter.save()
    painter.setClipRect(QRectF(0, 0, drawing.width, drawing.height))
    _draw(painter, drawing, family)
    painter.restore()
    painter.translate(0, drawing.height)
    _scale_bar(painter, metres_per_point, drawing.width, family, palette)
    painter.end()
    return image


def _draw(painter: QPainter, drawing: Drawing, family: str) -> None:
    for shape in drawing.primitives:
        _draw_shape(painter, shape, drawing.height, family)


def _draw_shape(painter: QPainter, shape: Primitive, height: float, family: str) -> None:
    from wehere_desktop.cartography.drawing import Discs, Fill, Stroke

    if isinstance(shape, Fill):
        painter.fillPath(_path(shape.rings, height, closed=True), QColor(shape.colour))
    elif isinstance(shape, Stroke):
        cap = Qt.PenCapStyle.FlatCap if shape.butt else Qt.PenCapStyle.RoundCap
        pen = QPen(QColor(shape.colour), shape.width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
        if shape.dash:
            pen.setDashPattern([part / shape.width for part in shape.dash])
        painter.strokePath(_path(shape.paths, height, closed=False), pen)
    elif isinstance(shape, Discs):
        painter.setPen(QPen(QColor(shape.edge), shape.edge_width) if shape.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shape.colour))
        for x, y in shape.centres:
            painter.drawEllipse(QPointF(x, height - y), shape.radius, shape.radius)
    else:
        _write(painter, shape, height, family)


def _path(lines: Iterable[Iterable[tuple[float, float]]], height: float, *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for points in lines:
        way = iter(points)
        first = next(way, None)
        if first is None:
            continue
        path.moveTo(first[0], height - first[1])
        for x, y in way:
            path.lineTo(x, height - y)
        if closed:
            path.closeSubpath()
    return path


def _write(painter: QPainter, words: Words, height: float, family: str) -> None:
    font = _font(family, bold=words.bold)
    size = words.size / FONT_PIXELS
    if words.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, words.spacing / size)
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * _across(font, words.text)
    letters = QPainterPath()
    letters.addText(QPointF(-back, 0), font, words.text)
    painter.save()
    painter.translate(words.x, height - words.y)
    painter.rotate(-words.angle)
    painter.scale(size, size)
    if words.halo:
        pen = QPen(QColor(words.halo), words.halo_width / size)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(letters, pen)
    painter.fillPath(letters, QColor(words.colour))
    painter.restore()


def _scale_bar(painter: QPainter, metres_per_point: float, width: float, family: str, palette: Palette) -> None:
    """Draw a bar about a quarter of the map wide in the strip under it, and say how long it is."""
    from wehere_desktop.cartography.drawing import Stroke, Words

    fitting = [length for length in BAR_LENGTHS if length / metres_per_point <= width * 0.3]
    length = fitting[-1] if fitting else BAR_LENGTHS[0]
    height = STRIP / PIXELS_PER_POINT
    left, foot, across = 6.0, height * 0.36, length / metres_per_point
    bar = ((left, foot + 3.0), (left, foot), (left + across, foot), (left + across, foot + 3.0))
    said = f"{length} m" if length < KILOMETRE else f"{length // KILOMETRE} km"
    for shape in (
        Stroke((((0.0, height), (width, height)),), palette.quiet, 0.5),
        Stroke((bar,), palette.ink, 0.9),
        Words(said, left + across + 5, foot, 7.4, palette.ink),
    ):
        _draw_shape(painter, shape, height, family)


def _font(family: str, *, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(FONT_PIXELS)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _across(font: QFont, words: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)
