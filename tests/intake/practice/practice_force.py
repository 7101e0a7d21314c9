"""The practice facts of a day as tests look at them: made anew, or once for all who only read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from tests.elm_park import TODAY, still_world
from wehere_desktop.intake.practice import PracticeFacts, practice_facts
from wehere_desktop.intake.practice.scene import PracticeGazetteer
from wehere_desktop.intake.practice.tables import patches
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.ground import Position, metres_between, normal_postcode
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.neighbourhood.whereabouts import PostcodePoint
from wehere_desktop.records.force_structure import units_and_beats

A_DOZEN = frozenset(
    ["AA01", "AC01", "AD09AD10", "BD02BD03", "BE04", "DE05", "GA03", "KB04", "VA02", "VB01", "VB02", "VB04"]
)
# One beat of each of four units.
A_FEW = frozenset(["AA01", "BE04", "DE05", "VB02"])


class DottedGazetteer:
    """A gazetteer with made-up postcodes on a small grid round every anchor point of every beat."""

    def __init__(self, beats: Iterable[Beat]) -> None:
        """Lay a grid of points round each anchor and each locality of the practice tables."""
        self._points: dict[str, PostcodePoint] = {}
        at = {patch.beat: [middle for _, middle in patch.localities if middle] for patch in patches().values()}
        for beat in beats:
            anchors = [Position(*map(float, text.split())) for text in beat.anchors]
            for middle in anchors + at[beat.police_id]:
                for step in range(25):
                    lat = middle.lat + (step % 5 - 2) * 0.001
                    self._add(Position(round(lat, 6), round(middle.lon + (step // 5 - 2) * 0.0016, 6)), beat)

    def _add(self, position: Position, beat: Beat) -> None:
        number = len(self._points)
        letters = "ABDEFGHJLN"
        code = f"CW{number // 1000} {number // 100 % 10}{letters[number // 10 % 10]}{letters[number % 10]}"
        self._points[code] = PostcodePoint(code, position, beat.authorities[0], live=True)

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the point of a postcode."""
        return self._points.get(normal_postcode(text) or "")

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest point."""
        found = min(self._points.values(), key=lambda point: metres_between(position, point.position))
        return found, metres_between(position, found.position)

    def points(self, authorities: Iterable[str] = (), *, live_only: bool = True) -> Iterator[PostcodePoint]:
        """Return the points of the authorities."""
        return (point for point in self._points.values() if point.authority in set(authorities))


@dataclass(frozen=True)
class Force:
    """A practice book's facts beside the units and beats they are for."""

    day: date
    lpus: list[Lpu]
    beats: list[Beat]
    first: Officer
    facts: PracticeFacts


def made(
    day: date, seed: int = 2026, only: frozenset[str] = frozenset(), postcodes: PracticeGazetteer | None = None
) -> Force:
    """Return the facts of a day and a seed, of all beats or of some, made anew; without postcodes, at made-up ones."""
    world = still_world(day)
    lpus, beats = units_and_beats(world)
    first = Officer(id=world.new_id(), name="Robin Vale", rank=Rank.CHIEF_INSPECTOR)
    northwich = next(each.id for each in lpus if each.name == "Northwich")
    facts = practice_facts(
        day,
        lpus=lpus,
        beats=beats,
        first=first,
        first_lpu=northwich,
        gazetteer=postcodes or DottedGazetteer(beats),
        new_id=world.new_id,
        seed=seed,
        only=only,
    )
    return Force(day, lpus, beats, first, facts)


@cache
def part_of_force(day: date) -> Force:
    """Return the facts of a dozen beats on a day, made once."""
    return made(day, only=A_DOZEN)


@cache
def few_of_force() -> Force:
    """Return the facts of a few beats on the usual day, made once."""
    return made(TODAY, only=A_FEW)
