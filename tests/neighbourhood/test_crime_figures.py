"""Before and after of published crimes: whole months since work began, against the same months a year before."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.crime import month_number
from wehere_desktop.neighbourhood.crime_figures import figures_of, months_to_compare

JANUARY = month_number("2026-01") or 0
MONTHS = st.sets(st.integers(JANUARY - 40, JANUARY), max_size=40)


@given(held=MONTHS, since=st.none() | st.dates(date(2022, 1, 1), date(2026, 3, 1)))
def test_that_only_whole_months_with_a_twin_are_compared(held: set[int], since: date | None) -> None:
    found = months_to_compare(held, since)
    assert len(found) <= 12
    assert all(month in held and month - 12 in held for month in found)
    assert since is None or all(month > since.year * 12 + since.month - 1 for month in found)
    assert not {month - 12 for month in found} & set(found)


def test_that_each_kind_is_counted_in_both_and_its_days_are_told() -> None:
    months = (JANUARY - 1, JANUARY)
    counts = {
        (JANUARY - 1, "Burglary"): 3,
        (JANUARY, "Burglary"): 4,
        (JANUARY - 12, "Burglary"): 9,
        (JANUARY - 13, "Drugs"): 1,
        (JANUARY - 2, "Robbery"): 5,
    }
    burglary, drugs = figures_of("b", counts, months)
    assert (burglary.measure, burglary.count, burglary.count_before) == ("Burglary", 7, 9)
    assert (burglary.period_from, burglary.period_to) == (date(2025, 12, 1), date(2026, 1, 31))
    assert (drugs.measure, drugs.count, drugs.count_before) == ("Drugs", 0, 1)
    assert figures_of("b", counts, ()) == []
