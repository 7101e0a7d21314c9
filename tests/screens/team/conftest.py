"""What the tests of Team find: a small team of Northwich, and its page on show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.elm_park import TODAY, a_place, an_officer
from tests.screens.page_on_show import put_on_show
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.officer import Absence, Rank
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.records.staffing import name_officer, post
from wehere_desktop.screens.team.page import TeamPage

DAY = timedelta(days=1)


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
    let_go = put_on_show(made, desk)
    yield made
    let_go()
