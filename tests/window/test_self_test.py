"""The window tries itself out, on an installed laptop as in the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.elm_park import still_world
from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget
from wehere_desktop.screens import find_screens
from wehere_desktop.window.self_test import wrong_with


def broken(desk: Desk) -> ScreenWidget:
    """Be a page whose first question fails."""
    page = ScreenWidget()

    def work(_: object) -> None:
        raise ValueError("no such thing")

    desk.ask_book(work, lambda _: None, owner=page)
    return page


@pytest.mark.long
def test_that_every_screen_comes_up_on_a_new_book(tmp_path: Path, laptop_home: Path) -> None:
    assert wrong_with(find_screens(), tmp_path, still_world()) == []


def test_that_a_screen_that_fails_is_told(tmp_path: Path, laptop_home: Path) -> None:
    screens = [Screen(name="broken", title="Broken", icon="map", order=1, build=broken)]
    assert wrong_with(screens, tmp_path, still_world()) == [
        "Something went wrong in the program; what you typed is still here."
    ]


def test_that_no_screen_at_all_is_told(tmp_path: Path) -> None:
    assert wrong_with([], tmp_path, still_world()) == ["No screen is found."]
