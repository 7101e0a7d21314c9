"""What the Places screen finds: a laptop that has the postcodes, and a page that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.screens.page_on_show import put_on_show
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.screen import Desk
from wehere_desktop.screens.places.page import Places

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]


@dataclass
class Shown:
    """A page on show, and the sheet that was laid over it last."""

    page: Places
    title: str = ""
    sheet: Paper | None = None


@pytest.fixture
def shown(desk: Desk) -> Iterator[Shown]:
    """The Places page of a desk, shown, kept up to date by what changes, as the window does it."""
    made = Shown(Places(desk))
    desk.asked_to_open.connect(made.page.show_record)
    let_go = put_on_show(made, desk)
    yield made
    let_go()
