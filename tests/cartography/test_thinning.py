"""Thinned outlines stay where they lie, and are few corners however fine the survey."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.cartography.shapes import Path
from wehere_desktop.cartography.thinning import MOST_CORNERS, TOLERANCES, thinned


def shore(corners: int, *, rough: float = 2.0, reach: float = 4000.0) -> Path:
    turns = [2 * math.pi * at / corners for at in range(corners)]
    return tuple(
        ((reach + rough * (at % 2)) * math.cos(turn), (reach + rough * (at % 2)) * math.sin(turn))
        for at, turn in enumerate(turns)
    )


def corners_of(found: dict[str, tuple[tuple[Path, ...], ...]]) -> int:
    return sum(len(ring) for polygons in found.values() for polygon in polygons for ring in polygon)


@given(st.integers(20, 400), st.floats(0, 30), st.floats(500, 20_000))
def test_that_a_line_stays_within_ten_metres_and_gains_no_corner(corners: int, rough: float, reach: float) -> None:
    given_ring = shore(corners, rough=rough, reach=reach)
    ((ring,),) = thinned({"A": [(given_ring,)]})["A"]
    one, other = shapely.LinearRing(given_ring), shapely.LinearRing(ring)
    assert shapely.hausdorff_distance(one, other, densify=0.5) < 2 * TOLERANCES[0]
    assert len(ring) <= len(given_ring)


def test_that_very_many_corners_become_few_enough_to_be_sent() -> None:
    rough = {f"B{at}": [(shore(600, rough=18.0),)] for at in range(122)}
    assert sum(len(polygon[0]) for polygons in rough.values() for polygon in polygons) > 3 * MOST_CORNERS
    assert 122 * 4 < corners_of(thinned(rough)) <= MOST_CORNERS


def test_that_holes_stay_and_a_crossing_becomes_two_areas() -> None:
    square = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0))
    hole = ((300.0, 300.0), (600.0, 300.0), (600.0, 600.0), (300.0, 600.0))
    bow = ((0.0, 0.0), (1000.0, 1000.0), (1000.0, 0.0), (0.0, 1000.0))
    found = thinned({"holed": [(square, hole)], "bow": [(bow,)]})
    assert [len(polygon) for polygon in found["holed"]] == [2]
    assert len(found["bow"]) == 2
    assert all(shapely.Polygon(polygon[0]).is_valid for polygon in found["bow"])


@pytest.mark.parametrize("polygons", [[], [()], [(((0.0, 0.0), (5.0, 0.0), (10.0, 0.0)),)]])
def test_that_what_encloses_nothing_is_left_out(polygons: list[tuple[Path, ...]]) -> None:
    assert thinned({"A": polygons}) == {}
