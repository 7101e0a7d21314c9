"""What the Week screen has to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.records.week_plans import keep_week_plan

if TYPE_CHECKING:
    from wehere_desktop.screens.week.page import Week


def _closed_days(at: At[Week]) -> None:
    at.press("Closed days…")


def _planned(at: At[Week]) -> None:
    """Put what is due on four days, and put the plan that is kept back as it was."""
    at.settle()
    before, view = at.page.plan, at.page.view
    due = view.due.places()
    for day in range(4):
        view.planned.emit(due[4 * day : 4 * day + 4], day)
    at.settle()
    if before is not None:
        keep_week_plan(at.desk.book, before)


TOUR = [
    Stop("week", as_it_is),
    Stop("planned", _planned, picture="week"),
    Stop("closed-days", _closed_days),
]
