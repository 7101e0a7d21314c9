"""An agenda has a clock: items share the evening, keep the minutes they are given, and run over quietly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.agenda_clock import timed

STARTS = datetime(2026, 12, 9, 19, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)


def minutes(*agenda: str, ends: datetime | None = ENDS) -> list[int]:
    found = []
    for each in timed(agenda, STARTS, ends):
        assert each.begins is not None
        found.append(int((each.begins - STARTS).total_seconds() // 60))
    return found


def test_that_items_share_the_evening() -> None:
    assert minutes("Welcome", "Priorities", "Close") == [0, 30, 60]


def test_that_an_item_keeps_the_minutes_it_is_given() -> None:
    assert minutes("Welcome (10 min)", "Priorities", "Close - 20 mins") == [0, 10, 70]


def test_that_a_meeting_without_an_end_lasts_an_hour() -> None:
    assert minutes("Welcome", "Close", ends=None) == [0, 30]


def test_that_an_agenda_without_a_start_has_no_clock() -> None:
    (item,) = timed(["Welcome"], None, None)
    assert (item.begins, item.standing(STARTS), item.is_over(STARTS)) == (None, "", False)


def test_that_it_says_how_the_item_now_stands() -> None:
    _, item = timed(["Welcome", "Close"], STARTS, ENDS)
    stands = {at: item.standing(STARTS + timedelta(minutes=at)) for at in (30, 60, 89, 90, 93, 300)}
    assert stands == {
        30: "due at 19:45",
        60: "30 min left",
        89: "1 min left",
        90: "less than a minute left",
        93: "3 min over",
        300: "",
    }
    assert [item.is_over(STARTS + timedelta(minutes=at)) for at in (89, 90, 91, 300)] == [False, False, True, False]


@given(st.lists(st.text(max_size=30), max_size=12), st.integers(-60, 300))
def test_that_items_follow_each_other_without_a_gap(agenda: list[str], length: int) -> None:
    items = timed(agenda, STARTS, STARTS + timedelta(minutes=length))
    assert len(items) == sum(1 for each in agenda if each.strip())
    for before, after in pairwise(items):
        assert before.ends == after.begins
        assert before.begins is not None
        assert before.ends is not None
        assert before.begins < before.ends
