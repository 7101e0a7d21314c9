"""Closing: what was raised is settled one by one or together, the report is kept, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle, told
from tests.elm_park import TODAY
from tests.screens.meetings.conftest import Shown, Work, keep, press, refusals, says
from tests.screens.page_on_show import type_into
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.meeting import MeetingLife
from wehere_desktop.screens.meetings.closing_view import ClosingView
from wehere_desktop.screens.meetings.lists_view import OVER


@pytest.fixture
def closing(shown: Shown, work: Work) -> ClosingView:
    """The page on which the meeting of ten days ago is closed."""
    shown.page.show_record("meeting", work.held.id)
    settle(shown.desk)
    press(shown, "Close the meeting")
    assert shown.page.closing is not None
    return shown.page.closing


def select(closing: ClosingView, *ids: str) -> None:
    """Choose points."""
    closing.points.clearSelection()
    flag = QItemSelectionModel.SelectionFlag
    model = closing.points.model()
    for row in range(model.rowCount()):
        if closing._model.id_at(row) in ids:
            closing.points.selectionModel().select(model.index(row, 0), flag.Select | flag.Rows)


def test_that_an_owed_meeting_says_so_and_counts_in_the_tab(shown: Shown, work: Work) -> None:
    shown.page.show_record("meeting", work.held.id)
    settle(shown.desk)
    assert shown.page.tabs.tabText(OVER) == "Over 1"
    assert says(shown.page.record, "Held 10 days ago and not closed yet. Reminder after 7 days.")
    assert says(shown.page.record, "3 points raised, 3 still to settle")


def test_that_a_meeting_is_not_closed_while_something_is_not_settled(
    shown: Shown, work: Work, closing: ClosingView
) -> None:
    type_into(closing.form, attendance="12", report="A good evening.")
    closing.keep(publish=False)
    settle(shown.desk)
    assert shown.desk.book.meetings.get(work.held.id).closed_on is None
    assert any("neither an owner nor an answer nor a priority" in each for each in told(shown.desk).sentences)
    assert closing.close_button.isEnabled()


def test_that_points_are_settled_one_by_one_and_together(shown: Shown, work: Work, closing: ClosingView) -> None:
    lights, cars, bins = work.raised
    select(closing, lights)
    press(shown, "Answer what is chosen")
    type_into(shown.paper.form, outcome=Outcome.DONE.value, we_did="The lamp was mended.")
    keep(shown)
    select(closing, cars, bins)
    press(shown, "Give what is chosen an owner")
    type_into(shown.paper.form, owner=work.sam)
    keep(shown)
    book = shown.desk.book
    assert book.concerns.get(lights).outcome is Outcome.DONE
    assert [book.concerns.get(each).owner for each in (cars, bins)] == [work.sam, work.sam]
    assert says(closing, "all settled")
    shown.desk.undo()
    settle(shown.desk)
    assert [book.concerns.get(each).owner for each in (cars, bins)] == ["", ""]


def test_that_a_point_becomes_part_of_a_priority_by_a_key(shown: Shown, work: Work, closing: ClosingView) -> None:
    select(closing, work.raised[0])
    closing.points.setFocus()
    QTest.keyClick(closing.points, Qt.Key.Key_P)
    type_into(shown.paper.form, priority=work.priority)
    keep(shown)
    assert shown.desk.book.concerns.get(work.raised[0]).priority == work.priority


def test_that_could_not_without_a_reason_is_refused(shown: Shown, work: Work, closing: ClosingView) -> None:
    select(closing, work.raised[0])
    press(shown, "Answer what is chosen")
    type_into(shown.paper.form, outcome=Outcome.COULD_NOT.value)
    keep(shown)
    assert any("owed the reason" in each for each in refusals(shown.paper.form))


def test_that_the_whole_report_closes_and_publishes_in_one_change(
    shown: Shown, work: Work, closing: ClosingView
) -> None:
    press(shown, "Choose all still to settle")
    press(shown, "Give what is chosen an owner")
    type_into(shown.paper.form, owner=work.sam)
    keep(shown)
    type_into(
        closing.form,
        attendance="12",
        groups="Youth club\nyouth club\nHome Watch",
        report="A good evening.",
        decisions="Speed Watch starts",
    )
    closing.keep(publish=True)
    settle(shown.desk)
    after = shown.desk.book.meetings.get(work.held.id)
    assert (after.life, after.attendance, after.closed_on) == (MeetingLife.HELD, 12, TODAY)
    assert after.groups == ("Youth club", "Home Watch")
    assert (after.publishable, after.published_on) == (True, TODAY)
    assert shown.page.closing is None
    assert says(shown.page.record, "12 came")
    shown.desk.undo()
    settle(shown.desk)
    assert shown.desk.book.meetings.get(work.held.id).closed_on is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"report": "Good"}, "how many came"),
        ({"attendance": "a dozen", "report": "Good"}, "is not a number"),
        ({"attendance": "12"}, "no report yet"),
    ],
)
def test_that_what_the_report_lacks_is_said_beside_its_field(
    shown: Shown, closing: ClosingView, typed: dict[str, str], words: str
) -> None:
    type_into(closing.form, **typed)
    closing.keep(publish=False)
    settle(shown.desk)
    assert any(words in each for each in refusals(closing.form))


def test_that_nobody_came_is_an_answer(shown: Shown, work: Work, closing: ClosingView) -> None:
    press(shown, "Choose all still to settle")
    press(shown, "Give what is chosen an owner")
    type_into(shown.paper.form, owner=work.sam)
    keep(shown)
    type_into(closing.form, attendance="0", report="Nobody came in this weather.")
    closing.keep(publish=False)
    settle(shown.desk)
    assert shown.desk.book.meetings.get(work.held.id).attendance == 0


def test_that_a_report_left_in_the_middle_goes_on_where_it_was(shown: Shown, work: Work, closing: ClosingView) -> None:
    type_into(closing.form, report="Half a sent")
    settle(shown.desk, closing)
    assert [each.title for each in shown.desk.book.drafts.of(what="meeting report")] == ["report of Autumn meeting"]
    press(shown, "Back to meetings")
    press(shown, "Close the meeting")
    again = shown.page.closing
    assert again is not None
    assert again.form.typed()["report"] == "Half a sent"
    assert says(again, "Typed before and not kept yet")
    press(shown, "Choose all still to settle")
    press(shown, "Give what is chosen an owner")
    type_into(shown.paper.form, owner=work.sam)
    keep(shown)
    type_into(again.form, attendance="3")
    again.keep(publish=False)
    settle(shown.desk)
    assert shown.desk.book.drafts.of(what="meeting report") == []


def test_that_a_list_turned_to_shows_a_meeting_of_its_own(shown: Shown, work: Work) -> None:
    assert shown.page.shown == work.coming.id
    shown.page.tabs.setCurrentIndex(OVER)
    settle(shown.desk)
    assert shown.page.shown == work.held.id
    assert says(shown.page.record, "Autumn meeting")
