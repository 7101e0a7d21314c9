"""Crimes brought in: every row accounted for, a month replaced whole or not at all, the same again as nothing."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crime_files import (
    BEHAVIOUR,
    BURGLARY,
    NAME,
    OLD_HEADINGS,
    SOLVED,
    UNSOLVED,
    a_crime,
    an_archive,
    street_file,
    street_text,
)
from tests.real_files import real_file
from wehere_desktop.formats.postcode_files import PostcodeRow, packaged_edition
from wehere_desktop.intake.crimes import CrimesBroughtIn, bring_in_crimes, write_rejected_crimes
from wehere_desktop.neighbourhood.crime import month_number
from wehere_desktop.records.crime_file import CRIMES_FILE
from wehere_desktop.records.crime_points import open_crimes
from wehere_desktop.records.reference import REFERENCE_FILE, build_reference
from wehere_desktop.refusal import Refusal

TODAY = date(2026, 11, 22)
JANUARY = month_number("2019-01") or 0


def brought(
    folder: Path, *rows: tuple[str, ...], name: str = NAME, everywhere: bool = False, dry_run: bool = False
) -> CrimesBroughtIn:
    """Bring rows in as a street file of January 2019."""
    file = street_file(folder, rows, name)
    return bring_in_crimes(folder, file, today=TODAY, everywhere=everywhere, dry_run=dry_run, keep_rejected=len(rows))


def kept(folder: Path) -> list[tuple[str, int, int]]:
    """Return force, month and number of what is kept."""
    with open_crimes(folder) as crimes:
        return list(crimes.held())


def adds_up(told: CrimesBroughtIn) -> bool:
    """Say whether the counts add up to the rows."""
    return told.rows == told.new + told.changed + told.unchanged + told.duplicate + told.rejected


def test_that_new_changed_unchanged_gone_and_repeated_rows_are_told_apart(tmp_path: Path) -> None:
    first = brought(
        tmp_path,
        a_crime("a", kind=BURGLARY, outcome=UNSOLVED),
        a_crime("b", kind=BURGLARY, outcome=UNSOLVED),
        a_crime("b", kind=BURGLARY, outcome=SOLVED),
        a_crime("b", kind=BURGLARY, outcome=SOLVED),
        a_crime(),
        a_crime(),
        a_crime(street="On or near Oak Road", lat="53.191000"),
    )
    # One Crime ID with two outcomes is two rows; the very same row twice counts once; rows without an ID all count
    assert (first.rows, first.new, first.duplicate) == (7, 6, 1)
    second = brought(
        tmp_path, a_crime("a", kind=BURGLARY, outcome=SOLVED), a_crime("b", kind=BURGLARY, outcome=SOLVED), a_crime()
    )
    assert (second.new, second.changed, second.unchanged, second.gone) == (0, 1, 2, 3)
    assert kept(tmp_path) == [("Cheshire Constabulary", JANUARY, 3)]
    assert "took the place of 6 before" in " ".join(second.sentences())
    assert adds_up(first)
    assert adds_up(second)


REJECTED = {
    "outside Cheshire": a_crime(area="Knowsley 001A"),
    "no month of which crimes are published": a_crime(month="2019-13"),
    "of another month than its file, 2019-01": a_crime(month="2019-02"),
    "a position that is no pair of numbers": a_crime(lon="west"),
    "a position nowhere on Earth": a_crime(lat="153.2"),
    "no kind of crime": a_crime(kind=" "),
    "no force that reported it": a_crime(force=""),
    "letters that cannot be read": a_crime(street="On or near \x07 Road"),
    "a cell longer than any street's name": a_crime(street="x" * 5_000),
    "a kind of crime or an outcome that cannot be read": a_crime(outcome="\ufffd"),
    "longer than the headings": (*a_crime(), "more"),
    "shorter than the headings": a_crime()[:7],
}


@pytest.mark.parametrize("reason", REJECTED)
def test_that_a_bad_row_is_rejected_with_its_reason_and_the_others_are_kept(tmp_path: Path, reason: str) -> None:
    told = brought(tmp_path, REJECTED[reason], a_crime())
    assert dict(told.reasons) == {reason: 1}
    assert [(each.row, each.reason) for each in told.rejected_rows] == [(2, reason)]
    assert (told.new, adds_up(told)) == (1, True)


@pytest.mark.parametrize("lat", ["nan", "inf", "-inf", "1e400"])
def test_that_what_is_no_number_is_no_position(tmp_path: Path, lat: str) -> None:
    assert brought(tmp_path, a_crime(lat=lat), a_crime()).rejected == 1


def test_that_a_crime_without_a_place_is_counted_and_not_on_the_map(tmp_path: Path) -> None:
    told = brought(
        tmp_path,
        a_crime(lon="", lat="", street="No Location", area=""),
        a_crime(lon="0.0", lat="0.0", area=""),
        a_crime(),
        # Another force's crime without a place may have been anywhere
        a_crime(lon="", lat="", area="", force="City of London Police"),
    )
    assert (told.new, told.nowhere, dict(told.reasons)) == (3, 2, {"outside Cheshire": 1})
    with open_crimes(tmp_path) as crimes:
        assert crimes.on_map([JANUARY]).weight == 1
        assert crimes.without_a_place([JANUARY]) == 2
    assert "2 crimes without a place: counted, but not on the map." in told.sentences()


def test_that_everywhere_takes_what_lies_outside_and_without_it_they_go_again(tmp_path: Path) -> None:
    rows = (a_crime(), a_crime(area="Ceredigion 001A", lon="-4.0800", lat="52.4100"))
    assert brought(tmp_path, *rows, everywhere=True).new == 2
    again = brought(tmp_path, *rows)
    assert (again.unchanged, again.gone, again.rejected) == (1, 1, 1)


def test_that_the_older_file_is_placed_by_its_grid_and_the_nearest_postcode(tmp_path: Path) -> None:
    rows = [
        PostcodeRow("CW7 3EP", 365400, 366000, "E06000050", live=True),
        PostcodeRow("L1 1AA", 334900, 390600, "E08000012", live=True),
    ]
    build_reference(tmp_path / REFERENCE_FILE, rows, edition=packaged_edition())
    force = ("Cheshire Constabulary", "Cheshire Constabulary")
    older = [
        ("2012-01", *force, "365410", "366010", "On or near Elm Road", BURGLARY, ""),
        ("2012-01", *force, "334910", "390610", "On or near Dock Road", BURGLARY, ""),
        ("2012-01", *force, "-5", "1", "On or near Sea", BURGLARY, ""),
    ]
    file = street_file(tmp_path, older, "2012-01-cheshire-street.csv", OLD_HEADINGS)
    told = bring_in_crimes(tmp_path, file, today=TODAY)
    assert (told.new, dict(told.reasons)) == (1, {"outside Cheshire": 1, "a position nowhere in Great Britain": 1})
    with open_crimes(tmp_path) as crimes:
        (point,) = crimes.on_map(crimes.months()).points
        assert crimes.by_area(crimes.months()) == {("Cheshire West and Chester", crimes.months()[0]): 1}
    assert (round(point.latitude, 3), round(point.longitude, 3)) == (53.190, -2.519)


def test_that_a_file_cut_off_in_a_row_is_refused_and_the_month_stays(tmp_path: Path) -> None:
    brought(tmp_path, *[a_crime(str(at)) for at in range(20)])
    before = (tmp_path / CRIMES_FILE).read_bytes()
    whole = street_text([a_crime(str(at)) for at in range(30)])
    for cut in (len(whole) - 30, len(whole) - 600):
        (tmp_path / NAME).write_text(whole[:cut], encoding="utf-8")
        with pytest.raises(Refusal) as refused:
            bring_in_crimes(tmp_path, tmp_path / NAME, today=TODAY)
        assert refused.value.kind == "cut-off"
    assert (tmp_path / CRIMES_FILE).read_bytes() == before


def test_that_whatever_ends_the_reading_leaves_the_old_months(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    brought(tmp_path, a_crime())
    parts = {
        f"{month}/{month}-cheshire-street.csv": street_text([a_crime(month=month)] * 20_000)
        for month in ("2018-12", "2019-01")
    }
    with pytest.raises(KeyboardInterrupt):
        bring_in_crimes(tmp_path, an_archive(tmp_path, parts), today=TODAY, read=stop)
    assert kept(tmp_path) == [("Cheshire Constabulary", JANUARY, 1)]


def test_that_a_trial_tells_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    trial = brought(tmp_path, a_crime(), dry_run=True)
    assert trial.new == 1
    assert not (tmp_path / CRIMES_FILE).exists()
    brought(tmp_path, a_crime())
    later = brought(tmp_path, a_crime(), a_crime(), dry_run=True)
    assert (later.new, later.unchanged) == (1, 1)
    assert "would take the place of 1 before" in later.sentences()[0]
    assert kept(tmp_path) == [("Cheshire Constabulary", JANUARY, 1)]


def test_that_of_an_archive_other_forces_and_a_month_twice_are_left_and_named(tmp_path: Path) -> None:
    text = street_text([a_crime()])
    path = an_archive(
        tmp_path,
        {
            "2019-01/2019-01-cheshire-street.csv": text,
            "2019-01/2019-01-merseyside-street.csv": text,
            "copy/2019-01-cheshire-street.csv": text,
        },
    )
    told = bring_in_crimes(tmp_path, path, today=TODAY)
    assert (told.rows, told.new, told.rejected) == (2, 1, 1)
    assert told.reasons == (("January 2019, which came in another file of the archive", 1),)
    assert told.left == ("1 file left, of another force: 2019-01/2019-01-merseyside-street.csv.",)


def test_that_a_file_of_a_hundred_thousand_kinds_of_crime_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="kinds of crime"):
        brought(tmp_path, *[a_crime(kind=f"Kind {at}") for at in range(1_100)])
    assert not kept(tmp_path)


def test_that_rejected_rows_are_written_with_reasons_and_can_be_brought_in_once_mended(tmp_path: Path) -> None:
    told = brought(tmp_path, a_crime(), a_crime(area="Knowsley 001A", street="=HYPERLINK(1)"))
    out = tmp_path / "rejected.csv"
    assert write_rejected_crimes([told], out) == 1
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Row"], row["Reason"], row["Location"]) == ("3", "outside Cheshire", "'=HYPERLINK(1)")
    again = bring_in_crimes(tmp_path, out, today=TODAY, everywhere=True)
    assert (again.rows, again.rejected) == (1, 0)


def test_that_a_damaged_file_is_put_aside_and_begun_anew(tmp_path: Path) -> None:
    brought(tmp_path, *[a_crime(lat=f"53.{at:06}") for at in range(500)])
    path = tmp_path / CRIMES_FILE
    path.write_bytes(path.read_bytes()[:9_000])
    with pytest.raises(Refusal) as refused:
        open_crimes(tmp_path)
    assert refused.value.kind == "damaged-reference"
    assert brought(tmp_path, a_crime()).new == 1
    assert path.with_suffix(".damaged").exists()


def test_that_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    brought(tmp_path, a_crime())
    with sqlite3.connect(tmp_path / CRIMES_FILE) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    for ask in (lambda: open_crimes(tmp_path), lambda: brought(tmp_path, a_crime())):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.kind == "newer-reference"


def test_that_what_a_killed_process_left_half_written_is_taken_back(tmp_path: Path) -> None:
    brought(tmp_path, *[a_crime(lat=f"53.{at:06}") for at in range(3_000)])
    killed = sqlite3.connect(tmp_path / CRIMES_FILE, isolation_level=None)
    killed.execute("PRAGMA cache_size = 2")
    killed.execute("BEGIN IMMEDIATE")
    killed.execute("DELETE FROM tally")
    killed.execute("DELETE FROM spot")
    left = tmp_path / "left"
    left.mkdir()
    for name in (CRIMES_FILE, f"{CRIMES_FILE}-journal"):
        shutil.copy(tmp_path / name, left / name)
    killed.execute("ROLLBACK")
    killed.close()
    with open_crimes(left) as crimes:
        assert crimes.on_map([JANUARY]).weight == 3_000


def test_that_while_one_brings_in_another_waits_no_longer_than_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(tmp_path, a_crime())
    monkeypatch.setattr("wehere_desktop.records.crime_file.OPEN_SECONDS", 0.01)
    other = sqlite3.connect(tmp_path / CRIMES_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal) as refused:
        brought(tmp_path, a_crime(), a_crime())
    other.execute("ROLLBACK")
    other.close()
    assert refused.value.kind == "busy"


ROWS = st.lists(
    st.builds(
        a_crime,
        own=st.sampled_from(["", "a", "b"]),
        lat=st.sampled_from(["53.190000", "53.195000"]),
        kind=st.sampled_from([BURGLARY, BEHAVIOUR]),
        outcome=st.sampled_from(["", SOLVED, UNSOLVED]),
        area=st.sampled_from(["Halton 001A", "Warrington 002B", "Knowsley 003C"]),
    ),
    min_size=1,
    max_size=12,
)


def all_kept(folder: Path) -> object:
    """Return everything that is kept, whatever numbers it has."""
    with open_crimes(folder) as crimes:
        months = crimes.months()
        spots = {point.id: crimes.spot(point.id, months) for point in crimes.on_map(months).points}
        return crimes.held(), spots, crimes.by_area(months)


@settings(max_examples=8, deadline=None)
@given(months=st.lists(ROWS, min_size=2, max_size=3))
def test_that_files_brought_in_in_any_order_and_again_come_to_the_same(months: list[list[tuple[str, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = []
        for number, order in enumerate((range(len(months)), range(len(months) - 1, -1, -1))):
            folder = Path(name) / str(number)
            folder.mkdir()
            for at in (*order, *order):
                month = f"2019-0{at + 1}"
                rows = [(row[0], month, *row[2:]) for row in months[at]]
                try:
                    told = brought(folder, *rows, name=f"{month}-cheshire-street.csv")
                except Refusal:
                    assert all(row[8].startswith("Knowsley") for row in rows)
                    continue
                assert adds_up(told)
            found.append(all_kept(folder))
        assert all(each == found[0] for each in found)


def test_that_the_real_month_is_kept_but_for_the_rows_outside_and_again_changes_nothing(tmp_path: Path) -> None:
    file = real_file("crime/2019-01-cheshire-street.csv")
    first = bring_in_crimes(tmp_path, file, today=TODAY)
    assert (first.rows, first.new, first.duplicate, first.rejected) == (8_393, 8_379, 2, 12)
    before = (tmp_path / CRIMES_FILE).read_bytes()
    again = bring_in_crimes(tmp_path, file, today=TODAY)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 8_379)
    assert (tmp_path / CRIMES_FILE).read_bytes() == before


def test_that_another_forces_real_month_is_refused_unless_everywhere(tmp_path: Path) -> None:
    file = real_file("crime/2019-01-city-of-london-street.csv")
    with pytest.raises(Refusal, match="617 of 617 rows rejected, outside Cheshire"):
        bring_in_crimes(tmp_path, file, today=TODAY)
    told = bring_in_crimes(tmp_path, file, today=TODAY, everywhere=True)
    assert (told.rows, told.rejected) == (617, 0)
    assert told.nowhere > 0
