"""Usual frequencies: the days a team lets pass between contacts with places of a kind, where it says so itself."""

from __future__ import annotations

from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, told
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.refusal import Refusal

LONGEST_FREQUENCY = 3650
"""Ten years, in days: more is a slip of the finger. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualFrequency(Fact):
    """The team's own days between contacts for a kind of place, in place of the program's."""

    kind: ClassVar[str] = "usual_frequency"
    words: ClassVar[str] = "Usual frequency"

    place_kind: PlaceKind = told("Kind of place", default=PlaceKind.OTHER)
    days: int = told("Days between contacts", default=0)


def check(usual: UsualFrequency) -> list[Refusal]:
    """Return every reason, pinned to its field, why a usual frequency cannot be kept as it is."""
    if 1 <= usual.days <= LONGEST_FREQUENCY:
        return []
    return [
        Refusal(
            f"{usual.days:,} days between contacts cannot be kept.",
            remedy=f"Give a whole number from 1 to {LONGEST_FREQUENCY:,}, such as 42.",
            field="days",
            kind="out-of-range",
        )
    ]
