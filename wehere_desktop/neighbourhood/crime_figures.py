"""Before and after of a beat's published crimes: the months since work began, against the same months a year before."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from wehere_desktop.neighbourhood.figure import ReportedFigure

SOURCE = "data.police.uk, on today's beats"
_YEAR = 12


def months_to_compare(held: Iterable[int], since: date | None) -> tuple[int, ...]:
    """Return the latest months, at most twelve, that are held and whose twin a year before is held too.

    Only whole months after the day `since`, where that is known. Months are numbers as `month_number` gives them.
    """
    months = set(held)
    first = since.year * _YEAR + since.month if since is not None else 0
    both = sorted(month for month in months if month >= first and month - _YEAR in months)
    return tuple(month for month in both if month > both[-1] - _YEAR)


def figures_of(beat: str, counts: Mapping[tuple[int, str], int], months: Iterable[int]) -> list[ReportedFigure]:
    """Return a figure of each kind of crime: how many in these months, and in the same months a year before.

    `counts` are by month and kind. A kind of which there was none in either is left out. Nothing of it is kept in the
    book: the figures are reckoned anew whenever they are looked at.
    """
    chosen = sorted(months)
    if not chosen:
        return []
    found = []
    for kind in sorted({kind for _, kind in counts}):
        after = sum(counts.get((month, kind), 0) for month in chosen)
        before = sum(counts.get((month - _YEAR, kind), 0) for month in chosen)
        if after or before:
            found.append(
                ReportedFigure(
                    id=f"crime {kind}",
                    beat=beat,
                    measure=kind,
                    period_from=_first(chosen[0]),
                    period_to=_last(chosen[-1]),
                    count=after,
                    count_before=before,
                    source=SOURCE,
                )
            )
    return found


def _first(month: int) -> date:
    return date(month // _YEAR, month % _YEAR + 1, 1)


def _last(month: int) -> date:
    year, at = month // _YEAR, month % _YEAR + 1
    return date(year, at, monthrange(year, at)[1])
