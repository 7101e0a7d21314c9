"""The list of places: the book's own answer agrees with the rule it stands for."""

from __future__ import annotations

from datetime import timedelta

from tests.elm_park import TODAY, a_place, a_visit
from wehere_desktop.neighbourhood.place import NamedOfficer, PlaceKind, PlaceStatus
from wehere_desktop.records import BeatBook
from wehere_desktop.records.place_list import PlacesWanted, Standing


def _fill(book: BeatBook) -> None:
    with book.change("Set up places"):
        for number, kind in enumerate(PlaceKind):
            place = book.places.add(a_place(book, f"Place {number:02}", place_kind=kind, frequency=(number % 3) * 9))
            if number % 5:
                book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=number * 7)))
                book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=number * 7 + 200)))
        book.places.add(a_place(book, "Gone", status=PlaceStatus.CLOSED))


def test_that_the_order_by_due_is_that_of_losing_touch(book: BeatBook) -> None:
    _fill(book)
    rule = [each.place.id for each in book.places.losing_touch(TODAY, ahead=4000)]
    assert book.places.listed(PlacesWanted(), today=TODAY, order="due") == rule


def test_that_each_open_place_has_one_standing_and_the_late_ones_are_those_of_the_rule(book: BeatBook) -> None:
    _fill(book)
    ids = {each: book.places.listed(PlacesWanted(standing=each), today=TODAY) for each in Standing}
    assert sorted(record for found in ids.values() for record in found) == sorted(p.id for p in book.places.all())
    late = [each for each in book.places.losing_touch(TODAY) if each.last is None or each.days_late > 0]
    assert set(ids[Standing.LOSING_TOUCH]) == {each.place.id for each in late}
    soon = {each.place.id for each in book.places.losing_touch(TODAY, ahead=7)} - set(ids[Standing.LOSING_TOUCH])
    assert set(ids[Standing.DUE_SOON]) == soon
    for each, found in ids.items():
        assert book.places.how_many(PlacesWanted(standing=each), today=TODAY) == len(found)


def test_that_nobody_named_and_words_narrow_and_odd_signs_do_no_harm(book: BeatBook) -> None:
    _fill(book)
    first = book.places.called("Place 00")[0]
    with book.change("Name one"):
        book.named_officers.add(NamedOfficer(id=book.world.new_id(), place=first.id, officer=book.holder, starts=TODAY))
    unnamed = book.places.listed(PlacesWanted(nobody_named=True), today=TODAY)
    assert unnamed == [each.id for each in book.places.nobody_named(TODAY)]
    assert book.places.listed(PlacesWanted(words="pla 00"), today=TODAY, order="officer") == [first.id]
    for odd in ('"', "*", "(", "NEAR(", "'; DROP", "%", "--"):
        assert book.places.listed(PlacesWanted(words=odd), today=TODAY) == []


def test_that_last_contact_and_duties_of_some_places_agree_with_those_of_all(book: BeatBook) -> None:
    _fill(book)
    some = [each.id for each in book.places.all()][:7]
    whole = book.visits.last_contact()
    assert book.visits.last_contact_with(some) == {each: whole[each] for each in some if each in whole}
    assert book.visits.last_contact_with([]) == {}
    assert book.named_officers.of_places(some, TODAY) == []


def test_that_the_places_of_one_officer_are_those_they_are_named_for_today(book: BeatBook) -> None:
    _fill(book)
    first, second, third = (book.places.called(f"Place 0{number}")[0].id for number in range(3))
    with book.change("Name the holder"):
        for place, starts, ends in (
            (first, TODAY, None),
            (second, TODAY + timedelta(days=1), None),
            (third, TODAY - timedelta(days=9), TODAY - timedelta(days=1)),
        ):
            duty = NamedOfficer(id=book.world.new_id(), place=place, officer=book.holder, starts=starts, ends=ends)
            book.named_officers.add(duty)
    wanted = PlacesWanted(officer=book.holder)
    for order in ("due", "officer", "name", "seen"):
        assert book.places.listed(wanted, today=TODAY, order=order) == [first]
    assert book.places.how_many(wanted, today=TODAY) == 1
