"""What the tests of Priorities find: five priorities of one beat, one in each stage of life, and their page on show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk.a_desk import EVERY_KIND, a_desk, put_away, settle
from tests.elm_park import TODAY
from tests.records.an_evening import a_meeting, a_priority
from tests.screens.page_on_show import put_on_show
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate, Worked
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.priorities.page import PrioritiesPage

DAY = timedelta(days=1)


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: PrioritiesPage
    desk: Desk
    title: str = ""
    sheet: Paper | None = None
    let_go: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Work:
    """One priority in each stage, and the meetings of their beat: one held, one to come."""

    proposed: Priority
    adopted: Priority
    acting: Priority
    reviewed: Priority
    closed: Priority
    held: Meeting
    coming: Meeting


def day_before(days: int) -> date:
    """Return the day so many days ago."""
    return TODAY - days * DAY


@pytest.fixture
def work(book: BeatBook) -> Work:
    """Five priorities of Winsford Wharton; nothing was told for long of the one adopted."""
    held, coming = a_meeting(book, -12, title="Autumn meeting"), a_meeting(book, 20, title="Winter meeting")
    made = Work(
        a_priority(book, "Bikes in Elm Park", theme=Theme.ANTISOCIAL, asb=True, issue_date=day_before(3)),
        a_priority(
            book, "Parking at the gates", theme=Theme.PARKING, life=PriorityLife.ADOPTED, issue_date=day_before(60)
        ),
        a_priority(
            book, "Speeding on Crook Lane", theme=Theme.SPEEDING, life=PriorityLife.IN_ACTION, owner=book.holder
        ),
        a_priority(book, "Sheep worried by dogs", theme=Theme.AGRICULTURAL, life=PriorityLife.UNDER_REVIEW),
        a_priority(
            book,
            "Bikes on the towpath",
            theme=Theme.ANTISOCIAL,
            life=PriorityLife.CLOSED,
            closed=day_before(30),
            worked=Worked.WORKED,
            lesson="Light did more than patrols.",
        ),
        held,
        coming,
    )
    with book.change("Tell", undoable=False):
        for priority, days in ((made.acting, 9), (made.reviewed, 2)):
            update = PriorityUpdate(
                id=book.world.new_id(),
                priority=priority.id,
                on=day_before(days),
                text="We were there.",
                note="Ask Sue.",
            )
            book.priority_updates.add(update)
    return made


def show_page(desk: Desk) -> Shown:
    """Return the page of a desk, shown, kept up to date by what changes, as the window does it."""
    made = Shown(PrioritiesPage(desk), desk)
    desk.asked_to_open.connect(made.page.show_record)
    made.let_go = put_on_show(made, desk)
    made.page.activateWindow()
    settle(desk)
    return made


def put_page_away(shown: Shown) -> None:
    """Let sheet and page go."""
    shown.let_go()


@pytest.fixture
def shown(work: Work, desk: Desk) -> Iterator[Shown]:
    """The page over those five, all of Northwich looked at."""
    made = show_page(desk)
    yield made
    put_page_away(made)


@pytest.fixture
def shown_bare(desk: Desk) -> Iterator[Shown]:
    """The page of a book without priorities."""
    made = show_page(desk)
    yield made
    put_page_away(made)


@pytest.fixture
def shown_to_read(book: BeatBook, work: Work, look: Look) -> Iterator[Shown]:
    """The page over a book that may only be read."""
    from tests.elm_park import reopened

    desk = a_desk(reopened(book, read_only=True), look, shown_kinds=EVERY_KIND)
    made = show_page(desk)
    yield made
    put_page_away(made)
    put_away(desk)


def key(shown: Shown, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in whatever has the focus, then wait."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)
    settle(shown.desk)


def opened(shown: Shown, priority: Priority) -> Shown:
    """Open the record of a priority."""
    shown.page.open(priority.id)
    settle(shown.desk)
    return shown
