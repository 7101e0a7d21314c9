"""What the Priorities screen has to show: board, list, what a step asks, and a record with its plan and its sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife

if TYPE_CHECKING:
    from wehere_desktop.screens.priorities.page import PrioritiesPage


def _of_life(at: At[PrioritiesPage], life: PriorityLife) -> Priority:
    """Return a priority that stands at a life, on the holder's unit where there is one; the fullest of these."""
    beats = set(at.page.filters.beats())
    found = [each for each in at.desk.book.priorities.all() if each.life is life]
    own = [each for each in found if each.beat in beats] or found
    return max(own, key=lambda each: len(at.desk.book.priority_updates.of(each.id)) + len(each.issue) / 10_000)


def _record(at: At[PrioritiesPage]) -> None:
    at.open("priority", _of_life(at, PriorityLife.IN_ACTION).id)


def _asked(life: PriorityLife, words: str) -> Callable[[At[PrioritiesPage]], None]:
    def show(at: At[PrioritiesPage]) -> None:
        lived = [each for each in at.desk.book.priorities.all() if each.life is life]
        if not lived:
            at.settle()
            return
        at.open("priority", _of_life(at, life).id)
        at.press(words)

    return show


def _pressed(*words: str) -> Callable[[At[PrioritiesPage]], None]:
    def show(at: At[PrioritiesPage]) -> None:
        _record(at)
        for each in words:
            at.press(each)

    return show


def _list(at: At[PrioritiesPage]) -> None:
    at.press("List")


def _add(at: At[PrioritiesPage]) -> None:
    at.press("Add a priority")


def _themes(at: At[PrioritiesPage]) -> None:
    at.press("Which theme")


def _beats(at: At[PrioritiesPage]) -> None:
    at.press("Which beats")


def _nothing(at: At[PrioritiesPage]) -> None:
    at.type("Filter the priorities", "xylophone")


TOUR = [
    Stop("board", as_it_is, picture="priorities"),
    Stop("list", _list),
    Stop("themes", _themes),
    Stop("beats", _beats),
    Stop("nothing-fits", _nothing),
    Stop("add", _add),
    Stop("adopt", _asked(PriorityLife.PROPOSED, "Adopt")),
    Stop("close", _asked(PriorityLife.UNDER_REVIEW, "Close …")),
    Stop("record", _record, picture="priority"),
    Stop("move-to", _pressed("Move to")),
    Stop("tell-people", _pressed("Tell people")),
    Stop("edit", _pressed("Edit")),
    Stop("link", _pressed("Link a concern")),
    Stop("plan", _pressed("Plan"), picture="plan"),
    Stop("plan-assessment", _pressed("Plan", "Assessment")),
    Stop("counts", _pressed("Before and after")),
    Stop("history", _pressed("History")),
]
