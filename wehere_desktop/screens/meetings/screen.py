"""The Meetings screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Desk, Screen

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import ScreenWidget

CONCERNED = frozenset(
    {
        "meeting",
        "publicity",
        "concern",
        "priority",
        "proposal",
        "promise",
        "feedback",
        "publication",
        "place",
        "officer",
        "absence",
        "closed_spell",
        "beat",
        "team_setting",
    }
)


def build(desk: Desk) -> ScreenWidget:
    """Return the page."""
    from wehere_desktop.screens.meetings.page import MeetingsPage

    return MeetingsPage(desk)


def _owing(desk: Desk) -> int:
    """Return how many meetings of one's own beats wait to be closed and published for longer than a reminder."""
    from wehere_desktop.screens.meetings.scope import own_beats
    from wehere_desktop.screens.meetings.words import how_many_owing

    return how_many_owing(desk.book, own_beats(desk), now=desk.book.world.now())


SCREEN = Screen(
    name="meetings",
    title="Meetings",
    icon="meetings",
    order=54,
    shows=frozenset({"meeting"}),
    concerned_with=CONCERNED,
    build=build,
    badge=_owing,
)
