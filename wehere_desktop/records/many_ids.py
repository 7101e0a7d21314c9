"""A hundred thousand ids in one text: it takes less room, and letting go of it does not hold the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import eq
from typing import overload

BETWEEN = "\x1f"
"""What stands between texts that the database hands over as one."""


class ManyIds(Sequence[str]):
    """Ids of one length out of one text, in an order of their own; equal to any sequence of the same ids."""

    __slots__ = ("_length", "_order", "_whole")

    def __init__(self, whole: str, length: int, order: Sequence[int]) -> None:
        """Hold ids of `length` characters, parted in `whole`; `order` says which of them comes when, from 0."""
        self._whole, self._length, self._order = whole, length, order

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """Return one id, or some as a list."""
        if isinstance(at, slice):
            return [self._of(each) for each in self._order[at]]
        return self._of(self._order[at])

    def __iter__(self) -> Iterator[str]:
        """Go through all of them."""
        return map(self._whole.split(BETWEEN).__getitem__, self._order)

    def __eq__(self, other: object) -> bool:
        """Say whether another sequence holds the same ids in the same order."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, record: object) -> bool:
        """Say whether an id is among them."""
        return isinstance(record, str) and self._number(record) in self._order

    def index(self, record: str, start: int = 0, stop: int | None = None) -> int:
        """Return where an id stands. Raises ValueError where it does not."""
        at = self._order.index(self._number(record))
        if at not in range(len(self))[start:stop]:
            raise ValueError(record)
        return at

    def _of(self, number: int) -> str:
        begins = number * (self._length + 1)
        return self._whole[begins : begins + self._length]

    def _number(self, record: str) -> int:
        begins = self._whole.find(record) if len(record) == self._length else -1
        number, within = divmod(begins, self._length + 1)
        return -1 if within else number


def ids_from(whole: str, order: Sequence[int] | None = None) -> Sequence[str]:
    """Return the ids in a text, parted by `BETWEEN`, in an order of their numbers from 0, else as they stand there.

    Where they are not all of one length it is a list of them. Raises ValueError if the order is not one of all of them.
    """
    count = whole.count(BETWEEN) + 1 if whole else 0
    if order is not None and len(order) != count:
        raise ValueError(f"{len(order)} of {count} ids are put in order.")
    if not count:
        return []
    length = whole.find(BETWEEN) if BETWEEN in whole else len(whole)
    if len(whole) == count * (length + 1) - 1 and whole[length :: length + 1] == BETWEEN * (count - 1):
        return ManyIds(whole, length, range(count) if order is None else order)
    ids = whole.split(BETWEEN)
    return ids if order is None else [ids[number] for number in order]
