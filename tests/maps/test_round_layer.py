"""The calls of a day on the map: in calling order, how far apart in words, and a name is only ever text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_place
from wehere_desktop.maps.live_answers import MapWanted, OnMap, answer, on_map, points_of
from wehere_desktop.maps.round_layer import ROUND, day_of, round_on_map
from wehere_desktop.neighbourhood.week_plan import MOST_CALLS, WeekPlan
from wehere_desktop.records import BeatBook
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.records.point_field import MOST_FEATURES, View
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.refusal import Refusal

DAY = timedelta(days=1)
MONDAY = TODAY + DAY
VIEW = View(53.0, -2.7, 53.4, -2.3, 10)
HOSTILE = "</script><img onerror=alert(1) src=x> & {{7*7}}\u202e \ud800"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """An open book."""
    with a_book(tmp_path) as opened:
        yield opened


def plan_of(book: BeatBook, names: list[str], *, day: int = 0, start: str = "", lost: int = 0) -> WeekPlan:
    """Put places of these names along a road, a hundredth of a degree apart, on a day; the last `lost` lie nowhere."""
    with book.change("Lay out"):
        made = [
            book.places.add(
                a_place(book, name, latitude=53.1 + number / 100, longitude=-2.5)
                if number < len(names) - lost
                else a_place(book, name)
            ).id
            for number, name in enumerate(names)
        ]
        begins = book.places.add(a_place(book, start, latitude=53.09, longitude=-2.5)).id if start else ""
    plan = WeekPlan(MONDAY, start=begins).put(made, day)
    keep_week_plan(book, plan)
    return plan


def shown(book: BeatBook, *layers: str) -> OnMap:
    return on_map(book, MapWanted(layers=frozenset(layers)), today=TODAY, shaded=False)


def stops(held: OnMap) -> list[dict[str, object]]:
    """Return the stops as the page gets them."""
    found = json.loads(answer(held, "/round", {}) or b"")
    return [each["properties"] for each in found["features"]]


def test_that_calls_come_in_order_from_the_start_each_with_its_distance(book: BeatBook) -> None:
    plan_of(book, ["Ash", "Birch", "Cedar"], start="Station")
    held = shown(book, ROUND)
    assert [(each["n"], each["o"]) for each in stops(held)] == [("Station", 0), ("Ash", 1), ("Birch", 2), ("Cedar", 3)]
    said = {each.name: each.said for each in held.round.stops}
    assert said == {
        "Station": "where the day starts",
        "Ash": "1st call, 1.2 km from Station",
        "Birch": "2nd call, 1.2 km from the one before",
        "Cedar": "3rd call, 1.2 km from the one before",
    }
    ways = "calls of Mon 23 Nov: 3, 3.4 km (2.1 miles) by straight lines; roads are longer"
    assert held.round.in_words == ways
    assert json.loads(held.legend)["layers"][ROUND]["words"] == ways


def test_that_a_day_without_calls_and_one_with_a_single_call_say_so(book: BeatBook) -> None:
    empty = shown(book, ROUND)
    assert stops(empty) == []
    assert empty.edges() is None
    assert empty.round.in_words == "today's calls: none planned"
    plan_of(book, ["Ash"])
    assert shown(book, ROUND).round.in_words == "calls of Mon 23 Nov: 1"


def test_that_a_call_without_a_position_is_counted_and_not_drawn(book: BeatBook) -> None:
    plan_of(book, ["Ash", "Birch", "Lost Farm"], lost=1)
    held = shown(book, ROUND)
    assert [each["n"] for each in stops(held)] in (["Ash", "Birch"], ["Birch", "Ash"])
    assert held.round.in_words.endswith("; 1 other not on the map")


def test_that_the_day_asked_for_is_shown_and_the_days_with_calls_are_offered(book: BeatBook) -> None:
    plan = plan_of(book, ["Ash"], day=0)
    keep_week_plan(book, plan.put([*plan.days[0]], 3))
    assert round_on_map(book, None, TODAY).day == MONDAY + 3 * DAY
    assert round_on_map(book, MONDAY, TODAY).stops == ()
    assert round_on_map(book, None, TODAY).days == ((MONDAY + 3 * DAY, 1),)
    assert day_of("2026-11-23") == MONDAY
    assert day_of("../../etc") is None


def test_that_a_hostile_name_travels_as_text(book: BeatBook) -> None:
    with pytest.raises(Refusal):
        plan_of(book, [HOSTILE, "Ash"])
    plan_of(book, [HOSTILE.replace("\ud800", ""), "Ash"])
    assert HOSTILE[:37] in str(next(each["n"] for each in stops(shown(book, ROUND)) if each["n"] != "Ash"))


def test_that_the_calls_are_drawn_one_by_one_and_count_with_the_rest(book: BeatBook) -> None:
    plan_of(book, [f"Hall {number}" for number in range(40)])
    with book.change("Many"):
        for number in range(1_600):
            book.places.add(a_place(book, f"Place {number}", latitude=53.1 + number / 9_000, longitude=-2.4))
    held = shown(book, ROUND, "place")
    assert [each["o"] for each in stops(held)] == list(range(1, 41))
    pins = json.loads(points_of(held, View(53.0, -2.7, 53.4, -2.3, 18)))["features"]
    assert all(each["properties"]["l"] != ROUND for each in pins)
    assert len(pins) + len(stops(held)) <= MOST_FEATURES


def test_that_narrowing_the_places_leaves_the_round_whole(book: BeatBook) -> None:
    plan_of(book, ["Ash", "Birch"])
    wanted = MapWanted(PlacesWanted(beats=(book.beats.all()[0].id,)), frozenset({"place", ROUND}))
    assert len(stops(on_map(book, wanted, today=TODAY))) == 2
    assert MOST_CALLS < MOST_FEATURES
