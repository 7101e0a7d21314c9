"""An open book in the window: its screens, what is said and undone, and leaving it without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.elm_park import PASSPHRASE, a_place
from tests.window.conftest import Choices, Shelf
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.desk.notices import Tone
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal
from wehere_desktop.window.book_page import BookPage
from wehere_desktop.window.main_window import MainWindow

Settle = Callable[[], None]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(window: MainWindow, elm_park: BeatBook, settle: Settle) -> BookPage:
    """Elm Park, open in the window."""
    window.show_book(elm_park)
    settle()
    assert window.page is not None
    return window.page


def is_locked(window: MainWindow) -> bool:
    """Say whether the lock is on show."""
    return window.locked


def shelf(page: BookPage) -> Shelf:
    """Return the shelf, shown."""
    page.stage.go("shelf")
    found = page.stage.current()
    assert isinstance(found, Shelf)
    return found


def test_that_today_comes_up_first_and_others_are_built_when_first_shown(page: BookPage) -> None:
    assert page.stage.name == "today"
    assert len(page.stage.built()) == 1
    assert shelf(page).refreshed == [None]


def test_that_a_shown_screen_is_refreshed_by_what_concerns_it_and_by_nothing_else(
    page: BookPage, settle: Settle
) -> None:
    here = shelf(page)
    page.desk.change("Add a place", lambda book: book.places.add(a_place(book, "Ash Court")))
    settle()
    assert [each.label for each in here.refreshed if each is not None] == ["Add a place"]
    page.desk.change("Rename", lambda book: book.officers.amend(book.holder, number="4417"))
    settle()
    assert len(here.refreshed) == 2


def test_that_a_hidden_screen_is_refreshed_once_when_shown_again(page: BookPage, settle: Settle) -> None:
    here = shelf(page)
    page.stage.go("today")
    page.desk.change("Add a place", lambda book: book.places.add(a_place(book, "Ash Court")))
    page.desk.change("Add a place", lambda book: book.places.add(a_place(book, "Birch Court")))
    settle()
    assert here.refreshed == [None]
    page.stage.go("shelf")
    assert here.refreshed == [None, None]


def test_that_what_was_done_is_said_and_undone_from_the_same_line(page: BookPage, qtbot: QtBot, settle: Settle) -> None:
    page.desk.change("Add Ash Court", lambda book: book.places.add(a_place(book, "Ash Court")))
    settle()
    assert page.foot.said() == "Add Ash Court"
    page.foot.act.click()
    settle()
    assert page.book.places.called("Ash Court") == []
    assert page.foot.said() == "Undone: Add Ash Court"
    page.foot.act.click()
    settle()
    assert len(page.book.places.called("Ash Court")) == 1


def test_that_undo_and_redo_have_their_usual_keys(page: BookPage, qtbot: QtBot, settle: Settle) -> None:
    page.desk.change("Add Ash Court", lambda book: book.places.add(a_place(book, "Ash Court")))
    settle()
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL)
    settle()
    assert page.book.places.called("Ash Court") == []
    qtbot.keyClick(page, Qt.Key.Key_Z, CTRL | SHIFT)
    settle()
    assert len(page.book.places.called("Ash Court")) == 1


def test_that_what_is_refused_stands_at_the_top_until_put_away(page: BookPage, notices: Choices, qtbot: QtBot) -> None:
    notices.refuse(Refusal("The disk is full.", remedy="Free some space."))
    assert page.banner.isVisible()
    assert page.banner.accessibleName() == "The disk is full. Free some space."
    qtbot.keyClick(page.banner, Qt.Key.Key_Escape)
    assert not page.banner.isVisible()


def test_that_questions_wait_for_one_another_and_each_is_answered_once(page: BookPage, notices: Choices) -> None:
    answers: list[tuple[str, bool]] = []
    notices.ask("First?", lambda yes: answers.append(("first", yes)), yes="Do it")
    notices.ask("Second?", lambda yes: answers.append(("second", yes)), yes="Do it")
    page.banner.answer(yes=True)
    page.banner.answer(yes=False)
    assert answers == [("first", True), ("second", False)]
    assert not page.banner.isVisible()


def test_that_a_refusal_never_hides_a_question(page: BookPage, notices: Choices) -> None:
    notices.ask("Let it go?", lambda _: None)
    notices.refuse(Refusal("The disk is full."))
    assert page.banner.accessibleName() == "Let it go?"
    page.banner.answer(yes=False)


def test_that_opening_a_kind_nobody_shows_is_said_and_not_an_error(page: BookPage) -> None:
    page.desk.open("concern", "no such id")
    assert "no page" in page.banner.accessibleName()


def test_that_a_record_opens_on_the_screen_that_shows_its_kind(page: BookPage) -> None:
    place = page.book.places.called("Oak House")[0]
    page.desk.open("place", place.id)
    assert shelf(page).shown == [("place", place.id)]


class Sheet(QWidget):
    """A form for the sheet, with something typed in it or not."""

    def __init__(self, *, unsaved: bool) -> None:
        """Say whether something is unsaved."""
        super().__init__()
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Field")
        self.unsaved = unsaved

    def has_unsaved(self) -> bool:
        """Say what the test set."""
        return self.unsaved


def test_that_escape_closes_a_sheet_at_once_if_nothing_was_typed(page: BookPage, qtbot: QtBot) -> None:
    page.desk.show_sheet("Add a place", Sheet(unsaved=False))
    assert page.sheet.isVisible()
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert not page.sheet.isVisible()


def test_that_escape_asks_before_letting_go_of_what_was_typed(page: BookPage, qtbot: QtBot) -> None:
    content = Sheet(unsaved=True)
    page.desk.show_sheet("Add a place", content)
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    assert page.banner.asking
    page.banner.answer(yes=False)
    assert page.sheet.content is content
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    page.banner.answer(yes=True)
    assert not page.sheet.isVisible()


def test_that_a_second_sheet_does_not_push_away_what_was_typed_in_the_first(page: BookPage) -> None:
    first = Sheet(unsaved=True)
    page.desk.show_sheet("First", first)
    page.desk.show_sheet("Second", Sheet(unsaved=False))
    assert page.sheet.content is first
    page.banner.answer(yes=False)
    assert page.sheet.content is first
    first.unsaved = False


def test_that_a_sheet_takes_the_focus_to_its_first_field_and_gives_it_back(
    page: BookPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.bar.search.setFocus()
    content = Sheet(unsaved=False)
    page.desk.show_sheet("Add a place", content)
    assert window.focusWidget() is content.field
    page.desk.close_sheet()
    assert window.focusWidget() is page.bar.search


def test_that_the_lock_keeps_what_was_typed_and_opens_to_the_right_passphrase_only(
    page: BookPage, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    content = Sheet(unsaved=True)
    content.field.setText("The gate code changes in May.")
    page.desk.show_sheet("Log a visit", content)
    qtbot.keyClick(page, Qt.Key.Key_L, CTRL | SHIFT)
    assert is_locked(window)
    assert not page.isVisible()
    lock = window.lock_page
    assert lock is not None
    qtbot.keyClicks(lock.field, "not this one")
    lock.button.click()
    settle()
    assert is_locked(window)
    lock.field.setText(PASSPHRASE)
    lock.button.click()
    settle()
    assert not is_locked(window)
    assert content.field.text() == "The gate code changes in May."
    assert page.sheet.isVisible()
    content.unsaved = False


def test_that_no_key_reaches_the_book_behind_the_lock(page: BookPage, window: MainWindow, qtbot: QtBot) -> None:
    window.lock()
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL | SHIFT)
    assert not page.commands.isVisible()
    assert is_locked(window)


def test_that_idle_minutes_lock_the_book(page: BookPage, window: MainWindow) -> None:
    window.idle.idle.emit()
    assert is_locked(window)


def test_that_closing_asks_about_what_is_not_kept_and_staying_stays(
    page: BookPage, window: MainWindow, settle: Settle
) -> None:
    here = shelf(page)
    here.unsaved = True
    window.close()
    assert window.isVisible()
    assert page.banner.asking
    page.banner.answer(yes=False)
    assert window.page is page
    here.unsaved = False


def test_that_leaving_a_book_closes_it_and_shows_the_first_page(
    page: BookPage, window: MainWindow, settle: Settle
) -> None:
    folder = page.book.folder
    window.leave_book()
    settle()
    assert window.page is None
    assert not (folder / "lock.json").exists()
    assert window.sign_in.isVisible()


def test_that_the_screen_shown_last_comes_up_again(
    page: BookPage, window: MainWindow, elm_park: BeatBook, settle: Settle
) -> None:
    shelf(page)
    window.leave_book()
    settle()
    from wehere_desktop.records import open_book

    window.show_book(open_book(elm_park.folder, PASSPHRASE, world=elm_park.world))
    assert window.page is not None
    assert window.page.stage.name == "shelf"
    settle()


def test_that_text_size_and_colours_change_from_the_keyboard(page: BookPage, look: Look, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Plus, CTRL)
    assert look.scale == 110
    qtbot.keyClick(page, Qt.Key.Key_0, CTRL)
    assert look.scale == 100
    page.commands_named("Colours: dark").do()
    assert look.mode is Mode.DARK
    page.commands_named("Colours: light").do()


def test_that_the_command_list_finds_by_the_beginnings_of_words_and_does_it(page: BookPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_P, CTRL | SHIFT)
    assert page.commands.isVisible()
    qtbot.keyClicks(page.commands.field, "go she")
    qtbot.keyClick(page.commands.field, Qt.Key.Key_Return)
    assert page.stage.name == "shelf"
    assert not page.commands.isVisible()


def test_that_a_fault_is_told_as_a_line_without_a_traceback(page: BookPage, notices: Choices) -> None:
    heard: list[Tone] = []
    notices.told.connect(lambda notice: heard.append(notice.tone))
    notices.fault(KeyError("secret"))
    assert heard == [Tone.FAULT]
    assert "secret" not in page.banner.accessibleName()


def test_that_a_back_up_is_made_where_the_person_says_and_the_foot_remembers(
    page: BookPage, notices: Choices, tmp_path: object, settle: Settle
) -> None:
    folder = page.book.folder.parent / "stick"
    folder.mkdir()
    notices.files.append(folder)
    page.commands_named("Back up this book…").do()
    settle()
    assert len(list(folder.iterdir())) == 1
    assert page.foot.copied().startswith("Last copy today")
