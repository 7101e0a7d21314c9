"""The calendar shows a month with all that stands against a day, and is walked by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle
from tests.elm_park import TODAY
from tests.screens.meetings.conftest import DAY, Shown, Work, press, says
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.meetings.calendar_view import DAY_ROLE, CalendarView
from wehere_desktop.screens.meetings.month import Month, month_after, month_of
from wehere_desktop.screens.meetings.page import CALENDAR


def month(book: BeatBook, first: date) -> Month:
    """Return a month of all beats."""
    return month_of(book, first, (), now=book.world.now(), today=TODAY)


@pytest.fixture
def calendar(shown: Shown) -> CalendarView:
    """The calendar on show."""
    shown.page.tabs.setCurrentIndex(CALENDAR)
    settle(shown.desk)
    return shown.page.calendar


def test_that_six_weeks_from_a_monday_hold_every_day_of_the_month(book: BeatBook) -> None:
    for number in range(1, 13):
        found = month(book, date(2027, number, 1))
        assert found.days[0].day.weekday() == 0
        assert len({each.day for each in found.days}) == 42
        within = [each.day for each in found.days if each.of_month]
        assert within[0] == date(2027, number, 1)
        assert (within[-1] + DAY).day == 1


@pytest.mark.parametrize(
    ("first", "months", "after"),
    [
        (date(2026, 11, 1), 1, date(2026, 12, 1)),
        (date(2026, 12, 5), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(9999, 12, 1), 1, date(9999, 12, 1)),
    ],
)
def test_that_months_follow_one_another(first: date, months: int, after: date) -> None:
    assert month_after(first, months) == after


def test_that_a_day_tells_holiday_closed_days_and_who_is_away(book: BeatBook, work: Work) -> None:
    on = TODAY + 17 * DAY
    with book.change("Closed"):
        book.closed_spells.add(ClosedSpell(id=book.world.new_id(), name="Inset day", starts=on, ends=on))
        book.absences.add(Absence(id=book.world.new_id(), officer=work.sam, starts=on - DAY, ends=on + DAY))
    found = {each.day: each for each in month(book, date(2026, 12, 1)).days}
    day = found[on]
    assert day.notes == ("Closed days: Inset day.", "Sam Ashdown is away until 10 Dec.")
    (meeting,) = day.meetings
    assert (meeting.title, meeting.leader_away, meeting.tone) == ("Winter meeting", True, "late")
    assert found[date(2026, 12, 25)].notes == ("Bank holiday: Christmas Day.",)


def test_that_arrows_walk_on_into_another_month(shown: Shown, calendar: CalendarView) -> None:
    grid = calendar.grid
    assert calendar.day == TODAY
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert calendar.day == TODAY - DAY
    for _ in range(2):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    settle(shown.desk)
    assert calendar.day == date(2026, 12, 5)
    assert calendar.name.words() == "December 2026"
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    settle(shown.desk)
    assert calendar.name.words() == "January 2027"
    QTest.keyClick(grid, Qt.Key.Key_Home)
    settle(shown.desk)
    assert (calendar.day, calendar.name.words()) == (TODAY, "November 2026")


def test_that_enter_opens_the_meeting_of_a_day_or_plans_one(shown: Shown, work: Work, calendar: CalendarView) -> None:
    calendar.want(TODAY + 17 * DAY)
    settle(shown.desk)
    QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    settle(shown.desk, shown.page)
    assert shown.page.shown == work.coming.id
    assert says(shown.page.record, "Winter meeting")
    QTest.keyClick(calendar.grid, Qt.Key.Key_Right)
    QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    settle(shown.desk)
    assert shown.title == "Plan a meeting"
    assert shown.paper.form.typed()["starts"] == "10/12/2026 "


def test_that_the_chosen_day_is_told_under_the_grid_and_to_screen_readers(shown: Shown, calendar: CalendarView) -> None:
    calendar.want(TODAY + 17 * DAY)
    settle(shown.desk)
    index = calendar.grid.currentIndex()
    assert index.data(DAY_ROLE).day == TODAY + 17 * DAY
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Wednesday 9 December 2026. 1 meeting. 9 am Winter meeting, ")
    press(shown, "9 am Winter meeting")
    assert says(calendar, "Wednesday 9 December 2026")
