"""Bank holidays in England, worked out for any year without a network."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SUBSTITUTE = " (substitute day)"
_SATURDAY = 5
# Proclaimed for one year alone (gov.uk, UK bank holidays); None takes a day away that others fall on by the rule.
_PROCLAIMED: dict[date, str | None] = {
    date(2020, 5, 4): None,
    date(2020, 5, 8): "Early May bank holiday (VE day)",
    date(2022, 5, 30): None,
    date(2022, 6, 2): "Spring bank holiday",
    date(2022, 6, 3): "Platinum Jubilee bank holiday",
    date(2022, 9, 19): "Bank holiday for the State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Bank holiday for the coronation of King Charles III",
}


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday in England on a day, empty where it is none.

    After the Banking and Financial Dealings Act 1971 and the proclamations of 2020 to 2023; a day that is proclaimed
    later is not known.
    """
    return _of_year(day.year).get(day, "")


@cache
def _of_year(year: int) -> dict[date, str]:
    easter = easter_sunday(year)
    found = {
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _first_monday(year, 5): "Early May bank holiday",
        _last_monday(year, 5): "Spring bank holiday",
        _last_monday(year, 8): "Summer bank holiday",
    }
    fixed = {
        date(year, 1, 1): "New Year’s Day",
        date(year, 12, 25): "Christmas Day",
        date(year, 12, 26): "Boxing Day",
    }
    found |= {day: name for day, name in fixed.items() if day.weekday() < _SATURDAY}
    for day, name in fixed.items():
        if day.weekday() >= _SATURDAY:
            found[_next_free(day, found)] = f"{name}{SUBSTITUTE}"
    for day, said in _PROCLAIMED.items():
        if day.year == year:
            found.pop(day, None)
            if said is not None:
                found[day] = said
    return found


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - moved + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def _next_free(day: date, taken: dict[date, str]) -> date:
    while day.weekday() >= _SATURDAY or day in taken:
        day += timedelta(days=1)
    return day
