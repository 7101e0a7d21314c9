"""The In the room screen as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Desk, Screen
from wehere_desktop.screens.evening.what import WHAT

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import ScreenWidget

CONCERNED = frozenset(
    {"meeting", "concern", "promise", "proposal", "priority", "priority_update", "place", "beat", "posting"}
)


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.evening.page import EveningPage

    return EveningPage(desk)


def _begin(desk: Desk) -> None:
    # One bounded question; the rest is loaded only if something was left behind
    if desk.book.read_only or not desk.book.drafts.of(what=WHAT):
        return
    from wehere_desktop.screens.evening.kept_lines import offer

    offer(desk)


SCREEN = Screen(
    name="evening",
    title="In the room",
    icon="evening",
    order=56,
    shows=frozenset({WHAT}),
    concerned_with=CONCERNED,
    build=_build,
    begin=_begin,
)
