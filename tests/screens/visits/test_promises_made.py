"""Promises typed under a visit are read with their days, kept in the visit's own change, and shown with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_contact, a_place, a_visit, an_officer
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Posting
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.screens.visits.promise_rows import LONGEST, PromiseRow
from wehere_desktop.screens.visits.record import VisitRecord
from wehere_desktop.screens.visits.sheet import VisitSheet, edit, quick_log
from wehere_desktop.screens.visits.words import in_full

A_DAY = timedelta(days=1)


@pytest.fixture
def park(desk: Desk) -> Place:
    """Elm Park Primary School."""
    with desk.book.change("Begin"):
        return desk.book.places.add(a_place(desk.book))


@pytest.fixture
def sheet(desk: Desk, park: Place, qtbot: QtBot) -> VisitSheet:
    """A sheet for a visit to the school, with a word on what it was about."""
    made = quick_log(desk, park.id)
    qtbot.addWidget(made)
    made.resize(480, 700)
    with qtbot.waitExposed(made):
        made.show()
    purpose = made.form.editor("purpose")
    assert isinstance(purpose, QLineEdit)
    purpose.setText("Gates")
    return made


def promise(sheet: VisitSheet, number: int, words: str, due: str = "") -> PromiseRow:
    """Type a promise into a line."""
    while len(sheet.form.promises.rows) <= number:
        sheet.form.promises.add()
    line = sheet.form.promises.rows[number]
    line.words.setText(words)
    line.due.setText(due)
    return line


def test_that_visit_and_promises_are_one_change(desk: Desk, park: Place, sheet: VisitSheet) -> None:
    promise(sheet, 0, "Bring leaflets", "fri")
    promise(sheet, 1, "Ask about the crossing", "in 2 weeks")
    sheet.file()
    settle(desk)
    (visit,) = desk.book.visits.all()
    made = desk.book.promises.of_visit(visit.id)
    assert [(each.promised, each.due_on, each.place, each.made_on) for each in made] == [
        ("Bring leaflets", TODAY + 5 * A_DAY, park.id, TODAY),
        ("Ask about the crossing", TODAY + 14 * A_DAY, park.id, TODAY),
    ]
    assert told(desk).sentences == ["Visit to Elm Park Primary School logged, with 2 promises"]
    desk.undo()
    settle(desk)
    assert (desk.book.visits.count(), desk.book.promises.count()) == (0, 0)


def test_that_the_day_is_read_back_in_full_while_it_is_typed(sheet: VisitSheet) -> None:
    line = promise(sheet, 0, "Bring leaflets", "fri 4 pm")
    assert "Fri 27 Nov, 16:00" in [each.text() for each in line.findChildren(QLabel)]


@pytest.mark.parametrize("typed", ["someday", "yesterday", "31 feb", "1 nov 2026"])
def test_that_a_day_that_cannot_be_is_refused_under_its_own_line(desk: Desk, sheet: VisitSheet, typed: str) -> None:
    promise(sheet, 0, "Bring leaflets", "fri")
    line = promise(sheet, 1, "Ring", typed)
    sheet.file()
    settle(desk)
    assert desk.book.visits.count() == 0
    assert line.due.property("refused") == "true"
    assert line.due.hasFocus()
    assert any("is not a day to come" in each.text() for each in line.findChildren(QLabel) if each.isVisible())
    line.due.setText("fri")
    assert line.due.property("refused") == ""
    sheet.file()
    settle(desk)
    assert desk.book.promises.count() == 2


def test_that_a_promise_too_long_is_refused_and_not_cut(desk: Desk, sheet: VisitSheet) -> None:
    line = promise(sheet, 0, "x" * (LONGEST + 1))
    sheet.file()
    settle(desk)
    assert desk.book.visits.count() == 0
    assert line.words.property("refused") == "true"
    assert len(line.words.text()) == LONGEST + 1


def test_that_an_empty_line_is_no_promise_and_one_without_a_day_is(desk: Desk, sheet: VisitSheet) -> None:
    promise(sheet, 0, "   ")
    promise(sheet, 1, "Ring some time")
    sheet.file()
    settle(desk)
    assert [(each.promised, each.due_on) for each in desk.book.promises.all()] == [("Ring some time", None)]


def test_that_another_line_is_offered_only_once_the_last_has_words(sheet: VisitSheet) -> None:
    assert not sheet.form.promises.another.isVisible()
    promise(sheet, 0, "Bring leaflets")
    assert sheet.form.promises.another.isVisible()
    sheet.form.promises.another.click()
    assert not sheet.form.promises.another.isVisible()
    assert sheet.form.promises.rows[1].words.hasFocus()


def test_that_i_keep_it_unless_a_colleague_is_chosen(desk: Desk, sheet: VisitSheet) -> None:
    lpu = desk.mine().lpu
    with desk.book.change("Post"):
        sam = desk.book.officers.add(an_officer(desk.book))
        desk.book.postings.add(Posting(id=desk.book.world.new_id(), officer=sam.id, lpu=lpu, starts=TODAY))
    line = promise(sheet, 0, "Bring leaflets")
    assert [line.keeper.itemText(at) for at in range(line.keeper.count())] == ["me", "PCSO Sam Ashdown"]
    line.keeper.setCurrentIndex(1)
    promise(sheet, 1, "Ring")
    sheet.file()
    settle(desk)
    assert [each.owner for each in desk.book.promises.all()] == [sam.id, desk.book.holder]


def test_that_a_visit_to_several_places_asks_for_which_the_promise_is(desk: Desk, sheet: VisitSheet) -> None:
    with desk.book.change("Add"):
        hall = desk.book.places.add(a_place(desk.book, "Village Hall"))
    line = promise(sheet, 0, "Bring leaflets")
    assert not line.place.isVisible()
    sheet.form.where.put((*sheet.form.where.ids(), hall.id))
    sheet.form.where.changed.emit()
    assert line.place.isVisible()
    line.place.setCurrentIndex(1)
    sheet.file()
    settle(desk)
    assert [each.place for each in desk.book.promises.all()] == [hall.id]


def test_that_a_promise_may_be_added_to_a_visit_that_is_there(desk: Desk, park: Place, qtbot: QtBot) -> None:
    with desk.book.change("Log"):
        visit = desk.book.visits.add(a_visit(desk.book, park.id, TODAY - 9 * A_DAY))
    sheet = edit(desk, visit)
    qtbot.addWidget(sheet)
    promise(sheet, 0, "Bring leaflets", "tomorrow")
    sheet.file()
    settle(desk)
    (made,) = desk.book.promises.of_visit(visit.id)
    assert (made.made_on, made.due_on) == (TODAY - 9 * A_DAY, TODAY + A_DAY)
    record = VisitRecord(desk)
    qtbot.addWidget(record)
    record.show_visit(in_full(desk.book, visit.id, TODAY))
    assert "Bring leaflets" in "\n".join(each.text() for each in record.findChildren(QLabel))


def test_that_the_line_for_the_public_says_who_will_read_it(desk: Desk, sheet: VisitSheet) -> None:
    with desk.book.change("Add"):
        helen = desk.book.contacts.add(a_contact(desk.book))
        ade = desk.book.contacts.add(a_contact(desk.book, "Ade Cole", publishable=True))
    line, tick, note = sheet.form.editor("public_line"), sheet.form.editor("publishable"), sheet.form.public
    assert isinstance(line, QLineEdit)
    assert isinstance(tick, QCheckBox)
    assert note.words() == "Left empty, the public reads nothing of this visit."
    line.setText("Officers were at the gates with Mrs Marsh and Mr Cole.")
    assert "until the box above is ticked" in note.words()
    tick.setChecked(True)
    assert "nothing else of this visit" in note.words()
    sheet.form.who.put((helen.id, ade.id))
    sheet.form.who.changed.emit()
    assert note.words() == "It names Helen Marsh, who has not agreed to be named."
    line.setText("Ring 01606 555 010 for the next one.")
    assert "telephone number" in note.words()
