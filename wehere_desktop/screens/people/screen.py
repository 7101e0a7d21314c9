"""The People screen: everybody with the record of whoever is chosen, the panel, and who may be here twice."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "contact",
        "contact_role",
        "place",
        "beat",
        "visit",
        "promise",
        "query",
        "concern",
        "snooze",
        "questionnaire",
        "attachment",
        "officer",
    }
)


def build(desk: Desk) -> ScreenWidget:
    """Return the page."""
    from wehere_desktop.screens.people.page import People

    return People(desk)


SCREEN = Screen(
    name="people",
    title="People",
    icon="people",
    order=30,
    shortcut="Ctrl+3",
    shows=frozenset({"contact", "questionnaire"}),
    concerned_with=CONCERNED,
    build=build,
)
