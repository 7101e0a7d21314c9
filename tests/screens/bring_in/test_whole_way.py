"""A file goes the whole way by clicks and keys: chosen, looked through, brought in, undone and known again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk.a_desk import settle, told
from tests.real_files import real_file
from tests.screens.bring_in.conftest import NewFile, Shown
from wehere_desktop.desk.pieces import Button, Text
from wehere_desktop.screens.bring_in.step import CHOOSE, FINISH, LOOK, WHAT


def words_on(widget: object) -> str:
    """Return everything a step says now."""
    return "\n".join(each.words() for each in widget.findChildren(Text) if each.isVisible())  # type: ignore[attr-defined] # any widget


def button(shown: Shown, words: str) -> Button:
    """Return the visible button of these words."""
    (found,) = [each for each in shown.page.findChildren(Button) if each.text() == words and each.isVisible()]
    return found


def step_of(shown: Shown) -> int:
    """Return which step is on show."""
    (now,) = [number for number, chip in enumerate(shown.page.line.chips) if chip.property("on") == "true"]
    return now


def test_that_the_schools_of_cheshire_come_in_and_are_known_again(shown: Shown) -> None:
    file = real_file("schools/cheshire_schools_2026_latlon.csv")
    told(shown.desk).files.append(file)
    QTest.mouseClick(shown.page.choose.zone.choose, Qt.MouseButton.LeftButton)
    settle(shown.desk)
    assert step_of(shown) == WHAT
    assert shown.page.what.kind.currentText() == "Schools"
    shown.onward()
    assert step_of(shown) == LOOK
    assert shown.page.look.chips[""].text() == "All rows  525"
    held = shown.page.queue.waiting[0].proposal
    assert held is not None
    if held.duplicates:
        shown.onward()
        shown.page.settle.least.setCurrentIndex(shown.page.settle.least.count() - 1)
        QTest.mouseClick(shown.page.settle.bulk_new, Qt.MouseButton.LeftButton)
    shown.onward()
    assert step_of(shown) == FINISH
    shown.onward()
    assert "525 schools brought in" in words_on(shown.page.finish)
    assert shown.desk.book.places.count() == 525
    assert told(shown.desk).sentences[-1] == f"525 schools brought in from {file.name}"
    button(shown, "See the places").click()
    assert shown.went == ["places"]

    button(shown, "Bring in more").click()
    settle(shown.desk)
    assert step_of(shown) == CHOOSE
    assert shown.page.choose.model.rowCount() == 1
    shown.take(file)
    assert "You brought this very file in on 22 Nov 2026: 525 new" in words_on(shown.page.what)
    shown.onward()
    assert shown.page.look.chips["unchanged"].text() == "Unchanged  525"
    shown.onward()
    assert "There is nothing to bring in" in words_on(shown.page.finish)
    shown.onward()
    assert step_of(shown) == CHOOSE
    assert shown.desk.book.register_sources.count() == 1


def test_that_keys_alone_lead_through_to_the_end(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    for _ in range(3):
        shown.page.next.setFocus()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Space)
        settle(shown.desk)
    assert shown.desk.book.places.count() == 2
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.text() == "Bring in more"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    settle(shown.desk)
    assert step_of(shown) == CHOOSE


def test_that_one_press_takes_the_whole_file_back(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 2
    button(shown, "Undo").click()
    settle(shown.desk)
    assert shown.desk.book.places.count() == 0
    assert shown.desk.book.register_sources.count() == 0
    assert "Taken back" in words_on(shown.page.finish)
    button(shown, "Read the file again").click()
    settle(shown.desk)
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 2


def test_that_undo_is_not_offered_once_something_else_was_done(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    for _ in range(3):
        shown.onward()
    place = shown.desk.book.places.all()[0]
    with shown.desk.book.change("Note something"):
        shown.desk.book.places.amend(place.id, notes="Ring twice")
    settle(shown.desk)
    assert not shown.page.finish.undo.isEnabled()


def test_that_each_file_has_its_turn_and_one_refused_stops_no_other(
    shown: Shown, new_file: NewFile, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    halls = new_file("halls.csv", ("Hall", "Post code"), [("Elm Hall", "CW7 1AT"), ("Oak Hall", "CW7 2AS")])
    shown.take(empty, new_file(), broken, halls)
    said = words_on(shown.page.what)
    assert "“empty.csv” is empty." in said
    assert "“broken.xlsx” is damaged" in said
    assert "file 1 of 2" in words_on(shown.page)
    for _ in range(3):
        shown.onward()
    button(shown, "Next file (1 to go)").click()
    settle(shown.desk)
    assert "halls.csv · file 2 of 2" in words_on(shown.page)
    assert "empty.csv" not in words_on(shown.page)
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 4
    assert [each.name for each in shown.desk.book.register_sources.all()] == ["schools_20260901.csv", "halls.csv"]


def test_that_a_file_left_out_writes_nothing_and_the_next_has_its_turn(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file(), new_file("schools_20260902.csv", rows=[("900009", "Ash School", "CW7 1AT", "Open", "")]))
    button(shown, "Leave this file out").click()
    settle(shown.desk)
    for _ in range(3):
        shown.onward()
    assert [each.name for each in shown.desk.book.places.all()] == ["Ash School"]


def test_that_files_refused_alone_are_told_where_files_are_chosen(shown: Shown, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.pdf"
    wrong.write_bytes(b"%PDF-1.7 nothing")
    shown.take(wrong, tmp_path / "gone.csv")
    assert step_of(shown) == CHOOSE
    said = words_on(shown.page.choose)
    assert "“letter.pdf” is a PDF document" in said
    assert "There is no file “gone.csv”." in said


def test_that_going_back_to_the_beginning_asks_only_where_something_would_be_lost(
    shown: Shown, new_file: NewFile
) -> None:
    shown.take(new_file())
    shown.page.back.click()
    assert told(shown.desk).said.asked == []
    assert step_of(shown) == CHOOSE
    shown.take(new_file())
    shown.page.what.columns.combos["name"].activated.emit(0)
    assert shown.page.has_unsaved()
    shown.page.back.click()
    (asked,) = told(shown.desk).said.asked
    assert "would be lost" in asked.sentence
    assert step_of(shown) == WHAT
    told(shown.desk).answers.append(True)
    shown.page.back.click()
    assert step_of(shown) == CHOOSE
    assert not shown.page.has_unsaved()


def test_that_in_a_book_for_reading_only_nothing_can_be_brought_in(shown: Shown, new_file: NewFile) -> None:
    object.__setattr__(shown.desk.book.ownership, "read_only", True)
    shown.take(new_file())
    shown.onward()
    shown.onward()
    assert not shown.page.next.isEnabled()
    assert "open for reading only" in words_on(shown.page)
