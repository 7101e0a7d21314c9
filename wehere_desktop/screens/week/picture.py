"""What Week shows, computed from the book: the calls due, what each day of the week holds already, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.neighbourhood.week_plan import DAYS_IN_WEEK, WeekPlan
from wehere_desktop.records.calls import Call, calls_due, calls_for
from wehere_desktop.records.week_plans import week_plan
from wehere_desktop.wording import WEEKDAYS, clock_time, days_late, local, local_zone, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook

DUE_SHOWN = 400
"""Calls listed at most: ten times what a unit can make in a fortnight."""
DAY = timedelta(days=1)

Tone = Literal["late", "due", "kept", "plain"]


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day of the week: its name and date, whether it is today or over, and what to know (“Bank holiday: …”)."""

    day: date
    name: str
    is_today: bool
    is_over: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The calls due on one beat, most late first, as the ids of their places."""

    beat: str
    name: str
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A week: its days, the calls due by the end of the next one by beat, all calls by place, and the plan.

    `starts` are the places where a day may begin: police bases of these beats and their unit.
    """

    monday: date
    today: date
    days: tuple[DayFacts, ...]
    groups: tuple[DueGroup, ...]
    calls: dict[str, Call]
    plan: WeekPlan
    starts: tuple[tuple[str, str, Position], ...]
    places: int
    has_beats: bool

    def positions(self) -> dict[str, Position]:
        """Return where the calls and the starts lie, by id."""
        found = {record: call.position for record, call in self.calls.items() if call.position is not None}
        return {**found, **{record: position for record, _, position in self.starts}}


def week_of(book: BeatBook, beats: Sequence[str], *, monday: date, today: date) -> WeekPicture:
    """Return what Week shows of some beats and of the holder's own plan, for the week from a Monday."""
    plan = week_plan(book, monday)
    due: list[Call] = []
    if beats:
        due = calls_due(book, today, beats=beats, by=monday + 2 * DAYS_IN_WEEK * DAY - DAY, limit=DUE_SHOWN)
    calls = {each.place.id: each for each in due}
    others = calls_for(book, sorted(plan.planned() - calls.keys()), today)
    on_beat = {each.id: each for each in book.beats.many(beats)}
    groups = []
    for beat in beats:
        ids = tuple(each.place.id for each in due if each.place.beat == beat)
        if ids and beat in on_beat:
            groups.append(DueGroup(beat, on_beat[beat].name, ids))
    return WeekPicture(
        monday,
        today,
        _days(book, beats, monday, today),
        tuple(groups),
        {**others, **calls},
        plan,
        _starts(book, beats, plan, due),
        book.places.how_many_open(beats) if beats else 0,
        bool(beats),
    )


def _days(book: BeatBook, beats: Sequence[str], monday: date, today: date) -> tuple[DayFacts, ...]:
    begins = datetime.combine(monday, time(), tzinfo=local_zone())
    coming = book.meetings.coming(begins, beats=beats, limit=60) if beats else []
    away = book.absences.of(book.holder)
    found = []
    for number in range(DAYS_IN_WEEK):
        day = monday + number * DAY
        notes = []
        if any(holds_on(each.starts, each.ends, day) for each in away):
            notes.append("You are away")
        holiday = bank_holiday(day)
        if holiday:
            notes.append(f"Bank holiday: {holiday}")
        notes += [
            f"{each.title}, {clock_time(each.starts)}"
            for each in coming
            if each.starts is not None and local(each.starts).date() == day
        ]
        found.append(DayFacts(day, f"{WEEKDAYS[number][:3]} {day.day}", day == today, day < today, tuple(notes)))
    return tuple(found)


def _starts(
    book: BeatBook, beats: Sequence[str], plan: WeekPlan, calls: Sequence[Call]
) -> tuple[tuple[str, str, Position], ...]:
    bases = book.places.of_kind(PlaceKind.POLICE_BASE)
    mine = set(beats)
    middle = _middle(calls)
    bases.sort(key=lambda each: (each.beat not in mine, _away(each, middle), each.name, each.id))
    chosen = book.places.find(plan.start) if plan.start else None
    if chosen is not None and all(each.id != chosen.id for each in bases):
        bases.append(chosen)
    return tuple(
        (each.id, each.name, Position(each.latitude, each.longitude))
        for each in bases
        if each.latitude is not None and each.longitude is not None
    )


def _middle(calls: Sequence[Call]) -> Position | None:
    """Return the middle of where the calls lie, None where that is not known."""
    known = [call.position for call in calls if call.position is not None]
    if not known:
        return None
    return Position(sum(each.lat for each in known) / len(known), sum(each.lon for each in known) / len(known))


def _away(place: Place, middle: Position | None) -> float:
    if middle is None or place.latitude is None or place.longitude is None:
        return 0.0
    return metres_between(middle, Position(place.latitude, place.longitude))


def word_of(call: Call, today: date) -> tuple[str, Tone]:
    """Return how a call stands in a word and its tone: “29 days late”, “due Thursday”, “not due”."""
    if call.last is None and call.late:
        return "never seen", "late"
    if call.days_late > 0:
        return days_late(call.days_late), "late"
    if call.days_late == 0:
        return "due today", "due"
    if call.days_late > -DAYS_IN_WEEK:
        return f"due {WEEKDAYS[call.due.weekday()][:3]}", "due"
    return f"due {short_day(call.due, today=today)}", "plain"


def why_now(call: Call) -> str:
    """Return what else speaks for a call: a person there who is due, promises to be kept."""
    said = []
    if call.people:
        said.append(f"{call.people[0]} is due" if len(call.people) == 1 else f"{len(call.people)} people are due")
    if call.promises:
        said.append(f"{len(call.promises)} promised" if len(call.promises) > 1 else "1 promise")
    return " · ".join(said)
