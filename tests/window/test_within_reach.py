"""Whatever takes the focus has a name for those who cannot see it, Tab reaches it, and nothing is left when it goes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from wehere_desktop.records import BeatBook
from wehere_desktop.window.main_window import MainWindow

Settle = Callable[[], None]


def takers(root: QWidget) -> Iterator[QWidget]:
    """Yield every widget on show that Tab can stop at."""
    for each in [root, *root.findChildren(QWidget)]:
        if isinstance(each, QScrollBar) or isinstance(each.parent(), QAbstractItemView):
            continue
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield each


def nameless(root: QWidget) -> list[str]:
    """Return those on show that a screen reader would have no name for."""
    found = []
    for each in takers(root):
        reader = QAccessible.queryAccessibleInterface(each)
        if not reader.text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} in {type(each.parent()).__name__}")
    return found


@pytest.fixture
def opened(window: MainWindow, elm_park: BeatBook, settle: Settle) -> MainWindow:
    """The window with Elm Park open at Today."""
    window.show_book(elm_park)
    settle()
    return window


def test_that_everything_on_the_first_page_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []
    window.sign_in.make_new()
    assert nameless(window) == []


def test_that_everything_on_today_has_a_name(opened: MainWindow) -> None:
    assert nameless(opened) == []


def test_that_everything_on_the_lock_has_a_name(opened: MainWindow) -> None:
    opened.lock()
    assert nameless(opened) == []


def test_that_tab_goes_round_everything_on_today(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.page is not None
    wanted = set(takers(opened))
    seen: set[QWidget | None] = set()
    opened.page.bar.search.setFocus()
    for _ in range(3 * len(wanted) + 10):
        here = QApplication.focusWidget()
        seen.add(here)
        assert here is not None
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert wanted - seen == set()


def test_that_todays_rows_come_in_reading_order(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.page is not None
    here = opened.page.stage.current()
    assert here is not None
    rows = [each for each in takers(here) if each.mapTo(opened, each.rect().topLeft()).x() < 400]
    tops = [each.mapTo(opened, each.rect().topLeft()).y() for each in rows]
    assert tops == sorted(tops)


def alive(kind: type[QWidget]) -> int:
    """Return how many widgets of a kind the toolkit still holds."""
    return sum(isinstance(each, kind) for each in QApplication.allWidgets())


def test_that_a_book_that_is_left_leaves_no_page_timer_or_lock_behind(
    window: MainWindow, elm_park: BeatBook, settle: Settle, qtbot: QtBot
) -> None:
    from wehere_desktop.window.book_page import BookPage
    from wehere_desktop.window.lock_page import LockPage

    before = len(window.findChildren(QTimer))
    window.show_book(elm_park)
    settle()
    window.lock()
    window.leave_book()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert alive(BookPage) == 0
    assert alive(LockPage) == 0
    assert len(window.findChildren(QTimer)) == before


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_that_no_button_is_cut_off_on_a_station_laptop(scale: int, opened: MainWindow, settle: Settle) -> None:
    from PySide6.QtWidgets import QPushButton

    assert opened.page is not None
    opened.page.desk.look.choose(scale=scale)
    settle()
    opened.resize(1366, 768)
    settle()
    cut = [
        each.text()
        for each in opened.findChildren(QPushButton)
        if each.isVisible() and each.width() < each.minimumSizeHint().width()
    ]
    beyond = [
        each.text()
        for each in opened.findChildren(QPushButton)
        if each.isVisible() and each.mapTo(opened, each.rect().topRight()).x() > opened.width()
    ]
    opened.page.desk.look.choose(scale=100)
    assert cut == []
    assert beyond == []
