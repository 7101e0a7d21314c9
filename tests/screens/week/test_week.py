"""Week puts calls on days by keys, chips or dragging, orders each day, and keeps the plan at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import a_desk, put_away, settle
from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit, reopened
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.pieces import Button, Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.week_plans import week_plan
from wehere_desktop.screens.week.call_list import LINE_ROLE, CallLine, CallList
from wehere_desktop.screens.week.page import Week
from wehere_desktop.screens.week.screen import SCREEN

DAY = timedelta(days=1)
# Elm Park's today is a Sunday, so the week to plan is the next one
MONDAY = TODAY + DAY


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Week:
    """The week of Inspector Robin Vale with three schools due along a road, and a police station at its end."""
    book = desk.book
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Lay out"):
        for number, (name, days) in enumerate((("Birch School", 50), ("Ash School", 70), ("Cedar School", 36))):
            place = book.places.add(a_place(book, name, beat=beat, latitude=53.2 + number / 100, longitude=-2.5))
            book.visits.add(a_visit(book, place.id, TODAY - days * DAY))
        book.places.add(
            a_place(book, "Station", place_kind=PlaceKind.POLICE_BASE, latitude=53.3, longitude=-2.5, frequency=3000)
        )
        ash = book.places.called("Ash School")[0]
        book.access_notes.add(AccessNote(id=book.world.new_id(), place=ash.id, note="Dog loose", warning=True))
        head = book.contacts.add(a_contact(book, mobile="07700 900123"))
        book.contact_roles.add(a_role(book, head.id, ash.id, role="Head teacher"))
        book.closed_spells.add(
            ClosedSpell(id=book.world.new_id(), name="Half term", starts=MONDAY + 4 * DAY, ends=MONDAY + 6 * DAY)
        )
    return a_page(desk, qtbot)


def a_page(desk: Desk, qtbot: QtBot) -> Week:
    """Return the page on show."""
    made = Week(desk)
    qtbot.addWidget(made)
    made.resize(1182, 688)
    made.show()
    made.refresh(None)
    settle(desk)
    return made


def titles(calls: CallList) -> list[str]:
    """Return the names in a list, from the top."""
    found = [calls.item(row).data(LINE_ROLE) for row in range(calls.count())]
    return [line.title for line in found if line.place]


def line(calls: CallList, title: str) -> CallLine:
    """Return the line of a name."""
    found: list[CallLine] = [calls.item(row).data(LINE_ROLE) for row in range(calls.count())]
    return next(each for each in found if each.title == title)


def choose(calls: CallList, title: str) -> None:
    """Give a line the focus."""
    calls.setFocus()
    row = next(row for row in range(calls.count()) if calls.item(row).data(LINE_ROLE).title == title)
    calls.setCurrentRow(row)


def said(page: Week) -> str:
    """Return everything the page says."""
    return " | ".join(each.words() for each in page.findChildren(Text) if not each.isHidden())


def test_that_what_is_due_is_listed_late_first_for_the_week_to_plan(page: Week) -> None:
    assert page.view.title.words() == "Week of 23 to 29 November"
    assert titles(page.view.due) == ["Ash School", "Birch School", "Cedar School"]
    assert line(page.view.due, "Ash School").pill == "28 days late"
    assert line(page.view.due, "Ash School").more == "! Dog loose"
    # Due on the Saturday of half term, so on the Monday after it
    assert line(page.view.due, "Cedar School").pill == "due 30 Nov"
    assert "3 calls due by 6 Dec, 2 late already. None is planned yet." in said(page)


def test_that_keys_put_a_call_on_a_day_move_it_and_take_it_off(page: Week, desk: Desk, qtbot: QtBot) -> None:
    choose(page.view.due, "Birch School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_1)
    assert titles(page.view.days[0].calls) == ["Birch School"]
    assert line(page.view.due, "Birch School").pill == "✓ Mon"
    choose(page.view.days[0].calls, "Birch School")
    qtbot.keyClick(page.view.days[0].calls, Qt.Key.Key_3)
    assert (titles(page.view.days[0].calls), titles(page.view.days[2].calls)) == ([], ["Birch School"])
    choose(page.view.due, "Birch School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_0)
    assert titles(page.view.days[2].calls) == []
    settle(desk)


def test_that_several_are_put_at_once_and_each_day_comes_in_calling_order(page: Week, desk: Desk, qtbot: QtBot) -> None:
    page.view.due.setFocus()
    page.view.due.selectAll()
    qtbot.keyClick(page.view.due, Qt.Key.Key_2)
    day = page.view.days[1]
    assert titles(day.calls) in (
        ["Birch School", "Ash School", "Cedar School"],
        ["Cedar School", "Ash School", "Birch School"],
    )
    assert day.total.words() == "3 calls · 1 h 10 min"
    # From the station, north of all, the nearest comes first
    page.view.start.setCurrentIndex(page.view.start.findText("Station"))
    page.view.start.activated.emit(page.view.start.currentIndex())
    assert titles(day.calls) == ["Cedar School", "Ash School", "Birch School"]
    settle(desk)


def test_that_the_plan_is_kept_at_once_and_is_there_again_after_reopening(
    page: Week, desk: Desk, qtbot: QtBot, look: Look
) -> None:
    choose(page.view.due, "Ash School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_5)
    page.view.minutes.setCurrentIndex(page.view.minutes.findData(45))
    page.view.minutes.activated.emit(page.view.minutes.currentIndex())
    settle(desk)
    ash = desk.book.places.called("Ash School")[0].id
    plan = week_plan(desk.book, MONDAY)
    assert (plan.days[4], plan.call_minutes) == ((ash,), 45)
    again = a_desk(reopened(desk.book), look)
    try:
        shown = a_page(again, qtbot)
        assert titles(shown.view.days[4].calls) == ["Ash School"]
    finally:
        put_away(again)


def test_that_a_closed_day_is_said_on_the_call(page: Week, desk: Desk, qtbot: QtBot) -> None:
    choose(page.view.due, "Birch School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_5)
    found = line(page.view.days[4].calls, "Birch School")
    assert (found.more, found.careful) == ("closed: Half term", True)
    settle(desk)


def test_that_a_call_dropped_on_a_day_is_planned_there_and_stays_in_the_due_list(page: Week, desk: Desk) -> None:
    choose(page.view.due, "Birch School")
    thursday = page.view.days[3].calls
    thursday.take_from(page.view.due)
    assert titles(thursday) == ["Birch School"]
    assert "Birch School" in titles(page.view.due)
    choose(thursday, "Birch School")
    page.view.due.take_from(thursday)
    assert titles(thursday) == []
    thursday.take_from(page)
    settle(desk)


def test_that_the_card_tells_whom_to_ask_for_and_plans_by_a_press(page: Week, desk: Desk, qtbot: QtBot) -> None:
    choose(page.view.due, "Ash School")
    settle(desk)
    assert "Ask for Helen Marsh, Head teacher, 07700 900123" in said(page)
    assert "Read first: Dog loose" in said(page)
    (chip,) = [each for each in page.findChildren(Button) if each.accessibleName() == "Plan Ash School on Wed 25"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert titles(page.view.days[2].calls) == ["Ash School"]
    settle(desk)


def test_that_a_visit_is_logged_and_a_place_opened_by_keys(page: Week, desk: Desk, qtbot: QtBot) -> None:
    ash = desk.book.places.called("Ash School")[0].id
    choose(page.view.due, "Ash School")
    with qtbot.waitSignal(desk.asked_to_log) as logged:
        qtbot.keyClick(page.view.due, Qt.Key.Key_L)
    assert logged.args == [ash, ""]
    with qtbot.waitSignal(desk.asked_to_open) as opened:
        qtbot.keyClick(page.view.due, Qt.Key.Key_Return)
    assert opened.args == ["place", ash]


def test_that_a_call_made_in_the_week_is_ticked(page: Week, desk: Desk, qtbot: QtBot) -> None:
    page.view.turned.emit(-1)
    settle(desk)
    assert page.view.title.words() == "Week of 16 to 22 November"
    choose(page.view.due, "Ash School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_7)
    settle(desk)
    ash = desk.book.places.called("Ash School")[0].id
    desk.change("Log", lambda book: book.visits.add(a_visit(book, ash)))
    settle(desk)
    page.refresh(None)
    settle(desk)
    assert line(page.view.days[6].calls, "Ash School").more == "✓ seen this week"
    assert page.view.days[6].isVisible()
    assert not page.view.days[5].isVisible()


def test_that_the_sheet_of_the_week_is_offered_once_something_is_planned(page: Week, desk: Desk, qtbot: QtBot) -> None:
    assert page.prints() == []
    choose(page.view.due, "Ash School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_1)
    settle(desk)
    (offer, of_day) = page.prints()
    assert of_day.title == "Calls of Mon 23 Nov with their map"
    assert offer.make(desk.book).startswith(b"%PDF")
    assert of_day.make(desk.book).startswith(b"%PDF")


def test_that_the_calls_of_the_day_looked_at_are_shown_on_the_map(page: Week, desk: Desk, qtbot: QtBot) -> None:
    desk.located_kinds = frozenset({"round"})
    assert not page.view.on_map.isVisible()
    choose(page.view.due, "Ash School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_2)
    page.view.days[1].looked_at.emit(1)
    assert page.view.on_map.isVisible()
    with qtbot.waitSignal(desk.asked_to_locate) as located:
        page.view.on_map.click()
    assert located.args == ["round", "2026-11-24"]
    # A day without calls leaves the way to those of the first that has some
    page.view.days[2].looked_at.emit(2)
    assert page.view.on_map.text() == "Show Tuesday on the map"
    settle(desk)


def test_that_an_answer_that_comes_late_does_not_undo_what_was_planned_meanwhile(
    page: Week, desk: Desk, qtbot: QtBot
) -> None:
    page.refresh(None)
    choose(page.view.due, "Ash School")
    qtbot.keyClick(page.view.due, Qt.Key.Key_1)
    settle(desk)
    assert titles(page.view.days[0].calls) == ["Ash School"]


def test_that_nothing_due_is_a_good_week_and_no_place_says_what_belongs_here(desk: Desk, qtbot: QtBot) -> None:
    shown = a_page(desk, qtbot)
    assert "No places here yet." in said(shown)
    with desk.book.change("Add"):
        place = desk.book.places.add(a_place(desk.book, beat=desk.book.beats.known_as("Marbury")[0].id))
        desk.book.visits.add(a_visit(desk.book, place.id))
    shown.refresh(None)
    settle(desk)
    assert "Nothing is due." in said(shown)


def test_that_the_window_finds_the_screen() -> None:
    assert (SCREEN.name, SCREEN.title) == ("week", "Week")
    assert {"snooze", "closed_spell", "usual_frequency"} <= SCREEN.concerned_with
