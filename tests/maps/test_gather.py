"""What the map page is told: places with a position, how the promise to each stands, and the beats' outlines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.elm_park import TODAY, a_book, a_place, a_visit, an_officer
from wehere_desktop.maps.gather import gather
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.blurring import LEAST_METRES, MOST_METRES, blurred
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, PlaceStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records import BeatBook

HERE: dict[str, Any] = {"latitude": 53.19, "longitude": -2.51}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """An open book without places."""
    with a_book(tmp_path) as opened:
        yield opened


def kept(book: BeatBook, name: str, **fields: Any) -> Place:
    with book.change(f"Add {name}"):
        return book.places.add(a_place(book, name, **fields))


def test_that_only_open_places_with_a_position_are_on_the_map(book: BeatBook) -> None:
    kept(book, "Elm Park", **HERE)
    kept(book, "Nowhere")
    kept(book, "Gone", status=PlaceStatus.CLOSED, **HERE)
    assert [each.name for each in gather(book, today=TODAY).places] == ["Elm Park"]


def test_that_a_place_says_how_its_promise_stands(book: BeatBook) -> None:
    for name, days in (("Fresh", 1), ("Late", 45), ("Today", 42)):
        place = kept(book, name, **HERE)
        with book.change("Visit"):
            book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=days)))
    kept(book, "Never", **HERE)
    kept(book, "Soon", status=PlaceStatus.PROPOSED, **HERE)
    assert {each.name: each.state for each in gather(book, today=TODAY).places} == {
        "Fresh": "in touch",
        "Late": "3 days late",
        "Today": "due today",
        "Never": "no contact yet",
        "Soon": "to open",
    }


def test_that_the_main_named_officer_of_the_day_is_named(book: BeatBook) -> None:
    place = kept(book, "Elm Park", **HERE)
    with book.change("Name officers"):
        people = book.officers
        for name, duty, starts, ends in (
            ("Deputy", Duty.DEPUTY, TODAY, None),
            ("Former", Duty.MAIN, TODAY - timedelta(days=9), TODAY - timedelta(days=1)),
            ("Sam Ashdown", Duty.MAIN, TODAY, TODAY),
            ("Future", Duty.MAIN, TODAY + timedelta(days=1), None),
        ):
            officer = people.add(an_officer(book, name))
            book.named_officers.add(
                NamedOfficer(
                    id=book.world.new_id(), place=place.id, officer=officer.id, duty=duty, starts=starts, ends=ends
                )
            )
    assert [each.named_officer for each in gather(book, today=TODAY).places] == ["PCSO Sam Ashdown"]
    tomorrow = gather(book, today=TODAY + timedelta(days=1))
    assert [each.named_officer for each in tomorrow.places] == ["PCSO Future"]


def test_that_one_beat_shows_its_own_places_and_outline_as_on_the_whole_map(book: BeatBook) -> None:
    beat = book.beats.known_as("Winsford Wharton")[0]
    kept(book, "Here", beat=beat.id, **HERE)
    kept(book, "Elsewhere", **HERE)
    one, whole = gather(book, today=TODAY, beat=beat.id), gather(book, today=TODAY)
    assert [(each.name, each.beat) for each in one.places] == [("Here", "Winsford Wharton")]
    assert [(each.name, each.lpu) for each in one.beats] == [("Winsford Wharton", "Northwich")]
    assert one.beats[0] in whole.beats
    assert len(whole.beats) == 122
    assert (one.title, whole.title) == ("Winsford Wharton: key places", "Cheshire Constabulary: key places")


def test_that_outlines_are_in_degrees_and_in_cheshire(book: BeatBook) -> None:
    points = [
        point for beat in gather(book, today=TODAY).beats for shape in beat.polygons for ring in shape for point in ring
    ]
    assert all(52.9 < lat < 53.6 and -3.3 < lon < -1.9 for lat, lon in points)


def test_that_the_map_is_marked_dated_and_says_whether_it_is_practice(tmp_path: Path, book: BeatBook) -> None:
    facts = gather(book, today=TODAY)
    assert (facts.marking, facts.as_of, facts.practice) == ("OFFICIAL", "Sunday 22 November 2026", False)
    (tmp_path / "b").mkdir()
    with a_book(tmp_path / "b", practice=True) as practice:
        assert gather(practice, today=TODAY).practice


def test_that_a_boundary_brought_in_is_on_the_map_with_its_day(book: BeatBook) -> None:
    beat = book.beats.known_as("Winsford Wharton")[0]
    ring = ((-2.52, 53.18), (-2.48, 53.18), (-2.48, 53.21), (-2.52, 53.21), (-2.52, 53.18))
    made = BeatBoundary(id=book.world.new_id(), beat=beat.id, rings=rings_text([(ring,)]), valid_from=TODAY)
    with book.change("Bring in"):
        book.beat_boundaries.add(made)
    (drawn,) = [each for each in gather(book, today=TODAY).beats if each.drawn]
    assert (drawn.name, drawn.since) == ("Winsford Wharton", TODAY)
    assert {point for polygon in drawn.polygons for line in polygon for point in line} == {
        (lat, lon) for lon, lat in ring
    }
    # From which day it holds is the team's own knowledge.
    (told,) = [each for each in gather(book, today=TODAY, public=True).beats if each.drawn]
    assert told.since is None


def test_that_a_public_map_is_blurred_unmarked_and_tells_nothing_of_contact(book: BeatBook) -> None:
    place = kept(book, "Elm Park", **HERE)
    kept(book, "To come", status=PlaceStatus.PROPOSED, **HERE)
    facts = gather(book, today=TODAY, public=True)
    assert (facts.marking, facts.public) == ("", True)
    (shown,) = facts.places
    assert (shown.name, shown.state) == ("Elm Park", "")
    away = metres_between(Position(53.19, -2.51), Position(shown.latitude, shown.longitude))
    assert LEAST_METRES - 10 < away < MOST_METRES + 10
    assert (shown.latitude, shown.longitude) == (blurred(place).lat, blurred(place).lon)  # type: ignore[union-attr] # it has one
    exact = gather(book, today=TODAY).places
    assert {(each.latitude, each.longitude) for each in exact} == {(53.19, -2.51)}
