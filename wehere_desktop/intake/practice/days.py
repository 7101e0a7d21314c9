"""Which days suit what: school days, evenings for meetings, and the weeks around Christmas when nobody comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.world import LOCAL_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

_SATURDAY, _SUNDAY = 5, 6
_IN_TERM = frozenset({PlaceKind.SCHOOL, PlaceKind.COLLEGE})
_WEEKDAYS_ONLY = frozenset({PlaceKind.NURSERY, PlaceKind.GP_SURGERY, PlaceKind.POLICE_BASE})
# English school holidays as they fall in most years, first and last day as (month, day): near enough for practice.
_HOLIDAYS = (
    ((1, 1), (1, 4)),
    ((2, 14), (2, 22)),
    ((4, 1), (4, 14)),
    ((5, 24), (5, 31)),
    ((7, 23), (9, 3)),
    ((10, 24), (11, 1)),
    ((12, 20), (12, 31)),
)
_NO_MEETINGS = (((1, 1), (1, 4)), ((8, 1), (8, 31)), ((12, 19), (12, 31)))


def _within(day: date, spans: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in spans)


def is_school_day(day: date) -> bool:
    """Say whether schools are open on a day, near enough."""
    return day.weekday() < _SATURDAY and not _within(day, _HOLIDAYS)


def over_christmas(day: date) -> bool:
    """Say whether a day falls in the weeks when nobody calls a meeting or holds a training session."""
    return _within(day, (_NO_MEETINGS[0], _NO_MEETINGS[2]))


def suits(kind: PlaceKind, day: date) -> bool:
    """Say whether somebody could be seen at a place of this kind on a day."""
    if (day.month, day.day) in {(12, 25), (12, 26), (1, 1)}:
        return False
    if kind in _IN_TERM:
        return is_school_day(day)
    if kind in _WEEKDAYS_ONLY:
        return day.weekday() < _SATURDAY
    return kind is PlaceKind.FAITH_CENTRE or day.weekday() != _SUNDAY


def on_or_before(day: date, suitable: Callable[[date], bool], *, at_most: int = 60) -> date:
    """Return the last suitable day up to a day; the day itself if none is within `at_most` days."""
    for back in range(at_most):
        candidate = day - timedelta(days=back)
        if suitable(candidate):
            return candidate
    return day


def is_meeting_day(day: date) -> bool:
    """Say whether a team might hold a meeting on a day: Tuesday to Thursday, or Saturday."""
    return day.weekday() in {1, 2, 3, _SATURDAY} and not _within(day, _NO_MEETINGS)


def next_weekday(day: date, weekday: int) -> date:
    """Return the first such weekday (Monday is 0) on or after a day that suits a meeting, or simply the first."""
    first = day + timedelta(days=(weekday - day.weekday()) % 7)
    for weeks in range(6):
        candidate = first + timedelta(weeks=weeks)
        if is_meeting_day(candidate):
            return candidate
    return first


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the UTC instant of a local time in Cheshire."""
    return datetime.combine(day, time(hour, minute), LOCAL_ZONE).astimezone(UTC)
