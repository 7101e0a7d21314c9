"""A place as the values a register may fill, its details line by line, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake.editions import KNOWN_AS, UNDATED, Kept, all_of, read_editions, write_editions
from wehere_desktop.intake.likeness import Known, name_words
from wehere_desktop.intake.proposal import FieldChange, RecordChange
from wehere_desktop.neighbourhood.fact import SHORT_TEXT, problems
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

DETAIL = "details/"
"""Begins the names of values that are lines of a place's details, each with an edition of its own."""

REGISTER_FIELDS = (
    "name",
    "place_kind",
    "street",
    "locality",
    "town",
    "postcode",
    "phone",
    "email",
    "website",
    "status",
    "opened",
    "closed",
)
_QUIET = frozenset({"editions", "found_by"})
_FIELDS = tuple(each.name for each in fields(Place))


def kept_of(place: Place) -> Kept:
    """Return what a place holds of registers; its position is one value, and each line of its details another."""
    days, known = read_editions(place.editions)
    values: dict[str, object] = {
        name: value for name in REGISTER_FIELDS if (value := getattr(place, name)) not in {"", None}
    }
    position = position_of_place(place)
    if position is not None:
        values["position"] = position
    for line in place.details.split("\n") if place.details else ():
        label, colon, text = line.partition(": ")
        values[DETAIL + label] = text if colon else ""
    return Kept(values, days, known)


def fields_from(kept: Kept) -> dict[str, Any]:
    """Return the fields of a place that follow from what is kept of registers; nothing is ever blanked."""
    found: dict[str, Any] = {name: kept.values[name] for name in REGISTER_FIELDS if name in kept.values}
    position = kept.values.get("position")
    if isinstance(position, Position):
        found["latitude"], found["longitude"] = position.lat, position.lon
    lines = [
        f"{name.removeprefix(DETAIL)}: {text}" if text else name.removeprefix(DETAIL)
        for name, text in kept.values.items()
        if name.startswith(DETAIL)
    ]
    if lines:
        found["details"] = "\n".join(lines)
    found["editions"] = write_editions(kept.editions, kept.known)
    return found


def new_fields(
    values: Mapping[str, Any], edition: date | None, editions: Mapping[str, date | None], known: str
) -> dict[str, Any]:
    """Return the fields of a place that is new on the book, from one row's values and their editions.

    A position is noted as given even by an undated file; `known` is the row's key if it has no reference.
    """
    if not editions and edition is not None:
        dated = all_of(tuple(values), edition)
    else:
        days = {name: editions.get(name, edition) for name in values}
        if "position" in days and days["position"] is None:
            days["position"] = UNDATED
        dated = write_editions({name: day for name, day in days.items() if day is not None}, ())
    found: dict[str, Any] = {}
    lines = []
    for name, value in values.items():
        if name.startswith(DETAIL):
            lines.append(f"{name[len(DETAIL) :]}: {value}")
        elif name == "position":
            found["latitude"], found["longitude"] = value.lat, value.lon
        else:
            found[name] = value
    if lines:
        found["details"] = "\n".join(lines)
    found["editions"] = (*dated, KNOWN_AS + known) if known else dated
    return found


def position_of_place(place: Place) -> Position | None:
    """Return a place's position, or None if it has none."""
    if place.latitude is None or place.longitude is None:
        return None
    return Position(place.latitude, place.longitude)


def known_place(place: Place, row: int = 0) -> Known:
    """Return a place as far as it matters for likeness; `row` is the row of the file that would bring it."""
    return Known(
        place.id,
        place.name,
        name_words(place.name),
        place.place_kind,
        place.postcode,
        position_of_place(place),
        row,
    )


def change_between(row: int, before: Place, after: Place) -> RecordChange:
    """Return the fields in which two states of one place differ, those a reader sees apart from the remembering."""
    changes = [
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in _FIELDS
        if getattr(before, name) != getattr(after, name)
    ]
    seen = tuple(change for change in changes if change.field not in _QUIET)
    quiet = tuple(change for change in changes if change.field in _QUIET)
    return RecordChange(row, Place.kind, before.id, before.name, seen, (), quiet)


def with_fields(place: Place, values: dict[str, Any]) -> Place:
    """Return the place with the values given."""
    return Place(**({name: getattr(place, name) for name in _FIELDS} | values))


def unfit(place: Place) -> str:
    """Return in a sentence why a place cannot be kept as it stands, or nothing if it can."""
    # Asked of every row: texts that are short and wholly printable need no closer look.
    if place.name and all(
        len(text) <= SHORT_TEXT and text.isprintable()
        for text in (place.name, place.street, place.locality, place.town, place.phone, place.email, place.website)
        if text
    ):
        long = (place.details, place.reference, *place.editions)
        if max(map(len, long)) <= SHORT_TEXT and "\x00" not in place.details:
            return ""
    found = problems(place)
    return found[0].sentence if found else ""
