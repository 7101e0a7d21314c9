"""A pause that begins anew with each letter typed or row passed, and does something once it has been left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


TYPING_MS, CHOOSING_MS = 150, 40
"""How long a list waits before it is narrowed by what is typed, and a record before it is opened as rows are passed."""


def after_a_pause(owner: QObject, wait: int, do: Callable[[], object]) -> QTimer:
    """Return a timer whose `start()` puts off `do` until it was not called again for `wait` milliseconds."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(do)
    return timer
