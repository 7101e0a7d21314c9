"""The week plan: which calls an officer means to make on which day, and about how long each day takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.calling_order import in_calling_order, way_length
from wehere_desktop.wording import MONTHS

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.ground import Position

WORKING_DAYS = 5
DAYS_IN_WEEK = 7
CALL_MINUTES = 20
"""What a call takes until the officer says otherwise. Ours."""
DRIVE_KMH = 30
"""Kilometres an hour between calls, by straight lines: slow, since roads are longer than lines. Ours."""
MOST_CALLS = 60
"""Calls a day may hold: more cannot be made, and a slip that ticks hundreds should not hold up the program."""
METRES_A_MILE = 1609.344
_MINUTES = range(1, 241)
_SPEEDS = range(1, 131)


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """The calls of one officer's week: for each day from Monday the ids of places, as they were put there.

    `start` is the id of the place where each day begins, empty for the first call; minutes and speed are the officer's.
    """

    monday: date
    days: tuple[tuple[str, ...], ...] = ((),) * DAYS_IN_WEEK
    start: str = ""
    call_minutes: int = CALL_MINUTES
    kmh: int = DRIVE_KMH

    def day_of(self, place: str) -> int | None:
        """Return on which day (0 is Monday) a place is to be called at, None where it is on none."""
        return next((number for number, calls in enumerate(self.days) if place in calls), None)

    def planned(self) -> frozenset[str]:
        """Return every place that is on some day."""
        return frozenset(place for calls in self.days for place in calls)

    def put(self, places: Iterable[str], day: int | None) -> WeekPlan:
        """Return the plan with the places on one day and no other; None takes them off. A full day takes no more."""
        moving = dict.fromkeys(places)
        days = [tuple(each for each in calls if each not in moving) for calls in self.days]
        if day is not None:
            days[day] = (*days[day], *moving)[:MOST_CALLS]
        return replace(self, days=tuple(days))

    def date_of(self, day: int) -> date:
        """Return the date of a day of the week, 0 for Monday."""
        return self.monday + timedelta(days=day)

    def body(self) -> dict[str, Any]:
        """Return the plan as a draft keeps it; `plan_from` reads it back."""
        return {
            "monday": self.monday.isoformat(),
            "days": [list(calls) for calls in self.days],
            "start": self.start,
            "call_minutes": self.call_minutes,
            "kmh": self.kmh,
        }


@dataclass(frozen=True, slots=True)
class Leg:
    """One call of a day: the place, the metres and minutes it takes to get there, and when minutes into the day."""

    place: str
    metres: float | None
    minutes: int


@dataclass(frozen=True, slots=True)
class DayRound:
    """The calls of a day in order, and about how many minutes and metres they take."""

    legs: tuple[Leg, ...]
    minutes: int
    metres: float


def monday_of(day: date) -> date:
    """Return the Monday of the week a day is in."""
    return day - timedelta(days=day.weekday())


def planning_week(today: date) -> date:
    """Return the Monday of the week to plan: this one until Friday, the next from Saturday on."""
    return monday_of(today) + timedelta(days=DAYS_IN_WEEK if today.weekday() >= WORKING_DAYS else 0)


def plan_from(body: Mapping[str, Any], monday: date) -> WeekPlan:
    """Return the plan that a draft holds; whatever in it cannot be one is left out, for a draft is never refused."""
    kept = body.get("days")
    given = kept if isinstance(kept, list) else []
    seen: set[str] = set()
    days = []
    for number in range(DAYS_IN_WEEK):
        calls = given[number] if number < len(given) and isinstance(given[number], list) else []
        ids = [each for each in calls if isinstance(each, str) and each]
        days.append(tuple(dict.fromkeys(each for each in ids if each not in seen))[:MOST_CALLS])
        seen.update(days[-1])
    start = body.get("start")
    return WeekPlan(
        monday,
        tuple(days),
        start if isinstance(start, str) else "",
        _within(body.get("call_minutes"), _MINUTES, CALL_MINUTES),
        _within(body.get("kmh"), _SPEEDS, DRIVE_KMH),
    )


def _within(value: object, allowed: range, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value in allowed else otherwise


def round_of(plan: WeekPlan, day: int, positions: Mapping[str, Position]) -> DayRound:
    """Return the calls of a day in calling order, from the plan's start if that has a position, with rough minutes.

    A call without a position comes last and counts its own minutes only.
    """
    start = positions.get(plan.start) if plan.start else None
    order = in_calling_order(plan.days[day], positions, start=start)
    return timed(order, positions, start=start, call_minutes=plan.call_minutes, kmh=plan.kmh)


def timed(
    order: Sequence[str],
    positions: Mapping[str, Position],
    *,
    start: Position | None = None,
    call_minutes: int = CALL_MINUTES,
    kmh: int = DRIVE_KMH,
) -> DayRound:
    """Return calls in the order given with the metres and minutes to each, rounded up, and the whole of the day."""
    legs, here, total = [], start, 0
    for place in order:
        there = positions.get(place)
        metres = way_length([place], positions, start=here) if there is not None and here is not None else None
        if there is not None:
            here = there
        driving = math.ceil(metres / (kmh * 1000 / 60)) if metres else 0
        legs.append(Leg(place, metres, driving))
        total += driving + call_minutes
    return DayRound(tuple(legs), total, sum(leg.metres or 0.0 for leg in legs))


def week_in_words(monday: date) -> str:
    """Return a week by its days: “Week of 23 to 29 November”, “Week of 30 November to 6 December”."""
    sunday = monday + timedelta(days=DAYS_IN_WEEK - 1)
    first = str(monday.day) if monday.month == sunday.month else f"{monday.day} {MONTHS[monday.month - 1]}"
    return f"Week of {first} to {sunday.day} {MONTHS[sunday.month - 1]}"


def leg_in_words(number: int, leg: Leg, *, begins: str = "") -> str:
    """Return a call of a day by its place in the order: “3rd call, 1.2 km from the one before”.

    `begins` is what the first call's distance is from, where it has one.
    """
    said = f"{number}{_ending(number)} call"
    if leg.metres is None:
        return said
    return f"{said}, {metres_in_words(leg.metres)} from {begins if number == 1 and begins else 'the one before'}"


def _ending(number: int) -> str:
    tens, ones = divmod(number % 100, 10)
    return "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")


def minutes_in_words(minutes: int) -> str:
    """Return a rough time in words, to the next five minutes: “25 min”, “1 h”, “2 h 40 min”."""
    hours, left = divmod(math.ceil(minutes / 5) * 5, 60)
    said = [f"{hours} h"] if hours else []
    if left or not hours:
        said.append(f"{left} min")
    return " ".join(said)


def metres_in_words(metres: float) -> str:
    """Return a distance in words, to the next hundred metres: “300 m”, “1.2 km”, “14 km”."""
    hundreds = math.ceil(metres / 100)
    if hundreds < 10:  # noqa: PLR2004 - below a kilometre
        return f"{hundreds * 100} m"
    return f"{hundreds / 10:.1f} km" if hundreds < 100 else f"{round(hundreds / 10)} km"  # noqa: PLR2004 - ten kilometres


def km_and_miles(metres: float) -> str:
    """Return a distance in both measures: “3.4 km (2.1 miles)”, “300 m (0.2 miles)”."""
    miles = f"{metres / METRES_A_MILE:.1f}"
    return f"{metres_in_words(metres)} ({miles} {'mile' if miles == '1.0' else 'miles'})"
