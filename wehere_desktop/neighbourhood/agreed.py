"""Days and moments as people agree on them: “fri”, “in 2 weeks”, “3 dec 4 pm”, “yesterday 9.15”."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from wehere_desktop.wording import (
    WEEKDAYS,
    local,
    local_zone,
    parse_coming_day,
    parse_day,
    parse_time,
    short_day,
)

NOT_A_DAY = "Write it like fri, in 2 weeks, 3 dec or tomorrow 4 pm."
NOT_A_MOMENT = "Write it like now, 14:30, yesterday 9.15 or 20 Nov 14:30."
_TIME_LAST = re.compile(r"^(.*?),?(?: at)? +([0-9]{1,2}(?:[.:][0-9]{2})?(?: ?[ap]m)?)$", re.IGNORECASE)


def agreed_day(typed: str, *, today: date, since: date | None = None) -> tuple[date | None, str] | None:
    """Return the day and time of day meant by “fri”, “in 2 weeks” or “3 dec 4 pm”; (None, "") for nothing typed.

    None where it cannot be read, or is before `since` (today if not given), a day that is gone.
    """
    first = since or today
    words = " ".join(typed.split())
    if not words:
        return None, ""
    day, time = parse_coming_day(words, today=today, since=first), ""
    found = _TIME_LAST.match(words) if day is None else None
    if found is not None and (clock := parse_time(found[2])) is not None:
        day, time = parse_coming_day(found[1], today=today, since=first), clock
    return (day, time) if day is not None and day >= first else None


def day_agreed(typed: str, *, today: date, since: date | None = None) -> str:
    """Return the day meant, read back in words (“Fri 27 Nov, 16:00”); empty where none can be read."""
    day, time = agreed_day(typed, today=today, since=since) or (None, "")
    return f"{with_weekday(day, today)}{f', {time}' if time else ''}" if day is not None else ""


def moment_meant(typed: str, *, now: datetime) -> datetime | None:
    """Return the UTC instant that was meant by “now”, “14:30”, “today 9.15 am” or “20 Nov 14:30”, never after `now`.

    Without a day it is the latest such time of day, a day alone is its noon. None where it cannot be read or has not
    been yet.
    """
    words, here = " ".join(typed.lower().split()), local(now)
    if words in {"", "now", "just now"}:
        return now
    clock = parse_time(words)
    if clock is not None:
        meant = _at(here.date(), clock)
        return meant if meant <= now else _at(here.date() - timedelta(days=1), clock)
    found = _TIME_LAST.match(words)
    clock = parse_time(found[2]) if found is not None else None
    day = parse_day(found[1] if found is not None and clock is not None else words, today=here.date())
    if day is None:
        return None
    if clock is not None:
        meant = _at(day, clock)
        return meant if meant <= now else None
    # Whoever names today alone does not mean a noon that is still to come
    return min(_at(day, "12:00"), now) if day <= here.date() else None


def moment_typed(moment: datetime, *, now: datetime) -> str:
    """Return a UTC instant as it would be typed: “14:30” of today, “20 Nov 2026 14:30”."""
    here = local(moment)
    clock = f"{here:%H:%M}"
    return clock if here.date() == local(now).date() else f"{short_day(here.date())} {clock}"


def _at(day: date, clock: str) -> datetime:
    hour, _, minute = clock.partition(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=local_zone()).astimezone(UTC)


def with_weekday(day: date, today: date) -> str:
    """Return a day as “Fri 27 Nov”."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}"
