"""Days to come and moments gone by, as people say them, and how promises and queries stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.agreed import agreed_day, day_agreed, moment_meant, moment_typed
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife, is_late, standing
from wehere_desktop.neighbourhood.promise import check as check_promise
from wehere_desktop.neighbourhood.query import Query, clock_in_words
from wehere_desktop.neighbourhood.query import check as check_query

SUNDAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("", None, ""),
        ("fri", date(2026, 11, 27), ""),
        ("Friday 4 pm", date(2026, 11, 27), "16:00"),
        ("by fri at 16:00", date(2026, 11, 27), "16:00"),
        ("today", SUNDAY, ""),
        ("sunday", SUNDAY, ""),
        ("tomorrow, 9.15 am", date(2026, 11, 23), "09:15"),
        ("in 2 weeks", date(2026, 12, 6), ""),
        ("in a fortnight", date(2026, 12, 6), ""),
        ("next week", date(2026, 11, 29), ""),
        ("in 3 months", date(2027, 2, 22), ""),
        ("3 dec", date(2026, 12, 3), ""),
        ("3 dec 4 pm", date(2026, 12, 3), "16:00"),
        ("31 jan", date(2027, 1, 31), ""),
        ("14/12/2026", date(2026, 12, 14), ""),
    ],
)
def test_that_a_day_to_come_is_read_as_people_say_it(typed: str, day: date | None, time: str) -> None:
    assert agreed_day(typed, today=SUNDAY) == (day, time)


@pytest.mark.parametrize(
    "typed", ["soon", "yesterday", "1 nov 2026", "31 feb", "fri 25:00", "in 0.5 weeks", "\x00", "4"]
)
def test_that_what_is_no_day_to_come_is_not_guessed_at(typed: str) -> None:
    assert agreed_day(typed, today=SUNDAY) is None
    assert day_agreed(typed, today=SUNDAY) == ""


def test_that_a_promise_of_an_earlier_visit_may_have_been_due_since() -> None:
    assert agreed_day("fri", today=SUNDAY, since=date(2026, 11, 12)) == (date(2026, 11, 13), "")


def test_that_a_month_too_short_gives_its_last_day() -> None:
    assert agreed_day("in 3 months", today=date(2026, 11, 30)) == (date(2027, 2, 28), "")


@given(st.text(max_size=40), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_that_whatever_is_typed_is_a_day_from_today_on_or_nothing(typed: str, today: date) -> None:
    found = agreed_day(typed, today=today)
    assert found is None or found[0] is None or found[0] >= today


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", NOW),
        ("", NOW),
        ("9:15", datetime(2026, 11, 22, 9, 15, tzinfo=UTC)),
        ("14:30", datetime(2026, 11, 21, 14, 30, tzinfo=UTC)),
        ("yesterday 9.15", datetime(2026, 11, 21, 9, 15, tzinfo=UTC)),
        ("20 nov at 2 pm", datetime(2026, 11, 20, 14, 0, tzinfo=UTC)),
        ("1 jul 14:00", datetime(2026, 7, 1, 13, 0, tzinfo=UTC)),
        ("friday", datetime(2026, 11, 20, 12, 0, tzinfo=UTC)),
        ("today", NOW),
    ],
)
def test_that_a_moment_gone_by_is_read_on_the_clock_on_the_wall(typed: str, meant: datetime) -> None:
    assert moment_meant(typed, now=NOW) == meant


@pytest.mark.parametrize("typed", ["soon", "tomorrow", "today 23:00", "25:00", "31 feb 9:00"])
def test_that_no_moment_to_come_is_taken_for_one_gone_by(typed: str) -> None:
    assert moment_meant(typed, now=NOW) is None


@given(st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)))
def test_that_a_moment_as_it_would_be_typed_is_read_back_to_the_minute(moment: datetime) -> None:
    found = moment_meant(moment_typed(moment, now=NOW), now=NOW)
    # Twice a year the clock on the wall shows an hour twice over
    assert found is not None
    assert abs(found - moment.replace(second=0, microsecond=0)) in {timedelta(0), timedelta(hours=1)}


def a_promise(**fields: Any) -> Promise:
    return replace(Promise(id="p", promised="Ring", owner="o", made_on=SUNDAY, due_on=SUNDAY), **fields)


@pytest.mark.parametrize(
    ("fields", "words", "late"),
    [
        ({}, "due today", False),
        ({"due_time": "16:00"}, "due today, 16:00", False),
        ({"due_on": date(2026, 11, 19)}, "3 days late", True),
        ({"due_on": date(2026, 11, 24)}, "due in 2 days", False),
        ({"due_on": None}, "no day agreed", False),
        ({"life": PromiseLife.KEPT, "closed_on": SUNDAY, "due_on": date(2026, 11, 19)}, "kept 22 Nov", False),
        ({"life": PromiseLife.COULD_NOT}, "could not", False),
    ],
)
def test_that_a_promise_says_how_it_stands(fields: dict[str, Any], words: str, *, late: bool) -> None:
    promise = a_promise(**fields)
    assert standing(promise, today=SUNDAY) == words
    assert is_late(promise, today=SUNDAY) is late


def test_that_a_promise_is_due_after_it_was_made_and_not_kept_only_with_a_reason() -> None:
    assert check_promise(a_promise()) == []
    assert [each.field for each in check_promise(a_promise(due_on=date(2026, 11, 1)))] == ["due_on"]
    assert [each.field for each in check_promise(a_promise(life=PromiseLife.COULD_NOT, outcome=" "))] == ["outcome"]
    assert [each.field for each in check_promise(a_promise(promised="", owner=""))] == ["promised", "owner"]


@pytest.mark.parametrize(
    ("hours", "answered", "words"),
    [
        (0, None, "3 days left"),
        (12, None, "2 days 12 h left"),
        (63, None, "9 h left"),
        (71.5, None, "30 min left"),
        (77, None, "5 h late"),
        (100, 31, "answered in 1 day 7 h"),
        (100, 77, "answered 5 h late"),
    ],
)
def test_that_a_query_says_what_is_left_of_its_hours(hours: float, answered: int | None, words: str) -> None:
    received = NOW - timedelta(hours=hours)
    at = received + timedelta(hours=answered) if answered is not None else None
    assert clock_in_words(Query(id="q", question="Who?", received=received, answered=at), now=NOW) == words


def test_that_an_answer_needs_its_words_and_a_reason_where_it_is_late() -> None:
    query = Query(id="q", question="Who?", received=NOW - timedelta(hours=80))
    assert check_query(query, now=NOW) == []
    assert [each.field for each in check_query(replace(query, answered=NOW), now=NOW)] == ["answer", "why_late"]
    whole = replace(query, answered=NOW, answer="101.", why_late="Leave.")
    assert check_query(whole, now=NOW) == []
    early = replace(query, answered=NOW - timedelta(hours=90), answer="101.")
    assert [each.field for each in check_query(early, now=NOW)] == ["answered"]
    assert [each.field for each in check_query(replace(query, received=NOW + timedelta(hours=1)), now=NOW)] == [
        "received"
    ]
