"""A small picture of where something lies: a piece of the sketch map with a mark and a scale bar, drawn in a lane."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.look import face
from wehere_desktop.desk.pieces import Button, Text, column
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from wehere_desktop.cartography.drawing import Drawing, Primitive, Words
    from wehere_desktop.cartography.palette import Palette
    from wehere_desktop.desk.background import Background, Job
    from wehere_desktop.desk.look import Look

HEIGHT = 168
CLOSE_METRES, WIDE_METRES = 2_400.0, 12_000.0
# Pixels to a point of the map, which is drawn for paper: a little larger, as a screen is read from further away.
PIXELS_PER_POINT = 1.5
# Held arrow keys run through a list; only where they rest is a map drawn.
REST_MS = 120
BAR_LENGTHS = (100, 200, 500, 1_000, 2_000, 5_000)
KILOMETRE = 1_000
CREDIT = "Sketch map. Contains OS, Royal Mail and National Statistics data © Crown copyright and database right 2025."
KEPT = 24
# The strip under the map for the scale bar, in pixels, so that the bar covers no name.
STRIP = 22
# How far an arrow key moves the point, in pixels, and which way.
STEP = 8
STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
# Letters are taken from the face this large and scaled down, since sizes in whole pixels would be too coarse.
FONT_PIXELS = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A map drawn, and what it shows in words."""

    image: QImage
    said: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that decides how a map looks; lengths in pixels of the screen at 100 %."""

    position: Position
    metres: float
    width: int
    height: int
    ratio: float
    scale: float
    dark: bool
    family: str


class SmallMap(QWidget):
    """Shows one position on the sketch map, light or dark, near or from further off; hidden where there is none.

    `scale_button` turns between the two scales; whoever shows the map puts it where it fits.
    """

    #: Whether there is a map to show of the position given; comes once it is known.
    found = Signal(bool)
    #: A point was pointed out on a map that `picks`; carries its `Position`.
    picked = Signal(object)

    def __init__(self, look: Look, background: Background, *, picks: bool = False) -> None:
        """Begin with no position; a map that `picks` takes a click, or the arrow keys, to point somewhere else."""
        super().__init__()
        self._look, self._background = look, background
        self._position: Position | None = None
        self._name = ""
        self._metres = CLOSE_METRES
        self._kept: dict[_Wanted, Picture | None] = {}
        self._job: Job | None = None
        self._sheet = _Sheet(look)
        self._sheet.resized = self._ask_soon
        if picks:
            self._sheet.pointed = self._point
            self._sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._sheet.setCursor(Qt.CursorShape.CrossCursor)
            self._sheet.setAccessibleName("Map to point it out on")
        self.scale_button = Button("Look wider", self._turn, rank="link")
        whole = column(spacing=4)
        whole.addWidget(self._sheet)
        whole.addWidget(Text(CREDIT, tone="quiet", step="small", wrap=True))
        self.setLayout(whole)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._ask)
        look.changed.connect(self._ask_soon)
        self.hide()

    def show_position(self, position: Position | None, name: str) -> None:
        """Show where something of this name lies; None hides the map."""
        if (position, name) != (self._position, self._name):
            self._position, self._name = position, name
            self._sheet.picture = None
            self._sheet.update()
        self.setVisible(position is not None)
        self._ask_soon()

    @property
    def picture(self) -> Picture | None:
        """Return the map on show, None until it is drawn or where the sketch does not reach."""
        return self._sheet.picture

    def _point(self, across: float, down: float) -> None:
        """Tell which point of the ground lies so many pixels right of the map's middle and below it."""
        from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84

        if self._position is None or self._sheet.picture is None:
            return
        east, north = to_grid(self._position)
        metres = self._metres / self._sheet.width()
        with contextlib.suppress(Refusal):
            self.picked.emit(to_wgs84(east + across * metres, north - down * metres))

    def _turn(self) -> None:
        wide = self._metres == CLOSE_METRES
        self._metres = WIDE_METRES if wide else CLOSE_METRES
        self.scale_button.setText("Look closer" if wide else "Look wider")
        self.scale_button.setAccessibleName(f"{self.scale_button.text()}: the map of {self._name}")
        self._ask()

    def _ask_soon(self) -> None:
        if self._position is not None:
            self._later.start()

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._position is None or self._sheet.width() <= 1:
            return
        wanted = _Wanted(
            self._position,
            self._metres,
            self._sheet.width(),
            self._sheet.height(),
            self.devicePixelRatioF(),
            self._look.scale / 100,
            self._look.dark,
            face(),
        )
        if wanted in self._kept:
            self._show(wanted, self._kept[wanted])
            return
        self._job = self._background.run(
            lambda: draw_picture(wanted), then=lambda made: self._take(wanted, made), owner=self, lane=Lane.FILES
        )

    def _take(self, wanted: _Wanted, made: Picture | None) -> None:
        self._job = None
        while len(self._kept) >= KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[wanted] = made
        self._show(wanted, made)

    def _show(self, wanted: _Wanted, made: Picture | None) -> None:
        if wanted.position != self._position:
            return
        self._sheet.picture = made
        self._sheet.setAccessibleName(f"Map of {self._name}")
        self._sheet.setAccessibleDescription(made.said if made is not None else "")
        self._sheet.setToolTip(made.said if made is not None else "")
        self.setVisible(made is not None)
        self._sheet.update()
        self.found.emit(made is not None)


class _Sheet(QWidget):
    """The picture itself, with rounded corners and a thin edge."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.picture: Picture | None = None
        self.resized: Callable[[], None] | None = None
        self.pointed: Callable[[float, float], None] | None = None
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the room a map likes to have."""
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the map drawn for the new width."""
        super().resizeEvent(event)
        if self.resized is not None:
            self.resized()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Point out where the map was clicked, if it lets itself be."""
        at, strip = event.position(), self._look.px(STRIP)
        if self.pointed is not None and 0 <= at.y() < self.height() - strip:
            self.pointed(at.x() - self.width() / 2, at.y() - (self.height() - strip) / 2)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point with the arrows, if the map lets it be pointed out."""
        step = STEPS.get(event.key())
        if self.pointed is None or step is None:
            super().keyPressEvent(event)
            return
        self.pointed(step[0] * STEP, step[1] * STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is, or the bare ground until it is there."""
        del event
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(edge, QColor(colours.ground))
        if self.picture is not None:
            painter.save()
            painter.setClipPath(edge)
            painter.drawImage(self.rect(), self.picture.image)
            painter.restore()
        painter.setPen(QPen(QColor(colours.link), 2) if self.hasFocus() else QPen(QColor(colours.line), 1))
        painter.drawPath(edge)
        painter.end()


def draw_picture(wanted: _Wanted) -> Picture | None:
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

    def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape `cartography.draw` asks for
        return _across(_font(wanted.family, bold=bold), text) * size / FONT_PIXELS

    drawing = draw_map(frame, sketch=sketch, marks=(Mark("", at),), palette=palette, measure=measure, furniture=False)
    image = QImage(
        QSize(round(wanted.width * wanted.ratio), round(wanted.height * wanted.ratio)),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor(palette.strip))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(per_point * wanted.ratio, per_point * wanted.ratio)
    painter.save()
    painter.setClipRect(QRectF(0, 0, drawing.width, drawing.height))
    _draw(painter, drawing, wanted.family)
    painter.restore()
    painter.translate(0, drawing.height)
    _scale_bar(painter, frame.metres_per_point, drawing.width, wanted.family, palette)
    painter.end()
    return Picture(image, drawing.description)


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


def _path(lines: tuple[tuple[tuple[float, float], ...], ...], height: float, *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for points in lines:
        if not points:
            continue
        path.moveTo(points[0][0], height - points[0][1])
        for x, y in points[1:]:
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
