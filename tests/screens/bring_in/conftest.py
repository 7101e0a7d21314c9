"""What tests of bringing in find: a laptop that has the postcodes, a page on show, and files written on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.desk.a_desk import settle
from tests.intake.small_county import a_file
from wehere_desktop.desk.screen import Desk
from wehere_desktop.screens.bring_in.page import BringInPage

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]

HEADINGS = ("URN", "EstablishmentName", "Postcode", "EstablishmentStatus (name)", "TelephoneNum")
ROWS = (
    ("900001", "Elm Park Primary School", "CW7 1AT", "Open", "01606 550001"),
    ("900002", "Oak Lane School", "CW7 2AS", "Open", "01606 550002"),
    ("900003", "Far School", "PE10 9EP", "Open", "=1+1"),
)
NewFile = Callable[..., Path]


@dataclass
class Shown:
    """A page on show and the screens it asked for."""

    page: BringInPage
    desk: Desk
    went: list[str] = field(default_factory=list)

    def take(self, *files: Path) -> None:
        """Hand files to the page as if they were dropped."""
        self.page.choose.files_chosen.emit(list(files))
        settle(self.desk)

    def onward(self) -> None:
        """Press the button that goes on."""
        assert self.page.next.isVisible()
        assert self.page.next.isEnabled()
        self.page.next.click()
        settle(self.desk)


@pytest.fixture
def shown(laptop_with_postcodes: Path, desk: Desk) -> Iterator[Shown]:
    """The page, shown and kept up to date by what changes, as the window does it."""
    made = Shown(BringInPage(desk), desk)
    desk.announcer.changed.connect(made.page.refresh)
    desk.asked_to_go.connect(made.went.append)
    made.page.resize(1182, 688)
    made.page.show()
    made.page.activateWindow()
    made.page.refresh(None)
    settle(desk)
    yield made
    settle(desk)
    made.page.hide()
    made.page.deleteLater()


@pytest.fixture
def new_file(tmp_path: Path) -> NewFile:
    """Write a CSV file: three schools unless told otherwise, the last of them far away."""

    def write(
        name: str = "schools_20260901.csv",
        headings: Sequence[str] = HEADINGS,
        rows: Sequence[Sequence[object]] = ROWS,
        coding: str = "utf-8",
    ) -> Path:
        return a_file(tmp_path, name, headings, *rows, coding=coding)

    return write
