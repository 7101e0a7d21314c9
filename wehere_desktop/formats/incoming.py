"""A file somebody hands us: whether it can be read at all, what it really is, and how its letters are coded."""

from __future__ import annotations

import codecs
import errno
import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 65_536
_BLOCK = 1 << 20


class FileKind(StrEnum):
    """What the first bytes of a file show it to be, whatever its name says."""

    TEXT = "text"
    ZIP = "zip archive"
    OLD_OFFICE = "older Office file"


# First bytes that no table or card begins with, and what such a file is called in a sentence.
_NOT_FOR_US: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"{\\rtf", "a word-processor document"),
    (b"\x1f\x8b", "a packed (gzip) file"),
    (b"7z\xbc\xaf", "a packed (7z) file"),
    (b"Rar!", "a packed (rar) file"),
    (b"SQLite format 3\x00", "a database"),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<kml", b"<table")


@dataclass(frozen=True, slots=True)
class Coding:
    """How the letters of a text file are coded: Python's codec name, and whether the file ends inside a letter."""

    codec: str
    cut_off: bool = False


def open_incoming(path: Path) -> BinaryIO:
    """Return the file opened for reading bytes.

    Raises Refusal, each with its own word: `missing-file`, `is-a-folder`, `no-permission`, `empty-file`, `unreadable`.
    """
    try:
        if path.is_dir():
            raise Refusal(f"“{path.name}” is a folder.", remedy="Choose a file inside it.", kind="is-a-folder")
        if path.exists() and not path.is_file():
            raise Refusal(f"“{path.name}” is not an ordinary file.", remedy="Choose a file.", kind="unreadable")
        if path.stat().st_size == 0:
            raise Refusal(
                f"“{path.name}” is empty.", remedy="Fetch the file again and check its size.", kind="empty-file"
            )
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError | ValueError) -> Refusal:
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EACCES, errno.EPERM}:
        return Refusal(
            f"You may not read “{path.name}”.",
            remedy="Ask its owner for permission, or copy it to a folder of your own.",
            kind="no-permission",
        )
    if number in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG} or isinstance(error, ValueError):
        return Refusal(
            f"There is no file “{_shown(path)}”.", remedy="Check the name and the folder.", kind="missing-file"
        )
    return Refusal(
        f"“{path.name}” cannot be read: {os.strerror(number) if number else 'the disk gives no reason'}.",
        remedy="Copy it to this laptop and try again.",
        kind="unreadable",
    )


def _shown(path: Path) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in path.name)[:120]


def fingerprint_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes in hexadecimal; raises the Refusals of `open_incoming`."""
    # Loads a library of four megabytes, for files that are brought in alone
    import hashlib

    digest = hashlib.sha256()
    with open_incoming(path) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def kind_of_file(path: Path) -> FileKind:
    """Return what the first bytes show; Refusal `wrong-file` for what can hold no table or card, naming what it is."""
    with open_incoming(path) as file:
        head = file.read(HEAD)
    if head.startswith(b"PK"):
        return FileKind.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLD_OFFICE
    for start, what in _NOT_FOR_US:
        if head.startswith(start):
            raise wrong_file(path, what)
    opening = head.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
    if opening.startswith(_WEB_PAGE):
        raise wrong_file(path, "a web page or XML document")
    if opening.startswith((b"{", b"[")):
        raise wrong_file(path, "a JSON document")
    if b"\x00" in head and not _utf16_codec(head):
        raise wrong_file(path, "made of other things than letters")
    return FileKind.TEXT


def wrong_file(
    path: Path, what: str, *, remedy: str = "Open it in the program it comes from and save the table as CSV or XLSX."
) -> Refusal:
    """Return the Refusal that says the file is `what` and so not the table or the cards that were asked for."""
    return Refusal(f"“{path.name}” is {what}: there is no table to read in it.", remedy=remedy, kind="wrong-file")


def coding_of(path: Path) -> Coding:
    """Return how a text file's letters are coded.

    A byte order mark decides; else UTF-8 if the whole file is valid; else Windows-1252, in which most older British
    registers come; a byte that Windows-1252 does not have leaves the guess to charset-normalizer.
    """
    with open_incoming(path) as file:
        head = file.read(HEAD)
        if head.startswith(codecs.BOM_UTF8):
            return Coding("utf-8-sig")
        if codec := _utf16_codec(head):
            return Coding(codec)
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        unfit = False
        block = file.read(_BLOCK)
        while block:
            following = file.read(_BLOCK)
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                unfit = True
                break
            block = following
        if not unfit:
            return Coding("utf-8", cut_off=bool(decoder.getstate()[0]))
        file.seek(0)
        return Coding(_single_byte_codec(file))


def _utf16_codec(head: bytes) -> str:
    """Return the UTF-16 or UTF-32 codec that a mark, or NULs in every other byte, betray; empty if none does."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:4096]
    half = len(sample) // 2
    if half >= 8:  # noqa: PLR2004 - fewer letters tell nothing
        if sample[1::2].count(0) > 0.9 * half and sample[0::2].count(0) == 0:
            return "utf-16-le"
        if sample[0::2].count(0) > 0.9 * half and sample[1::2].count(0) == 0:
            return "utf-16-be"
    return ""


def _single_byte_codec(file: BinaryIO) -> str:
    unknown_to_windows = b"\x81\x8d\x8f\x90\x9d"
    doubtful = b""
    while block := file.read(_BLOCK):
        if any(byte in block for byte in unknown_to_windows):
            doubtful = block
            break
    if not doubtful:
        return "cp1252"
    # Imported only when in doubt: it takes longer to load than most files take to read.
    import charset_normalizer

    best = charset_normalizer.from_bytes(doubtful[:HEAD]).best()
    guess = best.encoding if best is not None else "latin-1"
    return guess if guess not in {"ascii", "utf_8", "cp1252"} else "latin-1"
