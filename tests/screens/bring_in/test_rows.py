"""The third step shows every row with what it comes to; the fourth settles those that look like something known."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle, told
from tests.elm_park import a_contact, a_place, a_role
from tests.screens.bring_in.conftest import NewFile, Shown
from tests.screens.bring_in.test_whole_way import button, step_of, words_on
from wehere_desktop.screens.bring_in.step import FINISH, LOOK, SETTLE

ALIKE = (
    ("900001", "Elm Park Primary School", "CW7 1AT", "Open", "01606 550001"),
    ("900002", "Oak Lane School", "CW7 2AS", "Open", "01606 550002"),
    ("900003", "Ash Grove Primary School", "CW7 1AT", "Open", ""),
)


@pytest.fixture
def resembling(shown: Shown, new_file: NewFile) -> Path:
    """Two places the team made by hand, and a file with both under numbers of its own, and one that is new."""
    book = shown.desk.book
    with book.change("By hand"):
        for name, postcode in (("Elm Park Primary", "CW7 1AT"), ("Ash Grove Primary", "CW7 1AT")):
            book.places.add(a_place(book, name, postcode=postcode, notes="Ring twice"))
    settle(shown.desk)
    return new_file(rows=ALIKE)


def rows_shown(shown: Shown) -> list[str]:
    """Return the numbers of the rows in the table."""
    model = shown.page.look.model
    return [model.id_at(row) for row in range(model.rowCount())]


def test_that_the_counts_narrow_the_table_and_add_up(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    chips = shown.page.look.chips
    assert rows_shown(shown) == ["2", "3", "4"]
    assert {name: chip.text() for name, chip in chips.items() if name in {"", "new", "duplicate"}} == {
        "": "All rows  3",
        "new": "New  1",
        "duplicate": "Held back  2",
    }
    assert not chips["rejected"].isEnabled()
    QTest.mouseClick(chips["duplicate"], Qt.MouseButton.LeftButton)
    settle(shown.desk)
    assert rows_shown(shown) == ["2", "4"]
    assert "It may be Elm Park Primary." in words_on(shown.page.look.card)


def test_that_words_narrow_it_further(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    QTest.keyClicks(shown.page.look.words, "ash gr")
    settle(shown.desk, shown.page)
    assert rows_shown(shown) == ["4"]
    shown.page.look.words.setText("nothing like it")
    settle(shown.desk, shown.page)
    assert "No row is like that" in words_on(shown.page.look)


def test_that_a_changed_field_is_shown_before_and_after(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    for _ in range(3):
        shown.onward()
    shown.page.finish.asked_for_next.emit()
    newer = [(*row[:4], "01606 559999") for row in ALIKE[:1]]
    shown.take(new_file("schools_20261001.csv", rows=newer))
    shown.onward()
    said = words_on(shown.page.look.card)
    assert "was 01606 550001" in said
    assert "becomes 01606 559999" in said
    assert shown.page.look.model.index(0, 3).data() == "Telephone"


def test_that_an_older_value_is_shown_as_left(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    for _ in range(3):
        shown.onward()
    shown.page.finish.asked_for_next.emit()
    shown.take(new_file("schools_20250901.csv", rows=[(*ALIKE[0][:4], "01606 551111")]))
    shown.onward()
    shown.page.look.chips["older"].click()
    settle(shown.desk)
    assert rows_shown(shown) == ["2"]
    assert "The book has 01606 550001; the file, no newer, has 01606 551111." in words_on(shown.page.look.card)


def test_that_rejected_rows_are_saved_with_their_reasons(shown: Shown, new_file: NewFile, tmp_path: Path) -> None:
    shown.take(new_file())
    shown.onward()
    shown.page.look.chips["rejected"].click()
    settle(shown.desk)
    assert "It cannot be brought in: outside Cheshire: PE10 9EP." in words_on(shown.page.look.card)
    out = tmp_path / "left out.csv"
    told(shown.desk).files.append(out)
    button(shown, "Save the rejected rows…").click()
    settle(shown.desk)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][:5] == ["schools_20260901.csv", "4", "outside Cheshire: PE10 9EP", "900003", "Far School"]
    assert rows[1][-1] == "'=1+1"
    assert told(shown.desk).sentences[-1] == "1 rejected row saved to left out.csv"


def test_that_a_row_is_settled_by_a_key_and_the_next_one_is_asked(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    shown.onward()
    assert step_of(shown) == SETTLE
    said = words_on(shown.page.settle)
    assert "The same as Elm Park Primary?" in said
    assert "900001  → taken" in said
    table = shown.page.settle.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_M)
    settle(shown.desk)
    assert "The same as Ash Grove Primary?" in words_on(shown.page.settle)
    assert "1 is still open" in words_on(shown.page)
    QTest.keyClick(table, Qt.Key.Key_N)
    settle(shown.desk)
    assert "all are settled" in words_on(shown.page.settle)
    shown.onward()
    shown.onward()
    places = {each.name: each for each in shown.desk.book.places.all()}
    assert set(places) == {
        "Elm Park Primary School",
        "Oak Lane School",
        "Ash Grove Primary",
        "Ash Grove Primary School",
    }
    assert (places["Elm Park Primary School"].notes, places["Elm Park Primary School"].reference) == (
        "Ring twice",
        "900001",
    )


def test_that_what_is_skipped_or_open_is_left_out_and_told(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    shown.onward()
    QTest.keyClick(shown.page.settle.table, Qt.Key.Key_S)
    settle(shown.desk)
    shown.onward()
    assert step_of(shown) == FINISH
    shown.onward()
    assert shown.desk.book.places.count() == 3
    said = words_on(shown.page.finish)
    assert "left out as possible duplicates" in said


def test_that_all_above_a_likeness_are_settled_at_once(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    shown.onward()
    settle_step = shown.page.settle
    settle_step.least.setCurrentIndex(0)
    button(shown, "the same").click()
    file = shown.page.queue.file
    assert file is not None
    assert file.proposal is not None
    alike = {each.row: each.likeness for each in file.proposal.duplicates}
    assert set(file.answers) == {row for row, likeness in alike.items() if likeness >= 100}
    settle_step.least.setCurrentIndex(settle_step.least.count() - 1)
    button(shown, "the same").click()
    assert set(file.answers.values()) == {"match"}
    shown.onward()
    shown.onward()
    assert shown.desk.book.places.count() == 3


def test_that_a_row_held_back_can_be_settled_from_the_table(shown: Shown, resembling: Path) -> None:
    shown.take(resembling)
    shown.onward()
    assert step_of(shown) == LOOK
    shown.page.look.table.go_to("4")
    settle(shown.desk)
    button(shown, "Settle it").click()
    settle(shown.desk)
    assert step_of(shown) == SETTLE
    assert "The same as Ash Grove Primary?" in words_on(shown.page.settle)


def test_that_people_are_laid_side_by_side_with_where_they_are_known(shown: Shown, new_file: NewFile) -> None:
    book = shown.desk.book
    with book.change("By hand"):
        place = book.places.add(a_place(book))
        helen = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, helen.id, place.id, role="secretary"))
    settle(shown.desk)
    headings = ("Name", "Role", "Place", "Mobile")
    shown.take(
        new_file("people.csv", headings, [("Helen March", "Secretary", "Elm Park Primary School", "07700 900001")])
    )
    shown.onward()
    shown.onward()
    said = words_on(shown.page.settle)
    assert "The same as Helen Marsh?" in said
    assert "Elm Park Primary School, secretary" in said
    assert "07700 900001  → taken" in said
    QTest.keyClick(shown.page.settle.table, Qt.Key.Key_M)
    shown.onward()
    shown.onward()
    assert [each.mobile for each in book.contacts.all()] == ["07700 900001"]


def test_that_hostile_names_are_shown_as_words(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file(rows=[("900001", "<b>Elm</b> & 'Oak' =cmd()", "CW7 1AT", "Open", "")]))
    shown.onward()
    assert "<b>Elm</b> & 'Oak' =cmd()" in words_on(shown.page.look.card)
