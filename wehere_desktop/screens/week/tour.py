"""What the Week screen has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.week.page import Week


def _closed_days(at: At[Week]) -> None:
    at.press("Closed days…")


TOUR = [
    Stop("week", as_it_is, picture="week"),
    Stop("closed-days", _closed_days),
]
