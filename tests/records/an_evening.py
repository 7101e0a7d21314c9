"""An evening in Elm Park for tests: meetings, what is raised at them, proposals and priorities, by plain functions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.elm_park import TODAY, a_place
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.place import Known, Place, PlaceKind
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.records import BeatBook

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)


def the_beat(book: BeatBook) -> Beat:
    """Return Winsford Wharton."""
    return book.beats.known_as("Winsford Wharton")[0]


def a_hall(book: BeatBook, **fields: Any) -> Place:
    """Return a hall that is in the book."""
    fields.setdefault("step_free", Known.YES)
    fields.setdefault("place_kind", PlaceKind.COMMUNITY_HALL)
    with book.change("Find a hall", undoable=False):
        made = book.places.add(a_place(book, "Elm Park Hall", beat=the_beat(book).id, **fields))
    return book.places.get(made.id)


def a_meeting(book: BeatBook, days: float = -10, **fields: Any) -> Meeting:
    """Return a meeting that is in the book, so many days from now; one of the past was held."""
    fields.setdefault("beat", the_beat(book).id)
    fields.setdefault("title", "Beat meeting")
    fields.setdefault("life", MeetingLife.HELD if days < 0 else MeetingLife.PLANNED)
    with book.change("Plan a meeting", undoable=False):
        made = book.meetings.add(Meeting(id=book.world.new_id(), starts=NOW + timedelta(days=days), **fields))
    return book.meetings.get(made.id)


def a_concern(book: BeatBook, said: str = "Cars on the pavement", **fields: Any) -> Concern:
    """Return a concern that is in the book, raised ten days ago."""
    fields.setdefault("beat", the_beat(book).id)
    fields.setdefault("raised_on", TODAY - timedelta(days=10))
    with book.change("Raise", undoable=False):
        made = book.concerns.add(Concern(id=book.world.new_id(), said=said, **fields))
    return book.concerns.get(made.id)


def a_proposal(book: BeatBook, meeting: Meeting, **fields: Any) -> Proposal:
    """Return a proposal put to a meeting that is in the book."""
    fields.setdefault("title", "Speeding on Crook Lane")
    with book.change("Propose", undoable=False):
        made = book.proposals.add(Proposal(id=book.world.new_id(), meeting=meeting.id, **fields))
    return book.proposals.get(made.id)


def a_priority(book: BeatBook, title: str = "Parking at the gates", **fields: Any) -> Priority:
    """Return a priority that is in the book."""
    fields.setdefault("beat", the_beat(book).id)
    with book.change("Choose", undoable=False):
        made = book.priorities.add(Priority(id=book.world.new_id(), title=title, **fields))
    return book.priorities.get(made.id)
