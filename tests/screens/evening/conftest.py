"""An evening in Elm Park: a meeting of today, its page on show, and fingers that type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle
from tests.records.an_evening import NOW, a_hall, a_meeting
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.screens.evening.page import EveningPage

Enter = Callable[[str], None]
AGENDA = ("Welcome (10 min)", "What you asked us to do", "Choosing what is next")


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    """A beat meeting that began a quarter of an hour ago, with an agenda and a hall."""
    hall = a_hall(desk.book)
    starts = -15 / 24 / 60
    return a_meeting(
        desk.book,
        starts,
        title="Wharton beat meeting",
        venue=hall.id,
        agenda=AGENDA,
        ends=NOW + timedelta(days=starts, minutes=90),
    )


@pytest.fixture
def page(desk: Desk, meeting: Meeting, qtbot: QtBot) -> Iterator[EveningPage]:
    """The page, on show and up to date, which follows each change of the book."""
    made = EveningPage(desk)
    qtbot.addWidget(made)
    made.resize(1140, 690)
    made.show()
    made.refresh(None)
    desk.announcer.changed.connect(made.refresh)
    settle(desk)
    assert made.meeting == meeting
    yield made
    desk.announcer.changed.disconnect(made.refresh)
    made.projector.close_it()


@pytest.fixture
def enter(page: EveningPage) -> Enter:
    """Return a function that types a line and presses Enter."""

    def type_in(line: str) -> None:
        QTest.keyClicks(page.capture.field, line)
        QTest.keyClick(page.capture.field, Qt.Key.Key_Return)

    return type_in
