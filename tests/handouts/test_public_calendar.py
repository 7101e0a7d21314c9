"""The calendar of public meetings holds those open to all, with what may be published and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.elm_park import TODAY, a_book, a_place, an_officer
from tests.handouts.test_publish_rule import Sown
from wehere_desktop.handouts.public_calendar import public_calendar, public_meetings
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.place import Known
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

SOON = datetime(2026, 12, 9, 19, tzinfo=UTC)
YEAR = TODAY + timedelta(days=365)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book."""
    with a_book(tmp_path) as made:
        yield made


def plan(book: BeatBook, **fields: Any) -> Meeting:
    """Add a meeting on Winsford Wharton."""
    beat = book.beats.known_as("VB02")[0].id
    with book.change("Plan"):
        given: dict[str, Any] = {"beat": beat, "title": "Beat meeting", "starts": SOON} | fields
        return book.meetings.add(Meeting(id=book.world.new_id(), **given))


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_that_it_tells_when_where_what_for_and_who_leads(book: BeatBook) -> None:
    with book.change("Set up"):
        hall = book.places.add(a_place(book, "Wharton Hall", street="Crook Lane", step_free=Known.YES, notes="inside"))
        officer = book.officers.add(an_officer(book, "Sam Ashdown"))
    plan(book, venue=hall.id, leads=officer.id, agenda=("Welcome",), notes="inside too", venue_note="Ring the bell")
    (event,) = events(public_calendar(book, public_meetings(book, TODAY, YEAR)))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Beat meeting", "Wharton Hall, Crook Lane")
    assert str(event["DESCRIPTION"]).splitlines() == [
        "Cheshire Constabulary, Winsford Wharton",
        "• Welcome",
        "Led by PCSO Sam Ashdown",
        "Step-free",
        "Ring the bell",
    ]


def test_that_only_meetings_open_to_all_are_in_it_and_one_called_off_says_so(book: BeatBook) -> None:
    for kind in MeetingKind:
        plan(book, meeting_kind=kind, title=str(kind))
    plan(book, title="Off", life=MeetingLife.CANCELLED)
    plan(book, title="Next year", starts=datetime(2028, 1, 1, tzinfo=UTC))
    found = public_meetings(book, TODAY, YEAR)
    assert [each.title for each in found] == ["beat meeting", "surgery", "Off"]
    off = events(public_calendar(book, found))[2]
    assert (str(off["SUMMARY"]), str(off["STATUS"])) == ("Called off: Off", "CANCELLED")


def test_that_an_empty_calendar_is_refused_with_a_way_on(book: BeatBook) -> None:
    with pytest.raises(Refusal) as refused:
        public_calendar(book, public_meetings(book, date(2026, 1, 1), date(2026, 1, 2)))
    assert (refused.value.kind, bool(refused.value.remedy)) == ("nothing", True)


@pytest.mark.parametrize("marked", [False, True])
def test_that_no_internal_word_gets_into_it(book: BeatBook, *, marked: bool) -> None:
    sown = Sown()
    with book.change("Set up"):
        place = book.places.add(a_place(book, **sown.fields(type(a_place(book)), marked=marked, name="Hall")))
        officer = book.officers.add(an_officer(book, **sown.fields(type(an_officer(book)), marked=marked, name="Sam")))
    plan(
        book,
        **sown.fields(
            Meeting,
            marked=marked,
            venue=place.id,
            leads=officer.id,
            starts=SOON,
            ends=None,
            beat=book.beats.known_as("VB02")[0].id,
        ),
    )
    text = public_calendar(book, public_meetings(book, TODAY, YEAR)).replace(b"\r\n ", b"").decode()
    assert [word for word in sown.hidden if word in text] == []
    assert len([word for word in sown.public if word in text]) >= 4
