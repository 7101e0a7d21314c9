"""Meetings closed, published, called off, copied and repeated, and the next one's agenda from what is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book, an_officer
from tests.records.an_evening import NOW, a_concern, a_hall, a_meeting, a_priority, a_proposal, the_beat
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.meeting import MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.holding_meetings import (
    call_off,
    close_meeting,
    copy_meeting,
    publish_report,
    repeat_meeting,
    start_agenda,
    unsettled,
)
from wehere_desktop.records.next_pack import CHOOSING, NEXT_TIME, WELCOME, agenda_from, next_pack
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import local

ENOUGH: dict[str, Any] = {"attendance": 12, "report": "We talked about parking."}


def refused(book: BeatBook, work: Any) -> Refusal:
    """Return how a piece of work was refused."""
    with pytest.raises(Refusal) as found, book.change("Try"):
        work()
    assert found.value.remedy
    assert found.value.field
    return found.value


def test_that_a_meeting_is_closed_with_its_report_and_then_published(book: BeatBook) -> None:
    meeting = a_meeting(book, -2, life=MeetingLife.PLANNED)
    assert refused(book, lambda: publish_report(book, meeting.id)).kind == "not-closed"
    with book.change("Close"):
        kept = close_meeting(
            book, meeting.id, groups=["Rotary", "rotary", " "], reach=["faith"], decisions=["Meet again"], **ENOUGH
        )
    assert (kept.life, kept.closed_on, kept.groups) == (MeetingLife.HELD, TODAY, ("Rotary",))
    assert not kept.publishable
    with book.change("Publish"):
        kept = publish_report(book, meeting.id)
    assert (kept.publishable, kept.published_on) == (True, TODAY)


@pytest.mark.parametrize(
    ("days", "fields", "how", "field"),
    [
        (3, {}, ENOUGH, "starts"),
        (-3, {"life": MeetingLife.CANCELLED}, ENOUGH, "life"),
        (-3, {}, {"report": "x"}, "attendance"),
        (-3, {}, {"attendance": -1, "report": "x"}, "attendance"),
        (-3, {}, {"attendance": 4}, "report"),
    ],
)
def test_that_a_closing_says_all_it_must(
    book: BeatBook, days: int, fields: dict[str, Any], how: dict[str, Any], field: str
) -> None:
    meeting = a_meeting(book, days, **fields)
    assert refused(book, lambda: close_meeting(book, meeting.id, **how)).field == field


def test_that_a_meeting_behind_closed_doors_needs_no_report(book: BeatBook) -> None:
    meeting = a_meeting(book, -3, meeting_kind=MeetingKind.PARTNERSHIP)
    with book.change("Close"):
        assert close_meeting(book, meeting.id, attendance=0).closed_on == TODAY


def test_that_whatever_was_raised_needs_an_owner_an_answer_or_a_priority_and_is_named(book: BeatBook) -> None:
    meeting, priority = a_meeting(book, -3), a_priority(book)
    concerns = [a_concern(book, words, raised_at=meeting.id) for words in ("Glass", "Bikes", "Noise", "Hedge")]
    refusal = refused(book, lambda: close_meeting(book, meeting.id, **ENOUGH))
    assert refusal.kind == "unsettled"
    assert refusal.sentence == (
        "4 points raised there have neither an owner nor an answer nor a priority: "
        "“Glass”, “Bikes”, “Noise” and 1 more."
    )
    with book.change("Settle"):
        book.concerns.amend(concerns[0].id, owner=book.holder)
        book.concerns.amend(concerns[1].id, priority=priority.id)
        book.concerns.amend(concerns[2].id, outcome=Outcome.COULD_NOT, because="Not ours")
    assert unsettled(book, meeting.id) == [concerns[3]]
    assert (
        "1 point raised there has neither" in refused(book, lambda: close_meeting(book, meeting.id, **ENOUGH)).sentence
    )
    with book.change("Settle and close"):
        book.concerns.amend(concerns[3].id, owner=book.holder)
        close_meeting(book, meeting.id, **ENOUGH)
    assert book.meetings.get(meeting.id).closed_on == TODAY


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> BeatBook:
    """A book in which meetings are closed in every way."""
    folder: Path = tmp_path_factory.mktemp("closing meetings")
    return a_book(folder)


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.booleans(),
        "outcome": st.sampled_from(Outcome),
        "to_sort": st.booleans(),
    },
)


@settings(max_examples=40)
@given(st.lists(FIELDS, max_size=4), st.none() | st.integers(-1, 40), st.sampled_from(["", " ", "We talked."]))
def test_that_a_meeting_closes_exactly_when_everything_raised_is_settled_and_the_rest_is_said(
    shared_book: BeatBook, raised: list[dict[str, Any]], came: int | None, report: str
) -> None:
    book = shared_book
    meeting = a_meeting(book, -3)
    made = [
        a_concern(book, raised_at=meeting.id, **{**fields, "owner": book.holder if fields.get("owner") else ""})
        for fields in raised
    ]
    sound = came is not None and came >= 0 and bool(report.strip())
    settled = all(step_of(each) not in (TrailStep.TO_SORT, TrailStep.RAISED) for each in made)
    closed = True
    try:
        with book.change("Close"):
            close_meeting(book, meeting.id, attendance=came, report=report)
    except Refusal:
        closed = False
    assert closed is (sound and settled)
    assert (book.meetings.get(meeting.id).closed_on is not None) is closed


def test_that_a_copy_takes_the_plan_and_nothing_of_the_evening(book: BeatBook) -> None:
    hall = a_hall(book)
    with book.change("Take on", undoable=False):
        officer = book.officers.add(an_officer(book))
    meeting = a_meeting(
        book, -10, venue=hall.id, leads=officer.id, agenda=("Welcome",), language_help="BSL", attendance=9,
        report="We talked.", groups=("Rotary",), closed_on=TODAY, ends=NOW - timedelta(days=10, hours=-2), notes="x",
    )  # fmt: skip
    starts = datetime(2026, 12, 16, 19, tzinfo=UTC)
    with book.change("Copy"):
        copy = copy_meeting(book, meeting.id, starts=starts)
    assert (copy.venue, copy.leads, copy.agenda, copy.language_help) == (hall.id, officer.id, ("Welcome",), "BSL")
    assert (copy.starts, copy.ends, copy.life) == (starts, starts + timedelta(hours=2), MeetingLife.PLANNED)
    assert (copy.attendance, copy.report, copy.groups, copy.closed_on, copy.notes) == (None, "", (), None, "")
    with book.change("Leave"):
        book.officers.amend(officer.id, ended=TODAY)
    with book.change("Copy"):
        assert copy_meeting(book, meeting.id, starts=starts).leads == ""


def test_that_a_repeat_keeps_the_rhythm_and_the_hour_on_the_wall(book: BeatBook) -> None:
    last = a_meeting(book, -7)
    a_meeting(book, -7 - 8 * 7)
    with book.change("Repeat"):
        found = repeat_meeting(book, last.id)
    assert last.starts is not None
    assert found.starts == last.starts + timedelta(weeks=8)
    assert local(found.starts).time() == local(last.starts).time()
    assert found.agenda == (WELCOME, CHOOSING, NEXT_TIME)


def test_that_the_pack_holds_what_people_will_ask_about_and_nothing_settled(book: BeatBook) -> None:
    last, coming = a_meeting(book, -20), a_meeting(book, 10)
    beat = the_beat(book).id
    answered = a_concern(book, outcome=Outcome.DONE, we_did="Done.")
    waits = a_concern(book)
    a_concern(book, outcome=Outcome.DONE, we_did="x", told_back_on=TODAY, told_back_how="Letter")
    priority = a_priority(book, life=PriorityLife.IN_ACTION)
    a_priority(book, "Over", life=PriorityLife.CLOSED, closed=TODAY)
    undecided = a_proposal(book, last)
    a_proposal(book, last, title="Decided", hands_for=9)
    with book.change("Promise", undoable=False):
        promise = book.promises.add(
            Promise(
                id=book.world.new_id(), promised="Bring the council", meeting=last.id, owner=book.holder, made_on=TODAY
            )
        )
    pack = next_pack(book, beat)
    assert (pack.meeting, pack.last, pack.empty) == (coming, last, False)
    assert ([each.id for each in pack.to_tell], [each.id for each in pack.waiting]) == ([answered.id], [waits.id])
    assert pack.priorities == ((priority, None),)
    assert ([each.id for each in pack.promises], pack.undecided) == ([promise.id], (undecided,))
    assert agenda_from(pack) == (
        WELCOME,
        "What we promised at earlier meetings",
        "You said, we did: 1 answer",
        "Parking at the gates: what was done",
        "What is still open, and who sees to it",
        "To choose: Speeding on Crook Lane",
        CHOOSING,
        NEXT_TIME,
    )
    assert next_pack(book, "another beat").empty


def test_that_an_agenda_that_was_begun_keeps_its_lines_and_gains_what_is_missing(book: BeatBook) -> None:
    coming = a_meeting(book, 10, agenda=("Tea", "PARKING AT THE GATES: what was done", "Close"))
    a_priority(book, life=PriorityLife.IN_ACTION)
    a_concern(book)
    with book.change("Start the agenda"):
        kept = start_agenda(book, coming.id)
        assert start_agenda(book, coming.id).agenda == kept.agenda
    assert kept.agenda == (
        "Tea",
        "PARKING AT THE GATES: what was done",
        "What is still open, and who sees to it",
        "Close",
    )


def test_that_calling_off_says_why_and_where_people_were_told(book: BeatBook) -> None:
    meeting = a_meeting(book, 3, notes="Ring the caretaker")
    assert refused(book, lambda: call_off(book, meeting.id, why=" ")).kind == "missing"
    with book.change("Call off"):
        kept = call_off(book, meeting.id, why="Hall double booked", notice="Note on the door")
    assert kept.life is MeetingLife.CANCELLED
    assert kept.notes == "Ring the caretaker\nCalled off: Hall double booked"
    assert [(each.what, each.where) for each in book.publicities.of(meeting.id)] == [
        ("Notice that it is called off", "Note on the door")
    ]
    assert refused(book, lambda: call_off(book, meeting.id, why="x")).kind == "already"
