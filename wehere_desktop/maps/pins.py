"""How a place is marked on the map page: letters and a colour for its kind, and how the promise to it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
from itertools import chain, count

# Families of kinds share a colour; the letters tell them apart, also in grey and to the colour-blind.
LEARNING, FAITH, HEALTH, COMMUNITY = "#2a5fa8", "#6b4a9c", "#17756c", "#8a5200"
TRADE, OUTDOORS, SAFETY, OTHER = "#a1416b", "#3c7430", "#10233f", "#5a6675"
PINS: dict[str, tuple[str, str]] = {
    "school": ("S", LEARNING),
    "nursery": ("N", LEARNING),
    "college": ("Co", LEARNING),
    "faith centre": ("F", FAITH),
    "care home": ("CH", HEALTH),
    "GP surgery": ("GP", HEALTH),
    "pharmacy": ("Ph", HEALTH),
    "hospital": ("H", HEALTH),
    "community hall": ("C", COMMUNITY),
    "library": ("L", COMMUNITY),
    "youth club": ("Y", COMMUNITY),
    "sports ground": ("Sg", OUTDOORS),
    "park": ("Pk", OUTDOORS),
    "farm": ("Fm", OUTDOORS),
    "stables": ("St", OUTDOORS),
    "shop": ("Sh", TRADE),
    "pub": ("P", TRADE),
    "hate-crime reporting centre": ("HC", SAFETY),
    "speed-watch site": ("SW", SAFETY),
    "police base": ("PB", SAFETY),
    "other": ("O", OTHER),
}


def letters_and_colour(kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Return letters and a "#rrggbb" colour for each kind, no letters twice, whatever a team calls its own kinds."""
    taken = {PINS[kind][0] for kind in kinds if kind in PINS}
    made = []
    for kind in kinds:
        if kind in PINS:
            made.append(PINS[kind])
            continue
        letters = [letter for letter in kind if letter.isalnum()] or ["?"]
        first = letters[0].upper()[:1]
        choices = chain((first,), (first + letter.lower() for letter in letters[1:]), map(str, count(1)))
        chosen = next(choice for choice in choices if choice not in taken)
        taken.add(chosen)
        made.append((chosen, OTHER))
    return made


def standing_of(state: str) -> str:
    """Return "late", "none" (no contact yet), "opening" (not open yet), "due" or "kept" for the words of a state."""
    said = state.casefold()
    if said.endswith("late"):
        return "late"
    if said.startswith(("no contact", "nobody", "never")):
        return "none"
    if said.startswith("to open"):
        return "opening"
    return "due" if said.startswith("due") else "kept"
