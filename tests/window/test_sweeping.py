"""Rings of unused things are let go on the window's thread, never in a lane, where a widget among them would crash."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import until
from wehere_desktop.desk.background import Background, Lane
from wehere_desktop.window.sweeping import SWEEP_AFTER, sweep_if_due, sweep_on_this_thread


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        """Close the ring."""
        self.itself = self


@pytest.fixture
def sweepers() -> Iterator[list[threading.Thread]]:
    """The threads that have swept since the test began."""
    gc.collect()
    found: list[threading.Thread] = []

    def note(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            found.append(threading.current_thread())

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def rings(number: int) -> weakref.ref[Ring]:
    """Make so many rings, let them go, and return a look at the last."""
    made = [Ring() for _ in range(number)]
    return weakref.ref(made[-1])


@pytest.mark.parametrize("lane", list(Lane))
def test_that_what_a_lane_leaves_is_swept_on_the_windows_thread(
    lane: Lane, sweepers: list[threading.Thread], qtbot: QtBot
) -> None:
    owner = QObject()
    sweep_on_this_thread(owner)
    background = Background()
    seen: list[weakref.ref[Ring]] = []
    background.run(lambda: rings(3 * SWEEP_AFTER), then=seen.append, lane=lane)
    until(lambda: bool(seen) and seen[0]() is None)
    background.close()
    owner.deleteLater()
    assert set(sweepers) == {threading.main_thread()}


def test_that_little_is_not_worth_a_sweep(sweepers: list[threading.Thread]) -> None:
    left = rings(SWEEP_AFTER // 20)
    sweep_if_due()
    assert left() is not None
    assert sweepers == []


def test_that_whoever_makes_very_much_puts_the_sweep_off(sweepers: list[threading.Thread]) -> None:
    gc.disable()
    left = rings(2 * SWEEP_AFTER)
    sweep_if_due()
    assert left() is not None
    gc.enable()
    sweep_if_due()
    assert left() is None
    assert sweepers == [threading.current_thread()]
