"""What the Places screen has to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.places.page import Places

PlacesStop = Callable[[At["Places"]], None]


def _record(at: At[Places]) -> None:
    at.open("place", at.page.listed()[0])


def _many(at: At[Places]) -> None:
    at.page.table.selectAll()
    at.settle()


def _nothing_fits(at: At[Places]) -> None:
    at.type("Filter the list", "no such place")


def _pressed(words: str, *, then: str = "") -> PlacesStop:
    def show(at: At[Places]) -> None:
        _record(at)
        at.press(words)
        if then:
            at.choose(then)

    return show


def _for_many(words: str) -> PlacesStop:
    def show(at: At[Places]) -> None:
        _many(at)
        at.press(words)

    return show


def _add(at: At[Places]) -> None:
    at.press("Add a place")


def _columns(at: At[Places]) -> None:
    at.press("Columns")


def _kinds(at: At[Places]) -> None:
    at.press("All kinds")


TOUR = [
    Stop("list", as_it_is),
    Stop("record", _record, picture="places"),
    Stop("kinds", _kinds),
    Stop("columns", _columns),
    Stop("nothing-fits", _nothing_fits),
    Stop("add", _add, picture="add-a-place"),
    Stop("edit", _pressed("Edit")),
    Stop("name", _pressed("Name an officer")),
    Stop("more", _pressed("More")),
    Stop("put-off", _pressed("More", then="Put the next contact off")),
    Stop("how-often", _pressed("More", then="Change how often")),
    Stop("note", _pressed("More", then="Add an access note")),
    Stop("close", _pressed("More", then="Close this place")),
    Stop("merge", _pressed("More", then="This is the same")),
    Stop("somebody", _pressed("Add somebody")),
    Stop("many", _many),
    Stop("name-for-all", _for_many("Name an officer for all")),
    Stop("how-often-for-all", _for_many("How often")),
    Stop("put-off-all", _for_many("Put off")),
]
