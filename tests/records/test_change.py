"""The one door for writing keeps everything in step, or leaves everything as it was."""

from __future__ import annotations

import threading

import pytest

from tests.elm_park import a_contact, a_place, a_visit, reopened, still_world
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records import BeatBook
from wehere_desktop.records.change import Changed
from wehere_desktop.refusal import Fault, Refusal


def test_that_writing_outside_a_change_raises(book: BeatBook) -> None:
    with pytest.raises(Fault):
        book.places.add(a_place(book))
    assert book.places.count() == 0


def test_that_writing_from_another_thread_than_the_changes_raises(book: BeatBook) -> None:
    raised: list[BaseException] = []

    def write() -> None:
        try:
            book.places.add(a_place(book))
        except Fault as fault:
            raised.append(fault)

    with book.change("Elsewhere"):
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert len(raised) == 1


def test_that_a_change_inside_a_change_raises(book: BeatBook) -> None:
    with book.change("Outer"), pytest.raises(Fault), book.change("Inner"):
        pass


def test_that_nothing_is_kept_when_anything_in_a_change_raises(book: BeatBook) -> None:
    before = len(book.audit.lines())
    with pytest.raises(KeyError), book.change("Half of it"):
        place = book.places.add(a_place(book))
        raise KeyError(place.id)
    assert book.places.count() == 0
    assert book.search("elm") == []
    assert len(book.audit.lines()) == before
    assert book.check() == []


def test_that_a_change_that_touched_nothing_leaves_no_trace(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(a_place(book, notes="Ring twice"))
    lines = len(book.audit.lines())
    with book.change("Amend nothing"):
        book.places.amend(place.id, notes="Ring twice ")
    assert len(book.audit.lines()) == lines
    assert len(book.history("place", place.id)) == 1
    undone = book.can_undo()
    assert undone is not None
    assert undone.label == "Add"


def test_that_listeners_hear_once_of_each_change_and_of_nothing_rolled_back(book: BeatBook) -> None:
    heard: list[Changed] = []
    stop = book.on_change(heard.append)
    with book.change("Add two", by="somebody"):
        place = book.places.add(a_place(book))
        contact = book.contacts.add(a_contact(book))
    with pytest.raises(ZeroDivisionError), book.change("Fail"):
        book.places.amend(place.id, notes="x" * (1 // 0))
    stop()
    with book.change("Unheard"):
        book.places.amend(place.id, notes="heard by nobody")
    assert [(each.label, each.by, each.ids) for each in heard] == [
        ("Add two", "somebody", {"place": frozenset({place.id}), "contact": frozenset({contact.id})})
    ]


def test_that_each_change_is_one_audit_line_and_one_undo(book: BeatBook) -> None:
    lines = len(book.audit.lines())
    with book.change("Add forty"):
        book.places.add_all([a_place(book, f"Place {number}") for number in range(40)])
    assert len(book.audit.lines()) == lines + 1
    book.undo()
    assert book.places.count() == 0


def test_that_the_audit_holds_no_text(book: BeatBook) -> None:
    with book.change("Log visit to Elm Park Primary School"):
        place = book.places.add(a_place(book))
        book.visits.add(a_visit(book, place.id))
    assert all("Elm" not in repr(line) and "parking" not in repr(line) for line in book.audit.lines())


def test_that_texts_are_kept_in_nfc_and_trimmed(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(a_place(book, "  Cafe\N{COMBINING ACUTE ACCENT} Elm \n"))
    assert place.name == "Caf\N{LATIN SMALL LETTER E WITH ACUTE} Elm"
    assert book.places.get(place.id) == book.places.get(place.id)
    assert book.places.get(place.id).name == place.name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("x" * 301, "too-long"),
        ("a\x00b", "bad-character"),
        ("a\ud800", "bad-character"),
    ],
)
def test_that_a_name_that_cannot_be_kept_is_refused_by_field(book: BeatBook, name: str, kind: str) -> None:
    with pytest.raises(Refusal) as refused, book.change("Add"):
        book.places.add(a_place(book, name))
    assert (refused.value.kind, refused.value.field) == (kind, "name")
    assert book.places.count() == 0


def test_that_one_bad_record_keeps_a_whole_batch_out(book: BeatBook) -> None:
    with pytest.raises(Refusal), book.change("Add"):
        book.places.add_all([a_place(book, "Good"), a_place(book, "")])
    assert book.places.count() == 0


def test_that_a_link_to_something_not_in_the_book_is_refused_and_nothing_written(book: BeatBook) -> None:
    with pytest.raises(Refusal) as refused, book.change("Log"):
        book.visits.add(a_visit(book, "01900000-0000-7000-8000-000000000001"))
    assert refused.value.kind == "referred-to"
    assert book.visits.count() == 0
    assert book.check() == []


def test_that_a_visit_is_seen_from_each_of_its_places_and_people(book: BeatBook) -> None:
    with book.change("Log"):
        one, two = book.places.add_all([a_place(book, "One"), a_place(book, "Two")])
        helen = book.contacts.add(a_contact(book))
        visit = book.visits.add(
            Visit(
                id=book.world.new_id(),
                on=book.world.today(),
                officer=book.holder,
                places=(two.id, one.id),
                contacts=(helen.id,),
                said="Hello",
            )
        )
    assert book.visits.get(visit.id).places == (two.id, one.id)
    assert [each.id for each in book.visits.of_place(one.id)] == [visit.id]
    assert [each.id for each in book.visits.of_place(two.id)] == [visit.id]
    assert [each.id for each in book.visits.of_contact(helen.id)] == [visit.id]


def test_that_everything_kept_is_there_after_reopening(book: BeatBook) -> None:
    with book.change("Add"):
        place = book.places.add(a_place(book, notes="Ring twice", latitude=53.19, longitude=-2.52))
    again = reopened(book)
    try:
        assert again.places.get(place.id) == book_fact(place, again)
        assert again.check() == []
    finally:
        again.close()


def book_fact(place: object, book: BeatBook) -> object:
    """Return the place as the book stamped it."""
    return next(each for each in book.places.all() if each.name == getattr(place, "name", ""))


def test_that_reading_only_shows_the_book_beside_its_writer_and_refuses_to_write(book: BeatBook) -> None:
    from tests.elm_park import PASSPHRASE
    from wehere_desktop.records import open_book

    with book.change("Add"):
        book.places.add(a_place(book))
    with open_book(book.folder, PASSPHRASE, world=still_world(), read_only=True) as reader:
        assert [each.name for each in reader.places.all()] == ["Elm Park Primary School"]
        with pytest.raises(Refusal) as refused, reader.change("Add"):
            pass
        assert refused.value.kind == "read-only"
        with book.change("Add another"):
            book.places.add(a_place(book, "Over Road Gospel Hall"))
        assert reader.places.count() == 2
