"""How tests of the real map wait: for what they need to see, and as long as a busy machine takes to show it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDeadlineTimer

from tests.desk.a_desk import settle, turn
from wehere_desktop.desk.screen import Desk

# Less than a test may take in all, so that what was waited for is told
PATIENCE_MS = 45_000
TURN_MS = 10


def wait_until(desk: Desk, holds: Any) -> None:
    """Let the window, its lanes and the browser go on until something holds; fail when it does not come to that."""
    patience = QDeadlineTimer(PATIENCE_MS)
    settle(desk)
    while not holds():
        assert not patience.hasExpired(), "it did not come to that"
        turn(TURN_MS)
        settle(desk)
