"""What Today says of promises, questions, people, what is planned and what is put off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import Absence, Rank
from wehere_desktop.neighbourhood.place import NamedOfficer
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.team_setting import TeamSetting
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.neighbourhood.week_plan import WeekPlan, monday_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.screens.today.meeting_lines import Check
from wehere_desktop.screens.today.picture import Picture, count_owed, picture_of
from wehere_desktop.screens.today.scope import Scope

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book of Elm Park."""
    with a_book(tmp_path) as made:
        yield made


@pytest.fixture
def beat(book: BeatBook) -> str:
    """One beat of Northwich."""
    return book.beats.known_as("Winsford Wharton")[0].id


def seen(book: BeatBook, beat: str, name: str, days: int) -> str:
    """Add a school that was visited so many days ago, and return its id."""
    place = book.places.add(a_place(book, name, beat=beat))
    book.visits.add(a_visit(book, place.id, TODAY - days * DAY))
    return place.id


def promised(book: BeatBook, words: str, due: int | None, **fields: object) -> Promise:
    """Add a promise due so many days from today."""
    fields.setdefault("owner", book.holder)
    due_on = TODAY + due * DAY if due is not None else None
    made = Promise(id=book.world.new_id(), promised=words, made_on=TODAY - 20 * DAY, due_on=due_on, **fields)  # type: ignore[arg-type]  # the fields a test names
    return book.promises.add(made)


def asked(book: BeatBook, words: str, hours: int, **fields: object) -> Query:
    """Add a question that came so many hours ago."""
    made = Query(id=book.world.new_id(), question=words, received=NOW - timedelta(hours=hours), **fields)  # type: ignore[arg-type]  # the fields a test names
    return book.queries.add(made)


def picture(book: BeatBook, *beats: str, whole_unit: bool = False) -> Picture:
    """Return what Today shows for these beats, and hold the number in the rail to it."""
    scope = Scope(beats, "My beat", whole_unit=whole_unit, own=not whole_unit)
    found = picture_of(book, scope, today=TODAY, now=NOW)
    assert count_owed(book, scope, today=TODAY, now=NOW) == found.owed
    return found


def test_that_my_promises_come_soonest_first_and_say_to_whom(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        place = seen(book, beat, "Ash School", 1)
        helen = book.contacts.add(a_contact(book))
        sam = book.officers.add(an_officer(book))
        promised(book, "Leaflets", 4, place=place, contact=helen.id)
        promised(book, "Lighting", -2, place=place)
        promised(book, "Keys", 0)
        promised(book, "Somebody else's", -1, owner=sam.id)
        promised(book, "Far off", 30)
        promised(book, "Some day", None)
    shown = picture(book, beat)
    assert [(each.title, each.word, each.tone) for each in shown.promises] == [
        ("Lighting", "2 days late", "late"),
        ("Keys", "due today", "due"),
        ("Leaflets", "by Thursday", "due"),
    ]
    assert shown.promises[0].more == "promised to Ash School on 2 Nov"
    assert shown.promises[2].more == "promised to Helen Marsh on 2 Nov · Ash School"
    assert (shown.promises_due, shown.promises_pressing, shown.owed) == (3, 2, 2)


def test_that_the_unit_sees_the_promises_of_its_places_with_who_keeps_them(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        place = seen(book, beat, "Ash School", 1)
        sam = book.officers.add(an_officer(book))
        promised(book, "Lighting", -2, place=place, owner=sam.id)
        asked(book, "Who do I ring?", 80, beat=beat)
    shown = picture(book, beat, whole_unit=True)
    assert shown.promises[0].more.endswith("Sam Ashdown keeps it")
    assert [(each.name, each.word, each.more) for each in shown.beats] == [
        ("Winsford Wharton", "in touch", "1 promise due · 1 question waiting")
    ]


def test_that_questions_say_what_is_left_of_their_72_hours(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        asked(book, "Quad  bikes?", 63, beat=beat, channel=Channel.EMAIL)
        asked(book, "Surgery?", 80, owner=book.holder)
        asked(book, "New?", 1, beat=beat)
        asked(book, "Elsewhere?", 70, beat=book.beats.known_as("Marbury")[0].id)
    shown = picture(book, beat)
    assert [(each.title, each.word, each.tone, each.late) for each in shown.queries] == [
        ("“Surgery?”", "8 h late", "late", True),
        ("“Quad bikes?”", "9 h left", "due", False),
        ("“New?”", "2 days 23 h left", "plain", False),
    ]
    assert "nobody is to answer it yet" in shown.queries[1].more
    assert (shown.queries_waiting, shown.queries_near, shown.owed) == (3, 2, 2)


def test_that_a_key_individual_who_was_not_seen_stands_among_the_places(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        place = seen(book, beat, "Ash School", 60)
        ellie = book.contacts.add(a_contact(book, "Ellie Garside", key_individual=True, organisation="Bowls club"))
        book.contact_roles.add(a_role(book, ellie.id, place))
        book.visits.add(a_visit(book, place, TODAY - 120 * DAY, contacts=(ellie.id,)))
    shown = picture(book, beat)
    assert [(each.kind, each.name, each.word) for each in shown.touch] == [
        ("contact", "Ellie Garside", "30 days late"),
        ("place", "Ash School", "18 days late"),
    ]
    assert shown.touch[0].more == "Key Individual · Bowls club · last seen 120 days ago, every 90 days"
    assert (shown.late, shown.late_people) == (2, 1)
    assert shown.sentence.startswith("Two calls would bring")


def test_that_what_is_put_off_is_no_loss_but_can_be_seen_with_its_reason(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        place = seen(book, beat, "Ash School", 60)
        book.snoozes.add(
            Snooze(id=book.world.new_id(), place=place, starts=TODAY, until=TODAY + 9 * DAY, reason="Head away")
        )
    shown = picture(book, beat)
    assert (shown.touch, shown.late) == ((), 0)
    assert [(each.name, each.more) for each in shown.put_off] == [("Ash School", "until 1 Dec: Head away")]


def test_that_a_day_moved_by_holidays_says_so(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        seen(book, beat, "Ash School", 42)
        book.closed_spells.add(
            ClosedSpell(id=book.world.new_id(), name="Half term", starts=TODAY - DAY, ends=TODAY + 2 * DAY)
        )
    (row,) = picture(book, beat).touch
    assert row.word == "due Wednesday"
    assert row.more.endswith("put off: Half term")


def test_that_a_call_goes_to_whoever_covers_and_a_warning_is_read_first(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        place = seen(book, beat, "Ash School", 60)
        sam, jo = (book.officers.add(an_officer(book, name, rank=Rank.PCSO)) for name in ("Sam Holt", "Jo Birch"))
        book.named_officers.add(
            NamedOfficer(id=book.world.new_id(), place=place, officer=sam.id, starts=TODAY - 90 * DAY)
        )
        book.absences.add(
            Absence(id=book.world.new_id(), officer=sam.id, cover=jo.id, starts=TODAY - DAY, ends=TODAY + 9 * DAY)
        )
        book.access_notes.add(AccessNote(id=book.world.new_id(), place=place, note="Dog", warning=True))
    (row,) = picture(book, beat).touch
    assert row.more.startswith("Sam Holt is away, PCSO Jo Birch answers · ")
    assert (row.word, row.warning) == ("18 days late", "Dog")


def test_that_a_meeting_says_that_its_leader_is_away_that_day(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        book.meetings.add(
            Meeting(id=book.world.new_id(), beat=beat, title="Beat meeting", starts=NOW + 3 * DAY, leads=book.holder)
        )
        book.absences.add(
            Absence(id=book.world.new_id(), officer=book.holder, starts=TODAY + 3 * DAY, ends=TODAY + 3 * DAY)
        )
    (box,) = picture(book, beat).meetings
    assert "Robin Vale, who leads it, is away that day" in [each.words for each in box.checks if not each.done]


@pytest.mark.parametrize(
    ("days", "fields", "said"),
    [
        (2, {}, []),
        (3, {}, [("to close", "Held 3 days ago and not closed yet.")]),
        (8, {"closed_on": TODAY - 7 * DAY}, [("to publish", "Held 8 days ago; its report is not published yet.")]),
        (8, {"closed_on": TODAY, "published_on": TODAY}, []),
        (8, {"life": MeetingLife.CANCELLED}, []),
    ],
)
def test_that_a_reminder_to_close_and_publish_comes_after_three_days(
    book: BeatBook, beat: str, days: int, fields: dict[str, Any], said: list[tuple[str, str]]
) -> None:
    with book.change("Lay out"):
        held = Meeting(
            id=book.world.new_id(), beat=beat, title="Beat meeting", starts=NOW - days * DAY, life=MeetingLife.HELD
        )
        book.meetings.add(replace(held, **fields))
    assert [(each.word, each.owes) for each in picture(book, beat).meetings_owed] == said
    assert picture(book).meetings_owed == ()


def test_that_publicity_in_the_register_counts_and_the_team_says_how_much_notice(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        meeting = book.meetings.add(Meeting(id=book.world.new_id(), beat=beat, title="Beat", starts=NOW + 3 * DAY))
    assert "Not publicised yet" in [each.words for each in picture(book, beat).meetings[0].checks]
    with book.change("Publicise"):
        book.publicities.add(Publicity(id=book.world.new_id(), meeting=meeting.id, what="Poster", on=TODAY - 9 * DAY))
    assert Check(done=False, words="Publicised 12 days before") in picture(book, beat).meetings[0].checks
    with book.change("Less notice"):
        book.team_settings.add(TeamSetting(id=book.world.new_id(), name="notice days", number=10))
    assert Check(done=True, words="Publicised 12 days before") in picture(book, beat).meetings[0].checks


def test_that_what_the_week_has_for_today_is_told_with_what_is_done(book: BeatBook, beat: str) -> None:
    with book.change("Lay out"):
        ash, birch = seen(book, beat, "Ash School", 60), seen(book, beat, "Birch School", 0)
    keep_week_plan(book, WeekPlan(monday_of(TODAY)).put([ash, birch], TODAY.weekday()))
    shown = picture(book, beat)
    assert {(each.name, each.done) for each in shown.planned} == {("Ash School", False), ("Birch School", True)}
    assert shown.planned_words == "about 40 min"
    assert shown.drafts == ()


def test_that_what_was_typed_and_not_filed_is_told_latest_first(book: BeatBook, beat: str) -> None:
    for name in ("Ash", "Birch"):
        book.drafts.keep(name, what="visit", title=f"visit to {name}", body={})
    assert [each.title for each in picture(book, beat).drafts] == ["visit to Birch", "visit to Ash"]


@pytest.mark.parametrize(
    ("what", "screen"),
    [("visit", "visits"), ("evening", "evening"), ("meeting report", "meetings"), ("concern", "concerns")],
)
def test_that_what_was_not_filed_leads_to_where_it_goes_on(book: BeatBook, beat: str, what: str, screen: str) -> None:
    book.drafts.keep("a", what=what, title="it", body={})
    assert [each.screen for each in picture(book, beat).drafts] == [screen]
