"""What the Team screen has to show: officers, beats and gaps, and the sheets of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.team.page import TeamPage


def _officer(at: At[TeamPage]) -> None:
    """Show an officer who is named for something, so that every part of a record is there."""
    book = at.desk.book
    serving = {each.id for each in book.officers.all() if each.ended is None and each.id != book.holder}
    named = (each.officer for each in book.named_officers.all() if each.ends is None)
    at.open("officer", next(each for each in named if each in serving))


def _pressed(*words: str, first: Callable[[At[TeamPage]], None] = _officer) -> Callable[[At[TeamPage]], None]:
    def show(at: At[TeamPage]) -> None:
        first(at)
        for each in words:
            at.press(each)

    return show


TOUR = [
    Stop("officers", as_it_is, picture="team"),
    Stop("officer", _officer),
    Stop("add", _pressed("Add an officer", first=as_it_is)),
    Stop("edit", _pressed("Edit")),
    Stop("away", _pressed("Away")),
    Stop("post", _pressed("Post")),
    Stop("leaves", _pressed("Leaves")),
    Stop("hand-over-all", _pressed("Hand over all")),
    Stop("hand-over", _pressed("Hand over ")),
    Stop("end-duty", _pressed("End the duty")),
    Stop("beats", _pressed("Beats", first=as_it_is)),
    Stop("post-to-beat", _pressed("Beats", "Post", first=as_it_is)),
    Stop("gaps", _pressed("Gaps", first=as_it_is), picture="gaps"),
]
