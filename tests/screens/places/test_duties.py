"""Naming an officer: who held the duty ends the day before, and what cannot be is refused beside its field."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.elm_park import TODAY, a_place, an_officer
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.duties import name_officer

DAY = timedelta(days=1)


@pytest.fixture
def people(desk: Desk, book: BeatBook) -> tuple[str, str, str]:
    """A place and two officers."""
    del desk  # closes the book
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
