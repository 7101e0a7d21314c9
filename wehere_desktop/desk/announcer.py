"""The only bridge from changes of the book, made in any thread, to one signal on the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed


class Announcer(QObject):
    """Says once for each change what it touched: `changed` carries a frozen `Changed` with its kinds and ids."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, book: BeatBook) -> None:
        """Listen to a book until closed."""
        super().__init__()
        # Queued even within one thread: nobody refreshes while a change is still being told.
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._stop = book.on_change(self._hear)

    def _hear(self, changed: Changed) -> None:
        if isValid(self):
            self._heard.emit(changed)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
