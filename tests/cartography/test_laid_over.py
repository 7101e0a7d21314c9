"""What is laid over a map: areas hatched within their edges, and numbers in boxes that add up and never overlap."""

from __future__ import annotations

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cartography.small_ground import small_ground
from wehere_desktop.cartography.clipping import holds
from wehere_desktop.cartography.counted_boxes import CELL, EDGE, draw_counts
from wehere_desktop.cartography.draw import draw_map
from wehere_desktop.cartography.drawing import Fill, Stroke, Words
from wehere_desktop.cartography.frame import frame_around
from wehere_desktop.cartography.hatching import SPACING, Hatched, draw_hatched
from wehere_desktop.cartography.lettering import Room
from wehere_desktop.cartography.palette import GREY, NIGHT, PRINT, luma
from wehere_desktop.cartography.text_width import text_width

MIDDLE = (365_000.0, 366_000.0)
FRAME = frame_around(MIDDLE, width=400, height=300, metres_across=4_000)
FAR = 2_500.0
OFFSETS = st.tuples(st.floats(-FAR, FAR), st.floats(-FAR, FAR))


def ring(*offsets: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    return tuple((MIDDLE[0] + east, MIDDLE[1] + north) for east, north in offsets)


SQUARE = ring((-500, -500), (500, -500), (500, 500), (-500, 500))
HOLE = ring((-200, -200), (200, -200), (200, 200), (-200, 200))


def hatching(area: Hatched) -> list[tuple[tuple[float, float], ...]]:
    """Return the lines of the hatching of an area alone."""
    strokes = [each for each in draw_hatched(FRAME, PRINT, [area]) if isinstance(each, Stroke) and each.butt]
    return [path for each in strokes for path in each.paths]


def room() -> Room:
    return Room(FRAME.width, FRAME.height, text_width)


@settings(max_examples=60, deadline=None)
@given(st.lists(OFFSETS, min_size=3, max_size=9))
def test_that_hatching_lies_within_its_area_and_on_the_page_whatever_its_shape(
    offsets: list[tuple[float, float]],
) -> None:
    outline = ring(*offsets)
    for start, end in hatching(Hatched((outline,))):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        # A line so short that its middle lies on the edge itself says nothing
        if math.dist(start, end) > 1:
            assert holds([FRAME.to_page(each) for each in outline], middle)
        assert -20 <= start[0] <= FRAME.width + 20
        assert -20 <= end[1] <= FRAME.height + 20


def test_that_a_hole_is_not_hatched_and_the_rest_is_evenly() -> None:
    whole, holed = hatching(Hatched((SQUARE,))), hatching(Hatched((SQUARE, HOLE)))
    page = [FRAME.to_page(each) for each in HOLE]
    assert any(holds(page, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in whole)
    assert not any(holds(page, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in holed)
    side = 1_000 / FRAME.metres_per_point
    covered = sum(math.dist(*line) for line in whole) * SPACING
    assert abs(covered / side**2 - 1) < 0.1


def test_that_areas_off_the_page_and_areas_of_nothing_draw_nothing() -> None:
    away = tuple((east + 50_000, north) for east, north in SQUARE)
    assert draw_hatched(FRAME, PRINT, [Hatched((away,)), Hatched(()), Hatched(((),))]) == []


def test_that_two_areas_side_by_side_are_hatched_in_two_ways_and_named() -> None:
    beside = tuple((east + 600, north) for east, north in SQUARE)
    areas = [Hatched((SQUARE,), name="Elm Park & <b>Oak</b>"), Hatched((beside,), name="Mill Lane")]
    drawing = draw_map(FRAME, sketch=small_ground(), areas=areas, furniture=False)
    slopes = set()
    for shape in drawing.primitives:
        if isinstance(shape, Stroke) and shape.butt and shape.colour == PRINT.look("area").fill:
            (ax, ay), (bx, by) = shape.paths[0]
            slopes.add(round((by - ay) / (bx - ax)))
    assert slopes == {1, -1}
    words = [each.text for each in drawing.primitives if isinstance(each, Words)]
    assert "Mill Lane" in words
    assert "Elm Park & <b>Oak</b>" in words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(OFFSETS, st.integers(0, 400)), max_size=40))
def test_that_counts_add_up_and_no_box_lies_over_another_or_off_the_page(
    counts: list[tuple[tuple[float, float], int]],
) -> None:
    placed = [((MIDDLE[0] + east, MIDDLE[1] + north), number) for (east, north), number in counts]
    shapes = draw_counts(FRAME, room(), PRINT, placed)
    told = sum(int(each.text.replace(",", "")) for each in shapes if isinstance(each, Words))
    assert told == sum(number for point, number in placed if FRAME.shows(point))
    outer = [each.rings[0] for each in shapes if isinstance(each, Fill)][::2]
    for box in outer:
        assert box[0][0] >= -0.01
        assert box[2][0] <= FRAME.width + 0.01
    for one, other in itertools.combinations(outer, 2):
        apart = one[2][0] <= other[0][0] or other[2][0] <= one[0][0] or one[2][1] <= other[0][1]
        assert apart or other[2][1] <= one[0][1]


def test_that_a_box_keeps_clear_of_a_mark_and_stands_no_farther_than_a_square_away() -> None:
    x, y = FRAME.to_page(MIDDLE)
    taken = (x - 8, y - 8, x + 8, y + 8)
    shapes = draw_counts(FRAME, room(), PRINT, [(MIDDLE, 7)], clear_of=[taken])
    (left, low), _, (right, high), _ = next(each for each in shapes if isinstance(each, Fill)).rings[0]
    assert right <= taken[0] + EDGE or left >= taken[2] - EDGE or high <= taken[1] + EDGE or low >= taken[3] - EDGE
    assert math.dist(((left + right) / 2, (low + high) / 2), (x, y)) <= CELL


def test_that_what_is_laid_over_is_read_in_grey_and_by_night() -> None:
    for style in ("area", "overlap", "gap"):
        assert luma(GREY.ground) - luma(GREY.look(style).fill) > 100
        assert luma(NIGHT.look(style).fill) - luma(NIGHT.ground) > 80
    assert luma(GREY.look("count").fill) - luma(GREY.look("count").casing) > 150
