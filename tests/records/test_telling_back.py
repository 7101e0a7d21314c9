"""Answering and telling back: all of it or nothing, and never against the closing rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book
from tests.records.an_evening import a_concern, a_meeting, a_priority
from wehere_desktop.neighbourhood.concern import ConcernKind, Outcome
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife, Worked
from wehere_desktop.neighbourhood.trail import CLOSED_STEPS, TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.choosing import close_priority, move_on
from wehere_desktop.records.telling_back import (
    answer,
    concern_in_words,
    merge_into,
    nobody_can_be_told,
    tell_back,
    tell_back_priority,
)
from wehere_desktop.refusal import Refusal

DONE: dict[str, Any] = {"outcome": Outcome.DONE, "we_did": "We spoke to the drivers."}


def refused(book: BeatBook, work: Any) -> Refusal:
    """Return how a piece of work was refused; nothing of it may be kept."""
    before = {each.id: each for each in book.concerns.all()}
    with pytest.raises(Refusal) as found, book.change("Try"):
        work()
    assert {each.id: each for each in book.concerns.all()} == before
    assert found.value.remedy
    assert found.value.field
    return found.value


def test_that_an_answer_sorts_a_concern_and_leaves_the_other_wordings(book: BeatBook) -> None:
    concern = a_concern(book, to_sort=True, to_raiser="Dear neighbour")
    with book.change("Answer"):
        kept = answer(book, concern.id, Outcome.COULD_NOT, because="Not our road")
    assert (step_of(kept), kept.to_sort, kept.to_raiser) == (TrailStep.TO_TELL, False, "Dear neighbour")


@pytest.mark.parametrize(("outcome", "kind"), [(Outcome.COULD_NOT, "no-reason"), (Outcome.DONE, "no-wording")], ids=str)
def test_that_an_answer_without_its_words_is_refused(book: BeatBook, outcome: Outcome, kind: str) -> None:
    concern = a_concern(book)
    assert refused(book, lambda: answer(book, concern.id, outcome)).kind == kind


def test_that_what_people_were_told_cannot_be_answered_anew(book: BeatBook) -> None:
    concern = a_concern(book, told_back_on=TODAY, told_back_how="Letter", **DONE)
    assert refused(book, lambda: answer(book, concern.id, Outcome.OPEN)).kind == "closed"


def test_that_telling_at_a_meeting_takes_its_day_and_its_name(book: BeatBook) -> None:
    meeting, concern = a_meeting(book, -3), a_concern(book, **DONE)
    with book.change("Tell back"):
        (kept,) = tell_back(book, [concern.id], at=meeting.id, to="the room")
    assert (kept.told_back_on, kept.told_back_how) == (TODAY - timedelta(days=3), "At the November meeting")
    assert (kept.told_back_at, kept.told_back_to, step_of(kept)) == (meeting.id, "the room", TrailStep.TOLD_BACK)


def test_that_telling_otherwise_is_today_unless_said(book: BeatBook) -> None:
    concern = a_concern(book, **DONE)
    with book.change("Tell back"):
        (kept,) = tell_back(book, [concern.id], how="By letter")
    assert (kept.told_back_on, kept.told_back_at) == (TODAY, "")


@pytest.mark.parametrize(
    ("fields", "how", "kind"),
    [
        ({"outcome": Outcome.OPEN}, {"how": "Letter"}, "no-answer"),
        ({}, {}, "no-way"),
        ({}, {"how": "Letter", "on": TODAY + timedelta(days=1)}, "future"),
        ({}, {"how": "Letter", "on": TODAY - timedelta(days=99)}, "order"),
        ({"concern_kind": ConcernKind.COMPLAINT}, {"how": "Letter"}, "complaint"),
        ({"told_back_on": TODAY, "told_back_how": "Letter"}, {"how": "Letter"}, "closed"),
    ],
)
def test_that_telling_back_against_the_rules_is_refused(
    book: BeatBook, fields: dict[str, Any], how: dict[str, Any], kind: str
) -> None:
    concern = a_concern(book, **{**DONE, **fields})
    assert refused(book, lambda: tell_back(book, [concern.id], **how)).kind == kind


def test_that_one_that_cannot_be_told_keeps_all_from_being_told_and_is_named(book: BeatBook) -> None:
    good, bad = a_concern(book, **DONE), a_concern(book, "Glass by the flash")
    refusal = refused(book, lambda: tell_back(book, [good.id, bad.id], how="Letter"))
    assert refusal.kind == "no-answer"
    assert "“Glass by the flash”" in refusal.sentence
    assert refused(book, lambda: tell_back(book, [], how="Letter")).kind == "none"


@pytest.mark.parametrize(
    ("days", "life", "kind"), [(3, MeetingLife.PLANNED, "to-come"), (-3, MeetingLife.CANCELLED, "cancelled")]
)
def test_that_nobody_was_told_at_a_meeting_that_was_not_held(
    book: BeatBook, days: int, life: MeetingLife, kind: str
) -> None:
    meeting, concern = a_meeting(book, days, life=life), a_concern(book, **DONE)
    assert refused(book, lambda: tell_back(book, [concern.id], at=meeting.id)).kind == kind


def test_that_the_day_of_telling_is_the_day_of_the_meeting(book: BeatBook) -> None:
    meeting, concern = a_meeting(book, -3), a_concern(book, **DONE)
    assert refused(book, lambda: tell_back(book, [concern.id], at=meeting.id, on=TODAY)).kind == "order"


def test_that_whoever_complained_was_told_how_to_take_it_further(book: BeatBook) -> None:
    complaint = a_concern(book, concern_kind=ConcernKind.COMPLAINT, **DONE)
    other = a_concern(book, **DONE)
    with book.change("Tell back"):
        kept = tell_back(book, [complaint.id, other.id], how="Letter", further_told=True)
    assert [each.further_told_on for each in kept] == [TODAY, None]


def test_that_everything_answered_of_a_priority_is_told_at_once_and_the_rest_waits(book: BeatBook) -> None:
    priority, meeting = a_priority(book), a_meeting(book, -3)
    done = a_concern(book, priority=priority.id, **DONE)
    waits = a_concern(book, priority=priority.id)
    with book.change("Tell back"):
        kept = tell_back_priority(book, priority.id, at=meeting.id)
    assert [each.id for each in kept] == [done.id]
    assert step_of(book.concerns.get(waits.id)) is TrailStep.WITH_PRIORITY
    assert refused(book, lambda: tell_back_priority(book, priority.id, at=meeting.id)).kind == "none"


def test_that_closing_untold_wants_an_answer_and_a_reason(book: BeatBook) -> None:
    concern, bare = a_concern(book, **DONE), a_concern(book)
    assert refused(book, lambda: nobody_can_be_told(book, concern.id, " ")).kind == "missing"
    assert refused(book, lambda: nobody_can_be_told(book, bare.id, "No name was left")).kind == "no-answer"
    with book.change("Close"):
        kept = nobody_can_be_told(book, concern.id, "No name was left")
    assert step_of(kept) is TrailStep.NOBODY_TO_TELL


def test_that_two_about_the_same_thing_become_one_and_lose_nothing_that_was_said(book: BeatBook) -> None:
    kept = a_concern(book, "Racing on Crook Lane")
    gone = a_concern(book, "Cars race again", whereabouts="by the bend", latitude=53.19, longitude=-2.52)
    with book.change("Put together"):
        found = merge_into(book, gone.id, kept.id)
    assert found.said == "Racing on Crook Lane\n12 Nov 2026: Cars race again"
    assert (found.whereabouts, found.latitude) == ("by the bend", 53.19)
    assert book.concerns.find(gone.id) is None
    book.undo()
    assert book.concerns.find(gone.id) is not None
    assert refused(book, lambda: merge_into(book, kept.id, kept.id)).kind == "closed"


def test_that_a_concern_is_known_by_a_few_of_its_words(book: BeatBook) -> None:
    assert concern_in_words(a_concern(book, "word " * 40)).endswith("…")
    assert len(concern_in_words(a_concern(book, "word " * 40))) <= 60
    assert concern_in_words(a_concern(book, "", you_said="Glass")) == "Glass"
    assert concern_in_words(a_concern(book, "")) == "something without words"


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book in which concerns go every way there is."""
    folder: Path = tmp_path_factory.mktemp("every way")
    return a_book(folder)


DEEDS = (
    "answer", "could not", "in hand", "tell", "tell at", "nobody", "close priority", "open again", "part of", "own",
    "tell priority", "complain", "further", "undo", "redo",
)  # fmt: skip


@given(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=12))
def test_that_no_order_of_deeds_gets_round_the_closing_rules_or_off_the_trail(
    shared_book: BeatBook, deeds: list[str]
) -> None:
    book = shared_book
    meeting, priority = a_meeting(book, -1), a_priority(book, life=PriorityLife.IN_ACTION)
    one, other = a_concern(book), a_concern(book, priority=priority.id)
    works: dict[str, Callable[[], object]] = {
        "answer": lambda: answer(book, one.id, Outcome.DONE, we_did="We spoke to them."),
        "could not": lambda: answer(book, one.id, Outcome.COULD_NOT, because="Not ours"),
        "in hand": lambda: answer(book, one.id, Outcome.IN_HAND),
        "tell": lambda: tell_back(book, [one.id], how="Letter"),
        "tell at": lambda: tell_back(book, [one.id, other.id], at=meeting.id),
        "nobody": lambda: nobody_can_be_told(book, one.id, "No name was left"),
        "close priority": lambda: close_priority(book, priority.id, worked=Worked.NOT, if_we_stop="It goes on."),
        "open again": lambda: move_on(book, priority.id, PriorityLife.IN_ACTION),
        "part of": lambda: book.concerns.amend(one.id, priority=priority.id),
        "own": lambda: book.concerns.amend(one.id, owner=book.holder),
        "tell priority": lambda: tell_back_priority(book, priority.id, how="Letter"),
        "complain": lambda: book.concerns.amend(one.id, concern_kind=ConcernKind.COMPLAINT),
        "further": lambda: tell_back(book, [one.id], how="Letter", further_told=True),
    }
    done = 0
    for deed in deeds:
        before = {each.id: each for each in book.concerns.many([one.id, other.id])}
        try:
            if deed == "undo" and done:
                book.undo()
                done -= 1
            elif deed == "redo":
                book.redo()
                done += 1
            elif deed in works:
                with book.change(deed) as change:
                    works[deed]()
                done += bool(change.touched)
        except Refusal:
            assert {each.id: each for each in book.concerns.many([one.id, other.id])} == before
        still_open = {each.id for each in book.concerns.open_on()}
        for each in book.concerns.many([one.id, other.id]):
            assert each.broken_rules() == []
            (step,) = [step for step in TrailStep if each.id in book.concerns.listed(steps=[step])]
            assert step is step_of(each)
            assert (step in CLOSED_STEPS) is (each.id not in still_open)
