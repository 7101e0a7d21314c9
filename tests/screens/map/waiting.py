"""How tests of the real map wait: for what they need to see, and as long as a busy machine takes to show it."""

from __future__ import annotations

from typing import Any

from tests.desk.a_desk import settle, until
from wehere_desktop.desk.screen import Desk


def wait_until(desk: Desk, holds: Any) -> None:
    """Let the window, its lanes and the browser go on until something holds; fail when it does not come to that."""

    def holds_at_rest() -> Any:
        settle(desk)
        return holds()

    until(holds_at_rest)
