"""Books that are made once and copied for each test, which has a whole book of its own in some milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from wehere_desktop.preferences import laptop_identity
from wehere_desktop.records import BeatBook, World, open_book

Draw = Callable[[World], object]
# How often opening a book looks at the clock: before it tries the passphrase, and for its lock.
LOOKS_IN_OPENING = 2


@dataclass(frozen=True, slots=True)
class ReadyBook:
    """A book as it lies on the disk, its laptop's id, and how often it looked at the clock and what else it drew."""

    name: str
    files: dict[str, bytes]
    book: str
    laptop: str
    looks: int
    drawn: tuple[Draw, ...]

    def copied(self, folder: Path, passphrase: str, *, world: World) -> BeatBook:
        """Return a copy inside the folder, open for writing, as if it had just been made there in the world given."""
        for _ in range(self.looks - LOOKS_IN_OPENING):
            world.now()
        for draw in self.drawn:
            draw(world)
        here = folder / self.name
        here.mkdir(parents=True)
        for name, content in self.files.items():
            (here / name).write_bytes(content)
        laptop_identity(self.book, make_id=lambda: self.laptop)
        return open_book(here, passphrase, world=world)


def made_ready(make: Callable[[Path, World], BeatBook], world: World) -> ReadyBook:
    """Return what `make` makes in a folder and a world, closed, for copying; the test's own laptop is left alone."""
    looks: list[datetime] = []
    drawn: list[Draw] = []
    with TemporaryDirectory() as room, pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("WEHERE_HOME", str(Path(room, "laptop")))
        with make(Path(room), _listening(world, looks, drawn)) as book:
            owned = book.ownership
        files = {each.name: each.read_bytes() for each in book.folder.iterdir()}
    return ReadyBook(book.folder.name, files, owned.book_id, owned.laptop, len(looks), tuple(drawn))


def _listening(world: World, looks: list[datetime], drawn: list[Draw]) -> World:
    """Return the same world, but whatever is drawn from it is noted."""

    def now() -> datetime:
        looks.append(world.now())
        return looks[-1]

    def new_id() -> str:
        drawn.append(lambda other: other.new_id())
        return world.new_id()

    def random_bytes(count: int) -> bytes:
        drawn.append(lambda other: other.random_bytes(count))
        return world.random_bytes(count)

    return replace(world, now=now, new_id=new_id, random_bytes=random_bytes)
