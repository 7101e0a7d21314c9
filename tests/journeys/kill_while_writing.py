"""Kills a process at random moments while it writes in a book, and checks after each that the book lost nothing.

Run it long with ``python -m tests.journeys.kill_while_writing --times 200``; the suite runs a short form. A child opens
the book, writes changes of every sort and says on a pipe which it is about to make and which are kept. The parent kills
it, opens the book, and holds it against what was said. The seed is printed, and with it the same choices come again;
the instant at which the signal lands does not. It forks, so it needs a system that can.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.elm_park import PASSPHRASE, QUICK_SEAL, a_book, a_place
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records import BeatBook, create_book, open_book, real_world
from wehere_desktop.records.audit import digest_of
from wehere_desktop.records.copies import all_copies, copy_before_step
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.backup import back_up
from wehere_desktop.safekeeping.parcel import copy_out, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

IMPORTED = 50
AMENDED = 20
KILLS_PER_BOOK = 20
LONGEST_LIFE = 0.7
# What the child does, and how often among the rest.
ACTIONS = {"visit": 6, "import": 4, "amend": 4, "undo": 4, "redo": 3, "erase": 2, "backup": 2, "reopen": 2, "copy": 1}
MOMENTS = ("opening", "import", "any", "erase", "backup", "new book", "any", *ACTIONS)


@dataclass
class Told:
    """What a child said before it was killed: each change kept, the one begun since, and the last digest of records."""

    kept: list[dict[str, Any]] = field(default_factory=list)
    begun: dict[str, Any] | None = None
    state: str = ""
    opened: bool = False

    def hear(self, line: bytes) -> str:
        """Take in one line and return its word."""
        said: dict[str, Any] = json.loads(line)
        if said["word"] == "open":
            self.opened = True
        elif said["word"] == "begin":
            self.begun = said
        elif said["word"] == "kept":
            self.kept.extend(said["changes"])
            self.begun = None
            self.state = said["state"]
        elif said["word"] == "failed":
            raise AssertionError(f"the child failed by itself: {said['what']}")
        return f"{said['word']} {said.get('what', '')}".strip()


def state_of(book: BeatBook) -> str:
    """Return a digest of every place and visit as it stands."""
    facts = [*book.places.all(), *book.visits.all()]
    return digest_of((fact.kind, repr(fact)) for fact in facts)


class Writer:
    """The child: it writes until it is killed."""

    def __init__(self, folder: Path, stick: Path, pipe: int, dice: random.Random) -> None:
        self.folder = folder
        self.stick = stick
        self.pipe = pipe
        self.dice = dice
        self.heard: list[dict[str, Any]] = []
        self.book = self.open()

    def open(self) -> BeatBook:
        book = open_book(self.folder, PASSPHRASE, world=real_world())
        book.on_change(
            lambda done: self.heard.append(
                {
                    "seq": done.seq,
                    "what": done.what,
                    "digest": digest_of((kind, each) for kind, ids in done.ids.items() for each in ids),
                }
            )
        )
        self.say(word="open")
        return book

    def say(self, **words: Any) -> None:
        os.write(self.pipe, (json.dumps(words) + "\n").encode())

    def write_for_ever(self) -> None:
        number = 0
        while True:
            number += 1
            (what,) = self.dice.choices(list(ACTIONS), list(ACTIONS.values()))
            token = f"{what}{os.getpid()}x{number}"
            self.say(word="begin", what=what, token=token)
            self.heard.clear()
            with contextlib.suppress(Refusal):
                getattr(self, f"do_{what}")(token)
            state = state_of(self.book) if self.dice.random() < 0.4 else ""
            self.say(word="kept", what=what, changes=self.heard, state=state)

    def some_places(self, count: int) -> list[str]:
        ids = [place.id for place in self.book.places.all()]
        return self.dice.sample(ids, min(count, len(ids)))

    def do_visit(self, token: str) -> None:
        places = self.some_places(1)
        book = self.book
        with book.change(token):
            book.visits.add(
                Visit(
                    id=book.world.new_id(),
                    on=book.world.today(),
                    officer=book.holder,
                    places=tuple(places),
                    purpose=token,
                    said="Talked about parking at the gates. " * self.dice.randint(1, 60),
                )
            )

    def do_import(self, token: str) -> None:
        with self.book.change(token):
            self.book.places.add_all(
                [a_place(self.book, f"{token} Hall {number}", notes="x" * 200) for number in range(IMPORTED)]
            )

    def do_amend(self, token: str) -> None:
        with self.book.change(token):
            self.book.places.amend_all([(place, {"access": token}) for place in self.some_places(AMENDED)])

    def do_undo(self, token: str) -> None:
        self.book.undo()

    def do_redo(self, token: str) -> None:
        if self.dice.random() < 0.5:
            self.book.undo()
        self.book.redo()

    def do_erase(self, token: str) -> None:
        for place in self.some_places(1):
            self.book.erase("place", place, reason=token)

    def do_backup(self, token: str) -> None:
        for old in sorted(self.stick.glob("*.wehere-backup"))[:-2]:
            old.unlink()
        back_up(self.book, self.stick / token)

    def do_reopen(self, token: str) -> None:
        self.book.close()
        self.book = self.open()

    def do_copy(self, token: str) -> None:
        with self.book.still() as file:
            copy_before_step(self.folder, file, version=1, world=self.book.world)


def start_child(folder: Path, stick: Path, seed: int, *, new_book: Path | None) -> tuple[int, int]:
    """Fork a child that writes in the book, or makes new ones; return its number and the reading end of its pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    # Whatever happens to the child, it must never come back into the parent's program.
    try:
        if new_book is not None:
            os.write(writing, b'{"word": "open"}\n')
            for number in range(100):
                make_book(new_book / f"New {number}.wehere")
        else:
            Writer(folder, stick, writing, random.Random(seed)).write_for_ever()  # noqa: S311 - choices, not secrets
    except BaseException as error:  # noqa: BLE001 - told to the parent, which fails
        os.write(writing, (json.dumps({"word": "failed", "what": repr(error)}) + "\n").encode())
    finally:
        os._exit(1)


def make_book(folder: Path) -> None:
    """Make a book from nothing: its keys, its first step and its first records."""
    book, _ = create_book(
        folder,
        PASSPHRASE,
        officer="Robin Vale",
        rank=Rank.INSPECTOR,
        lpu="Northwich",
        world=real_world(),
        settings=QUICK_SEAL,
    )
    book.close()


def kill_at(child: int, pipe: int, moment: str, delay: float) -> Told:
    """Listen to the child until the moment and a delay (seconds) later kill it; return all that it had said."""
    told = Told()
    heard = b""
    waits_for = {"opening": "", "any": "open", "new book": "open"}.get(moment, f"begin {moment}")
    # Where the moment never comes, the child does not live for ever.
    deadline = time.monotonic() + (delay if not waits_for else 5.0)
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            continue
        block = os.read(pipe, 1 << 16)
        if not block:
            break
        *lines, heard = (heard + block).split(b"\n")
        for line in lines:
            word = told.hear(line)
            if waits_for and word == waits_for:
                waits_for = ""
                deadline = time.monotonic() + delay
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while block := os.read(pipe, 1 << 16):
        heard += block
    os.close(pipe)
    # A line that was cut off was never said.
    for line in heard.split(b"\n")[:-1]:
        told.hear(line)
    return told


def check_book(folder: Path, told: Told, known: dict[int, tuple[str, str]]) -> list[str]:
    """Open the book after a kill, assert that it holds what was told and nothing half, and return what was met.

    `known` is every change the audit has held so far, by number; it grows by those found now.
    """
    with open_book(folder, PASSPHRASE, world=real_world()) as book:
        assert book.check() == [], book.check()
        audit = _audited(book)
        for number, line in known.items():
            assert audit.get(number) == line, f"change {number}, kept before, is gone or altered"
        for change in told.kept:
            assert audit.get(change["seq"]) == (change["what"], change["digest"]), f"{change} was told and is not there"
        last = max([*known, *(change["seq"] for change in told.kept)])
        more = sorted(number for number in audit if number > last)
        # A redo may be an undo and a redo, two changes; every other action is one at most.
        assert len(more) <= (2 if told.begun and told.begun["what"] == "redo" else 1), f"{more} were never begun"
        assert not more or told.begun, f"{more} were never begun"
        assert sorted(audit) == list(range(1, len(audit) + 1)), "the numbers of the changes have a gap"
        known.update(audit)
        if told.begun:
            _nothing_half_written(book, told.begun)
        met = ["ended: kept" if more else "ended: rolled back" if told.begun else "ended: between changes"]
        if told.state and not more:
            met.append("every record compared")
            assert state_of(book) == told.state, "the records are not as they were told"
        with book.change("Written after the kill"):
            added = book.places.add(a_place(book, "Oak Hall"))
        assert book.undo().label == "Written after the kill"
        assert book.places.find(added.id) is None
        known.update(_audited(book))
    return met


def _nothing_half_written(book: BeatBook, begun: dict[str, Any]) -> None:
    token = begun["token"]
    places = book.places.all()
    counts = {
        "import": (sum(place.name.startswith(f"{token} ") for place in places), {0, IMPORTED}),
        "amend": (sum(place.access == token for place in places), {0, min(AMENDED, len(places))}),
        "visit": (sum(visit.purpose == token for visit in book.visits.all()), {0, 1}),
    }
    found, allowed = counts.get(begun["what"], (0, {0}))
    assert found in allowed, f"{begun['what']} is half there: {found} of {max(allowed)}"


def check_files(folder: Path, stick: Path) -> None:
    """Assert that every backup and every copy that bears its name is whole."""
    for path in stick.glob("*.wehere-backup"):
        with opened(path) as (archive, manifest), tempfile.TemporaryFile() as sink:
            for each in manifest.files:
                copy_out(archive, each, sink, path)
    for copy in all_copies(folder):
        with tempfile.TemporaryDirectory() as beside:
            shutil.copy(folder / "keys.json", beside)
            shutil.copy(copy, Path(beside) / "book.db")
            with open_book(Path(beside), PASSPHRASE, world=real_world()) as book:
                assert book.check() == []
        copy.unlink()


def check_new_books(folder: Path) -> int:
    """Assert that every book that bears its name is whole with its first records, and return how many there are."""
    found = list(folder.glob("*.wehere"))
    for path in found:
        with open_book(path, PASSPHRASE, world=real_world()) as book:
            assert book.check() == []
            assert (book.officers.count(), book.beats.count()) == (1, 122)
    shutil.rmtree(folder)
    return len(found)


def run(times: int, seed: int, folder: Path) -> Counter[str]:
    """Kill so many times; return how often each moment was met and how the change then open ended."""
    dice = random.Random(seed)  # noqa: S311 - choices, not secrets
    tally: Counter[str] = Counter()
    book = stick = folder
    known: dict[int, tuple[str, str]] = {}
    for number in range(times):
        if number % KILLS_PER_BOOK == 0:
            room = folder / f"room {number}"
            stick = room / "stick"
            stick.mkdir(parents=True)
            with a_book(room, world=real_world()) as made:
                book = made.folder
            known = changes_in(book)
        moment = MOMENTS[number % len(MOMENTS)] if times < len(MOMENTS) * 2 else dice.choice(MOMENTS)
        new = folder / f"new {number}" if moment == "new book" else None
        if new is not None:
            new.mkdir()
        child, pipe = start_child(book, stick, dice.randrange(1 << 30), new_book=new)
        short = moment in ACTIONS or moment == "opening"
        told = kill_at(child, pipe, moment, dice.uniform(0, 0.12 if short else LONGEST_LIFE))
        tally["changes told as kept"] += len(told.kept)
        tally[f"killed at: {moment}"] += 1
        if new is not None:
            tally["new books found whole"] += check_new_books(new)
            continue
        tally.update(check_book(book, told, known))
        check_files(book, stick)
    return tally


def changes_in(folder: Path) -> dict[int, tuple[str, str]]:
    """Return what the audit of a book says of every change, by its number."""
    with open_book(folder, PASSPHRASE, world=real_world(), read_only=True) as book:
        return _audited(book)


def _audited(book: BeatBook) -> dict[int, tuple[str, str]]:
    return {line.change: (line.what, line.digest) for line in book.audit.lines() if line.change is not None}


def main(words: Iterable[str] | None = None) -> None:
    """Read the command line, run, and print what was met."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--times", type=int, default=200)
    reader.add_argument("--seed", type=int, default=None)
    chosen = reader.parse_args(None if words is None else list(words))
    seed = time.time_ns() % 1_000_000 if chosen.seed is None else chosen.seed
    sys.stdout.write(f"seed {seed}\n")
    sys.stdout.flush()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WEHERE_HOME"] = str(Path(folder) / "laptop")
        tally = run(chosen.times, seed, Path(folder))
    for name, count in sorted(tally.items()):
        sys.stdout.write(f"{count:7,} {name}\n")
    sys.stdout.write(f"{chosen.times} kills in {time.monotonic() - started:.0f} s: nothing was lost\n")


if __name__ == "__main__":
    main()
