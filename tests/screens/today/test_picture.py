"""Today shows what is owed, the longest late first, says what a meeting still lacks, and is glad of a good day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Posting
from wehere_desktop.neighbourhood.place import NamedOfficer, PlaceKind
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.team_setting import TeamSetting
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.today.picture import Picture, count_owed, picture_of
from wehere_desktop.screens.today.scope import Scope

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book of Elm Park."""
    with a_book(tmp_path) as made:
        yield made


@pytest.fixture
def beat(book: BeatBook) -> str:
    """One beat of Northwich."""
    return book.beats.known_as("Winsford Wharton")[0].id


def seen(book: BeatBook, beat: str, name: str, days: int, **fields: object) -> str:
    """Add a school that was visited so many days ago, and return its id."""
    place = book.places.add(a_place(book, name, beat=beat, **fields))
    book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=days)))
    return place.id


def picture(book: BeatBook, *beats: str, whole_unit: bool = False) -> Picture:
    """Return what Today shows for these beats."""
    scope = Scope(beats, "My beat", whole_unit=whole_unit, own=not whole_unit)
    return picture_of(book, scope, today=TODAY, now=NOW)


def test_that_the_longest_late_comes_first_and_what_is_due_follows(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        seen(book, beat, "Ash School", 41)
        seen(book, beat, "Birch School", 71)
        seen(book, beat, "Cedar School", 50)
        seen(book, beat, "Fir School", 5)
    shown = picture(book, beat)
    assert [(each.name, each.word, each.tone) for each in shown.touch] == [
        ("Birch School", "29 days late", "late"),
        ("Cedar School", "8 days late", "late"),
        ("Ash School", "due tomorrow", "due"),
    ]
    assert (shown.late, shown.due_soon, shown.places) == (2, 1, 4)
    assert shown.sentence == "Two calls would bring everyone on your patch back in touch."


def test_that_a_line_says_whom_to_ask_for(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        place = seen(book, beat, "Birch School", 71)
        contact = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, contact.id, place, role="head's secretary"))
        seen(book, beat, "Cedar School", 71)
    first, second = picture(book, beat).touch
    assert first.more == "Helen Marsh, head's secretary · last seen 71 days ago, wants every 42 days"
    assert second.more.startswith("Nobody known there")


def test_that_a_place_nobody_ever_saw_is_said_so(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        book.places.add(a_place(book, "Ash School", beat=beat))
    (row,) = picture(book, beat).touch
    assert row.word == "never seen"
    assert count_owed(book, Scope((beat,), ""), today=TODAY, now=NOW) == 1


def test_that_a_good_day_says_so(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        seen(book, beat, "Fir School", 5)
    shown = picture(book, beat)
    assert shown.touch == ()
    assert shown.sentence == "Everyone on your patch is in touch."


def test_that_other_peoples_beats_stay_out_of_it(book: BeatBook, beat: str) -> None:
    other = book.beats.known_as("Marbury")[0].id
    with book.change("Places"):
        seen(book, other, "Elsewhere School", 200)
    assert picture(book, beat).touch == ()


def test_that_an_officer_without_a_beat_sees_an_empty_page_and_not_everybodys(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        seen(book, beat, "Birch School", 71)
    shown = picture(book)
    assert (shown.touch, shown.meetings, shown.priorities, shown.unnamed) == ((), (), (), ())


def meeting(book: BeatBook, beat: str, days: int, **fields: object) -> Meeting:
    """Return a meeting so many days from now."""
    fields.setdefault("title", "Wharton beat meeting")
    return Meeting(id=book.world.new_id(), beat=beat, starts=NOW + timedelta(days=days, hours=10), **fields)  # type: ignore[arg-type]  # the fields a test names


def test_that_a_meeting_says_what_it_lacks(book: BeatBook, beat: str) -> None:
    with book.change("Meetings"):
        before = book.meetings.add(meeting(book, beat, -40, life=MeetingLife.HELD))
        book.meetings.add(meeting(book, beat, 6, publicised_on=TODAY - timedelta(days=12), agenda=("Parking",)))
        book.concerns.add(
            Concern(
                id=book.world.new_id(), beat=beat, raised_on=TODAY - timedelta(days=40), raised_at=before.id, said="x"
            )
        )
    (box,) = picture(book, beat).meetings
    assert [(each.done, each.words) for each in box.checks] == [
        (True, "Publicised 18 days before"),
        (True, "Agenda · 1 item"),
        (False, "No venue yet"),
        (False, "Nobody is down to lead it"),
        (False, "One concern from October not yet answered"),
    ]
    assert box.lacking == 3
    assert "The next meeting is in six days." in picture(book, beat).sentence


def test_that_a_meeting_with_everything_lacks_nothing(book: BeatBook, beat: str) -> None:
    with book.change("Meetings"):
        hall = book.places.add(a_place(book, "Village hall", place_kind=PlaceKind.COMMUNITY_HALL))
        book.meetings.add(
            meeting(
                book,
                beat,
                20,
                venue=hall.id,
                leads=book.holder,
                publicised_on=TODAY,
                agenda=("Parking",),
            )
        )
    (box,) = picture(book, beat).meetings
    assert box.lacking == 0


def test_that_a_meeting_called_off_or_over_is_not_next(book: BeatBook, beat: str) -> None:
    with book.change("Meetings"):
        book.meetings.add(meeting(book, beat, 3, life=MeetingLife.CANCELLED))
        book.meetings.add(meeting(book, beat, -1))
    assert picture(book, beat).meetings == ()


def test_that_a_priority_of_which_nothing_was_told_for_longer_than_the_teams_number_has_gone_quiet(
    book: BeatBook, beat: str
) -> None:
    with book.change("Priorities"):
        made = [
            book.priorities.add(
                Priority(
                    id=book.world.new_id(),
                    beat=beat,
                    title=title,
                    issue_date=TODAY - timedelta(days=90),
                    life=PriorityLife.IN_ACTION,
                )
            )
            for title in ("Quad bikes", "Parking")
        ]
        for priority, days in zip(made, (43, 42), strict=True):
            book.priority_updates.add(
                PriorityUpdate(id=book.world.new_id(), priority=priority.id, on=TODAY - timedelta(days=days), text="x")
            )
    words = {each.title: each.word for each in picture(book, beat).priorities}
    assert words == {"Quad bikes": "nothing told for 43 days", "Parking": "in action"}
    whole = picture(book, beat, whole_unit=True)
    assert [each.title for each in whole.priorities] == ["Quad bikes"]
    assert (whole.quiet, whole.priorities_live) == (1, 2)
    with book.change("Fewer days"):
        book.team_settings.add(TeamSetting(id=book.world.new_id(), name="priority stale days", number=28))
    assert picture(book, beat).quiet == 2
    assert picture(book, beat).quiet_after == 28


def test_that_today_and_the_board_call_the_same_priorities_quiet(book: BeatBook, beat: str) -> None:
    with book.change("Priorities"):
        for title, life in (("Asked for", PriorityLife.PROPOSED), ("Speeding", PriorityLife.ADOPTED)):
            issued = TODAY - timedelta(days=90)
            priority = Priority(id=book.world.new_id(), beat=beat, title=title, issue_date=issued, life=life)
            book.priorities.add(priority)
            # A note that stays inside tells the public nothing
            book.priority_updates.add(
                PriorityUpdate(id=book.world.new_id(), priority=priority.id, on=TODAY, text="", note="Rang the council")
            )
    board = book.priorities.stale(TODAY, book.team_settings.number("priority stale days"), (beat,))
    assert [each.priority.title for each in board] == ["Speeding"]
    shown = picture(book, beat, whole_unit=True)
    assert [each.title for each in shown.priorities] == ["Speeding"]


def test_that_a_place_without_an_officer_by_name_is_told_of(book: BeatBook, beat: str) -> None:
    with book.change("Places"):
        named = seen(book, beat, "Ash School", 5)
        seen(book, beat, "Birch School", 5)
        book.named_officers.add(
            NamedOfficer(id=book.world.new_id(), place=named, officer=book.holder, starts=TODAY - timedelta(days=9))
        )
    shown = picture(book, beat)
    assert shown.unnamed == ("Birch School",)
    assert shown.unposted == ("Winsford Wharton",)


def test_that_a_posting_fills_the_beat(book: BeatBook, beat: str) -> None:
    with book.change("Post"):
        officer = book.officers.add(an_officer(book))
        book.postings.add(Posting(id=book.world.new_id(), officer=officer.id, beat=beat, starts=TODAY))
    assert picture(book, beat).unposted == ()


def test_that_a_whole_unit_is_told_beat_by_beat_most_places_first(book: BeatBook, beat: str) -> None:
    other = book.beats.known_as("Marbury")[0].id
    with book.change("Places"):
        seen(book, beat, "Ash School", 60)
        seen(book, other, "Birch School", 70)
        seen(book, other, "Cedar School", 90)
    shown = picture(book, beat, other, whole_unit=True)
    assert [(each.name, each.word, each.more) for each in shown.beats] == [
        ("Marbury", "2 late", "longest 48 days late"),
        ("Winsford Wharton", "1 late", "longest 18 days late"),
    ]
    assert shown.sentence == "Three calls would bring everyone in the unit back in touch."


def test_that_an_empty_book_is_not_called_a_good_day(book: BeatBook, beat: str) -> None:
    assert picture(book, beat).sentence == "No place is in the book here yet."
