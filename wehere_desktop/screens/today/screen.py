"""The Today screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "place",
        "visit",
        "named_officer",
        "contact",
        "contact_role",
        "meeting",
        "priority",
        "priority_update",
        "concern",
        "posting",
        "beat",
        "officer",
        "absence",
        "promise",
        "query",
        "snooze",
        "closed_spell",
        "usual_frequency",
        "access_note",
        "publicity",
        "team_setting",
    }
)


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.today.page import Today

    return Today(desk)


def _waiting(desk: Desk) -> int:
    from wehere_desktop.screens.today.page import waiting

    return waiting(desk)


SCREEN = Screen(
    name="today",
    title="Today",
    icon="today",
    order=10,
    build=_build,
    concerned_with=CONCERNED,
    badge=_waiting,
)
