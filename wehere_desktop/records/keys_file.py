"""Reads and writes keys.json, the file that holds a book's sealed key, and tells damage from another program's file."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.database import DATABASE_FILE
from wehere_desktop.records.whole_file import write_whole
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import Sealed, SealSettings, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

KEYS_FILE = "keys.json"
MAGIC = "wehere-keys"
FORMAT = 1
RECOVERY = "recovery"
LARGEST_FILE = 1_000_000
MOST_HOLDERS = 500


@dataclass(frozen=True, slots=True)
class Holder:
    """One person who may open the book (an officer id), or its recovery code, with the tries that failed since."""

    officer: str
    seal: Sealed
    failed: int = 0
    last_failed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Keyring:
    """What keys.json says: which book it belongs to, who holds a key to it, and the seal of the recovery code.

    `practice` lets a front know, before the book is open, that its passphrase is the one all practice books have.
    """

    book_id: str
    holders: tuple[Holder, ...]
    recovery: Holder
    practice: bool = False

    def everyone(self) -> tuple[Holder, ...]:
        """Return the holders and, last, the recovery code."""
        return (*self.holders, self.recovery)


def read_keyring(folder: Path) -> Keyring:
    """Return the keyring of the book in a folder.

    Raises a Refusal of kind ``not-a-book`` (no such file, or one of something else), ``damaged-keys`` (cut off,
    altered, or asking for work no seal of ours asks for), ``newer-book`` or ``no-permission``.
    """
    path = folder / KEYS_FILE
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise no_book_in(folder) from None
    except OSError as error:
        raise Refusal(
            f"The keys of this book cannot be read: {path}.",
            remedy="Check that you may read the folder.",
            kind="no-permission",
        ) from error
    if len(raw) > LARGEST_FILE:
        raise _damaged(folder)
    return _from_json(raw, folder)


def save(keyring: Keyring, folder: Path) -> None:
    """Write keys.json whole or not at all. Raises a Refusal of kind ``disk-full`` or ``no-permission``."""
    content = _to_json(keyring)
    content["checksum"] = _checksum(content)
    write_whole(folder / KEYS_FILE, (json.dumps(content, indent=2, sort_keys=True) + "\n").encode())


def _to_json(keyring: Keyring) -> dict[str, Any]:
    return {
        "magic": MAGIC,
        "format": FORMAT,
        "book": keyring.book_id,
        "practice": keyring.practice,
        "holders": [_holder_to_json(each) for each in keyring.holders],
        "recovery": _holder_to_json(keyring.recovery),
    }


def _holder_to_json(holder: Holder) -> dict[str, Any]:
    seal = holder.seal
    return {
        "officer": holder.officer,
        "failed": holder.failed,
        "last_failed": holder.last_failed.isoformat() if holder.last_failed else None,
        "seal": {
            "kind": "argon2id+aes-256-gcm",
            "memory_kib": seal.settings.memory_kib,
            "passes": seal.settings.passes,
            "lanes": seal.settings.lanes,
            "salt": base64.b64encode(seal.salt).decode(),
            "nonce": base64.b64encode(seal.nonce).decode(),
            "box": base64.b64encode(seal.box).decode(),
        },
    }


def _from_json(raw: bytes, folder: Path) -> Keyring:
    try:
        found = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _damaged(folder) from None
    if not isinstance(found, dict) or found.get("magic") != MAGIC:
        raise _damaged(folder) if (folder / DATABASE_FILE).exists() else no_book_in(folder)
    number = found.get("format")
    if type(number) is int and number > FORMAT:
        raise Refusal(
            "This book was made by a newer edition of the program.",
            remedy="Install the newer edition on this laptop, then open it.",
            kind="newer-book",
        )
    try:
        stated = found.pop("checksum")
        if number != FORMAT or stated != _checksum(found):
            raise _damaged(folder)
        holders = tuple(_holder_from_json(each) for each in found["holders"])
        keyring = Keyring(
            _text(found["book"]), holders, _holder_from_json(found["recovery"]), found["practice"] is True
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, binascii.Error):
        raise _damaged(folder) from None
    names = [each.officer for each in keyring.everyone()]
    if not 1 <= len(holders) <= MOST_HOLDERS or len(set(names)) < len(names) or names[-1] != RECOVERY:
        raise _damaged(folder)
    return keyring


def _holder_from_json(found: dict[str, Any]) -> Holder:
    seal = found["seal"]
    settings = SealSettings(_whole(seal["memory_kib"]), _whole(seal["passes"]), _whole(seal["lanes"]))
    salt, nonce, box = (base64.b64decode(_text(seal[part]), validate=True) for part in ("salt", "nonce", "box"))
    last = None if found["last_failed"] is None else datetime.fromisoformat(_text(found["last_failed"]))
    holder = Holder(_text(found["officer"]), Sealed(salt, nonce, settings, box), _whole(found["failed"]), last)
    if not holder.seal.is_well_formed() or holder.failed < 0 or (last is not None and last.utcoffset() is None):
        raise ValueError(found["officer"])
    return dataclasses.replace(holder, last_failed=last.astimezone(UTC) if last else None)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _checksum(content: dict[str, Any]) -> str:
    """Return a digest that finds damage; it keeps nobody from altering the file, which the seals themselves do."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return fingerprint(plain)


def no_book_in(folder: Path) -> Refusal:
    """Return the Refusal for a folder that holds no book, or not the one it held a moment ago."""
    return Refusal(
        f"There is no book in {folder}.",
        remedy="Choose the folder whose name ends in .wehere, or make a new book.",
        kind="not-a-book",
    )


def _damaged(folder: Path) -> Refusal:
    return Refusal(
        f"The keys of the book in {folder} are damaged, so that it cannot be opened.",
        remedy=f"Put back {KEYS_FILE} from a backup of this book, or restore the backup.",
        kind="damaged-keys",
    )
