"""One person runs the evening: agenda, counting, groups, hands and the screen in front of the room."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle, told, until
from tests.records.an_evening import a_concern, a_meeting, a_priority, the_beat
from tests.screens.evening.conftest import Enter
from wehere_desktop.desk.projector import ProjectorView
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.screens.evening.page import EveningPage
from wehere_desktop.screens.evening.what import WHAT

INSIDE = "the lads from number nine"


def test_that_the_item_due_is_the_item_now_and_can_be_turned(page: EveningPage) -> None:
    assert page.agenda.item == 1
    assert page.agenda._stands.words().endswith("left")
    page.agenda.next.click()
    assert page.agenda.item == 2
    assert not page.agenda.next.isEnabled()


def test_that_an_item_over_its_time_is_told_quietly(page: EveningPage, desk: Desk) -> None:
    last = page.agenda.items[0].ends
    assert last is not None
    page.agenda.go(0)
    page.agenda.tick(last + timedelta(minutes=4))
    assert page.agenda._stands.words() == "4 min over"
    assert told(desk).said.told == []


def test_that_counting_by_keys_is_kept_as_one_change(page: EveningPage, desk: Desk, meeting: Meeting) -> None:
    page.count.field.setFocus()
    QTest.keyClicks(page.count.field, "12")
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Up):
        QTest.keyClick(page.count.field, key)
    assert page.count.field.text() == "14"
    assert page.has_unsaved()
    page.counting.keep()
    settle(desk)
    assert desk.book.meetings.get(meeting.id).attendance == 14
    assert len(told(desk).said.told) == 1
    desk.undo()
    settle(desk)
    assert page.count.field.text() == ""


def test_that_the_count_never_falls_below_nought(page: EveningPage) -> None:
    page.count.less.click()
    assert page.count.count() == 0


def test_that_groups_are_completed_added_once_and_taken_off(
    page: EveningPage, desk: Desk, meeting: Meeting, qtbot: QtBot
) -> None:
    page.groups.know(["Wharton Youth Club"])
    page.activateWindow()
    page.groups.field.setFocus()
    until(page.groups.field.hasFocus)
    QTest.keyClicks(page.groups.field, "whar")
    assert page.groups.field.text().casefold() == "wharton youth club"
    QTest.keyClick(page.groups.field, Qt.Key.Key_Return)
    for _ in range(2):
        QTest.keyClicks(page.groups.field, "Parish council")
        QTest.keyClick(page.groups.field, Qt.Key.Key_Return)
    settle(desk)
    groups = desk.book.meetings.get(meeting.id).groups
    assert [each.casefold() for each in groups] == ["wharton youth club", "parish council"]
    page.groups._drop(groups[0])
    settle(desk)
    assert desk.book.meetings.get(meeting.id).groups == ("Parish council",)


def test_that_hands_are_kept_and_a_proposal_becomes_a_priority(
    page: EveningPage, desk: Desk, meeting: Meeting, enter: Enter
) -> None:
    enter("v: Speeding on Crook Lane #road")
    settle(desk)
    (row,) = page.votes.rows.values()
    for field, digits in zip(row.fields, ("14", "3", "2"), strict=True):
        QTest.keyClicks(field, digits)
    page.counting.keep()
    settle(desk)
    (proposal,) = desk.book.proposals.of(meeting.id)
    assert (proposal.hands_for, proposal.hands_against, proposal.hands_neither) == (14, 3, 2)
    assert row.adopt.isVisible()
    row.adopt.click()
    settle(desk)
    (priority,) = desk.book.priorities.chosen_at(meeting.id)
    assert (priority.title, priority.life) == ("Speeding on Crook Lane", PriorityLife.ADOPTED)
    assert not row.adopt.isVisible()


def test_that_hands_being_typed_stay_while_another_proposal_comes(page: EveningPage, desk: Desk, enter: Enter) -> None:
    enter("v: Speeding")
    settle(desk)
    (row,) = page.votes.rows.values()
    QTest.keyClicks(row.fields[0], "1")
    enter("v: Parking")
    settle(desk)
    QTest.keyClicks(row.fields[0], "4")
    assert row.counts() == ("14", "", "")
    assert next(iter(page.votes.rows.values())) is row


def test_that_voting_shows_on_the_screen_as_it_comes(page: EveningPage, desk: Desk, enter: Enter) -> None:
    page.projector.open()
    settle(desk)
    view = page.projector.view
    assert view is not None
    enter("v: Speeding on Crook Lane")
    settle(desk)
    page.projector.pages.setCurrentIndex(view.names().index("Vote"))
    page.projector._choose(view.names().index("Vote"))
    (row,) = page.votes.rows.values()
    QTest.keyClicks(row.fields[0], "14")
    page.counting.keep()
    settle(desk)
    assert "Speeding on Crook Lane\n14" in view.words()


def test_that_the_screen_follows_the_agenda_and_keys_of_the_laptop(page: EveningPage, desk: Desk) -> None:
    page.projector.open()
    settle(desk)
    view = page.projector.view
    assert view is not None
    view.show_page("Agenda")
    page.agenda.turn(1)
    settle(desk)
    assert "Choosing what is next\nNow" in view.words()
    keys = {action.shortcut().toString(): action for action in page.actions()}
    keys["Ctrl+PgDown"].trigger()
    assert view.page is not None
    assert view.page.name == "Thank you"
    keys["Ctrl+B"].trigger()
    assert view.words() == ""


def test_that_nothing_internal_comes_up_on_the_screen(
    page: EveningPage, desk: Desk, meeting: Meeting, enter: Enter
) -> None:
    a_priority(desk.book, "Speeding", notes=INSIDE, life=PriorityLife.IN_ACTION, if_we_stop=INSIDE, lesson=INSIDE)
    a_concern(desk.book, INSIDE, to_raiser=INSIDE, whereabouts=INSIDE)
    with desk.book.change("Note"):
        desk.book.meetings.amend(meeting.id, notes=INSIDE, report=INSIDE, decisions=(INSIDE,), groups=(INSIDE,))
    page.projector.open()
    for line in (INSIDE, f"q: {INSIDE}", f"p: speak to {INSIDE}"):
        enter(line)
    QTest.keyClicks(page.capture.field, INSIDE)
    settle(desk)
    view = page.projector.view
    assert view is not None
    assert "Speeding" in "".join(each.as_text() for each in view._pages)
    for name in view.names():
        view.show_page(name)
        told_there = (view.words(), view.windowTitle(), view.accessibleName(), view.accessibleDescription())
        assert INSIDE not in "".join(told_there)
    assert view.children() == []


def test_that_the_screen_closes_with_the_page_and_can_be_opened_again(page: EveningPage, desk: Desk) -> None:
    for _ in range(2):
        page.projector.open()
        settle(desk)
        page.projector.closer.click()
        settle(desk)
        assert page.projector.view is None
        assert not [
            each for each in QApplication.topLevelWidgets() if isinstance(each, ProjectorView) and each.isVisible()
        ]


def test_that_the_clock_rests_while_the_page_is_hidden(page: EveningPage) -> None:
    assert page._clock.isActive()
    page.hide()
    assert not page._clock.isActive()


def test_that_where_no_meeting_is_near_the_first_step_is_offered(desk: Desk, qtbot: QtBot) -> None:
    a_meeting(desk.book, 90)
    page = EveningPage(desk)
    qtbot.addWidget(page)
    page.refresh(None)
    settle(desk)
    assert page.meeting is None
    assert page.commands() == ()
    with qtbot.waitSignal(desk.asked_to_go) as asked:
        next(each for each in page.findChildren(QPushButton) if each.text() == "Plan a meeting").click()
    assert asked.args == ["meetings"]


@pytest.mark.parametrize("days", [-90, 200])
def test_that_any_meeting_can_be_opened_by_name(desk: Desk, page: EveningPage, days: float) -> None:
    other = a_meeting(desk.book, days, title="Long ago or far off", beat=the_beat(desk.book).id)
    page.show_record(WHAT, other.id)
    settle(desk)
    assert page.meeting is not None
    assert page.meeting.id == other.id
    assert page.chooser.currentText().endswith("Long ago or far off")


def test_that_a_meeting_called_off_is_not_offered(desk: Desk, page: EveningPage, meeting: Meeting) -> None:
    off = a_meeting(desk.book, 1, title="Called off", life=MeetingLife.CANCELLED)
    page.refresh(None)
    assert page.chooser.findData(off.id) == -1
    assert page.chooser.findData(meeting.id) >= 0


def test_that_each_meeting_keeps_its_own_line(desk: Desk, page: EveningPage, meeting: Meeting, enter: Enter) -> None:
    other = a_meeting(desk.book, 2, title="The next one")
    QTest.keyClicks(page.capture.field, "half a line")
    page.show_record(WHAT, other.id)
    settle(desk)
    assert page.capture.field.text() == ""
    enter("Said there")
    page.show_record(WHAT, meeting.id)
    settle(desk)
    assert page.capture.field.text() == "half a line"
    assert [each.raised_at for each in desk.book.concerns.all()] == [other.id]
