"""What to know before a call is gathered for many at once, and a week's plan is kept as its officer's draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.week_plan import WeekPlan, monday_of
from wehere_desktop.records import BeatBook
from wehere_desktop.records.calls import calls_due, calls_for, positions_of
from wehere_desktop.records.people_due import people_losing_touch
from wehere_desktop.records.week_plans import keep_week_plan, week_plan

DAY = timedelta(days=1)
MONDAY = monday_of(TODAY)


def _school(book: BeatBook, name: str, days: int, **fields: object) -> Place:
    """Add a school of Winsford Wharton seen so many days ago."""
    fields.setdefault("beat", book.beats.known_as("Winsford Wharton")[0].id)
    place = book.places.add(a_place(book, name, **fields))
    book.visits.add(a_visit(book, place.id, TODAY - days * DAY))
    return place


def _known(book: BeatBook, place: Place, **fields: Any) -> Contact:
    contact = book.contacts.add(a_contact(book, **fields))
    book.contact_roles.add(a_role(book, contact.id, place.id, role="Head teacher"))
    return contact


def test_that_a_call_knows_whom_to_ask_for_what_to_read_and_what_is_owed(book: BeatBook) -> None:
    new_id = book.world.new_id
    with book.change("Lay out"):
        place = _school(book, "Ash School", 50, latitude=53.2, longitude=-2.5)
        _known(book, place, name="Helen Marsh", mobile="07700 900123")
        for note, warning, until in (("Dog", True, None), ("Ring twice", False, None), ("Gone", True, TODAY - DAY)):
            book.access_notes.add(AccessNote(id=new_id(), place=place.id, note=note, warning=warning, until=until))
        for words, life in (("Bring leaflets", PromiseLife.OPEN), ("Done", PromiseLife.KEPT)):
            made = Promise(id=new_id(), promised=words, place=place.id, owner=book.holder, made_on=TODAY, due_on=TODAY)
            book.promises.add(made)
            book.promises.amend(made.id, life=life)
        book.closed_spells.add(
            ClosedSpell(id=new_id(), name="Half term", place=place.id, starts=TODAY + DAY, ends=TODAY + 2 * DAY)
        )
    call = calls_for(book, [place.id, "gone"], TODAY)[place.id]
    assert (call.last, call.days_late, call.late) == (TODAY - 50 * DAY, 8, True)
    assert call.ask_for == "Helen Marsh, Head teacher, 07700 900123"
    assert (call.warnings, call.notes) == (("Dog",), ("Ring twice",))
    assert call.promises == ("Bring leaflets (due today)",)
    assert [call.closed_on(TODAY + number * DAY) for number in (0, 1, 2, 3)] == ["", "Half term", "Half term", ""]
    assert positions_of({place.id: call})[place.id].lat == 53.2
    assert calls_for(book, [], TODAY) == {}


def test_that_calls_due_come_late_first_and_a_person_due_brings_their_place(book: BeatBook) -> None:
    with book.change("Lay out"):
        _school(book, "Ash School", 41)
        _school(book, "Birch School", 71)
        fresh = _school(book, "Cedar School", 1)
        _school(book, "Elsewhere", 100, beat=book.beats.known_as("Marbury")[0].id)
        ellie = _known(book, fresh, name="Ellie Garside", key_individual=True)
        book.visits.add(a_visit(book, fresh.id, TODAY - 120 * DAY, contacts=(ellie.id,)))
    beat = book.beats.known_as("Winsford Wharton")[0].id
    calls = calls_due(book, TODAY, beats=[beat], by=TODAY + 7 * DAY)
    assert [(each.place.name, each.people) for each in calls] == [
        ("Birch School", ()),
        ("Ash School", ()),
        ("Cedar School", ("Ellie Garside",)),
    ]


def test_that_people_due_are_those_with_a_role_there_today_and_snoozed_ones_wait(book: BeatBook) -> None:
    with book.change("Lay out"):
        place = _school(book, "Ash School", 1)
        other = _school(book, "Elsewhere", 1, beat=book.beats.known_as("Marbury")[0].id)
        for name, where, fields in (
            ("Never", place, {"key_individual": True}),
            ("Own days", place, {"frequency": 10}),
            ("No days", place, {}),
            ("Put off", place, {"key_individual": True}),
            ("Away", other, {"key_individual": True}),
        ):
            contact = _known(book, where, name=name, **fields)
            if name == "Own days":
                book.visits.add(a_visit(book, place.id, TODAY - 30 * DAY, contacts=(contact.id,)))
            if name == "Put off":
                book.snoozes.add(
                    Snooze(id=book.world.new_id(), contact=contact.id, starts=TODAY, until=TODAY, reason="Ill")
                )
    beat = book.beats.known_as("Winsford Wharton")[0].id
    assert [each.contact.name for each in people_losing_touch(book, TODAY, beats=[beat])] == ["Never", "Own days"]
    ahead = people_losing_touch(book, TODAY, beats=[beat], ahead=1)
    assert [each.contact.name for each in ahead] == ["Never", "Own days", "Put off"]
    assert {each.contact.name for each in people_losing_touch(book, TODAY)} == {"Never", "Own days", "Away"}


def test_that_a_plan_is_kept_by_officer_and_week_and_forgets_places_that_are_gone(book: BeatBook) -> None:
    with book.change("Lay out"):
        place = _school(book, "Ash School", 1)
        sam = book.officers.add(an_officer(book))
    plan = WeekPlan(MONDAY, call_minutes=30, kmh=12).put([place.id, "gone"], 2)
    keep_week_plan(book, plan)
    assert week_plan(book, MONDAY) == plan.put(["gone"], None)
    assert week_plan(book, MONDAY, officer=sam.id) == WeekPlan(MONDAY)
    following = week_plan(book, MONDAY + 7 * DAY)
    assert (following.planned(), following.call_minutes, following.kmh) == (frozenset(), 30, 12)
    keep_week_plan(book, plan.put([place.id], 4))
    assert week_plan(book, MONDAY).days[4] == (place.id,)
    assert len(book.drafts.of(what="week")) == 1
