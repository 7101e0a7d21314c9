"""Chance that falls out the same each time: every choice of the practice book comes from a seed and a subject."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Chance:
    """A run of choices that depends on nothing but the subject it was made for.

    Each beat, place or person has a subject of its own, so that adding a line to one table leaves the rest as it was.
    """

    def __init__(self, *subject: object) -> None:
        """Start the run of one subject, such as a seed, the day, "visits" and a place."""
        self._random = random.Random("/".join(map(str, subject)))  # noqa: S311 - must fall out the same, not be secret

    def whole(self, lowest: int, highest: int) -> int:
        """Return a whole number between the two, both included."""
        return self._random.randint(lowest, highest)

    def part(self, lowest: float = 0.0, highest: float = 1.0) -> float:
        """Return a number between the two."""
        return self._random.uniform(lowest, highest)

    def happens(self, share: float) -> bool:
        """Say yes in this share of cases, from 0 to 1."""
        return self._random.random() < share

    def one(self, things: Sequence[T]) -> T:
        """Return one of the things."""
        return self._random.choice(things)

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Return so many different things, or all of them if there are fewer."""
        return self._random.sample(things, min(count, len(things)))

    def weighed(self, things: Iterable[tuple[T, float]]) -> T:
        """Return one of the things, each as likely as its weight beside the others'."""
        kept = list(things)
        return self._random.choices([thing for thing, _ in kept], [weight for _, weight in kept])[0]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """Return the things in another order."""
        kept = list(things)
        self._random.shuffle(kept)
        return kept

    def bytes(self, count: int) -> bytes:
        """Return so many bytes."""
        return self._random.randbytes(count)
