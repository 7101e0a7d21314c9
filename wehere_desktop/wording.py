"""How days, times, lists, counts and telephone numbers are written, in plain British English."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOON = 12
SHORTEST_MONTH_WORD = 3
# Beyond four weeks people count in months, and beyond a year and a half in years.
DAYS_AS_WEEKS = 28
DAYS_AS_MONTHS = 540
DAYS_IN_MONTH = 30.44

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?(?:,? ([0-9]{4}))?")
_AHEAD = re.compile(r"(?:in )?(an?|one|two|three|four|six|[0-9]{1,3}) (day|week|fortnight|month)s?(?: from now)?")
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_TIME = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?(?:h| ?(am|pm))?")
# After Ofcom's national telephone numbering plan: how many figures stand before the first and the second gap.
_AREA_CODES: tuple[tuple[str, tuple[int, ...]], ...] = (
    (r"02[0-9]{9}", (3, 4)),
    (r"011[0-9]{8}|01[0-9]1[0-9]{7}", (4, 3)),
    (r"0800[0-9]{6}|0500[0-9]{6}", (4, 3)),
    (r"0[38][0-9]{9}|09[0-9]{9}", (4, 3)),
    (r"01[0-9]{8,9}", (5,)),
    (r"0[57][0-9]{9}", (5,)),
)


@cache
def local_zone() -> ZoneInfo:
    """Return the zone that the force's clocks keep, Europe/London."""
    return ZoneInfo("Europe/London")


def local(instant: datetime) -> datetime:
    """Return an instant as the clock on the wall shows it, in Europe/London. A naive instant is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its zone.")
    return instant.astimezone(local_zone())


def day_in_words(day: date) -> str:
    """Return a day in full, such as “Wednesday 9 December 2026”."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, *, today: date | None = None) -> str:
    """Return a day briefly, such as “9 Dec 2026”; with `today`, the year is left out where it is the same."""
    brief = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return brief if today is not None and day.year == today.year else f"{brief} {day.year}"


def clock_time(instant: datetime) -> str:
    """Return the time of day of a UTC instant on the local clock: “7 pm”, “7.30 pm”, “12 noon”, “12 midnight”."""
    here = local(instant)
    if here.minute == 0 and here.hour in {0, NOON}:
        return "12 noon" if here.hour else "12 midnight"
    minutes = f".{here.minute:02}" if here.minute else ""
    return f"{here.hour % NOON or NOON}{minutes} {'am' if here.hour < NOON else 'pm'}"


def moment_in_words(instant: datetime) -> str:
    """Return day and time of a UTC instant on the local clock, such as “Wednesday 9 December 2026, 7.30 pm”."""
    return f"{day_in_words(local(instant).date())}, {clock_time(instant)}"


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """Return words as a list in a sentence: “a”, “a and b”, “a, b and c”."""
    given = list(words)
    if len(given) <= 1:
        return "".join(given)
    return f"{', '.join(given[:-1])} {last} {given[-1]}"


def capital(words: str) -> str:
    """Return words with a capital at their head, the rest as it is."""
    return f"{words[:1].upper()}{words[1:]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “no places”, “1 place”, “1,204 places”; `many` where an s is not enough."""
    if number == 0:
        return f"no {many or one + 's'}"
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def days_late(days: int) -> str:
    """Return how a promise of contact stands: “3 days late”, “due today”, “due in 2 days” (for a negative number)."""
    if days > 0:
        return f"{counted(days, 'day')} late"
    return "due today" if days == 0 else f"due in {counted(-days, 'day')}"


def ago(day: date, today: date) -> str:
    """Return how long ago a day was: “today”, “yesterday”, “9 days ago”, “6 weeks ago”, “8 months ago”, “in 3 days”."""
    days = (today - day).days
    if days < 0:
        return f"in {counted(-days, 'day')}"
    if days <= 1:
        return "yesterday" if days else "today"
    if days < DAYS_AS_WEEKS:
        return f"{days} days ago"
    if days < 3 * DAYS_AS_WEEKS:
        return f"{counted(days // 7, 'week')} ago"
    if days < DAYS_AS_MONTHS:
        return f"{counted(round(days / DAYS_IN_MONTH), 'month')} ago"
    return f"{counted(round(days / DAYS_IN_MONTH / 12), 'year')} ago"


def time_left(left: timedelta) -> str:
    """Return how a clock stands: “9 h left”, “1 day 5 h left”, “35 min left”, and “5 h late” for a negative time."""
    minutes = int(abs(left).total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        words = counted(days, "day") + (f" {hours} h" if hours else "")
    else:
        words = f"{hours} h" if hours else f"{minutes} min"
    return f"{words} late" if left < timedelta(0) else f"{words} left"


@cache
def _phone_shapes() -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[re.Pattern[str], tuple[int, ...]]]]:
    # Made when first needed: it takes longer than all else of this module
    return (
        re.compile(r"^(?:\+|00)44(?:\(0\)|0)?"),
        re.compile(r"[\s().-]"),
        [(re.compile(shape, re.ASCII), gaps) for shape, gaps in _AREA_CODES],
    )


def phone_in_groups(typed: str) -> str:
    """Return a British telephone number in the groups people read it by: “01632 960123”, “020 7946 0123”.

    “+44” becomes the leading nought. What is not a British number of the usual length comes back as typed.
    """
    abroad, between, area_codes = _phone_shapes()
    figures = abroad.sub("0", between.sub("", typed.replace("(0)", "")))
    for shape, gaps in area_codes:
        if shape.fullmatch(figures):
            groups, rest = [], figures
            for length in gaps:
                groups.append(rest[:length])
                rest = rest[length:]
            return " ".join((*groups, rest))
    return typed.strip()


def parse_day(typed: str, *, today: date) -> date | None:
    """Return the day a person means, or None where nothing can be made of it.

    Reads “2026-11-22”, “22/11/2026”, “22.11.26”, “22 Nov”, “22 November 2026”, “Sunday”, “today”, “yesterday” and
    “tomorrow”. Figures are day, month, year, as in Britain. Without a year, and for a weekday, it is the latest such
    day that is not after `today`.
    """
    words = " ".join(typed.lower().split())
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    if len(words) >= SHORTEST_MONTH_WORD:
        for number, name in enumerate(WEEKDAYS):
            if name.lower().startswith(words):
                return today - timedelta(days=(today.weekday() - number) % 7)
    if found := _ISO_DAY.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(words):
        year = int(found[3])
        return _day(year if len(found[3]) > 2 else 2000 + year, int(found[2]), int(found[1]))  # noqa: PLR2004 - two figures
    if found := _IN_WORDS.fullmatch(words):
        return _day_with_month(int(found[1]), found[2], found[3], today)
    return None


def parse_coming_day(typed: str, *, today: date, since: date | None = None) -> date | None:
    """Return the day a person means who plans ahead, or None where nothing can be made of it.

    Reads what `parse_day` reads, “next week” and “in 2 weeks” (days, weeks, fortnights and months from `today`).
    Without a year it is the first such day from `since` on; where that is not given, a weekday is the next one, today
    counted, and any other day the one nearest to `today`.
    """
    words = " ".join(typed.lower().split()).removeprefix("by ")
    ahead = _AHEAD.fullmatch("a week" if words == "next week" else "a month" if words == "next month" else words)
    if ahead is not None:
        return _ahead(_FEW.get(ahead[1]) or int(ahead[1]), ahead[2], today)
    day = parse_day(words, today=today)
    named = len(words) >= SHORTEST_MONTH_WORD and any(name.lower().startswith(words) for name in WEEKDAYS)
    if day is None or not (named or ((found := _IN_WORDS.fullmatch(words)) and not found[3])):
        return day
    if named:
        first = since or today
        return first + timedelta(days=(day.weekday() - first.weekday()) % 7)
    years = range((since or today).year - 1, (since or today).year + 9)
    tried = [each for year in years if (each := parse_day(f"{words} {year}", today=today)) is not None]
    if since is not None:
        return next((each for each in tried if each >= since), None)
    return min(tried, key=lambda each: abs(each - today), default=None)


def _ahead(number: int, unit: str, today: date) -> date:
    """Return the day so many days, weeks or months after a day; a month too short for it gives its last day."""
    if unit in _DAYS_IN:
        return today + timedelta(days=number * _DAYS_IN[unit])
    years, month = divmod(today.month - 1 + number, 12)
    tried = (_day(today.year + years, month + 1, day) for day in range(today.day, 27, -1))
    return next((day for day in tried if day), None) or date(today.year + years, month + 1, min(today.day, 28))


def parse_time(typed: str) -> str | None:
    """Return a time of day as “19:30”, from “19:30”, “19.30”, “7.30 pm”, “7pm” or “1930”; None where it is none."""
    words = " ".join(typed.lower().split())
    found = _TIME.fullmatch(words)
    if not found or (found[2] is None and found[3] is None):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 2 * NOON and minute < 60 else None  # noqa: PLR2004 - minutes in an hour


def _day_with_month(number: int, word: str, year: str | None, today: date) -> date | None:
    months = [place for place, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    if len(months) != 1:
        return None
    if year:
        return _day(int(year), months[0], number)
    # Back as far as 29 February may need, even across a century year that has none.
    tried = (_day(today.year - back, months[0], number) for back in range(9))
    return next((day for day in tried if day is not None and day <= today), None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
