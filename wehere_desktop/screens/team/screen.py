"""The Team screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Desk, Screen

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import ScreenWidget

CONCERNED = frozenset({"officer", "posting", "absence", "named_officer", "place", "visit", "beat", "lpu"})


def build(desk: Desk) -> ScreenWidget:
    """Return the page."""
    from wehere_desktop.screens.team.page import TeamPage

    return TeamPage(desk)


SCREEN = Screen(
    name="team",
    title="Team",
    icon="team",
    order=60,
    shows=frozenset({"officer", "beat", "lpu"}),
    concerned_with=CONCERNED,
    build=build,
)
