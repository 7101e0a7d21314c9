"""When a meeting is to be, as people type it: “wed 9 dec 7pm”, “in 2 weeks 10.30”, “9 Dec 2026 7 pm to 8.30 pm”."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from wehere_desktop.neighbourhood.agreed import agreed_day, with_weekday
from wehere_desktop.neighbourhood.meeting_rhythm import at_local
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import WEEKDAYS, clock_time, day_in_words, local, parse_day, parse_time

HOW_TO_WRITE = "Write it like wed 9 dec 7pm, in 2 weeks 10.30 or 9/12/2026 19:00."
_UNTIL = re.compile(
    r"^(?P<start>.* [0-9]{1,2}(?:[.:][0-9]{2})?(?: ?[ap]m)?) ?(?:to|until|till|–|—|-) ?"
    r"(?P<end>[0-9]{1,2}(?:[.:][0-9]{2})?(?: ?[ap]m)?)$"
)
_CLOCK_LAST = re.compile(r"^(?P<day>.*?),?(?: at)? +(?P<clock>[0-9]{1,2}(?:[.:][0-9]{2})?(?: ?[ap]m)?)$")
_LEAST_LETTERS = 3


def planned_moment(
    typed: str, *, today: date, since: date | None = None, clock: str = ""
) -> tuple[datetime, datetime | None]:
    """Return the UTC instants at which a meeting begins and, where that is typed too, ends; the clock is Cheshire's.

    A day without a year is the first from `since` on (today if not given); one with its year may be past. `clock`,
    such as “19:00”, holds where no time is typed. Refused, pinned to `starts`, where day or time cannot be read, the
    weekday is another one, or the end is not after the start.
    """
    words = " ".join(typed.lower().replace(",", " ").split())
    if not words:
        raise Refusal("It does not say when.", remedy=HOW_TO_WRITE, field="starts", kind="missing")
    until = ""
    if found := _UNTIL.match(words):
        words, until = _halves(found["start"], found["end"])
    weekday, rest = _weekday_first(words)
    day, at = _day_and_clock(rest, today=today, since=since)
    if day is None:
        raise Refusal(
            f"“{typed.strip()}” is not a day and time.", remedy=HOW_TO_WRITE, field="starts", kind="not-a-day"
        )
    if weekday is not None and day.weekday() != weekday:
        raise Refusal(
            f"{day.day} {day_in_words(day).split(' ', 2)[2]} is a {WEEKDAYS[day.weekday()]}.",
            remedy="Check the day, or leave the weekday out.",
            field="starts",
            kind="weekday",
        )
    at = at or clock
    if not at:
        raise Refusal("It does not say at what time.", remedy=HOW_TO_WRITE, field="starts", kind="missing")
    starts = at_local(day, _time(at))
    if not until:
        return starts, None
    ends_at = parse_time(until)
    if ends_at is None:
        raise Refusal(f"“{until}” is not a time of day.", remedy=HOW_TO_WRITE, field="starts", kind="not-a-time")
    ends = at_local(day, _time(ends_at))
    if ends <= starts:
        raise Refusal("It ends before it starts.", remedy="Check the two times.", field="starts", kind="order")
    return starts, ends


def moment_as_typed(starts: datetime, *, today: date) -> str:
    """Return a UTC instant as it would be typed here: “Wed 9 Dec 7 pm”, with the year where it is not this one."""
    clock = clock_time(starts).replace("12 noon", "12.00 pm").replace("12 midnight", "12.00 am")
    here = local(starts).date()
    # A day of this year that is gone would be read as the next one
    return f"{with_weekday(here, today if here >= today else date.min)} {clock}"


def _weekday_first(words: str) -> tuple[int | None, str]:
    """Return the weekday that stands before another day, if any, and the rest: “wed 9 dec” names its day twice."""
    first, _, rest = words.partition(" ")
    first = first.rstrip(".")
    if len(first) < _LEAST_LETTERS or not rest or not re.match(r"[0-9]{1,4}(?:st|nd|rd|th)?(?: of)?[ /.-]", f"{rest} "):
        return None, words
    number = next((at for at, name in enumerate(WEEKDAYS) if name.lower().startswith(first)), None)
    # “wed 7pm” and “wed 19.30” have a time behind the weekday, not another day
    if number is None or parse_time(rest.replace(" ", "")) is not None:
        return None, words
    return number, rest


def _day_and_clock(words: str, *, today: date, since: date | None) -> tuple[date | None, str]:
    meant = agreed_day(words, today=today, since=since)
    if meant is not None and meant[0] is not None:
        return meant
    day = parse_day(words, today=today)
    if day is not None:
        return (day, "") if _names_its_year(words) else (None, "")
    found = _CLOCK_LAST.match(words)
    clock = parse_time(found["clock"]) if found is not None else None
    if found is None or clock is None or not _names_its_year(found["day"]):
        return None, ""
    return parse_day(found["day"], today=today), clock


def _names_its_year(words: str) -> bool:
    return bool(re.search(r"\b[0-9]{4}\b|[/.-][0-9]{2}$", words)) or words in {"today", "yesterday"}


def _halves(start: str, end: str) -> tuple[str, str]:
    """Return both times with the am or pm that only one of them has: “7 to 8.30 pm” is both in the evening."""
    halves = ("am", "pm")
    if end.endswith(halves) and not start.endswith(halves):
        return f"{start}{end[-2:]}", end
    if start.endswith(halves) and not end.endswith(halves):
        return start, f"{end}{start[-2:]}"
    return start, end


def _time(clock: str) -> time:
    hour, _, minute = clock.partition(":")
    return time(int(hour), int(minute))
