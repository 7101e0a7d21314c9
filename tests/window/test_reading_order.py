"""Tab goes as one reads, whenever the parts were made; and the focus is not lost with what had it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QStackedWidget, QWidget

from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button, column, row
from wehere_desktop.records import BeatBook
from wehere_desktop.window.main_window import MainWindow
from wehere_desktop.window.reading_order import in_reading_order, tab_through
from wehere_desktop.window.sheet import Sheet


@pytest.fixture
def page(look: Look) -> Iterator[QWidget]:
    """A page of two columns; its first button was made last, and one in each column is hidden or cannot be pressed."""
    made = QWidget()
    left, right, across = column(), column(), row()
    for words in ("b", "c"):
        left.addWidget(Button(words))
    stack = QStackedWidget()
    stack.addWidget(Button("e"))
    stack.addWidget(Button("behind"))
    right.addWidget(stack)
    grid = QGridLayout()
    for words, down, along in (("i", 1, 1), ("f", 0, 0), ("h", 1, 0), ("g", 0, 1)):
        grid.addWidget(Button(words), down, along)
    right.addLayout(grid)
    off = Button("off")
    off.setEnabled(False)
    left.addWidget(off)
    across.addLayout(left)
    across.addLayout(right)
    made.setLayout(across)
    left.insertWidget(0, Button("a"))
    left.addWidget(Button("d"))
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    made.hide()
    made.deleteLater()


def words_of(widgets: list[QWidget]) -> str:
    """Return the words of buttons, run together."""
    return "".join(each.text() for each in widgets if isinstance(each, Button))


def test_that_parts_are_read_as_they_are_laid_whenever_they_were_made(page: QWidget) -> None:
    assert words_of(in_reading_order(page)) == "abcdefghi"


def test_that_tab_goes_round_and_back(page: QWidget) -> None:
    order = in_reading_order(page)
    order[0].setFocus()
    forward = [_gone(page, forward=True) for _ in order]
    assert words_of(forward) == "bcdefghia"
    back = [_gone(page, forward=False) for _ in order]
    assert words_of(back) == "ihgfedcba"


def _gone(page: QWidget, *, forward: bool) -> QWidget:
    assert tab_through(page, forward=forward)
    return page.window().focusWidget()


def test_that_the_focus_goes_on_from_where_what_had_it_stood(page: QWidget) -> None:
    order = in_reading_order(page)
    order[2].setFocus()
    # The toolkit would go on by itself in a window of ours; here it is asked
    page.window().focusWidget().setVisible(False)
    order[2].setFocus()
    assert words_of(in_reading_order(page, besides=order[2])) == "abcdefghi"
    assert words_of(in_reading_order(page)) == "abdefghi"


def test_that_nothing_to_go_to_is_said(look: Look) -> None:
    empty = QWidget()
    empty.show()
    assert not tab_through(empty, forward=True)
    empty.hide()
    empty.deleteLater()


def test_that_a_sheet_gives_the_focus_back_though_what_had_it_was_made_anew(look: Look) -> None:
    over = QWidget()
    inside = column()
    over.setLayout(inside)
    before = Button("Log a visit", name="Log a visit to Elm Park")
    inside.addWidget(Button("Something else"))
    inside.addWidget(before)
    sheet = Sheet(over, look)
    over.show()
    over.activateWindow()
    QTest.qWaitForWindowActive(over)
    before.setFocus()
    sheet.lay("A sheet", QLineEdit())
    before.deleteLater()
    app = QApplication.instance()
    assert app is not None
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    again = Button("Log a visit", name="Log a visit to Elm Park")
    inside.addWidget(again)
    QTest.qWait(1)
    sheet.take_away()
    assert again.hasFocus()
    over.hide()
    over.deleteLater()


def test_that_undo_after_finding_is_the_book_s_and_not_the_search_box_s(
    window: MainWindow, elm_park: BeatBook, settle: Callable[[], None]
) -> None:
    window.show_book(elm_park)
    settle()
    assert window.page is not None
    search = window.page.bar.search
    search.begin()
    QTest.keyClicks(search, "surgery")
    settle()
    QTest.keyClick(search, Qt.Key.Key_Return)
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder is not search
    QTest.keyClick(holder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert elm_park.places.count() == 0
