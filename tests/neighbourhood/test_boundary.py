"""Outlines of beats: kept as text and back, found by position, checked against each other and mended."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import FIVE_SECONDS, paces
from wehere_desktop.formats.outlines import Polygon
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import (
    BoundaryIndex,
    area_of,
    from_grid,
    grid_rings,
    index_of,
    polygons_of,
    rings_text,
)
from wehere_desktop.neighbourhood.boundary_checks import LARGEST_FILLED, check, joined, mended
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.whereabouts import BeatAnchors, BeatFinder, BeatStep

NAMES = {"west": "West", "east": "East"}


def box(west: float, south: float, east: float, north: float) -> Polygon:
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


WEST, EAST = (box(-2.6, 53.1, -2.5, 53.2),), (box(-2.5, 53.1, -2.4, 53.2),)


def size(polygons: tuple[Polygon, ...]) -> float:
    return float(area_of(polygons).area)


def test_that_an_outline_goes_into_text_and_comes_back_to_a_tenth_of_a_metre() -> None:
    hole = ((-2.56, 53.12), (-2.54, 53.12), (-2.54, 53.14), (-2.56, 53.12))
    given_ring = ((-2.6000000004, 53.1), *WEST[0][0][1:-1], (-2.6000000004, 53.1))
    text = rings_text([(given_ring, hole)])
    assert text.startswith("[[[[-2.6,53.1],")
    assert polygons_of(text) == ((WEST[0][0], hole),)


@pytest.mark.parametrize("text", ["", "no", "7", "[7]", "[[[1]]]", '{"a": 1}', "[[[[1, 2], [3, 4]]]]", "[[]]"])
def test_that_a_text_which_is_no_outline_holds_no_polygon(text: str) -> None:
    assert polygons_of(text) == ()


def test_that_metres_of_the_grid_become_degrees_and_go_back_within_ten_centimetres() -> None:
    ring = ((365000.0, 366000.0), (366000.5, 366000.0), (366000.5, 367000.2), (365000.0, 366000.0))
    (there,) = grid_rings(rings_text(from_grid([(ring,)])))
    for (east, north), (back_east, back_north) in zip(ring, there, strict=False):
        assert abs(east - back_east) < 0.2
        assert abs(north - back_north) < 0.2


@given(st.floats(-2.7, -2.3), st.floats(53.05, 53.25))
def test_that_one_and_many_find_the_same_beat_and_it_is_the_one_around_the_position(lon: float, lat: float) -> None:
    index = BoundaryIndex({"west": WEST, "east": EAST})
    inside = 53.1 <= lat <= 53.2
    # On the line between two the first by its id has it
    wanted = "east" if inside and -2.5 <= lon <= -2.4 else "west" if inside and -2.6 <= lon < -2.5 else ""
    assert index.find(Position(lat, lon)) == wanted
    assert index.find_many([(lat, lon)]) == [wanted]


def test_that_a_hole_is_outside_and_a_line_that_crosses_itself_still_holds_what_it_encloses() -> None:
    hole = box(-2.56, 53.12, -2.54, 53.14)[0]
    bow = (((-2.6, 53.1), (-2.4, 53.2), (-2.4, 53.1), (-2.6, 53.2), (-2.6, 53.1)),)
    index = BoundaryIndex({"west": ((*WEST[0], hole),), "bow": ()})
    assert index.beats == {"west"}
    assert index.find_many([(53.13, -2.55), (53.11, -2.55)]) == ["", "west"]
    assert BoundaryIndex({"bow": (bow,)}).find_many([(53.15, -2.41), (53.11, -2.5)]) == ["bow", ""]
    assert BoundaryIndex({}).find_many([(53.0, -2.5)]) == [""]


def test_that_a_beat_with_an_outline_has_what_lies_in_it_and_its_anchors_no_longer_count() -> None:
    finder = BeatFinder(
        [BeatAnchors("west", ("A",), (Position(53.15, -2.55),)), BeatAnchors("far", ("A",), (Position(53.9, -2.9),))],
        BoundaryIndex({"west": WEST}),
    )
    assert finder.find(Position(53.15, -2.51), "A") == ("west", BeatStep.BOUNDARY)
    assert finder.find(Position(53.15, -2.51), "elsewhere") == ("west", BeatStep.BOUNDARY)
    assert finder.find(Position(53.15, -2.49), "A") == ("far", BeatStep.ANCHOR)


def test_that_what_lies_between_outlines_has_the_nearest_beat_even_where_every_beat_has_an_outline() -> None:
    beats = [
        BeatAnchors("west", ("A",), (Position(53.15, -2.55),)),
        BeatAnchors("far", ("A",), (Position(53.9, -2.9),)),
    ]
    far = ((((-2.95, 53.85), (-2.85, 53.85), (-2.85, 53.95), (-2.95, 53.95), (-2.95, 53.85)),),)
    finder = BeatFinder(beats, BoundaryIndex({"west": WEST, "far": far}))
    assert finder.find(Position(53.15, -2.49), "A") == ("west", BeatStep.ANCHOR)
    assert finder.find(Position(53.84, -2.9), "A") == ("far", BeatStep.ANCHOR)
    assert finder.find(Position(53.15, -2.49), "elsewhere") == ("", BeatStep.OUTSIDE)


def test_that_the_same_outlines_are_laid_out_once() -> None:
    kept = BeatBoundary(id="1", beat="west", rings=rings_text(WEST))
    assert index_of([]) is None
    assert index_of([kept]) is index_of([kept])


def test_that_a_hundred_thousand_places_find_their_beat_among_many_outlines_in_seconds() -> None:
    outlines = {
        f"b{x:02}{y:02}": (box(-3 + x / 10, 53 + y / 20, -2.9 + x / 10, 53.05 + y / 20),)
        for x in range(11)
        for y in range(11)
    }
    dice = random.Random(4)  # noqa: S311 - places, not secrets
    places = [(dice.uniform(53, 53.55), dice.uniform(-3, -1.9)) for _ in range(100_000)]
    found: list[str] = []
    assert paces(lambda: found.extend(BoundaryIndex(outlines).find_many(places))) < FIVE_SECONDS
    assert len(found) == len(places)
    assert all(found)


def test_that_neighbours_that_only_touch_are_clean_and_stay_as_they_are() -> None:
    assert check({"west": WEST, "east": EAST}).is_clean
    whole = mended({"west": WEST, "east": EAST})
    assert size(whole["west"]) == pytest.approx(size(WEST))


def test_that_a_crossing_is_told_with_its_place_and_cut() -> None:
    bow = ((((-2.6, 53.1), (-2.4, 53.2), (-2.4, 53.1), (-2.6, 53.2), (-2.6, 53.1)),),)
    found = check({"west": bow})
    (trouble,) = found.crossings
    assert metres_between(Position(trouble.lat, trouble.lon), Position(53.15, -2.5)) < 5
    assert found.sentences(NAMES) == ["1 outline crosses itself: West near 53.1500, -2.5000."]
    assert check(mended({"west": bow})).is_clean
    assert len(mended({"west": bow})["west"]) == 2


def test_that_ground_two_claim_is_told_and_stays_with_the_smaller_or_with_the_one_not_asked_about() -> None:
    wide = (box(-2.6, 53.1, -2.49, 53.2),)
    found = check({"west": wide, "east": EAST})
    (overlap,) = found.overlaps
    assert overlap.metres == pytest.approx(0.01 * 66_700 * 0.1 * 111_320, rel=0.02)
    assert found.sentences(NAMES)[0].startswith("1 overlap between outlines: West and East by 74")
    both = mended({"west": wide, "east": EAST})
    assert size(both["east"]) == pytest.approx(size(EAST))
    assert check(both).is_clean
    only = mended({"west": wide, "east": EAST}, ["east"])
    assert set(only) == {"east"}
    assert check({"west": wide, **only}).is_clean


def around(hole: Polygon) -> tuple[Polygon, ...]:
    return ((*box(-2.6, 53.1, -2.4, 53.2), hole[0]),)


def test_that_a_small_gap_is_told_and_filled_and_a_large_one_is_told_and_stays() -> None:
    small, large = box(-2.501, 53.15, -2.499, 53.151), box(-2.51, 53.14, -2.49, 53.15)
    assert (
        check({"west": around(small)}).gaps[0].metres < LARGEST_FILLED < check({"west": around(large)}).gaps[0].metres
    )
    assert "1 gap between outlines: 1.5 hectares beside West near" in check({"west": around(small)}).sentences(NAMES)[0]
    assert check(mended({"west": around(small)})).is_clean
    assert check(mended({"west": around(large)})).gaps
    assert check({"west": around(small)}, ["east"]).is_clean


def test_that_several_outlines_make_one_and_an_overlap_is_not_counted_twice() -> None:
    assert size(joined([WEST, EAST, WEST])) == pytest.approx(size(WEST) + size(EAST), rel=1e-6)


@given(st.lists(st.tuples(*(st.integers(0, 20) for _ in range(4))), min_size=1, max_size=5))
def test_that_whatever_boxes_overlap_mending_leaves_no_overlap_and_loses_no_ground(
    corners: list[tuple[int, int, int, int]],
) -> None:
    outlines = {
        f"b{number}": (box(-2.6 + x / 100, 53 + y / 100, -2.6 + (x + w + 1) / 100, 53 + (y + h + 1) / 100),)
        for number, (x, y, w, h) in enumerate(corners)
    }
    after = mended(outlines)
    assert check(after).overlaps == ()
    before = size(joined(outlines.values()))
    assert size(joined(after.values())) >= before * (1 - 1e-9)
