"""What the People screen finds: a page that is shown, and three people on Winsford Wharton."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_contact, a_place, a_role, a_visit
from tests.screens.page_on_show import put_on_show
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.people.page import People


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: People
    title: str = ""
    sheet: Paper | None = None


@dataclass(frozen=True)
class Three:
    """The ids of a school and of three people: a head in the network, a warden without role, a caretaker."""

    school: str
    helen: str
    omar: str
    una: str


@pytest.fixture(autouse=True)
def laptop_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered for a laptop away from the others'."""
    monkeypatch.setenv("WEHERE_HOME", str(tmp_path / "laptop"))


@pytest.fixture
def three(book: BeatBook) -> Three:
    """Helen is head teacher and long unseen, Omar has no role now, Una may be published and is due for review."""
    beat = book.beats.known_as("Winsford Wharton")[0].id
    with book.change("Set up three people"):
        school = book.places.add(a_place(book, "Wharton Primary School", beat=beat)).id
        helen = book.contacts.add(
            a_contact(book, "Helen Marsh", key_individual=True, phone="01632 960123", organisation="The school")
        ).id
        omar = book.contacts.add(a_contact(book, "Omar Aziz")).id
        una = book.contacts.add(a_contact(book, "Una Lowe", publishable=True, review_on=TODAY - timedelta(days=3))).id
        book.contact_roles.add(a_role(book, helen, school, role="Head teacher"))
        book.contact_roles.add(a_role(book, una, school, role="Caretaker"))
        book.contact_roles.add(a_role(book, omar, school, role="Warden", ends=TODAY - timedelta(days=9)))
        seen = TODAY - timedelta(days=100)
        book.visits.add(a_visit(book, school, seen, contacts=(helen,), purpose="Road safety"))
    return Three(school, helen, omar, una)


@pytest.fixture
def shown(desk: Desk) -> Iterator[Shown]:
    """The People page of a desk, shown, kept up to date by what changes, as the window does it."""
    made = Shown(People(desk))
    desk.asked_to_open.connect(made.page.show_record)
    let_go = put_on_show(made, desk)
    yield made
    let_go()
