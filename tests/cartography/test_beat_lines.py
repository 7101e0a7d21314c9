"""Edges of several beats: each drawn once, whole or dashed as they are known, and named where there is room."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.cartography.small_ground import VENUE, small_ground
from wehere_desktop.cartography.beat_lines import BeatEdge, edges_once
from wehere_desktop.cartography.draw import draw_map
from wehere_desktop.cartography.drawing import Drawing, Stroke, Words
from wehere_desktop.cartography.frame import frame_around
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.cartography.shapes import Path

FRAME = frame_around(VENUE, width=400, height=320, metres_across=6000)
BOUNDARY = PRINT.look("boundary").fill


def square(east: float, north: float, side: float = 1000.0) -> Path:
    return ((east, north), (east + side, north), (east + side, north + side), (east, north + side))


WEST = BeatEdge("Elmford West", (square(364000.0, 365500.0),))
EAST = BeatEdge("Elmford East", (square(365000.0, 365500.0),), indicative=False)


def length(paths: list[Path]) -> float:
    return sum(math.dist(one, other) for path in paths for one, other in pairwise(path))


def edges(drawing: Drawing, *, dashed: bool) -> list[Path]:
    return [
        path
        for shape in drawing.primitives
        if isinstance(shape, Stroke) and shape.colour == BOUNDARY and bool(shape.dash) is dashed
        for path in shape.paths
    ]


@given(st.integers(1, 6), st.integers(1, 6))
def test_that_an_edge_between_neighbours_is_drawn_once(across: int, up: int) -> None:
    rings = [square(1000.0 * at, 1000.0 * row) for at in range(across) for row in range(up)]
    # As two outlines differ that were cut at one place.
    shaken = [tuple((x + 1e-7 * at, y) for x, y in ring) for at, ring in enumerate(rings)]
    walls = 1000.0 * (across * (up + 1) + up * (across + 1))
    assert math.isclose(length(edges_once(shaken)), walls, rel_tol=1e-6)


def test_that_what_is_known_is_a_whole_line_and_the_rest_dashed_and_the_strip_says_both() -> None:
    drawing = draw_map(FRAME, sketch=small_ground(), beats=[WEST, EAST])
    assert edges(drawing, dashed=True)
    assert edges(drawing, dashed=False)
    told = " ".join(shape.text for shape in drawing.primitives if isinstance(shape, Words))
    assert "Unbroken lines: boundaries of beats. Dashed lines: edges of beats, indicative." in told
    alone = draw_map(FRAME, sketch=small_ground(), beats=[EAST])
    assert not edges(alone, dashed=True)
    assert "indicative" not in " ".join(shape.text for shape in alone.primitives if isinstance(shape, Words))


def test_that_beats_are_named_where_they_lie_unless_the_map_shows_very_much() -> None:
    named = [
        shape
        for shape in draw_map(FRAME, sketch=small_ground(), beats=[WEST, EAST]).primitives
        if isinstance(shape, Words) and shape.text in {WEST.name, EAST.name}
    ]
    assert {shape.text for shape in named} == {WEST.name, EAST.name}
    for shape, middle in ((each, 364500.0 if each.text == WEST.name else 365500.0) for each in named):
        assert abs(FRAME.to_ground((shape.x, shape.y))[0] - middle) < 400
    far = frame_around(VENUE, width=400, height=320, metres_across=60_000)
    texts = {
        each.text for each in draw_map(far, sketch=small_ground(), beats=[WEST]).primitives if isinstance(each, Words)
    }
    assert WEST.name not in texts


def test_that_a_beat_of_no_ground_and_no_name_is_no_fault() -> None:
    nothing = [
        BeatEdge("", ()),
        BeatEdge("Line", (((365000.0, 366000.0), (365010.0, 366000.0)),)),
        BeatEdge("", WEST.rings),
    ]
    assert draw_map(FRAME, sketch=small_ground(), beats=nothing).primitives
