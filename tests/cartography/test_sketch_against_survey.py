"""The hand-set motorways lie where surveyed ones do, and nearly all schools lie in their authority's outline."""

from __future__ import annotations

import csv
import json

import osgb
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from tests.real_files import real_file
from wehere_desktop.cartography.clipping import holds
from wehere_desktop.cartography.sketch import load_sketch

MOST_METRES = 300.0
STEP = 250
CODES = {
    "Halton": "E06000006",
    "Warrington": "E06000007",
    "Cheshire East": "E06000049",
    "Cheshire West and Chester": "E06000050",
}


@pytest.mark.parametrize("name", ["M6", "M53", "M56", "M57", "M60", "M62"])
def test_that_motorways_are_within_300_metres_of_a_survey_on_average(name: str) -> None:
    held = json.loads(real_file("basemap/cheshire_motorways.geojson").read_text(encoding="utf-8"))
    surveyed = MultiLineString(
        [
            [osgb.ll_to_grid(latitude, longitude)[:2] for longitude, latitude in path]
            for feature in held["features"]
            if feature["properties"]["ref"] == name
            for path in feature["geometry"]["coordinates"]
        ]
    )
    ours = MultiLineString([line.points for line in load_sketch().lines if line.name == name])
    assert average_gap(ours, surveyed) < MOST_METRES
    # And the other way round, so that no stretch that the survey has between our ends is missing.
    within = surveyed.intersection(ours.envelope)
    assert average_gap(within, ours) < MOST_METRES


def average_gap(lines: BaseGeometry, other: BaseGeometry) -> float:
    parts = [part for part in shapely.get_parts(lines) if isinstance(part, LineString)]
    gaps = [part.interpolate(at).distance(other) for part in parts for at in range(0, int(part.length) + 1, STEP)]
    return sum(gaps) / len(gaps)


def test_that_nearly_all_schools_lie_in_the_outline_of_their_authority() -> None:
    right = total = 0
    with real_file("schools/cheshire_schools_2026_latlon.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            total += 1
            point = osgb.ll_to_grid(float(row["lat"]), float(row["lon"]))[:2]
            right += any(holds(ring, point) for ring in load_sketch().outlines[CODES[row["authority"]]])
    assert total > 400
    # The outlines are indicative: a place's authority is told by its postcode, not by them.
    assert right / total > 0.97
