"""Restores a book from a backup: laid out, opened and checked beside its place first, then put there whole."""

from __future__ import annotations

import contextlib
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from wehere_desktop.preferences import new_laptop_identity
from wehere_desktop.records import World, open_book
from wehere_desktop.records.drive import refuse_network_drive
from wehere_desktop.records.erasing import apply_disposals, read_disposals, write_disposals
from wehere_desktop.records.lock import hold
from wehere_desktop.records.whole_file import cannot_write, settle, writing_whole
from wehere_desktop.records.world import LOCAL_ZONE
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.parcel import DATABASE, KEYS, Manifest, copy_out, opened

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

BOOK_ENDING = ".wehere"
DRAFT_ENDING = ".restoring"
SPARE_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Restored:
    """A book that was put back from a backup.

    Its folder and id, when its backup was made (UTC), how many records were erased again because they had been erased
    since, and where the book lies that was in its place before, if there was one.
    """

    folder: Path
    book_id: str
    made: datetime
    erased_again: int
    set_aside: Path | None


def restore(
    backup: Path, to: Path, passphrase: str, *, world: World, over: bool = False, even_if_unsound: bool = False
) -> Restored:
    """Put the book in a backup into the folder `to` and return what was done.

    Everything is verified first, in a folder beside `to` that goes if anything is wrong: the archive, the digests,
    the passphrase (or recovery code) and the book's own check. A book already at `to` is refused unless `over`, and is
    then set aside beside it, never removed; killed at any moment, this leaves that book whole. What had been erased in
    either is erased again, and this laptop gets a new identity for the book, so that it does not speak with the voice
    of the copy. Raises a Refusal of kind ``no-such-file``, ``not-a-backup``, ``damaged-backup``, ``newer-backup``,
    ``unsound-backup``, ``already-there``, ``held``, ``network-drive``, ``disk-full``, ``no-permission``, and all that
    `open_book` refuses.
    """
    to = Path(os.path.realpath(to))
    refuse_network_drive(to.parent)
    try:
        _refuse_occupied(to, over=over)
    except OSError as error:
        raise cannot_write(to, error) from error
    with opened(backup) as (archive, manifest):
        _need_room(to, manifest)
        with _draft_beside(to) as draft:
            _lay_out(archive, manifest, draft, backup)
            write_disposals(draft, [*read_disposals(draft), *read_disposals(to)])
            book_id, erased = _prove(draft, passphrase, world, backup, even_if_unsound=even_if_unsound)
            set_aside = _put_in_place(draft, to, world)
    new_laptop_identity(book_id, make_id=world.new_id)
    return Restored(to, book_id, manifest.made, erased, set_aside)


def is_book(folder: Path) -> bool:
    """Say whether a folder holds a book, or what is left of one."""
    return any((folder / name).exists() for name in (DATABASE, KEYS))


def _refuse_occupied(to: Path, *, over: bool) -> None:
    if not to.parent.is_dir():
        raise Refusal(
            f"There is no folder “{to.parent}”.",
            remedy="Make it first, or choose another.",
            field="to",
            kind="no-such-folder",
        )
    if not to.exists() or (to.is_dir() and not any(to.iterdir())):
        return
    if not to.is_dir() or not is_book(to):
        raise Refusal(
            f"“{to.name}” is there already, and it is not a book.",
            remedy="Choose another name for the restored book.",
            field="to",
            kind="already-there",
        )
    if not over:
        raise Refusal(
            f"There is already a book in {to}.",
            remedy="Restore to another name, or say that it may take that book's place; that book is then set aside.",
            field="to",
            kind="already-there",
        )


def _need_room(to: Path, manifest: Manifest) -> None:
    needed = manifest.length() + SPARE_BYTES
    try:
        free = shutil.disk_usage(to.parent).free
    except OSError as error:
        raise cannot_write(to, error) from error
    if free < needed:
        raise Refusal(
            f"The book needs {needed // 1_000_000 + 1:,} MB and there are {free // 1_000_000:,} MB free.",
            remedy="Make room on this laptop, or choose another drive.",
            field="to",
            kind="disk-full",
        )


@contextmanager
def _draft_beside(to: Path) -> Iterator[Path]:
    """Yield a new folder on the same drive as `to`; what is left of it afterwards, or of killed ones, is removed."""
    for stale in to.parent.glob(f".*{DRAFT_ENDING}"):
        number = stale.name.removesuffix(DRAFT_ENDING).rpartition(".")[2]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(stale, ignore_errors=True)
    draft = to.with_name(f".{to.name}.{os.getpid()}{DRAFT_ENDING}")
    try:
        draft.mkdir(mode=0o700)
    except OSError as error:
        raise cannot_write(draft, error) from error
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _lay_out(archive: zipfile.ZipFile, manifest: Manifest, draft: Path, backup: Path) -> None:
    for each in manifest.files:
        with writing_whole(draft / each.name) as file:
            copy_out(archive, each, file, backup)


def _prove(draft: Path, passphrase: str, world: World, backup: Path, *, even_if_unsound: bool) -> tuple[str, int]:
    """Open and check the book that was laid out, erase again what must be, and return its id and how many records."""
    with open_book(draft, passphrase, world=world) as book:
        findings = book.check()
        if findings and not even_if_unsound:
            raise Refusal(
                f"The book in “{backup.name}” was not sound when it was backed up: {findings[0]}",
                remedy="Use an earlier backup, or restore this one all the same to look at what it holds.",
                kind="unsound-backup",
            )
        erased = apply_disposals(book, read_disposals(draft))
        book.audit.note("restore")
        return book.book_id, erased


def _put_in_place(draft: Path, to: Path, world: World) -> Path | None:
    """Move the draft to its place, and whatever was there beside it; return where that now lies."""
    if not to.exists():
        _rename(draft, to)
        return None
    if not is_book(to):
        with contextlib.suppress(OSError):
            to.rmdir()
        _rename(draft, to)
        return None
    with hold(to, officer="", world=world) as lock:
        aside = _aside(to, world)
        _rename(to, aside)
        lock.follow(aside)
        try:
            _rename(draft, to)
        except Refusal:
            _rename(aside, to)
            lock.follow(to)
            raise
    return aside


def _aside(to: Path, world: World) -> Path:
    stem = to.name.removesuffix(BOOK_ENDING)
    ending = to.name[len(stem) :]
    minute = f"{world.now().astimezone(LOCAL_ZONE):%Y-%m-%d-%H%M}"
    aside, number = to.with_name(f"{stem}-replaced-{minute}{ending}"), 1
    while aside.exists():
        number += 1
        aside = to.with_name(f"{stem}-replaced-{minute}-{number}{ending}")
    return aside


def _rename(old: Path, new: Path) -> None:
    try:
        old.rename(new)
        settle(new.parent)
    except OSError as error:
        raise cannot_write(new, error) from error
