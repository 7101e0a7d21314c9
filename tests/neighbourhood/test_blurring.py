"""A blurred place lies near, never exactly, and always at the same spot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.blurring import LEAST_METRES, MOST_METRES, blurred
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.place import Place

# Four decimals of a degree are rounded by up to some metres.
ROUNDED = 10.0


@given(st.uuids().map(str), st.floats(52.9, 53.6), st.floats(-3.3, -1.9))
def test_that_a_place_is_shown_150_to_500_metres_off_each_time_alike(record: str, lat: float, lon: float) -> None:
    place = Place(id=record, name="Elm Park", latitude=lat, longitude=lon)
    shown = blurred(place)
    assert shown is not None
    assert LEAST_METRES - ROUNDED < metres_between(Position(lat, lon), shown) < MOST_METRES + ROUNDED
    assert blurred(place) == shown


def test_that_places_on_one_spot_are_not_shown_on_one_spot() -> None:
    places = [Place(id=f"{at}", name="Elm Park", latitude=53.2, longitude=-2.5) for at in range(200)]
    shown = {blurred(place) for place in places}
    assert len(shown) > 190
    middle = [
        sum(part) / 200 for part in zip(*((each.lat, each.lon) for each in map(blurred, places) if each), strict=True)
    ]
    assert metres_between(Position(53.2, -2.5), Position(*middle)) < MOST_METRES / 5


def test_that_a_place_without_a_position_has_none_to_show() -> None:
    assert blurred(Place(id="1", name="Elm Park")) is None
