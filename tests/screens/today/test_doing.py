"""What can be done from a line of Today is done there, with undo, and nothing typed is ever cleared."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.desk.pieces import Button, CardRow, Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife
from wehere_desktop.neighbourhood.query import Query
from wehere_desktop.screens.today.inline import Inline
from wehere_desktop.screens.today.name_sheet import NameSheet
from wehere_desktop.screens.today.page import Today

DAY = timedelta(days=1)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Today:
    """Today with a late school, a Key Individual, a late promise and a question whose 72 hours are over."""
    book = desk.book
    beat = book.beats.known_as("Winsford Wharton")[0].id
    new_id, now = book.world.new_id, book.world.now()
    with book.change("Lay out"):
        place = book.places.add(a_place(book, beat=beat))
        book.visits.add(a_visit(book, place.id, TODAY - 71 * DAY))
        ellie = book.contacts.add(a_contact(book, "Ellie Garside", key_individual=True))
        book.contact_roles.add(a_role(book, ellie.id, place.id))
        book.promises.add(
            Promise(
                id=new_id(),
                promised="Tell them about the lamp",
                place=place.id,
                owner=book.holder,
                made_on=TODAY - 9 * DAY,
                due_on=TODAY - DAY,
            )
        )
        book.queries.add(Query(id=new_id(), question="Quad bikes?", received=now - 4 * DAY, beat=beat))
    made = Today(desk)
    qtbot.addWidget(made)
    made.resize(1182, 688)
    made.show()
    made.refresh(None)
    settle(desk)
    return made


def press(page: QWidget, qtbot: QtBot, name: str) -> None:
    """Press the button whose name begins so."""
    (button,) = [each for each in page.findChildren(Button) if each.accessibleName().startswith(name)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def typing(page: Today) -> Inline:
    """Return the fields that are open."""
    (found,) = [each for each in page.findChildren(Inline) if each.isVisible()]
    return found


def lines(page: Today) -> list[str]:
    """Return the titles of the lines on show."""
    return [each.title.words() for each in page.findChildren(CardRow) if each.isVisible()]


def can(page: Today, name: str) -> bool:
    """Say whether a button is there whose name begins so."""
    return any(each.accessibleName().startswith(name) for each in page.findChildren(Button))


def shown_again(page: Today, desk: Desk) -> None:
    """Let the page show the book as it is now."""
    settle(desk)
    page.refresh(None)
    settle(desk)


def test_that_a_late_place_is_put_off_by_keys_alone_and_undo_brings_it_back(
    page: Today, desk: Desk, qtbot: QtBot
) -> None:
    press(page, qtbot, "Snooze: Elm Park")
    fields = typing(page)
    assert fields.fields["until"].hasFocus()
    assert fields.fields["until"].text() == "in 2 weeks"
    qtbot.keyClick(fields.fields["until"], Qt.Key.Key_Tab)
    qtbot.keyClicks(fields.fields["reason"], "Head away")
    qtbot.keyClick(fields.fields["reason"], Qt.Key.Key_Return)
    shown_again(page, desk)
    (kept,) = desk.book.snoozes.all()
    assert (kept.until, kept.reason) == (TODAY + 14 * DAY, "Head away")
    assert not can(page, "Snooze: Elm Park")
    assert told(desk).said.told[-1].undo
    desk.undo()
    shown_again(page, desk)
    assert can(page, "Snooze: Elm Park")


def test_that_a_snooze_without_a_reason_is_refused_under_the_line_and_keeps_what_was_typed(
    page: Today, desk: Desk, qtbot: QtBot
) -> None:
    press(page, qtbot, "Snooze: Elm Park")
    fields = typing(page)
    fields.fields["until"].setText("3 Dec")
    qtbot.keyClick(fields.fields["until"], Qt.Key.Key_Return)
    settle(desk)
    assert any("Say why" in each.words() for each in fields.findChildren(Text) if each.isVisible())
    assert fields.fields["until"].text() == "3 Dec"
    fields.fields["until"].setText("the other day")
    qtbot.keyClick(fields.fields["until"], Qt.Key.Key_Return)
    assert any("is not a day" in each.words() for each in fields.findChildren(Text) if each.isVisible())
    assert desk.book.snoozes.all() == []
    qtbot.keyClick(fields.fields["until"], Qt.Key.Key_Escape)


def test_that_a_person_is_put_off_and_taken_up_again(page: Today, desk: Desk, qtbot: QtBot) -> None:
    press(page, qtbot, "Snooze: Ellie")
    typing(page).fields["reason"].setText("In hospital")
    typing(page).do()
    shown_again(page, desk)
    assert "Ellie Garside" not in lines(page)
    (more,) = [each for each in page.findChildren(Text) if each.words() == "1 contact put off until later"]
    qtbot.mouseClick(more.parentWidget(), Qt.MouseButton.LeftButton)
    assert "Ellie Garside" in lines(page)
    press(page, qtbot, "Take up contact with Ellie")
    shown_again(page, desk)
    assert desk.book.snoozes.all() == []


def test_that_a_change_elsewhere_does_not_take_away_what_is_being_typed(page: Today, desk: Desk, qtbot: QtBot) -> None:
    press(page, qtbot, "Snooze: Elm Park")
    fields = typing(page)
    fields.fields["reason"].setText("Head a")
    assert page.has_unsaved()
    desk.change("Add", lambda book: book.places.add(a_place(book, "Another", beat=book.beats.all()[0].id)))
    shown_again(page, desk)
    assert typing(page) is fields
    fields.leave()
    settle(desk)
    assert not page.has_unsaved()


def test_that_a_promise_is_kept_with_one_press(page: Today, desk: Desk, qtbot: QtBot) -> None:
    press(page, qtbot, "Kept: Tell them")
    shown_again(page, desk)
    (promise,) = desk.book.promises.all()
    assert (promise.life, promise.closed_on) == (PromiseLife.KEPT, TODAY)
    assert "Tell them about the lamp" not in lines(page)


def test_that_a_promise_that_could_not_be_kept_needs_a_word_on_why(page: Today, desk: Desk, qtbot: QtBot) -> None:
    press(page, qtbot, "Could not: Tell them")
    typing(page).do()
    settle(desk)
    assert desk.book.promises.all()[0].life is PromiseLife.OPEN
    typing(page).fields["outcome"].setText("The council says no")
    typing(page).do()
    settle(desk)
    (promise,) = desk.book.promises.all()
    assert (promise.life, promise.outcome) == (PromiseLife.COULD_NOT, "The council says no")


def test_that_a_late_answer_asks_why_it_is_late(page: Today, desk: Desk, qtbot: QtBot) -> None:
    press(page, qtbot, "Answer: “Quad")
    typing(page).fields["answer"].setText("Ring 101")
    typing(page).do()
    settle(desk)
    assert desk.book.queries.all()[0].answered is None
    typing(page).fields["why_late"].setText("On a course")
    typing(page).do()
    shown_again(page, desk)
    (query,) = desk.book.queries.all()
    assert (query.answer, query.why_late, query.owner) == ("Ring 101", "On a course", desk.book.holder)
    assert "“Quad bikes?”" not in lines(page)


def test_that_one_line_at_a_time_asks(page: Today, qtbot: QtBot) -> None:
    press(page, qtbot, "Snooze: Elm Park")
    press(page, qtbot, "Snooze: Ellie")
    assert "Ellie" in typing(page).button.accessibleName()
    press(page, qtbot, "Snooze: Ellie")
    assert not page.view.main.is_asking()


def test_that_an_officer_is_named_from_the_card(page: Today, desk: Desk, qtbot: QtBot) -> None:
    with desk.book.change("Add"):
        sam = desk.book.officers.add(an_officer(desk.book))
    (place,) = desk.book.places.called("Elm Park Primary School")
    with qtbot.waitSignal(desk.asked_for_sheet) as asked:
        press(page, qtbot, "Name an officer for Elm Park")
    sheet = asked.args[1]
    assert isinstance(sheet, NameSheet)
    qtbot.addWidget(sheet)
    sheet.keep()
    settle(desk)
    assert desk.book.named_officers.all() == []
    sheet.picker.put([sam.id])
    assert sheet.has_unsaved()
    with qtbot.waitSignal(desk.asked_to_close_sheet):
        sheet.keep()
        settle(desk)
    assert [each.officer for each in desk.book.named_officers.of_place(place.id, TODAY)] == [sam.id]
    assert not sheet.has_unsaved()
