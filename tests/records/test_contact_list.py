"""The list of people: each sort holds whom it says, and orders agree with the rules they stand for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.records import BeatBook
from wehere_desktop.records.contact_list import PeopleWanted, Which
from wehere_desktop.records.people_due import people_losing_touch

DAY = timedelta(days=1)


@pytest.fixture
def people(book: BeatBook) -> dict[str, Contact]:
    """Five people: a head who is a Key Individual, a warden, one who has left, one at no place, one erased."""
    first, second = book.beats.known_as("Winsford Wharton")[0].id, book.beats.known_as("Marbury")[0].id
    with book.change("Set up people"):
        school = book.places.add(a_place(book, "Wharton Primary School", beat=first))
        home = book.places.add(a_place(book, "Acton Lodge", beat=second))
        made = [
            a_contact(book, "Helen Marsh", key_individual=True, review_on=TODAY - DAY, email="helen@example.org"),
            a_contact(book, "Omar Aziz", publishable=True, review_on=TODAY + DAY),
            a_contact(book, "Una Left", review_on=TODAY),
            a_contact(book, "Zoe Placeless", key_individual=True, frequency=10),
            a_contact(book, "Gone Erased", publishable=True, key_individual=True),
        ]
        kept = {each.name: book.contacts.add(each) for each in made}
        for name, place, ends in (
            ("Helen Marsh", school.id, None),
            ("Omar Aziz", home.id, TODAY),
            ("Una Left", school.id, TODAY - DAY),
            ("Gone Erased", school.id, None),
        ):
            book.contact_roles.add(a_role(book, kept[name].id, place, role="somebody", ends=ends))
        book.visits.add(a_visit(book, school.id, TODAY - 30 * DAY, contacts=(kept["Helen Marsh"].id,)))
        book.visits.add(a_visit(book, home.id, TODAY - 9 * DAY, contacts=(kept["Omar Aziz"].id,)))
    book.erase("contact", kept["Gone Erased"].id, reason="They asked")
    return kept


def names(book: BeatBook, wanted: PeopleWanted, order: str = "name", *, descending: bool = False) -> list[str]:
    """Return the names listed, in order."""
    found = book.contacts.listed(wanted, today=TODAY, order=order, descending=descending)
    assert book.contacts.how_many(wanted, today=TODAY) == len(found)
    return [each.name for each in book.contacts.many(found)]


@pytest.mark.parametrize(
    ("which", "listed"),
    [
        (Which.EVERYBODY, ["Helen Marsh", "Omar Aziz", "Una Left", "Zoe Placeless"]),
        (Which.KEY_INDIVIDUALS, ["Helen Marsh", "Zoe Placeless"]),
        (Which.REVIEW_DUE, ["Helen Marsh", "Una Left"]),
        (Which.NO_ROLE, ["Una Left", "Zoe Placeless"]),
        (Which.MAY_BE_PUBLISHED, ["Omar Aziz"]),
    ],
)
def test_that_each_sort_holds_whom_it_says_and_nobody_erased(
    people: dict[str, Contact], book: BeatBook, which: Which, listed: list[str]
) -> None:
    assert names(book, PeopleWanted(which)) == listed


def test_that_the_tally_counts_each_sort_within_what_else_is_wanted(people: dict[str, Contact], book: BeatBook) -> None:
    beats = (book.beats.known_as("Winsford Wharton")[0].id,)
    for wanted in (PeopleWanted(), PeopleWanted(Which.NO_ROLE, beats), PeopleWanted(words="wharton"), PeopleWanted()):
        tally = book.contacts.tallied(wanted, today=TODAY)
        for which in Which:
            assert tally[which] == len(names(book, replace(wanted, which=which))), (wanted, which)


def test_that_beats_hold_those_in_a_role_there_today_and_who_left_it_among_those_without(
    people: dict[str, Contact], book: BeatBook
) -> None:
    beats = (book.beats.known_as("Winsford Wharton")[0].id,)
    assert names(book, PeopleWanted(beats=beats)) == ["Helen Marsh"]
    assert names(book, PeopleWanted(Which.NO_ROLE, beats)) == ["Una Left"]


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("hel mar", ["Helen Marsh"]),
        ("wharton", ["Helen Marsh", "Una Left"]),
        ("helen@example", ["Helen Marsh"]),
        ("Gone", []),
        ("Erased", []),
        ('"', []),
        ("NEAR(", []),
        ("'; DROP TABLE contact; --", []),
    ],
)
def test_that_words_find_by_name_or_place_and_odd_signs_do_no_harm(
    people: dict[str, Contact], book: BeatBook, words: str, listed: list[str]
) -> None:
    assert names(book, PeopleWanted(words=words)) == listed


def test_that_orders_follow_their_rules_and_the_unknown_come_last(people: dict[str, Contact], book: BeatBook) -> None:
    everybody = PeopleWanted()
    assert names(book, everybody, "place")[:2] == ["Omar Aziz", "Helen Marsh"]
    assert names(book, everybody, "seen")[:2] == ["Helen Marsh", "Omar Aziz"]
    assert names(book, everybody, "seen", descending=True)[:2] == ["Omar Aziz", "Helen Marsh"]
    assert names(book, everybody, "review") == ["Helen Marsh", "Una Left", "Omar Aziz", "Zoe Placeless"]


def test_that_the_order_by_due_is_that_of_the_rule_snoozes_and_all(book: BeatBook) -> None:
    with book.change("Set up a network"):
        place = book.places.add(a_place(book)).id
        for number in range(24):
            contact = book.contacts.add(
                a_contact(
                    book,
                    f"Person {number:02}",
                    key_individual=number % 3 > 0,
                    frequency=(0, 10, 40, 9_999_999)[number % 4],
                )
            ).id
            if number % 5:
                day = TODAY - number * 7 * DAY
                book.visits.add(a_visit(book, place, day, contacts=(contact,)))
            if number % 7 == 1:
                until = TODAY + number * DAY
                book.snoozes.add(
                    Snooze(id=book.world.new_id(), contact=contact, starts=TODAY, until=until, reason="Away")
                )
    rule = [each.contact.id for each in people_losing_touch(book, TODAY, ahead=400_000)]
    listed = book.contacts.listed(PeopleWanted(), today=TODAY, order="due")
    assert len(rule) > 15
    assert listed[: len(rule)] == rule
    backwards = book.contacts.listed(PeopleWanted(), today=TODAY, order="due", descending=True)
    assert set(backwards[: len(rule)]) == set(rule)


def test_that_last_seen_follows_the_log_at_once(people: dict[str, Contact], book: BeatBook) -> None:
    helen = people["Helen Marsh"].id
    assert book.contacts.last_seen([helen]) == {helen: TODAY - 30 * DAY}
    with book.change("Ring Helen"):
        book.visits.add(replace(a_visit(book, ""), places=(), contacts=(helen,)))
    assert book.contacts.last_seen([helen]) == {helen: TODAY}
    book.undo()
    assert book.contacts.last_seen([helen]) == {helen: TODAY - 30 * DAY}
    assert book.contacts.last_seen([]) == {}


def test_that_roles_and_answers_of_many_are_those_of_each(people: dict[str, Contact], book: BeatBook) -> None:
    ids = [each.id for each in people.values()]
    held = book.contact_roles.of_contacts(ids, TODAY)
    assert {each.contact for each in held} == {people[name].id for name in ("Helen Marsh", "Omar Aziz", "Gone Erased")}
    assert book.contact_roles.of_contacts([], TODAY) == []
    assert book.questionnaires.of_contacts(ids, TODAY) == []
    assert {each.name for each in book.contacts.sketches()} == set(people) - {"Gone Erased"}
