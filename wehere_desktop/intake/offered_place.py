"""What one row of a register says of a place, and the key by which the row is known again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wehere_desktop.intake.likeness import plain_name
from wehere_desktop.neighbourhood.place import PlaceKind

OUTSIDE = "outside Cheshire"


@dataclass(slots=True)
class OfferedPlace:
    """One row that speaks of a place: its values by field (blanks left out), its key, and what it says of where it is.

    `values` may hold `position` (a Position) and `details/Label` texts. `editions` overrules `edition` for a field.
    `authority` is the force's authority its own column names (ONS code), `foreign` the name of any other.
    """

    row: int
    cells: tuple[str, ...]
    values: dict[str, Any]
    edition: date | None
    source: str
    reference: str = ""
    editions: dict[str, date | None] = field(default_factory=dict)
    authority: str = ""
    foreign: str = ""
    default_kind: PlaceKind = PlaceKind.OTHER


def outside(where: str) -> str:
    """Return the reason for rejecting a row that lies outside the force, saying where it lies."""
    return f"{OUTSIDE}: {where}"


def key_of(offered: OfferedPlace) -> tuple[str, str]:
    """Return what a row is known by: its register and reference, else its name with its postcode or position."""
    if offered.reference:
        return offered.source, offered.reference
    name = plain_name(offered.values.get("name", ""))
    postcode, position = offered.values.get("postcode", ""), offered.values.get("position")
    where = postcode or (f"{position.lat:.4f} {position.lon:.4f}" if position is not None else "")
    return offered.source, f"{name}, {where}"
