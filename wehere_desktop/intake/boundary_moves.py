"""Places whose beat changes when outlines of beats do: which they are, and moving them within the same change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BY_HAND, BeatFinder, BeatStep
from wehere_desktop.records.beat_finding import anchors_of
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.boundary import BoundaryIndex
    from wehere_desktop.neighbourhood.force import Beat
    from wehere_desktop.neighbourhood.place import Place

_STEP = re.compile(r"Beat: [^.]*\.")
TOLD = 5


@dataclass(frozen=True, slots=True)
class Moved:
    """A place that goes to another beat, and how its beat is found now."""

    place: str
    title: str
    before: str
    after: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What outlines do to places.

    `by_hand` are the names of places that would move but whose beat a person chose; `outside` those of places that
    lie in no outline although their beat has one, and for which no other beat can be found.
    """

    moved: tuple[Moved, ...]
    by_hand: tuple[str, ...]
    outside: tuple[str, ...]

    def sentences(self, names: Mapping[str, str], *, done: bool = False) -> list[str]:
        """Return in sentences how many places move where, and which stay; `names` are those of beats by their ids."""
        found = []
        if self.moved:
            to = Counter(each.after for each in self.moved).most_common()
            shown = [f"{number:,} to {names.get(beat, 'a beat')}" for beat, number in to[:TOLD]]
            more = ["others elsewhere"] if len(to) > TOLD else []
            verb = "moved" if done else f"{'moves' if len(self.moved) == 1 else 'move'}"
            found.append(f"{counted(len(self.moved), 'place')} {verb} to another beat: {listed([*shown, *more])}.")
        for places, one, many in (
            (self.by_hand, "stays where a person put it", "stay where a person put them"),
            (self.outside, "lies in no outline and stays on its beat", "lie in no outline and stay on their beats"),
        ):
            if places:
                more = [f"{len(places) - TOLD:,} more"] if len(places) > TOLD else []
                words = one if len(places) == 1 else many
                found.append(f"{counted(len(places), 'place')} {words}: {listed([*places[:TOLD], *more])}.")
        return found


def moves_of(places: Sequence[Place], beats: Sequence[Beat], index: BoundaryIndex) -> Moves:
    """Return which places go to another beat by these outlines.

    A place in an outline goes to its beat. One in no outline stays, unless its beat has an outline: then it goes to
    the nearest anchor point of a beat without one in its authority, if there is any.
    """
    placed = [(place, place.latitude, place.longitude) for place in places]
    located = [(place, lat, lon) for place, lat, lon in placed if lat is not None and lon is not None]
    inside = index.find_many([(lat, lon) for _, lat, lon in located])
    finder = BeatFinder([anchors_of(beat) for beat in beats if beat.id not in index.beats])
    moved, by_hand, outside = [], [], []
    for (place, lat, lon), held in zip(located, inside, strict=True):
        beat, step = held, BeatStep.BOUNDARY
        if not held:
            if place.beat not in index.beats:
                continue
            beat, step = finder.find(Position(lat, lon), place.authority)
        if beat == place.beat:
            continue
        if place.found_by.endswith(BY_HAND):
            by_hand.append(place.name)
        elif not beat:
            outside.append(place.name)
        else:
            moved.append(Moved(place.id, place.name, place.beat, beat, _found_by(place.found_by, step)))
    return Moves(tuple(moved), tuple(by_hand), tuple(outside))


def _found_by(before: str, step: BeatStep) -> str:
    said = f"Beat: {step}."
    return _STEP.sub(said, before, count=1) if _STEP.search(before) else f"{before} {said}".strip()
