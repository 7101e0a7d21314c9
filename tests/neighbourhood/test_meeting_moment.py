"""When a meeting is to be is read as people type it, and what cannot be meant is refused beside its field."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.elm_park import TODAY
from wehere_desktop.neighbourhood.meeting_moment import moment_as_typed, planned_moment
from wehere_desktop.neighbourhood.meeting_rhythm import at_local
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import local

SEVEN = datetime(2026, 12, 9, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "wed 9 dec 7pm",
        "9 dec 7 pm",
        "Wednesday 9 December 2026, 7 pm",
        "wed 9th dec at 7pm",
        "9/12/2026 19:00",
        "2026-12-09 19.00",
        "  WED  9  DEC  19.00 ",
    ],
)
def test_that_one_moment_may_be_typed_in_many_ways(typed: str) -> None:
    assert planned_moment(typed, today=TODAY) == (SEVEN, None)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("9 dec 7pm to 8.30pm", (20, 30)),
        ("9 dec 7 to 8.30pm", (20, 30)),
        ("9 dec 7pm-8", (20, 0)),
        ("9 dec 19:00 until 20:45", (20, 45)),
        ("9 dec 19:00–20:45", (20, 45)),
    ],
)
def test_that_the_end_may_be_typed_too(typed: str, ends: tuple[int, int]) -> None:
    assert planned_moment(typed, today=TODAY) == (SEVEN, datetime(2026, 12, 9, *ends, tzinfo=UTC))


def test_that_a_weekday_alone_is_the_next_one_and_keeps_the_clock_it_had() -> None:
    assert planned_moment("wed 7pm", today=TODAY)[0] == datetime(2026, 11, 25, 19, tzinfo=UTC)
    assert planned_moment("wed 19.30", today=TODAY)[0] == datetime(2026, 11, 25, 19, 30, tzinfo=UTC)
    assert planned_moment("9 dec", today=TODAY, clock="19:00")[0] == SEVEN


def test_that_summer_time_is_the_clock_on_the_wall() -> None:
    assert planned_moment("1 july 2027 7pm", today=TODAY)[0] == datetime(2027, 7, 1, 18, tzinfo=UTC)


def test_that_a_day_with_its_year_may_be_past_and_one_without_never_is() -> None:
    assert planned_moment("3 nov 2026 6pm", today=TODAY)[0] == datetime(2026, 11, 3, 18, tzinfo=UTC)
    assert planned_moment("3 nov 6pm", today=TODAY)[0] == datetime(2027, 11, 3, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", "missing"),
        ("9 dec", "missing"),
        ("soon", "not-a-day"),
        ("32 dec 7pm", "not-a-day"),
        ("9 dec 25:00", "not-a-day"),
        ("tue 9 dec 7pm", "weekday"),
        ("9 dec 8pm to 7pm", "order"),
        ("<b>9 dec</b> 7pm", "not-a-day"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_at_its_field(typed: str, kind: str) -> None:
    with pytest.raises(Refusal) as refused:
        planned_moment(typed, today=TODAY)
    assert (refused.value.field, refused.value.kind) == ("starts", kind)
    assert refused.value.remedy


def test_that_another_weekday_is_named_in_the_refusal() -> None:
    with pytest.raises(Refusal, match="9 December 2026 is a Wednesday"):
        planned_moment("tue 9 dec 7pm", today=TODAY)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.builds(time, st.integers(0, 23), st.integers(0, 59)))
def test_that_what_is_shown_is_read_back_as_the_same_moment(day: date, clock: time) -> None:
    starts = at_local(day, clock)
    # In spring an hour is skipped, and a clock that shows it shows another
    assume(local(starts).time() == clock)
    assert planned_moment(moment_as_typed(starts, today=TODAY), today=TODAY)[0] == starts
