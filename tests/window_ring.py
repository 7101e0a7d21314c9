"""What every test of the window finds: an off-screen application, a desk on a small book, and nothing left behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QApplication

from tests.desk.a_desk import a_desk, put_away
from tests.elm_park import a_book
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook
from wehere_desktop.window.sweeping import sweep_if_due, sweep_nowhere_else

# The map's browser asks for this before there is an application, as in `window.start`
QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
# As in the program: a lane that sweeps memory lets go of widgets, which ends the run now and then
sweep_nowhere_else()


@pytest.fixture(scope="session", autouse=True)
def _what_stays_set_aside() -> None:
    """Have sweeps of memory, of which a few hundred tests ask for whole ones, pass over what was there before them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window on show or work under way."""
    before = set(QApplication.topLevelWidgets())
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
    left = [each for each in QApplication.topLevelWidgets() if each not in before and each.isVisible()]
    assert left == []
    # What a test has hidden and forgotten would be dressed anew for each test to come
    for each in set(QApplication.topLevelWidgets()) - before:
        if each.parentWidget() is None:
            each.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    sweep_if_due()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look at its usual size, applied."""
    made = Look(Mode.LIGHT)
    made.apply()
    return made


@pytest.fixture
def book(tmp_path: Path) -> BeatBook:
    """A new book of Elm Park, open for writing by Inspector Robin Vale of Northwich; the desk closes it."""
    return a_book(tmp_path)


@pytest.fixture
def desk(book: BeatBook, look: Look) -> Iterator[Desk]:
    """A desk on that book, whose notices are a `FakeNotices`."""
    made = a_desk(book, look)
    yield made
    put_away(made)


@pytest.fixture
def practice_desk(practice_book: BeatBook, look: Look) -> Iterator[Desk]:
    """A desk on a practice book of two beats, for pages that are nothing without a few hundred records."""
    made = a_desk(practice_book, look)
    yield made
    put_away(made)
