"""Positions, distances and postcodes as people write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.ground import Position, box_around, metres_between, normal_postcode, parse_position
from wehere_desktop.refusal import Refusal

positions = st.builds(Position, st.floats(-90, 90), st.floats(-180, 180))
british = st.builds(Position, st.floats(49, 61), st.floats(-9, 2))


@pytest.mark.parametrize(
    ("lat", "lon"), [(math.nan, 0), (0, math.inf), (90.01, 0), (0, -180.5), (-91, 0), (371094, 355727)]
)
def test_that_what_is_no_place_on_the_earth_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(Refusal) as refused:
        Position(lat, lon)
    assert refused.value.field == "position"


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        # One degree of a great circle of the mean sphere is 111,195 m
        (Position(53, -2), Position(54, -2), 111_195),
        (Position(0, 0), Position(0, 1), 111_195),
        # The Eastgate clock to the town bridge of Northwich, by the ellipsoid 25,920 m
        (Position(53.19060, -2.88816), Position(53.26090, -2.51680), 25_920),
        (Position(0, 0), Position(0, 180), math.pi * 6_371_008.8),
    ],
)
def test_that_distances_agree_with_known_ones(a: Position, b: Position, metres: float) -> None:
    assert metres_between(a, b) == pytest.approx(metres, rel=0.005)


@given(positions, positions, positions)
def test_that_distance_is_a_distance(a: Position, b: Position, c: Position) -> None:
    assert metres_between(a, a) == 0
    assert metres_between(a, b) == pytest.approx(metres_between(b, a), abs=1e-6)
    assert metres_between(a, c) <= metres_between(a, b) + metres_between(b, c) + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "53.19, -2.51",
        " 53.19,-2.51 ",
        "53.19 -2.51",
        "53.19;-2.51",
        "53.19N 2.51W",
        "53.19° N, 2.51° W",
        "+53.19 -2.51",
    ],
)
def test_that_a_position_is_read_as_people_write_it(text: str) -> None:
    assert parse_position(text) == Position(53.19, -2.51)


@pytest.mark.parametrize(
    "text", ["", "53.19", "53,19, -2,51", "north, west", "53.19, -2.51, 4", "1e9, 2", "nan, nan", "٥٣, ٢", "99, 0"]
)
def test_that_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_position(text)


@given(british)
def test_that_a_position_written_out_is_read_back_within_a_metre_or_so(position: Position) -> None:
    assert metres_between(parse_position(str(position)), position) < 1.2


@given(british, st.floats(1, 50_000), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_that_the_box_holds_all_within_the_radius(position: Position, radius: float, turn: float, part: float) -> None:
    reach = math.degrees(radius * part / 6_371_008.8)
    there = Position(
        position.lat + reach * math.cos(turn),
        position.lon + reach * math.sin(turn) / math.cos(math.radians(position.lat)),
    )
    if metres_between(position, there) <= radius:
        box = box_around(position, radius * 1.000001)
        assert box.holds(there)


def test_that_the_box_is_little_larger_than_the_circle() -> None:
    box = box_around(Position(53.2, -2.5), 1_000)
    corner = metres_between(Position(box.south, box.west), Position(box.north, box.east))
    assert corner == pytest.approx(2_000 * math.sqrt(2), rel=0.001)


@pytest.mark.parametrize(("lat", "lon"), [(89.999, 0), (-89.999, 12), (0, 179.9999)])
def test_that_a_box_near_a_pole_or_the_date_line_reaches_all_round(lat: float, lon: float) -> None:
    box = box_around(Position(lat, lon), 1_000)
    assert (box.west, box.east) == (-180, 180)


@pytest.mark.parametrize("text", ["CW7 3EP", "cw73ep", "CW7  3EP", " cw7 3ep\n", "C W 7 3 E P", "CW7\u00a03EP"])
def test_that_a_postcode_is_known_however_it_is_written(text: str) -> None:
    assert normal_postcode(text) == "CW7 3EP"


@pytest.mark.parametrize("text", ["M1 1AE", "CH66 2NN", "W1A 0AX", "EC1A 1BB", "L1 8JQ", "WA12 9XY"])
def test_that_every_shape_of_postcode_is_left_as_it_is(text: str) -> None:
    assert normal_postcode(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CW7",
        "CW7 3E",
        "CW7 3EPP",
        "7CW 3EP",
        "CWO 3EP",
        "CW7 OEP",
        "CW7 3CK",
        "12345",
        "\uff23\uff377 3EP",
        "ß1 1AA",
    ],
)
def test_that_what_is_no_postcode_is_none_and_nothing_is_guessed(text: str) -> None:
    assert normal_postcode(text) is None


@given(st.text(max_size=12))
def test_that_a_normal_postcode_is_already_normal(text: str) -> None:
    normal = normal_postcode(text)
    assert normal is None or normal_postcode(normal) == normal
