"""A small book on a disk, and its passphrase where the console looks for it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.console.terminal import Ran, ran
from tests.elm_park import PASSPHRASE, TODAY, StillWorld, a_book, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Posting, Rank
from wehere_desktop.neighbourhood.place import NamedOfficer, PlaceKind

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records import BeatBook

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]

BEAT = "Winsford Wharton"
STARTED = date(2026, 1, 5)


@dataclass(frozen=True)
class ElmPark:
    """The book's folder, the clock it lives by, and the ids of what a story needs."""

    folder: Path
    clock: StillWorld
    beat: str
    school: str
    church: str
    pcso: str
    meeting: str

    def asks(self, *words: object) -> Ran:
        """Run the console on this book."""
        return ran("--book", self.folder, *words, world=self.clock.world())


@pytest.fixture(scope="session")
def _elm_park(tmp_path_factory: pytest.TempPathFactory) -> ElmPark:
    """The book as every story finds it: a school, two churches alike in name, a PCSO, a late visit and a meeting."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("WEHERE_HOME", str(home))
        clock = StillWorld()
        with a_book(tmp_path_factory.mktemp("books"), world=clock.world()) as book, book.change("Set up Elm Park"):
            beat = book.beats.known_as(BEAT)[0]
            pcso = book.officers.add(an_officer(book, "Sam Ashdown", rank=Rank.PCSO, number="22841"))
            book.officers.add(an_officer(book, "Jo Birch", rank=Rank.PC, number="4410"))
            book.officers.add(an_officer(book, "Jo Birch", rank=Rank.SERGEANT, number="3107"))
            where: dict[str, Any] = {"beat": beat.id, "latitude": 53.19, "longitude": -2.52}
            school = book.places.add(a_place(book, **where))
            church = book.places.add(a_place(book, "St Chad, Over", place_kind=PlaceKind.FAITH_CENTRE, **where))
            book.places.add(a_place(book, "St Chad, Wharton", place_kind=PlaceKind.FAITH_CENTRE, beat=beat.id))
            head = book.contacts.add(a_contact(book, "Helen Marsh", phone="01632 960123"))
            book.contact_roles.add(a_role(book, head.id, school.id, role="Head teacher"))
            _post(book, pcso.id, beat.id, school.id)
            book.visits.add(a_visit(book, school.id, TODAY - timedelta(days=45), purpose="Parking at the gates"))
            starts = datetime(2026, 12, 9, 19, 0, tzinfo=UTC)
            meeting = book.meetings.add(
                Meeting(id=book.world.new_id(), beat=beat.id, title="Beat meeting", starts=starts, venue=church.id)
            )
    return ElmPark(book.folder, clock, beat.police_id, school.id, church.id, pcso.id, meeting.id)


@pytest.fixture
def elm_park(_elm_park: ElmPark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ElmPark:
    """A copy of that book for one test, on a laptop and a clock of its own."""
    folder = tmp_path / _elm_park.folder.name
    shutil.copytree(_elm_park.folder, folder)
    monkeypatch.setenv("WEHERE_PASSPHRASE", PASSPHRASE)
    return replace(_elm_park, folder=folder, clock=StillWorld(seed=tmp_path.name))


def _post(book: BeatBook, officer: str, beat: str, place: str) -> None:
    book.postings.add(Posting(id=book.world.new_id(), officer=officer, beat=beat, starts=STARTED))
    book.named_officers.add(NamedOfficer(id=book.world.new_id(), officer=officer, place=place, starts=STARTED))
