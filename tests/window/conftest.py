"""A window for tests: the real one, on Elm Park, with notices that are kept and file dialogs answered from a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import turn, until
from tests.elm_park import a_book, a_contact, a_place, a_role, still_world
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import Notices
from wehere_desktop.desk.pieces import Text, column
from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget
from wehere_desktop.records import BeatBook
from wehere_desktop.records.change import Changed
from wehere_desktop.screens.today.screen import SCREEN as TODAY
from wehere_desktop.window.main_window import MainWindow


class Choices(Notices):
    """Notices whose file dialogs are answered from a list instead of by a person."""

    def __init__(self) -> None:
        """Answer with nothing until told otherwise."""
        super().__init__()
        self.files: list[Path] = []

    def file_to_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Return the next file."""
        return self.files.pop(0) if self.files else None

    def folder(self, title: str) -> Path | None:
        """Return the next file."""
        return self.files.pop(0) if self.files else None


class Shelf(ScreenWidget):
    """A screen that counts how often it is refreshed and shows which record it was asked for."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing."""
        super().__init__()
        self.refreshed: list[Changed | None] = []
        self.shown: list[tuple[str, str]] = []
        self.unsaved = False
        inside = column()
        inside.addWidget(Text("Shelf"))
        self.setLayout(inside)

    def refresh(self, changed: Changed | None) -> None:
        """Count."""
        self.refreshed.append(changed)

    def show_record(self, kind: str, record: str) -> None:
        """Note."""
        self.shown.append((kind, record))

    def has_unsaved(self) -> bool:
        """Say what the test set."""
        return self.unsaved


SHELF = Screen(
    name="shelf",
    title="Shelf",
    icon="book",
    order=90,
    build=Shelf,
    shows=frozenset({"place", "contact", "officer", "beat", "meeting"}),
    concerned_with=frozenset({"place"}),
)


@pytest.fixture
def screens() -> list[Screen]:
    """Today and a shelf."""
    return [TODAY, SHELF]


@pytest.fixture
def notices() -> Choices:
    """Notices with answered file dialogs."""
    return Choices()


@pytest.fixture
def background(qapp: object, notices: Choices) -> Iterator[Background]:
    """Two lanes, closed after the window."""
    made = Background(fault=notices.fault)
    yield made
    made.close()


@pytest.fixture
def window(
    qtbot: QtBot, look: Look, background: Background, notices: Choices, screens: Sequence[Screen]
) -> Iterator[MainWindow]:
    """The window at its sign-in page, on show."""
    made = MainWindow(world=still_world, background=background, notices=notices, look=look, screens=lambda: screens)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    # A real screen without a window manager gives nobody the keys unasked
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    if made.page is not None:
        for page in made.page.stage.built():
            if isinstance(page, Shelf):
                page.unsaved = False
    made.close()
    made.deleteLater()


@pytest.fixture
def elm_park(tmp_path: Path) -> BeatBook:
    """The book of Elm Park with a few places and a person in it."""
    book = a_book(tmp_path)
    with book.change("Lay out Elm Park"):
        (school, *_) = book.places.add_all(
            [a_place(book, name) for name in ("Elm Park Primary School", "Elm Road Surgery", "Oak House")]
        )
        contact = book.contacts.add(a_contact(book))
        book.contact_roles.add(a_role(book, contact.id, school.id, role="head's secretary"))
    return book


@pytest.fixture
def settle(background: Background) -> Callable[[], None]:
    """What waits until the lanes are quiet and every answer has been given."""

    def wait() -> None:
        turn(1)
        until(lambda: not background.busy, "the lanes are still at work")
        turn(1)

    return wait
