"""Workbooks: every cell as plain text, no formula run, and every broken archive a plain refusal."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from tests.real_files import FOLDER, real_file
from wehere_desktop.formats import workbook
from wehere_desktop.formats.table import open_table
from wehere_desktop.formats.workbook import cell_text
from wehere_desktop.refusal import Refusal


def saved(folder: Path, book: openpyxl.Workbook, name: str = "list.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


def a_workbook(rows: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return book


def refused(path: Path, *, sheet: str = "") -> Refusal:
    with pytest.raises(Refusal) as caught:
        list(open_table(path, sheet=sheet).rows())
    assert caught.value.remedy
    return caught.value


def test_that_cells_come_as_text_and_formulas_do_not_run(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "URN", "Opened", "Share", "Open", "Sum"],
        ["Elm Park", 110953.0, datetime(2026, 9, 1), 0.5, True, "=1+1"],  # noqa: DTZ001 - a workbook's days have no zone
        ["=HYPERLINK(1)", 7, date(2026, 9, 2), 2.25, False, None],
    ]
    table = open_table(saved(tmp_path, a_workbook(rows)))
    assert table.headings == ("Name", "URN", "Opened", "Share", "Open", "Sum")
    cells = [row.cells for row in table.rows()]
    assert cells[0] == ("Elm Park", "110953", "2026-09-01", "0.5", "yes", "")
    assert cells[1][1:] == ("7", "2026-09-02", "2.25", "no", "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e20, "1e+20"),
        (53.19, "53.19"),
        (datetime(2026, 9, 1, 19, 30), "2026-09-01 19:30"),  # noqa: DTZ001 - a workbook's days have no zone
        (time(19, 30), "19:30"),
        (None, ""),
    ],
)
def test_that_each_kind_of_cell_has_one_plain_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_that_the_first_sheet_that_is_shown_and_filled_is_read_or_the_one_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Hidden", "hidden"
    hidden.append(["secret", "thing"])
    book.create_sheet("Empty")
    book.create_sheet("Halls").append(["Name", "Town"])
    book["Halls"].append(["Bell Hall", "Audlem"])
    path = saved(tmp_path, book)
    assert open_table(path).sheet == "Halls"
    assert open_table(path, sheet="Hidden").headings == ("secret", "thing")
    refusal = refused(path, sheet="Pubs")
    assert refusal.kind == "no-sheet"
    assert "Halls" in refusal.remedy


def test_that_a_workbook_cut_off_or_made_of_rubbish_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, a_workbook([["Name", "Town"], ["Bell", "Audlem"]]))
    whole = path.read_bytes()
    for size in (30, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        assert refused(path).kind == "damaged-workbook"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"rubbish" * 200)
    assert refused(path).kind == "damaged-workbook"


def test_that_a_workbook_locked_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    part = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + part + bytes(600))
    refusal = refused(path)
    assert refusal.kind == "locked-workbook"
    assert "password" in refusal.sentence


def test_that_an_archive_that_is_no_workbook_is_refused_as_one(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("schools.csv", "URN\n1\n")
    path = tmp_path / "schools.xlsx"
    path.write_bytes(packed.getvalue())
    assert refused(path).kind == "wrong-file"


def test_that_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, a_workbook([["Name", "Town"], ["Bell", "Audlem"]]))
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 1_000)
    assert refused(path).kind == "too-large"


@pytest.mark.parametrize("folder", ["xlsx", "zip-broken", "zip-odd-but-valid"])
def test_that_odd_workbooks_are_read_or_refused_plainly(folder: str) -> None:
    real_file(f"hostile/{folder}")
    files = sorted((FOLDER / "hostile" / folder).iterdir())
    assert files
    read = 0
    for file in files:
        try:
            table = open_table(file)
            list(table.rows())
        except Refusal as refusal:
            assert refusal.kind in {"damaged-workbook", "wrong-file", "empty-file", "locked-workbook"}, file.name
        else:
            assert table.headings
            read += 1
    assert bool(read) is (folder == "xlsx")
