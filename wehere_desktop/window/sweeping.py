"""Python's search for rings of unused things, done on the window's thread alone.

Left to itself it runs on whichever thread happens to make one thing too many. In a lane it then lets go of parts of the
window that lay in such a ring, and the toolkit, whose parts may be let go on their own thread only, ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 100
# Made at start and kept for good, tens of thousands of things: sweeping through them again and again would be felt
SWEEP_AFTER = 20_000
_YOUNG, _MIDDLE, _ALL = range(3)
# Sweeps of the younger after which the older are swept too
_MIDDLE_AFTER, _ALL_AFTER = 20, 50


def sweep_nowhere_else() -> None:
    """Let no thread sweep by itself; whoever calls this has `sweep_if_due` called on the window's thread."""
    # Not switched off: that is how those who make very much at once put the next sweep off
    gc.set_threshold(0)


def sweep_on_this_thread(owner: QObject) -> None:
    """Sweep whenever it is due from now on, as long as `owner` lives, on the thread that calls this."""
    sweep_nowhere_else()
    timer = QTimer(owner)
    timer.setInterval(EVERY_MS)
    timer.timeout.connect(sweep_if_due)
    timer.start()


def sweep_if_due() -> None:
    """Sweep if enough has been made since the last time, unless somebody has put sweeping off meanwhile."""
    young, middle, old = gc.get_count()
    if young < SWEEP_AFTER or not gc.isenabled():
        return
    gc.collect(_ALL if old > _ALL_AFTER else _MIDDLE if middle > _MIDDLE_AFTER else _YOUNG)
