"""Street files of data.police.uk: told from everything else, read as a stream, and refused where they are broken."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.crime_files import NAME, OLD_HEADINGS, a_crime, an_archive, street_file, street_text
from tests.real_files import FOLDER, real_file
from wehere_desktop.formats.crime_files import looks_like_street_crime, open_crime_file
from wehere_desktop.refusal import Refusal


def test_that_a_street_file_tells_its_month_its_force_and_its_columns(tmp_path: Path) -> None:
    (street,) = open_crime_file(street_file(tmp_path, [a_crime("a"), a_crime("b")])).streets
    assert (street.month, street.force, street.columns.grid) == ("2019-01", "cheshire", False)
    assert [cells[0] for cells in street.rows()] == ["a", "b"]


def test_that_the_older_file_with_eastings_is_read_too(tmp_path: Path) -> None:
    row = (
        "2012-01",
        "Cheshire Constabulary",
        "Cheshire Constabulary",
        "365400",
        "366000",
        "On or near",
        "Burglary",
        "",
    )
    (street,) = open_crime_file(street_file(tmp_path, [row], headings=OLD_HEADINGS)).streets
    assert (street.columns.grid, street.columns.crime_id, street.columns.outcome) == (True, -1, -1)


def test_that_of_an_archive_the_street_files_are_taken_and_the_rest_is_named(tmp_path: Path) -> None:
    path = an_archive(
        tmp_path,
        {
            f"2019-01/{NAME}": street_text([a_crime()]),
            "2019-01/2019-01-cheshire-outcomes.csv": "Crime ID,Month,Outcome type\r\n",
            "2019-01/2019-01-cheshire-stop-and-search.csv": "Type,Date,Object of search\r\n",
            "../../readme.txt": "hello",
            "2019-01/other.csv": "a,b\r\n",
        },
    )
    found = open_crime_file(path)
    assert [each.name for each in found.streets] == [f"2019-01/{NAME}"]
    assert sorted(why for _, why in found.left) == ["no CSV file", "no street crimes", "outcomes", "stop and search"]
    assert not list(tmp_path.parent.glob("readme.txt"))


def test_that_an_archive_cut_off_anywhere_is_refused_or_read_to_its_end(tmp_path: Path) -> None:
    whole = an_archive(tmp_path, {NAME: street_text([a_crime(str(at)) for at in range(400)])}).read_bytes()
    for cut in range(0, len(whole) - 1, 97):
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:cut])
        with pytest.raises(Refusal):
            open_crime_file(path)


def test_that_a_member_whose_bytes_were_changed_is_refused_while_it_is_read(tmp_path: Path) -> None:
    path = an_archive(tmp_path, {NAME: street_text([a_crime(str(at)) for at in range(400)])})
    held = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        middle = archive.infolist()[0].compress_size // 2
    held[middle] ^= 0xFF
    path.write_bytes(held)
    with pytest.raises(Refusal) as refused:
        list(open_crime_file(path).streets[0].rows())
    assert refused.value.kind == "damaged-file"


@pytest.mark.parametrize(
    "name", ["2024-01-cheshire-outcomes.SAMPLE.csv", "2024-01-cheshire-stop-and-search.SAMPLE.csv"]
)
def test_that_the_other_files_of_the_service_are_told_for_what_they_are(name: str) -> None:
    path = real_file(f"crime/{name}")
    assert not looks_like_street_crime(path)
    with pytest.raises(Refusal, match="which are not counted here"):
        open_crime_file(path)


def test_that_the_real_street_file_is_read_to_its_end() -> None:
    (street,) = open_crime_file(real_file("crime/2019-01-cheshire-street.csv")).streets
    assert sum(1 for _ in street.rows()) == 8_393


def test_that_no_hostile_file_is_taken_for_crimes() -> None:
    real_file("hostile")
    for path in (each for each in (FOLDER / "hostile").rglob("*") if each.is_file()):
        assert not looks_like_street_crime(path)
