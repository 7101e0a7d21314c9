"""Which place on the book a person's row means: by its reference, its name, or a near spelling of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.intake.likeness import LIKE_ENOUGH, NameWords, likeness, name_words, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.neighbourhood.place import Place

SURE_ALONE = 92
"""Likeness, of 100, from which a name spelt otherwise still means one place when no other comes near it; ours."""


class PlaceFinder:
    """Finds places by what people write of them; made once for all rows of a file."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Lay out the places by reference and by name."""
        self._references: dict[str, list[Place]] = {}
        self._names: dict[str, list[Place]] = {}
        self._words: list[tuple[NameWords, Place]] = []
        for place in places:
            if place.reference:
                self._references.setdefault(place.reference.casefold(), []).append(place)
            self._names.setdefault(plain_name(place.name), []).append(place)
            self._words.append((name_words(place.name), place))
        self._met: dict[tuple[str, str, str], tuple[str, str]] = {}

    def find(self, name: str, reference: str = "", postcode: str = "") -> tuple[str, str]:
        """Return the id of the place meant, and a doubt in words; both empty if the row names no place.

        The doubt says why no place was found: there is none of that name, or there are several.
        """
        key = (name, reference, postcode)
        if key not in self._met:
            self._met[key] = self._find(name, reference, postcode)
        return self._met[key]

    def _find(self, name: str, reference: str, postcode: str) -> tuple[str, str]:
        by_reference = self._references.get(reference.casefold(), []) if reference else []
        if len(by_reference) == 1:
            return by_reference[0].id, ""
        if not name:
            return "", f"“{reference}”" if reference else ""
        same = self._names.get(plain_name(name), [])
        at_postcode = [place for place in same if postcode and place.postcode == postcode]
        if len(same) == 1 or len(at_postcode) == 1:
            return (at_postcode or same)[0].id, ""
        if same:
            return "", f"“{name}”: there are {len(same)} of that name"
        return self._near(name, postcode)

    def _near(self, name: str, postcode: str) -> tuple[str, str]:
        words = name_words(name)
        found = []
        for theirs, place in self._words:
            here = bool(postcode) and place.postcode == postcode
            score = likeness(words, theirs)
            if score >= (LIKE_ENOUGH if here else SURE_ALONE):
                found.append((here, score, place))
        at_postcode = [each for each in found if each[0]]
        if len(at_postcode) == 1 or len(found) == 1:
            return (at_postcode or found)[0][2].id, ""
        return "", f"“{name}”" + (f": {len(found)} are like it" if found else "")
