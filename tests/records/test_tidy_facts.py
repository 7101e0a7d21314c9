"""What is told at a glance to be fit to be kept needs nothing done to it and has no problems."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records.facts import facts_of
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import Fact, fields_of, problems, tidy
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records.tidy_facts import is_tidy

ELM = Place(
    id="1", name="Elm Park Primary School", details="Phase: Primary\nAges: 4 to 11", editions=("name=2026-01-01",)
)
NEARLY = st.text(alphabet="aé~ \n\t\u00a0\u0301\ufb01\u200b", max_size=6)


@given(st.sampled_from(list(KINDS.values())).flatmap(facts_of))
def test_that_what_is_tidy_is_so_word_by_word(fact: Fact) -> None:
    if is_tidy(fact):
        check_each(fact)


@given(NEARLY, NEARLY, st.lists(NEARLY, max_size=2).map(tuple))
def test_that_blanks_and_marks_at_the_ends_of_any_text_are_seen(name: str, notes: str, texts: tuple[str, ...]) -> None:
    fact = dataclasses.replace(ELM, name=name, notes=notes, editions=texts)
    if is_tidy(fact):
        check_each(fact)


def check_each(fact: Fact) -> None:
    assert problems(fact) == []
    for each in fields_of(type(fact)):
        value = getattr(fact, each.name)
        texts = value if isinstance(value, tuple) else (value,)
        assert all(tidy(text) == text for text in texts if isinstance(text, str))
        assert not isinstance(value, tuple) or "" not in value


def test_that_a_place_of_a_register_is_told_at_a_glance() -> None:
    assert is_tidy(ELM)
    assert is_tidy(dataclasses.replace(ELM, name="École Ste-Thérèse", latitude=53.2, longitude=-2.5))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": " Elm"},
        {"name": "Elm "},
        {"street": "Elm Road "},
        {"notes": "Gate\n"},
        {"notes": "Gate\x00"},
        {"notes": "Gate \ud800"},
        {"name": "E\u0301lm"},
        {"name": "x" * 301},
        {"name": None},
        {"place_kind": "school"},
        {"latitude": 53},
        {"editions": ("",)},
        {"editions": (" name",)},
    ],
)
def test_that_anything_that_may_want_mending_gets_a_closer_look(fields: dict[str, Any]) -> None:
    assert not is_tidy(dataclasses.replace(ELM, **fields))


def test_that_a_kind_with_no_lists_or_numbers_is_told_as_well() -> None:
    assert is_tidy(Contact(id="1", name="Jo Example"))
