"""A spell: the days from a first to a last, and the ones people look back over most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wehere_desktop.neighbourhood.key_individual import quarter_of
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import MONTHS, short_day

USUAL_DAYS = 28
YEAR_BEGINS = 4
"""April: the month with which the year of a force's plans and figures begins."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Days from `first` to `last`, both included, and what they are called."""

    words: str
    first: date
    last: date


def usual_spell(today: date) -> Spell:
    """Return the last 28 days, today included."""
    return _last_days("Last 28 days", USUAL_DAYS, today)


def quick_spells(today: date) -> list[Spell]:
    """Return the spells that are chosen at once: some days up to today, months, quarters and the year from April."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    quarter = quarter_of(today)
    year = date(today.year - (today.month < YEAR_BEGINS), YEAR_BEGINS, 1)
    return [
        _last_days("Last 7 days", 7, today),
        usual_spell(today),
        _last_days("Last 13 weeks", 91, today),
        Spell(f"{MONTHS[month.month - 1]} so far", month, today),
        Spell(f"{MONTHS[before.month - 1]} {before.year}", before, month - timedelta(days=1)),
        Spell("This quarter so far", quarter.first, today),
        Spell(f"Last quarter, {quarter.before().brief}", quarter.before().first, quarter.before().last),
        Spell(f"Since 1 April {year.year}", year, today),
    ]


def spell_between(first: date | None, last: date | None, today: date) -> Spell:
    """Return the days typed; without a last they go up to today. Refused where they are not a first and a last."""
    if first is None:
        raise Refusal("The first day is missing.", remedy="Write it like 1 Oct or 01/10/2026.", field="first")
    end = today if last is None else last
    if end < first:
        raise Refusal(
            f"The last day, {short_day(end)}, comes before the first.", remedy="Exchange the two.", field="last"
        )
    if first == end:
        return Spell(short_day(first, today=today), first, end)
    return Spell(f"{short_day(first, today=end)} to {short_day(end, today=today)}", first, end)


def _last_days(words: str, days: int, today: date) -> Spell:
    return Spell(words, today - timedelta(days=days - 1), today)
