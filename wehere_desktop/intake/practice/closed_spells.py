"""The practice book's closed spells: school holidays about where they usually lie."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.bank_holidays import easter_sunday
from wehere_desktop.neighbourhood.closed_spell import TERM_KINDS, ClosedSpell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wehere_desktop.intake.practice.scene import Scene

_WEEK = timedelta(days=7)
_SATURDAY = 5


def closed_spells_of(scene: Scene) -> list[ClosedSpell]:
    """Return the school holidays from the last autumn to the next summer.

    Invented, and alike for all authorities: weeks as English schools often have them, not those of any council.
    """
    year = scene.today.year - (scene.today.month < 8)  # noqa: PLR2004 - a school year begins in September
    kinds = tuple(str(kind) for kind in TERM_KINDS)
    return [
        ClosedSpell(id=scene.new_id(), name=name, place_kinds=kinds, starts=first, ends=last)
        for name, first, last in _holidays(year)
    ]


def _holidays(year: int) -> Iterator[tuple[str, date, date]]:
    """Yield name, first and last day of the holidays of the school year that begins in a year's September."""
    yield "Half term", *_weeks(date(year, 10, 25), 1)
    yield "Christmas holidays", *_weeks(date(year, 12, 20), 2)
    yield "Half term", *_weeks(date(year + 1, 2, 14), 1)
    yield "Easter holidays", *_weeks(easter_sunday(year + 1) - _WEEK, 2)
    yield "Half term", *_weeks(date(year + 1, 5, 25), 1)
    yield "Summer holidays", *_weeks(date(year + 1, 7, 23), 6)


def _weeks(near: date, weeks: int) -> tuple[date, date]:
    """Return so many weeks from the Saturday nearest to a day until the Sunday before school begins again."""
    first = near + timedelta(days=(_SATURDAY - near.weekday() + 3) % 7 - 3)
    return first, first + weeks * _WEEK + timedelta(days=1)
