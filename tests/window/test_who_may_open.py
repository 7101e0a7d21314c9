"""People are let into a book and taken out only by one who may open it, and everyone keeps their own passphrase."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told
from tests.elm_park import PASSPHRASE, an_officer
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Officer
from wehere_desktop.records import open_book
from wehere_desktop.refusal import Refusal
from wehere_desktop.window.holders import take_out, who_could_be_let_in, who_may_open
from wehere_desktop.window.who_may_open import WhoMayOpen

THEIRS = "oak lane on a dry monday"


@pytest.fixture
def sam(desk: Desk) -> Officer:
    """PCSO Sam Ashdown, who cannot open the book yet."""
    with desk.book.change("Add Sam"):
        return desk.book.officers.add(an_officer(desk.book))


@pytest.fixture
def sheet(desk: Desk, sam: Officer, qtbot: QtBot) -> WhoMayOpen:
    """The sheet, on show."""
    made = WhoMayOpen(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def write(sheet: WhoMayOpen, **typed: str) -> None:
    """Type into the form for letting in."""
    for name, text in typed.items():
        editor = sheet.letting_in.editor(name)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)


def choose(sheet: WhoMayOpen, officer: Officer) -> None:
    """Pick an officer in the form."""
    picker = sheet.letting_in.editor("officer")
    assert isinstance(picker, RecordPicker)
    picker.put([officer.id])


@pytest.mark.long
def test_that_a_person_let_in_opens_the_book_with_their_own_passphrase(
    sheet: WhoMayOpen, desk: Desk, sam: Officer
) -> None:
    choose(sheet, sam)
    write(sheet, own=PASSPHRASE, passphrase=THEIRS, again=THEIRS)
    sheet.let_in()
    settle(desk)
    assert told(desk).sentences == ["Who may open this book is kept"]
    assert [each.name for each in who_may_open(desk.book)] == ["Robin Vale", "Sam Ashdown"]
    assert not sheet.has_unsaved()
    with open_book(desk.book.folder, THEIRS, world=desk.book.world, read_only=True) as theirs:
        assert theirs.holder == sam.id
    take_out(desk.book, PASSPHRASE, officer=sam.id)
    with pytest.raises(Refusal):
        open_book(desk.book.folder, THEIRS, world=desk.book.world, read_only=True)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("own", {"own": "not mine", "passphrase": THEIRS, "again": THEIRS}),
        ("again", {"own": PASSPHRASE, "passphrase": THEIRS, "again": "another"}),
        ("passphrase", {"own": PASSPHRASE, "passphrase": "short", "again": "short"}),
    ],
)
def test_that_what_is_wrong_is_said_beside_its_field_and_nobody_is_let_in(
    field: str, typed: dict[str, str], sheet: WhoMayOpen, desk: Desk, sam: Officer
) -> None:
    before = Path(desk.book.folder / "keys.json").read_text(encoding="utf-8").count('"officer"')
    choose(sheet, sam)
    write(sheet, **typed)
    sheet.let_in()
    settle(desk)
    assert sheet.letting_in.editor(field).property("refused") == "true"
    after = Path(desk.book.folder / "keys.json").read_text(encoding="utf-8").count('"officer"')
    assert after == before


def test_that_those_who_serve_and_cannot_open_it_are_offered(desk: Desk, sam: Officer) -> None:
    assert [each.name for each in who_could_be_let_in(desk.book)] == ["Sam Ashdown"]


def test_that_nobody_takes_themselves_out(desk: Desk) -> None:
    with pytest.raises(Refusal, match="yourself"):
        take_out(desk.book, PASSPHRASE, officer=desk.book.holder)
