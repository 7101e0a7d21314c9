"""The Today page shows its picture, follows the book, and each of its lines leads on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle
from tests.elm_park import TODAY, a_place, a_visit
from wehere_desktop.desk.pieces import Button, CardRow, Text
from wehere_desktop.desk.screen import Desk, PrintOffer
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.screens.today.page import Today
from wehere_desktop.screens.today.screen import SCREEN


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Today:
    """Today of Inspector Robin Vale, with one school late and one meeting to come."""
    book = desk.book
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Lay out"):
        place = book.places.add(a_place(book, beat=beat))
        book.visits.add(a_visit(book, place.id, TODAY - timedelta(days=71)))
        book.meetings.add(
            Meeting(
                id=book.world.new_id(),
                beat=beat,
                title="Wharton beat meeting",
                starts=book.world.now() + timedelta(days=6),
            )
        )
    made = Today(desk)
    qtbot.addWidget(made)
    made.resize(1182, 688)
    made.show()
    made.refresh(None)
    settle(desk)
    return made


def row(page: Today, name: str) -> CardRow:
    """Return the row of a place."""
    return next(each for each in page.findChildren(CardRow) if each.title.words() == name)


def said(page: Today) -> str:
    """Return everything the page says."""
    return " | ".join(each.words() for each in page.findChildren(Text) if not each.isHidden())


def test_that_the_inspector_sees_the_whole_unit_first(page: Today) -> None:
    assert page.view.scope_button.accessibleName() == "Which beats: All of Northwich"
    assert "29 days late" in row(page, "Elm Park Primary School").accessibleName()


def test_that_the_number_for_the_rail_is_told(page: Today, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.badge_changed) as told:
        page.refresh(None)
    assert told.args == [1]
    assert SCREEN.badge is not None
    assert SCREEN.badge(desk) == 1
    settle(desk)


def test_that_enter_on_a_line_opens_its_place(page: Today, desk: Desk, qtbot: QtBot) -> None:
    place = desk.book.places.called("Elm Park Primary School")[0]
    with qtbot.waitSignal(desk.asked_to_open) as asked:
        qtbot.keyClick(row(page, place.name), Qt.Key.Key_Return)
    assert asked.args == ["place", place.id]


def test_that_a_visit_is_logged_from_its_line(page: Today, desk: Desk, qtbot: QtBot) -> None:
    place = desk.book.places.called("Elm Park Primary School")[0]
    (log,) = [
        each for each in row(page, place.name).findChildren(Button) if each.accessibleName().startswith("Log visit")
    ]
    with qtbot.waitSignal(desk.asked_to_log) as asked:
        qtbot.mouseClick(log, Qt.MouseButton.LeftButton)
    assert asked.args == [place.id, ""]


def test_that_a_visit_made_takes_the_line_away(page: Today, desk: Desk) -> None:
    place = desk.book.places.called("Elm Park Primary School")[0]
    desk.change("Log visit", lambda book: book.visits.add(a_visit(book, place.id)))
    settle(desk)
    page.refresh(None)
    settle(desk)
    assert "A good day." in said(page)


def test_that_the_handout_of_the_next_meeting_can_be_printed_from_here(page: Today, desk: Desk, qtbot: QtBot) -> None:
    (offer,) = page.prints()
    assert offer.title.startswith("Handout: Wharton beat meeting")
    (button,) = [each for each in page.findChildren(Button) if each.text() == "Prepare handout"]
    with qtbot.waitSignal(desk.asked_to_print) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(asked.args[0], PrintOffer)
    assert asked.args[0].make(desk.book).startswith(b"%PDF")


def test_that_one_beat_can_be_looked_at_alone(page: Today, desk: Desk) -> None:
    (scope,) = [each for each in page.scopes() if each.words == "Marbury"]
    page.look_at(scope)
    settle(desk)
    assert "No places here yet." in said(page)


def test_that_hostile_names_are_shown_as_they_stand(page: Today, desk: Desk) -> None:
    beat = desk.book.beats.known_as("Marbury")[0].id
    name = "<b>Oak</b> & Ash &amp; =1+1"
    with desk.book.change("Add"):
        desk.book.places.add(a_place(desk.book, name, beat=beat))
    page.refresh(None)
    settle(desk)
    assert row(page, name).title.words() == name
