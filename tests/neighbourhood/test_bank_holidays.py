"""Bank holidays are those that a library made for nothing else has, year for year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wehere_desktop.neighbourhood.bank_holidays import bank_holiday, easter_sunday


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023, 2026, 2027, 2028, 2032, 2033, 2038, 2099])
def test_that_the_days_of_a_year_are_those_a_library_has(year: int) -> None:
    from holidays import country_holidays

    # The library keeps the day itself beside its substitute; work stops on the substitute
    theirs = {day for day in sorted(country_holidays("GB", subdiv="ENG", years=year)) if day.weekday() < 5}
    first = date(year, 1, 1)
    ours = {first + timedelta(days=number) for number in range(366) if bank_holiday(first + timedelta(days=number))}
    assert {day for day in ours if day.year == year} == theirs


def test_that_the_second_day_of_christmas_gives_way_to_the_first() -> None:
    # 2027: Christmas Day is a Saturday, Boxing Day a Sunday
    assert bank_holiday(date(2027, 12, 27)) == "Christmas Day (substitute day)"
    assert bank_holiday(date(2027, 12, 28)) == "Boxing Day (substitute day)"
    assert bank_holiday(date(2026, 12, 28)) == "Boxing Day (substitute day)"
    assert bank_holiday(date(2026, 12, 26)) == ""


def test_that_easter_is_where_the_tables_have_it() -> None:
    assert [easter_sunday(year) for year in (1961, 2000, 2024, 2026, 2038)] == [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ]
