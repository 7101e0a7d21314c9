"""A list from police.uk goes the whole way in the window: its beat is chosen, its rows told, its record opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle
from tests.police_uk_files import NEIGHBOURHOOD, PRIORITIES, a_json
from tests.screens.bring_in.conftest import Shown
from tests.screens.bring_in.test_whole_way import button, step_of, words_on
from wehere_desktop.screens.bring_in.step import FINISH, LOOK, WHAT


def choose_beat(shown: Shown, police_id: str) -> None:
    """Choose the beat by its id."""
    box = shown.page.what.beat
    assert box.isVisible()
    box.setCurrentIndex(box.findText(f"({police_id})", Qt.MatchFlag.MatchContains))
    box.activated.emit(box.currentIndex())
    settle(shown.desk)


def test_that_a_list_asks_for_its_beat_and_comes_in_whole(shown: Shown, tmp_path: Path) -> None:
    shown.take(a_json(tmp_path, PRIORITIES, "priorities.json"))
    assert (step_of(shown), shown.page.what.kind.currentText()) == (WHAT, "From police.uk")
    assert "say of which beat" in words_on(shown.page.what)
    shown.onward()
    assert step_of(shown) == WHAT
    assert "does not say of which beat" in words_on(shown.page.what)
    choose_beat(shown, "VB02")
    shown.onward()
    assert step_of(shown) == LOOK
    assert shown.page.look.chips["new"].text() == "New  2"
    assert "Mostly at night." in words_on(shown.page.look)
    shown.onward()
    assert step_of(shown) == FINISH
    shown.onward()
    assert "2 entries brought in" in words_on(shown.page.finish)
    assert shown.desk.book.priorities.count() == 2
    button(shown, "See the priorities").click()
    assert shown.went == ["priorities"]


def test_that_what_was_changed_here_is_told_beside_what_the_file_has(shown: Shown, tmp_path: Path) -> None:
    book = shown.desk.book
    shown.take(a_json(tmp_path, PRIORITIES, "priorities.json"))
    choose_beat(shown, "VB02")
    for _ in range(3):
        shown.onward()
    with book.change("By hand"):
        book.priorities.amend(book.priorities.all()[1].id, action="Six checks.")
    button(shown, "Bring in more").click()
    settle(shown.desk)
    shown.take(a_json(tmp_path, PRIORITIES.replace("Speed checks", "Fines"), "newer.json"))
    choose_beat(shown, "VB02")
    shown.onward()
    QTest.mouseClick(shown.page.look.chips["older"], Qt.MouseButton.LeftButton)
    settle(shown.desk)
    assert "It was changed in the book to Six checks.; the file has Fines" in words_on(shown.page.look)


def test_that_a_neighbourhood_names_its_beat_by_itself(shown: Shown, tmp_path: Path) -> None:
    shown.take(a_json(tmp_path, NEIGHBOURHOOD, "n.json"))
    shown.onward()
    assert step_of(shown) == LOOK
    assert shown.page.look.chips["new"].text() == "New  1"
