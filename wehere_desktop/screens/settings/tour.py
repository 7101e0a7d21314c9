"""What the Settings screen has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.settings.page import Settings


def _refused(at: At[Settings]) -> None:
    at.type("School", "often")
    at.press("Keep")


TOUR = [
    Stop("all", as_it_is, picture="settings"),
    Stop("refused", _refused),
]
