"""Schools: any edition of the register and any smaller list, by the rules of editions, blanks, closures and ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.intake.small_county import EAST, WEST, SmallGazetteer, a_file
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.intake.cells import position_of, positions_on_grid
from wehere_desktop.neighbourhood.place import NamedOfficer, Place, PlaceKind, PlaceStatus
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

FULL = (
    "URN",
    "LA (name)",
    "EstablishmentName",
    "EstablishmentStatus (code)",
    "CloseDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "Street",
    "Town",
    "Postcode",
    "TelephoneNum",
    "HeadLastName",
)
ELM = (
    "900001",
    "Cheshire West and Chester",
    "Elm Park Primary School",
    "1",
    "",
    "Primary",
    "4",
    "11",
    "Elm Road",
    "Winsford",
    "CW71AA",
    "1606550000",
    "Invented",
)
BringIn = Callable[..., Proposal]


@pytest.fixture
def bring_in(book: BeatBook, small: SmallGazetteer, tmp_path: Path) -> BringIn:
    """Write a file, bring it in, and return the proposal as it was applied."""

    def run(name: str, headings: Sequence[str], *rows: Sequence[object], options: Options | None = None) -> Proposal:
        file = a_file(tmp_path, name, headings, *rows)
        done = apply(book, propose(book, "schools", file, small, options))
        counts = done.counts
        assert counts.rows == len(rows)
        assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.duplicate + counts.rejected
        return done

    return run


def the(book: BeatBook, urn: str = "900001") -> Place:
    return book.places.registered("gias")[urn]


def test_that_a_school_of_the_register_is_brought_in_with_what_the_register_knows(
    book: BeatBook, bring_in: BringIn
) -> None:
    assert bring_in("edubasealldata20260901.csv", FULL, ELM).counts.new == 1
    school = the(book)
    assert (school.name, school.street, school.town) == ("Elm Park Primary School", "Elm Road", "Winsford")
    assert (school.postcode, school.phone) == ("CW7 1AA", "01606 550000")
    assert (school.latitude, school.longitude, school.authority) == (53.19, -2.52, WEST)
    assert book.beats.get(school.beat).name
    assert school.place_kind is PlaceKind.SCHOOL
    assert school.details == "Phase: Primary\nAges: 4 to 11"
    assert "Invented" not in str(school)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (("Postcode", "URN", "Establishment name"), ("cw7 1aa", "900001", "Elm")),
        (("urn", "SCHOOLNAME", "Latitude", "Longitude"), ("900001", "Elm", "53.19", "-2.52")),
        (("URN", "EstablishmentName", "Easting", "Northing"), ("900001", "Elm", "365349", "365998")),
        (("URN", "EstablishmentName", "X", "Y"), ("900001", "Elm", "365349", "365998")),
        (("URN", "name", "Y", "X"), ("900001", "Elm", "53.19", "-2.52")),
        (("URN", "EstablishmentName", "Postcode_2017", "phase"), ("900001", "Elm", "CW71AA", "P")),
    ],
)
def test_that_columns_are_found_in_any_order_and_spelling(
    book: BeatBook, bring_in: BringIn, headings: tuple[str, ...], row: tuple[str, ...]
) -> None:
    assert bring_in("schools 2026.csv", headings, row).counts.new == 1
    school = the(book)
    assert (round(school.latitude or 0, 3), round(school.longitude or 0, 3)) == (53.19, -2.52)
    assert school.authority == WEST


def test_that_the_register_is_read_in_the_coding_it_comes_in(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    row = (*ELM[:2], "St Anne’s Café School", *ELM[3:])
    file = a_file(tmp_path, "edubasealldata20260901.csv", FULL, row, coding="cp1252")
    apply(book, propose(book, "schools", file, small))
    assert the(book).name == "St Anne’s Café School"


def test_that_a_newer_edition_updates_the_register_and_never_the_teams_own(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("edubasealldata20250901.csv", FULL, ELM)
    with book.change("Team's work"):
        book.places.amend(the(book).id, notes="Ask for Jo at the gate.", access="Ring twice", frequency=14)
        book.named_officers.add(
            NamedOfficer(id=book.world.new_id(), place=the(book).id, officer=book.holder, starts=date(2026, 1, 1))
        )
    newer = (*ELM[:2], "Elm Park Academy", *ELM[3:11], "01606 559999", "")
    done = bring_in("edubasealldata20260901.csv", FULL, newer)
    (change,) = done.changed
    assert {each.field: (each.before, each.after) for each in change.fields} == {
        "name": ("Elm Park Primary School", "Elm Park Academy"),
        "phone": ("01606 550000", "01606 559999"),
    }
    school = the(book)
    assert (school.name, school.notes, school.access) == ("Elm Park Academy", "Ask for Jo at the gate.", "Ring twice")
    assert school.frequency == 14
    assert len(book.named_officers.of_place(school.id, date(2026, 2, 1))) == 1


def test_that_an_older_or_undated_file_fills_blanks_only_and_the_rest_is_shown(
    book: BeatBook, bring_in: BringIn
) -> None:
    bring_in("schools2026.csv", ("URN", "EstablishmentName", "Postcode"), ("900001", "Elm Park Academy", "CW7 1AA"))
    done = bring_in("edubasealldata20170101.csv", FULL, ELM)
    assert done.counts.changed == 1
    assert [(each.field, each.kept) for each in done.older_left if each.field == "name"] == [
        ("name", "Elm Park Academy")
    ]
    undated = bring_in("list.csv", ("URN", "EstablishmentName", "Town"), ("900001", "Elm", "Crewe"))
    assert (undated.counts.unchanged, undated.older_left_count) == (1, 2)
    school = the(book)
    assert (school.name, school.street, school.town) == ("Elm Park Academy", "Elm Road", "Winsford")


@pytest.mark.parametrize("blank", ["", "NA", "Not applicable", "not recorded", "..", "-", "  "])
def test_that_a_blank_never_clears(book: BeatBook, bring_in: BringIn, blank: str) -> None:
    bring_in("edubasealldata20250901.csv", FULL, ELM)
    before = the(book)
    emptied = (*ELM[:3], "1", blank, blank, blank, blank, blank, blank, blank, blank, blank)
    assert bring_in("edubasealldata20260901.csv", FULL, emptied).counts.unchanged == 1
    assert bring_in("schools20261001.csv", ("URN",), ("900001",)).counts.unchanged == 1
    after = the(book)
    assert replace(after, editions=(), changed=None) == replace(before, editions=(), changed=None)


def test_that_a_school_closes_by_its_status_alone(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("edubasealldata20250901.csv", FULL, ELM)
    bring_in("edubasealldata20250902.csv", FULL, ("900002", *ELM[1:2], "Oak School", *ELM[3:10], "CW7 2BB", "", ""))
    bring_in("edubasealldata20250903.csv", FULL, (*ELM[:3], "", "31-08-2025", *ELM[5:]))
    assert the(book).status is PlaceStatus.OPEN
    bring_in("edubasealldata20250904.csv", FULL, (*ELM[:3], "3", "31-08-2026", *ELM[5:]))
    assert the(book).status is PlaceStatus.CLOSING
    bring_in("edubasealldata20250905.csv", FULL, (*ELM[:3], "2", "31-08-2026", *ELM[5:]))
    assert (the(book).status, the(book).closed) == (PlaceStatus.CLOSED, date(2026, 8, 31))
    bring_in("edubasealldata20250906.csv", FULL, (*ELM[:3], "1", "", *ELM[5:]))
    assert the(book).status is PlaceStatus.OPEN
    assert the(book, "900002").status is PlaceStatus.OPEN


def test_that_the_edition_comes_from_the_name_else_the_row_else_the_user(book: BeatBook, bring_in: BringIn) -> None:
    headings = ("URN", "EstablishmentName", "Postcode", "LastChangedDate")
    as_of = Options(as_of=date(2020, 1, 1))
    bring_in("list.csv", headings, ("900001", "Elm", "CW7 1AA", "16-09-2017"), options=as_of)
    bring_in("list.csv", headings, ("900002", "Oak", "CW7 2BB", ""), options=as_of)
    bring_in("list2018.csv", headings, ("900003", "Fir", "CW1 1AA", "16-09-2017"), options=as_of)
    found = [
        dict(text.split("=") for text in the(book, urn).editions)["name"] for urn in ("900001", "900002", "900003")
    ]
    assert found == ["2017-09-16", "2020-01-01", "2018-01-01"]


def test_that_a_position_given_wins_over_the_postcodes_point_and_moves_the_beat(
    book: BeatBook, bring_in: BringIn
) -> None:
    bring_in("a2017.csv", ("URN", "EstablishmentName", "Postcode"), ("900001", "Elm", "CW7 1AA"))
    first = the(book)
    bring_in("b2016.csv", ("URN", "EstablishmentName", "lat", "lon"), ("900001", "Elm", "53.2001", "-2.5401"))
    second = the(book)
    assert (second.latitude, second.longitude) == (53.2001, -2.5401)
    assert second.postcode == "CW7 1AA"
    assert second.found_by != first.found_by
    bring_in("c2018.csv", ("URN", "Postcode"), ("900001", "CW7 1AB"))
    assert (the(book).latitude, the(book).postcode) == (53.2001, "CW7 1AB")


def test_that_a_school_that_moves_takes_the_point_of_its_new_postcode(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("a2017.csv", ("URN", "EstablishmentName", "Postcode"), ("900001", "Elm", "CW7 1AA"))
    bring_in("b2018.csv", ("URN", "EstablishmentName", "Postcode"), ("900001", "Elm", "CW1 1AA"))
    assert (the(book).latitude, the(book).authority) == (53.1, EAST)


def test_that_rows_outside_cheshire_are_rejected_unless_wanted(book: BeatBook, bring_in: BringIn) -> None:
    headings = ("URN", "EstablishmentName", "LA (name)", "Postcode", "lat", "lon")
    rows = [
        ("1", "By its authority", "Camden", "CW7 1AA", "", ""),
        ("2", "By its postcode", "", "PE10 9EP", "", ""),
        ("3", "By a neighbour's postcode", "", "L1 1AA", "", ""),
        ("4", "By its position", "", "", "51.5", "-0.1"),
        ("5", "By its word, against the ground", "Halton", "L1 1AA", "", ""),
        ("6", "Nobody knows", "", "", "", ""),
    ]
    done = bring_in("schools2026.csv", headings, *rows)
    assert [each.row for each in done.rejected] == [2, 3, 4, 5]
    assert all(each.reason.startswith("outside Cheshire: ") for each in done.rejected)
    assert "row 6 (Halton in the file, outside on the ground)" in done.findings[0]
    assert done.findings[1] == "1 new place could not be put on a beat."
    everywhere = bring_in("schools2026.csv", headings, *rows, options=Options(everywhere=True))
    assert (everywhere.counts.new, everywhere.counts.unchanged) == (4, 2)
    assert the(book, "1").beat == "" or the(book, "1").authority == WEST
    again = bring_in("schools2026.csv", headings, *rows)
    assert again.counts.unchanged == 6


def test_that_the_registers_own_word_decides_where_the_postcode_is_not_known(book: BeatBook, bring_in: BringIn) -> None:
    headings = ("URN", "EstablishmentName", "LA (code)", "Easting", "Northing")
    bring_in("schools2026.csv", headings, ("900001", "On the border", "895", "365349", "365998"))
    assert the(book).authority == EAST
    assert "register's own word" in the(book).found_by


def test_that_a_row_longer_than_the_headings_is_rejected_with_its_cells(bring_in: BringIn) -> None:
    done = bring_in("schools2026.csv", ("URN", "EstablishmentName", "Postcode"), ("1", "Elm", "CW7 1AA", "extra"))
    assert done.rejected[0].cells == ("1", "Elm", "CW7 1AA", "extra")
    assert "4 cells where the headings have 3" in done.rejected[0].reason


@pytest.mark.parametrize(
    ("headings", "row", "reason"),
    [
        (("URN", "EstablishmentName", "Postcode"), ("", "Elm", ""), "no reference, postcode or position"),
        (("URN", "EstablishmentName", "Postcode"), ("", "", "CW7 1AA"), "no reference or name"),
        (("URN",), ("900001",), "no name, and no place on the book has its reference"),
        (("EstablishmentName", "Postcode"), ("Elm", "nonsense"), "“nonsense” is not a postcode"),
        (("URN", "EstablishmentName", "Postcode"), ("1", "x" * 301, "CW7 1AA"), "301 characters long"),
    ],
)
def test_that_a_row_that_cannot_be_used_says_why(
    bring_in: BringIn, headings: tuple[str, ...], row: tuple[object, ...], reason: str
) -> None:
    done = bring_in("schools2026.csv", headings, row)
    assert reason in done.rejected[0].reason


@pytest.mark.parametrize(
    "headings",
    [
        ("UKPRN", "Provider Name"),
        ("Group UID", "Group Name", "Group Postcode"),
        ("EstablishmentName", "Town"),
        ("lat", "lon"),
    ],
)
def test_that_a_file_with_no_key_is_refused_saying_what_is_missing(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path, headings: tuple[str, ...]
) -> None:
    file = a_file(tmp_path, "colleges.csv", headings, ["x"] * len(headings))
    with pytest.raises(Refusal, match="has no URN, and no") as caught:
        propose(book, "schools", file, small)
    assert caught.value.kind == "no-key"
    assert "Postcode" in caught.value.remedy or "postcode" in caught.value.remedy


def test_that_a_row_that_comes_twice_makes_one_school(book: BeatBook, bring_in: BringIn) -> None:
    done = bring_in("edubasealldata20260901.csv", FULL, ELM, ELM)
    assert (done.counts.new, done.counts.unchanged) == (1, 1)
    assert book.places.count() == 1


def test_that_a_list_without_references_knows_its_rows_again_also_after_a_school_is_renamed(
    book: BeatBook, bring_in: BringIn
) -> None:
    bring_in("edubasealldata20250901.csv", FULL, ELM)
    small_list = ("name", "postcode", "telephone")
    rows = [("Elm Park Primary School", "CW7 1AA", "01606 111111"), ("Oak Lane School", "CW7 2BB", "")]
    assert bring_in("list.csv", small_list, *rows).counts.new == 1
    bring_in("edubasealldata20260901.csv", FULL, (*ELM[:2], "The Beacon", *ELM[3:]))
    assert bring_in("list.csv", small_list, *rows).counts.unchanged == 2
    assert book.places.count() == 2


CELLS = ("", "abc", "0", "53.2", "-2.5", "365349", "365,349", "-1", "999999", "1e9", "nan", "365349.25")


def test_that_positions_read_together_are_those_read_one_by_one() -> None:
    pairs = [(across, up) for across in CELLS for up in CELLS]
    pairs += [(str(365_000 + number), str(366_000 - number)) for number in range(60)]
    together = positions_on_grid(pairs)
    for across, up in pairs:
        found = position_of(across, up, grid=True)
        assert together.get((across, up), found) == found
    assert len(together) >= 60


def test_that_a_row_is_compared_with_what_rows_before_it_made_of_a_place_on_the_book(
    book: BeatBook, bring_in: BringIn
) -> None:
    bring_in("edubasealldata20250901.csv", FULL, ELM)
    renamed = (*ELM[:2], "Birch Grange Primary School", *ELM[3:])
    like_the_new = ("900002", ELM[1], "Birch Grange Primary Schools", *ELM[3:])
    like_the_old = ("900003", ELM[1], "Elm Park Primary Schools", *ELM[3:])
    done = bring_in("edubasealldata20260901.csv", FULL, renamed, like_the_new, like_the_old)
    assert [(held.title, held.other_title) for held in done.duplicates] == [
        ("Birch Grange Primary Schools", "Birch Grange Primary School")
    ]
    assert (done.counts.changed, done.counts.new) == (1, 1)
