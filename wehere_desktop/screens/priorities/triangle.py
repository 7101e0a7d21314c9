"""The problem analysis triangle: victim, offender and location, each side drawn full once it is written about."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wehere_desktop.screens.priorities.plan_steps import SIDES

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look

WIDTH, HEIGHT = 220, 148


class Triangle(QWidget):
    """Three sides with their names; the one being written about is drawn in the accent."""

    def __init__(self, look: Look) -> None:
        """Begin with nothing written."""
        super().__init__()
        self._look = look
        self._written: frozenset[str] = frozenset()
        self._now = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.tell((), "")

    def tell(self, written: Collection[str], now: str) -> None:
        """Show which sides are written, and which one is at hand."""
        self._written, self._now = frozenset(written), now
        said = ", ".join(f"{side} {'written' if side in self._written else 'to write'}" for side in SIDES)
        self.setAccessibleName(f"Problem analysis triangle: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the triangle takes at this text size."""
        return QSize(self._look.px(WIDTH), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the three sides and their names."""
        del event
        px, colours = self._look.px, self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, half = self.width() / 2, px(66)
        top = QPointF(middle, px(8))
        left, right = QPointF(middle - half, px(118)), QPointF(middle + half, px(118))
        sides = {"victim": (left, top), "offender": (top, right), "location": (left, right)}
        for side, (start, end) in sides.items():
            written, now = side in self._written, side == self._now
            pen = QPen(QColor(colours.link if now else colours.accent if written else colours.edge), px(3))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            if not written:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(start, end)
        names = {
            "victim": (QRectF(0, px(46), middle - px(44), px(20)), Qt.AlignmentFlag.AlignRight),
            "offender": (QRectF(middle + px(44), px(46), middle - px(44), px(20)), Qt.AlignmentFlag.AlignLeft),
            "location": (QRectF(0, px(124), self.width(), px(20)), Qt.AlignmentFlag.AlignHCenter),
        }
        for side, (where, align) in names.items():
            painter.setFont(self._look.font(12, strong=side == self._now))
            painter.setPen(QColor(colours.link if side == self._now else colours.ink))
            mark = "✓ " if side in self._written else ""
            painter.drawText(where, int(align | Qt.AlignmentFlag.AlignVCenter), f"{mark}{side}")
        painter.end()
