"""The force's structure as it travels with the program, read from the tables in resources for a new book."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.force import Authority, Beat, Lpu
from wehere_desktop.preferences import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wehere_desktop.records.world import World


def _table(name: str) -> Iterator[dict[str, str]]:
    with resource(f"force/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def authorities() -> tuple[Authority, ...]:
    """Return the four local authority areas with their ONS codes and areas of the force."""
    return tuple(Authority(row["code"], row["name"], row["gias_code"], row["area"]) for row in _table("authorities"))


def lpu_names() -> list[str]:
    """Return the names of the Local Policing Units, in order."""
    return [row["name"] for row in _table("lpus")]


def units_and_beats(world: World) -> tuple[list[Lpu], list[Beat]]:
    """Return the units and beats of the force as fresh facts, the beats pointing at their units."""
    lpus: dict[str, Lpu] = {}
    for row in _table("lpus"):
        lpus[row["slug"]] = Lpu(
            id=world.new_id(), name=row["name"], valid_from=_day(row["valid_from"]), note=row["note"]
        )
    beats = [
        Beat(
            id=world.new_id(),
            police_id=row["police_uk_id"],
            name=row["name"],
            lpu=lpus[row["lpu"]].id,
            authorities=_list(row["authorities"]),
            anchors=_list(row["anchors"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            note=row["note"],
        )
        for row in _table("beats")
    ]
    return list(lpus.values()), beats


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)
