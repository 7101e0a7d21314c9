"""An entry for a new record is written straight to the letter as any entry is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import a_place
from tests.records.facts import facts_of
from wehere_desktop.neighbourhood.fact import Fact
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records import BeatBook
from wehere_desktop.records.journal_text import EXISTS, Fields, entry_text, fields_in, is_held, new_entry
from wehere_desktop.records.rows import raw_of, raw_values

BORN = "2026-11-22T10:00:00.000Z"


@given(st.sampled_from(list(KINDS.values())).flatmap(facts_of))
def test_that_a_new_entry_reads_as_one_written_field_by_field(fact: Fact) -> None:
    kind = type(fact)
    fields: Fields = {EXISTS: [0, 1], "created": [None, BORN]}
    fields |= {name: [None, raw] for name, raw in raw_of(fact).items() if is_held(name, raw, kind)}
    written = new_entry(kind, raw_values(fact), BORN)
    assert written == entry_text(fields)
    assert fields_in(written) == fields


def test_that_what_is_added_and_then_amended_in_one_change_has_one_entry(book: BeatBook) -> None:
    elm = a_place(book, "Elm Park", street="Elm Road")
    with book.change("Add and mend"):
        book.places.add_all([elm, a_place(book, "Ash Park")])
        book.places.amend(elm.id, name="Elm Park School", street="")
    (entry,) = book.history("place", elm.id)
    assert entry.fields["name"] == (None, "Elm Park School")
    assert entry.fields[EXISTS] == (0, 1)
    assert [hit.title for hit in book.search("elm")] == ["Elm Park School"]
    assert book.check() == []
    book.undo()
    assert book.places.find(elm.id) is None
    assert book.check() == []


def test_that_what_is_added_and_taken_out_in_one_change_leaves_no_trace(book: BeatBook) -> None:
    elm = a_place(book, "Elm Park")
    with book.change("Add and think again"):
        book.places.add(elm)
        book.places.remove(elm.id)
    assert book.history("place", elm.id) == []
    assert book.check() == []
