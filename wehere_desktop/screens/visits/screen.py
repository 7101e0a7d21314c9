"""The Visits screen as the window finds it; its page and its sheet are loaded when they are first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

CONCERNED = frozenset({"visit", "promise", "query", "place", "contact", "contact_role", "officer", "posting", "beat"})


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.visits.page import VisitsPage

    return VisitsPage(desk)


def _quick_log(desk: Desk, place: str, contact: str) -> QWidget:
    from wehere_desktop.screens.visits.sheet import quick_log

    return quick_log(desk, place, contact)


def _begin(desk: Desk) -> None:
    # One bounded question; the rest is loaded only if something was left behind
    if desk.book.read_only or not desk.book.drafts.of(what="visit"):
        return
    from wehere_desktop.desk.left_behind import offer
    from wehere_desktop.screens.visits.sheet import DRAFTED

    offer(desk, DRAFTED)


def _badge(desk: Desk) -> int:
    """Return how many of my promises and queries are late."""
    from wehere_desktop.neighbourhood.query import ANSWER_WITHIN

    book, me = desk.book, desk.book.holder
    late = book.promises.how_many_late(desk.today(), owner=me)
    return late + book.queries.how_many_waiting(received_by=book.world.now() - ANSWER_WITHIN, owner=me)


SCREEN = Screen(
    name="visits",
    title="Visits",
    icon="visits",
    order=40,
    shortcut="Ctrl+4",
    shows=frozenset({"visit", "promise", "query"}),
    concerned_with=CONCERNED,
    build=_build,
    quick_log=_quick_log,
    badge=_badge,
    begin=_begin,
)
