"""Bars with words: each line its name, a bar and what it says; what rests on too little is drawn hollow and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look

ROW, BAR, TOP = 44, 8, 20
SHARE = 0.28
"""How much of the width a full bar takes; the rest is for its words."""
LEAST_BAR = 72


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its name, how long the bar is from 0 to 1, its words, and whether it rests on enough."""

    name: str
    share: float
    words: str
    enough: bool = True


class Bars(QWidget):
    """Lines under one another, in the look's colours; all it shows is in its accessible name as well."""

    def __init__(self, look: Look, name: str, bars: Sequence[Bar]) -> None:
        """Show bars; `name` says what they are of."""
        super().__init__()
        self._look, self._bars = look, tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: " + "; ".join(f"{bar.name}, {bar.words}" for bar in self._bars))

    def sizeHint(self) -> QSize:
        """Return the room that the lines take."""
        return QSize(self._look.px(320), self._look.px(ROW) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and as little width as can be read."""
        return QSize(self._look.px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each line: its name, and under it bar and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, colours = self._look, self._look.colours
        px, width = look.px, float(self.width())
        longest = max(width * SHARE, px(LEAST_BAR))
        left = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for number, bar in enumerate(self._bars):
            top = float(number * px(ROW))
            painter.setFont(look.font(13))
            painter.setPen(QColor(colours.ink))
            name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(0, top, width, px(TOP)), left, name)
            middle = top + px(TOP) + px(10)
            whole = QRectF(0.5, middle - px(BAR) / 2, longest, px(BAR))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.plain_fill))
            painter.drawRoundedRect(whole, px(BAR) / 2, px(BAR) / 2)
            if bar.share > 0:
                part = QRectF(whole)
                part.setWidth(max(longest * min(bar.share, 1.0), px(BAR)))
                painter.setBrush(QColor(colours.accent if bar.enough else colours.surface))
                painter.setPen(QPen(QColor(colours.accent if bar.enough else colours.edge), 1))
                painter.drawRoundedRect(part, px(BAR) / 2, px(BAR) / 2)
            painter.setFont(look.font(12))
            painter.setPen(QColor(colours.quiet))
            room = QRectF(longest + px(10), middle - px(10), width - longest - px(10), px(20))
            words = painter.fontMetrics().elidedText(bar.words, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, left, words)
        painter.end()
