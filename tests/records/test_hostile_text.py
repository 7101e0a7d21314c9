"""Hostile strings are kept as typed and found again, or refused plainly; none of them does anything."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any

import pytest

from tests.elm_park import a_place
from tests.real_files import real_file
from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, tidy
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal


@cache
def naughty() -> tuple[str, ...]:
    """Return the big list of naughty strings."""
    return tuple(json.loads(real_file("hostile/blns/blns.json").read_text(encoding="utf-8")))


def a_fact(book: BeatBook, kind: type[Fact], field: FieldFacts, text: str) -> Fact:
    """Return a fact of a kind that holds the text in one field and the least elsewhere."""
    least: dict[str, Any] = {}
    for each in fields_of(kind):
        if each.name == field.name:
            least[each.name] = (text,) if each.shape == "texts" else text
        elif each.told.required:
            least[each.name] = _least(book, each)
    return kind(id=book.world.new_id(), **least)


def _least(book: BeatBook, each: FieldFacts) -> Any:
    if each.told.refers:
        return _first_of(book, each.told.refers)
    return {"day": book.world.today(), "instant": book.world.now(), "text": "Elm Park"}[each.shape]


@lru_cache(maxsize=len(KINDS))
def _first_of(book: BeatBook, kind: str) -> str:
    """Return the id of a kind's first record; asked for thousands of times, of a book that only grows."""
    first: Fact = book.section(kind).all()[0]
    return first.id


def prepared(book: BeatBook) -> BeatBook:
    """Return the book with one record of each kind that others refer to."""
    with book.change("Prepare"):
        book.places.add(a_place(book))
        for kind in ("contact", "meeting", "priority"):
            book.section(kind).add(_plain(book, KINDS[kind]))
    return book


def _plain(book: BeatBook, kind: type[Fact]) -> Fact:
    least = {each.name: _least(book, each) for each in fields_of(kind) if each.told.required}
    return kind(id=book.world.new_id(), **least)


def keep(book: BeatBook, fact: Fact) -> Fact | None:
    """Return the fact as kept in the open change, or None where it was refused plainly with the field it is about."""
    try:
        kept: Fact = book.section(fact.kind).add(fact)
    except Refusal as refusal:
        assert refusal.field
        assert refusal.sentence.endswith(".")
        return None
    return kept


def test_that_every_string_is_kept_as_typed_in_a_field_of_each_type(book: BeatBook) -> None:
    prepared(book)
    expected: dict[tuple[str, str, str], Any] = {}
    refused = 0
    with book.change("Keep"):
        for text in naughty():
            for kind, name in (("place", "name"), ("place", "notes"), ("meeting", "agenda")):
                field = next(each for each in fields_of(KINDS[kind]) if each.name == name)
                fact = keep(book, a_fact(book, KINDS[kind], field, text))
                typed = tidy(text)
                if fact is None:
                    refused += 1
                    assert len(typed) > field.told.limit or (not typed and field.told.required)
                else:
                    expected[kind, name, fact.id] = typed if field.shape == "text" else (typed,) if typed else ()
    assert len(expected) > 1400
    assert refused == 3 * len(naughty()) - len(expected)
    for (kind, name, record), value in expected.items():
        assert getattr(book.section(kind).get(record), name) == value
    assert book.check() == []


def test_that_a_sample_goes_into_every_text_field_of_every_kind(book: BeatBook) -> None:
    prepared(book)
    sample = naughty()[::26][:20]
    kept: list[tuple[Fact, str]] = []
    with book.change("Keep"):
        for kind in KINDS.values():
            for field in fields_of(kind):
                if field.shape in ("text", "texts") and not field.told.refers:
                    facts = [keep(book, a_fact(book, kind, field, text)) for text in sample]
                    kept += [(fact, field.name) for fact in facts if fact is not None]
    assert len({(fact.kind, name) for fact, name in kept}) > 60
    for fact, name in kept:
        assert getattr(book.section(fact.kind).get(fact.id), name) == getattr(fact, name)
    assert book.check() == []


def test_that_what_was_kept_is_found_by_what_was_typed(book: BeatBook) -> None:
    kept: dict[str, str] = {}
    with book.change("Keep"):
        for text in naughty():
            place = keep(book, a_place(book, text))
            if place is not None:
                kept[place.id] = text
    for record, text in kept.items():
        assert record in {hit.id for hit in book.search(text, limit=600)}, text


@pytest.mark.parametrize("kind", [Lpu, Beat])
def test_that_markup_in_a_name_stays_text(book: BeatBook, kind: type[Fact]) -> None:
    with book.change("Rename"):
        fact = book.section(kind.kind).all()[0]
        renamed = book.section(kind.kind).amend(fact.id, name="<script>alert(1)</script>")
    assert renamed.name == "<script>alert(1)</script>"
    assert [hit.title for hit in book.search("<script>")] == ["<script>alert(1)</script>"]
