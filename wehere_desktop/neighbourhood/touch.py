"""Losing touch: when the next contact with a place is due, counted from the last one that was logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.place import Place, PlaceStatus, frequency_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class LosingTouch:
    """A place whose contact is due: the last contact (None if never), the day it is due and how many days late."""

    place: Place
    last: date | None
    due: date
    days_late: int


def due_on(place: Place, last: date | None, *, today: date) -> date:
    """Return the day the next contact is due: the last contact and the place's frequency in days.

    A place never contacted is due from the day it came into the book.
    """
    if last is not None:
        return last + timedelta(days=frequency_of(place))
    return place.created.date() if place.created is not None else today


def losing_touch(
    places: Iterable[Place], last_contact: Mapping[str, date], *, today: date, ahead: int = 0
) -> list[LosingTouch]:
    """Return the open places whose contact is due by `ahead` days from today, never seen first, then longest late."""
    found = []
    for place in places:
        if place.status is PlaceStatus.CLOSED or place.status is PlaceStatus.PROPOSED:
            continue
        last = last_contact.get(place.id)
        due = due_on(place, last, today=today)
        if due <= today + timedelta(days=ahead):
            found.append(LosingTouch(place, last, due, (today - due).days))
    return sorted(found, key=lambda each: (each.last is not None, each.due, each.place.name, each.place.id))
