"""CSV files that we write: no cell runs as a formula, nothing is overwritten unasked, nothing is left half-written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import real_file
from wehere_desktop.formats.csv_file import harmless, write_csv
from wehere_desktop.refusal import Refusal

STARTS = "=+-@\t\r\n"


@given(st.text(max_size=20))
def test_that_no_cell_begins_a_formula_and_nothing_is_lost(cell: str) -> None:
    safe = harmless(cell)
    assert not safe.lstrip().startswith(tuple(STARTS))
    assert safe in {cell, f"'{cell}"}


def test_that_known_payloads_are_made_harmless() -> None:
    for line in real_file("hostile/csv-injection/Intruder__csv-payload.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(tuple(STARTS)):
            assert harmless(line) == f"'{line}"


def test_that_any_spreadsheet_reads_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_csv(path, ["Name", "Note"], [["Café", 'say "no", twice'], ["B", "two\nlines"]]) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["Name", "Note"], ["Café", 'say "no", twice'], ["B", "two\nlines"]]


def test_that_a_standing_file_is_left_alone_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        write_csv(path, ["a"], [])
    assert caught.value.kind == "file-exists"
    assert path.read_text(encoding="utf-8") == "mine"
    write_csv(path, ["a"], [["1"]], over=True)
    assert "1" in path.read_text(encoding="utf-8-sig")


def test_that_a_failure_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_csv(tmp_path / "out.csv", ["a"], ([str(1 // number)] for number in (1, 0)))
    assert list(tmp_path.iterdir()) == []


def test_that_a_missing_folder_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        write_csv(tmp_path / "nowhere" / "out.csv", ["a"], [])
    assert caught.value.kind == "no-folder"
