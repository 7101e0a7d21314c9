"""The Places screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "absence",
        "access_note",
        "attachment",
        "beat",
        "closed_spell",
        "concern",
        "contact",
        "contact_role",
        "named_officer",
        "officer",
        "place",
        "posting",
        "promise",
        "query",
        "snooze",
        "usual_frequency",
        "visit",
    }
)


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.places.page import Places

    return Places(desk)


SCREEN = Screen(
    name="places",
    title="Places",
    icon="places",
    order=20,
    shortcut="Ctrl+2",
    shows=frozenset({"place"}),
    concerned_with=CONCERNED,
    build=_build,
)
