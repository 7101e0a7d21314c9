"""The second step says what a file is and how its columns are read, and lets the person say otherwise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from tests.desk.a_desk import settle
from tests.screens.bring_in.conftest import HEADINGS, NewFile, Shown
from tests.screens.bring_in.test_whole_way import button, step_of, words_on
from wehere_desktop.screens.bring_in.step import LOOK, WHAT


def choose_kind(shown: Shown, kind: str) -> None:
    """Choose what the file is, as a click in the list does."""
    combo = shown.page.what.kind
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())
    settle(shown.desk)


def point(shown: Shown, name: str, heading: str) -> None:
    """Point a field at a column, as a click in its list does."""
    combo = shown.page.what.columns.combos[name]
    combo.setCurrentIndex(combo.findText(heading))
    combo.activated.emit(combo.currentIndex())


def test_that_each_field_shows_its_column_and_the_first_values(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    columns = shown.page.what.columns
    assert columns.combos["name"].currentText() == "EstablishmentName"
    said = words_on(columns)
    assert "Elm Park Primary School · Oak Lane School · Far School" in said
    assert "Every column is read." in said


def test_that_a_file_of_older_windows_letters_shows_them_right(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file(rows=[("900001", "St Zoë’s School – Élan", "CW7 1AT", "Open", "")], coding="cp1252"))
    assert "St Zoë’s School – Élan" in words_on(shown.page.what.columns)
    for _ in range(3):
        shown.onward()
    assert [each.name for each in shown.desk.book.places.all()] == ["St Zoë’s School – Élan"]


def test_that_columns_pointed_out_are_read_so_and_remembered(shown: Shown, new_file: NewFile) -> None:
    headings = ("Wo", "Was", "Wer")
    file = new_file(
        "liste.csv", headings, [("CW7 1AT", "Anna Beispiel", "Elm Hall"), ("CW7 2AS", "B. Muster", "Oak Hall")]
    )
    shown.take(file)
    assert shown.page.what.kind.currentData() == "places"
    point(shown, "name", "Wer")
    assert "Not read: Was." in words_on(shown.page.what.columns)
    for _ in range(3):
        shown.onward()
    assert [each.name for each in shown.desk.book.places.all()] == ["Elm Hall", "Oak Hall"]
    shown.page.finish.asked_for_next.emit()
    settle(shown.desk)
    shown.take(new_file("liste zwei.csv", headings, [("CW7 1AT", "C. Probe", "Ash Hall")]))
    assert shown.page.what.columns.combos["name"].currentText() == "Wer"
    assert "as you set them last time" in words_on(shown.page.what.columns)


def test_that_a_column_fills_one_field_only(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file("halls.csv", ("Name", "Postcode"), [("Elm Hall", "CW7 1AT")]))
    columns = shown.page.what.columns
    point(shown, "street", "Name")
    assert columns.combos["name"].currentText() == "not in this file"
    assert columns.chosen == {"street": 0, "postcode": 1}


def test_that_what_is_missing_is_said_where_it_can_be_mended(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file("halls.csv", ("Name", "Note"), [("Elm Hall", "by the green"), ("Oak Hall", "x")]))
    shown.onward()
    assert step_of(shown) == WHAT
    assert "was found to hold postcodes or positions" in words_on(shown.page.what)
    assert shown.page.next.isEnabled()


def test_that_another_kind_is_read_with_its_own_fields(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file("list.csv", ("Name", "Postcode", "E-mail"), [("Asha Example", "CW7 1AT", "a@example.org")]))
    assert shown.page.what.kind.currentData() == "places"
    choose_kind(shown, "contacts")
    assert "role" in shown.page.what.columns.combos
    for _ in range(3):
        shown.onward()
    assert [each.name for each in shown.desk.book.contacts.all()] == ["Asha Example"]
    assert shown.desk.book.places.count() == 0


def test_that_the_kind_of_every_place_and_the_edition_can_be_given(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file("list.csv", ("Name", "Postcode"), [("Elm Rooms", "CW7 1AT")]))
    what = shown.page.what
    what.place_kind.setCurrentIndex(what.place_kind.findData("community hall"))
    what.place_kind.activated.emit(what.place_kind.currentIndex())
    QTest.keyClicks(what.as_of, "31 Feb 2026")
    assert not shown.page.next.isEnabled()
    what.as_of.clear()
    QTest.keyClicks(what.as_of, "1 Sep 2026")
    for _ in range(3):
        shown.onward()
    (place,) = shown.desk.book.places.all()
    assert str(place.place_kind) == "community hall"
    assert "name=2026-09-01" in place.editions
    (source,) = shown.desk.book.register_sources.all()
    assert str(source.edition) == "2026-09-01"


def test_that_rows_outside_cheshire_come_in_where_that_is_asked_for(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    shown.page.what.everywhere.click()
    shown.onward()
    assert shown.page.look.chips["rejected"].text() == "Rejected  0"
    shown.onward()
    shown.onward()
    assert shown.desk.book.places.count() == 3


def test_that_changing_how_a_file_is_read_has_it_read_again(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    shown.onward()
    assert step_of(shown) == LOOK
    shown.page.back.click()
    settle(shown.desk)
    shown.page.what.everywhere.click()
    assert not shown.page.line.chips[LOOK].isEnabled()
    shown.onward()
    assert shown.page.look.chips["new"].text() == "New  3"


def test_that_thousands_of_columns_can_be_looked_at(shown: Shown, new_file: NewFile) -> None:
    headings = ["URN", "EstablishmentName", "Postcode", *(f"Column of the year {n} {'x' * 300}" for n in range(4000))]
    shown.take(new_file("wide.csv", headings, [["900001", "Elm Park School", "CW7 1AT", *["y"] * 4000]]))
    assert "and 3,988 more" in words_on(shown.page.what.columns)
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 1


def test_that_address_cards_need_no_columns(shown: Shown, tmp_path: Path) -> None:
    file = tmp_path / "people.vcf"
    file.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Asha Example\nTEL;TYPE=CELL:07700900001\nEND:VCARD\n", encoding="utf-8"
    )
    shown.take(file)
    assert "Address cards say themselves" in words_on(shown.page.what)
    for _ in range(3):
        shown.onward()
    assert [each.mobile for each in shown.desk.book.contacts.all()] == ["07700 900001"]


def test_that_a_sheet_of_a_workbook_can_be_chosen(shown: Shown, tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    first, second = workbook.worksheets[0], workbook.create_sheet("Schools now")
    first.append(["About", "this file"])
    first.append(["Made", "today"])
    second.append(list(HEADINGS))
    second.append(["900001", "Elm Park Primary School", "CW7 1AT", "Open", ""])
    file = tmp_path / "lists.xlsx"
    workbook.save(file)
    shown.take(file)
    what = shown.page.what
    choose_kind(shown, "schools")
    what.sheet.setCurrentIndex(what.sheet.findData("Schools now"))
    what.sheet.activated.emit(what.sheet.currentIndex())
    settle(shown.desk)
    assert what.columns.combos["name"].currentText() == "EstablishmentName"
    for _ in range(3):
        shown.onward()
    assert shown.desk.book.places.count() == 1


def test_that_further_fields_are_a_press_away(shown: Shown, new_file: NewFile) -> None:
    shown.take(new_file())
    before = set(shown.page.what.columns.combos)
    button(shown, f"Show {28 - len(before)} more fields").click()
    assert len(shown.page.what.columns.combos) == 28
