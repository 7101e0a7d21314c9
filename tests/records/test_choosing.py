"""Priorities: chosen at a meeting by hands, moved on, closed, and their concerns then to be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.elm_park import TODAY
from tests.records.an_evening import a_concern, a_meeting, a_priority, a_proposal, the_beat
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife, PriorityUpdate, Worked
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.choosing import (
    Hands,
    adopt_priority,
    adopt_proposal,
    close_priority,
    hands_of,
    move_on,
    vote,
)
from wehere_desktop.refusal import Refusal


def refused(book: BeatBook, work: Any) -> Refusal:
    """Return how a piece of work was refused."""
    with pytest.raises(Refusal) as found, book.change("Try"):
        work()
    assert found.value.remedy
    assert found.value.field
    return found.value


def test_that_a_proposal_becomes_a_priority_of_its_meeting_s_day_with_its_votes(book: BeatBook) -> None:
    meeting = a_meeting(book, -5)
    proposal = a_proposal(book, meeting, theme=Theme.SPEEDING)
    with book.change("Vote and adopt"):
        vote(book, proposal.id, Hands(14, 3, 2))
        priority = adopt_proposal(book, proposal.id)
    assert (priority.life, priority.chosen_at) == (PriorityLife.ADOPTED, meeting.id)
    assert priority.issue_date == TODAY - timedelta(days=5)
    assert (priority.theme, priority.plan_priority, priority.asb) == (Theme.SPEEDING, PlanPriority.SAFER_ROADS, False)
    kept = book.proposals.get(proposal.id)
    assert (kept.priority, hands_of(kept).in_words) == (priority.id, "14 for, 3 against, 2 neither")
    assert book.proposals.that_became(priority.id) == kept
    assert refused(book, lambda: adopt_proposal(book, proposal.id)).kind == "already"


def test_that_a_proposal_voted_down_is_not_adopted(book: BeatBook) -> None:
    proposal = a_proposal(book, a_meeting(book, -5), hands_for=3, hands_against=4)
    assert refused(book, lambda: adopt_proposal(book, proposal.id)).kind == "voted-down"


def test_that_a_count_not_given_stays_and_none_is_below_nought(book: BeatBook) -> None:
    proposal = a_proposal(book, a_meeting(book, -5), hands_for=3, hands_against=4)
    with book.change("Count again"):
        kept = vote(book, proposal.id, Hands(for_it=9))
    assert hands_of(kept) == Hands(9, 4, None)
    assert refused(book, lambda: vote(book, proposal.id, Hands(against=-1))).field == "hands_against"


def test_that_a_proposed_priority_is_adopted_at_a_meeting_of_its_beat_and_the_hands_are_kept(book: BeatBook) -> None:
    priority, meeting = a_priority(book), a_meeting(book, -5)
    with book.change("Adopt"):
        kept = adopt_priority(book, priority.id, meeting=meeting.id, hands=Hands(7, 1, 0))
    assert (kept.life, kept.chosen_at, kept.issue_date) == (
        PriorityLife.ADOPTED,
        meeting.id,
        TODAY - timedelta(days=5),
    )
    (proposal,) = book.proposals.of(meeting.id)
    assert (proposal.title, proposal.priority, hands_of(proposal)) == (priority.title, priority.id, Hands(7, 1, 0))
    assert [each.id for each in book.priorities.chosen_at(meeting.id)] == [kept.id]
    assert refused(book, lambda: adopt_priority(book, priority.id, meeting=meeting.id)).kind == "already"


def test_that_a_priority_is_adopted_only_at_a_meeting_of_its_beat_that_was_not_called_off(book: BeatBook) -> None:
    priority = a_priority(book)
    other = next(each.id for each in book.beats.all() if each.id != the_beat(book).id)
    off, away = a_meeting(book, -5, life=MeetingLife.CANCELLED), a_meeting(book, -5, beat=other)
    to_come = a_meeting(book, 1)
    early = a_proposal(book, to_come)
    assert refused(book, lambda: adopt_priority(book, priority.id, meeting=to_come.id)).kind == "meeting"
    assert refused(book, lambda: adopt_proposal(book, early.id)).kind == "meeting"
    assert refused(book, lambda: adopt_priority(book, priority.id, meeting="")).kind == "missing"
    assert refused(book, lambda: adopt_priority(book, priority.id, meeting=off.id)).kind == "meeting"
    assert refused(book, lambda: adopt_priority(book, priority.id, meeting=away.id)).kind == "meeting"
    hands = Hands(1, 9)
    meeting = a_meeting(book, -4)
    assert (
        refused(book, lambda: adopt_priority(book, priority.id, meeting=meeting.id, hands=hands)).kind == "voted-down"
    )
    assert book.proposals.of(meeting.id) == []


@pytest.mark.parametrize("life", [PriorityLife.ADOPTED, PriorityLife.IN_ACTION, PriorityLife.CLOSED])
def test_that_a_proposed_one_moves_nowhere_without_its_questions(book: BeatBook, life: PriorityLife) -> None:
    priority = a_priority(book)
    assert refused(book, lambda: move_on(book, priority.id, life)).kind == "asks-more"


def test_that_an_adopted_one_moves_freely_and_closing_asks_more(book: BeatBook) -> None:
    priority = a_priority(book, life=PriorityLife.ADOPTED)
    with book.change("Move on"):
        assert move_on(book, priority.id, PriorityLife.UNDER_REVIEW).life is PriorityLife.UNDER_REVIEW
    assert refused(book, lambda: move_on(book, priority.id, PriorityLife.CLOSED)).field == "worked"


def test_that_closing_makes_every_open_concern_one_to_be_told(book: BeatBook) -> None:
    priority = a_priority(book, life=PriorityLife.IN_ACTION)
    with book.change("Tell", undoable=False):
        book.priority_updates.add(
            PriorityUpdate(id=book.world.new_id(), priority=priority.id, on=TODAY, text="Gates are calm.", note="In")
        )
    plain = a_concern(book, priority=priority.id, to_sort=True)
    worded = a_concern(book, priority=priority.id, we_did="We wrote to the school.")
    told = a_concern(
        book, priority=priority.id, outcome=Outcome.DONE, we_did="x", told_back_on=TODAY, told_back_how="Letter"
    )
    with book.change("Close"):
        closed = close_priority(
            book, priority.id, worked=Worked.PARTLY, if_we_stop="It comes back.", lesson="Ask early"
        )
    assert {each.id for each in closed.to_tell} == {plain.id, worded.id}
    assert {each.we_did for each in closed.to_tell} == {"Gates are calm.", "We wrote to the school."}
    assert {step_of(each) for each in book.concerns.many([plain.id, worded.id])} == {TrailStep.TO_TELL}
    assert book.concerns.get(told.id) == told
    kept = book.priorities.get(priority.id)
    assert (kept.life, kept.closed, kept.worked, kept.lesson) == (
        PriorityLife.CLOSED,
        TODAY,
        Worked.PARTLY,
        "Ask early",
    )
    assert (
        refused(book, lambda: close_priority(book, priority.id, worked=Worked.WORKED, if_we_stop="x")).kind == "already"
    )
    book.undo()
    assert step_of(book.concerns.get(plain.id)) is TrailStep.WITH_PRIORITY
    assert book.priorities.get(priority.id).life is PriorityLife.IN_ACTION


def test_that_what_did_not_work_could_not_be_done_and_says_why(book: BeatBook) -> None:
    priority = a_priority(book, life=PriorityLife.IN_ACTION)
    concern = a_concern(book, priority=priority.id)
    with book.change("Close"):
        close_priority(
            book, priority.id, worked=Worked.NOT, if_we_stop="Nothing changes.", because="it is not our road"
        )
    kept = book.concerns.get(concern.id)
    assert (kept.outcome, kept.because) == (Outcome.COULD_NOT, "it is not our road")


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"worked": Worked.NOT_SAID, "if_we_stop": "x"}, "worked"),
        ({"worked": Worked.WORKED, "if_we_stop": " "}, "if_we_stop"),
        ({"worked": Worked.WORKED, "if_we_stop": "x", "on": TODAY + timedelta(days=1)}, "closed"),
    ],
)
def test_that_a_closing_review_says_all_it_must(book: BeatBook, how: dict[str, Any], field: str) -> None:
    priority = a_priority(book, life=PriorityLife.ADOPTED)
    assert refused(book, lambda: close_priority(book, priority.id, **how)).field == field


def test_that_opening_a_closed_one_again_takes_its_day_away(book: BeatBook) -> None:
    priority = a_priority(book, life=PriorityLife.CLOSED, closed=TODAY, if_we_stop="It comes back.")
    with book.change("Open again"):
        kept = move_on(book, priority.id, PriorityLife.IN_ACTION)
    assert (kept.closed, kept.if_we_stop) == (None, "It comes back.")
