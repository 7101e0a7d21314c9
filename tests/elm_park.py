"""Elm Park: a small made-up neighbourhood and a world that stands still, built by plain functions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.ready_books import ReadyBook, made_ready
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.officer import Officer, Rank
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records import BeatBook, World, create_book, keyring, open_book
from wehere_desktop.records.world import id_maker
from wehere_desktop.sealing import SealSettings

PASSPHRASE = "elm park on a wet tuesday"  # noqa: S105 - opens books made in tests and nothing else
TODAY = date(2026, 11, 22)
# Near the weakest that the sealing allows: what is tested here is never the slowness of the derivation
QUICK_SEAL = SealSettings(memory_kib=64, passes=1, lanes=1)


class StillWorld:
    """A clock that moves on by a second at each look, and randomness that is the same each time."""

    def __init__(self, day: date = TODAY, *, seed: str = "elm park") -> None:
        """Start at nine in the morning (UTC) of a day."""
        self.instant = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        self.paused: list[float] = []
        self._seed = seed
        self._drawn = 0

    def now(self) -> datetime:
        """Return the instant, and move on by a second."""
        self.instant += timedelta(seconds=1)
        return self.instant

    def random_bytes(self, count: int) -> bytes:
        """Return bytes that look random and are the same each time."""
        found = b""
        while len(found) < count:
            self._drawn += 1
            found += hashlib.sha256(f"{self._seed} {self._drawn}".encode()).digest()
        return found[:count]

    def world(self) -> World:
        """Return the world that tells this time."""
        standing = self.instant

        def for_ids() -> datetime:
            return standing

        return World(self.now, id_maker(for_ids, self.random_bytes), self.paused.append, self.random_bytes)


def still_world(day: date = TODAY, *, seed: str = "elm park") -> World:
    """Return a world that starts at nine in the morning of a day and gives the same ids each time."""
    return StillWorld(day, seed=seed).world()


def a_book(folder: Path, *, world: World | None = None, practice: bool = False) -> BeatBook:
    """Return a new book open for writing, held by Inspector Robin Vale of Northwich.

    In the usual world it is a copy of one that was made for the first test to ask, and cannot be told from a new one.
    """
    if world is not None:
        return a_book_made_anew(folder, world, practice=practice)
    return _usual_book(practice=practice).copied(folder, PASSPHRASE, world=still_world())


def a_book_made_anew(folder: Path, world: World, *, practice: bool = False) -> BeatBook:
    """Return a new book as `a_book` does, but made from nothing in the world given."""
    book, _ = create_book(
        folder / "Elm Park.wehere",
        PASSPHRASE,
        officer="Robin Vale",
        rank=Rank.INSPECTOR,
        lpu="Northwich",
        world=world,
        practice=practice,
        settings=QUICK_SEAL,
    )
    return book


@cache
def _usual_book(*, practice: bool) -> ReadyBook:
    return made_ready(partial(a_book_made_anew, practice=practice), still_world())


def seal_lightly(folder: Path) -> None:
    """Seal a closed book of a story to the same passphrase anew, so that opening it a dozen times takes no seconds."""
    key, holder, ring = keyring.open_with(folder, keyring.read_keyring(folder), PASSPHRASE, world=still_world())
    light = keyring.change_passphrase(ring, key, PASSPHRASE, officer=holder, world=still_world(), settings=QUICK_SEAL)
    keyring.save(light, folder)


def reopened(book: BeatBook, *, world: World | None = None, read_only: bool = False) -> BeatBook:
    """Close a book and return it opened again."""
    book.close()
    return open_book(book.folder, PASSPHRASE, world=world or book.world, read_only=read_only)


def ids_from(number: int = 1) -> Callable[[], str]:
    """Return a maker of plain counting ids in the shape of a UUIDv7."""
    count = number - 1

    def make() -> str:
        nonlocal count
        count += 1
        return f"01900000-0000-7000-8000-{count:012d}"

    return make


def a_place(book: BeatBook, name: str = "Elm Park Primary School", **fields: Any) -> Place:
    """Return a place that is not yet in the book."""
    fields.setdefault("place_kind", PlaceKind.SCHOOL)
    return Place(id=book.world.new_id(), name=name, **fields)


def an_officer(book: BeatBook, name: str = "Sam Ashdown", **fields: Any) -> Officer:
    """Return an officer who is not yet in the book."""
    return Officer(id=book.world.new_id(), name=name, **fields)


def a_contact(book: BeatBook, name: str = "Helen Marsh", **fields: Any) -> Contact:
    """Return a contact who is not yet in the book."""
    return Contact(id=book.world.new_id(), name=name, **fields)


def a_role(book: BeatBook, contact: str, place: str, **fields: Any) -> ContactRole:
    """Return a role at a place that is not yet in the book."""
    return ContactRole(id=book.world.new_id(), contact=contact, place=place, **fields)


def a_visit(book: BeatBook, place: str, on: date = TODAY, **fields: Any) -> Visit:
    """Return a visit that is not yet in the book."""
    fields.setdefault("said", "Talked about parking at the gates.")
    return Visit(id=book.world.new_id(), on=on, officer=book.holder, places=(place,), **fields)
