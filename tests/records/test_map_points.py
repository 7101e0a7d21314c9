"""What the map shows of the book: places as they stand, concerns where they or their places are, cover of beats."""

from __future__ import annotations

from pathlib import Path

from tests.elm_park import a_book
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.place import Place, PlaceStatus
from wehere_desktop.records import BeatBook
from wehere_desktop.records.map_points import concerns_on_map, cover_of_beats, places_on_map
from wehere_desktop.records.place_list import PlacesWanted


def a_place(book: BeatBook, name: str, **fields: object) -> Place:
    """Return a place kept on the first beat, with a position."""
    kept = {"beat": book.beats.all()[0].id, "latitude": 53.2, "longitude": -2.5} | fields
    return book.places.add(Place(id=book.world.new_id(), name=name, **kept))  # type: ignore[arg-type] # fields by name


def test_that_a_place_never_seen_is_losing_touch_and_a_closed_one_is_not_on_the_map(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        with book.change("Three places"):
            late = a_place(book, "Late", opened=None)
            a_place(book, "Shut", status=PlaceStatus.CLOSED)
            a_place(book, "Nowhere", latitude=None, longitude=None)
        found = {each.name: each for each in places_on_map(book, PlacesWanted(), book.world.today()).points}
        assert "Shut" not in found
        assert "Nowhere" not in found
        assert found["Late"].id == late.id
        assert found["Late"].nobody
        assert found["Late"].state in {"late", "due", "kept"}


def test_that_a_concern_lies_where_its_place_does_until_it_has_a_spot_of_its_own(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        with book.change("A concern"):
            place = a_place(book, "Elm Hall")
            beat, today = place.beat, book.world.today()
            for number, spot in enumerate((None, 53.3)):
                book.concerns.add(
                    Concern(
                        id=book.world.new_id(),
                        beat=beat,
                        raised_on=today,
                        said=f"Speeding {number}",
                        place=place.id,
                        latitude=spot,
                        longitude=-2.4 if spot else None,
                    )
                )
        found = {each.name: (each.latitude, each.longitude) for each in concerns_on_map(book).points}
        assert found == {"Speeding 0": (53.2, -2.5), "Speeding 1": (53.3, -2.4)}


def test_that_the_cover_of_a_beat_counts_its_open_places_alone(tmp_path: Path) -> None:
    with a_book(tmp_path) as book:
        beat, today = book.beats.all()[0], book.world.today()
        (before,) = cover_of_beats(book, [beat], today)
        with book.change("Two places"):
            a_place(book, "Open")
            a_place(book, "Shut", status=PlaceStatus.CLOSED)
        (after,) = cover_of_beats(book, [beat], today)
        assert after.places == before.places + 1
        assert after.nobody == before.nobody + 1
