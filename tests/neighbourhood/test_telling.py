"""Three wordings of a result: suggested from what may be public, never from what was said."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.telling import Audience, could_not, result_of, shown_to, suggested, written
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TAKE_IT_FURTHER

OPEN = Concern(id="c", beat="b", said="Him at number 9", you_said="Cars on the pavement.", theme=Theme.PARKING)
DONE = dataclasses.replace(OPEN, outcome=Outcome.DONE, we_did="We spoke to the drivers")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("The road is not ours.", "We could not, because the road is not ours."),
        ("because there is no money", "We could not, because there is no money."),
        ("Cheshire East owns the verge", "We could not, because Cheshire East owns the verge."),
        ("  ", "We could not do it."),
    ],
)
def test_that_a_reason_reads_as_one_sentence(reason: str, sentence: str) -> None:
    assert could_not(reason) == sentence


def test_that_nothing_is_suggested_while_nothing_has_come_of_it() -> None:
    assert suggested(OPEN, beat="Elm Park", done=["We stood at the gates."]) == written(OPEN)
    assert result_of(OPEN) == ""


def test_that_each_audience_is_told_in_words_of_its_own() -> None:
    found = suggested(DONE, beat="Elm Park")
    assert found.to_raiser == "Thank you for telling us: “Cars on the pavement”. We spoke to the drivers."
    assert found.to_beat == "We spoke to the drivers"
    assert found.to_everyone == "People in Elm Park spoke to us about parking. We spoke to the drivers."


def test_that_what_was_written_stays() -> None:
    own = dataclasses.replace(DONE, to_raiser="Dear all", to_everyone="In short")
    found = suggested(own, beat="Elm Park")
    assert (found.to_raiser, found.to_everyone) == ("Dear all", "In short")
    assert [shown_to(own, each) for each in Audience] == ["Dear all", "We spoke to the drivers.", "In short"]


def test_that_a_priority_s_last_update_stands_in_where_nothing_is_written() -> None:
    bare = dataclasses.replace(OPEN, outcome=Outcome.DONE)
    assert suggested(bare, beat="Elm Park", done=["We stood at the gates."]).to_beat == "We stood at the gates."


def test_that_could_not_says_why_and_what_was_done_instead() -> None:
    concern = dataclasses.replace(DONE, outcome=Outcome.COULD_NOT, because="no funding this year")
    assert result_of(concern) == "We could not, because no funding this year. We spoke to the drivers."


def test_that_an_answer_to_a_complaint_says_how_to_take_it_further() -> None:
    complaint = dataclasses.replace(DONE, concern_kind=ConcernKind.COMPLAINT)
    assert suggested(complaint, beat="Elm Park").to_raiser.endswith(TAKE_IT_FURTHER)
    assert TAKE_IT_FURTHER not in suggested(complaint, beat="Elm Park").to_everyone


NEVER = [each.name for each in fields_of(Concern) if each.told.public == "never" and each.shape == "text"]


@given(st.sampled_from(NEVER), st.sampled_from(Outcome), st.sampled_from(ConcernKind), st.sampled_from(Theme))
def test_that_no_field_that_stays_inside_reaches_the_beat_or_everyone(
    name: str, outcome: Outcome, kind: ConcernKind, theme: Theme
) -> None:
    sown: dict[str, Any] = {name: "Xyzzy"}
    concern = dataclasses.replace(DONE, outcome=outcome, concern_kind=kind, theme=theme, **sown)
    found = suggested(concern, beat="Elm Park")
    assert "Xyzzy" not in found.to_beat + found.to_everyone
    if name != "to_raiser":
        assert "Xyzzy" not in found.to_raiser
