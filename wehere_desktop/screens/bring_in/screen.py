"""Declares the Bring in screen; its page is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Screen

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk, ScreenWidget


def build(desk: Desk) -> ScreenWidget:
    """Return the page; readers of files are loaded with it, never at the start of the program."""
    from wehere_desktop.screens.bring_in.page import BringInPage

    return BringInPage(desk)


SCREEN = Screen(
    name="bring_in",
    title="Bring in",
    icon="bring-in",
    order=80,
    shortcut="Ctrl+8",
    at_foot=True,
    shows=frozenset({"register_source"}),
    concerned_with=frozenset({"register_source", "place", "contact", "contact_role"}),
    build=build,
)
