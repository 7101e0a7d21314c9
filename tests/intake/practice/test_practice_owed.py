"""What the practice book's teams owe: something of each sort on most units, all of it possible and made up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta

from tests.intake.practice.practice_force import Force
from wehere_desktop.intake.alike_people import bare_name, names_alike
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, check, quarter_of
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import ClockStands, Query, clock_of
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.visit import Visit


def test_that_about_one_in_seven_is_in_the_network(force: Force) -> None:
    people = force.facts.of(Contact)
    assert 0.12 <= sum(each.key_individual for each in people) / len(people) <= 0.2


def test_that_a_promise_was_made_on_a_visit_and_stands_as_its_days_say(force: Force) -> None:
    visits = {each.id: each for each in force.facts.of(Visit)}
    promises = [each for each in force.facts.of(Promise) if not each.meeting]
    for each in promises:
        visit = visits[each.visit]
        assert each.made_on is not None
        assert each.made_on == visit.on
        assert each.place in visit.places
        assert not each.contact or each.contact in visit.contacts
        assert each.due_on is None or each.due_on >= each.made_on
        over = each.life is not PromiseLife.OPEN
        assert bool(each.outcome) == over == (each.closed_on is not None)
        assert each.closed_on is None or each.made_on <= each.closed_on <= force.day
    stands = Counter(each.life for each in promises)
    assert set(stands) == set(PromiseLife)
    late = [each for each in promises if each.life is PromiseLife.OPEN and each.due_on and each.due_on < force.day]
    assert 15 <= len(late) <= stands[PromiseLife.OPEN] / 2


def test_that_some_promises_were_made_at_a_meeting_that_was_held(force: Force) -> None:
    meetings = {each.id: each for each in force.facts.of(Meeting)}
    promises = [each for each in force.facts.of(Promise) if each.meeting]
    assert 10 <= len(promises) <= 122
    assert all(meetings[each.meeting].life is MeetingLife.HELD for each in promises)
    assert all(each.due_on and each.made_on and each.made_on <= each.due_on for each in promises)


def test_that_open_queries_are_fresh_near_their_end_and_late(force: Force) -> None:
    now = datetime.combine(force.day, time(12), UTC)
    clocks = Counter(clock_of(each, now=now) for each in force.facts.of(Query))
    assert set(clocks) == set(ClockStands)
    assert all(bool(each.answer) == (each.answered is not None) for each in force.facts.of(Query))
    assert all(
        bool(each.why_late) == (clock_of(each, now=now) is ClockStands.ANSWERED_LATE) for each in force.facts.of(Query)
    )


def test_that_some_are_put_off_today_with_a_reason_and_some_places_have_a_note(force: Force) -> None:
    snoozes = force.facts.of(Snooze)
    assert all(holds_on(each.starts, each.until, force.day) and each.reason for each in snoozes)
    assert any(each.place for each in snoozes)
    assert any(each.contact for each in snoozes)
    notes = force.facts.of(AccessNote)
    assert any(each.warning for each in notes)
    assert any(each.until and each.until < force.day for each in notes)
    assert 0.08 <= len({each.place for each in notes}) / len(force.facts.of(Place)) <= 0.35


def test_that_each_quarter_was_asked_once_of_those_in_a_role_then(force: Force) -> None:
    people = {each.id: each for each in force.facts.of(Contact)}
    roles = {each.contact: each for each in force.facts.of(ContactRole)}
    asked: set[tuple[str, object]] = set()
    answered = force.facts.of(Questionnaire)
    for each in answered:
        assert each.on is not None
        assert people[each.contact].key_individual
        assert check(each, today=force.day) == []
        assert all(getattr(each, name) for name in QUESTIONS)
        role = roles[each.contact]
        assert role.starts is None or role.starts <= each.on
        key = (each.contact, quarter_of(each.on))
        assert key not in asked
        asked.add(key)
    by_quarter = Counter(quarter_of(each.on) for each in answered if each.on is not None)
    assert len(by_quarter) == 5
    network = sum(each.key_individual for each in people.values())
    assert 0.2 <= by_quarter[quarter_of(force.day)] / network <= 0.9
    assert max(each.on for each in answered if each.on) < force.day <= force.day + timedelta(days=1)


def test_that_a_few_people_are_here_twice_to_be_merged(force: Force) -> None:
    places: dict[str, list[str]] = {}
    names = {each.id: bare_name(each.name) for each in force.facts.of(Contact)}
    for role in force.facts.of(ContactRole):
        places.setdefault(role.place, []).append(names[role.contact])
    twice = [held for held in places.values() if any(names_alike(held[0], other) >= 85 for other in held[1:])]
    assert 2 <= len(twice) <= 25
