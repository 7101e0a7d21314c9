"""The trail of a concern: one step at a time, and no way round its closing rules."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.neighbourhood.concerns import ANY_CONCERN
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.trail import CLOSED_STEPS, TrailStep, is_closed, step_of, waiting_days

DAY = date(2026, 11, 2)
OPEN = Concern(id="c", beat="b", raised_on=DAY, said="Cars on the pavement")
ANSWERED = dataclasses.replace(OPEN, outcome=Outcome.DONE, we_did="We spoke to the drivers.")
TOLD = dataclasses.replace(ANSWERED, told_back_on=DAY, told_back_how="At the November meeting")


@pytest.mark.parametrize(
    ("concern", "step"),
    [
        (OPEN, TrailStep.RAISED),
        (dataclasses.replace(OPEN, to_sort=True), TrailStep.TO_SORT),
        (dataclasses.replace(OPEN, owner="o", to_sort=True), TrailStep.OWNED),
        (dataclasses.replace(OPEN, owner="o", priority="p"), TrailStep.WITH_PRIORITY),
        (dataclasses.replace(ANSWERED, owner="o", priority="p"), TrailStep.TO_TELL),
        (TOLD, TrailStep.TOLD_BACK),
        (dataclasses.replace(ANSWERED, nobody_to_tell="Raised without a name"), TrailStep.NOBODY_TO_TELL),
    ],
)
def test_that_a_concern_stands_at_its_furthest_step(concern: Concern, step: TrailStep) -> None:
    assert step_of(concern) is step
    assert concern.broken_rules() == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"outcome": Outcome.IN_HAND}, "no-answer"),
        ({"we_did": ""}, "no-wording"),
        ({"told_back_how": ""}, "no-way"),
        ({"outcome": Outcome.COULD_NOT}, "no-reason"),
        ({"told_back_on": DAY - timedelta(days=1)}, "order"),
        ({"nobody_to_tell": "Moved away"}, "told-and-not"),
        ({"concern_kind": ConcernKind.COMPLAINT}, "complaint"),
    ],
)
def test_that_each_closing_rule_is_refused_by_its_own_name(fields: dict[str, Any], kind: str) -> None:
    broken = dataclasses.replace(TOLD, **fields).broken_rules()
    assert kind in {each.kind for each in broken}
    assert all(each.remedy and each.field for each in broken)


def test_that_a_complaint_is_closed_only_once_they_know_how_to_take_it_further() -> None:
    complaint = dataclasses.replace(ANSWERED, concern_kind=ConcernKind.COMPLAINT, nobody_to_tell="Nobody left a name")
    assert [each.kind for each in complaint.broken_rules()] == ["complaint"]
    assert dataclasses.replace(complaint, further_told_on=DAY).broken_rules() == []


@given(ANY_CONCERN)
def test_that_a_closed_concern_without_broken_rules_has_an_answer_and_a_wording(concern: Concern) -> None:
    assert (step_of(concern) in CLOSED_STEPS) is is_closed(concern)
    if is_closed(concern) and not concern.broken_rules():
        assert concern.outcome in (Outcome.DONE, Outcome.COULD_NOT)
        assert concern.told_back_on is None or concern.we_did or concern.because or concern.to_raiser
    if not is_closed(concern):
        assert concern.broken_rules() == []


@given(ANY_CONCERN, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_that_only_open_concerns_wait(concern: Concern, today: date) -> None:
    waits = waiting_days(concern, today=today)
    assert waits == 0 or not is_closed(concern)
