"""What stands in the slots of a wording: the roads, places and people of the very beat it is told of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.phrases import calendar_slot, clock, mid_sentence, number, round_number
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.neighbourhood.place import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.intake.practice.places import Setting
    from wehere_desktop.intake.practice.scene import Ground

_PLACES = {
    "school": (PlaceKind.SCHOOL, "the school"),
    "park": (PlaceKind.PARK, "the recreation ground"),
    "hall": (PlaceKind.COMMUNITY_HALL, "the hall"),
    "shop": (PlaceKind.SHOP, "the corner shop"),
    "pub": (PlaceKind.PUB, "the pub"),
}


class Neighbours:
    """The places of each beat by kind, so that a wording may name the park or the school next door."""

    def __init__(self, settings: Iterable[Setting]) -> None:
        """Sort the places."""
        self._kept: dict[tuple[str, PlaceKind], list[str]] = defaultdict(list)
        for each in settings:
            self._kept[each.ground.beat.id, each.place.place_kind].append(each.place.name)

    def named(self, slot: str, ground: Ground, but: str) -> str:
        """Return what a slot such as “park” stands for on a beat, never the place `but` itself."""
        kind, otherwise = _PLACES[slot]
        names = [name for name in self._kept[ground.beat.id, kind] if name != but]
        return mid_sentence(names[0]) if names else otherwise


class Slots:
    """Fills the slots of one record: a day on a beat, at a place or not, with somebody there or not."""

    def __init__(
        self,
        ground: Ground,
        day: date,
        chance: Chance,
        neighbours: Neighbours,
        *,
        at: Setting | None = None,
        who: str = "",
        mates: Sequence[Officer] = (),
        given: Mapping[str, str] | None = None,
        digits: bool = False,
    ) -> None:
        """Prepare for one record; `given` holds slots of its own."""
        self._ground, self._day, self._chance, self._neighbours = ground, day, chance, neighbours
        self._at, self._who, self._mates, self._given, self._digits = at, who, mates, given or {}, digits
        self._roads = self._two_roads()
        self.time = ""

    def _two_roads(self) -> tuple[str, str]:
        own = self._at.place.street if self._at else ""
        others = [street for street in self._ground.streets if street != own]
        first, second = self._chance.some(others, 2)
        always = self._at is not None and self._at.place.place_kind is PlaceKind.SPEED_WATCH_SITE
        # Most of what happens at a place happens on its own road.
        return (own, first) if own and (always or self._chance.happens(0.7)) else (first, second)

    def __call__(self, slot: str, behind: str) -> str:
        """Return what a slot stands for; a KeyError if there is no such slot."""
        if slot in self._given:
            return self._given[slot]
        if slot in {"road", "road2"}:
            return self._roads[slot == "road2"]
        if slot in _PLACES:
            return self._neighbours.named(slot, self._ground, self._at.place.name if self._at else "")
        if slot in {"n", "w"}:
            return number(behind, self._chance, words=slot == "w") if not self._digits else self._figure(behind)
        if slot == "r":
            return round_number(behind, self._chance)
        if slot == "time":
            said, self.time = clock(behind, self._chance)
            return said
        calendar = calendar_slot(slot, behind, self._day, self._chance)
        return calendar if calendar is not None else self._spoken_of(slot)

    def _figure(self, behind: str) -> str:
        lowest, highest = (int(part) for part in behind.split("-"))
        return str(self._chance.whole(lowest, highest))

    def _spoken_of(self, slot: str) -> str:
        if slot == "who":
            return self._who or (self._at.nobody if self._at else "somebody")
        if slot == "mate":
            return mate_words(self._chance.one(self._mates), self._chance) if self._mates else "a colleague"
        quarter = self._ground.quarters[0]
        return {"locality": quarter.bears, "town": self._ground.patch.town}[slot]


def mate_words(officer: Officer, chance: Chance) -> str:
    """Return how a colleague is spoken of: “Dele”, or “PC Oyelaran”."""
    first, _, family = officer.name.partition(" ")
    ranks = {Rank.SPECIAL_CONSTABLE: "Special", Rank.SERGEANT: "Sgt"}
    if officer.rank is Rank.VOLUNTEER or chance.happens(0.4):
        return first
    return f"{ranks.get(officer.rank, str(officer.rank))} {family}"
