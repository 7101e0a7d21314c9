"""The form of a backup file: which files a book travels as, the manifest that vouches for them, and what is refused."""

from __future__ import annotations

import hashlib
import json
import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BACKUP_ENDING = ".wehere-backup"
MAGIC = "wehere-backup"
FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "book.db"
KEYS = "keys.json"
DISPOSALS = "disposal.json"
NEEDED = (DATABASE, KEYS)
MAY_HOLD = (DATABASE, KEYS, DISPOSALS)
LARGEST_MANIFEST = 100_000
ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Contained:
    """One file in a backup: its name, its length in bytes and its SHA-256 in hexadecimal."""

    name: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: whose it is, when it was made (UTC), by which program, and what it holds."""

    book_id: str
    book_name: str
    made: datetime
    program: str
    files: tuple[Contained, ...]

    def as_json(self) -> bytes:
        """Return the manifest as it is written into the backup."""
        files = {each.name: {"bytes": each.length, "sha256": each.sha256} for each in self.files}
        content = {
            "magic": MAGIC,
            "format": FORMAT,
            "book": self.book_id,
            "name": self.book_name,
            "made": self.made.isoformat(),
            "program": self.program,
            "files": files,
        }
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()

    def length(self) -> int:
        """Return how many bytes the files take when laid out."""
        return sum(each.length for each in self.files)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Yield a backup that has been looked over from outside, with its manifest, for reading file by file.

    Only what we write is read: the three or four files we know, each once, stored and not compressed, as long in all
    places as the manifest says. That leaves no room for a path that leads elsewhere, for a link or for an archive that
    swells. Anything else raises a Refusal of kind ``not-a-backup``, ``damaged-backup`` or ``newer-backup``.
    """
    with _opened_file(path) as file, _refusing_damage(path):
        archive = zipfile.ZipFile(file)
        with archive:
            whole = file.seek(0, 2)
            entries = {each.filename: each for each in archive.infolist()}
            if MANIFEST not in entries:
                raise not_a_backup(path)
            if len(entries) != len(archive.infolist()) or not all(_is_plain(each, whole) for each in entries.values()):
                raise damaged(path)
            if sum(each.file_size for each in entries.values()) > whole:
                raise damaged(path)
            manifest = _read_manifest(archive, entries[MANIFEST], path)
            stated = {each.name: each.length for each in manifest.files}
            if stated != {name: each.file_size for name, each in entries.items() if name != MANIFEST}:
                raise damaged(path)
            yield archive, manifest


def copy_out(archive: zipfile.ZipFile, each: Contained, target: BinaryIO, path: Path) -> None:
    """Write one file of a backup to `target`; a Refusal of kind ``damaged-backup`` if it is not what was put in."""
    digest = hashlib.sha256()
    length = 0
    with _refusing_damage(path), archive.open(each.name) as source:
        while block := source.read(1 << 20):
            digest.update(block)
            length += len(block)
            target.write(block)
    if (length, digest.hexdigest()) != (each.length, each.sha256):
        raise damaged(path)


def not_a_backup(path: Path) -> Refusal:
    """Return the Refusal for a file of some other kind."""
    return Refusal(
        f"“{path.name}” is not a backup of a book.",
        remedy=f"Choose a file whose name ends in {BACKUP_ENDING}.",
        kind="not-a-backup",
    )


def damaged(path: Path) -> Refusal:
    """Return the Refusal for a backup that is no longer as it was made."""
    return Refusal(
        f"The backup “{path.name}” is damaged or was altered, so nothing was restored from it.",
        remedy="Copy it again from where it was kept, or use an earlier backup.",
        kind="damaged-backup",
    )


def unreadable(path: Path) -> Refusal:
    """Return the Refusal for a file that is there but may not be read."""
    return Refusal(f"“{path}” cannot be read.", remedy="Check that you may read it.", kind="no-permission")


@contextmanager
def _opened_file(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Refusal(
            f"There is no file “{path}”.", remedy="Check its name and where it lies.", kind="no-such-file"
        ) from None
    except IsADirectoryError:
        raise not_a_backup(path) from None
    except OSError as error:
        raise (not_a_backup(path) if path.is_dir() else unreadable(path)) from error
    with file:
        yield file


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """Turn what a strange archive makes the zip reader raise into one plain sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise not_a_backup(path) from error
    except (struct.error, UnicodeError, OverflowError, MemoryError, ValueError) as error:
        raise damaged(path) from error


def _is_plain(entry: zipfile.ZipInfo, whole: int) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        entry.filename in (MANIFEST, *MAY_HOLD)
        and entry.orig_filename == entry.filename
        and entry.compress_type == zipfile.ZIP_STORED
        and not entry.flag_bits & ENCRYPTED
        and entry.file_size == entry.compress_size
        and 0 <= entry.header_offset < whole
        and kind in (0, stat.S_IFREG)
    )


def _read_manifest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> Manifest:
    if entry.file_size > LARGEST_MANIFEST:
        raise damaged(path)
    try:
        found = json.loads(archive.read(entry).decode("utf-8"))
        if found["magic"] != MAGIC:
            raise not_a_backup(path)
        if type(found["format"]) is int and found["format"] > FORMAT:
            raise Refusal(
                f"The backup “{path.name}” was made by a newer edition of the program.",
                remedy="Install the newer edition on this laptop, then restore it.",
                kind="newer-backup",
            )
        files = tuple(Contained(name, each["bytes"], each["sha256"]) for name, each in found["files"].items())
        made = datetime.fromisoformat(found["made"])
        manifest = Manifest(str(found["book"]), str(found["name"]), made, str(found["program"]), files)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged(path) from None
    names = {each.name for each in files}
    if not names.issuperset(NEEDED) or not names.issubset(MAY_HOLD) or made.utcoffset() is None:
        raise damaged(path)
    return manifest
