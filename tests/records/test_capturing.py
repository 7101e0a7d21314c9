"""What is captured in the room is filed once, as what it is, and can be changed and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_place
from tests.records.an_evening import a_meeting, the_beat
from wehere_desktop.neighbourhood.capture_line import understand
from wehere_desktop.neighbourhood.concern import CameBy, Concern, ConcernKind
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import PlanPriority, Theme
from wehere_desktop.records import BeatBook
from wehere_desktop.records.capturing import Said, capture, find_said, ground_of, recapture, said_at, take_back
from wehere_desktop.refusal import Refusal


@pytest.fixture
def book(tmp_path: Path) -> BeatBook:
    """A new book of Elm Park."""
    return a_book(tmp_path)


def file(book: BeatBook, meeting: Meeting, line: str, record: str = "") -> Said:
    captured = understand(line, ground=ground_of(book, meeting.beat), today=TODAY)
    with book.change("File"):
        return capture(book, meeting.id, captured, record or book.world.new_id())


def ids_at(book: BeatBook, meeting: Meeting) -> list[str]:
    return [each.id for each in said_at(book, meeting.id)]


def change(book: BeatBook, before: Said, line: str) -> Said:
    captured = understand(line, ground=ground_of(book, the_beat(book).id), today=TODAY)
    with book.change("Change"):
        return recapture(book, before, captured, book.world.new_id())


def test_that_a_point_becomes_a_concern_of_the_meeting_still_to_be_sorted(book: BeatBook) -> None:
    with book:
        meeting = a_meeting(book, 0)
        said = file(book, meeting, "q: When is the road gritted #road @the top end, please !")
        assert isinstance(said, Concern)
        assert (said.said, said.concern_kind) == ("When is the road gritted the top end, please", ConcernKind.QUESTION)
        assert (said.theme, said.asb, said.plan_priority) == (Theme.SPEEDING, True, PlanPriority.SAFER_ROADS)
        assert (said.raised_at, said.raised_on, said.beat) == (meeting.id, TODAY, meeting.beat)
        assert (said.came_by, said.to_sort, said.publishable) == (CameBy.MEETING, True, False)
        assert said.whereabouts == "the top end"


def test_that_an_evening_entered_a_day_later_is_of_its_own_day_and_one_to_come_of_today(book: BeatBook) -> None:
    with book:
        days = [file(book, a_meeting(book, days), "Cars") for days in (-3, 4)]
        assert [each.raised_on for each in days if isinstance(each, Concern)] == [date(2026, 11, 19), TODAY]


def test_that_a_beat_named_takes_the_place_of_the_meetings_own(book: BeatBook) -> None:
    with book:
        said = file(book, a_meeting(book, 0), "Quads @Middlewich every Sunday")
        assert isinstance(said, Concern)
        assert book.beats.get(said.beat).name == "Middlewich"
        assert said.said == "Quads every Sunday"


def test_that_a_street_of_the_beats_places_is_known(book: BeatBook) -> None:
    with book:
        with book.change("Begin"):
            book.places.add(a_place(book, street="Crook Lane", beat=the_beat(book).id))
        said = file(book, a_meeting(book, 0), "Racing @crook lane all night")
        assert isinstance(said, Concern)
        assert (said.whereabouts, said.said) == ("Crook Lane", "Racing crook lane all night")


def test_that_promises_and_proposals_are_filed_as_such(book: BeatBook) -> None:
    with book:
        meeting = a_meeting(book, 0)
        promise = file(book, meeting, "p: Ring the council by fri")
        proposal = file(book, meeting, "v: Speeding on Crook Lane #road")
        assert isinstance(promise, Promise)
        assert (promise.promised, promise.due_on, promise.owner) == (
            "Ring the council",
            date(2026, 11, 27),
            book.holder,
        )
        assert isinstance(proposal, Proposal)
        assert (proposal.title, proposal.theme, proposal.hands_for) == ("Speeding on Crook Lane", Theme.SPEEDING, None)
        assert ids_at(book, meeting) == [promise.id, proposal.id]


def test_that_a_line_is_filed_once_however_often_it_is_handed_in(book: BeatBook) -> None:
    with book:
        meeting, record = a_meeting(book, 0), book.world.new_id()
        for _ in range(2):
            file(book, meeting, "Cars on the pavement", record)
        assert len(said_at(book, meeting.id)) == 1


@pytest.mark.parametrize("line", ["", "#road", "q:", "p:   ", "!"])
def test_that_a_line_without_words_is_refused(book: BeatBook, line: str) -> None:
    with book, pytest.raises(Refusal, match="no words"):
        file(book, a_meeting(book, 0), line)


def test_that_too_long_a_proposal_is_refused_and_nothing_is_kept(book: BeatBook) -> None:
    with book:
        meeting = a_meeting(book, 0)
        with pytest.raises(Refusal, match="at most 300"):
            file(book, meeting, f"v: {'long ' * 100}")
        assert said_at(book, meeting.id) == []


def test_that_changing_a_line_keeps_the_record_and_where_it_was(book: BeatBook) -> None:
    with book:
        before = file(book, a_meeting(book, 0), "Cars @School Road #park")
        after = change(book, before, "Lorries on School Road")
        assert isinstance(after, Concern)
        assert (after.id, after.said, after.theme) == (before.id, "Lorries on School Road", Theme.OTHER)
        assert after.whereabouts == "School Road"


def test_that_a_point_made_a_promise_is_taken_back_and_filed_anew(book: BeatBook) -> None:
    with book:
        meeting = a_meeting(book, 0)
        before = file(book, meeting, "Ring the council")
        after = change(book, before, "p: Ring the council")
        assert isinstance(after, Promise)
        assert ids_at(book, meeting) == [after.id]
        book.undo()
        assert ids_at(book, meeting) == [before.id]


def test_that_what_somebody_sees_to_already_is_not_taken_back(book: BeatBook) -> None:
    with book:
        said = file(book, a_meeting(book, 0), "Cars")
        with book.change("Take it on"):
            book.concerns.amend(said.id, owner=book.holder)
        with pytest.raises(Refusal, match="dealt with"), book.change("Take back"):
            take_back(book, book.concerns.get(said.id))
        assert find_said(book, said.id) is not None


def test_that_what_is_taken_back_can_be_had_again(book: BeatBook) -> None:
    with book:
        said = file(book, a_meeting(book, 0), "v: Speeding")
        with book.change("Take back"):
            take_back(book, said)
        assert find_said(book, said.id) is None
        book.undo()
        again = find_said(book, said.id)
        assert isinstance(again, Proposal)
        assert again.title == "Speeding"


def test_that_groups_known_are_those_of_meetings_and_contacts_each_once(book: BeatBook) -> None:
    with book:
        a_meeting(book, -9, groups=("Youth club", "Elm Park Parish Council"))
        a_meeting(book, -3, groups=("Youth club",))
        assert book.meetings.groups_known() == ["Elm Park Parish Council", "Youth club"]
