"""Many places at once: chosen by keys, told before, changed in one change, undone in one, saved as a list."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_place, a_visit, an_officer
from tests.screens.page_on_show import press, words_of
from tests.screens.places.conftest import Shown
from tests.screens.places.on_the_page import laid, names, type_in
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.places.name_sheet import NameForAllSheet, NameSheet
from wehere_desktop.screens.places.record_sheets import FrequencySheet, SnoozeSheet

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def four(book: BeatBook) -> list[str]:
    """Four places on Winsford Wharton, never seen, the second with Jo Birch as main officer; their ids by name."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up four places"):
        ids = [book.places.add(a_place(book, f"Place {letter}", beat=beat)).id for letter in "ABCD"]
        jo = book.officers.add(an_officer(book, "Jo Birch"))
        duty = NamedOfficer(id=book.world.new_id(), place=ids[1], officer=jo.id, starts=TODAY - timedelta(days=9))
        book.named_officers.add(duty)
    return ids


def choose_all(shown: Shown) -> None:
    """Choose every place of the list by keys."""
    shown.page.table.setFocus()
    QTest.keyClick(shown.page.table, Qt.Key.Key_A, CTRL)


def test_that_keys_choose_several_and_escape_goes_back_to_one(four: list[str], shown: Shown) -> None:
    page = shown.page
    assert not page.bar.isVisible()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert page.chosen() == four[:2]
    assert page.bar.isVisible()
    assert "2 places chosen" in words_of(page.bar)
    choose_all(shown)
    assert page.chosen() == four
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(page.chosen()) == 1
    assert not page.bar.isVisible()


def test_that_an_officer_is_named_for_all_with_the_counts_told_before_and_one_undo(
    four: list[str], shown: Shown, desk: Desk
) -> None:
    book = desk.book
    choose_all(shown)
    press(shown.page.bar, "Name an officer")
    sheet = laid(shown, NameForAllSheet)
    sheet.picker.put((book.holder,))
    sheet.form.changed.emit()
    settle(desk)
    assert any(
        "4 places would have a new named officer. It ends what Jo Birch (1) holds" in each for each in words_of(sheet)
    )
    type_in(sheet, "ends", "31 Dec")
    sheet.keep()
    settle(desk)
    held = [book.named_officers.of_place(place, TODAY) for place in four]
    assert [[(each.officer, each.duty) for each in duties] for duties in held] == [[(book.holder, Duty.MAIN)]] * 4
    assert {duties[0].ends for duties in held} == {TODAY.replace(month=12, day=31)}
    assert shown.page.chosen() == four
    assert told(desk).said.told[-1].undo
    desk.undo()
    settle(desk)
    assert [len(book.named_officers.of_place(place, TODAY)) for place in four] == [0, 1, 0, 0]


def test_that_how_often_and_putting_off_go_for_all_and_refuse_beside_their_field(
    four: list[str], shown: Shown, desk: Desk
) -> None:
    choose_all(shown)
    press(shown.page.bar, "How often")
    often = laid(shown, FrequencySheet)
    often.keep()
    assert any(each.startswith("Say how many days.") for each in words_of(often))
    type_in(often, "frequency", "14")
    often.keep()
    settle(desk)
    assert {each.frequency for each in desk.book.places.many(four)} == {14}
    press(shown.page.bar, "Put off")
    off = laid(shown, SnoozeSheet)
    type_in(off, "until", "in 2 weeks")
    off.keep()
    settle(desk)
    assert any(each.startswith("Say why it can wait.") for each in words_of(off))
    type_in(off, "reason", "Half term")
    off.keep()
    settle(desk)
    assert [desk.book.snoozes.of_place(each)[0].until for each in four] == [TODAY + timedelta(days=14)] * 4
    assert "Put off until 6 Dec: Half term" in words_of(shown.page.record)
    press(shown.page.record, "Take up again")
    settle(desk)
    assert len(desk.book.snoozes.holding(TODAY)) == len(four) - 1


def test_that_the_shortcut_names_for_all_chosen_or_for_the_one(four: list[str], shown: Shown) -> None:
    shown.page.name_officer()
    press(laid(shown, NameSheet), "Cancel")
    choose_all(shown)
    shown.page.name_officer()
    laid(shown, NameForAllSheet)


def test_that_a_list_is_saved_in_its_order_and_no_cell_is_a_formula(
    four: list[str], shown: Shown, desk: Desk, tmp_path: Path
) -> None:
    with desk.book.change("A hostile name"):
        desk.book.places.amend(four[3], name='=HYPERLINK("x")')
        desk.book.visits.add(a_visit(desk.book, four[0], TODAY))
    settle(desk)
    told(desk).files.append(tmp_path / "all")
    shown.page.save_action.trigger()
    settle(desk)
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Place"] for row in rows] == ["'" + name if name[0] == "=" else name for name in names(shown)]
    by_name = {row["Place"]: row for row in rows}
    assert by_name["Place A"]["Last contact"] == TODAY.isoformat()
    assert by_name["Place A"]["Next contact"] == (TODAY + timedelta(days=42)).isoformat()
    assert by_name["Place B"]["Named officer"] == "PCSO Jo Birch"
    assert by_name["Place B"]["Stands"] == "never seen"
    assert by_name["Place B"]["Local Policing Unit"] == "Northwich"
    assert told(desk).sentences[-1] == "Saved 4 places in all.csv"
    assert "saved a list of 4 places" in [line.what for line in desk.book.audit.lines()]


def test_that_a_list_that_cannot_be_written_is_told_and_nothing_is_left(
    four: list[str], shown: Shown, desk: Desk, tmp_path: Path
) -> None:
    del four
    told(desk).files.append(tmp_path / "no such folder" / "places.csv")
    shown.page.save_action.trigger()
    settle(desk)
    assert told(desk).sentences[-1].startswith("There is no folder")
    shown.page.save_action.trigger()
    settle(desk)
    assert list(tmp_path.glob("*.csv")) == []
