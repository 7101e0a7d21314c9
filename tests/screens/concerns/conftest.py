"""What the screen of what people raised finds: a page on show, the sheet laid over it last, and a few concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk.a_desk import settle
from tests.elm_park import TODAY
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.records import BeatBook
from wehere_desktop.screens.concerns.page import ConcernsPage

DAY = timedelta(days=1)


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last; None once it was taken away."""

    page: ConcernsPage
    sheet: Any = None


Raise = Callable[..., Concern]


@pytest.fixture(autouse=True)
def laptop_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is remembered for a laptop away from the others'."""
    monkeypatch.setenv("WEHERE_HOME", str(tmp_path / "laptop"))


@pytest.fixture
def beat(book: BeatBook) -> str:
    """The id of Winsford Wharton."""
    return book.beats.known_as("Winsford Wharton")[0].id


@pytest.fixture
def raised(book: BeatBook, beat: str) -> Raise:
    """Files something that was raised three days ago on Winsford Wharton."""

    def file(said: str, **fields: Any) -> Concern:
        given: dict[str, Any] = {"beat": beat, "raised_on": TODAY - 3 * DAY, **fields}
        with book.change("File"):
            return book.concerns.add(Concern(id=book.world.new_id(), said=said, **given))

    return file


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[], Shown]]:
    """Shows the page, and keeps what is laid over it."""
    made: list[Shown] = []

    def laid(_: str, content: QWidget) -> None:
        qtbot.addWidget(content)
        content.resize(480, 700)
        content.show()
        made[0].sheet = content

    def show() -> Shown:
        page = ConcernsPage(desk)
        qtbot.addWidget(page)
        made.append(Shown(page))
        page.resize(1182, 688)
        page.show()
        desk.asked_for_sheet.connect(laid)
        desk.asked_to_close_sheet.connect(lambda: setattr(made[0], "sheet", None))
        desk.asked_to_open.connect(page.show_record)
        desk.announcer.changed.connect(page.refresh)
        page.refresh(None)
        settle(desk)
        return made[0]

    yield show
    if made:
        made[0].page.hide()
