"""What the tests of Team find: a small team of Northwich, and its page on show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLayout, QWidget

from tests.desk.a_desk import settle
from tests.elm_park import TODAY, a_place, an_officer
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Absence, Rank
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import name_officer, post
from wehere_desktop.screens.team.page import TeamPage

DAY = timedelta(days=1)


def unbound(page: QWidget) -> None:
    """Let a page or sheet that stands alone be as small as it is made; inside the window its parent sees to that."""
    inside = page.layout()
    assert inside is not None
    inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: TeamPage
    title: str = ""
    sheet: Paper | None = None


@dataclass(frozen=True)
class Team:
    """The ids of a small team: a PCSO who is away, a PC who covers, a beat, its places (the last without a name)."""

    sam: str
    dele: str
    beat: str
    places: tuple[str, ...]


@pytest.fixture
def team(book: BeatBook) -> Team:
    """Sam (PCSO) and Dele (PC) of Winsford Wharton; Sam is away for four days and Dele covers."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up the team"):
        sam = book.officers.add(an_officer(book, "Sam Ashdown", rank=Rank.PCSO, number="4417", phone="07700900417")).id
        dele = book.officers.add(an_officer(book, "Dele Oyelaran", rank=Rank.PC, number="2290")).id
        for each in (sam, dele):
            post(book, each, beat=beat, starts=TODAY - 90 * DAY)
        places = tuple(book.places.add(a_place(book, name, beat=beat)).id for name in ("Elm School", "Fir Hall", "Oak"))
        for place in places[:2]:
            name_officer(book, place, sam, Duty.MAIN, starts=TODAY - 90 * DAY)
        absence = Absence(
            id=book.world.new_id(), officer=sam, cover=dele, starts=TODAY - DAY, ends=TODAY + 3 * DAY, reason="Leave"
        )
        book.absences.add(absence)
    return Team(sam, dele, beat, places)


@pytest.fixture
def shown(desk: Desk) -> Iterator[Shown]:
    """The page of a desk, shown, kept up to date by what changes, as the window does it."""
    made = Shown(TeamPage(desk))

    def lay(title: str, content: QWidget) -> None:
        take_away()
        assert isinstance(content, Paper)
        made.title, made.sheet = title, content
        unbound(content)
        content.resize(480, 700)
        content.show()

    def take_away() -> None:
        if made.sheet is not None:
            made.sheet.hide()
            made.sheet.deleteLater()
            made.sheet = None

    desk.asked_for_sheet.connect(lay)
    desk.asked_to_close_sheet.connect(take_away)
    desk.announcer.changed.connect(made.page.refresh)
    unbound(made.page)
    made.page.resize(1182, 688)
    made.page.show()
    made.page.refresh(None)
    settle(desk)
    yield made
    settle(desk)
    take_away()
    made.page.hide()
    made.page.deleteLater()
