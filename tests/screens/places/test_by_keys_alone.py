"""A place is added by keys alone, with few enough of them that it takes less than half a minute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import until
from tests.elm_park import a_place
from tests.screens.page_on_show import words_of
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import FakeNotices
from wehere_desktop.desk.pieces import Button
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records import BeatBook
from wehere_desktop.screens import find_screens
from wehere_desktop.screens.places.place_sheets import AddSheet
from wehere_desktop.window.book_page import BookPage

# What a slow typist with one finger manages: two keys a second (Card, Moran and Newell, 1983, give 0.5 s for those
# who do not know the keyboard), so that sixty are half a minute.
MOST_KEYS = 60


class Keys:
    """Types where the focus is, and counts."""

    def __init__(self) -> None:
        """Begin at none."""
        self.pressed = 0

    def type(self, words: str) -> None:
        """Type words."""
        for letter in words:
            QTest.keyClicks(self._at(), letter)
            self.pressed += 1

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, alone or with another."""
        QTest.keyClick(self._at(), key, with_)
        self.pressed += 1

    @staticmethod
    def _at() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def opened(book: BeatBook, look: Look, qtbot: QtBot) -> Iterator[BookPage]:
    """The open book at its Places page."""
    notices = FakeNotices()
    background = Background(fault=notices.fault)
    made = BookPage(book, find_screens(), background=background, notices=notices, look=look)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    until(lambda: made.isActiveWindow() and not background.busy)
    made.stage.go("places")
    until(lambda: not background.busy)
    yield made
    until(lambda: not background.busy)
    made.leave()
    background.close()
    book.close()


def sheet_of(opened: BookPage) -> AddSheet:
    """Return the sheet for a new place."""
    assert isinstance(opened.sheet.content, AddSheet)
    return opened.sheet.content


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_place_is_added_in_less_than_half_a_minute_by_keys(
    opened: BookPage, book: BeatBook, qtbot: QtBot
) -> None:
    keys = Keys()
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    keys.type("Wharton Village Hall")
    keys.press(Qt.Key.Key_Tab)
    keys.type("com")
    keys.press(Qt.Key.Key_Tab)
    keys.type("cw73ep")
    found = "✓ CW7 3EP · Cheshire West and Chester · Winsford Wharton"
    until(lambda: found in words_of(sheet_of(opened)))
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: opened.sheet.content is None)
    (place,) = book.places.called("Wharton Village Hall")
    assert (place.place_kind, place.postcode) == (PlaceKind.COMMUNITY_HALL, "CW7 3EP")
    assert place.authority == "E06000050"
    assert book.beats.get(place.beat).name == "Winsford Wharton"
    assert keys.pressed <= MOST_KEYS


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_grid_reference_does_as_well_and_a_far_namesake_is_told_with_its_distance(
    opened: BookPage, book: BeatBook, qtbot: QtBot
) -> None:
    with book.change("Set up a namesake"):
        book.places.add(a_place(book, "Wharton Village Hall", latitude=53.2, longitude=-2.51))
    keys = Keys()
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    keys.type("Wharton Village Hall")
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Tab)
    keys.type("SJ 6552 6015")

    def told() -> bool:
        links = [each.text() for each in sheet_of(opened).findChildren(Button)]
        return any(each.startswith("Wharton Village Hall, ") and each.endswith(" km away") for each in links)

    until(told)
