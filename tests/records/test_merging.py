"""Merging two records: all that pointed to either points to the one that is left, and one undo brings both back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.elm_park import TODAY, a_book, a_contact, a_place, a_role, a_visit
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.records import BeatBook
from wehere_desktop.records.merging import differences, joined, merge, merge_contacts, merged_label
from wehere_desktop.refusal import Refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def add_what_refers(book: BeatBook, contact: str, place: str, day: int = 3) -> None:
    """Add one of each kind that names a contact."""
    new, on = book.world.new_id, TODAY - timedelta(days=day)
    book.contact_roles.add(a_role(book, contact, place, role=f"role {day}", starts=on))
    book.visits.add(a_visit(book, place, on, contacts=(contact,)))
    book.promises.add(Promise(id=new(), promised="Ring back", owner=book.holder, made_on=on, contact=contact))
    book.queries.add(Query(id=new(), question="When?", received=book.world.now(), contact=contact))
    book.snoozes.add(Snooze(id=new(), contact=contact, starts=on, until=TODAY, reason="Away"))
    book.questionnaires.add(Questionnaire(id=new(), contact=contact, on=on, safe=4))
    beat = book.beats.all()[0].id
    book.concerns.add(Concern(id=new(), beat=beat, said="Too dark there.", raised_on=on, contact=contact))
    book.attachments.attach(
        Attachment(id=new(), name="card.png", contact=contact, media_type="image/png", fingerprint="-"), PNG
    )


def everything(book: BeatBook) -> dict[str, list[Any]]:
    """Return every record without its stamps, by kind."""
    return {
        kind: sorted((each.id, *(getattr(each, field.name) for field in fields_of(KINDS[kind]))) for each in facts)
        for kind in KINDS
        if (facts := book.section(kind).all())
    }


def pointing_at(book: BeatBook, contact: str) -> dict[str, int]:
    """Return how many records of each kind name a contact."""
    found: dict[str, int] = {}
    for name, kind in KINDS.items():
        for field in fields_of(kind):
            if field.told.refers == "contact":
                for fact in book.section(name).all():
                    value = getattr(fact, field.name)
                    found[name] = found.get(name, 0) + (contact in value if field.shape == "ids" else value == contact)
    return {name: count for name, count in found.items() if count}


@pytest.fixture
def two(book: BeatBook) -> tuple[Contact, Contact]:
    """Two records of one woman, each with one of everything."""
    with book.change("Set up"):
        place = book.places.add(a_place(book)).id
        helen = book.contacts.add(a_contact(book, "Helen Marsh", phone="01632 960123", notes="Knows everybody."))
        twin = book.contacts.add(
            a_contact(book, "H Marsh", email="helen@example.org", notes="Has the key.", key_individual=True)
        )
        add_what_refers(book, helen.id, place, 3)
        add_what_refers(book, twin.id, place, 30)
    return helen, twin


def test_that_every_kind_that_names_a_contact_is_tried_here(two: tuple[Contact, Contact], book: BeatBook) -> None:
    naming = {name for name, kind in KINDS.items() if any(f.told.refers == "contact" for f in fields_of(kind))}
    assert set(pointing_at(book, two[1].id)) == naming


def test_that_all_moves_over_blanks_are_filled_and_the_other_is_gone(
    two: tuple[Contact, Contact], book: BeatBook
) -> None:
    helen, twin = two
    before = {one: pointing_at(book, one) for one in (helen.id, twin.id)}
    with book.change(merged_label(helen, twin)):
        left = merge_contacts(book, helen.id, twin.id)
    assert left.id == helen.id
    assert (book.contacts.get(helen.id).phone, book.contacts.get(helen.id).email) == (
        "01632 960123",
        "helen@example.org",
    )
    assert book.contacts.find(twin.id) is None
    assert pointing_at(book, twin.id) == {}
    assert pointing_at(book, helen.id) == {
        kind: before[helen.id][kind] + before[twin.id][kind] for kind in before[helen.id]
    }
    assert book.contacts.last_seen([helen.id, twin.id]) == {helen.id: TODAY - timedelta(days=3)}
    assert book.check() == []


def test_that_one_undo_brings_both_back_and_redo_merges_again(two: tuple[Contact, Contact], book: BeatBook) -> None:
    helen, twin = two
    before = everything(book)
    with book.change(merged_label(helen, twin)):
        merge_contacts(book, helen.id, twin.id, choose={"notes": "Both."})
    merged = everything(book)
    assert book.undo().label == "Merge H Marsh into Helen Marsh"
    assert everything(book) == before
    assert book.contacts.last_seen([twin.id]) == {twin.id: TODAY - timedelta(days=30)}
    book.redo()
    assert everything(book) == merged
    assert book.check() == []


def test_that_contradictions_are_told_and_a_choice_stands(two: tuple[Contact, Contact], book: BeatBook) -> None:
    helen, twin = two
    found = {each.name: each for each in differences(helen, twin)}
    assert set(found) == {"name", "notes", "key_individual"}
    assert found["notes"].joins
    assert not found["name"].joins
    assert joined(found["notes"]) == "Knows everybody.\n\nHas the key."
    with book.change("Merge"):
        merge_contacts(
            book, helen.id, twin.id, choose={"notes": joined(found["notes"]), "key_individual": True, "name": "H Marsh"}
        )
    left = book.contacts.get(helen.id)
    assert (left.name, left.key_individual) == ("H Marsh", True)
    assert left.notes == "Knows everybody.\n\nHas the key."


def test_that_a_visit_that_names_both_names_the_one_left_once(two: tuple[Contact, Contact], book: BeatBook) -> None:
    helen, twin = two
    place = book.places.all()[0].id
    with book.change("See both"):
        visit = book.visits.add(a_visit(book, place, contacts=(twin.id, helen.id)))
    with book.change("Merge"):
        merge_contacts(book, helen.id, twin.id)
    assert book.visits.get(visit.id).contacts == (helen.id,)
    book.undo()
    assert book.visits.get(visit.id).contacts == (twin.id, helen.id)


def test_that_one_role_written_down_twice_becomes_one_that_spans_both(book: BeatBook) -> None:
    day = timedelta(days=1)
    with book.change("Set up"):
        place = book.places.add(a_place(book)).id
        helen, twin = book.contacts.add(a_contact(book)), book.contacts.add(a_contact(book))
        for contact, starts, publishable in ((helen, TODAY - 9 * day, True), (twin, TODAY - 99 * day, False)):
            role = a_role(book, contact.id, place, role="Head", starts=starts, publishable=publishable)
            book.contact_roles.add(role)
        book.contact_roles.add(a_role(book, twin.id, place, role="Governor", duty=Duty.DEPUTY))
    with book.change("Merge"):
        merge_contacts(book, helen.id, twin.id)
    held = {each.role: each for each in book.contact_roles.of_contact(helen.id)}
    assert set(held) == {"Head", "Governor"}
    assert len(book.contact_roles.all()) == 2
    assert held["Head"].starts == TODAY - 99 * day
    assert not held["Head"].publishable
    book.undo()
    assert len(book.contact_roles.all()) == 3


def test_that_one_and_the_same_a_missing_and_an_erased_record_are_refused(
    two: tuple[Contact, Contact], book: BeatBook
) -> None:
    helen, twin = two
    before = everything(book)
    for kept, other in ((helen.id, helen.id), (helen.id, "01900000-0000-7000-8000-00000000beef")):
        with pytest.raises(Refusal), book.change("Merge"):
            merge_contacts(book, kept, other)
    assert everything(book) == before
    book.erase("contact", twin.id, reason="They asked")
    for kept, other in ((helen.id, twin.id), (twin.id, helen.id)):
        with pytest.raises(Refusal) as refused, book.change("Merge"):
            merge_contacts(book, kept, other)
        assert refused.value.kind == "erased"


def test_that_an_erased_visit_follows_whom_it_was_to(two: tuple[Contact, Contact], book: BeatBook) -> None:
    helen, twin = two
    visit = book.visits.of_contact(twin.id)[0]
    book.erase("visit", visit.id, reason="It named somebody")
    with book.change("Merge"):
        merge_contacts(book, helen.id, twin.id)
    assert book.visits.get(visit.id).contacts == (helen.id,)
    book.undo()
    assert book.visits.get(visit.id).contacts == (twin.id,)
    assert book.check() == []


def test_that_places_can_be_merged_as_well(book: BeatBook) -> None:
    with book.change("Set up"):
        one = book.places.add(a_place(book, "Elm Park School", phone="01632 960123"))
        other = book.places.add(a_place(book, "Elm Park Primary", postcode="CW7 3EP"))
        visit = book.visits.add(a_visit(book, other.id))
    before = everything(book)
    with book.change("Merge"):
        merge(book, "place", one.id, other.id)
    assert book.visits.get(visit.id).places == (one.id,)
    assert book.places.get(one.id).postcode == "CW7 3EP"
    book.undo()
    assert everything(book) == before


PEOPLE, PLACES = 4, 3
person, place_number = st.integers(0, PEOPLE - 1), st.integers(0, PLACES - 1)
texts = st.sampled_from(["", "one", "two"])


# Each example is a book of its own with a dozen changes
@settings(max_examples=settings().max_examples // 4)
@given(
    people=st.lists(st.tuples(texts, texts, st.booleans(), st.booleans()), min_size=PEOPLE, max_size=PEOPLE),
    roles=st.lists(st.tuples(person, place_number, st.sampled_from(Duty), st.none() | st.integers(-9, 9)), max_size=6),
    visits=st.lists(st.lists(person, min_size=1, max_size=4), max_size=5),
    asked=st.lists(person, max_size=4),
    pairs=st.lists(st.tuples(person, person), min_size=1, max_size=3),
)
def test_that_any_run_of_merges_can_be_undone_one_by_one(
    people: list[tuple[str, str, bool, bool]],
    roles: list[tuple[int, int, Duty, int | None]],
    visits: list[list[int]],
    asked: list[int],
    pairs: list[tuple[int, int]],
) -> None:
    with TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        with book.change("Set up"):
            places = [book.places.add(a_place(book, f"Place {at}")).id for at in range(PLACES)]
            ids = [
                book.contacts.add(
                    a_contact(book, f"Person {at}", phone=phone, notes=notes, key_individual=key, publishable=may)
                ).id
                for at, (phone, notes, key, may) in enumerate(people)
            ]
            for contact, place, duty, days in roles:
                starts = None if days is None else TODAY + timedelta(days=days)
                book.contact_roles.add(a_role(book, ids[contact], places[place], duty=duty, starts=starts))
            for seen in visits:
                book.visits.add(a_visit(book, places[0], contacts=tuple(ids[each] for each in seen)))
            for contact in asked:
                book.questionnaires.add(Questionnaire(id=book.world.new_id(), contact=ids[contact], on=TODAY, safe=3))
        states = [everything(book)]
        for one, other in pairs:
            if one != other and book.contacts.find(ids[one]) and book.contacts.find(ids[other]):
                with book.change("Merge"):
                    merge_contacts(book, ids[one], ids[other])
                assert pointing_at(book, ids[other]) == {}
                states.append(everything(book))
        assert book.check() == []
        for state in reversed(states[:-1]):
            book.undo()
            assert everything(book) == state
        assert book.check() == []
