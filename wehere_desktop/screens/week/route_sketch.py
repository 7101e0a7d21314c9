"""A sketch of a day's way: its calls as numbered dots, north at the top, joined by straight lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.ground import Position

EDGE = 18
DOT = 9
LEAST_DEGREES = 0.004
"""About 450 metres: calls in one street are not blown up over the whole picture."""


class RouteSketch(QWidget):
    """Draws points in order. It says in words what it shows; nothing is known from it alone."""

    def __init__(self, look: Look) -> None:
        """Begin with nothing to draw."""
        super().__init__()
        self._look = look
        self._points: list[Position] = []
        self._from_base = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_way(self, points: Sequence[Position], words: str, *, from_base: bool) -> None:
        """Draw a way; `from_base` says that its first point is where the day starts, which is no call."""
        self._points, self._from_base = list(points), from_base
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return how large it would like to be."""
        return QSize(self._look.px(240), self._look.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the way."""
        del event
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._look.colours
        spots = self._spots()
        painter.setPen(QPen(QColor(colours.accent), 1.5, Qt.PenStyle.SolidLine))
        painter.drawPolyline(spots)
        painter.setFont(self._look.font(11, strong=True))
        dot = self._look.px(DOT)
        for number, spot in enumerate(spots, 0 if self._from_base else 1):
            box = QRectF(spot.x() - dot, spot.y() - dot, 2 * dot, 2 * dot)
            if number == 0:
                painter.setPen(QPen(QColor(colours.accent), 1.5))
                painter.setBrush(QColor(colours.surface))
                painter.drawRect(box.adjusted(2, 2, -2, -2))
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(box)
            painter.setPen(QColor(colours.on_accent))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.end()

    def _spots(self) -> list[QPointF]:
        lats, lons = [each.lat for each in self._points], [each.lon for each in self._points]
        # A degree of longitude is shorter than one of latitude by the cosine of the latitude
        narrow = math.cos(math.radians(sum(lats) / len(lats)))
        tall = max(max(lats) - min(lats), LEAST_DEGREES)
        wide = max((max(lons) - min(lons)) * narrow, LEAST_DEGREES)
        edge = self._look.px(EDGE)
        scale = min((self.width() - 2 * edge) / wide, (self.height() - 2 * edge) / tall)
        middle_lat, middle_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
        return [
            QPointF(
                self.width() / 2 + (each.lon - middle_lon) * narrow * scale,
                self.height() / 2 - (each.lat - middle_lat) * scale,
            )
            for each in self._points
        ]
