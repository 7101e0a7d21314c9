"""Records are picked by typing a few letters and Enter; near spellings follow; each can be taken off again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, until
from tests.elm_park import a_place
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import column
from wehere_desktop.desk.screen import Desk

NAMES = ("Elm Park Primary School", "Elm Road Surgery", "Oak House")


@pytest.fixture
def picker(desk: Desk, qtbot: QtBot) -> Iterator[RecordPicker]:
    """A picker of several places, on show in a window of its own."""
    with desk.book.change("Add places"):
        desk.book.places.add_all([a_place(desk.book, name) for name in NAMES])
    window = QWidget()
    made = RecordPicker(desk, "place", name="Places", several=True)
    inside = column()
    inside.addWidget(made)
    window.setLayout(inside)
    window.resize(500, 400)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    made.field.setFocus()
    yield made
    window.close()


def names(picker: RecordPicker, desk: Desk) -> list[str]:
    """Return the names picked."""
    return [each.name for each in desk.book.places.many(picker.ids())]


def test_that_a_few_letters_and_enter_pick_a_record(picker: RecordPicker, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.field, "oak")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert names(picker, desk) == ["Oak House"]


def test_that_the_arrows_choose_among_what_is_found(picker: RecordPicker, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.field, "elm")
    qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert len(names(picker, desk)) == 1


def test_that_what_is_picked_is_not_offered_again(picker: RecordPicker, desk: Desk, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClicks(picker.field, "elm")
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert sorted(names(picker, desk)) == ["Elm Park Primary School", "Elm Road Surgery"]


def test_that_a_near_spelling_is_found_a_moment_later(picker: RecordPicker, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.field, "surgary")
    until(lambda: picker.offered() == ["Elm Road Surgery"])
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert names(picker, desk) == ["Elm Road Surgery"]


def test_that_backspace_in_an_empty_field_takes_the_last_off(picker: RecordPicker, desk: Desk, qtbot: QtBot) -> None:
    picker.put([each.id for each in desk.book.places.all()])
    qtbot.keyClick(picker.field, Qt.Key.Key_Backspace)
    assert len(picker.ids()) == 2
    settle(desk)
