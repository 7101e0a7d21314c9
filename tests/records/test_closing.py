"""The closing rules of a concern hold in the book by any order of changes, undo and redo, whoever makes them."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import a_book, an_officer
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal


def raised(book: BeatBook, **fields: Any) -> Concern:
    """Return a concern that was raised today and is in the book."""
    fields.setdefault("raised_on", book.world.today())
    with book.change("Raise", undoable=False):
        return book.concerns.add(
            Concern(id=book.world.new_id(), beat=book.beats.all()[0].id, said="Cars on the pavement", **fields)
        )


def test_that_a_concern_without_an_answer_cannot_be_told_back_and_nothing_is_kept(book: BeatBook) -> None:
    concern = raised(book)
    with pytest.raises(Refusal) as refused, book.change("Tell back"):
        book.concerns.amend(concern.id, told_back_on=book.world.today(), told_back_how="By letter")
    assert refused.value.kind == "no-answer"
    assert step_of(book.concerns.get(concern.id)) is TrailStep.RAISED


def test_that_undoing_the_answer_of_a_concern_somebody_else_told_back_is_refused(book: BeatBook) -> None:
    concern = raised(book)
    with book.change("Take on another"):
        other = book.officers.add(an_officer(book))
    with book.change("Answer"):
        book.concerns.amend(concern.id, outcome=Outcome.DONE, we_did="We spoke to the drivers.")
    with book.change("Tell back", by=other.id):
        book.concerns.amend(concern.id, told_back_on=book.world.today(), told_back_how="At the meeting")
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert refused.value.kind == "no-answer"
    assert step_of(book.concerns.get(concern.id)) is TrailStep.TOLD_BACK


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book whose concerns are changed in every way."""
    return a_book(tmp_path_factory.mktemp("closing"))


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "outcome": st.sampled_from(Outcome),
        "we_did": st.sampled_from(["", "We spoke to the drivers."]),
        "because": st.sampled_from(["", "The road is not ours."]),
        "told_back_how": st.sampled_from(["", "At the meeting"]),
        "told": st.sampled_from([None, -1, 0, 3]),
        "nobody_to_tell": st.sampled_from(["", "No name was left"]),
        "concern_kind": st.sampled_from(ConcernKind),
        "further": st.sampled_from([None, 0]),
    },
)


@settings(max_examples=40)
@given(st.lists(FIELDS | st.sampled_from(["undo", "redo"]), min_size=1, max_size=8))
def test_that_no_order_of_steps_leaves_a_concern_closed_against_the_rules(
    shared_book: BeatBook, steps: list[dict[str, Any] | str]
) -> None:
    book = shared_book
    concern = raised(book)
    today = book.world.today()
    made = 0
    for step in steps:
        with contextlib.suppress(Refusal):
            if isinstance(step, dict):
                days = {"told": "told_back_on", "further": "further_told_on"}
                fields = {
                    days.get(name, name): (
                        value if name not in days or value is None else today + timedelta(days=value)
                    )
                    for name, value in step.items()
                }
                with book.change("Write"):
                    made += book.concerns.get(concern.id) != book.concerns.amend(concern.id, **fields)
            elif step == "undo" and made:
                book.undo()
                made -= 1
            elif step == "redo":
                book.redo()
                made += 1
        assert book.concerns.get(concern.id).broken_rules() == []
