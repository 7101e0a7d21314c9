"""Backs a book up into one file that holds all of it, still sealed, and can be restored on any laptop."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import wehere_desktop
from wehere_desktop.records.whole_file import cannot_write, writing_whole
from wehere_desktop.records.world import LOCAL_ZONE
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.parcel import (
    BACKUP_ENDING,
    DATABASE,
    DISPOSALS,
    KEYS,
    MANIFEST,
    Contained,
    Manifest,
)

if TYPE_CHECKING:
    from wehere_desktop.records import BeatBook

SPARE_BYTES = 1_000_000
BOOK_ENDING = ".wehere"


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that lies on the disk: where, how long in bytes, and its SHA-256 in hexadecimal."""

    path: Path
    bytes: int
    sha256: str


def back_up(book: BeatBook, to: Path) -> BackupMade:
    """Write a backup of an open book and return where it lies.

    `to` is a folder, in which it is named after the book and the local minute, or the file to write, whose name gets
    the right ending. The book is held still meanwhile; records and keys stay sealed, so the passphrase that opens the
    book opens the backup. The lock, the copies and this laptop's own settings stay behind.
    Raises a Refusal of kind ``already-there`` (nothing is written over), ``inside-the-book``, ``disk-full``,
    ``no-permission``, ``busy`` or ``read-only``.
    """
    path = _where(book, to)
    with book.still() as database:
        sources = {DATABASE: database, KEYS: book.folder / KEYS, DISPOSALS: book.folder / DISPOSALS}
        there = {name: source for name, source in sources.items() if source.is_file()}
        _need_room(path, sum(source.stat().st_size for source in there.values()))
        with writing_whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            files = tuple(_put_in(archive, name, source) for name, source in there.items())
            made = book.world.now()
            manifest = Manifest(book.book_id, book.folder.name, made, wehere_desktop.__version__, files)
            archive.writestr(_entry(MANIFEST), manifest.as_json())
    digest = _digest(path)
    book.audit.note("backup", digest=digest)
    return BackupMade(path, path.stat().st_size, digest)


def backup_name(book: BeatBook) -> str:
    """Return the name a backup made now goes by: the book's name and the local day and minute."""
    return f"{book.folder.name.removesuffix(BOOK_ENDING)}-{_minute(book)}{BACKUP_ENDING}"


def _minute(book: BeatBook) -> str:
    return f"{book.world.now().astimezone(LOCAL_ZONE):%Y-%m-%d-%H%M}"


def _where(book: BeatBook, to: Path) -> Path:
    if to.is_dir():
        path = to / backup_name(book)
    else:
        path = to if to.name.endswith(BACKUP_ENDING) else to.with_name(to.name + BACKUP_ENDING)
    if path.resolve().is_relative_to(book.folder.resolve()):
        raise Refusal(
            "A backup inside the book's own folder would be lost with it.",
            remedy="Choose another folder, best of all on another drive.",
            field="to",
            kind="inside-the-book",
        )
    if path.exists():
        raise Refusal(
            f"“{path.name}” is already there and is not written over.",
            remedy="Choose another name, or wait a minute.",
            field="to",
            kind="already-there",
        )
    if not path.parent.is_dir():
        raise Refusal(
            f"There is no folder “{path.parent}”.",
            remedy="Make it first, or choose another.",
            field="to",
            kind="no-such-folder",
        )
    return path


def _need_room(path: Path, length: int) -> None:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError as error:
        raise cannot_write(path, error) from error
    needed = length + SPARE_BYTES
    if free < needed:
        raise Refusal(
            f"The backup needs {needed // 1_000_000 + 1:,} MB and there are {free // 1_000_000:,} MB free.",
            remedy="Make room, or choose another drive.",
            field="to",
            kind="disk-full",
        )


def _put_in(archive: zipfile.ZipFile, name: str, source: Path) -> Contained:
    digest = hashlib.sha256()
    length = 0
    with source.open("rb") as file, archive.open(_entry(name), "w", force_zip64=True) as target:
        while block := file.read(1 << 20):
            digest.update(block)
            length += len(block)
            target.write(block)
    return Contained(name, length, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    # The manifest says when it was made; a fixed time here lets the same book make the same file.
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o600 << 16
    return entry


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
