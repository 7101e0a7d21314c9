"""The Key Individual Network's rules: quarters, due days, and what may be kept as an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.answer_numbers import ANSWERS, BEST
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.key_individual import (
    QUESTIONS,
    check,
    days_between,
    latest_in,
    moved,
    quarter_of,
)
from wehere_desktop.neighbourhood.questionnaire import Questionnaire

TODAY = date(2026, 11, 22)


def somebody(**fields: object) -> Contact:
    """Return a contact."""
    return Contact(id="c", name="Helen Marsh", **fields)  # type: ignore[arg-type] # whatever a test is about


def answers(**fields: object) -> Questionnaire:
    """Return a questionnaire of today."""
    return Questionnaire(id="q", **{"contact": "c", "on": TODAY, **fields})  # type: ignore[arg-type] # as above


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)))
def test_that_each_day_lies_in_one_quarter_of_three_months(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.holds(day)
    assert (quarter.first.month - 1) % 3 == 0
    assert quarter.first.day == 1
    assert quarter_of(quarter.last + timedelta(days=1)).before() == quarter
    assert 90 <= (quarter.last - quarter.first).days + 1 <= 92


def test_that_a_quarter_is_said_in_words() -> None:
    assert quarter_of(TODAY).words == "October to December 2026"
    assert quarter_of(TODAY).before().brief == "Jul–Sep 26"


def test_that_a_key_individual_is_seen_each_quarter_and_others_only_if_it_is_set() -> None:
    assert days_between(somebody()) == 0
    assert days_between(somebody(frequency=-3)) == 0
    assert days_between(somebody(key_individual=True)) == 90
    assert days_between(somebody(key_individual=True, frequency=30)) == 30
    assert days_between(somebody(frequency=14)) == 14


def test_that_the_last_answers_of_a_quarter_count() -> None:
    early, late = answers(safe=2, on=date(2026, 10, 3)), answers(safe=4, on=date(2026, 11, 3))
    before = answers(safe=1, on=date(2026, 9, 30))
    assert latest_in(quarter_of(TODAY), [late, before, early]) == late
    assert latest_in(quarter_of(TODAY), [before]) is None


def test_that_the_questions_are_those_with_a_number() -> None:
    assert set(QUESTIONS) == {each.name for each in fields_of(Questionnaire) if each.shape == "whole"}
    assert len(ANSWERS) == BEST + 1


@pytest.mark.parametrize(
    ("now", "before", "said"), [(4, 2, "up 2"), (1, 2, "down 1"), (3, 3, "as before"), (0, 3, ""), (3, 0, "")]
)
def test_that_a_move_is_said_only_where_both_answered(now: int, before: int, said: str) -> None:
    assert moved(now, before) == said


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, "safe"),
        ({"safe": 6}, "safe"),
        ({"safe": 3, "heard": -1}, "heard"),
        ({"safe": 3, "on": TODAY + timedelta(days=1)}, "on"),
        ({"safe": 3, "on": None}, "on"),
        ({"safe": 3, "contact": ""}, "contact"),
        ({"matters": "x" * 20_001}, "matters"),
    ],
)
def test_that_what_cannot_be_kept_is_refused_beside_its_field(fields: dict[str, object], field: str) -> None:
    assert [each.field for each in check(answers(**fields), today=TODAY)] == [field]


def test_that_words_alone_or_one_number_are_enough() -> None:
    assert check(answers(matters="Parking."), today=TODAY) == []
    assert check(answers(informed=5), today=TODAY) == []
