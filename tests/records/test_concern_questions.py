"""Questions asked of concerns: lists by step, what waits to be told, the trail, and what is alike."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book, an_officer
from tests.neighbourhood.concerns import ANY_CONCERN
from tests.records.an_evening import a_concern, a_hall, a_meeting, a_priority, the_beat
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern, Outcome
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TrailStep, is_closed, step_of
from wehere_desktop.records import BeatBook

TOLD: dict[str, Any] = {"outcome": Outcome.DONE, "we_did": "Done.", "told_back_on": TODAY, "told_back_how": "Letter"}


def test_that_open_ones_come_with_the_longest_waiting_first_and_closed_ones_not_at_all(book: BeatBook) -> None:
    young = a_concern(book, "Young", raised_on=TODAY - timedelta(days=2))
    old = a_concern(book, "Old", raised_on=TODAY - timedelta(days=90))
    a_concern(book, "Told", **TOLD)
    a_concern(book, "Nobody", outcome=Outcome.DONE, nobody_to_tell="No name was left")
    assert [each.id for each in book.concerns.open_on([the_beat(book).id])] == [old.id, young.id]
    assert book.concerns.open_on(["another beat"]) == []
    assert len(book.concerns.open_on()) == 2


def test_that_what_was_filed_in_haste_comes_in_the_order_of_filing(book: BeatBook) -> None:
    first, second = (a_concern(book, words, to_sort=True) for words in ("First", "Second"))
    a_concern(book, "Sorted")
    assert [each.id for each in book.concerns.to_sort()] == [first.id, second.id]


def test_that_only_answered_ones_wait_to_be_told(book: BeatBook) -> None:
    done = a_concern(book, outcome=Outcome.DONE, we_did="Done.")
    could_not = a_concern(book, outcome=Outcome.COULD_NOT, because="Not ours", raised_on=TODAY)
    a_concern(book, outcome=Outcome.IN_HAND)
    a_concern(book, **TOLD)
    assert [each.id for each in book.concerns.to_tell([the_beat(book).id])] == [done.id, could_not.id]


def test_that_a_meeting_knows_what_was_raised_and_what_was_told_at_it(book: BeatBook) -> None:
    meeting = a_meeting(book)
    raised = a_concern(book, raised_at=meeting.id)
    told = a_concern(book, **TOLD | {"told_back_at": meeting.id})
    assert book.concerns.at_meeting(meeting.id) == [raised]
    assert book.concerns.told_at(meeting.id) == [told]
    assert book.concerns.unanswered_from(meeting.id) == [raised]


def test_that_a_list_narrows_by_each_thing_given(book: BeatBook) -> None:
    with book.change("Take on", undoable=False):
        officer = book.officers.add(an_officer(book))
    meeting = a_meeting(book)
    wanted = a_concern(
        book, "Racing on Crook Lane", theme=Theme.SPEEDING, asb=True, owner=officer.id, raised_at=meeting.id
    )
    a_concern(book, "Glass by the flash")
    ids = [wanted.id]
    assert book.concerns.listed(themes=[Theme.SPEEDING, Theme.PARKING]) == ids
    assert book.concerns.listed(owner=officer.id) == ids
    assert book.concerns.listed(meeting=meeting.id) == ids
    assert book.concerns.listed(asb=True) == ids
    assert book.concerns.listed(text="croo racing") == ids
    assert book.concerns.listed(steps=[TrailStep.OWNED]) == ids
    assert book.concerns.listed(text="nothing of the sort") == []
    assert len(book.concerns.listed(beats=[the_beat(book).id])) == 2
    assert book.concerns.listed(kinds=[wanted.concern_kind], steps=[TrailStep.TOLD_BACK]) == []


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book into which concerns of every sort are put."""
    folder: Path = tmp_path_factory.mktemp("steps")
    return a_book(folder)


@settings(max_examples=60)
@given(st.lists(ANY_CONCERN, min_size=1, max_size=4))
def test_that_every_concern_is_counted_at_exactly_the_one_step_it_stands_at(
    shared_book: BeatBook, concerns: list[Concern]
) -> None:
    book = shared_book
    beat, officer = the_beat(book).id, book.holder
    made = []
    for each in concerns:
        kept = dataclasses.replace(
            each, id=book.world.new_id(), beat=beat, owner=officer if each.owner else "", priority="", told_back_at=""
        )
        if not kept.broken_rules():
            made.append(kept)
    before = book.concerns.by_step([beat])
    with book.change("Raise", undoable=False):
        book.concerns.add_all(made)
    after = book.concerns.by_step([beat])
    assert list(after) == list(TrailStep)
    assert {step: after[step] - before[step] for step in TrailStep} == {
        step: Counter(map(step_of, made))[step] for step in TrailStep
    }
    for each in made:
        assert [step for step in TrailStep if each.id in book.concerns.listed(steps=[step])] == [step_of(each)]
        assert (each.id in {one.id for one in book.concerns.open_on([beat])}) is not is_closed(each)


def test_that_a_concern_that_is_part_of_a_priority_stands_there(book: BeatBook) -> None:
    priority = a_priority(book)
    concern = a_concern(book, priority=priority.id)
    assert book.concerns.by_step()[TrailStep.WITH_PRIORITY] == 1
    assert book.concerns.of_priority(priority.id) == [concern]


def test_that_the_trail_leads_from_the_meeting_through_priority_and_actions_to_where_people_were_told(
    book: BeatBook,
) -> None:
    raised_at, told_at, priority = a_meeting(book, -40), a_meeting(book, -3), a_priority(book)
    with book.change("Do something", undoable=False):
        action = book.actions.add(Action(id=book.world.new_id(), priority=priority.id, what="Stand at the gates"))
    concern = a_concern(
        book, raised_at=raised_at.id, priority=priority.id,
        **TOLD | {"told_back_at": told_at.id},
    )  # fmt: skip
    trail = book.concerns.trail(concern)
    assert (trail.raised_at, trail.priority, trail.told_at) == (raised_at, priority, told_at)
    assert [each.id for each in trail.actions] == [action.id]
    assert trail.step is TrailStep.TOLD_BACK
    bare = book.concerns.trail(a_concern(book))
    assert (bare.raised_at, bare.priority, bare.actions, bare.told_at) == (None, None, (), None)


def test_that_alike_ones_are_found_on_the_beat_by_words_and_by_where_they_lie(book: BeatBook) -> None:
    hall = a_hall(book, latitude=53.19, longitude=-2.52)
    at_hall = a_concern(book, "Youths shouting outside", place=hall.id)
    racing = a_concern(book, "Cars racing down Crook Lane at night")
    beats = [the_beat(book).id]
    assert [each.of.id for each in book.concerns.similar("racing cars, Crook Lane", None, beats)] == [racing.id]
    assert [each.of.id for each in book.concerns.similar("", Position(53.1901, -2.52), beats)] == [at_hall.id]
    assert book.concerns.similar("racing cars, Crook Lane", None, beats, but=racing.id) == []
    assert book.concerns.similar("racing cars, Crook Lane", None, ["another beat"]) == []


def test_that_the_share_told_back_counts_what_was_raised_in_the_period(book: BeatBook) -> None:
    a_concern(book, **TOLD)
    a_concern(book, outcome=Outcome.DONE, nobody_to_tell="No name was left")
    a_concern(book)
    a_concern(book, raised_on=date(2025, 1, 1))
    share = book.concerns.told_back_share(TODAY - timedelta(days=30), TODAY, [the_beat(book).id])
    assert (share.raised, share.told_back, share.nobody_to_tell) == (3, 1, 1)
    assert share.in_words == "1 of 3 told back"
    assert book.concerns.told_back_share(TODAY, TODAY).raised == 0
