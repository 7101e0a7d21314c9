"""Opens a book's keyring with a passphrase or the recovery code, slower after each wrong one, and changes who may."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from typing import TYPE_CHECKING

from wehere_desktop.records.keys_file import (
    FORMAT,
    MAGIC,
    MOST_HOLDERS,
    RECOVERY,
    Holder,
    Keyring,
    no_book_in,
    read_keyring,
    save,
)
from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.sealing import (
    CODE_GROUPS,
    FULL_SETTINGS,
    NONCE_BYTES,
    SALT_BYTES,
    SealSettings,
    WrongPassphrase,
    WrongRecoveryCode,
    looks_like_recovery_code,
    new_recovery_code,
    read_recovery_code,
    seal_key,
    unseal_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from wehere_desktop.records.world import World

__all__ = [
    "Holder",
    "Keyring",
    "add_holder",
    "change_passphrase",
    "new_keyring",
    "new_recovery",
    "open_with",
    "open_with_recovery",
    "pause_before",
    "read_keyring",
    "remove_holder",
    "save",
]

LONGEST_PAUSE = 60.0


def new_keyring(
    key: bytes,
    passphrase: str,
    *,
    book_id: str,
    officer: str,
    world: World,
    settings: SealSettings = FULL_SETTINGS,
    practice: bool = False,
) -> tuple[Keyring, str]:
    """Return a keyring for a new book with its first holder, and the recovery code to print once.

    It is not written yet, and the passphrase is taken as it is: see `save` and `sealing.check_passphrase`.
    """
    code = new_recovery_code(world.random_bytes)
    first = _sealed_for(officer, key, passphrase, book_id, world, settings)
    return Keyring(book_id, (first,), _sealed_for(RECOVERY, key, code, book_id, world, settings), practice), code


def open_with(
    folder: Path, keyring: Keyring, passphrase: str, *, world: World, officer: str = ""
) -> tuple[bytes, str, Keyring]:
    """Return the book's key, the officer id of the holder whose passphrase it was, and the keyring as it now stands.

    All holders are tried, or only `officer` if one is named. After failed tries the world first pauses 1, 2, 4 …
    at most 60 seconds, less what has passed since the last. Raises WrongPassphrase, with the failed try already kept
    in keys.json so that another process waits too; opening clears the opener's count.

    The printed recovery code may stand in the passphrase's place; it opens for `officer`, else for the first holder.
    What looks like a code with a slip in it, and opens nothing, is a Refusal of kind ``mistyped-recovery-code``.
    """
    if (code := _whole_code(passphrase)) and officer in ("", *(each.officer for each in keyring.holders)):
        key, after = open_with_recovery(folder, keyring, code, world=world)
        return key, officer or keyring.holders[0].officer, after
    tried = tuple(each for each in keyring.holders if officer in ("", each.officer))
    if not tried:
        raise Refusal(
            "This person has no passphrase for this book.",
            remedy="Someone who can open it may add them.",
            field="officer",
            kind="not-a-holder",
        )
    try:
        return _open(folder, keyring, tried, passphrase, world, WrongPassphrase)
    except WrongPassphrase:
        if looks_like_recovery_code(passphrase) and passphrase.count("-") == CODE_GROUPS - 1:
            read_recovery_code(passphrase)
        raise


def open_with_recovery(folder: Path, keyring: Keyring, code: str, *, world: World) -> tuple[bytes, Keyring]:
    """Return the book's key, opened with the printed recovery code, and the keyring as it now stands.

    A slip in the code is a Refusal of kind ``mistyped-recovery-code`` and costs no wait; the code of another book
    raises WrongRecoveryCode and counts as a failed try.
    """
    written = read_recovery_code(code)
    key, _, after = _open(folder, keyring, (keyring.recovery,), written, world, WrongRecoveryCode)
    return key, after


def add_holder(
    keyring: Keyring,
    key: bytes,
    passphrase: str,
    *,
    officer: str,
    world: World,
    settings: SealSettings = FULL_SETTINGS,
) -> Keyring:
    """Return the keyring with one more person who may open the book; a Refusal if they can already."""
    if any(each.officer == officer for each in keyring.holders):
        raise Refusal(
            "This person can already open the book.", remedy="Change their passphrase instead.", kind="already-a-holder"
        )
    if not officer or officer == RECOVERY or len(keyring.holders) >= MOST_HOLDERS:
        raise Fault("A holder needs an officer's id, and there is a limit to their number.")
    added = _sealed_for(officer, key, passphrase, keyring.book_id, world, settings)
    return dataclasses.replace(keyring, holders=(*keyring.holders, added))


def change_passphrase(
    keyring: Keyring,
    key: bytes,
    passphrase: str,
    *,
    officer: str,
    world: World,
    settings: SealSettings = FULL_SETTINGS,
) -> Keyring:
    """Return the keyring with a holder's passphrase replaced, their failed tries forgotten."""
    _holder(keyring, officer)
    renewed = _sealed_for(officer, key, passphrase, keyring.book_id, world, settings)
    return _with(keyring, [renewed])


def new_recovery(
    keyring: Keyring, key: bytes, *, world: World, settings: SealSettings = FULL_SETTINGS
) -> tuple[Keyring, str]:
    """Return the keyring with a new recovery code, and the code to print; the old code opens nothing any more."""
    code = new_recovery_code(world.random_bytes)
    return _with(keyring, [_sealed_for(RECOVERY, key, code, keyring.book_id, world, settings)]), code


def remove_holder(keyring: Keyring, officer: str) -> Keyring:
    """Return the keyring without a person; a Refusal of kind ``last-holder`` if nobody else could open the book."""
    _holder(keyring, officer)
    left = tuple(each for each in keyring.holders if each.officer != officer)
    if not left:
        raise Refusal(
            "Nobody else can open this book.",
            remedy="Give another person a passphrase first.",
            field="officer",
            kind="last-holder",
        )
    return dataclasses.replace(keyring, holders=left)


def _whole_code(text: str) -> str:
    """Return a recovery code that has no slip in it, else nothing: a passphrase of 32 letters may look like one."""
    try:
        return read_recovery_code(text)
    except Refusal:
        return ""


def pause_before(holders: Iterable[Holder], now: datetime) -> float:
    """Return the seconds still to wait before the next try with any of these holders."""
    return min((_pause(each, now) for each in holders), default=0.0)


def _pause(holder: Holder, now: datetime) -> float:
    if not holder.failed or holder.last_failed is None:
        return 0.0
    whole = min(LONGEST_PAUSE, 2.0 ** min(holder.failed - 1, 10))
    # A clock that was set back must not stretch the wait, nor may it be skipped by an instant in the future.
    passed = max(0.0, (now - holder.last_failed).total_seconds())
    return max(0.0, whole - passed)


def _open(
    folder: Path,
    keyring: Keyring,
    tried: tuple[Holder, ...],
    passphrase: str,
    world: World,
    wrong: Callable[[], Refusal],
) -> tuple[bytes, str, Keyring]:
    wait = pause_before(tried, world.now())
    if wait > 0:
        world.pause(wait)
    for each in tried:
        try:
            key = unseal_key(each.seal, passphrase, _bound_to(keyring.book_id, each.officer))
        except WrongPassphrase:
            continue
        after = keyring
        if each.failed:
            cleared = dataclasses.replace(each, failed=0, last_failed=None)
            # Whoever may only read the folder still gets in; the count stays for the next who can write.
            with contextlib.suppress(Refusal):
                after = _save_counts(folder, keyring, [cleared])
        return key, each.officer, after
    now = world.now()
    counted = [dataclasses.replace(each, failed=each.failed + 1, last_failed=now) for each in tried]
    with contextlib.suppress(Refusal):
        _save_counts(folder, keyring, counted)
    raise wrong()


def _save_counts(folder: Path, keyring: Keyring, counted: Iterable[Holder]) -> Keyring:
    """Write the counts into keys.json as it is now: another process may have changed its seals since it was read."""
    kept = read_keyring(folder)
    if kept.book_id != keyring.book_id:
        raise no_book_in(folder)
    counts = {each.officer: each for each in counted}
    renewed = [
        dataclasses.replace(each, failed=counts[each.officer].failed, last_failed=counts[each.officer].last_failed)
        for each in kept.everyone()
        if each.officer in counts
    ]
    after = _with(kept, renewed)
    save(after, folder)
    return after


def _with(keyring: Keyring, renewed: Iterable[Holder]) -> Keyring:
    by_officer = {each.officer: each for each in renewed}
    *holders, recovery = (by_officer.get(each.officer, each) for each in keyring.everyone())
    return dataclasses.replace(keyring, holders=tuple(holders), recovery=recovery)


def _holder(keyring: Keyring, officer: str) -> Holder:
    for each in keyring.holders:
        if each.officer == officer:
            return each
    raise Refusal(
        "This person has no passphrase for this book.",
        remedy="Choose one of those who have.",
        field="officer",
        kind="not-a-holder",
    )


def _sealed_for(
    officer: str, key: bytes, passphrase: str, book_id: str, world: World, settings: SealSettings
) -> Holder:
    seal = seal_key(
        key,
        passphrase,
        salt=world.random_bytes(SALT_BYTES),
        nonce=world.random_bytes(NONCE_BYTES),
        settings=settings,
        bound_to=_bound_to(book_id, officer),
    )
    return Holder(officer, seal)


def _bound_to(book_id: str, officer: str) -> bytes:
    return json.dumps([MAGIC, FORMAT, book_id, officer]).encode()
