"""`backup` and `restore`: one sealed file that holds the whole book, and the way back from it."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options, json_option
from wehere_desktop.console.opening import open_asked, passphrase_for_backup, with_suffix
from wehere_desktop.console.paths import path_called
from wehere_desktop.console.speech import say, tell
from wehere_desktop.refusal import Refusal


@click.command()
@click.option("--to", default="", metavar="FOLDER", help="Where the backup goes; else beside the book.")
@add_book_options
@click.pass_obj
def backup(asked: Asked, *, to: str) -> None:
    """Make one sealed file of the whole book. It opens with the same passphrases."""
    from wehere_desktop.safekeeping.backup import back_up

    with open_asked(asked) as book:
        made = back_up(book, path_called(to) if to else book.folder.absolute().parent)
    asked.kept.append(f"the backup {made.path}")
    if asked.json:
        tell({"file": str(made.path), "bytes": made.bytes, "sha256": made.sha256})
    else:
        say(f"Made the backup {made.path} ({_size(made.bytes)}).", "Keep it on another disk than the book's own.")


@click.command()
@click.argument("backup_file", metavar="BACKUP")
@click.option("--to", required=True, metavar="FOLDER", help="The book's folder to make.")
@click.option("--over", is_flag=True, help="If there is a book already, set it aside beside it.")
@json_option
@click.pass_obj
def restore(asked: Asked, *, backup_file: str, to: str, over: bool) -> None:
    """Make the book again from a backup. It is first checked to be whole; nothing is written over."""
    from wehere_desktop.safekeeping.restore import restore as bring_back

    file = path_called(backup_file)
    if not file.is_file():
        raise Refusal(f"There is no file {file}.", remedy="Name a backup, such as North-2026-11-22-0712.wehere-backup.")
    folder = with_suffix(path_called(to))
    restored = bring_back(file, folder, passphrase_for_backup(), world=asked.world, over=over)
    asked.kept.append(f"the restored book {folder}")
    if asked.json:
        tell({"book": str(folder), "set_aside": str(restored.set_aside) if restored.set_aside else None})
        return
    say(f"Restored: {folder}")
    if restored.set_aside:
        say(f"The book that was there is now {restored.set_aside}; nothing of it was lost.")


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB" if number >= 1_000_000 else f"{max(1, number // 1000)} kB"  # noqa: PLR2004 - a megabyte


VERBS = (backup, restore)
