"""Real registers: every row accounted for, on the right ground, and nothing changed by reading them again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.elm_park import a_book
from tests.real_files import real_file
from wehere_desktop.formats.table import open_table
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.records import BeatBook
from wehere_desktop.records.force_structure import authorities
from wehere_desktop.records.reference import Gazetteer
from wehere_desktop.refusal import Refusal

SCHOOLS = "schools/cheshire_schools_2026_latlon.csv"
OLDER = "schools/edubase2017_cheshire.csv"
SAMPLES = "schools/dfe_teaching_vacancies"
SAMPLE = f"{SAMPLES}/example_schools_data.csv"
BringIn = Callable[..., Proposal]


@pytest.fixture
def bring_in(book: BeatBook, gazetteer: Gazetteer) -> BringIn:
    """Bring a real file in, check that its rows are accounted for, and return what was done."""

    def run(name: str, kind: str = "schools", options: Options | None = None) -> Proposal:
        file = real_file(name)
        done = apply(book, propose(book, kind, file, gazetteer, options))
        counts = done.counts
        assert counts.rows == sum(1 for _ in open_table(file).rows())
        assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.duplicate + counts.rejected
        return done

    return run


def schools_by_urn(book: BeatBook) -> dict[str, Place]:
    return book.places.registered("gias")


def test_that_the_schools_of_2026_lie_where_the_file_says(book: BeatBook, bring_in: BringIn) -> None:
    done = bring_in(SCHOOLS)
    assert (done.counts.rows, done.counts.rejected) == (525, 0)
    assert done.counts.new >= 520
    names = {each.code: each.name for each in authorities()}
    table = open_table(real_file(SCHOOLS))
    urn, said = table.headings.index("URN"), table.headings.index("authority")
    says = {row.cells[urn]: row.cells[said] for row in table.rows()}
    agreeing = [names[place.authority] == says[urn] for urn, place in schools_by_urn(book).items()]
    assert sum(agreeing) >= 0.99 * len(agreeing)
    assert all(place.beat for place in schools_by_urn(book).values())


def test_that_the_ground_alone_agrees_with_the_files_own_authority(bring_in: BringIn) -> None:
    for name in (SCHOOLS, OLDER):
        done = bring_in(name, options=Options(duplicates="new"))
        disagreeing = [finding for finding in done.findings if "another authority" in finding]
        wrong = int(disagreeing[0].split(" of ")[0]) if disagreeing else 0
        assert wrong <= 0.01 * done.counts.rows


@pytest.mark.parametrize("order", [(SCHOOLS, OLDER, SAMPLE), (SAMPLE, OLDER, SCHOOLS)])
def test_that_importing_each_again_in_any_order_changes_nothing(
    tmp_path: Path, gazetteer: Gazetteer, order: tuple[str, ...]
) -> None:
    with a_book(tmp_path) as book:
        for name in order:
            apply(book, propose(book, "schools", real_file(name), gazetteer))
        before = book.places.all()
        for name in (*order, *reversed(order)):
            again = propose(book, "schools", real_file(name), gazetteer)
            assert again.changes_nothing
            apply(book, again)
        assert book.places.all() == before


def test_that_both_orders_of_the_two_editions_tell_the_same_name_and_position(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    told = []
    for order in ((SCHOOLS, OLDER), (OLDER, SCHOOLS)):
        folder = tmp_path / order[0].replace("/", "-")
        folder.mkdir()
        with a_book(folder) as book:
            for name in order:
                apply(book, propose(book, "schools", real_file(name), gazetteer, Options(duplicates="new")))
            told.append(
                {
                    urn: (place.name, place.latitude, place.street, place.phone, place.postcode)
                    for urn, place in schools_by_urn(book).items()
                }
            )
    assert told[0] == told[1]


def test_that_the_departments_own_samples_are_all_elsewhere(bring_in: BringIn) -> None:
    for name, rows in (("example_schools_data.csv", 19), ("example_links_data.csv", 3)):
        done = bring_in(f"{SAMPLES}/{name}")
        assert (done.counts.rows, done.counts.rejected) == (rows, rows)
        assert all("outside Cheshire: " in each.reason or "cells where" in each.reason for each in done.rejected)


@pytest.mark.parametrize("name", ["colleges.csv", "example_groups_data.csv"])
def test_that_a_list_that_tells_no_place_is_refused(book: BeatBook, gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        propose(book, "schools", real_file(f"{SAMPLES}/{name}"), gazetteer)
    assert caught.value.kind == "no-key"


def test_that_no_head_teachers_name_is_taken_in(book: BeatBook, bring_in: BringIn) -> None:
    name = f"{SAMPLES}/example_schools_data.csv"
    bring_in(name, options=Options(everywhere=True))
    table = open_table(real_file(name))
    column = table.headings.index("HeadLastName")
    heads = {row.cells[column] for row in table.rows() if len(row.cells[column]) > 3} - {"Not applicable"}
    assert heads
    kept = str(book.places.all())
    assert not [head for head in heads if head in kept]


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("gm_libraries.csv", PlaceKind.LIBRARY, 141),
        ("gm_pharmacies.csv", PlaceKind.PHARMACY, 631),
        ("sports_hall.csv", PlaceKind.SPORTS_GROUND, 46),
        ("trafford_care_homes.csv", PlaceKind.CARE_HOME, 56),
        ("trafford_general_practices.csv", PlaceKind.GP_SURGERY, 26),
    ],
)
def test_that_other_peoples_lists_are_read_without_being_told_how(
    book: BeatBook, bring_in: BringIn, name: str, kind: PlaceKind, rows: int
) -> None:
    assert bring_in(f"poi/trafford/{name}", "places").counts.rejected == rows
    done = bring_in(f"poi/trafford/{name}", "places", Options(everywhere=True, duplicates="new"))
    assert (done.counts.rows, done.counts.rejected) == (rows, 0)
    found = book.places.all()
    assert sum(place.place_kind is kind for place in found) >= 0.9 * len(found)
    assert all(place.postcode for place in found)


def test_that_practices_without_headings_are_read_by_their_cells(book: BeatBook, bring_in: BringIn) -> None:
    done = bring_in("poi/nhs_ods_epraccur_cheshire.csv", "places", Options(mapping={"Column 13": "status"}))
    assert done.counts.rows == 530
    assert done.counts.new > 150
    place = book.places.registered("ods")["N81001"]
    assert (place.name, place.postcode, place.phone) == ("Audlem Medical Practice", "CW3 0AH", "01270 811440")
    assert "Column 2 → name" in done.mapping_lines()
    assert {str(each.status) for each in book.places.all()} >= {"open", "closed"}
    assert bring_in("poi/nhs_ods_epraccur_cheshire.csv", "places").counts.new == 0


def test_that_hospitals_of_an_odd_delimiter_come_in(book: BeatBook, bring_in: BringIn) -> None:
    done = bring_in("poi/nhs_hospital_2018_notsign_delimited.csv", "places")
    assert (done.counts.rows, done.counts.new) == (1231, 21)
    assert {place.place_kind for place in book.places.all()} == {PlaceKind.HOSPITAL}
