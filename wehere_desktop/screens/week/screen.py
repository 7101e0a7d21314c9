"""The Week screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "place",
        "visit",
        "contact",
        "contact_role",
        "posting",
        "beat",
        "absence",
        "meeting",
        "promise",
        "snooze",
        "closed_spell",
        "usual_frequency",
        "access_note",
    }
)


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.week.page import Week

    return Week(desk)


SCREEN = Screen(name="week", title="Week", icon="calendar", order=50, build=_build, concerned_with=CONCERNED)
