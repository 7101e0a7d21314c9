"""A beat's next meeting comes by its rhythm: same weekday, same time on the wall, never on a bank holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.neighbourhood.meeting_rhythm import at_local, following, weeks_between
from wehere_desktop.wording import local


def starts_at(*days: date) -> list[datetime]:
    """Return meetings at 7 pm on some days."""
    return [at_local(day, time(19)) for day in days]


def test_that_the_rhythm_is_the_middle_of_the_last_gaps() -> None:
    days = [date(2026, 1, 7), date(2026, 3, 4), date(2026, 4, 29), date(2026, 9, 2)]
    assert weeks_between(starts_at(*reversed(days)), otherwise_days=92) == 8
    assert weeks_between(starts_at(days[0]), otherwise_days=92) == 13
    assert weeks_between(starts_at(days[0], days[0]), otherwise_days=1) == 1


def test_that_the_hour_on_the_wall_stays_when_the_clocks_change() -> None:
    (june,) = starts_at(date(2026, 6, 10))
    assert june == datetime(2026, 6, 10, 18, tzinfo=UTC)
    assert following(june, weeks=26, after=date(2026, 6, 10)) == datetime(2026, 12, 9, 19, tzinfo=UTC)


def test_that_a_bank_holiday_puts_it_off_by_a_week() -> None:
    (start,) = starts_at(date(2026, 4, 27))
    found = following(start, weeks=1, after=date(2026, 4, 27))
    assert local(found).date() == date(2026, 5, 11)


@settings(max_examples=30)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 26), st.integers(0, 900))
def test_that_the_next_one_keeps_its_weekday_and_comes_after_the_day_given(day: date, weeks: int, late: int) -> None:
    (start,) = starts_at(day)
    after = day + timedelta(days=late)
    found = local(following(start, weeks=weeks, after=after))
    assert found.weekday() == local(start).weekday()
    assert found.time() == time(19)
    assert found.date() > after
    assert (found.date() - day).days >= weeks * 7
    assert not bank_holiday(found.date())
