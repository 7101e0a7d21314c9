"""Opens the book that was asked for: finds its folder, gets its passphrase, and knows who acts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.paths import path_called
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import listed

if TYPE_CHECKING:
    from wehere_desktop.console.asked import Asked
    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.records.beatbook import BeatBook

SUFFIX = ".wehere"
PRACTICE_PASSPHRASE = "practice"  # noqa: S105 - every practice book's, told to everyone
BOOK_FROM = "WEHERE_BOOK"
PASSPHRASE_FROM = "WEHERE_PASSPHRASE"  # noqa: S105 - the variable's name, not what it holds


def open_asked(asked: Asked) -> BeatBook:
    """Return the open book that was asked for; close it by using it as a context manager.

    Raises Refusal when none was named, its passphrase cannot be had, or it cannot be opened.
    """
    from wehere_desktop.records import open_book

    folder = asked_folder(asked)
    passphrase = passphrase_for(folder)
    return open_book(folder, passphrase, world=asked.world, read_only=asked.read_only, take_over=asked.take_over)


def asked_folder(asked: Asked) -> Path:
    """Return the folder of the book that was asked for; its ending may be left out. Refuses if none was named."""
    # Read here and not as a default of the option, which stands before and after the verb: the two would contend.
    named = asked.book.strip() or os.environ.get(BOOK_FROM, "").strip()
    if not named:
        raise Refusal(
            "No book is named.",
            remedy=f"Name one with --book FOLDER or in {BOOK_FROM}; make one with “wehere new” or “wehere demo”.",
            kind="no-book-named",
        )
    folder = path_called(named)
    return folder if folder.exists() else with_suffix(folder)


def with_suffix(folder: Path) -> Path:
    """Return the folder's path with the ending that every book has."""
    if folder.name in {"", ".."} or folder.name.lower().endswith(SUFFIX):
        return folder
    return folder.with_name(folder.name + SUFFIX)


def passphrase_for(folder: Path) -> str:
    """Return the passphrase of a book: from the environment, a practice book's own, or typed unseen at a terminal.

    Raises Refusal where there is no book, before anybody has typed anything.
    """
    from wehere_desktop.records.keyring import read_keyring

    practice = read_keyring(folder).practice
    return _given_or_typed("Passphrase", otherwise=PRACTICE_PASSPHRASE if practice else "")


def passphrase_for_backup() -> str:
    """Return the passphrase of the book in a backup: from the environment, or typed unseen at a terminal."""
    return _given_or_typed("Passphrase of the book in this backup")


def new_passphrase() -> str:
    """Return the passphrase for a new book: from the environment, or typed twice unseen at a terminal."""
    return _given_or_typed("Choose a passphrase (at least 8 characters)", twice="And once more")


def _given_or_typed(prompt: str, *, otherwise: str = "", twice: str = "") -> str:
    """Return the environment's passphrase, else `otherwise`, else what is typed; refuses where nobody can type."""
    if known := os.environ.get(PASSPHRASE_FROM, "") or otherwise:
        return known
    if not (sys.stdin and sys.stdin.isatty()):
        raise Refusal(
            "The passphrase is missing and there is nobody at a terminal to type it.",
            remedy=f"Put it into {PASSPHRASE_FROM}, or run this at a terminal.",
            kind="no-passphrase",
        )
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=twice or False, err=True))


def acting(book: BeatBook, asked: Asked) -> str:
    """Return the id of the officer who acts: the one named by --by, else the one whose passphrase opened the book.

    Raises Refusal when nobody or more than one is known by what was given.
    """
    return officer_called(book, asked.by).id if asked.by.strip() else book.holder


def officer_called(book: BeatBook, called: str) -> Officer:
    """Return the one officer known by this collar number, name or id. Raises Refusal for none or several."""
    found = book.officers.known_as(called.strip())
    if not found:
        raise Refusal(
            f"No officer here is known as “{called}”.",
            remedy="Give a collar number, a whole name or an id; “wehere search” finds officers.",
            field="by",
            kind="not-there",
        )
    if len(found) > 1:
        names = listed((f"{each.rank} {each.name} ({each.number or each.id})" for each in found[:5]), last="or")
        raise Refusal(
            f"More than one officer is known as “{called}”: {names}.",
            remedy="Give the collar number or the id.",
            field="by",
            kind="ambiguous",
        )
    return found[0]
