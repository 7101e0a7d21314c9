"""What the People screen has to show: everybody, the panel, who may be here twice, and the sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.desk.stops import At, Stop, as_it_is

if TYPE_CHECKING:
    from wehere_desktop.screens.people.page import People


def _record(at: At[People]) -> None:
    found = at.desk.book.contact_roles.all()
    at.open("contact", found[0].contact)


def _pressed(*words: str, first: Callable[[At[People]], None] = _record) -> Callable[[At[People]], None]:
    def show(at: At[People]) -> None:
        first(at)
        for each in words:
            at.press(each)

    return show


TOUR = [
    Stop("list", as_it_is),
    Stop("record", _record, picture="people"),
    Stop("add", _pressed("Add a person", first=as_it_is)),
    Stop("edit", _pressed("Edit")),
    Stop("role", _pressed("Add a role")),
    Stop("questionnaire", _pressed("Questionnaire")),
    Stop("erase", _pressed("Erase this person")),
    Stop("panel", _pressed("Key Individual Network", first=as_it_is), picture="panel"),
    Stop("twins", _pressed("Likely duplicates", first=as_it_is)),
]
