"""A week plan holds each call once, reads back as it was kept, and tells roughly how long a day takes."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.week_plan import (
    DAYS_IN_WEEK,
    MOST_CALLS,
    Leg,
    WeekPlan,
    km_and_miles,
    leg_in_words,
    metres_in_words,
    minutes_in_words,
    monday_of,
    plan_from,
    planning_week,
    round_of,
    week_in_words,
)

MONDAY = date(2026, 11, 23)
PUTS = st.lists(st.tuples(st.lists(st.sampled_from("abcdefg"), max_size=4), st.none() | st.integers(0, 6)), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(PUTS)
def test_that_a_call_stands_on_the_last_day_it_was_put_on_and_no_other(
    puts: list[tuple[list[str], int | None]],
) -> None:
    plan, wanted = WeekPlan(MONDAY), dict[str, int | None]()
    for places, day in puts:
        plan = plan.put(places, day)
        wanted |= dict.fromkeys(places, day)
    assert {place: plan.day_of(place) for place in wanted} == wanted
    assert sum(map(len, plan.days)) == len(plan.planned())
    assert plan_from(json.loads(json.dumps(plan.body())), MONDAY) == plan


@given(st.dictionaries(st.sampled_from(["days", "start", "call_minutes", "kmh", "monday"]), JSON))
def test_that_whatever_a_draft_holds_makes_a_plan(body: dict[str, object]) -> None:
    plan = plan_from(body, MONDAY)
    assert len(plan.days) == DAYS_IN_WEEK
    assert 1 <= plan.call_minutes <= 240
    assert 1 <= plan.kmh <= 130
    assert plan_from(plan.body(), MONDAY) == plan


def test_that_a_day_takes_no_more_than_can_be_made() -> None:
    plan = WeekPlan(MONDAY).put([str(number) for number in range(100)], 0)
    assert len(plan.days[0]) == MOST_CALLS


def test_that_minutes_are_those_of_the_calls_and_the_ways_between() -> None:
    # One hundredth of a degree of latitude is 1,112 metres: at 30 km/h three minutes, rounded up
    positions = {"base": Position(53.2, -2.5), "near": Position(53.21, -2.5), "far": Position(53.22, -2.5)}
    plan = WeekPlan(MONDAY, start="base").put(["far", "near", "lost"], 2)
    way = round_of(plan, 2, positions)
    assert [(leg.place, leg.minutes) for leg in way.legs] == [("near", 3), ("far", 3), ("lost", 0)]
    assert way.minutes == 3 * 20 + 6
    assert way.metres == pytest.approx(2224, abs=2)
    assert [leg.metres is None for leg in way.legs] == [False, False, True]
    assert round_of(plan, 0, positions).legs == ()
    assert round_of(WeekPlan(MONDAY).put(["near"], 0), 0, positions).legs[0].metres is None


def test_that_the_week_to_plan_is_this_one_until_friday() -> None:
    assert [planning_week(MONDAY + timedelta(days=number)) for number in (0, 4, 5, 6)] == [
        MONDAY,
        MONDAY,
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=7),
    ]
    assert monday_of(date(2026, 11, 29)) == MONDAY


def test_that_times_ways_and_weeks_are_said_as_people_say_them() -> None:
    assert [minutes_in_words(each) for each in (0, 1, 25, 60, 61, 160)] == [
        "0 min",
        "5 min",
        "25 min",
        "1 h",
        "1 h 5 min",
        "2 h 40 min",
    ]
    assert [metres_in_words(each) for each in (0, 1, 950, 1000, 8_340, 12_400)] == [
        "0 m",
        "100 m",
        "1.0 km",
        "1.0 km",
        "8.4 km",
        "12 km",
    ]
    assert week_in_words(MONDAY) == "Week of 23 to 29 November"
    assert week_in_words(date(2026, 11, 30)) == "Week of 30 November to 6 December"


@pytest.mark.parametrize(
    ("number", "metres", "begins", "said"),
    [
        (1, None, "", "1st call"),
        (1, 250.0, "Station", "1st call, 300 m from Station"),
        (2, 1_150.0, "Station", "2nd call, 1.2 km from the one before"),
        (3, 0.0, "", "3rd call, 0 m from the one before"),
        (11, None, "", "11th call"),
        (22, None, "", "22nd call"),
        (113, None, "", "113th call"),
    ],
)
def test_that_a_call_is_told_by_its_place_in_the_order(
    number: int, metres: float | None, begins: str, said: str
) -> None:
    assert leg_in_words(number, Leg("a", metres, 0), begins=begins) == said


@pytest.mark.parametrize(
    ("metres", "said"), [(0.0, "0 m (0.0 miles)"), (1_609.0, "1.7 km (1.0 mile)"), (14_200.0, "14 km (8.8 miles)")]
)
def test_that_a_distance_is_told_in_both_measures(metres: float, said: str) -> None:
    assert km_and_miles(metres) == said
