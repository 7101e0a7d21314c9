"""Naming an officer: who held the duty ends the day before, and what cannot be is refused beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_place, an_officer
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import name_officer
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """An empty book."""
    with a_book(tmp_path) as made:
        yield made


@pytest.fixture
def people(book: BeatBook) -> tuple[str, str, str]:
    """A place and two officers."""
    with book.change("Set up"):
        place = book.places.add(a_place(book))
        sam, jo = (book.officers.add(an_officer(book, name)) for name in ("Sam Ashdown", "Jo Birch"))
    return place.id, sam.id, jo.id


def test_that_whoever_held_the_duty_ends_the_day_before(book: BeatBook, people: tuple[str, str, str]) -> None:
    place, sam, jo = people
    with book.change("Name Sam"):
        name_officer(book, place, sam, Duty.MAIN, starts=TODAY - 30 * DAY)
    with book.change("Name Jo"):
        name_officer(book, place, jo, Duty.MAIN, starts=TODAY)
    assert [each.officer for each in book.named_officers.of_place(place, TODAY - DAY)] == [sam]
    assert [each.officer for each in book.named_officers.of_place(place, TODAY)] == [jo]


def test_that_one_named_by_mistake_today_gives_way_and_a_later_duty_is_left(
    book: BeatBook, people: tuple[str, str, str]
) -> None:
    place, sam, jo = people
    with book.change("Name both"):
        name_officer(book, place, sam, Duty.MAIN, starts=TODAY + 10 * DAY)
        name_officer(book, place, sam, Duty.DEPUTY, starts=TODAY)
        name_officer(book, place, jo, Duty.DEPUTY, starts=TODAY)
        name_officer(book, place, jo, Duty.MAIN, starts=TODAY)
    today = book.named_officers.of_place(place, TODAY)
    assert [(each.officer, each.duty, each.ends) for each in today] == [(jo, Duty.MAIN, TODAY + 9 * DAY)]
    assert [each.officer for each in book.named_officers.of_place(place, TODAY + 10 * DAY)] == [sam]


def test_that_what_cannot_be_is_refused_beside_its_field(book: BeatBook, people: tuple[str, str, str]) -> None:
    place, sam, _ = people
    with book.change("Name Sam"):
        name_officer(book, place, sam, Duty.MAIN, starts=TODAY)
    for officer, starts, ends, field in (
        ("", TODAY, None, "officer"),
        (sam, None, None, "starts"),
        (sam, TODAY, TODAY - DAY, "ends"),
        (sam, TODAY, None, "officer"),
    ):
        with pytest.raises(Refusal) as refused, book.change("Name again"):
            name_officer(book, place, officer, Duty.MAIN, starts=starts, ends=ends)
        assert refused.value.field == field
    assert len(book.named_officers.ever_of_place(place)) == 1
