"""The picture of a file's outlines: the sketch map with what is wrong hatched and numbered, drawn in a lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.look import face
from wehere_desktop.desk.small_picture import PIXELS_PER_POINT, STRIP, Picture, measure_in, paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from wehere_desktop.cartography.frame import Frame
    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.boundary_sight import BoundariesSeen, TroubleSeen

MOST_NUMBERED = 40
"""Troubles that are numbered and listed, the largest of each sort first; more could not be told apart."""

WIDEST = 150_000.0
LEAST = 700.0
"""Metres across of the closest look at a trouble."""

AROUND = 2.2
"""How many times as wide or high as a trouble the look at it is."""

ASIDE = 11.0
"""Points from the middle of a trouble to its number while it is looked at, so that it is not hidden by it."""

MARGIN = 18.0


@dataclass(frozen=True, slots=True)
class PictureWanted:
    """All that decides the picture but what is on it: the trouble looked at (from 0, None for all), and its size."""

    trouble: int | None
    width: int
    height: int
    ratio: float
    scale: float
    dark: bool
    family: str


def draw_outlines(seen: BoundariesSeen, wanted: PictureWanted) -> Picture | None:
    """Return the outlines as a picture, None where none of them can be shown; called in a lane."""
    from wehere_desktop.cartography.beat_lines import BeatEdge
    from wehere_desktop.cartography.draw import draw_map
    from wehere_desktop.cartography.hatching import Hatched
    from wehere_desktop.cartography.palette import NIGHT, PRINT
    from wehere_desktop.cartography.shapes import Mark
    from wehere_desktop.cartography.sketch import load_sketch

    per_point = PIXELS_PER_POINT * wanted.scale
    across, up = wanted.width / per_point, (wanted.height - STRIP * wanted.scale) / per_point
    if not seen.outlines or up <= 0:
        return None
    frame = _frame(seen, wanted.trouble, across, up)
    aside = 0.0 if wanted.trouble is None else ASIDE * frame.metres_per_point
    brought = [ring for each in seen.outlines if each.brought for ring in each.rings]
    palette = NIGHT if wanted.dark else PRINT
    drawing = draw_map(
        frame,
        sketch=load_sketch(),
        beat=BeatEdge("", tuple(brought), indicative=False) if brought else None,
        beats=[BeatEdge(each.name, each.rings, indicative=False) for each in seen.outlines],
        areas=[Hatched(each.rings, each.sort) for each in seen.troubles if each.rings],
        marks=[
            Mark("", (each.at[0] + aside, each.at[1] + aside), letter=str(number))
            for number, each in enumerate(seen.troubles[:MOST_NUMBERED], 1)
        ],
        palette=palette,
        measure=measure_in(wanted.family),
        furniture=False,
        ways=False,
    )
    image = paint(drawing, frame.metres_per_point, palette, wanted.family, per_point=per_point, ratio=wanted.ratio)
    return Picture(image, drawing.description)


def _frame(seen: BoundariesSeen, trouble: int | None, across: float, up: float) -> Frame:
    from wehere_desktop.cartography.frame import frame_around, frame_holding

    if trouble is not None:
        each = seen.troubles[trouble]
        wide, high = _extent(each)
        metres = max(wide * AROUND, high * AROUND * across / up, LEAST)
        return frame_around(each.at, width=across, height=up, metres_across=min(metres, WIDEST))
    shown = [each for each in seen.outlines if each.brought] or list(seen.outlines)
    points = [point for each in shown for ring in each.rings for point in ring]
    return frame_holding(points, width=across, height=up, margin=MARGIN)


def _extent(trouble: TroubleSeen) -> tuple[float, float]:
    """Return how wide and how high a trouble is in metres."""
    points = [point for ring in trouble.rings for point in ring] or [trouble.at]
    easts, norths = [east for east, _ in points], [north for _, north in points]
    return max(easts) - min(easts), max(norths) - min(norths)


class OutlinesPicture(QWidget):
    """Shows the outlines, all of them or one trouble closely, as large as there is room."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing."""
        super().__init__()
        self._desk = desk
        self._seen: BoundariesSeen | None = None
        self._trouble: int | None = None
        self._job: Job | None = None
        self.picture: Picture | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(160)
        self.setAccessibleName("Picture of the outlines")
        desk.look.changed.connect(self._ask)

    def show_seen(self, seen: BoundariesSeen | None, trouble: int | None = None) -> None:
        """Show outlines, all of them or one trouble of theirs (from 0); None shows nothing."""
        self._seen, self._trouble = seen, trouble
        if seen is None:
            self.picture = None
        self._ask()

    def sizeHint(self) -> QSize:
        """Return the room it likes to have."""
        return QSize(560, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have it drawn for the new size."""
        super().resizeEvent(event)
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is, or the bare ground until it is there."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(edge, QColor(self._desk.look.colours.ground))
        if self.picture is not None:
            painter.setClipPath(edge)
            painter.drawImage(self.rect(), self.picture.image)
            painter.setClipping(False)
        painter.setPen(QPen(QColor(self._desk.look.colours.line), 1))
        painter.drawPath(edge)
        painter.end()

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        seen, look = self._seen, self._desk.look
        if seen is None or self.width() <= 1 or self.height() <= 1:
            self.update()
            return
        wanted = PictureWanted(
            self._trouble,
            self.width(),
            self.height(),
            self.devicePixelRatioF(),
            look.scale / 100,
            look.dark,
            face(),
        )
        self._job = self._desk.background.run(
            lambda: draw_outlines(seen, wanted), then=self._show, owner=self, lane=Lane.FILES
        )

    def _show(self, made: Picture | None) -> None:
        self._job, self.picture = None, made
        self.setAccessibleDescription(made.said if made is not None else "")
        self.update()
