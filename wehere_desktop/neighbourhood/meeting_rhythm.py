"""Meeting rhythm: on which day a beat's next meeting would come, by the days between its last, past bank holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import median

from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.wording import local, local_zone

WEEK = timedelta(weeks=1)
MOST_WEEKS = 26
"""Meetings further apart than this have no rhythm. Ours."""
_REMEMBERED = 6


def weeks_between(starts: Sequence[datetime], *, otherwise_days: int) -> int:
    """Return how many weeks lie between meetings as a rule: the middle of the last gaps, else the days given.

    `starts` are UTC instants in any order; gaps longer than `MOST_WEEKS` do not count.
    """
    days = sorted(local(each).date() for each in starts)[-_REMEMBERED:]
    gaps = [(after - before).days for before, after in pairwise(days)]
    usual = [gap for gap in gaps if 0 < gap <= MOST_WEEKS * WEEK.days]
    return max(1, round((median(usual) if usual else otherwise_days) / WEEK.days))


def following(start: datetime, *, weeks: int, after: date) -> datetime:
    """Return the UTC instant of the next meeting: the same weekday and local time, so many weeks on.

    It comes after the local day `after`, and a week later where it would be a bank holiday.
    """
    here = local(start)
    day = here.date() + weeks * WEEK
    while day <= after or bank_holiday(day):
        day += WEEK
    return at_local(day, here.time())


def at_local(day: date, at: time) -> datetime:
    """Return the UTC instant of a local day and time of day in Europe/London."""
    return datetime.combine(day, at.replace(tzinfo=None), local_zone()).astimezone(UTC)
