"""The Settings screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.settings.page import Settings

    return Settings(desk)


SCREEN = Screen(
    name="settings",
    title="Settings",
    icon="settings",
    order=99,
    at_foot=True,
    concerned_with=frozenset({"usual_frequency"}),
    build=_build,
)
