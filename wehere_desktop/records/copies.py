"""Keeps up to ten copies of a book's file beside it, each taken before the program changes the book's form."""

from __future__ import annotations

import contextlib
import re
import shutil
from typing import TYPE_CHECKING

from wehere_desktop.records.whole_file import cannot_write, writing_whole
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.world import World

COPIES_FOLDER = "copies"
KEPT = 10
SPARE_BYTES = 1_000_000
_NAME = re.compile(r"book-(\d{4}-\d\d-\d\d-\d{6})-version-(\d+)(?:-(\d+))?\.db")


def copy_before_step(folder: Path, file: Path, *, version: int, world: World) -> Path:
    """Return a new copy of the book's file in the book's ``copies`` folder, named by the instant (UTC) and its version.

    The caller holds the book and has brought the write-ahead log into the file; a log that is not empty is refused, as
    the copy would lack what is in it. Only the ten newest copies stay, and none goes before the new one is whole.
    Raises a Refusal of kind ``disk-full``, ``no-permission`` or ``busy``.
    """
    copies = folder / COPIES_FOLDER
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise Refusal("The book is being used at this moment.", remedy="Close it and try again.", kind="busy")
    path = _free_name(copies, f"book-{world.now():%Y-%m-%d-%H%M%S}-version-{version}")
    try:
        copies.mkdir(mode=0o700, exist_ok=True)
        room, needed = shutil.disk_usage(copies).free, file.stat().st_size + SPARE_BYTES
    except OSError as error:
        raise cannot_write(copies, error) from error
    if room < needed:
        raise Refusal(
            "The disk is too full to copy the book before it is brought up to date.",
            remedy=f"Free {needed // 1_000_000 + 1:,} MB on this laptop and open the book again; it is untouched.",
            kind="disk-full",
        )
    with file.open("rb") as whole, writing_whole(path) as copy:
        shutil.copyfileobj(whole, copy, 1 << 20)
    for old in all_copies(folder)[KEPT:]:
        # One too many does no harm; what matters is that the new one is there.
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def all_copies(folder: Path) -> list[Path]:
    """Return the copies in a book's folder, newest first; files of other names are none of ours."""
    try:
        found = [(match, path) for path in (folder / COPIES_FOLDER).iterdir() if (match := _NAME.fullmatch(path.name))]
    except OSError:
        return []
    found.sort(key=lambda pair: (pair[0][1], int(pair[0][2]), int(pair[0][3] or 1)), reverse=True)
    return [path for _, path in found]


def last_copy(folder: Path) -> Path | None:
    """Return the newest copy of the book's file, or None if there is none."""
    return next(iter(all_copies(folder)), None)


def remove_copies(folder: Path) -> None:
    """Remove every copy: what was erased from the book must not live on beside it.

    Raises a Refusal of kind ``no-permission`` if one cannot be removed.
    """
    for each in all_copies(folder):
        try:
            each.unlink()
        except OSError as error:
            raise Refusal(
                f"The copy {each} still holds what was erased, and it cannot be removed.",
                remedy="Check that you may write there and remove it by hand.",
                kind="no-permission",
            ) from error


def _free_name(copies: Path, stem: str) -> Path:
    path, number = copies / f"{stem}.db", 1
    while path.exists():
        number += 1
        path = copies / f"{stem}-{number}.db"
    return path
