"""The packaged postcodes against what public registers say."""

from __future__ import annotations

import csv

import pytest

from tests.real_files import real_file
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BeatFinder, find_whereabouts
from wehere_desktop.preferences import resource
from wehere_desktop.records.reference import Gazetteer
from wehere_desktop.records.reference_file import MARGIN

OWN = ["E06000006", "E06000007", "E06000049", "E06000050"]


def test_that_the_packaged_directory_knows_cheshire_and_ten_kilometres_around(gazetteer: Gazetteer) -> None:
    every = list(gazetteer.points())
    own = [point.position.lat for point in every if point.authority in OWN]
    assert 45_000 < len(own) < 55_000
    assert 120_000 < len(every) < 200_000
    furthest = max(point.position.lat for point in every)
    assert (furthest - max(own)) * 111_200 == pytest.approx(MARGIN, abs=1_500)


def test_that_99_in_100_schools_agree_with_the_registers_own_authority(gazetteer: Gazetteer) -> None:
    with resource("force/authorities.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["name"]: row["code"] for row in csv.DictReader(file)}
    with real_file("schools/cheshire_schools_2026_latlon.csv").open(encoding="utf-8", newline="") as file:
        schools = list(csv.DictReader(file))
    agreeing = 0
    for school in schools:
        position = Position(float(school["lat"]), float(school["lon"]))
        there = find_whereabouts(
            postcode=school["Postcode_2017"], position=position, gazetteer=gazetteer, beats=BeatFinder(())
        )
        agreeing += there.authority == codes[school["authority"]]
    assert len(schools) == 525
    assert agreeing / len(schools) >= 0.99


def test_that_schools_without_a_position_agree_by_their_postcode(gazetteer: Gazetteer) -> None:
    with resource("force/authorities.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["gias_code"]: row["code"] for row in csv.DictReader(file)}
    with real_file("schools/edubase2017_cheshire.csv").open(encoding="cp1252", newline="") as file:
        schools = list(csv.DictReader(file))
    agreeing = sum(
        point.authority == codes[school["Local authority (code)"]]
        for school in schools
        if (point := gazetteer.postcode(school["Postcode"]))
    )
    assert agreeing / len(schools) >= 0.99
