"""Indicative cells share out each authority's ground: all of it, once, to the nearest anchor."""

from __future__ import annotations

import csv
import math
from typing import Any

import osgb
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.cartography.beat_cells import BeatGround, Polygon, beat_cells
from wehere_desktop.cartography.clipping import holds
from wehere_desktop.cartography.shapes import Path
from wehere_desktop.cartography.sketch import load_sketch
from wehere_desktop.preferences import resource

SQUARE: Path = ((0.0, 0.0), (10000.0, 0.0), (10000.0, 10000.0), (0.0, 10000.0))
EAST: Path = ((10000.0, 0.0), (20000.0, 0.0), (20000.0, 10000.0), (10000.0, 10000.0))
inside = st.tuples(st.integers(100, 9900).map(float), st.integers(100, 9900).map(float))


def shape(polygons: tuple[Polygon, ...]) -> Any:
    return shapely.union_all([shapely.Polygon(polygon[0], polygon[1:]) for polygon in polygons])


def area(polygons: tuple[Polygon, ...]) -> float:
    return float(shape(polygons).area)


@given(st.lists(inside, min_size=1, max_size=8, unique=True))
def test_that_cells_cover_the_authority_once(anchors: list[tuple[float, float]]) -> None:
    beats = [BeatGround(f"B{at}", ("A",), (anchor,)) for at, anchor in enumerate(anchors)]
    cells = beat_cells(beats, {"A": (SQUARE,)})
    # A sliver of less than four hectares may be left out for each beat.
    assert math.isclose(sum(map(area, cells.values())), 1e8, abs_tol=40_000 * len(anchors))


def test_that_each_point_belongs_to_the_nearest_anchor() -> None:
    beats = [BeatGround("west", ("A",), ((2000.0, 5000.0),)), BeatGround("east", ("A",), ((8000.0, 5000.0),))]
    cells = beat_cells(beats, {"A": (SQUARE,)})
    assert holds(cells["west"][0][0], (4900.0, 9000.0))
    assert holds(cells["east"][0][0], (5100.0, 9000.0))


def test_that_a_beat_across_two_authorities_has_ground_in_both() -> None:
    beats = [
        BeatGround("both", ("A", "B"), ((9000.0, 5000.0), (11000.0, 5000.0))),
        BeatGround("far", ("B",), ((19000.0, 5000.0),)),
    ]
    cells = beat_cells(beats, {"A": (SQUARE,), "B": (EAST,)})
    assert area(cells["both"]) == pytest.approx(1e8 + 4e7 + 1e7, rel=0.02)


def test_that_no_anchor_means_no_cell_and_no_fault() -> None:
    assert beat_cells([BeatGround("lost", ("A",), ())], {"A": (SQUARE,)}) == {}
    assert beat_cells([BeatGround("elsewhere", ("Z",), ((1.0, 1.0),))], {"A": (SQUARE,)}) == {}
    assert beat_cells([], {}) == {}


def test_that_two_beats_on_one_spot_do_not_fault() -> None:
    beats = [BeatGround(name, ("A",), ((5000.0, 5000.0),)) for name in ("first", "second")]
    assert set(beat_cells(beats, {"A": (SQUARE,)})) == {"first"}


def test_that_every_beat_of_the_force_has_a_cell_that_holds_its_anchor() -> None:
    grounds = []
    with resource("force/beats.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            anchors = [osgb.ll_to_grid(*map(float, pair.split()))[:2] for pair in row["anchors"].split(";")]
            grounds.append(
                BeatGround(row["police_uk_id"], tuple(row["authorities"].split(";")), tuple((e, n) for e, n in anchors))
            )
    cells = beat_cells(grounds, load_sketch().outlines)
    assert set(cells) == {ground.beat for ground in grounds}
    for ground in grounds:
        assert any(holds(ring, anchor) for ring, *_ in cells[ground.beat] for anchor in ground.anchors), ground.beat
