"""What the In the room screen has to show: the evening as it begins, a line being typed, and a vote."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is
from wehere_desktop.screens.evening.what import WHAT

if TYPE_CHECKING:
    from wehere_desktop.screens.evening.page import EveningPage


def _typing(at: At[EveningPage]) -> None:
    at.press("Begin" if at.page.agenda.next.text() == "Begin" else "Next item")
    at.type("What is said", "q: when will the lights on the towpath be mended #asb @Station Road")


def _said(at: At[EveningPage]) -> None:
    raised = Counter(each.raised_at for each in at.desk.book.concerns.all() if each.raised_at)
    meeting = max(sorted(raised), key=lambda each: raised[each])
    at.page.show_record(WHAT, meeting)
    at.settle()
    at.type("What is said", "q: when are the lights on the towpath mended #asb @Station Road")


def _promise(at: At[EveningPage]) -> None:
    at.type("What is said", "p: ring the council about the lights by friday")


TOUR = [
    Stop("evening", as_it_is),
    Stop("said", _said, picture="evening"),
    Stop("typing", _typing),
    Stop("promise", _promise),
]
