"""The keys of a page are alive as soon as it is shown, however it was reached."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from wehere_desktop.desk.screen import Screen
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.concerns.screen import SCREEN as CONCERNS
from wehere_desktop.screens.people.screen import SCREEN as PEOPLE
from wehere_desktop.screens.places.screen import SCREEN as PLACES
from wehere_desktop.screens.priorities.screen import SCREEN as PRIORITIES
from wehere_desktop.screens.team.screen import SCREEN as TEAM
from wehere_desktop.screens.today.screen import SCREEN as TODAY
from wehere_desktop.window.book_page import BookPage
from wehere_desktop.window.main_window import MainWindow

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]

Settle = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WITH_ADDING = [CONCERNS, PEOPLE, PLACES, PRIORITIES, TEAM]

# Adding a place asks for its postcode: without these it would wait until all of them are prepared
pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")


@pytest.fixture
def screens() -> list[Screen]:
    """Today and those on which something can be added."""
    return [TODAY, *WITH_ADDING]


@pytest.fixture
def page(window: MainWindow, elm_park: BeatBook, settle: Settle) -> BookPage:
    """Elm Park, open in the window."""
    window.show_book(elm_park)
    settle()
    assert window.page is not None
    return window.page


def entry(page: BookPage, screen: Screen) -> QPushButton:
    """Return a screen's entry in the rail."""
    found = [each for each in page.rail.findChildren(QPushButton) if each.text().strip() == screen.title]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("screen", WITH_ADDING, ids=lambda each: each.name)
def test_that_what_a_page_adds_is_added_by_its_keys_right_after_a_click_in_the_rail(
    screen: Screen, page: BookPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.mouseClick(entry(page, screen), Qt.MouseButton.LeftButton)
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CTRL | SHIFT)
    settle()
    assert page.sheet.isVisible()


@pytest.mark.parametrize("screen", [PEOPLE, TEAM], ids=lambda each: each.name)
def test_that_the_same_keys_add_from_within_the_rail(
    screen: Screen, page: BookPage, qtbot: QtBot, settle: Settle
) -> None:
    page.stage.go(screen.name)
    settle()
    entry(page, screen).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(entry(page, screen), Qt.Key.Key_A, CTRL | SHIFT)
    settle()
    assert page.sheet.isVisible()


@pytest.mark.parametrize("screen", WITH_ADDING, ids=lambda each: each.name)
def test_that_the_focus_goes_into_the_page_that_is_shown(
    screen: Screen, page: BookPage, qtbot: QtBot, settle: Settle
) -> None:
    for come in (
        lambda: qtbot.mouseClick(entry(page, screen), Qt.MouseButton.LeftButton),
        lambda: page.desk.go(screen.name),
    ):
        page.stage.go("today")
        come()
        settle()
        here, holder = page.stage.current(), QApplication.focusWidget()
        assert here is not None
        assert holder is not None
        assert holder is here or here.isAncestorOf(holder)


def test_that_a_sheet_keeps_the_focus_when_another_page_is_shown_behind_it(
    page: BookPage, qtbot: QtBot, settle: Settle
) -> None:
    page.stage.go("people")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CTRL | SHIFT)
    settle()
    page.stage.go("team")
    settle()
    holder = QApplication.focusWidget()
    assert holder is not None
    assert page.sheet.isAncestorOf(holder)
