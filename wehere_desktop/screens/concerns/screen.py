"""The screen of what people raised as the window finds it; its page is loaded when it is first shown."""

from __future__ import annotations

from wehere_desktop.desk.screen import Desk, Screen, ScreenWidget

CONCERNED = frozenset(
    {
        "concern",
        "priority",
        "priority_update",
        "action",
        "meeting",
        "place",
        "contact",
        "officer",
        "posting",
        "beat",
        "visit",
        "query",
    }
)


def _build(desk: Desk) -> ScreenWidget:
    from wehere_desktop.screens.concerns.page import ConcernsPage

    return ConcernsPage(desk)


def _begin(desk: Desk) -> None:
    # One bounded question; the rest is loaded only if something was left behind
    if desk.book.read_only or not desk.book.drafts.of(what="concern"):
        return
    from wehere_desktop.desk.left_behind import offer
    from wehere_desktop.screens.concerns.concern_sheet import DRAFTED

    offer(desk, DRAFTED)


def _badge(desk: Desk) -> int:
    """Return how many answers on my ground nobody was told of yet, and how many captured in haste are to be sorted."""
    from wehere_desktop.neighbourhood.trail import TrailStep

    mine, book = desk.mine(), desk.book
    unit = tuple(each.id for each in book.beats.in_lpu(mine.lpu, desk.today())) if mine.lpu else ()
    steps = book.concerns.by_step(mine.beats if mine.beats and not mine.leads_unit else unit)
    return steps[TrailStep.TO_TELL] + steps[TrailStep.TO_SORT]


SCREEN = Screen(
    name="concerns",
    title="You said",
    icon="concerns",
    order=51,
    shows=frozenset({"concern"}),
    concerned_with=CONCERNED,
    build=_build,
    badge=_badge,
    begin=_begin,
)
