"""Undo turns round this person's latest change that still stands, and redo turns it back."""

from __future__ import annotations

import pytest

from tests.elm_park import a_contact, a_place, a_visit, reopened
from wehere_desktop.records import BeatBook
from wehere_desktop.records.change import AT_ONCE
from wehere_desktop.refusal import Refusal

ELSE = "01900000-0000-7000-8000-00000000beef"


def a_noted_place(book: BeatBook) -> str:
    """Return the id of a place whose notes were changed twice."""
    with book.change("Add the school"):
        place = book.places.add(a_place(book))
    with book.change("First note"):
        book.places.amend(place.id, notes="one")
    with book.change("Second note"):
        book.places.amend(place.id, notes="two")
    return place.id


def test_that_undo_goes_back_change_by_change_and_redo_forwards_again(book: BeatBook) -> None:
    place = a_noted_place(book)
    assert [book.undo().label, book.undo().label] == ["Second note", "First note"]
    assert book.places.get(place).notes == ""
    assert [book.redo().label, book.redo().label] == ["First note", "Second note"]
    assert book.places.get(place).notes == "two"
    assert book.check() == []


def test_that_undo_and_redo_reach_across_reopening(book: BeatBook) -> None:
    place = a_noted_place(book)
    book = reopened(book)
    book.undo()
    book = reopened(book)
    assert book.places.get(place).notes == "one"
    book.redo()
    book = reopened(book)
    assert book.places.get(place).notes == "two"
    book.close()


def test_that_something_new_leaves_nothing_to_redo(book: BeatBook) -> None:
    place = a_noted_place(book)
    book.undo()
    with book.change("Something new"):
        book.places.amend(place, phone="01632 960001")
    with pytest.raises(Refusal) as refused:
        book.redo()
    assert refused.value.kind == "nothing-to-redo"


def test_that_only_ones_own_changes_are_undone(book: BeatBook) -> None:
    place = a_noted_place(book)
    with book.change("Somebody else's", by=ELSE):
        book.places.amend(place, phone="01632 960001")
    assert book.undo().label == "Second note"
    assert book.places.get(place).phone == "01632 960001"
    assert book.undo(by=ELSE).label == "Somebody else's"
    assert book.places.get(place).phone == ""


def test_that_undo_is_refused_naming_the_later_change_of_the_same_field(book: BeatBook) -> None:
    place = a_noted_place(book)
    with book.change("Correct the note", by=ELSE):
        book.places.amend(place, notes="three")
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert refused.value.kind == "touched-since"
    assert "Correct the note" in refused.value.sentence
    assert "Second note" in refused.value.sentence
    assert book.places.get(place).notes == "three"


def test_that_a_later_change_which_was_itself_undone_is_no_hindrance(book: BeatBook) -> None:
    place = a_noted_place(book)
    with book.change("Correct the note", by=ELSE):
        book.places.amend(place, notes="three")
    book.undo(by=ELSE)
    assert book.undo().label == "Second note"
    assert book.places.get(place).notes == "one"


def test_that_undoing_an_addition_is_refused_once_somebody_built_on_it(book: BeatBook) -> None:
    with book.change("Add the school"):
        place = book.places.add(a_place(book))
    with book.change("Log visit to the school", by=ELSE):
        book.visits.add(a_visit(book, place.id))
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert "Log visit to the school" in refused.value.sentence
    assert book.places.count() == 1
    book.undo(by=ELSE)
    book.undo()
    assert book.places.count() == 0
    assert book.check() == []


def test_that_undoing_an_addition_is_refused_once_somebody_changed_it(book: BeatBook) -> None:
    with book.change("Add the school"):
        place = book.places.add(a_place(book))
    with book.change("Ring twice", by=ELSE):
        book.places.amend(place.id, notes="Ring twice")
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert "Ring twice" in refused.value.sentence


def test_that_a_removed_record_comes_back_whole_with_the_time_it_was_made(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(
            a_place(book, latitude=53.2, longitude=-2.5, notes="Dog", editions=("name=2026-01-01",))
        )
        visit = book.visits.add(a_visit(book, place.id))
    kept = book.places.get(place.id)
    seen = book.visits.get(visit.id)
    with book.change("Remove"):
        book.visits.remove(visit.id)
        book.places.remove(place.id)
    assert book.search("elm") == []
    book.undo()
    back = book.places.get(place.id)
    assert (back.latitude, back.notes, back.editions, back.created) == (53.2, "Dog", ("name=2026-01-01",), kept.created)
    assert book.visits.get(visit.id).places == seen.places
    assert [hit.kind for hit in book.search("elm")] == ["place"]
    assert book.check() == []


def test_that_changes_made_on_another_laptop_are_left_alone(book: BeatBook, monkeypatch: pytest.MonkeyPatch) -> None:
    a_noted_place(book)
    monkeypatch.setenv("WEHERE_HOME", str(book.folder.parent / "another laptop"))
    book = reopened(book)
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert refused.value.kind == "nothing-to-undo"
    book.close()


def test_that_history_says_who_when_and_what_of_each_field(book: BeatBook) -> None:
    place = a_noted_place(book)
    book.undo()
    told = [(entry.label, entry.what, entry.fields.get("notes")) for entry in book.history("place", place)]
    assert told == [
        ("Add the school", "do", None),
        ("First note", "do", ("", "one")),
        ("Second note", "do", ("one", "two")),
        ("Undo: Second note", "undo", ("two", "one")),
    ]
    assert {entry.by for entry in book.history("place", place)} == {book.holder}


def test_that_undo_of_a_link_list_puts_the_old_people_back(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(a_place(book))
        one, two = book.contacts.add_all([a_contact(book, "One"), a_contact(book, "Two")])
        visit = book.visits.add(a_visit(book, place.id, contacts=(one.id,)))
    with book.change("It was both"):
        book.visits.amend(visit.id, contacts=(two.id, one.id))
    assert book.visits.get(visit.id).contacts == (two.id, one.id)
    book.undo()
    assert book.visits.get(visit.id).contacts == (one.id,)
    assert book.check() == []


def test_that_a_text_of_two_brackets_comes_back_like_any_other(book: BeatBook) -> None:
    with book.change("Add a place"):
        place = book.places.add(a_place(book, street="[]"))
    with book.change("Take it out"):
        book.places.remove(place.id)
    book.undo()
    assert book.places.get(place.id).street == "[]"


def test_that_more_records_than_are_asked_for_at_once_go_and_come_back_together(book: BeatBook) -> None:
    many = AT_ONCE * 2 + 3
    with book.change("Bring in many"):
        added = book.places.add_all([a_place(book, f"Elm Park {number}") for number in range(many)])
    kept = [(each.id, each.name, each.created) for each in book.places.all()]
    with book.change("See one"):
        book.visits.add(a_visit(book, added[-1].id))
    book.undo()
    assert book.undo().label == "Bring in many"
    assert (book.places.count(), book.search("Elm"), book.check()) == (0, [], [])
    book.redo()
    assert [(each.id, each.name, each.created) for each in book.places.all()] == kept
    assert (len(book.search("Elm", limit=many)), book.check()) == (many, [])


def test_that_one_record_of_many_touched_since_keeps_all_of_them(book: BeatBook) -> None:
    with book.change("Bring in many"):
        added = book.places.add_all([a_place(book, f"Elm Park {number}") for number in range(AT_ONCE + 2)])
    with book.change("See one", by=ELSE):
        book.visits.add(a_visit(book, added[-1].id))
    with pytest.raises(Refusal, match="See one"):
        book.undo()
    assert book.places.count() == len(added)
