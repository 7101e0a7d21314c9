"""A timeline: what has happened, newest first, each with its day, a dot and a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from wehere_desktop.desk.pieces import Text, WayIn, clear, column

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look

DOT = 4


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: its day in words, what it was, a quiet line under it; `full` dots are the team's own doings."""

    when: str
    what: str
    more: str = ""
    full: bool = True
    opens: Callable[[], object] | None = None


class Timeline(QWidget):
    """Shows happenings under one another along a line."""

    def __init__(self, look: Look, happenings: Sequence[Happening] = ()) -> None:
        """Show these."""
        super().__init__()
        self._look = look
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self.setLayout(self._grid)
        self.show_all(happenings)

    def show_all(self, happenings: Sequence[Happening]) -> None:
        """Show these instead."""
        clear(self._grid)
        for number, each in enumerate(happenings):
            day = Text(each.when, tone="quiet", step="small")
            day.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            day.setContentsMargins(0, 5, 0, 0)
            dot = _Dot(self._look, full=each.full, first=number == 0, last=number == len(happenings) - 1)
            self._grid.addWidget(day, number, 0)
            self._grid.addWidget(dot, number, 1)
            self._grid.addWidget(_entry(each), number, 2)


def _entry(each: Happening) -> QWidget:
    words = column(spacing=1, margins=(4, 4, 4, 8))
    words.addWidget(Text(each.what, wrap=True))
    if each.more:
        words.addWidget(Text(each.more, tone="quiet", step="small", wrap=True))
    way_in = WayIn(", ".join(part for part in (each.when, each.what, each.more) if part), each.opens)
    way_in.setLayout(words)
    return way_in


class _Dot(QWidget):
    def __init__(self, look: Look, *, full: bool, first: bool, last: bool) -> None:
        super().__init__()
        self._look, self._full, self._first, self._last = look, full, first, last
        self.setFixedWidth(16)

    def sizeHint(self) -> QSize:
        """Return room for the dot and its line."""
        return QSize(16, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and, over it, the dot."""
        del event
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, top = self.width() / 2, self._look.px(12)
        painter.setPen(QPen(QColor(colours.line), 2))
        painter.drawLine(
            QPointF(middle, top if self._first else 0), QPointF(middle, top if self._last else self.height())
        )
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.accent if self._full else colours.surface))
        painter.drawEllipse(QPointF(middle, top), DOT, DOT)
        painter.end()
