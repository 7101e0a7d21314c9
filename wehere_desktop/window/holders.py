"""Who may open a book: letting a person in, taking one out, and changing one's own passphrase, each with one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.keys_file import Keyring


def who_may_open(book: BeatBook) -> list[Officer]:
    """Return the officers whose passphrases open the book, in the order in which they were let in."""
    from wehere_desktop.records.keyring import read_keyring

    return book.officers.many(each.officer for each in read_keyring(book.folder).holders)


def who_could_be_let_in(book: BeatBook) -> list[Officer]:
    """Return the officers serving today who cannot open the book yet, by name."""
    holders = {each.id for each in who_may_open(book)}
    return [each for each in book.officers.current(book.world.today()) if each.id not in holders]


def let_in(book: BeatBook, own: str, *, officer: str, passphrase: str, again: str) -> None:
    """Let an officer open the book with a passphrase of their own; each refusal is pinned to its field of the form."""
    from wehere_desktop.records.keyring import add_holder, save

    if not officer:
        raise Refusal("Choose who is to be let in.", remedy="Type a few letters of their name.", field="officer")
    _check_new(passphrase, again)
    key, ring = _unlocked(book, own)
    try:
        save(add_holder(ring, key, passphrase, officer=officer, world=book.world), book.folder)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field="officer", kind=refusal.kind) from refusal
    book.audit.note("let a person in", kind="officer", record=officer)


def take_out(book: BeatBook, own: str, *, officer: str) -> None:
    """Let an officer's passphrase open the book no longer; refused for oneself and for the last who could."""
    from wehere_desktop.records.keyring import remove_holder, save

    if officer == book.holder:
        raise Refusal(
            "You cannot take yourself out while you have the book open.",
            remedy="Another person who may open it can do that.",
            kind="oneself",
        )
    _, ring = _unlocked(book, own)
    save(remove_holder(ring, officer), book.folder)
    book.audit.note("took a person out", kind="officer", record=officer)


def change_own(book: BeatBook, own: str, *, passphrase: str, again: str) -> None:
    """Open the book from now on with another passphrase of one's own."""
    from wehere_desktop.records.keyring import change_passphrase, save

    _check_new(passphrase, again)
    key, ring = _unlocked(book, own)
    save(change_passphrase(ring, key, passphrase, officer=book.holder, world=book.world), book.folder)
    book.audit.note("changed a passphrase", kind="officer", record=book.holder)


def _check_new(passphrase: str, again: str) -> None:
    from wehere_desktop.sealing import check_passphrase

    try:
        check_passphrase(passphrase)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field="passphrase", kind=refusal.kind) from refusal
    if passphrase != again:
        raise Refusal("The two passphrases differ.", remedy="Type the same one twice.", field="again")


def _unlocked(book: BeatBook, own: str) -> tuple[bytes, Keyring]:
    from wehere_desktop.records.keyring import open_with, read_keyring

    if book.practice:
        raise Refusal(
            "A practice book opens with the word “practice”, for everybody.",
            remedy="Make a book of your own to let others in.",
            kind="practice",
        )
    try:
        key, _, ring = open_with(book.folder, read_keyring(book.folder), own, world=book.world, officer=book.holder)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field="own", kind=refusal.kind) from refusal
    return key, ring
