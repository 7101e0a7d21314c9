"""The National Grid against the Ordnance Survey's own test points and against itself."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import real_file
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.national_grid import (
    format_grid_reference,
    many_to_wgs84,
    parse_grid_reference,
    to_grid,
    to_wgs84,
)
from wehere_desktop.refusal import Refusal

# Ordnance Survey, OSTN15 test points 1, 8, 15, 16, 19 and 27: latitude, longitude (ETRS89), easting, northing
OSTN15_POINTS = [
    (49.92226393730, -6.29977752014, 91492.146, 11318.804),
    (51.42754743020, -2.54407618349, 362269.991, 169978.690),
    (52.96219109410, -1.19747655922, 454002.834, 340834.943),
    (53.34480280190, -2.64049320810, 357455.843, 383290.436),
    (53.77911025760, -3.04045490691, 331534.564, 431920.794),
    (55.92478265510, -3.29479219337, 319188.434, 670947.534),
]

in_county = st.tuples(st.integers(330_000, 400_000), st.integers(340_000, 400_000))
on_grid = st.tuples(st.integers(1, 699_999), st.integers(1, 1_199_999))


@pytest.mark.parametrize(("lat", "lon", "easting", "northing"), OSTN15_POINTS)
def test_that_the_surveys_test_points_come_out_to_the_millimetre(
    lat: float, lon: float, easting: float, northing: float
) -> None:
    assert to_grid(Position(lat, lon)) == pytest.approx((easting, northing), abs=0.0011)
    assert metres_between(to_wgs84(easting, northing), Position(lat, lon)) < 0.005


@given(in_county)
def test_that_there_and_back_is_the_same_place(point: tuple[int, int]) -> None:
    assert to_grid(to_wgs84(*point)) == pytest.approx(point, abs=0.005)


@given(st.lists(in_county, min_size=1, max_size=20))
def test_that_many_at_once_come_out_within_ten_centimetres_of_one_by_one(points: list[tuple[int, int]]) -> None:
    for point, (lat, lon) in zip(points, many_to_wgs84(points), strict=True):
        assert metres_between(Position(lat, lon), to_wgs84(*point)) < 0.1


@pytest.mark.parametrize(
    ("easting", "northing"),
    [(0, 0), (-1, 350_000), (700_000, 350_000), (350_000, 1_250_000), (math.nan, 1), (1, math.inf), (53.19, -2.51)],
)
def test_that_numbers_outside_the_grid_are_refused(easting: float, northing: float) -> None:
    with pytest.raises(Refusal) as refused:
        to_wgs84(easting, northing)
    assert refused.value.kind == "outside-great-britain"


@pytest.mark.parametrize(("lat", "lon"), [(40.4, -3.7), (0, 0), (-2.51, 53.19), (48.85, 2.35), (62.5, -1)])
def test_that_a_position_outside_great_britain_has_no_grid_point(lat: float, lon: float) -> None:
    with pytest.raises(Refusal):
        to_grid(Position(lat, lon))


def test_that_many_at_once_refuse_what_one_by_one_refuse() -> None:
    with pytest.raises(Refusal):
        list(many_to_wgs84([(350_000, 360_000), (0, 0)]))


@pytest.mark.parametrize(
    ("text", "middle"),
    [
        ("SJ 4055 6640", (340_555, 366_405)),
        ("sj40556640", (340_555, 366_405)),
        ("SJ 405 664", (340_550, 366_450)),
        (" SJ46 ", (345_000, 365_000)),
        ("SJ", (350_000, 350_000)),
        ("SJ 40551 66402", (340_551.5, 366_402.5)),
        ("S J 4 0 5 6 6 4", (340_550, 366_450)),
        ("HU 4752 4138", (447_525, 1_141_385)),
    ],
)
def test_that_a_grid_reference_means_the_middle_of_its_square(text: str, middle: tuple[float, float]) -> None:
    assert parse_grid_reference(text) == middle


@pytest.mark.parametrize(
    "text",
    ["", "SJ 405 66", "SI 405 664", "XX 405 664", "SJ 4055 664", "SJ405664111111", "405 664", "SJ -1 -1", "CW7 3EP"],
)
def test_that_what_is_no_grid_reference_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_grid_reference(text)
    assert refused.value.field == "position"


@given(on_grid, st.sampled_from([0, 2, 4, 6, 8, 10]))
def test_that_a_reference_written_names_the_square_that_holds_the_point(point: tuple[int, int], figures: int) -> None:
    half = 50_000 / 10 ** (figures // 2)
    middle = parse_grid_reference(format_grid_reference(*point, figures))
    assert all(-half <= there - middle_of < half for there, middle_of in zip(point, middle, strict=True))


def test_that_figures_are_cut_and_never_rounded() -> None:
    assert format_grid_reference(340_599.9, 366_499.9) == "SJ 405 664"
    assert format_grid_reference(340_007, 366_004, 8) == "SJ 4000 6600"


def test_that_a_point_off_the_grid_has_no_reference() -> None:
    with pytest.raises(Refusal):
        format_grid_reference(-5, 366_004)


def test_that_a_boundary_in_grid_metres_falls_on_the_same_boundary_in_degrees() -> None:
    metric = json.loads(real_file("boundaries/bng_bristol_boundary.geojson").read_text(encoding="utf-8"))
    degrees = json.loads(real_file("boundaries/wgs84_bristol_boundary.geojson").read_text(encoding="utf-8"))
    by_grid, by_degrees = _corners(metric), [Position(lat, lon) for lon, lat in _corners(degrees)]
    assert len(by_grid) == len(by_degrees)
    apart = [metres_between(to_wgs84(*point), position) for point, position in zip(by_grid, by_degrees, strict=True)]
    assert max(apart) < 5


def _corners(collection: dict[str, Any]) -> list[tuple[float, float]]:
    geometry = collection["features"][0]["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [(corner[0], corner[1]) for polygon in polygons for ring in polygon for corner in ring]
