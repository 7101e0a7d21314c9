"""A drawn map shows what its reader needs, keeps its names apart, and copes with whatever it is given."""

from __future__ import annotations

import itertools
import math
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cartography.small_ground import BEAT, VENUE, small_ground
from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.cartography.draw import dots_near, draw_map
from wehere_desktop.cartography.drawing import Discs, Drawing, Fill, Stroke, Words
from wehere_desktop.cartography.frame import Frame, frame_around, frame_for_beat, frame_for_whole_beat, frame_holding
from wehere_desktop.cartography.lettering import Room
from wehere_desktop.cartography.marks import MOST_APART, NUMBERED_RADIUS, apart
from wehere_desktop.cartography.palette import GREY, PRINT, luma
from wehere_desktop.cartography.shapes import DotField, Mark, Sketch
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.cartography.svg import to_svg
from wehere_desktop.cartography.text_width import text_width
from wehere_desktop.refusal import Refusal

GOLDEN = Path(__file__).parent / "golden" / "small_ground.svg"
FRAME = frame_around(VENUE, width=236, height=188, metres_across=4000)
EDGE = BeatEdge("", BEAT)
HALL = Mark("Elmford Community Hall", VENUE)
REAL_VENUES = {
    "Winsford": (366200.0, 366900.0),
    "Chester": (340450.0, 366400.0),
    "Warrington": (361200.0, 389600.0),
    "Macclesfield": (391750.0, 373650.0),
    "Tattenhall": (348550.0, 358450.0),
    "Malpas": (348700.0, 347300.0),
}


def words_of(drawing: Drawing) -> list[Words]:
    return [shape for shape in drawing.primitives if isinstance(shape, Words)]


def texts_of(drawing: Drawing) -> list[str]:
    return [words.text for words in words_of(drawing)]


def test_that_the_map_is_drawn_as_it_was_when_last_looked_at() -> None:
    made = to_svg(draw_map(FRAME, sketch=small_ground(), marks=[HALL], beat=EDGE))
    if os.environ.get("WEHERE_NEW_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_that_the_venue_roads_town_scale_north_and_credit_are_on_it() -> None:
    drawing = draw_map(FRAME, sketch=small_ground(), marks=[HALL], beat=EDGE)
    texts = texts_of(drawing)
    assert {"Elmford", "A99", "A599", "M99", "N"} <= set(texts)
    assert " ".join(text for text in texts if text in ("Elmford", "Community Hall")) == "Elmford Elmford Community Hall"
    assert any("km" in text or text.endswith("walk") for text in texts)
    small_print = " ".join(texts)
    assert "not to the scale of a survey" in small_print
    assert "indicative" in small_print
    assert "Crown copyright" in small_print
    assert HALL.name in drawing.description
    assert drawing.credit == "Ground invented for tests."


def test_that_a_road_says_where_it_leads_when_it_leaves_the_map() -> None:
    assert "Northbridge 7 km" in texts_of(draw_map(FRAME, sketch=small_ground(), marks=[HALL]))


def test_that_the_beat_is_dashed_because_it_is_indicative() -> None:
    dashed = [shape for shape in draw_map(FRAME, sketch=small_ground(), beat=EDGE).primitives if is_beat(shape)]
    assert dashed
    assert not [shape for shape in draw_map(FRAME, sketch=small_ground()).primitives if is_beat(shape)]


def test_that_a_boundary_is_a_whole_line_with_its_corners_and_the_strip_says_which() -> None:
    whole = draw_map(FRAME, sketch=small_ground(), beat=BeatEdge("", BEAT, indicative=False))
    (line,) = [
        shape
        for shape in whole.primitives
        if isinstance(shape, Stroke) and shape.colour == PRINT.look("boundary").fill and not shape.dash
    ]
    drawn = [point for path in line.paths for point in path]
    assert all(min(math.dist(FRAME.to_page(corner), point) for point in drawn) < 1e-6 for corner in BEAT[0])
    assert not [shape for shape in whole.primitives if is_beat(shape)]
    told = " ".join(texts_of(whole))
    assert "the beat’s boundary" in told
    assert "indicative" not in told
    assert luma(PRINT.look("boundary").fill) < 100 < luma(PRINT.ground)


def test_that_the_strip_says_how_exactly_marks_stand_in_words_that_fit() -> None:
    said = "Places are shown only roughly."
    drawing = draw_map(FRAME, sketch=small_ground(), marks=[HALL], beat=EDGE, said=said)
    assert said in " ".join(texts_of(drawing))
    assert all(text_width(words.text, words.size, words.bold) <= FRAME.width for words in words_of(drawing))


def is_beat(shape: object) -> bool:
    return isinstance(shape, Stroke) and bool(shape.dash) and shape.colour == PRINT.look("beat").fill


@pytest.mark.parametrize("name", REAL_VENUES)
@pytest.mark.parametrize("across", [None, 12000, 40000])
def test_that_no_name_covers_another(name: str, across: float | None) -> None:
    sketch, venue = load_sketch(), REAL_VENUES[name]
    frame = (
        frame_around(venue, width=300, height=240, metres_across=across)
        if across
        else frame_for_beat(venue=venue, width=236, height=188, dots_nearby=dots_near(sketch, venue))
    )
    drawing = draw_map(frame, sketch=sketch, marks=[Mark("Community Centre", venue)])
    room = Room(frame.width, frame.height, text_width)
    level = [(words, room.box_of(replace(words, halo_width=0))) for words in words_of(drawing) if not words.angle]
    assert len(level) > 4
    for at, (one, box) in enumerate(level):
        for other, hit in level[at + 1 :]:
            covers = box[0] < hit[2] - 1 and hit[0] < box[2] - 1 and box[1] < hit[3] - 1 and hit[1] < box[3] - 1
            # Lines of one paragraph lean on each other by their ascenders' room alone.
            assert not covers or abs(one.y - other.y) > one.size, f"{one.text} / {other.text}"


@pytest.mark.parametrize("name", REAL_VENUES)
def test_that_nothing_reaches_far_beyond_the_page(name: str) -> None:
    frame = frame_around(REAL_VENUES[name], width=236, height=188, metres_across=5000)
    drawing = draw_map(frame, sketch=load_sketch(), marks=[Mark("Hall", REAL_VENUES[name])])
    for shape in drawing.primitives:
        for x, y in points_of(shape):
            assert -20 <= x <= 256
            assert -20 <= y <= 208
    for words in words_of(drawing):
        assert words.text.strip()


def points_of(shape: object) -> list[tuple[float, float]]:
    if isinstance(shape, Fill):
        return [point for ring in shape.rings for point in ring]
    if isinstance(shape, Stroke):
        return [point for path in shape.paths for point in path]
    if isinstance(shape, Discs):
        return list(shape.centres)
    assert isinstance(shape, Words)
    return [(shape.x, shape.y)]


def test_that_the_same_ground_gives_the_same_map() -> None:
    assert draw_map(FRAME, sketch=small_ground(), marks=[HALL]) == draw_map(FRAME, sketch=small_ground(), marks=[HALL])


def test_that_grey_still_tells_ground_water_road_and_mark_apart() -> None:
    ground, built_up = luma(GREY.ground), luma(GREY.look("built-up").fill)
    water, casing = luma(GREY.look("wide").fill), luma(GREY.look("main").casing)
    motorway, mark = luma(GREY.look("motorway").fill), luma(GREY.mark)
    steps = sorted([ground, built_up, water, casing, motorway, mark], reverse=True)
    assert steps == [ground, built_up, water, casing, motorway, mark]
    assert all(upper - lower > 12 for upper, lower in itertools.pairwise(steps))
    assert {GREY.ink[at : at + 2] for at in (1, 3, 5)} == {GREY.ink[1:3]}


def test_that_the_venue_is_named_even_in_a_corner_or_under_a_very_long_name() -> None:
    corner = Mark("The Old Grammar School and Community Library, Upper Floor", (363050.0, 364450.0))
    drawing = draw_map(FRAME, sketch=small_ground(), marks=[corner])
    named = [words for words in words_of(drawing) if words.bold and words.size > 7 and words.text.startswith("The Old")]
    assert named
    endless = draw_map(FRAME, sketch=small_ground(), marks=[Mark("Wwwwwwwwww" * 400, VENUE)])
    longest = max(text_width(words.text, words.size, words.bold) for words in words_of(endless))
    assert longest < FRAME.width * 1.05


@given(st.text(max_size=60), st.sampled_from(["venue", "place", "base", "no such style"]), st.text(max_size=2))
def test_that_any_name_and_style_of_a_mark_can_be_drawn(name: str, style: str, letter: str) -> None:
    drawing = draw_map(FRAME, sketch=small_ground(), marks=[Mark(name, VENUE, style, letter)])
    assert drawing.primitives
    assert to_svg(drawing).startswith("<svg")


def test_that_a_sketch_with_nothing_in_it_is_an_empty_map_and_no_fault() -> None:
    empty = Sketch((), (), (), (), DotField({}, 13, "dots"), (0, 0, 0, 0), "nobody", "nothing")
    drawing = draw_map(FRAME, sketch=empty)
    assert drawing.description.startswith("Sketch map about 4 km across")
    bare = draw_map(FRAME, sketch=empty, furniture=False)
    assert [type(shape) for shape in bare.primitives] == [Fill]


def test_that_a_mark_off_the_map_is_left_out() -> None:
    drawing = draw_map(FRAME, sketch=small_ground(), marks=[Mark("Far Hall", (371000.0, 375000.0))])
    assert not any("Far" in text for text in texts_of(drawing))
    assert "Far Hall" not in drawing.description


def test_that_towns_are_shown_closer_than_the_country() -> None:
    town = frame_for_beat(venue=VENUE, width=236, height=188, dots_nearby=600)
    village = frame_for_beat(venue=VENUE, width=236, height=188, dots_nearby=20)
    assert town.metres_per_point * 236 == pytest.approx(3200)
    assert village.metres_per_point * 236 == pytest.approx(8000)
    between = frame_for_beat(venue=VENUE, width=236, height=188, dots_nearby=200)
    assert town.metres_per_point < between.metres_per_point < village.metres_per_point


@given(
    st.lists(st.tuples(st.floats(330000, 400000), st.floats(340000, 398000)), min_size=1, max_size=9),
    st.floats(60, 600),
    st.floats(60, 600),
)
def test_that_a_frame_shows_all_it_must_hold(points: list[tuple[float, float]], width: float, height: float) -> None:
    frame = frame_holding(points, width=width, height=height)
    assert all(frame.shows(point) for point in points)
    left, bottom, right, top = frame.bounds
    assert right - left >= 1999
    x, y = frame.to_page((left, bottom))
    assert abs(x) < 1e-6
    assert abs(y) < 1e-6
    assert list(frame.to_page((right, top))) == pytest.approx([width, height])
    assert list(frame.to_ground((x, y))) == pytest.approx([left, bottom])


def test_that_the_second_map_holds_the_whole_beat_and_a_venue_outside_it() -> None:
    frame = frame_for_whole_beat(BEAT, venue=(368000.0, 366000.0), width=236, height=188)
    assert all(frame.shows(point) for point in BEAT[0])
    assert frame.shows((368000.0, 366000.0))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: frame_around(VENUE, width=0, height=100, metres_across=3000),
        lambda: frame_around(VENUE, width=100, height=100, metres_across=3),
        lambda: frame_around(VENUE, width=100, height=100, metres_across=float("nan")),
        lambda: frame_for_beat(venue=None, width=100, height=100),
        lambda: frame_holding([], width=100, height=100),
    ],
)
def test_that_a_map_of_nothing_is_refused_with_a_remedy(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(Refusal) as refused:
        ask()
    assert refused.value.remedy


def test_that_without_a_venue_the_whole_beat_is_shown() -> None:
    frame = frame_for_beat(venue=None, outline=BEAT, width=236, height=188)
    assert isinstance(frame, Frame)
    assert all(frame.shows(point) for point in BEAT[0])


def test_that_a_sheet_that_is_moved_about_does_not_say_where_roads_lead() -> None:
    told = texts_of(draw_map(FRAME, sketch=small_ground(), ways=False))
    assert not [text for text in told if text.endswith(" km") and "Northbridge" in text]


def test_that_a_station_in_two_parts_is_named_once() -> None:
    sketch = small_ground()
    (station,) = sketch.stations
    parts = (station, replace(station, at=(station.at[0] + 120, station.at[1])))
    told = texts_of(draw_map(FRAME, sketch=replace(sketch, stations=parts)))
    assert told.count("Elmford station") == 1


def test_that_ground_beyond_the_sketch_is_told_from_ground_that_is_empty() -> None:
    sketch = small_ground()
    wide = frame_around(VENUE, width=300, height=300, metres_across=40_000)
    beyond, known = [
        shape for shape in draw_map(wide, sketch=sketch, furniture=False).primitives if isinstance(shape, Fill)
    ][:2]
    assert (beyond.colour, known.colour) == (PRINT.beyond, PRINT.ground)
    (ring,) = known.rings
    assert max(x for x, _ in ring) - min(x for x, _ in ring) == pytest.approx(12_000 / wide.metres_per_point)


def test_that_a_map_too_close_to_have_a_name_on_it_says_which_town_it_is_in() -> None:
    near = frame_around((365700.0, 366500.0), width=400, height=300, metres_across=500)
    assert "Elmford" in texts_of(draw_map(near, sketch=small_ground(), ways=False))
    outside = frame_around((369500.0, 374500.0), width=400, height=300, metres_across=500)
    assert "Elmford" not in texts_of(draw_map(outside, sketch=small_ground(), ways=False))


@given(st.lists(st.tuples(st.floats(0, 30), st.floats(0, 30)), min_size=2, max_size=4))
def test_that_numbers_that_would_cover_each_other_stand_apart_and_near_their_place(
    shifts: list[tuple[float, float]],
) -> None:
    marks = [Mark("", (VENUE[0] + x, VENUE[1] + y), letter=str(at)) for at, (x, y) in enumerate(shifts, 1)]
    moved = apart(FRAME, marks)
    for one, other in itertools.combinations(moved, 2):
        assert math.dist(FRAME.to_page(one.at), FRAME.to_page(other.at)) > NUMBERED_RADIUS
    for before, after in zip(marks, moved, strict=True):
        assert math.dist(FRAME.to_page(before.at), FRAME.to_page(after.at)) <= MOST_APART + 1e-6
    assert apart(FRAME, [HALL, HALL]) == [HALL, HALL]
