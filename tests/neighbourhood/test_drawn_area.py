"""An area being drawn: corners come and go, it is measured, what crosses itself is refused, and it is kept exactly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood import drawn_area
from wehere_desktop.neighbourhood.drawn_area import (
    DrawnArea,
    Spot,
    area_kept,
    closed,
    crossing_of,
    inserted,
    mended_area,
    metres_round,
    middle_of,
    moved,
    refuse_unfit,
    size_in_words,
    square_metres,
    taken_out,
    with_corner,
)
from wehere_desktop.neighbourhood.ground import Position, parse_position
from wehere_desktop.neighbourhood.typed_corners import area_typed, corners_in_words, position_typed
from wehere_desktop.neighbourhood.whereabouts import PostcodePoint
from wehere_desktop.refusal import Refusal

SQUARE = ((53.26, -2.52), (53.26, -2.50), (53.27, -2.50), (53.27, -2.52))
INNER = ((53.263, -2.515), (53.263, -2.505), (53.267, -2.505), (53.267, -2.515))
AWAY = ((53.30, -2.52), (53.30, -2.50), (53.31, -2.50))
LONGEST = 500_000

corner = st.tuples(st.floats(52.9, 53.6), st.floats(-3.1, -1.8))
rings = st.lists(corner, min_size=3, max_size=30, unique_by=lambda each: (round(each[0], 6), round(each[1], 6)))


class Postcodes:
    """Knows one postcode."""

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return its point."""
        return PostcodePoint(text, Position(53.19, -2.53), "", live=True) if text == "CW7 3EP" else None

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return none: nobody asks here."""
        del position, live_only
        return None


def drawn(*rounds: Any) -> DrawnArea:
    """Return an area of rings drawn one after the other."""
    area = DrawnArea()
    for ring in rounds:
        for lat, lon in ring:
            area = with_corner(area, lat, lon)
        area = closed(area)
    return area


def refused(do: Callable[[], object]) -> str:
    """Return the kind of the refusal something meets."""
    with pytest.raises(Refusal) as met:
        do()
    return met.value.kind


@given(st.lists(rings, min_size=1, max_size=3))
def test_that_what_is_kept_comes_back_the_same(rounds: list[list[tuple[float, float]]]) -> None:
    area = DrawnArea(tuple((tuple((round(lon, 6), round(lat, 6)) for lat, lon in ring),) for ring in rounds))
    again = area_kept(area.text())
    assert again == area
    for part, ring in zip(again.parts, rounds, strict=True):
        for (lon, lat), (given_lat, given_lon) in zip(part[0], ring, strict=True):
            assert abs(lat - given_lat) < 1e-6
            assert abs(lon - given_lon) < 1e-6
    assert area_typed(corners_in_words(area), parse_position) == area


@given(rings)
def test_that_a_mended_area_crosses_itself_nowhere(ring: list[tuple[float, float]]) -> None:
    area = drawn(ring)
    try:
        mended = mended_area(area)
    except Refusal as refusal:
        assert refusal.kind == "nothing-left"
        return
    assert crossing_of(mended) is None
    assert (mended == area) == (crossing_of(area) is None)


def test_that_an_area_is_measured_as_the_ground_is() -> None:
    area = drawn(SQUARE)
    # 0.01 degrees of latitude are 1,113 m, 0.02 of longitude at 53.265 north 1,333 m
    assert square_metres(area) == pytest.approx(1_112 * 1_330, rel=0.01)
    assert metres_round(area) == pytest.approx(2 * (1_112 + 1_330), rel=0.01)
    assert size_in_words(area) == "4 corners · 1.48 km² (148 hectares) · 4.9 km round"
    holed = drawn(SQUARE, INNER)
    assert len(holed.parts[0]) == 2
    assert square_metres(holed) < square_metres(area) * 0.81
    small = drawn(((53.26, -2.52), (53.26, -2.519), (53.261, -2.519)))
    assert size_in_words(small) == "3 corners · 0.37 hectares · 307 m round"


def test_that_the_line_being_drawn_is_told_as_it_grows() -> None:
    area = DrawnArea()
    said = []
    for lat, lon in SQUARE:
        area = with_corner(area, lat, lon)
        said.append(size_in_words(area))
    assert said[0] == "1 corner"
    assert said[1] == "2 corners · 1.3 km"
    assert said[3] == "4 corners · 1.48 km² (148 hectares) · 3.8 km of line"
    assert not area.is_whole


def test_that_the_same_corner_twice_running_counts_once_and_one_on_the_first_only_closes() -> None:
    area = with_corner(with_corner(DrawnArea(), 53.26, -2.52), 53.26, -2.52)
    assert area.corners == 1
    assert closed(DrawnArea()) == DrawnArea()
    assert drawn((*SQUARE, SQUARE[0])) == drawn(SQUARE)


def test_that_fewer_than_three_corners_enclose_nothing() -> None:
    assert refused(lambda: drawn(SQUARE[:2])) == "too-few-corners"
    assert refused(lambda: drawn((SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[1]))) == "too-few-corners"


def test_that_an_area_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_area, "MOST_CORNERS", 4)
    assert refused(lambda: with_corner(drawn(SQUARE), 53.2, -2.5)) == "too-many-corners"


def test_that_corners_are_moved_put_between_and_taken_out_and_the_rest_stays_exactly() -> None:
    area = drawn(SQUARE, INNER, AWAY)
    after = moved(area, Spot(0, 1, 2), 53.266, -2.506)
    assert after.parts[0][1][2] == (-2.506, 53.266)
    assert after.parts[1] is area.parts[1]
    assert inserted(area, Spot(0, 0, 3), 53.265, -2.53).parts[0][0][4] == (-2.53, 53.265)
    assert taken_out(area, Spot(0, 0, 1)).parts[0][0] == tuple((lon, lat) for lat, lon in (SQUARE[0], *SQUARE[2:]))


def test_that_a_ring_of_three_goes_whole_and_an_outer_one_takes_its_holes_along() -> None:
    area = drawn(SQUARE, INNER, AWAY)
    assert len(taken_out(area, Spot(1, 0, 0)).parts) == 1
    fewer = taken_out(area, Spot(0, 1, 0))
    assert len(taken_out(fewer, Spot(0, 1, 0)).parts[0]) == 1
    fewer = taken_out(area, Spot(0, 0, 0))
    assert taken_out(fewer, Spot(0, 0, 0)).parts == area.parts[1:]


@pytest.mark.parametrize("spot", [Spot(2, 0, 0), Spot(0, 5, 0), Spot(0, 0, 9), Spot(-1, 0, 0)])
def test_that_a_corner_that_is_not_there_is_refused(spot: Spot) -> None:
    area = drawn(SQUARE, AWAY)
    assert refused(lambda: moved(area, spot, 53, -2)) == "no-such-corner"
    assert refused(lambda: taken_out(area, spot)) == "no-such-corner"


def test_that_a_crossing_is_found_in_the_line_the_rings_and_between_parts() -> None:
    bow = (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])
    assert str(crossing_of(drawn(bow))) == "near 53.2650, -2.5100"
    open_line = DrawnArea(line=tuple((lon, lat) for lat, lon in bow))
    assert str(crossing_of(open_line)) == "near 53.2650, -2.5100"
    back = DrawnArea(line=((-2.5, 53.2), (-2.5, 53.3), (-2.5, 53.25)))
    assert crossing_of(back) is not None
    shifted = tuple((lat + 0.005, lon + 0.01) for lat, lon in SQUARE)
    assert crossing_of(drawn(SQUARE, shifted)) is not None
    assert crossing_of(drawn(SQUARE, INNER, AWAY)) is None
    assert crossing_of(DrawnArea()) is None


def test_that_mending_cuts_at_the_crossing_and_leaves_what_is_whole() -> None:
    bow = drawn((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]))
    assert len(mended_area(bow).parts) == 2
    assert mended_area(drawn(SQUARE)) == drawn(SQUARE)
    flat = drawn(((53.2, -2.5), (53.3, -2.5), (53.25, -2.5)))
    assert refused(lambda: mended_area(flat)) == "nothing-left"


def test_that_only_what_is_whole_is_kept() -> None:
    assert refused(lambda: refuse_unfit(DrawnArea(), longest=LONGEST)) == "nothing-drawn"
    half = with_corner(drawn(SQUARE), 53.4, -2.4)
    assert refused(lambda: refuse_unfit(half, longest=LONGEST)) == "not-closed"
    bow = drawn((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]))
    assert refused(lambda: refuse_unfit(bow, longest=LONGEST)) == "crosses-itself"
    assert refused(lambda: refuse_unfit(drawn(SQUARE), longest=20)) == "too-many-corners"
    assert refuse_unfit(drawn(SQUARE), longest=LONGEST) == drawn(SQUARE).text()


def test_that_the_middle_lies_in_the_largest_part_whatever_its_shape() -> None:
    assert middle_of(drawn(AWAY, SQUARE)) == Position(53.265, -2.51)
    horseshoe = ((53.2, -2.6), (53.3, -2.6), (53.3, -2.59), (53.21, -2.59), (53.21, -2.41), (53.3, -2.41), (53.3, -2.4))
    middle = middle_of(drawn((*horseshoe, (53.2, -2.4))))
    assert middle.lat < 53.21 or middle.lon < -2.59 or middle.lon > -2.41
    assert refused(lambda: middle_of(DrawnArea())) == "no-area"


def test_that_what_is_no_outline_is_an_empty_area() -> None:
    for text in ("", "[]", "{}", "null", "[[[1]]]", '"x"', "[[[[1,2],[3,4]]]]"):
        assert area_kept(text) == DrawnArea()


def test_that_corners_typed_are_read_line_by_line_with_holes_and_parts() -> None:
    area = drawn(SQUARE, INNER, AWAY)
    words = corners_in_words(area)
    assert words.splitlines()[0] == "53.260000, -2.520000"
    assert area_typed(words.replace("hole", "\n  Hole:\n"), parse_position) == area
    assert area_typed("", parse_position) == DrawnArea()
    assert area_typed("hole\n" + words.split("\n\n")[0], parse_position) == drawn(SQUARE)
    assert corners_in_words(DrawnArea(line=((-2.5, 53.2),))) == "53.200000, -2.500000"


def test_that_a_line_that_is_no_position_is_named() -> None:
    for line in ("nowhere", "x" * 200):
        with pytest.raises(Refusal, match=r"Line 3, “.{1,41}”: ") as met:
            area_typed(f"53.2 -2.5\n53.3 -2.5\n{line}\n53.3 -2.4", parse_position)
        assert met.value.field == "corners"
    assert refused(lambda: area_typed("53.2 -2.5\n53.3 -2.5", parse_position)) == "too-few-corners"


def test_that_a_postcode_a_position_or_a_grid_reference_is_read_and_nothing_else() -> None:
    known = Postcodes()
    assert position_typed(" cw73ep ", known) == Position(53.19, -2.53)
    assert position_typed("53.26 -2.51", known) == Position(53.26, -2.51)
    assert position_typed("SJ 6552 6615", known).lat == pytest.approx(53.19, abs=0.01)
    assert refused(lambda: position_typed("M1 1AA", known)) == "unknown-postcode"
    for text in ("", "Winsford", "<img>", "53.26"):
        assert refused(partial(position_typed, text, known)) == "bad-where"
