"""What the Visits screen has to show: the log, the registers of promises and queries, and the sheets of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.visits.page import VisitsPage


def _log(at: At[VisitsPage]) -> None:
    visit = at.page.log.visit
    at.desk.quick_log(visit.places[0] if visit is not None and visit.places else "")
    at.settle()
    at.type("Purpose", "Met the new head and walked round the grounds")


def _on(tab: str, words: str = "") -> Callable[[At[VisitsPage]], None]:
    def show(at: At[VisitsPage]) -> None:
        at.page.turn_to(tab)
        at.settle()
        if words:
            at.press(words)

    return show


TOUR = [
    Stop("log", as_it_is, picture="visits"),
    Stop("period", _on("visit", "Last")),
    Stop("edit", _on("visit", "Edit")),
    Stop("sheet", _log, picture="log-a-visit"),
    Stop("promises", _on("promise"), picture="promises"),
    Stop("edit-promise", _on("promise", "Edit")),
    Stop("add-promise", _on("promise", "Add a promise")),
    Stop("queries", _on("query")),
    Stop("edit-query", _on("query", "Edit")),
    Stop("add-query", _on("query", "Log a query")),
]
