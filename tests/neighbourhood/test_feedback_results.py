"""Feedback results count what was answered and never claim more than so few forms tell."""

from __future__ import annotations

from typing import Any

from tests.elm_park import TODAY
from wehere_desktop.neighbourhood.feedback import Feedback
from wehere_desktop.neighbourhood.feedback_results import results_of


def form(**fields: Any) -> Feedback:
    """Return one form."""
    return Feedback(id="f", on=TODAY, **fields)


def test_that_what_was_not_answered_does_not_pull_a_mean_down() -> None:
    told = results_of([form(worthwhile=5), form(worthwhile=4), form(), form(worthwhile=4), form(worthwhile=3)])
    worthwhile = told.results[0]
    assert (worthwhile.answered, worthwhile.mean) == (4, 4.0)
    assert worthwhile.in_words == "4.0 of 5, from 4 answers"
    assert told.results[1].in_words == "nobody answered"
    assert told.forms == 5


def test_that_too_few_answers_say_so() -> None:
    told = results_of([form(safe=2), form(safe=4)])
    assert told.results[2].in_words == "3.0 of 5, from 2 answers: too few to go by"


def test_that_an_answer_off_the_scale_is_not_counted() -> None:
    assert results_of([form(safe=9), form(safe=-1)]).results[2].answered == 0


def test_that_ways_of_hearing_are_counted_whatever_their_capitals() -> None:
    told = results_of([form(heard_of_it="Poster"), form(heard_of_it="poster "), form(heard_of_it="School letter")])
    assert told.heard == (("Poster", 2), ("School letter", 1))


def test_that_each_wish_is_told_once() -> None:
    assert results_of([form(next_priority="Parking"), form(next_priority="Parking"), form()]).wishes == ("Parking",)
