"""What the tests of Meetings find: a beat with a hall, a meeting to come, one to close, and their page on show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from tests.desk.a_desk import settle
from tests.elm_park import TODAY, an_officer
from tests.records.an_evening import a_concern, a_hall, a_meeting, a_priority, the_beat
from tests.screens import page_on_show
from tests.screens.page_on_show import put_on_show, words_of
from wehere_desktop.desk.forms import Form
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import post
from wehere_desktop.screens.meetings.page import MeetingsPage
from wehere_desktop.screens.meetings.record_view import Ask

DAY = timedelta(days=1)


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: MeetingsPage
    desk: Desk
    title: str = ""
    sheet: QWidget | None = None

    @property
    def paper(self) -> Paper:
        """Return the sheet where it is a form."""
        assert isinstance(self.sheet, Paper)
        return self.sheet


@dataclass(frozen=True)
class Work:
    """A beat, its hall, who is posted there, a meeting in 17 days, one ten days ago, what was raised, a priority."""

    beat: str
    hall: str
    sam: str
    coming: Meeting
    held: Meeting
    raised: tuple[str, ...]
    priority: str


@pytest.fixture
def work(book: BeatBook) -> Work:
    """Winsford Wharton as a team has it."""
    beat = the_beat(book).id
    with book.change("Set up the team"):
        sam = book.officers.add(an_officer(book, "Sam Ashdown", rank=Rank.PCSO, number="4417")).id
        post(book, sam, beat=beat, starts=TODAY - 90 * DAY)
    hall = a_hall(book)
    held = a_meeting(book, -10, title="Autumn meeting", venue=hall.id, leads=sam)
    raised = [a_concern(book, words, raised_at=held.id).id for words in ("Lights out", "Cars on the pavement", "Bins")]
    coming = a_meeting(book, 17, title="Winter meeting", venue=hall.id, leads=sam, agenda=("Welcome", "Close"))
    return Work(beat, hall.id, sam, coming, held, tuple(raised), a_priority(book).id)


@pytest.fixture
def shown(desk: Desk, work: Work) -> Iterator[Shown]:
    """The page of a desk, shown, kept up to date by what changes, as the window does it."""
    del work
    desk.shown_kinds |= {"evening"}
    made = Shown(MeetingsPage(desk), desk)
    let_go = put_on_show(made, desk, sheets=QWidget)
    yield made
    let_go()


def says(widget: QWidget, words: str) -> bool:
    """Say whether a widget says something that holds these words."""
    return any(words in each for each in words_of(widget))


def press(shown: Shown, name: str, *, inside: QWidget | None = None) -> None:
    """Press what can be pressed by the beginning of its words or name, then wait."""
    page_on_show.press(inside or shown.page, name)
    settle(shown.desk)


def keep(shown: Shown) -> None:
    """Press the sheet's first button."""
    shown.paper.keep()
    settle(shown.desk)


def refusals(form: Form) -> list[str]:
    """Return what a form refuses."""
    return [each.words() for each in form.findChildren(Text) if each.property("tone") == "late" and each.isVisible()]


def ask(shown: Shown, what: Ask) -> None:
    """Ask for what a line of the record's menu asks for, then wait."""
    shown.page.record.asked.emit(what, None)
    settle(shown.desk)


def rows(shown: Shown, column: int = 1) -> list[str]:
    """Return what stands in a column of the list on show, from the top."""
    model = shown.page.lists.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def day_in(days: int) -> date:
    """Return the day so many days from today."""
    return TODAY + days * DAY
