"""What the screen has to show: the list, sorting, the board, and the sheets of adding, answering and telling back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.neighbourhood.trail import TrailStep

if TYPE_CHECKING:
    from wehere_desktop.screens.concerns.page import ConcernsPage


def _show(at: At[ConcernsPage], step: TrailStep) -> None:
    """Bring the first concern that stands at a step into view."""
    found = at.desk.book.concerns.listed(steps=(step,))
    if found:
        at.open("concern", found[0])


def _add(at: At[ConcernsPage]) -> None:
    at.press("Add what was raised")
    at.type("What was raised", "Off-road bikes on the recreation ground again when the children play")


def _point(at: At[ConcernsPage]) -> None:
    at.press("Add what was raised")
    at.press("Show map")


def _answer(at: At[ConcernsPage]) -> None:
    _show(at, TrailStep.OWNED)
    at.press("Answer")
    at.type("We did, for the beat", "We were there on six mornings and gave nine tickets.")
    at.press("Suggest the wordings")


def _tell(at: At[ConcernsPage]) -> None:
    _show(at, TrailStep.TO_TELL)
    at.press("Tell back")


def _nobody(at: At[ConcernsPage]) -> None:
    _show(at, TrailStep.TO_TELL)
    at.press("Nobody can be told")


def _told(at: At[ConcernsPage]) -> None:
    _show(at, TrailStep.TOLD_BACK)


def _sort(at: At[ConcernsPage]) -> None:
    at.page.tabs.setCurrentIndex(1)
    at.settle()


def _board(at: At[ConcernsPage]) -> None:
    at.page.tabs.setCurrentIndex(2)
    at.settle()


def _theme(at: At[ConcernsPage]) -> None:
    at.press("Any theme")


TOUR = [
    Stop("list", as_it_is, picture="you-said"),
    Stop("theme", _theme),
    Stop("told", _told),
    Stop("add", _add),
    Stop("point", _point),
    Stop("answer", _answer, picture="answer"),
    Stop("tell", _tell),
    Stop("nobody", _nobody),
    Stop("sort", _sort),
    Stop("board", _board, picture="you-said-we-did"),
]
