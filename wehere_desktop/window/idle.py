"""Locks the book when nobody has touched key or pointer for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches one window. `idle` says that the time is up."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        """Wait so many minutes; 0 waits for ever."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.wait(minutes)

    def watch(self, window: QWindow) -> None:
        """Watch a window of the system; its widgets pass every key and click through it."""
        # Not the application's own filter: that would see, and slow down, every event there is.
        window.installEventFilter(self)

    def wait(self, minutes: int) -> None:
        """Wait so many minutes from now on; 0 waits for ever."""
        self._timer.stop()
        if minutes > 0:
            self._timer.setInterval(minutes * 60_000)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to wait anew at each sign of life."""
        if event.type() in SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
