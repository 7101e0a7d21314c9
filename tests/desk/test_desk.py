"""Writing goes down the book's lane, a line says what was done and offers to undo it, a refusal finds its field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.desk.a_desk import settle, told
from tests.elm_park import a_place
from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.notices import Notice, Tone
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records import BeatBook
from wehere_desktop.records.change import Changed
from wehere_desktop.refusal import Refusal


def add(book: BeatBook, name: str = "Elm Park Primary School") -> Place:
    """Add a place inside the open change."""
    return book.places.add(a_place(book, name))


def test_that_a_change_is_kept_and_can_be_undone_from_its_line(desk: Desk) -> None:
    desk.change("Add Elm Park Primary School", add)
    settle(desk)
    assert [(each.sentence, each.undo) for each in told(desk).said.told] == [("Add Elm Park Primary School", True)]
    assert desk.book.places.count() == 1
    desk.undo()
    settle(desk)
    assert desk.book.places.count() == 0
    assert told(desk).said.told[-1].link == "Redo"


def test_that_what_was_undone_can_be_done_again_from_its_line(desk: Desk) -> None:
    desk.change("Add a place", add)
    desk.undo()
    settle(desk)
    follow = told(desk).said.told[-1].follow
    assert follow is not None
    follow()
    settle(desk)
    assert desk.book.places.count() == 1


def test_that_a_change_that_touched_nothing_offers_nothing_to_undo(desk: Desk) -> None:
    desk.change("Look at it", lambda book: book.places.count())
    settle(desk)
    assert told(desk).said.told == []


def test_that_the_kinds_touched_are_announced_once_and_on_this_thread(desk: Desk) -> None:
    heard: list[Changed] = []
    desk.announcer.changed.connect(heard.append)
    desk.change("Add a place", add)
    settle(desk)
    assert [each.kinds for each in heard] == [frozenset({"place"})]


def test_that_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk, qtbot: object) -> None:
    form = Form([Field("name", "Name"), Field("notes", "Notes", long=True)], today=desk.today)
    form.fill({"name": "Elm Park", "notes": "The gate code changes in May."})
    given_back: list[Refusal] = []

    def refuse(_: BeatBook) -> None:
        raise Refusal("There is a place of this name.", remedy="Open that one.", field="name")

    desk.change("Add a place", refuse, form=form, failed=given_back.append)
    settle(desk)
    assert told(desk).said.told == []
    assert len(given_back) == 1
    assert form.typed()["notes"] == "The gate code changes in May."
    assert form.editor("name").property("refused") == "true"
    form.deleteLater()


def test_that_a_refusal_of_no_field_is_a_line_with_its_remedy(desk: Desk) -> None:
    def refuse(_: BeatBook) -> None:
        raise Refusal("The disk is full.", remedy="Free some space.")

    desk.change("Add a place", refuse)
    settle(desk)
    assert told(desk).said.told == [Notice("The disk is full.", "Free some space.", Tone.REFUSED)]


def test_that_a_fault_of_ours_is_told_and_noted_without_its_words(desk: Desk, laptop_home: Path) -> None:
    def stumble(_: BeatBook) -> None:
        raise KeyError("Helen Marsh")

    desk.change("Add a place", stumble)
    settle(desk)
    (notice,) = told(desk).said.told
    assert notice.tone is Tone.FAULT
    (note,) = (laptop_home / "logs").iterdir()
    kept = note.read_text(encoding="utf-8")
    assert "KeyError" in kept
    assert "Helen" not in f"{notice.sentence} {notice.remedy} {kept}"


def test_that_asking_the_book_answers_the_widget_that_asked(desk: Desk) -> None:
    answers: list[int] = []
    owner = QWidget()
    desk.ask_book(lambda book: book.beats.count(), answers.append, owner=owner)
    settle(desk)
    assert answers == [122]
    owner.deleteLater()


def test_that_the_desk_knows_whose_it_is(desk: Desk) -> None:
    mine = desk.mine()
    assert mine.officer.name == "Robin Vale"
    assert mine.leads_unit
    assert desk.book.lpus.get(mine.lpu).name == "Northwich"


def test_that_a_desk_laid_on_a_practice_book_knows_its_unit_and_can_write(practice_desk: Desk) -> None:
    assert practice_desk.mine().officer.name == "Ruth Hollinshead"
    before = practice_desk.book.places.count()
    practice_desk.change("Add a place", add)
    settle(practice_desk)
    assert practice_desk.book.places.count() == before + 1
