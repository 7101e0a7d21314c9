"""Reading tables: any coding and delimiter, headings wherever they stand, every row accounted for, plain refusals."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import real_file
from wehere_desktop.formats.table import heading_words, open_table
from wehere_desktop.refusal import Refusal

PEOPLE = "Name,Town,Postcode\nÉlise's Café,Wŷnbury,CW5 7HR\nThe Bell,Audlem,CW3 0AH\n"


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells_of(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in open_table(path).rows()]


def refused(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        list(open_table(path).rows())
    assert caught.value.sentence
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_that_a_table_is_read_in_any_unicode_coding(tmp_path: Path, coding: str) -> None:
    table = open_table(written(tmp_path, PEOPLE.encode(coding)))
    assert table.headings == ("Name", "Town", "Postcode")
    assert [row.cells[0] for row in table.rows()] == ["Élise's Café", "The Bell"]
    assert [row.number for row in table.rows()] == [2, 3]


def test_that_what_is_not_unicode_is_read_as_older_british_registers_are_written(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Note\nÉlise’s Café,costs £2\n".encode("cp1252"))
    assert cells_of(path) == [("Élise’s Café", "costs £2")]
    assert open_table(path).coding == "cp1252"


def test_that_a_byte_windows_does_not_know_still_gives_every_row(tmp_path: Path) -> None:
    assert len(cells_of(written(tmp_path, b"Name,Note\nCaf\x8e,one\nB\x81r,two\n"))) == 2


def test_that_a_file_cut_off_inside_a_letter_is_read_to_there(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Town\nHall,Café".encode()[:-1])
    assert cells_of(path)[0][1].startswith("Caf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "¬"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_that_the_delimiter_is_found(tmp_path: Path, delimiter: str, ending: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerows(
        [["Name", "Address", "Town"], ["Hall", "1, High Street; rear | left", "Acton"], ["Inn", "2", "Hoo"]]
    )
    table = open_table(written(tmp_path, text.getvalue().encode("cp1252")))
    assert table.delimiter == delimiter
    assert next(row.cells for row in table.rows()) == ("Hall", "1, High Street; rear | left", "Acton")


def test_that_a_spreadsheets_own_hint_of_the_delimiter_is_believed(tmp_path: Path) -> None:
    assert cells_of(written(tmp_path, "sep=;\nName;Town\nThe Bell, old;Audlem\n")) == [("The Bell, old", "Audlem")]


def test_that_lines_above_the_headings_are_passed_over_and_kept(tmp_path: Path) -> None:
    text = (
        "Locations data,,,\n\nThis data was made on 16 September 2026,,,\n\nName,Also known as,Postcode,Phone number\n"
    )
    table = open_table(written(tmp_path, text + 'Elm Court,,CW7 1AA,1606550000\n"Oak House",,CW7 1AB,\n'))
    assert table.headings == ("Name", "Also known as", "Postcode", "Phone number")
    assert table.preamble == ("Locations data", "This data was made on 16 September 2026")
    assert [row.cells[0] for row in table.rows()] == ["Elm Court", "Oak House"]


def test_that_a_file_without_headings_loses_no_row(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, '"N81001","AUDLEM PRACTICE","CW3 0AH"\n"N81002","KENMORE","SK9 1PA"\n'))
    assert not table.headed
    assert table.headings == ("Column 1", "Column 2", "Column 3")
    assert [row.number for row in table.rows()] == [1, 2]


def test_that_known_headings_are_headings_whatever_they_look_like(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "pcd7,oa21cd,east1m\nCW30AH,E00,1\n"), known={"pcd7", "east1m"})
    assert table.headed


def test_that_headings_are_compared_without_case_signs_or_blanks() -> None:
    assert heading_words("  LA_(Name) ") == "la name"


def test_that_a_row_longer_than_the_headings_says_so_and_a_shorter_one_is_filled(tmp_path: Path) -> None:
    rows = list(open_table(written(tmp_path, "a,b,c\n1,2,3,4\n5\n6,7,8,,\n9,10,11\n")).rows())
    assert [(row.number, bool(row.problem)) for row in rows] == [(2, True), (3, False), (4, False), (5, False)]
    assert rows[1].cells == ("5", "", "")
    assert rows[2].cells == ("6", "7", "8")
    assert "4 cells where the headings have 3" in rows[0].problem


def test_that_a_file_cut_off_in_its_last_row_says_so(tmp_path: Path) -> None:
    rows = list(open_table(written(tmp_path, "name,town,postcode\nA,B,CW7 1AA\nC,D")).rows())
    assert [bool(row.problem) for row in rows] == [False, True]
    assert "cut off" in rows[1].problem


def test_that_short_rows_are_no_sign_of_a_cut_where_they_are_usual(tmp_path: Path) -> None:
    rows = list(open_table(written(tmp_path, "name,town,postcode\nA\nC,D")).rows())
    assert not any(row.problem for row in rows)


def test_that_a_quotation_mark_never_closed_spoils_its_row_and_no_other(tmp_path: Path) -> None:
    rows = list(open_table(written(tmp_path, 'name,town,postcode\nA,B,C\nD,"E')).rows())
    assert [bool(row.problem) for row in rows] == [False, True]
    assert "never closed" in rows[1].problem


def test_that_a_quotation_mark_that_swallows_the_file_is_refused(tmp_path: Path) -> None:
    swallowed = 'name,town\n"A,B\n' + "C,D\n" * 500
    assert refused(written(tmp_path, swallowed)).kind == "never-closed"
    endless = 'name,town\nok,ok\n"' + "x" * (csv.field_size_limit() + 5) + '",B\n'
    assert refused(written(tmp_path, endless, "endless.csv")).kind == "never-closed"


def test_that_a_nul_spoils_its_row_alone(tmp_path: Path) -> None:
    text = "name,town\n" + "".join(f"Place {number},Town\n" for number in range(9000)) + "Bad\x00,Town\nGood,Town\n"
    rows = list(open_table(written(tmp_path, text)).rows())
    assert [row.number for row in rows if row.problem] == [9002]


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"MZ\x90\x00\x03", "a program"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "a packed"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b'\xef\xbb\xbf  {"type": "FeatureCollection"}', "a JSON document"),
        (b"SQLite format 3\x00", "a database"),
        (b"abc\x00\x01\x02\x00\x00def\x05" * 9, "other things than letters"),
    ],
)
def test_that_another_kind_of_file_named_csv_is_refused_by_what_it_is(tmp_path: Path, start: bytes, what: str) -> None:
    refusal = refused(written(tmp_path, start))
    assert refusal.kind == "wrong-file"
    assert what in refusal.sentence


def test_that_empty_and_blank_files_folders_and_missing_files_are_told_apart(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"")).kind == "empty-file"
    assert refused(written(tmp_path, b"\n ,\n,,\n", "blank.csv")).kind == "empty-file"
    assert refused(tmp_path).kind == "is-a-folder"
    assert refused(tmp_path / "not there.csv").kind == "missing-file"
    assert refused(tmp_path / ("x" * 400)).kind == "missing-file"
    assert refused(tmp_path / "nul\x00.csv").kind == "missing-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_that_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv").kind == "unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_that_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, PEOPLE)
    path.chmod(0)
    assert refused(path).kind == "no-permission"


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n\ufeff"), min_size=1, max_size=12)


@given(
    rows=st.lists(st.tuples(words, words, words), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    coding=st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_that_whatever_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], delimiter: str, coding: str
) -> None:
    path = tmp_path_factory.mktemp("back") / "list.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["URN", "EstablishmentName", "Postcode"], *rows])
    path.write_bytes(text.getvalue().encode(coding))
    table = open_table(path, known={"urn", "establishmentname", "postcode"})
    kept = [row for row in rows if any(map(str.strip, row))]
    assert [row.cells for row in table.rows()] == kept
    assert not any(row.problem for row in table.rows())


def test_that_the_health_services_odd_delimiter_is_read() -> None:
    table = open_table(real_file("poi/nhs_hospital_2018_notsign_delimited.csv"))
    assert (table.delimiter, table.coding, len(table.headings)) == ("¬", "cp1252", 22)
    assert sum(1 for row in table.rows() if not row.problem) == 1231


def test_that_the_practices_without_headings_are_all_there() -> None:
    table = open_table(real_file("poi/nhs_ods_epraccur_cheshire.csv"))
    assert not table.headed
    assert sum(1 for _ in table.rows()) == 530
