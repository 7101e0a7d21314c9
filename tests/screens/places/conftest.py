"""What the Places screen finds: a laptop that has the postcodes, and a page that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.desk.a_desk import settle
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.screens.places.page import Places

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: Places
    sheet: Paper | None = None


@pytest.fixture
def shown(desk: Desk) -> Iterator[Shown]:
    """The Places page of a desk, shown, kept up to date by what changes, as the window does it."""
    made = Shown(Places(desk))

    def lay(_: str, content: Paper) -> None:
        made.sheet = content
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
    desk.asked_to_open.connect(made.page.show_record)
    made.page.resize(1182, 688)
    made.page.show()
    made.page.refresh(None)
    settle(desk)
    yield made
    settle(desk)
    take_away()
    made.page.hide()
    made.page.deleteLater()
