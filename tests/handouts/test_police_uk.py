"""What goes to police.uk: what came from there to the letter, what was changed here plainly, and nothing internal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY, a_book, a_place, an_officer
from tests.handouts.test_publish_rule import Sown
from tests.intake.small_county import SmallGazetteer
from tests.police_uk_files import NEIGHBOURHOOD, WHOLE_BEAT, a_json
from wehere_desktop.formats.police_uk import Shape, read_text
from wehere_desktop.handouts.police_uk import police_uk_text
from wehere_desktop.intake import apply, propose
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.officer import Officer, Posting, Rank
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

SOON = datetime(2026, 12, 9, 19, tzinfo=UTC)


@dataclass
class Ground:
    """A book, its beat Winsford Wharton, and a folder for files."""

    book: BeatBook
    beat: str
    folder: Path

    def add(self, kind: type[Any], **fields: Any) -> Any:
        """Add a record."""
        with self.book.change("Add"):
            return self.book.section(kind.kind).add(kind(id=self.book.world.new_id(), **fields))

    def amend(self, kind: type[Any], record: str, **fields: Any) -> None:
        """Change a record."""
        with self.book.change("Amend"):
            self.book.section(kind.kind).amend(record, **fields)

    def bring_in(self, text: str) -> None:
        """Bring a whole beat in."""
        apply(self.book, propose(self.book, "police-uk", a_json(self.folder, text), SmallGazetteer()))

    def told(self, shape: Shape) -> list[Any]:
        """Return the entries of a shape as others read them."""
        try:
            return list(json.loads(police_uk_text(self.book, beat=self.beat, shape=shape)))
        except Refusal:
            return []


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """A new book."""
    with a_book(tmp_path) as book:
        yield Ground(book, book.beats.known_as("VB02")[0].id, tmp_path)


def test_that_what_came_goes_back_to_the_letter_in_its_order(ground: Ground) -> None:
    ground.bring_in(WHOLE_BEAT)
    text = police_uk_text(ground.book, beat=ground.beat)
    came, back = read_text(WHOLE_BEAT, "came"), read_text(text, "back")
    assert sorted(each.text for each in back.items) == sorted(each.text for each in came.items)
    for shape in (Shape.OFFICER, Shape.PRIORITY, Shape.EVENT):
        of_shape = [[each.text for each in read.items if each.shape is shape] for read in (came, back)]
        assert of_shape[0] == of_shape[1]
    assert police_uk_text(ground.book, beat=ground.beat, shape=Shape.NEIGHBOURHOOD) == f"{NEIGHBOURHOOD}\n"
    ground.bring_in(text)
    assert police_uk_text(ground.book, beat=ground.beat) == text


def test_that_a_field_changed_here_is_written_plainly_and_nothing_beside_it(ground: Ground) -> None:
    ground.bring_in(WHOLE_BEAT)
    first = ground.book.priorities.on_beat(ground.beat)[0]
    words = "Four checks <script>\nTwo & more"
    ground.amend(Priority, first.id, action=words, action_date=date(2026, 11, 2), notes="inside")
    came = json.loads(WHOLE_BEAT)["priorities"]
    told = ground.told(Shape.PRIORITY)
    assert told[1] == came[1]
    assert told[0] == came[0] | {
        "action": "<p>Four checks &lt;script&gt;</p>\n<p>Two &amp; more</p>",
        "action-date": "2026-11-02T00:00:00",
    }
    assert [*told[0]] == [*came[0]]
    assert "1.50" in police_uk_text(ground.book, beat=ground.beat, shape=Shape.PRIORITY)
    officer = ground.book.officers.known_as("Ellen O'Dell")[0]
    ground.amend(Officer, officer.id, phone="", rank=Rank.PC)
    assert ground.told(Shape.OFFICER)[0] == json.loads(WHOLE_BEAT)["people"][0] | {
        "rank": "PC",
        "contact_details": {"telephone": None, "email": "ellen.odell@example.org", "bebo": "old"},
    }
    meeting = ground.book.meetings.on_beat(ground.beat)[0]
    hall = ground.add(type(a_place(ground.book)), name="Over Hall", street="High Street", postcode="CW7 1AA")
    ground.amend(Meeting, meeting.id, starts=datetime(2027, 6, 9, 18, tzinfo=UTC), ends=None, venue=hall.id)
    event = ground.told(Shape.EVENT)[0]
    assert (event["start_date"], event["end_date"]) == ("2027-06-09T19:00:00", None)
    assert (event["address"], event["title"]) == (
        "Over Hall, High Street, CW7 1AA",
        "Drop In Beat Surgery &amp; Chat",
    )


def test_that_only_what_is_the_publics_is_told(ground: Ground) -> None:
    ground.bring_in(WHOLE_BEAT)
    beat = ground.beat
    starts = {"beat": beat, "starts": SOON}
    ground.add(Meeting, title="Public & open", agenda=("Welcome",), venue_note="The hall", **starts)
    ground.add(Meeting, title="Partners", meeting_kind=MeetingKind.PARTNERSHIP, **starts)
    ground.add(Meeting, title="Panel", meeting_kind=MeetingKind.PANEL, **starts)
    ground.add(Meeting, title="Called off", life=MeetingLife.CANCELLED, **starts)
    ground.add(Meeting, title="Long ago", beat=beat, starts=SOON - timedelta(days=90), life=MeetingLife.HELD)
    chosen = {"beat": beat, "issue": "Said"}
    ground.add(Priority, title="Proposed", **chosen)
    ground.add(Priority, title="Live", life=PriorityLife.IN_ACTION, beat=beat)
    for title, days in (("Closed lately", 30), ("Closed long ago", 300)):
        closed = TODAY - timedelta(days=days)
        ground.add(Priority, title=title, life=PriorityLife.CLOSED, closed=closed, beat=beat)
    gone = ground.add(Officer, name="Gone Away", ended=TODAY - timedelta(days=1))
    ground.add(Posting, officer=gone.id, beat=beat, starts=date(2020, 1, 1))
    titles = ["Drop In Beat Surgery &amp; Chat", "Public &amp; open"]
    assert [each["title"] for each in ground.told(Shape.EVENT)] == titles
    assert ground.told(Shape.EVENT)[1] == {
        "contact_details": {},
        "description": "<p>Welcome</p>",
        "title": "Public &amp; open",
        "address": "The hall",
        "type": "meeting",
        "start_date": "2026-12-09T19:00:00",
        "end_date": None,
    }
    ours = [each["issue"] for each in ground.told(Shape.PRIORITY)[2:]]
    assert sorted(ours) == ["<p>Closed lately</p>", "<p>Live</p>"]
    assert [each["name"] for each in ground.told(Shape.OFFICER)] == ["Ellen O&#39;Dell", "Zed Nobody"]


def test_that_who_moved_what_was_called_off_or_taken_out_goes_although_police_uk_has_it(ground: Ground) -> None:
    ground.bring_in(WHOLE_BEAT)
    beat, book = ground.beat, ground.book
    (meeting,) = book.meetings.on_beat(beat)
    begging = book.priorities.on_beat(beat)[1]
    for posting in book.postings.ever_on_beat(beat):
        ground.amend(Posting, posting.id, starts=TODAY - timedelta(days=9), ends=TODAY - timedelta(days=1))
    ground.amend(Meeting, meeting.id, life=MeetingLife.CANCELLED)
    with book.change("Take out"):
        book.priorities.remove(begging.id)
    assert ground.told(Shape.EVENT) == []
    assert ground.told(Shape.PRIORITY) == json.loads(WHOLE_BEAT)["priorities"][:1]
    assert [each["name"] for each in ground.told(Shape.OFFICER)] == ["Zed Nobody"]
    ground.amend(Meeting, meeting.id, life=MeetingLife.PLANNED, meeting_kind=MeetingKind.PARTNERSHIP)
    assert ground.told(Shape.EVENT) == []


@pytest.mark.parametrize("marked", [False, True])
def test_that_no_internal_word_of_any_record_gets_out(ground: Ground, *, marked: bool) -> None:
    sown = Sown()
    beat = ground.beat

    def add(kind: type[Any], **given: Any) -> Any:
        return ground.add(kind, **sown.fields(kind, marked=marked, **given))

    officer = add(Officer, started=None, ended=None)
    add(Posting, officer=officer.id, beat=beat, starts=date(2026, 1, 1), ends=None)
    place = add(type(a_place(ground.book)), beat=beat)
    add(Priority, beat=beat, life=PriorityLife.IN_ACTION)
    add(Meeting, beat=beat, starts=SOON, ends=None, venue=place.id, leads=officer.id)
    text = police_uk_text(ground.book, beat=beat)
    assert [word for word in sown.hidden if word in text] == []
    assert len([word for word in sown.public if word in text]) >= 8
    assert "1987" not in text
    assert "918273" not in text


def test_that_every_beat_with_something_to_tell_is_told_whole_and_reads_back(ground: Ground) -> None:
    with pytest.raises(Refusal) as nothing:
        police_uk_text(ground.book, beat=ground.beat, shape=Shape.LINK)
    assert nothing.value.kind == "nothing"
    other = ground.book.beats.known_as("BE04")[0].id
    ground.add(Priority, beat=other, title="Live", issue="Live", life=PriorityLife.IN_ACTION)
    ground.bring_in(WHOLE_BEAT)
    told = read_text(police_uk_text(ground.book), "all.json")
    assert {each.beat for each in told.items} == {"VB02", "BE04"}
    references = json.loads(police_uk_text(ground.book, shape=Shape.REFERENCE))
    assert len(references) == len(ground.book.beats.current(TODAY))
    assert {"id": "BD01BD06", "name": "Audlem &amp; Wybunbury"} in references
    with pytest.raises(Refusal) as missing:
        police_uk_text(ground.book, shape=Shape.PRIORITY)
    assert (missing.value.field, missing.value.kind) == ("beat", "missing")
    officer = ground.add(type(an_officer(ground.book)), name="A", rank=Rank.PCSO)
    ground.add(Posting, officer=officer.id, beat=other, starts=TODAY)
    beat = json.loads(police_uk_text(ground.book, beat=other))
    assert [*beat] == ["neighbourhood", "people", "priorities", "events", "locations", "links"]
    assert beat["people"] == [{"name": "A", "rank": "PCSO", "bio": None, "contact_details": {}}]
