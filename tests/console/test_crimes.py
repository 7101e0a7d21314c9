"""Crimes on the command line: brought in, tried first, refused, and counted by beat, month and kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crime_files import BEHAVIOUR, BURGLARY, SOLVED, a_crime, street_file, street_text

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark

WHARTON = {"lat": "53.194200", "lon": "-2.511300"}


@pytest.fixture
def january(tmp_path: Path) -> Path:
    """A month of six crimes, one of them outside Cheshire and one without a place."""
    rows = [
        a_crime("a", kind=BURGLARY, outcome=SOLVED, **WHARTON),
        a_crime("b", kind=BURGLARY, outcome=SOLVED, **WHARTON),
        a_crime(**WHARTON),
        a_crime(lat="53.100000", lon="-2.440000", area="Cheshire East 040A"),
        a_crime(lat="", lon="", area=""),
        a_crime(area="Wigan 037E"),
    ]
    return street_file(tmp_path, rows)


def test_that_a_file_is_tried_brought_in_and_again_changes_nothing(elm_park: ElmPark, january: Path) -> None:
    trial = elm_park.asks("import", "crimes", january, "--dry-run")
    assert "6 rows: 5 new and 1 rejected." in trial.out
    assert "Nothing was written: this was a trial." in trial.out
    assert elm_park.asks("crimes").code == 1
    first = elm_park.asks("import", "crimes", january).out
    assert "January 2019: 5 crimes." in first
    assert "1 crime without a place: counted, but not on the map." in first
    (again,) = elm_park.asks("import", "crimes", january, "--json").told
    counts = ("rows", "new", "changed", "unchanged", "duplicate", "rejected")
    assert [again[each] for each in counts] == [6, 0, 0, 5, 0, 1]
    assert again["reasons"] == {"outside Cheshire": 1}


def test_that_files_are_refused_one_by_one_and_rejected_rows_are_written(
    elm_park: ElmPark, january: Path, tmp_path: Path
) -> None:
    elsewhere = street_file(tmp_path, [a_crime(area="Wigan 037E")], "2019-02-merseyside-street.csv")
    out = tmp_path / "rejected.csv"
    done = elm_park.asks("import", "crimes", elsewhere, january, "--rejected", out)
    assert done.code == 1
    assert "2019-02-merseyside-street.csv is refused: No crime in" in done.err
    assert "1 rejected row written to" in done.err
    assert out.read_text(encoding="utf-8-sig").count("outside Cheshire") == 1
    assert elm_park.asks("import", "crimes", january, "--rejected", out).code == 1


def test_that_counts_of_a_beat_come_with_their_caveat(elm_park: ElmPark, january: Path) -> None:
    elm_park.asks("import", "crimes", january)
    shown = elm_park.asks("crimes")
    assert "Published crimes, January 2019:" in shown.out
    assert "In all: 5" in shown.out
    assert "on no beat, or without a place: 1" in shown.out
    assert "map points near where they happened" in shown.out
    of_beat = elm_park.asks("crimes", "--beat", elm_park.beat).out
    assert "  Burglary: 2\n" in of_beat
    assert f"  {BEHAVIOUR}: 1\n" in of_beat
    only = elm_park.asks("crimes", "--beat", elm_park.beat, "--category", "burg").out
    assert BEHAVIOUR not in only


def test_that_in_public_small_counts_are_hidden(elm_park: ElmPark, january: Path) -> None:
    elm_park.asks("import", "crimes", january)
    shown = elm_park.asks("crimes", "--public").out
    assert "few" in shown
    assert "In all" not in shown
    assert {each["number"] for each in elm_park.asks("crimes", "--public", "--json").told} == {None}
    assert {each["number"] for each in elm_park.asks("crimes", "--json").told} == {1, 2}


def test_that_the_latest_months_are_counted_and_an_unknown_kind_is_refused(
    elm_park: ElmPark, january: Path, tmp_path: Path
) -> None:
    later = tmp_path / "2019-02-cheshire-street.csv"
    later.write_text(street_text([a_crime(month="2019-02", **WHARTON)]), encoding="utf-8")
    elm_park.asks("import", "crimes", january, later)
    assert {each["month"] for each in elm_park.asks("crimes", "--months", "1", "--json").told} == {"2019-02"}
    assert "January to February 2019:" in elm_park.asks("crimes").out
    refused = elm_park.asks("crimes", "--category", "witchcraft")
    assert refused.code == 1
    assert BURGLARY in refused.err
