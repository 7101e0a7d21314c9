"""Bringing files in: applied or refused one by one, counted row by row, tried first, and taken back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from tests.elm_park import PASSPHRASE
from tests.real_files import real_file
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark

pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")

SCHOOLS = """URN,EstablishmentName,Postcode,EstablishmentStatus (name)
900001,Alder Lane Primary School,CW7 3EP,Open
900002,Birch Lane Academy,CW9 5AA,Open
900003,Far Away School,BS1 4ND,Open
900004,Too Long School,CW7 3EP,Open,extra
"""
COUNTS = ("rows", "new", "changed", "unchanged", "duplicate", "rejected")


@pytest.fixture
def schools(tmp_path: Path) -> Path:
    """A small register in which one school lies elsewhere and one row is longer than the header."""
    path = tmp_path / "schools_20260901.csv"
    path.write_text(SCHOOLS, encoding="utf-8")
    return path


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    assert sum(told[each] for each in COUNTS[1:]) == told["rows"]
    return tuple(told[each] for each in COUNTS)


def test_that_every_row_is_accounted_for_and_a_second_time_changes_nothing(elm_park: ElmPark, schools: Path) -> None:
    (first,) = elm_park.asks("import", "schools", schools, "--json").told
    assert (counts(first), first["refusal"]) == ((4, 2, 0, 0, 0, 2), None)
    (again,) = elm_park.asks("import", "schools", schools, "--json").told
    assert counts(again) == (4, 0, 0, 2, 0, 2)


def test_that_one_undo_takes_a_whole_file_back(elm_park: ElmPark, schools: Path) -> None:
    elm_park.asks("import", "schools", schools)
    assert elm_park.asks("undo").out.startswith("Undone: Bring in 2 schools from schools_20260901.csv.")
    assert elm_park.asks("search", "Alder Lane", "--json").told == []


def test_that_a_trial_shows_everything_and_writes_nothing(elm_park: ElmPark, schools: Path) -> None:
    shown = elm_park.asks("import", "schools", schools, "--dry-run").out
    assert "schools_20260901.csv: 4 rows: 2 new and 2 rejected." in shown
    assert "row 2: Alder Lane Primary School" in shown
    assert "outside Cheshire" in shown
    assert "URN → reference" in shown
    assert shown.endswith("Nothing was written: this was a trial.\n")
    (told,) = elm_park.asks("import", "schools", schools, "--dry-run", "--json").told
    assert [each["title"] for each in told["new_records"]] == ["Alder Lane Primary School", "Birch Lane Academy"]
    assert [each["row"] for each in told["rejections"]] == [4, 5]
    assert elm_park.asks("search", "Alder Lane", "--json").told == []


def test_that_a_refused_file_leaves_the_others_and_the_exit_code_tells(
    elm_park: ElmPark, schools: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    done = elm_park.asks("import", "schools", empty, tmp_path / "none.csv", schools, "--json")
    assert done.code == 1
    refused, missing, applied = done.told
    assert (counts(refused), counts(missing)) == ((0,) * 6, (0,) * 6)
    assert "empty" in refused["refusal"]
    assert missing["refusal"].startswith("There is no file")
    assert (applied["new"], applied["refusal"]) == (2, None)
    words = elm_park.asks("import", "schools", empty, schools)
    assert (words.code, words.err.startswith("empty.csv is refused: ")) == (1, True)
    assert words.out.endswith("1 file of 2 refused.\n")


def test_that_rejected_rows_are_written_out_with_a_reason_each(
    elm_park: ElmPark, schools: Path, tmp_path: Path
) -> None:
    out = tmp_path / "rejected.csv"
    assert elm_park.asks("import", "schools", schools, "--rejected", out).code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["Row"], row["EstablishmentName"]) for row in rows] == [
        ("4", "Far Away School"),
        ("5", "Too Long School"),
    ]
    assert "outside Cheshire" in rows[0]["Reason"]
    standing = elm_park.asks("import", "schools", schools, "--rejected", out)
    assert standing.code == 1
    assert "--replace" in standing.err


def test_that_places_elsewhere_come_in_when_asked_for(elm_park: ElmPark, schools: Path) -> None:
    (told,) = elm_park.asks("import", "schools", schools, "--everywhere", "--json").told
    assert counts(told) == (4, 3, 0, 0, 0, 1)


def test_that_rows_like_a_place_on_the_book_are_held_until_someone_says(elm_park: ElmPark, tmp_path: Path) -> None:
    path = tmp_path / "halls.csv"
    path.write_text("Name,Latitude,Longitude\nElm Park Primary,53.1901,-2.5201\n", encoding="utf-8")
    words = ("import", "places", path, "--kind", "school")
    held = elm_park.asks(*words)
    assert "Possible duplicates, held back:" in held.out
    assert "row 2: Elm Park Primary is like Elm Park Primary School" in held.out
    (told,) = elm_park.asks(*words, "--duplicates", "new", "--json").told
    assert counts(told) == (1, 1, 0, 0, 0, 0)


def test_that_a_mapping_says_how_to_read_columns(elm_park: ElmPark, tmp_path: Path) -> None:
    path = tmp_path / "halls.csv"
    path.write_text("What,Where to find it\nOak Hall,CW7 3EP\n", encoding="utf-8")
    mapping = ("--mapping", "What=name", "--mapping", "Where to find it=postcode", "--kind", "community hall")
    (told,) = elm_park.asks("import", "places", path, *mapping, "--json").told
    assert counts(told) == (1, 1, 0, 0, 0, 0)
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        (hall,) = book.places.called("Oak Hall")
    assert (hall.postcode, str(hall.place_kind)) == ("CW7 3EP", "community hall")


def test_that_by_says_who_brought_it_in(elm_park: ElmPark, schools: Path) -> None:
    elm_park.asks("import", "schools", schools, "--by", "22841")
    assert "done by PCSO Sam Ashdown" in elm_park.asks("history", "place", "Alder Lane").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shools", "x.csv"], "Did you mean “schools”?"),
        (["xyz", "x.csv"], "places, police-uk, postcodes and schools."),
        (["places", "x.csv", "--mapping", "name"], "is no mapping"),
        (["places", "x.csv", "--duplicates", "maybe"], "maybe"),
        (["places"], "needs"),
    ],
)
def test_that_wrong_words_are_told_as_such(elm_park: ElmPark, words: list[str], said: str) -> None:
    done = elm_park.asks("import", *words)
    assert done.code == 2
    assert said in done.err


def test_that_a_file_without_anything_to_find_a_school_by_is_refused(elm_park: ElmPark) -> None:
    done = elm_park.asks("import", "schools", real_file("schools/dfe_teaching_vacancies/colleges.csv"), "--json")
    assert done.code == 1
    assert done.told[0]["refusal"]


def test_that_real_registers_come_in_whole_and_again_change_nothing(elm_park: ElmPark) -> None:
    files = [
        real_file("schools/cheshire_schools_2026_latlon.csv"),
        real_file("schools/edubase2017_cheshire.csv"),
    ]
    for told in elm_park.asks("import", "schools", *files, "--json").told:
        counts(told)
        assert told["new"] > 0
    for told in elm_park.asks("import", "schools", *reversed(files), "--json").told:
        counts(told)
        assert (told["new"], told["changed"]) == (0, 0)
