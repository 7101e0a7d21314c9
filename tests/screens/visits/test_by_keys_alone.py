"""A visit is logged from anywhere by keys alone, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import until
from tests.elm_park import TODAY, a_contact, a_place, a_role
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import FakeNotices
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.records import BeatBook
from wehere_desktop.screens import find_screens
from wehere_desktop.window.book_page import BookPage

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(book: BeatBook, look: Look, qtbot: QtBot) -> Iterator[BookPage]:
    """The open book, with a school and its secretary in it."""
    with book.change("Begin"):
        park = book.places.add(a_place(book))
        book.places.add(a_place(book, "Elm Park Library"))
        helen = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, helen.id, park.id))
    notices = FakeNotices()
    background = Background(fault=notices.fault)
    made = BookPage(book, find_screens(), background=background, notices=notices, look=look)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    until(lambda: made.isActiveWindow() and not background.busy)
    yield made
    until(lambda: not background.busy)
    made.leave()
    background.close()
    book.close()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def type_words(words: str) -> None:
    """Type wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def test_that_a_visit_is_logged_and_undone_by_keys_alone(page: BookPage, book: BeatBook, qtbot: QtBot) -> None:
    press(Qt.Key.Key_L, CONTROL)
    type_words("elm pri")
    press(Qt.Key.Key_Tab)
    type_words("hel")
    press(Qt.Key.Key_Return)
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    type_words("t")
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    type_words("Parking")
    press(Qt.Key.Key_Return)
    type_words("Rang about the zig-zags.")
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: book.visits.count() == 1)
    (visit,) = book.visits.all()
    assert [each.name for each in book.places.many(visit.places)] == ["Elm Park Primary School"]
    assert [each.name for each in book.contacts.many(visit.contacts)] == ["Helen Marsh"]
    assert (visit.on, visit.channel, visit.purpose) == (TODAY, Channel.TELEPHONE, "Parking")
    assert visit.said == "Rang about the zig-zags."
    until(lambda: page.sheet.content is None)
    press(Qt.Key.Key_Z, CONTROL)
    until(lambda: book.visits.count() == 0)


def test_that_seven_keys_and_the_words_themselves_file_a_visit(page: BookPage, book: BeatBook, qtbot: QtBot) -> None:
    """Ctrl+L, three letters of the place, Enter to take it, twice Enter to come to the purpose, Ctrl+Enter to file."""
    keys = 0

    def press_one(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        nonlocal keys
        keys += 1
        press(key, modifier)

    press_one(Qt.Key.Key_L, CONTROL)
    type_words("pri")
    press_one(Qt.Key.Key_Return)
    press_one(Qt.Key.Key_Return)
    press_one(Qt.Key.Key_Return)
    type_words("Gates")
    press_one(Qt.Key.Key_Return, CONTROL)
    until(lambda: book.visits.count() == 1)
    (visit,) = book.visits.all()
    assert [each.name for each in book.places.many(visit.places)] == ["Elm Park Primary School"]
    assert (visit.on, visit.purpose, visit.channel) == (TODAY, "Gates", Channel.IN_PERSON)
    # At three keys a second, which is slow typing, this leaves fifteen seconds for the words
    assert keys + len("pri") <= 8
    until(lambda: page.sheet.content is None)


def test_that_a_promise_is_made_by_keys_alone_in_the_order_of_the_paper(
    page: BookPage, book: BeatBook, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_L, CONTROL)
    type_words("pri")
    for _ in range(3):
        press(Qt.Key.Key_Return)
    for words in ("Gates", "", ""):
        type_words(words)
        press(Qt.Key.Key_Tab)
    for words in ("Bring the leaflets by", "fri 4 pm"):
        type_words(words)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    until(lambda: book.promises.count() == 1)
    (promise,) = book.promises.all()
    assert (promise.promised, promise.due_on, promise.due_time, promise.owner) == (
        "Bring the leaflets by",
        TODAY + timedelta(days=5),
        "16:00",
        book.holder,
    )
    assert [each.id for each in book.visits.all()] == [promise.visit]
    until(lambda: page.sheet.content is None)


def test_that_those_known_there_are_one_tab_away(page: BookPage) -> None:
    press(Qt.Key.Key_L, CONTROL)
    type_words("elm pri")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Seen: Helen Marsh"
    press(Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Who was seen"
    press(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Day"


def test_that_what_was_left_behind_is_offered_as_soon_as_the_book_is_open(
    page: BookPage, book: BeatBook, look: Look, qtbot: QtBot
) -> None:
    assert isinstance(page.desk.notices, FakeNotices)
    assert page.desk.notices.said.asked == []
    book.drafts.keep(
        "d", what="visit", title="visit to Elm Park Library", body={"new": True, "form": {"said": "Gates"}}
    )
    notices = FakeNotices([True])
    again = BookPage(book, find_screens(), background=page.desk.background, notices=notices, look=look)
    qtbot.addWidget(again)
    again.show()
    until(lambda: again.sheet.content is not None)
    assert "You were typing a visit to Elm Park Library" in notices.said.asked[0].sentence
    again.sheet.take_away()
    until(lambda: book.drafts.of() == [])
    again.leave()


def test_that_escape_asks_before_it_drops_what_was_typed(page: BookPage, book: BeatBook) -> None:
    press(Qt.Key.Key_L, CONTROL)
    type_words("el")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert isinstance(page.desk.notices, FakeNotices)
    (asked,) = page.desk.notices.said.asked
    assert "not kept yet" in asked.sentence
    assert page.sheet.content is not None
