"""How numbers are said at the beginning of a sentence, and how a few of many names are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
NAMES_SHOWN = 3


def in_words(number: int) -> str:
    """Return a number to begin a sentence with: “Four”, “12”."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def some_of(names: Sequence[str]) -> str:
    """Return names as a list, of many only the first: “Ash, Birch and 4 more”."""
    if len(names) <= NAMES_SHOWN:
        return listed(names)
    return f"{', '.join(names[: NAMES_SHOWN - 1])} and {len(names) - NAMES_SHOWN + 1} more"
