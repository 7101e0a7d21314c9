"""A book is opened, made or refused from the first page, in plain words and without holding the window up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.elm_park import PASSPHRASE, a_book, still_world
from tests.window.conftest import Choices
from wehere_desktop.desk.pieces import Text
from wehere_desktop.records import open_book
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.window.kept import recent_books, remember_book
from wehere_desktop.window.main_window import MainWindow

Settle = Callable[[], None]


def words(window: MainWindow) -> str:
    """Return everything the sign-in page says."""
    return " | ".join(each.words() for each in window.sign_in.findChildren(Text) if each.isVisible())


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A book that lies on this laptop, closed, and was opened here before."""
    book = a_book(tmp_path)
    book.close()
    remember_book(book.folder, book.world.now(), practice=False)
    return book.folder


def is_open(window: MainWindow) -> bool:
    """Say whether a book is open."""
    return window.page is not None


def sign_in(window: MainWindow, passphrase: str, qtbot: QtBot) -> None:
    """Type a passphrase and press Enter."""
    qtbot.keyClicks(window.sign_in.field, passphrase)
    qtbot.keyClick(window.sign_in.field, Qt.Key.Key_Return)


def test_that_the_first_start_offers_to_practise_and_to_make_a_book(window: MainWindow) -> None:
    said = words(window)
    assert "Welcome" in said
    assert "Practise first" in said
    assert "Make a new book" in said


def test_that_the_book_opened_last_waits_for_its_passphrase_alone(
    closed: Path, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    assert window.focusWidget() is window.sign_in.field
    sign_in(window, PASSPHRASE, qtbot)
    settle()
    assert window.page is not None
    assert window.page.book.name == "Elm Park.wehere"
    assert "Elm Park" in window.windowTitle()


def test_that_a_wrong_passphrase_is_said_beside_the_field_and_can_be_typed_over(
    closed: Path, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    sign_in(window, "elm park on a dry tuesday", qtbot)
    settle()
    assert "does not open the book" in words(window)
    assert window.sign_in.field.property("refused") == "true"
    sign_in(window, PASSPHRASE, qtbot)
    settle()
    assert window.page is not None


def test_that_a_book_somebody_holds_can_be_opened_for_reading(
    tmp_path: Path, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    held = a_book(tmp_path)
    window.sign_in.begin(held.folder)
    sign_in(window, PASSPHRASE, qtbot)
    settle()
    assert "Robin Vale" in words(window)
    window.sign_in.open_for_reading()
    settle()
    assert window.page is not None
    assert window.page.book.read_only
    assert "reading only" in window.page.foot.said()
    held.close()


def test_that_a_folder_without_a_book_is_refused_in_words(
    tmp_path: Path, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.sign_in.begin(tmp_path / "nothing.wehere")
    sign_in(window, PASSPHRASE, qtbot)
    settle()
    assert not is_open(window)
    assert "There is no book" in words(window) or "no book" in words(window).lower()


def make(window: MainWindow, folder: Path, settle: Settle, **other: str) -> None:
    """Fill in the form for a new book and press its button."""
    window.sign_in.make_new()
    form = window.sign_in.new_book.form
    typed = {
        "officer": "Robin Vale",
        "name": "Northwich team",
        "folder": str(folder),
        "passphrase": PASSPHRASE,
        "again": PASSPHRASE,
        **other,
    }
    for name, text in typed.items():
        editor = form.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)
    window.sign_in.new_book.make()
    settle()


@pytest.mark.long
def test_that_a_new_book_shows_its_recovery_code_once_and_then_opens(
    tmp_path: Path, window: MainWindow, settle: Settle
) -> None:
    make(window, tmp_path, settle)
    new = window.sign_in.new_book
    code = new.code.words()
    assert len(code) > 30
    assert not is_open(window)
    (kept,) = [each for each in new.findChildren(QCheckBox) if each.isVisible()]
    kept.setChecked(True)
    new.go_on.click()
    settle()
    assert window.page is not None
    assert new.code.words() == ""
    window.close_book()
    settle()
    reopened: BeatBook = open_book(tmp_path / "Northwich team.wehere", code, world=still_world())
    reopened.close()
    assert [each.name for each in recent_books()] == ["Northwich team"]


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("officer", {"officer": "  "}),
        ("name", {"name": ""}),
        ("name", {"name": "../elsewhere"}),
        ("again", {"again": "something else entirely"}),
        ("passphrase", {"passphrase": "short", "again": "short"}),
    ],
)
def test_that_what_is_wrong_with_a_new_book_is_said_beside_its_field(
    field: str, other: dict[str, str], tmp_path: Path, window: MainWindow, settle: Settle
) -> None:
    make(window, tmp_path, settle, **other)
    form = window.sign_in.new_book.form
    assert form.editor(field).property("refused") == "true"
    assert list(tmp_path.iterdir()) == []
    assert form.typed()["officer"] == other.get("officer", "Robin Vale")


def test_that_a_book_of_that_name_is_never_written_over(closed: Path, window: MainWindow, settle: Settle) -> None:
    before = (closed / "keys.json").read_bytes()
    make(window, closed.parent, settle, name="Elm Park")
    assert window.sign_in.new_book.form.editor("name").property("refused") == "true"
    assert (closed / "keys.json").read_bytes() == before


def test_that_another_book_can_be_chosen_by_its_folder(
    closed: Path, tmp_path: Path, window: MainWindow, notices: Choices, qtbot: QtBot, settle: Settle
) -> None:
    other = closed.rename(tmp_path / "Moved.wehere")
    notices.files.append(other)
    window.sign_in.browse()
    sign_in(window, PASSPHRASE, qtbot)
    settle()
    assert window.page is not None
    assert window.page.book.folder == other


def test_that_a_book_taken_away_is_no_longer_offered(closed: Path) -> None:
    assert [each.folder for each in recent_books()] == [closed]
    (closed / "keys.json").unlink()
    assert recent_books() == []
