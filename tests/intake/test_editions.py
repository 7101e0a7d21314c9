"""Editions: told by a file's name, and the rule by which the newest value told stays, in whatever order files come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.intake.editions import (
    Kept,
    edition_in_heading,
    edition_in_name,
    merge,
    read_editions,
    write_editions,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("edubasealldata20260901.csv", date(2026, 9, 1)),
        ("schools_2026-09-01_final(2).csv", date(2026, 9, 1)),
        ("CQC 16-09-2026.csv", date(2026, 9, 16)),
        ("worship 2026-05.xlsx", date(2026, 5, 1)),
        ("cheshire_schools_2026_latlon.csv", date(2026, 1, 1)),
        ("edubase2017_cheshire.csv", date(2017, 1, 1)),
        ("schools.csv", None),
        ("list 1234.csv", None),
        ("room 2099.csv", None),
        ("edubasealldata20270101.csv", None),
        ("id20261301.csv", None),
        ("phone 01606550000.csv", None),
    ],
)
def test_that_a_file_name_tells_its_edition_or_nothing(name: str, edition: date | None) -> None:
    assert edition_in_name(name, today=TODAY) == edition


def test_that_a_heading_may_tell_the_year_of_its_column() -> None:
    assert edition_in_heading("Postcode_2017") == date(2017, 1, 1)
    assert edition_in_heading("Column 12") is None
    assert edition_in_heading("Postcode") is None


def test_that_editions_are_kept_as_texts_and_read_back() -> None:
    days = {"name": date(2026, 1, 1), "position": date.min}
    texts = write_editions(days, ["gias 110953"])
    assert texts == ("name=2026-01-01", "position=undated", "known as gias 110953")
    assert read_editions(texts) == (days, ["gias 110953"])
    assert read_editions(["written by hand"]) == ({}, [])


editions = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2015, 1, 5)))
values = st.dictionaries(st.sampled_from(["name", "town", "phone", "status"]), st.sampled_from("abc"), max_size=4)
files = st.lists(st.tuples(values, editions), max_size=6)


def offer(kept: Kept, row: dict[str, str], edition: date | None) -> bool:
    """Take one row in; say whether anything at all was written."""
    merged = merge(kept, row, {}, edition)
    kept.values.update(merged.written)
    kept.editions.update(merged.editions)
    return bool(merged.written or merged.editions)


@given(files=files, again=st.permutations(range(6)))
def test_that_files_read_once_change_nothing_when_read_again_in_any_order(
    files: list[tuple[dict[str, str], date | None]], again: list[int]
) -> None:
    kept = Kept({"status": "a"}, {})
    for row, edition in files:
        offer(kept, row, edition)
    for number in again:
        if number < len(files):
            assert not offer(kept, *files[number])


@given(
    rows=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True),
    data=st.data(),
)
def test_that_the_newest_value_stays_whatever_the_order(rows: list[str], data: st.DataObject) -> None:
    dated = [(value, date(2015, 1, 1 + number)) for number, value in enumerate(rows)]
    kept = Kept({}, {})
    for value, edition in data.draw(st.permutations(dated)):
        offer(kept, {"town": value}, edition)
    assert kept.values["town"] == rows[-1]


def test_that_an_undated_value_fills_a_blank_and_nothing_else() -> None:
    kept = Kept({"town": "Crewe"}, {"town": date(2017, 1, 1)})
    merged = merge(kept, {"town": "Nantwich", "phone": "1"}, {}, None)
    assert (merged.written, merged.older) == ({"phone": "1"}, [("town", "Crewe", "Nantwich")])


def test_that_the_same_value_of_a_newer_edition_moves_the_day_so_that_one_between_cannot_come_in() -> None:
    kept = Kept({"town": "Crewe"}, {"town": date(2017, 1, 1)})
    assert offer(kept, {"town": "Crewe"}, date(2026, 1, 1))
    assert not offer(kept, {"town": "Nantwich"}, date(2020, 1, 1))


def test_that_an_older_status_does_not_fill_the_one_every_place_has() -> None:
    kept = Kept({"status": "open", "name": "Elm"}, {"name": date(2026, 1, 1)})
    assert not offer(kept, {"status": "closed"}, date(2017, 1, 1))
    assert offer(kept, {"status": "closed"}, date(2026, 6, 1))


def test_that_a_column_of_an_earlier_year_counts_as_of_that_year() -> None:
    kept = Kept({"postcode": "CW7 1AA"}, {"postcode": date(2020, 1, 1)})
    merged = merge(kept, {"postcode": "CW7 2BB"}, {"postcode": date(2017, 1, 1)}, date(2026, 1, 1))
    assert not merged.written
