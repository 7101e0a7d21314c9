"""The file of published crimes on this laptop: whole months replaced in one transaction, told from a damaged file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from wehere_desktop.records.database import errors_made_ours
from wehere_desktop.records.laptop_file import OPEN_SECONDS, is_damage_or_another, open_there, stated
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CRIMES_FILE = "crimes.db"
"""Beside the postcodes and apart from them: those are only ever replaced whole, and can be made anew by the program."""

PLACE = "the crimes of this laptop"
DEGREE = 1_000_000
"""Positions are kept as whole millionths of a degree, as the files have them."""

NOWHERE = (0, 0)
"""The position of a crime that has none: the service itself writes noughts for it."""

MOST_WORDS = 1_000
"""So many kinds of crime, outcomes and forces together; the country has about eighty."""

FORCE, CATEGORY, OUTCOME = 1, 2, 3
"""What a word is: who reported a crime, which kind it is, or what came of it."""

_FORMAT = 1
_TABLES = """
CREATE TABLE word (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (kind, text)
) STRICT;
CREATE TABLE spot (
    id INTEGER PRIMARY KEY, lat INTEGER NOT NULL, lon INTEGER NOT NULL, street TEXT NOT NULL, area_code TEXT NOT NULL,
    area TEXT NOT NULL
) STRICT;
CREATE TABLE month (
    id INTEGER PRIMARY KEY, force INTEGER NOT NULL REFERENCES word (id), month INTEGER NOT NULL, source TEXT NOT NULL,
    number INTEGER NOT NULL, UNIQUE (force, month)
) STRICT;
CREATE TABLE tally (
    month INTEGER NOT NULL REFERENCES month (id), spot INTEGER NOT NULL REFERENCES spot (id),
    category INTEGER NOT NULL REFERENCES word (id), outcome INTEGER NOT NULL REFERENCES word (id),
    number INTEGER NOT NULL, PRIMARY KEY (month, spot, category, outcome)
) STRICT, WITHOUT ROWID;
"""


class Spot(NamedTuple):
    """A map point as files give it: millionths of a degree, the street it is on or near, and its statistical area."""

    lat: int
    lon: int
    street: str
    area_code: str
    area: str


@dataclass(frozen=True, slots=True)
class MonthReplaced:
    """What a month's crimes of one force came to.

    `was` is how many were kept of it before, `gone` how many of those are no longer published there.
    """

    force: str
    month: int
    was: int
    new: int
    changed: int
    unchanged: int
    gone: int

    @property
    def number(self) -> int:
        """Return how many are kept now."""
        return self.new + self.changed + self.unchanged


class CrimeDoor:
    """Writes months of crimes while `writing_crimes` is open; spots and words are known to it by number."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Learn the words and spots already there."""
        self._database = database
        self._words: dict[tuple[int, str], int] = {
            (kind, text): key for key, kind, text in database.execute("SELECT id, kind, text FROM word")
        }
        self._spots: dict[Spot, int] = {
            Spot(*rest): key
            for key, *rest in database.execute("SELECT id, lat, lon, street, area_code, area FROM spot")
        }
        self._next_spot = max(self._spots.values(), default=0) + 1
        self._new_spots: list[tuple[int, int, int, str, str, str]] = []
        self._replaced = False

    def word(self, kind: int, text: str) -> int:
        """Return the number of a force, a kind of crime or an outcome; below 1,024, so that three fit in one number."""
        found = self._words.get((kind, text))
        if found is None:
            if len(self._words) >= MOST_WORDS:
                raise Refusal(
                    f"The file names more than {MOST_WORDS:,} kinds of crime and outcomes.",
                    remedy="Choose a street file as data.police.uk publishes it; nothing was changed.",
                    field="file",
                    kind="wrong-file",
                )
            found = self._words[kind, text] = len(self._words) + 1
            self._database.execute("INSERT INTO word VALUES (?, ?, ?)", (found, kind, text))
        return found

    def spot(self, spot: Spot) -> int:
        """Return the number of a map point."""
        found = self._spots.get(spot)
        if found is None:
            found = self._spots[spot] = self._next_spot
            self._next_spot += 1
            self._new_spots.append((found, *spot))
        return found

    def replace(self, force: str, month: int, counts: dict[int, int], source: str) -> MonthReplaced:
        """Put a month's crimes in the place of those kept of it; `counts` are by `key_of` the three numbers."""
        database, force_key = self._database, self.word(FORCE, force)
        kept = database.execute(
            "SELECT id, number FROM month WHERE force = ? AND month = ?", (force_key, month)
        ).fetchone()
        before: dict[int, int] = {}
        if kept is not None:
            before = {
                key_of(spot, category, outcome): number
                for spot, category, outcome, number in database.execute(
                    "SELECT spot, category, outcome, number FROM tally WHERE month = ?", (kept[0],)
                )
            }
        told = _compared(force, month, before, counts)
        if kept is not None and before == counts:
            return told
        self._keep_spots()
        if kept is not None:
            database.execute("DELETE FROM tally WHERE month = ?", (kept[0],))
            database.execute("UPDATE month SET source = ?, number = ? WHERE id = ?", (source, told.number, kept[0]))
            key, self._replaced = kept[0], True
        else:
            key = database.execute(
                "INSERT INTO month (force, month, source, number) VALUES (?, ?, ?, ?)",
                (force_key, month, source, told.number),
            ).lastrowid
        # In the order of the table, so that it is filled from front to back
        database.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, ?, ?)",
            [(key, each >> 20, each >> 10 & 1023, each & 1023, counts[each]) for each in sorted(counts)],
        )
        return told

    def finish(self) -> None:
        """Take away map points that no crime is at any more."""
        if self._replaced:
            self._database.execute("DELETE FROM spot WHERE id NOT IN (SELECT spot FROM tally)")

    def _keep_spots(self) -> None:
        self._database.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?)", self._new_spots)
        self._new_spots = []


def key_of(spot: int, category: int, outcome: int) -> int:
    """Return the three numbers of a count as one, in the order of the table."""
    return spot << 20 | category << 10 | outcome


@contextmanager
def writing_crimes(folder: Path, *, keep: bool = True) -> Iterator[CrimeDoor]:
    """Yield the door through which months are replaced; all of it is kept once the block ends well, else none.

    With `keep` False nothing is kept: a trial. A damaged file is put aside under another name and a new one begun.
    Raises Refusal where the disk is full or may not be written, or another program writes at this moment.
    """
    path = folder / CRIMES_FILE
    with errors_made_ours(PLACE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _state_of(path) is _State.DAMAGED:
            path.replace(path.with_suffix(".damaged"))
        # A trial on a laptop without crimes leaves no file behind.
        address = path if keep or path.exists() else ":memory:"
        with closing(sqlite3.connect(address, timeout=OPEN_SECONDS, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = FULL")
            # Large enough that nothing is written before all of it is: whoever reads the map need not wait for it.
            database.execute("PRAGMA cache_size = -64000")
            database.execute("BEGIN IMMEDIATE")
            try:
                if not database.execute("PRAGMA user_version").fetchone()[0]:
                    for statement in _TABLES.split(";"):
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {_FORMAT}")
                door = CrimeDoor(database)
                yield door
                door.finish()
                database.execute("COMMIT" if keep else "ROLLBACK")
            finally:
                # A full disk may have ended the whole transaction already
                if database.in_transaction:
                    database.execute("ROLLBACK")


def open_to_ask(folder: Path) -> sqlite3.Connection | None:
    """Return a connection that can only read, None where no crimes were brought in on this laptop.

    Raises Refusal `damaged-reference` where the file is damaged and `newer-reference` where a newer program wrote it.
    """
    path = folder / CRIMES_FILE
    with errors_made_ours(PLACE):
        state = _state_of(path)
        if state is _State.NOTHING:
            return None
        if state is _State.DAMAGED:
            raise damaged_crimes()
        return open_there(path, to="read")


def damaged_crimes() -> Refusal:
    """Return the refusal of a file of crimes that cannot be read."""
    return Refusal(
        "The crimes kept on this laptop are damaged.",
        remedy="Bring the files from data.police.uk in again; the damaged file is then put aside.",
        kind="damaged-reference",
    )


class _State(Enum):
    """How the file stands: none yet, or begun and never kept; whole; or damaged."""

    NOTHING = auto()
    SOUND = auto()
    DAMAGED = auto()


def _state_of(path: Path) -> _State:
    """Return how the file stands; refuses that of a newer program."""
    if not path.exists():
        return _State.NOTHING
    try:
        with closing(open_there(path, to="write")) as database:
            kept, length = stated(database)
            if not kept and not database.execute("SELECT 1 FROM sqlite_master").fetchall():
                return _State.NOTHING
            if length > path.stat().st_size or not kept:
                return _State.DAMAGED
            database.execute("SELECT 1 FROM tally LIMIT 1").fetchall()
    except sqlite3.DatabaseError as error:
        if is_damage_or_another(error):
            return _State.DAMAGED
        raise
    if kept > _FORMAT:
        raise Refusal(
            "The crimes on this laptop were kept by a newer version of this program.",
            remedy="Use the newer version, or install it again.",
            kind="newer-reference",
        )
    return _State.SOUND


def _compared(force: str, month: int, before: dict[int, int], counts: dict[int, int]) -> MonthReplaced:
    """Return what became of a month: a crime whose kind and point stay and whose outcome moves on is changed."""
    unchanged = sum(min(number, before[key]) for key, number in counts.items() if key in before)
    come, left = Counter[int](), Counter[int]()
    for key, number in counts.items():
        come[key >> 10] += max(0, number - before.get(key, 0))
    for key, number in before.items():
        left[key >> 10] += max(0, number - counts.get(key, 0))
    changed = sum(min(number, left[key]) for key, number in come.items() if key in left)
    return MonthReplaced(
        force,
        month,
        was=sum(before.values()),
        new=sum(counts.values()) - unchanged - changed,
        changed=changed,
        unchanged=unchanged,
        gone=sum(left.values()) - changed,
    )
