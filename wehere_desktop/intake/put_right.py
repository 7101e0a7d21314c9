"""A place put elsewhere on the map: which beat it lies in now, by the same rule as one that is brought in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wehere_desktop.intake.locating import Locator
from wehere_desktop.neighbourhood.boundary import index_of
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.whereabouts import BY_HAND

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook


@dataclass(frozen=True, slots=True)
class PutRight:
    """Where a place is put, and the fields of it that change by that.

    `beat` is the one it lies in then, `elsewhere` that it lies outside the force; `by_hand` that its beat was chosen by
    a person and stays.
    """

    place: str
    position: Position
    beat: str
    before: str
    authority: str
    found_by: str
    elsewhere: bool
    by_hand: bool

    @property
    def moves(self) -> bool:
        """Say whether it goes to another beat."""
        return bool(self.beat) and self.beat != self.before

    def fields(self) -> dict[str, object]:
        """Return what is written of the place: its position, and its beat as it was found unless a person chose it."""
        told: dict[str, object] = {"latitude": self.position.lat, "longitude": self.position.lon}
        if self.elsewhere:
            return told
        told["authority"] = self.authority
        if self.by_hand:
            return told | {"found_by": f"{self.found_by} {BY_HAND}".strip()}
        return told | {"beat": self.beat or self.before, "found_by": self.found_by}


def put_right(book: BeatBook, place: Place, position: Position, gazetteer: GazetteerLike) -> PutRight:
    """Return what putting a place there would change; nothing is written. Asks the postcodes: call it in a lane."""
    today = book.world.today()
    locator = Locator(book.beats.current(today), gazetteer, index_of(book.beat_boundaries.current(today)))
    found = locator.find(place.postcode, position)
    return PutRight(
        place.id,
        position,
        found.beat,
        place.beat,
        found.authority,
        found.found_by,
        elsewhere=found.elsewhere,
        by_hand=place.found_by.endswith(BY_HAND),
    )


def in_words(put: PutRight, names: dict[str, str]) -> str:
    """Return in a sentence which beat the place lies in there; `names` are those of beats by their ids."""
    now, before = names.get(put.beat, "no beat"), names.get(put.before, "no beat")
    if put.elsewhere:
        return f"That is outside the force. Its beat stays {before}."
    if put.by_hand and put.moves:
        return f"That is in {now}, but its beat was chosen by hand and stays {before}."
    if put.moves:
        return f"Now in {now} beat, before in {before}." if put.before else f"Now in {now} beat."
    return f"Still in {before} beat." if put.before else "No beat is found for it there."
