"""A fault of ours reaches the person as one plain line, wherever it is raised, and never as a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.tour.walk import let_go, settle
from wehere_desktop.desk.look import Look
from wehere_desktop.records import BeatBook
from wehere_desktop.window.main_window import MainWindow
from wehere_desktop.window.start import open_window

SENTENCE = "Something went wrong in the program; what you typed is still here."


@pytest.fixture
def window(look: Look, elm_park: BeatBook) -> Iterator[MainWindow]:
    """The program's own window, made as its start makes it, on Elm Park."""
    made, end = open_window()
    made.resize(1366, 768)
    made.show()
    made.show_book(elm_park)
    settle(made._background, made)
    yield made
    made.close()
    settle(made._background, made)
    let_go(made)
    end()


def broken() -> None:
    """Fail as a programmer's slip does."""
    raise ValueError("a slip with a name in it: Helen Marsh")


def in_a_slot(window: MainWindow) -> None:
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.timeout.connect(broken)
    timer.start(0)


def in_a_lane(window: MainWindow) -> None:
    window._background.run(broken)


def in_an_answer(window: MainWindow) -> None:
    window._background.run(lambda: 1, then=lambda _: broken())


def in_a_change(window: MainWindow) -> None:
    assert window.page is not None
    window.page.desk.change("Try", lambda _: broken())


def on_a_key(window: MainWindow) -> None:
    assert window.page is not None
    window.page.bar.search.textEdited.connect(lambda _: broken())
    QTest.keyClicks(window.page.bar.search, "x")


@pytest.mark.parametrize("raised", [in_a_slot, in_a_lane, in_an_answer, in_a_change, on_a_key])
def test_that_a_fault_is_one_line_at_the_top_of_the_page(
    raised: Callable[[MainWindow], None], window: MainWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    raised(window)
    settle(window._background, window)
    assert window.page is not None
    assert window.page.banner.isVisible()
    assert window.page.banner.accessibleName().startswith(SENTENCE)
    assert "Helen Marsh" not in window.page.banner.accessibleName()
    assert "Traceback" not in "".join(capsys.readouterr())


def test_that_the_usual_catch_is_put_back_at_the_end(look: Look) -> None:
    before = sys.excepthook
    made, end = open_window()
    assert sys.excepthook is not before
    let_go(made)
    end()
    assert sys.excepthook is before
