"""Cutting to a rectangle keeps what is inside, all of it, and nothing else."""

from __future__ import annotations

import itertools
import math

import shapely
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.cartography.clipping import clip_path, clip_ring, holds, rounded

BOX = (0.0, 0.0, 100.0, 60.0)
NEAR = 1e-6
numbers = st.floats(-150, 250, allow_nan=False).map(lambda value: round(value, 3))
points = st.tuples(numbers, numbers)


def inside(point: tuple[float, float]) -> bool:
    return -NEAR <= point[0] <= 100 + NEAR and -NEAR <= point[1] <= 60 + NEAR


@given(st.lists(points, min_size=2, max_size=12))
def test_that_a_cut_path_lies_in_the_box_and_loses_no_length(path: list[tuple[float, float]]) -> None:
    pieces = clip_path(path, BOX)
    assert all(inside(point) for piece in pieces for point in piece)
    length = sum(math.dist(a, b) for piece in pieces for a, b in itertools.pairwise(piece))
    expected = sum(shapely.LineString(step).intersection(shapely.box(*BOX)).length for step in itertools.pairwise(path))
    assert math.isclose(length, expected, abs_tol=1e-3)


@given(st.lists(points, min_size=3, max_size=9))
def test_that_a_cut_ring_lies_in_the_box_and_covers_the_same_ground(path: list[tuple[float, float]]) -> None:
    hull = shapely.MultiPoint(path).convex_hull
    if not isinstance(hull, shapely.Polygon):
        return
    ring = [(point[0], point[1]) for point in hull.exterior.coords][:-1]
    cut = clip_ring(ring, BOX)
    assert all(inside(point) for point in cut)
    ground = shapely.Polygon(cut).area if cut else 0.0
    assert math.isclose(ground, hull.intersection(shapely.box(*BOX)).area, abs_tol=1e-2)


def test_that_a_path_that_leaves_and_comes_back_becomes_two_pieces() -> None:
    assert clip_path([(10, 10), (10, 90), (20, 90), (20, 10)], BOX) == [((10, 10), (10, 60)), ((20, 60), (20, 10))]


def test_that_what_misses_the_box_is_gone() -> None:
    assert clip_path([(-5, -5), (-5, 80)], BOX) == []
    assert clip_ring([(200, 200), (210, 200), (205, 220)], BOX) == ()


def test_that_a_ring_holds_what_is_inside_it_and_nothing_else() -> None:
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 4.0), (0.0, 10.0)]
    assert holds(ring, (2, 3))
    assert not holds(ring, (5, 8))
    assert not holds([], (0, 0))


def test_that_rounding_moves_no_edge_by_more_than_the_cut() -> None:
    ring = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)]
    soft = rounded(ring, cut=100)
    assert shapely.hausdorff_distance(shapely.LinearRing(ring), shapely.LinearRing(soft)) < 100
    assert len(soft) > len(ring)
    assert rounded([(5.0, 5.0), (5.0, 5.0), (5.0, 5.0)])
