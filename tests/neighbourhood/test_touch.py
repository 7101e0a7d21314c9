"""When a contact is due: counted from the last one, moved out of closed days and snoozes, never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood import closed_spell, snooze, usual_frequency
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.touch import (
    DueRules,
    Pause,
    after,
    due_of,
    losing_touch,
    moved,
    person_due,
    rules_of,
)
from wehere_desktop.neighbourhood.usual_frequency import UsualFrequency

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
DAYS = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
PAUSES = st.lists(
    st.builds(
        lambda first, length, snoozed: Pause(first, first + timedelta(days=length), "why", snooze=snoozed),
        DAYS,
        st.integers(0, 30),
        st.booleans(),
    ),
    max_size=8,
)


def a_place(**fields: object) -> Place:
    """Return a school that came into the book on 1 November."""
    fields.setdefault("place_kind", PlaceKind.SCHOOL)
    return Place(id="p", name="Elm Park", created=datetime(2026, 11, 1, 9, tzinfo=UTC), **fields)  # type: ignore[arg-type]  # the fields a test names


def a_spell(first: date, last: date, **fields: object) -> ClosedSpell:
    """Return school holidays."""
    return ClosedSpell(id="s", name="Half term", starts=first, ends=last, **fields)  # type: ignore[arg-type]  # the fields a test names


def a_snooze(first: date, last: date, **fields: object) -> Snooze:
    """Return a snooze of the school."""
    fields.setdefault("place", "p")
    return Snooze(id="z", starts=first, until=last, reason="Head away", **fields)  # type: ignore[arg-type]  # the fields a test names


def due(place: Place, last: date | None, rules: DueRules, today: date = TODAY) -> date:
    """Return when a place is due."""
    return due_of(place, last, today=today, rules=rules).day


def test_that_the_teams_own_days_come_before_ours_and_the_places_own_before_both() -> None:
    rules = rules_of({PlaceKind.SCHOOL: 30}, [], [])
    assert due(a_place(), TODAY, rules) == TODAY + 30 * DAY
    assert due(a_place(frequency=10), TODAY, rules) == TODAY + 10 * DAY
    assert due(a_place(place_kind=PlaceKind.CARE_HOME), TODAY, rules) == TODAY + 28 * DAY


def test_that_a_due_day_inside_the_holidays_moves_to_the_first_day_after_and_says_why() -> None:
    seen = TODAY - 41 * DAY
    rules = rules_of({}, [], [a_spell(TODAY - DAY, TODAY + 5 * DAY, place_kinds=("school",))])
    found = due_of(a_place(), seen, today=TODAY, rules=rules)
    assert (found.day, found.usual, found.why) == (TODAY + 6 * DAY, TODAY + DAY, "Half term")


@pytest.mark.parametrize(
    "fields",
    [{"place_kinds": ("college",)}, {"authority": "E06000050"}, {"place": "another"}],
    ids=["another kind", "another authority", "another place"],
)
def test_that_holidays_of_others_move_nothing(fields: dict[str, object]) -> None:
    rules = rules_of({}, [], [a_spell(TODAY - DAY, TODAY + 5 * DAY, **fields)])
    assert due(a_place(authority="E06000049"), TODAY - 41 * DAY, rules) == TODAY + DAY


def test_that_a_due_day_before_the_holidays_stands_all_through_them() -> None:
    rules = rules_of({}, [], [a_spell(TODAY - DAY, TODAY + 5 * DAY)])
    assert due(a_place(), TODAY - 50 * DAY, rules) == TODAY - 8 * DAY


def test_that_a_snooze_puts_off_what_was_late_already_until_the_day_after_it_ends() -> None:
    rules = rules_of({}, [a_snooze(TODAY, TODAY + 14 * DAY)], [])
    found = due_of(a_place(), TODAY - 100 * DAY, today=TODAY, rules=rules)
    assert (found.day, found.why) == (TODAY + 15 * DAY, "Head away")
    assert due_of(a_place(), None, today=TODAY, rules=rules).day == TODAY + 15 * DAY


def test_that_a_snooze_still_to_begin_excuses_nothing_before_it() -> None:
    rules = rules_of({}, [a_snooze(TODAY + DAY, TODAY + 14 * DAY)], [])
    assert due(a_place(), TODAY - 100 * DAY, rules) == TODAY - 58 * DAY
    assert due(a_place(), TODAY - 40 * DAY, rules) == TODAY + 15 * DAY


def test_that_lateness_is_counted_from_the_end_of_a_snooze_that_is_over() -> None:
    rules = rules_of({}, [a_snooze(TODAY - 30 * DAY, TODAY - 3 * DAY)], [])
    assert due(a_place(), TODAY - 100 * DAY, rules) == TODAY - 2 * DAY


def test_that_a_visit_counts_at_once_and_leaves_an_old_snooze_behind() -> None:
    rules = rules_of({}, [a_snooze(TODAY - 30 * DAY, TODAY + 3 * DAY)], [])
    assert due(a_place(), TODAY, rules) == TODAY + 42 * DAY


def test_that_holidays_right_after_a_snooze_move_the_day_on() -> None:
    rules = rules_of({}, [a_snooze(TODAY, TODAY + 3 * DAY)], [a_spell(TODAY + 4 * DAY, TODAY + 9 * DAY)])
    assert due(a_place(), TODAY - 100 * DAY, rules) == TODAY + 10 * DAY


@given(DAYS, PAUSES, st.randoms(use_true_random=False))
def test_that_the_day_is_the_same_in_whatever_order_the_pauses_come(
    day: date, pauses: list[Pause], chance: object
) -> None:
    found = moved(day, pauses, today=TODAY)
    mixed = list(pauses)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert moved(day, mixed, today=TODAY).day == found.day


@given(DAYS, PAUSES)
def test_that_no_pause_holds_the_day_found_and_some_pause_holds_each_day_passed_over(
    day: date, pauses: list[Pause]
) -> None:
    found = moved(day, pauses, today=TODAY).day
    assert found >= day
    assert not any(each.first <= found <= each.last for each in pauses)
    begun = [each.last for each in pauses if each.snooze and each.first <= TODAY]
    for number in range((found - day).days):
        passed = day + number * DAY
        assert any(each.first <= passed <= each.last for each in pauses) or any(passed <= last for last in begun)


@given(DAYS, DAYS, PAUSES)
def test_that_a_later_contact_is_never_due_sooner(one: date, other: date, pauses: list[Pause]) -> None:
    first, second = sorted((one, other))
    assert moved(first, pauses, today=TODAY).day <= moved(second, pauses, today=TODAY).day


def test_that_spells_without_end_and_days_at_the_end_of_the_calendar_do_no_harm() -> None:
    assert moved(TODAY, [Pause(TODAY, date.max, "for good")], today=TODAY).day == date.max
    assert after(date.max, 1) == date.max
    assert due(a_place(frequency=2**40), TODAY, rules_of({}, [], [])) == TODAY + 3650 * DAY
    assert due(a_place(frequency=-5), TODAY, rules_of({}, [], [])) == TODAY + 42 * DAY
    broken = rules_of({}, [a_snooze(TODAY, TODAY - DAY)], [a_spell(TODAY, TODAY - DAY), ClosedSpell(id="x", name="?")])
    assert (broken.own, broken.spells) == ({}, ())


def test_that_a_place_put_off_is_no_loss_until_then_and_a_place_never_seen_comes_first() -> None:
    places = [a_place()]
    assert losing_touch(places, {}, today=TODAY, rules=rules_of({}, [a_snooze(TODAY, TODAY)], [])) == []
    one = Place(id="1", name="b", created=datetime(2026, 11, 1, tzinfo=UTC))
    two = Place(id="2", name="A", created=datetime(2026, 11, 20, tzinfo=UTC))
    late = Place(id="3", name="C", frequency=1)
    found = losing_touch([late, one, two], {"3": date(2026, 1, 1)}, today=TODAY)
    assert [each.place.id for each in found] == ["2", "1", "3"]
    assert all(each.late for each in found)


def test_that_a_key_individual_is_due_each_quarter_and_others_by_their_own_days_alone() -> None:
    kin = Contact(id="c", name="Ellie Garside", key_individual=True)
    found = person_due(kin, TODAY - 100 * DAY, today=TODAY)
    assert found is not None
    assert found.day == TODAY - 10 * DAY
    assert person_due(Contact(id="c", name="Jo"), TODAY, today=TODAY) is None
    own = person_due(Contact(id="c", name="Jo", frequency=7), TODAY, today=TODAY)
    assert own is not None
    assert own.day == TODAY + 7 * DAY
    put_off = rules_of({}, [a_snooze(TODAY, TODAY + DAY, place="", contact="c")], [a_spell(TODAY, TODAY + 9 * DAY)])
    snoozed = person_due(kin, None, today=TODAY, rules=put_off)
    assert snoozed is not None
    assert (snoozed.day, snoozed.why) == (TODAY + 2 * DAY, "Head away")


def test_that_what_cannot_be_kept_is_refused_beside_its_field() -> None:
    fields = [each.field for each in snooze.check(Snooze(id="z", starts=TODAY), today=TODAY)]
    assert fields == ["place", "reason", "until"]
    early = snooze.check(a_snooze(TODAY - DAY, TODAY - DAY), today=TODAY)
    assert [(each.field, each.kind) for each in early] == [("until", "order")]
    long = snooze.check(a_snooze(TODAY, TODAY + 400 * DAY), today=TODAY)
    assert [(each.field, each.kind) for each in long] == [("until", "too-long")]
    assert snooze.check(a_snooze(TODAY, TODAY), today=TODAY) == []
    assert [each.field for each in closed_spell.check(a_spell(TODAY, TODAY - DAY))] == ["ends"]
    assert [each.kind for each in closed_spell.check(a_spell(TODAY, TODAY + 367 * DAY))] == ["too-long"]
    assert [each.kind for each in closed_spell.check(a_spell(TODAY, TODAY, place_kinds=("castle",)))] == [
        "no-such-kind"
    ]
    for days in (0, -1, 3651):
        made = UsualFrequency(id="u", place_kind=PlaceKind.PUB, days=days)
        assert [each.field for each in usual_frequency.check(made)] == ["days"]
    assert usual_frequency.check(UsualFrequency(id="u", days=1)) == []
