"""Any fact of any kind comes back from its row, its raw values and the book as it was put in."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import a_book
from tests.records.facts import facts_of
from wehere_desktop.neighbourhood.fact import Fact, fields_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records import BeatBook
from wehere_desktop.records.rows import fact_from_raw, raw_of, tidied

FREE = [kind for kind in KINDS.values() if not any(each.told.refers and each.told.required for each in fields_of(kind))]


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book for facts that are put in and taken out again."""
    return a_book(tmp_path_factory.mktemp("rows"))


@given(st.sampled_from(list(KINDS.values())).flatmap(lambda kind: st.builds(lambda fact: fact, facts_of(kind))))
def test_that_raw_values_stand_for_the_whole_fact(fact: Fact) -> None:
    if any(each.told.refers and each.told.required for each in fields_of(type(fact))):
        links: dict[str, Any] = {
            each.name: "x" for each in fields_of(type(fact)) if each.told.refers and each.told.required
        }
        fact = dataclasses.replace(fact, **links)
    kept = tidied(fact)
    assert fact_from_raw(type(kept), kept.id, raw_of(kept)) == kept
    assert tidied(kept) == kept


@given(st.sampled_from(FREE).flatmap(facts_of))
def test_that_the_book_gives_back_what_was_put_in(shared_book: BeatBook, fact: Fact) -> None:
    section = shared_book.section(fact.kind)
    with shared_book.change("Put in"):
        kept = section.add(fact)
    found = section.get(fact.id)
    assert dataclasses.replace(found, created=None, changed=None, by="") == kept
    with shared_book.change("Take out"):
        section.remove(fact.id)
    shared_book.undo()
    assert dataclasses.replace(section.get(fact.id), changed=None) == dataclasses.replace(found, changed=None)
    with shared_book.change("Take out again"):
        section.remove(fact.id)
