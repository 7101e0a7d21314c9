"""What the Map screen has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from wehere_desktop.desk.stops import At, Stop

if TYPE_CHECKING:
    from wehere_desktop.screens.map.page import MapPage

PATIENCE_MS, TURN_MS = 6_000, 50


def _drawn(at: At[MapPage]) -> None:
    """Wait until the browser has drawn what it was asked for."""
    at.settle()
    for _ in range(PATIENCE_MS // TURN_MS):
        if at.page.drawn:
            break
        QTest.qWait(TURN_MS)
        at.settle()
    QTest.qWait(4 * TURN_MS)


def _whole(at: At[MapPage]) -> None:
    _drawn(at)


def _record(at: At[MapPage]) -> None:
    _drawn(at)
    at.page.list.setCurrentRow(0)
    _drawn(at)


def _layers(at: At[MapPage]) -> None:
    _drawn(at)
    at.press("Places and")


TOUR = [
    Stop("whole", _whole, picture="map"),
    Stop("record", _record),
    Stop("layers", _layers),
]
