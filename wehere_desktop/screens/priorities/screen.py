"""The Priorities screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Desk, Screen

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import ScreenWidget

CONCERNED = frozenset(
    {
        "priority",
        "priority_update",
        "action",
        "osara_plan",
        "concern",
        "proposal",
        "meeting",
        "reported_figure",
        "team_setting",
        "officer",
        "beat",
    }
)


def build(desk: Desk) -> ScreenWidget:
    """Return the page."""
    from wehere_desktop.screens.priorities.page import PrioritiesPage

    return PrioritiesPage(desk)


SCREEN = Screen(
    name="priorities",
    title="Priorities",
    icon="priorities",
    order=52,
    shows=frozenset({"priority"}),
    concerned_with=CONCERNED,
    build=build,
)
