"""The Map screen as the window finds it; its page, and the browser in it, are loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "beat",
        "beat_boundary",
        "closed_spell",
        "concern",
        "crime",
        "meeting",
        "named_officer",
        "place",
        "priority",
        "snooze",
        "usual_frequency",
        "visit",
    }
)

# A round is shown by its day, “2026-11-23”
LOCATED = frozenset({"place", "concern", "priority", "meeting", "beat", "round"})


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.map.page import MapPage

    return MapPage(desk)


SCREEN = Screen(name="map", title="Map", icon="map", order=55, build=_build, locates=LOCATED, concerned_with=CONCERNED)
