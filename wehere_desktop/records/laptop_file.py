"""A file of open facts that a laptop keeps beside its books: opened to read or write, and told from a damaged one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Literal

from wehere_desktop.records.database import errors_made_ours

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from wehere_desktop.refusal import Refusal

OPEN_SECONDS = 5.0
_CORRUPT, _NOT_A_DATABASE = 11, 26


def open_there(path: Path, *, to: Literal["read", "write"], replaced_whole: bool = False) -> sqlite3.Connection:
    """Return a connection to a file that is there, which begins and ends no transaction by itself.

    One that is only ever `replaced_whole` needs no lock to be read. What a process left that was killed while it wrote
    is taken back by whoever opens the file to write.
    """
    mode = "rw" if to == "write" else "ro&immutable=1" if replaced_whole else "ro"
    address = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=OPEN_SECONDS)


def stated(database: sqlite3.Connection) -> tuple[int, int]:
    """Return the format a file says it has, 0 where none was kept, and the bytes it says it is long.

    A file cut short would else be noticed only when a missing page is asked for.
    """
    ((kept, pages, size),) = database.execute(
        "SELECT user_version, page_count, page_size FROM pragma_user_version, pragma_page_count, pragma_page_size"
    ).fetchall()
    return kept, pages * size


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Say whether an error means that the file is damaged or no database at all."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {_CORRUPT, _NOT_A_DATABASE}


def is_damage_or_another(error: sqlite3.DatabaseError) -> bool:
    """Say whether an error means that the file is damaged, or a database made for something else."""
    return is_damage(error) or "no such table" in str(error)


def answers(
    database: sqlite3.Connection, query: str, given: Sequence[object], *, place: str, damaged: Callable[[], Refusal]
) -> list[tuple[Any, ...]]:
    """Return the rows of a query; raises `damaged()` where the file turns out to be, and names `place` in all else."""
    with errors_made_ours(place):
        try:
            return database.execute(query, given).fetchall()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            raise damaged() from error
