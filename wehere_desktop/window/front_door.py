"""What happens before a book is open: which books are known, opening one, making one, making the practice book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal
from wehere_desktop.window.kept import remember_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.neighbourhood.officer import Rank
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.world import World

ENDING = ".wehere"
PRACTICE_PASSPHRASE = "practice"  # noqa: S105 - every practice book's, told to everyone
PRACTICE_NAME = "Practice"


def opened(folder: Path, passphrase: str, *, world: World, read_only: bool = False) -> BeatBook:
    """Return the book opened, and remember it; raises the refusals of `open_book`, each pinned to its field."""
    from wehere_desktop.records import open_book

    try:
        book = open_book(folder, passphrase, world=world, read_only=read_only)
    except Refusal as refusal:
        if refusal.kind in {"wrong-passphrase", "mistyped-recovery-code"} or not refusal.field:
            raise Refusal(refusal.sentence, remedy=refusal.remedy, field="passphrase", kind=refusal.kind) from refusal
        raise
    book.audit.note("signed in")
    remember_book(folder, world.now(), practice=book.practice)
    return book


def made(
    folder: Path, name: str, passphrase: str, again: str, *, officer: str, rank: Rank, lpu: str, world: World
) -> tuple[BeatBook, str]:
    """Return a new book, open, and its recovery code; raises a Refusal pinned to the field of the form it is about."""
    from wehere_desktop.records import create_book

    bare = name.strip().removesuffix(ENDING)
    if not officer.strip():
        raise Refusal("Your name is missing.", remedy="Write it as the public knows you.", field="officer")
    if not bare:
        raise Refusal("The book needs a name.", remedy="The name of the team or its beat does well.", field="name")
    if any(letter in bare for letter in '/\\:*?"<>|') or bare.startswith("."):
        raise Refusal(
            f"“{bare}” cannot be a file's name.", remedy="Use letters, figures, spaces and hyphens.", field="name"
        )
    if passphrase != again:
        raise Refusal("The two passphrases differ.", remedy="Type the same one twice.", field="again")
    try:
        book, code = create_book(
            folder / f"{bare}{ENDING}", passphrase, officer=officer.strip(), rank=rank, lpu=lpu, world=world
        )
    except Refusal as refusal:
        field = {"already-there": "name", "network-drive": "folder", "no-permission": "folder"}.get(refusal.kind, "")
        field = field or refusal.field or ("passphrase" if "passphrase" in refusal.sentence.lower() else "name")
        raise Refusal(refusal.sentence, remedy=refusal.remedy, field=field, kind=refusal.kind) from refusal
    remember_book(book.folder, world.now(), practice=False)
    return book, code


def practice_folder() -> Path:
    """Return where this laptop's practice book lies, or will."""
    from wehere_desktop.preferences import laptop_folder

    return laptop_folder() / f"{PRACTICE_NAME}{ENDING}"


def practice_book(*, world: World, progress: Callable[[str], None]) -> BeatBook:
    """Return the practice book of this laptop, open, making it first if it is not there (about twenty seconds)."""
    from wehere_desktop.intake.practice import make_practice_book
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.reference import open_gazetteer

    folder = practice_folder()
    if folder.exists():
        return opened(folder, PRACTICE_PASSPHRASE, world=world)
    gazetteer = open_gazetteer(laptop_folder(), progress=progress)
    book = make_practice_book(folder, world=world, gazetteer=gazetteer, progress=progress)
    remember_book(folder, world.now(), practice=True)
    return book


def check_it_is_me(book: BeatBook, passphrase: str) -> None:
    """Raise the refusal of a wrong passphrase unless this one is that of the person who has the book open."""
    from wehere_desktop.records.keyring import open_with, read_keyring

    ring = read_keyring(book.folder)
    open_with(book.folder, ring, passphrase, world=book.world, officer=book.holder)
    book.audit.note("unlocked")
