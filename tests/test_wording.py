"""The wording of days, times, lists, counts and telephone numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop import wording

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_that_a_day_is_written_in_full() -> None:
    assert wording.day_in_words(date(2026, 12, 9)) == "Wednesday 9 December 2026"


def test_that_a_brief_day_leaves_out_the_year_only_where_it_is_the_same() -> None:
    assert wording.short_day(date(2026, 12, 9)) == "9 Dec 2026"
    assert wording.short_day(date(2026, 12, 9), today=TODAY) == "9 Dec"
    assert wording.short_day(date(2025, 12, 9), today=TODAY) == "9 Dec 2025"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 12, 9, 19, 30, tzinfo=UTC), "7.30 pm"),
        (datetime(2026, 12, 9, 19, 0, tzinfo=UTC), "7 pm"),
        (datetime(2026, 7, 9, 18, 0, tzinfo=UTC), "7 pm"),
        (datetime(2026, 12, 9, 12, 0, tzinfo=UTC), "12 noon"),
        (datetime(2026, 12, 9, 12, 5, tzinfo=UTC), "12.05 pm"),
        (datetime(2026, 12, 9, 0, 0, tzinfo=UTC), "12 midnight"),
        (datetime(2026, 12, 9, 0, 15, tzinfo=UTC), "12.15 am"),
        (datetime(2026, 12, 9, 9, 5, tzinfo=UTC), "9.05 am"),
    ],
)
def test_that_a_time_is_the_one_on_the_clock_on_the_wall(instant: datetime, said: str) -> None:
    assert wording.clock_time(instant) == said


def test_that_a_moment_late_on_a_summer_evening_falls_on_the_local_day() -> None:
    assert wording.moment_in_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026, 12.30 am"


def test_that_an_instant_without_a_zone_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="zone"):
        wording.local(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001 - the very thing that is wrong


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_that_a_list_reads_as_in_a_sentence(words: list[str], said: str) -> None:
    assert wording.listed(words) == said


def test_that_a_list_of_choices_ends_with_or() -> None:
    assert wording.listed(iter(("PC", "PCSO")), last="or") == "PC or PCSO"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no places"), (1, "1 place"), (2, "2 places"), (1204, "1,204 places")]
)
def test_that_a_count_agrees_with_its_noun(number: int, said: str) -> None:
    assert wording.counted(number, "place") == said


def test_that_an_uneven_plural_may_be_given() -> None:
    assert wording.counted(3, "query", "queries") == "3 queries"


@pytest.mark.parametrize(
    ("days", "said"), [(3, "3 days late"), (1, "1 day late"), (0, "due today"), (-2, "due in 2 days")]
)
def test_that_lateness_is_said_in_words(days: int, said: str) -> None:
    assert wording.days_late(days) == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (9, "9 days ago"),
        (28, "4 weeks ago"),
        (100, "3 months ago"),
        (365, "12 months ago"),
        (800, "2 years ago"),
        (-1, "in 1 day"),
    ],
)
def test_that_how_long_ago_is_said_in_words(before: int, said: str) -> None:
    assert wording.ago(TODAY - timedelta(days=before), TODAY) == said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("01632960123", "01632 960123"),
        ("+44 1632 960123", "01632 960123"),
        ("+44 (0)1632 960123", "01632 960123"),
        ("02079460123", "020 7946 0123"),
        ("0161 4960123", "0161 496 0123"),
        ("01134960123", "0113 496 0123"),
        ("07700 900 123", "07700 900123"),
        ("0800555111", "0800 555 111"),
        ("0800 123 4567", "0800 123 4567"),
        ("03001234567", "0300 123 4567"),
        ("101", "101"),
        ("999", "999"),
        ("ask at the desk", "ask at the desk"),
        ("+33 1 23 45 67 89", "+33 1 23 45 67 89"),
        ("01632 960123 ext 4", "01632 960123 ext 4"),
        (" 101 ", "101"),
    ],
)
def test_that_a_telephone_number_is_shown_in_its_usual_groups(typed: str, shown: str) -> None:
    assert wording.phone_in_groups(typed) == shown


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2/11/2026", date(2026, 11, 2)),
        ("02.11.26", date(2026, 11, 2)),
        ("2-11-2026", date(2026, 11, 2)),
        ("2 Nov", date(2026, 11, 2)),
        ("2nd of November", date(2026, 11, 2)),
        ("2 Sept.", date(2026, 9, 2)),
        ("2 November 2024", date(2024, 11, 2)),
        ("23 Nov", date(2025, 11, 23)),
        ("29 Feb", date(2024, 2, 29)),
        ("22 nov", TODAY),
        ("Today", TODAY),
        (" yesterday ", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("Sunday", TODAY),
        ("mon", date(2026, 11, 16)),
    ],
)
def test_that_a_day_is_understood_as_people_write_it(typed: str, day: date) -> None:
    assert wording.parse_day(typed, today=TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31/02/2026",
        "2026-13-01",
        "11/22/2026",
        "32 Nov",
        "2 J",
        "2 Ju",
        "\u0662/\u0661/2026",
        "0/0/0",
        "1e3",
    ],
)
def test_that_what_is_no_day_is_not_guessed_at(typed: str) -> None:
    assert wording.parse_day(typed, today=TODAY) is None


@given(DAYS, DAYS)
def test_that_every_written_day_is_read_back(day: date, today: date) -> None:
    in_full = wording.day_in_words(day).split(" ", 1)[1]
    for written in (day.isoformat(), f"{day:%d/%m/%Y}", in_full, wording.short_day(day)):
        assert wording.parse_day(written, today=today) == day


@given(st.text(max_size=40), DAYS)
def test_that_reading_a_day_never_breaks(typed: str, today: date) -> None:
    assert wording.parse_day(typed, today=today) is None or typed.strip()


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("19:30", "19:30"),
        ("19.30", "19:30"),
        ("7.30 pm", "19:30"),
        ("7pm", "19:00"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("1930", "19:30"),
        ("9:05", "09:05"),
        ("7", None),
        ("25:00", None),
        ("19:60", None),
        ("13 pm", None),
        ("0 am", None),
        ("noonish", None),
    ],
)
def test_that_a_time_is_understood_as_people_write_it(typed: str, time: str | None) -> None:
    assert wording.parse_time(typed) == time


@given(st.text(max_size=60))
def test_that_showing_a_number_never_breaks_and_never_adds_a_figure(typed: str) -> None:
    shown = wording.phone_in_groups(typed)
    assert len([letter for letter in shown if letter.isdigit()]) <= len(
        [letter for letter in typed if letter.isdigit()]
    )


@pytest.mark.parametrize(
    ("typed", "since", "expected"),
    [
        ("3 Dec", None, date(2026, 12, 3)),
        ("12 Nov", None, date(2026, 11, 12)),
        ("3 March", None, date(2027, 3, 3)),
        ("3 Jan", date(2026, 12, 28), date(2027, 1, 3)),
        ("20 Nov", date(2026, 11, 22), date(2027, 11, 20)),
        ("29 Feb", date(2026, 11, 22), date(2028, 2, 29)),
        ("Monday", None, date(2026, 11, 23)),
        ("Sunday", None, date(2026, 11, 22)),
        ("fri", date(2026, 12, 1), date(2026, 12, 4)),
        ("3 Dec 2025", None, date(2025, 12, 3)),
        ("03/12/2025", date(2026, 11, 22), date(2025, 12, 3)),
        ("yesterday", None, date(2026, 11, 21)),
        ("", None, None),
        ("31 Feb", None, None),
        ("soon", None, None),
    ],
)
def test_that_a_day_planned_ahead_is_the_one_to_come(typed: str, since: date | None, expected: date | None) -> None:
    assert wording.parse_coming_day(typed, today=date(2026, 11, 22), since=since) == expected
