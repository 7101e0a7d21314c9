"""The places of the book as the rows of a register so far leave them, laid out by name and on the ground when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.intake.likeness import NEAR_METRES, Known, Neighbours, metres_to, name_words
from wehere_desktop.intake.place_values import known_place

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.neighbourhood.place import Place


class LaidPlaces:
    """Takes places and what becomes of them; nothing is laid out until a row is not known by its reference.

    Most registers come again and again with rows that are all known, and laying out takes longer than reading them.
    """

    def __init__(self) -> None:
        """Begin with no place."""
        self._neighbours = Neighbours()
        self._named: dict[str, set[str]] = {}
        self._waiting: list[tuple[Place | None, Place, int]] = []

    def put(self, place: Place, *, before: Place | None = None, row: int = 0) -> None:
        """Take in a place as it now is, in place of what it was before; `row` is the row that brings it, else 0."""
        self._waiting.append((before, place, row))

    def add(self, known: Known) -> None:
        """Take in a new place made ready for comparing, once it was compared with those there are."""
        self._named.setdefault(known.words.plain, set()).add(known.id)
        self._neighbours.add(known)

    @property
    def near(self) -> Neighbours:
        """The places on the ground."""
        waiting, self._waiting = self._waiting, []
        for before, place, row in waiting:
            if before is not None:
                self._neighbours.remove(known_place(before))
            self.add(known_place(place, row))
        return self._neighbours

    def of_name(self, name: str, postcode: str, position: Position | None) -> list[str]:
        """Return the ids, sorted, of the places of exactly this name at this postcode or within 250 m of a position."""
        near, words = self.near, name_words(name)
        named = self._named.get(words.plain)
        if not named:
            return []
        found = near.near(words, postcode, position)
        return sorted({known.id for known in found if known.id in named and _is_near(known, postcode, position)})


def _is_near(known: Known, postcode: str, position: Position | None) -> bool:
    metres = metres_to(position, known)
    return (bool(postcode) and known.postcode == postcode) or (metres is not None and metres <= NEAR_METRES)
