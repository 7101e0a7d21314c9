"""A line of buttons that goes on in a new line where the room ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

GAP = 8


class WrappingLine(QWidget):
    """Lays what it is given from left to right in as many lines as its width asks for, and is as tall as these."""

    def __init__(self, *parts: QWidget, gap: int = GAP) -> None:
        """Hold these, in reading order, so many pixels apart."""
        super().__init__()
        self._gap = gap
        self._parts: list[QWidget] = []
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Put one more at the end."""
        part.setParent(self)
        self._parts.append(part)
        self.arrange()

    def arrange(self) -> None:
        """Lay the parts anew, after one of them was shown, hidden or given other words."""
        shown = [part for part in getattr(self, "_parts", ()) if not part.isHidden()]
        if not shown:
            return
        sizes = [part.sizeHint() for part in shown]
        tall = max(size.height() for size in sizes)
        left, top = 0, 0
        for part, size in zip(shown, sizes, strict=True):
            if left and left + size.width() > self.width():
                left, top = 0, top + tall + self._gap
            part.setGeometry(left, top + (tall - size.height()) // 2, size.width(), size.height())
            left += size.width() + self._gap
        self.setFixedHeight(top + tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a new line where the room ends."""
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the parts once their type is known."""
        super().showEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Find other room when the type changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.arrange()
