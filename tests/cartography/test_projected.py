"""The sketch map in the projection of web maps: kept in little room, and everything where it was."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.cartography.mercator import project, projected_sketch
from wehere_desktop.cartography.shapes import Point, Track
from wehere_desktop.cartography.sketch import load_sketch, to_degrees

NUMBER = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(NUMBER, NUMBER)))
def test_that_a_track_has_its_points_in_their_order(points: list[Point]) -> None:
    track = Track(points)
    assert list(track) == points == list(track)
    assert len(track) == len(points)
    assert all(point in track for point in points)
    assert (math.nan, 0.0) not in track


def test_that_every_corner_lies_where_it_is_projected_to() -> None:
    sketch, projected = load_sketch(), projected_sketch()
    for line, there in list(zip(sketch.lines, projected.lines, strict=True))[::20]:
        assert list(there.points) == [project(*to_degrees(sketch, point)) for point in line.points]
    for area, kept in zip(sketch.areas[::20], projected.areas[::20], strict=True):
        assert [len(ring) for ring in kept.rings] == [len(ring) for ring in area.rings]


def test_that_no_dot_is_lost_and_none_lies_half_a_metre_off() -> None:
    sketch, projected = load_sketch(), projected_sketch()
    assert sum(1 for _ in projected.dots.within(projected.bounds)) == sum(1 for _ in sketch.dots.within(sketch.bounds))
    column, row = max(sketch.dots.squares, key=lambda square: len(sketch.dots.squares[square]))
    dots = list(sketch.dots.within((column * 1000, row * 1000, column * 1000, row * 1000)))
    assert len(dots) > 100
    for dot in dots:
        x, y = project(*to_degrees(sketch, dot))
        near = projected.dots.within((x - 1, y - 1, x + 1, y + 1))
        assert min(math.hypot(x - across, y - up) for across, up in near) < 0.5
