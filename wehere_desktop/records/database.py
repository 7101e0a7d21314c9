"""The sealed database file: opened with its key, and every error it raises turned into ours in this one place."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlcipher3

from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATABASE_FILE = "book.db"
BOOKS_CACHE, READERS_CACHE = 64_000, 8_000
"""How much of the unsealed file the connection of a book keeps in memory, and one for reading beside it: kilobytes.

A book of 100,000 places is searched for a common word four times as fast with 64 as with 32 megabytes; a book of an
LPU needs neither.
"""

_READ_ONLY, _FULL, _CANT_OPEN, _PERMISSION, _AUTH = 8, 13, 14, 3, 23
_BUSY, _LOCKED = 5, 6
_IO, _CORRUPT, _NOT_A_DATABASE = 10, 11, 26
_CONSTRAINT_FOREIGN_KEY = 787


class Database:
    """An unlocked database: its connection, and what is asked and written through it.

    The library that walks books up (`sqlite_utils`) has such a class too, but takes longer to load than all else that
    opening a book needs.
    """

    __slots__ = ("conn",)

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Serve one connection that begins and ends no transaction by itself."""
        self.conn = conn

    def execute(self, sql: str, given: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Carry out one statement and return its cursor."""
        return self.conn.execute(sql, given)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Keep everything inside together, or, if anything is raised, none of it; one may stand inside another."""
        within = self.conn.in_transaction
        self.conn.execute('SAVEPOINT "within"' if within else "BEGIN")
        try:
            yield
            self.conn.execute('RELEASE "within"' if within else "COMMIT")
        except BaseException:
            # A full disk may have ended the whole transaction already
            if self.conn.in_transaction:
                self.conn.execute('ROLLBACK TO "within"' if within else "ROLLBACK")
                if within:
                    self.conn.execute('RELEASE "within"')
            raise


def connect(file: Path, key: bytes, *, read_only: bool = False, cache: int = BOOKS_CACHE) -> Database:
    """Return the database in `file` unlocked with its 32-byte key; a new file is made unless `read_only`.

    The key goes in raw, since our own slow derivation has been done. Foreign keys are on, the log is written ahead,
    each commit reaches the disk, and what is deleted is overwritten.
    """
    address = f"file:{quote(str(file.resolve()))}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlcipher3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=5.0)
    # The library reports a wrong key on standard error as well as by an exception; the exception is enough
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        # Sixteen megabytes: moving the log into the file every megabyte would be felt in one change of thirty
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
    connection.execute(f"PRAGMA cache_size = -{cache}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA recursive_triggers = ON")
    return Database(connection)


@contextmanager
def errors_made_ours(place: str = "") -> Iterator[None]:
    """Turn what the database or the disk raises into a refusal where the user can act, else into a fault.

    Both the sealed library's exceptions and the standard one's are caught, since they share no ancestor.
    """
    try:
        yield
    except (sqlcipher3.DatabaseError, sqlite3.DatabaseError) as error:
        raise _ours(getattr(error, "sqlite_errorcode", None), str(error), place) from error
    except OSError as error:
        raise _from_disk(error, place) from error


def _ours(code: int | None, words: str, place: str) -> Exception:
    where = f" in {place}" if place else ""
    primary = code & 0xFF if code is not None else None
    if primary == _FULL:
        return Refusal(
            f"The disk is full, so nothing was written{where}.",
            remedy="Free some space on this laptop and do it again; what was there before is untouched.",
            kind="disk-full",
        )
    if primary in (_READ_ONLY, _CANT_OPEN, _PERMISSION, _AUTH):
        return Refusal(
            f"This laptop does not let the program write{where or ' there'}.",
            remedy="Choose a folder of your own, or ask for permission to write to this one.",
            kind="no-permission",
        )
    if primary in (_BUSY, _LOCKED):
        return Refusal(
            "Another program is using the book's file at this moment.",
            remedy="Wait a few seconds and try again.",
            kind="busy",
        )
    if primary in (_CORRUPT, _NOT_A_DATABASE, _IO):
        return Refusal(
            f"The book's file is damaged{where}.",
            remedy="Restore the last copy; nothing has been changed.",
            kind="damaged-book",
        )
    if code == _CONSTRAINT_FOREIGN_KEY or "FOREIGN KEY" in words:
        return Refusal(
            "Something else in the book still refers to this, or this refers to something that is not there.",
            remedy="Take away what refers to it first.",
            kind="referred-to",
        )
    # The words of a database error may quote what was being written, so they are left out of the fault
    return Fault(f"The book's database reported error {code}.")


def _from_disk(error: OSError, place: str) -> Refusal:
    import errno

    name = Path(error.filename).name if isinstance(error.filename, str) else place or "the file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(
            f"The disk is full, so {name} was not written.",
            remedy="Free some space on this laptop and do it again.",
            kind="disk-full",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal(
            f"This laptop does not let the program use {name}.",
            remedy="Choose a folder of your own, or ask for permission to use this one.",
            kind="no-permission",
        )
    if error.errno == errno.ENOENT:
        return Refusal(f"{name} is not there.", remedy="Check the name and try again.", kind="not-there")
    return Refusal(f"{name} could not be used ({error.strerror}).", remedy="Try again.", kind="disk")


def rows(db: Database, sql: str, given: tuple[Any, ...] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query as tuples."""
    return list(db.execute(sql, given).fetchall())
