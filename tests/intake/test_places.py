"""Places from any table: columns guessed, shown, given and kept; kinds by option, column, file or name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.intake.small_county import EAST, SmallGazetteer, a_file
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.intake.places import in_sentence_case
from wehere_desktop.neighbourhood.place import Place, PlaceKind, PlaceStatus
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

BringIn = Callable[..., Proposal]


@pytest.fixture
def bring_in(book: BeatBook, small: SmallGazetteer, tmp_path: Path) -> BringIn:
    """Write a file, bring it in, and return the proposal as it was applied."""

    def run(name: str, headings: Sequence[str], *rows: Sequence[object], options: Options | None = None) -> Proposal:
        done = apply(book, propose(book, "places", a_file(tmp_path, name, headings, *rows), small, options))
        counts = done.counts
        assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.duplicate + counts.rejected
        return done

    return run


def only(book: BeatBook) -> Place:
    (place,) = book.places.all()
    return place


def test_that_a_list_is_read_by_its_headings_and_says_how(book: BeatBook, bring_in: BringIn) -> None:
    done = bring_in(
        "worship 2026-05.csv",
        ("Church name", "Address", "Post code", "Denomination", "Phone", "Vicar"),
        (
            "St Chad's",
            "St Chad's, Church Lane, Over, Winsford, CW7 1AA",
            "CW7 1AA",
            "Anglican",
            "01606 550003",
            "Invented",
        ),
    )
    place = only(book)
    assert (place.name, place.street, place.locality, place.town) == ("St Chad's", "Church Lane", "Over", "Winsford")
    assert (place.place_kind, place.details, place.phone) == (
        PlaceKind.FAITH_CENTRE,
        "Details: Anglican",
        "01606 550003",
    )
    assert done.mapping_lines() == [
        "Church name → name",
        "Address → street",
        "Post code → postcode",
        "Denomination → details",
        "Phone → phone",
        "not used: Vicar",
    ]
    assert "Invented" not in str(place)
    assert str(done.edition) == "2026-05-01"


def test_that_a_workbook_is_brought_in_too(book: BeatBook, small: SmallGazetteer, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Village halls of the county"], [], ["Name", "Latitude", "Longitude"], ["Bell Hall", 53.1, -2.44]):
        sheet.append(row)
    workbook.save(tmp_path / "halls.xlsx")
    apply(book, propose(book, "places", tmp_path / "halls.xlsx", small))
    assert (only(book).name, only(book).place_kind, only(book).authority) == (
        "Bell Hall",
        PlaceKind.COMMUNITY_HALL,
        EAST,
    )


def test_that_a_file_without_headings_is_read_by_its_cells(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    file = tmp_path / "practices.csv"
    file.write_text(
        "N81901,OVER MEDICAL CENTRE,Y62,CHURCH LANE,OVER,WINSFORD,CHESHIRE,CW7 1AA,01606 550004\n"
        "N81902,ST MARY'S SURGERY,Y62,HIGH STREET,,CREWE,CHESHIRE,CW1 1AA,01270 550005\n",
        encoding="utf-8",
    )
    apply(book, propose(book, "places", file, small))
    first, second = book.places.all()
    assert (first.name, first.reference, first.source) == ("Over Medical Centre", "N81901", "ods")
    assert (first.street, first.town, first.postcode) == ("Church Lane", "Winsford", "CW7 1AA")
    assert (second.name, second.place_kind) == ("St Mary's Surgery", PlaceKind.GP_SURGERY)


def test_that_a_given_mapping_is_kept_for_the_next_file_of_the_same_headings(book: BeatBook, bring_in: BringIn) -> None:
    headings = ("Wo", "Was", "PLZ", "Ring")
    row = ("Church Lane", "Bell Hall", "CW7 1AA", "01606 550006")
    options = Options(mapping={"was": "name", "3": "postcode", "Wo": "street", "Ring": "phone"})
    bring_in("a.csv", headings, row, options=options)
    assert (only(book).name, only(book).street, only(book).phone) == ("Bell Hall", "Church Lane", "01606 550006")
    (kept,) = book.saved_mappings.all()
    assert kept.columns == ("Wo=street", "Was=name", "PLZ=postcode", "Ring=phone")
    again = bring_in("b.csv", headings, row, ("Mill Lane", "Mill Hall", "CW1 1AA", ""))
    assert (again.counts.unchanged, again.counts.new) == (1, 1)
    assert book.saved_mappings.count() == 1
    bring_in("c.csv", headings, ("x", "Third", "CW7 2BB", "1"), options=Options(mapping={"Ring": ""}))
    assert book.saved_mappings.all()[0].columns == ("Wo=street", "Was=name", "PLZ=postcode")
    assert book.places.called("Third")[0].phone == ""


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Nowhere": "name"}, "no column “Nowhere”"),
        ({"Title": "secret_notes"}, "“secret_notes” is not a field"),
        ({"Title": "notes"}, "“notes” is not a field"),
        ({"Title": "name", "Code": "name"}, "Two columns are given for name"),
    ],
)
def test_that_a_mapping_that_cannot_be_is_refused(bring_in: BringIn, mapping: dict[str, str], said: str) -> None:
    with pytest.raises(Refusal, match=said) as caught:
        bring_in("a.csv", ("Title", "Code", "Postcode"), ("x", "y", "CW7 1AA"), options=Options(mapping=mapping))
    assert caught.value.field == "mapping"
    assert caught.value.remedy


def test_that_a_table_with_no_names_or_no_whereabouts_asks_for_a_mapping(bring_in: BringIn) -> None:
    with pytest.raises(Refusal, match="hold postcodes or positions") as caught:
        bring_in("a.csv", ("Name", "Colour"), ("Bell Hall", "red"))
    assert "=name" in caught.value.remedy


@pytest.mark.parametrize(
    ("file", "kind_cell", "name", "option", "kind"),
    [
        ("list.csv", "", "St Chad's Church", "", PlaceKind.FAITH_CENTRE),
        ("list.csv", "", "Over Masjid", "", PlaceKind.FAITH_CENTRE),
        ("libraries.csv", "", "St Chad's Church", "", PlaceKind.LIBRARY),
        ("libraries.csv", "pub", "The Bell", "", PlaceKind.PUB),
        ("libraries.csv", "pub", "The Bell", "hate-crime reporting centre", PlaceKind.HATE_CRIME_CENTRE),
        ("list.csv", "Residential homes", "Elm House", "", PlaceKind.CARE_HOME),
        ("list.csv", "", "Somewhere", "", PlaceKind.OTHER),
        ("list.csv", "", "Over Village Hall", "", PlaceKind.COMMUNITY_HALL),
        ("list.csv", "", "Elm Livery Stables", "", PlaceKind.STABLES),
        ("list.csv", "", "Winsford Police Station", "", PlaceKind.POLICE_BASE),
    ],
)
def test_that_the_kind_is_told_by_the_user_the_row_the_file_or_the_name(
    book: BeatBook, bring_in: BringIn, *, file: str, kind_cell: str, name: str, option: str, kind: PlaceKind
) -> None:
    options = Options(place_kind=option)
    bring_in(file, ("Name", "Postcode", "Type"), (name, "CW7 1AA", kind_cell), options=options)
    assert only(book).place_kind is kind


def test_that_an_unknown_kind_is_refused_listing_the_kinds(bring_in: BringIn) -> None:
    with pytest.raises(Refusal, match="no kind of place called “castle”") as caught:
        bring_in("a.csv", ("Name", "Postcode"), ("x", "CW7 1AA"), options=Options(place_kind="castle"))
    assert "faith centre" in caught.value.remedy


def test_that_a_reference_means_the_same_place_in_every_file_that_has_it(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("a.csv", ("ODS code", "Name", "Postcode"), ("N81901", "Over Surgery", "CW7 1AA"))
    done = bring_in("b.csv", ("Organisation code", "Name", "Postcode", "Tel"), ("N81901", "Over", "CW7 1AA", "1"))
    assert (done.counts.changed, only(book).phone, only(book).name) == (1, "1", "Over Surgery")


def test_that_two_lists_with_numbers_of_their_own_do_not_mix(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(
        "a.csv", ("Id", "Name", "Postcode"), ("1", "Over Hall", "CW7 1AA"), options=Options(mapping={"Id": "reference"})
    )
    bring_in(
        "b.csv",
        ("Id", "Name", "Postcode", "Tel"),
        ("1", "Crewe Hall", "CW1 1AA", ""),
        options=Options(mapping={"Id": "reference"}),
    )
    assert [place.name for place in book.places.all()] == ["Over Hall", "Crewe Hall"]


def test_that_a_place_of_one_list_is_held_back_when_it_is_on_another(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("churches.csv", ("Name", "Postcode"), ("St Chad's Church", "CW7 1AA"))
    done = bring_in("faith.csv", ("Charity number", "Name", "Postcode"), ("100", "St. Chad's C of E Church", "CW7 1AA"))
    assert (done.counts.duplicate, done.duplicates[0].other_title) == (1, "St Chad's Church")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ST MARY'S CHURCH OF THE HOLY CROSS", "St Mary's Church of the Holy Cross"),
        ("CHESHIRE BCSC", "Cheshire BCSC"),
        ("16 HIGH ST, AUDLEM", "16 High St, Audlem"),
        ("Already written", "Already written"),
        ("BHF", "BHF"),
        ("", ""),
    ],
)
def test_that_names_in_capitals_are_written_as_names(typed: str, kept: str) -> None:
    assert in_sentence_case(typed) == kept


def test_that_a_status_of_the_list_closes_its_place(book: BeatBook, bring_in: BringIn) -> None:
    bring_in("list2026.csv", ("Name", "Postcode", "Status"), ("The Bell", "CW7 1AA", "Closed"))
    assert only(book).status is PlaceStatus.CLOSED
