"""The layer of published crimes: which months and kinds are shown, in words, and what there is at one point of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.crime import months_in_words
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.beat_finding import beat_finder
from wehere_desktop.records.crime_points import CrimeSpot, open_crimes
from wehere_desktop.records.point_field import PointField
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

CRIME = "crime"
LATEST = (1, 3, 6, 12)
"""How many of the latest months held may be chosen."""

NOT_HERE = "no published crimes have been brought in on this laptop"
NEVER_THE_PLACE = "at a point near, never the place"
"""Stands in the legend, where there is no room for the whole caveat."""


@dataclass(frozen=True, slots=True)
class CrimesShown:
    """What of the crimes of this laptop is on the map: months and kinds (none: all), and how many lie nowhere on it.

    `held` and `kinds` are all the months and kinds there are to choose from; `trouble` says in a sentence why none can
    be shown.
    """

    months: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    nowhere: int = 0
    trouble: str = ""
    held: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def legend(self) -> str:
        """Return what the legend says: “crimes, January 2019, at a point near, never the place”."""
        if not self.months:
            return self.trouble or NOT_HERE
        missing = f"; {counted(self.nowhere, 'other')} without a place" if self.nowhere else ""
        return f"crimes, {months_in_words(self.months)}, {NEVER_THE_PLACE}{missing}"


def crimes_on_map(
    book: BeatBook, latest: int, categories: Sequence[str], beats: Collection[str], today: date
) -> tuple[PointField, CrimesShown]:
    """Return the crimes of the latest months held, of some kinds (none: all) and beats (none: all); asked in a lane.

    Where the crimes of this laptop cannot be read there are none, and the second says why: the map is still good.
    """
    try:
        with open_crimes(laptop_folder()) as held:
            every = held.months()
            months = every[-latest:]
            finder = beat_finder(book, today) if beats else None
            field = held.on_map(months, categories, beats=beats, finder=finder)
            nowhere = 0 if beats else held.without_a_place(months, categories)
            shown = CrimesShown(months, tuple(categories), nowhere, held=every, kinds=held.categories())
            return field, shown
    except Refusal as refusal:
        return PointField(()), CrimesShown(trouble=str(refusal))


def crimes_at(point: str, shown: CrimesShown) -> CrimeSpot | None:
    """Return what is published at a point of the layer, of the months and kinds that are shown."""
    with open_crimes(laptop_folder()) as held:
        return held.spot(point, shown.months, shown.categories)


def chosen_in_words(latest: int, categories: Sequence[str], months: Sequence[int]) -> str:
    """Return what is chosen as a chip has it: “Crimes of January 2019, Burglary”; `months` are all that are held."""
    kinds = "" if not categories else f", {categories[0]}" if len(categories) == 1 else f", {len(categories)} kinds"
    return f"Crimes of {months_in_words(months[-latest:])}{kinds}" if months else f"Published crimes{kinds}"
