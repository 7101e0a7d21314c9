"""The layer of a day's calls: where they lie in calling order, how far each is from the one before, and in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.week_plan import (
    DAYS_IN_WEEK,
    km_and_miles,
    leg_in_words,
    monday_of,
    round_of,
)
from wehere_desktop.records.map_points import LONGEST_NAME
from wehere_desktop.records.point_field import MapPoint, PointField
from wehere_desktop.records.week_plans import week_plan
from wehere_desktop.wording import WEEKDAYS, counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

ROUND = "round"
STRAIGHT = "by straight lines; roads are longer"
WEEKS = 2
"""This week and the next: further ahead nobody plans calls."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a round: a place's id and name, where it lies, its number (0 where the day starts) and its words."""

    place: str
    name: str
    position: Position
    number: int
    said: str


@dataclass(frozen=True, slots=True)
class RoundShown:
    """The calls of a day that are on the map, in calling order, and the days there are to choose from.

    `day_words` is “today's calls” or “calls of Mon 23 Nov”, `metres` the whole way by straight lines, `nowhere` how
    many calls have no position; `days` are those with calls and how many.
    """

    day: date | None = None
    day_words: str = ""
    stops: tuple[Stop, ...] = ()
    metres: float = 0.0
    nowhere: int = 0
    days: tuple[tuple[date, int], ...] = ()

    @property
    def in_words(self) -> str:
        """Return what there is: “today's calls: 4, 3.4 km (2.1 miles) by straight lines; roads are longer”."""
        calls = sum(each.number > 0 for each in self.stops)
        if not calls and not self.nowhere:
            return f"{self.day_words}: none planned"
        way = f", {km_and_miles(self.metres)} {STRAIGHT}" if self.metres else ""
        lost = f"; {counted(self.nowhere, 'other')} not on the map" if self.nowhere else ""
        return f"{self.day_words}: {calls}{way}{lost}"

    def said_of(self, place: str) -> str:
        """Return how a place stands in the round: “3rd call, 1.2 km from the one before”; empty if it is not in it."""
        return next((each.said for each in self.stops if each.place == place), "")

    def field(self) -> PointField:
        """Return the stops as points of a layer."""
        return PointField(
            MapPoint(each.place, each.position.lat, each.position.lon, each.name, each.said) for each in self.stops
        )

    def features(self) -> bytes:
        """Return the stops as GeoJSON in calling order, longitude first."""
        features: list[dict[str, Any]] = [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(each.position.lon, 5), round(each.position.lat, 5)],
                },
                "properties": {"l": ROUND, "i": each.place, "n": each.name, "o": each.number},
            }
            for each in self.stops
        ]
        held = {"type": "FeatureCollection", "features": features}
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8", "replace")


def round_on_map(book: BeatBook, day: date | None, today: date) -> RoundShown:
    """Return what the book's holder planned for a day, else for today or the first day after it that has calls."""
    days = _days(book, today)
    wanted = day or next((each for each, _ in days if each >= today), today)
    plan = week_plan(book, monday_of(wanted))
    number = (wanted - plan.monday).days
    places = {each.id: each for each in book.places.many([*plan.days[number], *([plan.start] if plan.start else [])])}
    positions = {record: at for record, each in places.items() if (at := _position(each)) is not None}
    way = round_of(plan, number, positions)
    words = "today's calls" if wanted == today else f"calls of {weekday_and_day(wanted, today)}"
    start = places.get(plan.start)
    begins = positions.get(plan.start) if way.legs else None
    stops = []
    if start is not None and begins is not None and start.id not in plan.days[number]:
        stops.append(Stop(start.id, start.name[:LONGEST_NAME], begins, 0, "where the day starts"))
    for order, leg in enumerate(way.legs, 1):
        if leg.place in positions:
            said = leg_in_words(order, leg, begins=start.name if start is not None else "")
            stops.append(Stop(leg.place, places[leg.place].name[:LONGEST_NAME], positions[leg.place], order, said))
    nowhere = sum(leg.place not in positions for leg in way.legs)
    return RoundShown(wanted, words, tuple(stops), way.metres, nowhere, days)


def weekday_and_day(day: date, today: date) -> str:
    """Return a day as it is chosen: “Mon 23 Nov”."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}"


def day_of(record: str) -> date | None:
    """Return the day of a round that is asked for by its date (ISO 8601), None where it is none."""
    try:
        return date.fromisoformat(record)
    except ValueError:
        return None


def _days(book: BeatBook, today: date) -> tuple[tuple[date, int], ...]:
    monday = monday_of(today)
    plans = [week_plan(book, monday + timedelta(days=DAYS_IN_WEEK * week)) for week in range(WEEKS)]
    return tuple(
        (plan.date_of(number), len(calls)) for plan in plans for number, calls in enumerate(plan.days) if calls
    )


def _position(place: Place) -> Position | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)
