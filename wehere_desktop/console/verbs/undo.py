"""`undo` and `redo`: take back the latest change this person made on this laptop, or do it again."""

from __future__ import annotations

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell


@click.command()
@add_book_options
@click.pass_obj
def undo(asked: Asked) -> None:
    """Take back the latest change. Only changes of whoever acts, made on this laptop."""
    with open_asked(asked) as book:
        done = book.undo(by=acting(book, asked))
    if asked.json:
        tell({"undone": done.label, "change": done.seq})
    else:
        say(f"Undone: {done.label}. “wehere redo” does it again.")


@click.command()
@add_book_options
@click.pass_obj
def redo(asked: Asked) -> None:
    """Do again what was last undone."""
    with open_asked(asked) as book:
        done = book.redo(by=acting(book, asked))
    if asked.json:
        tell({"redone": done.label, "change": done.seq})
    else:
        say(f"Done again: {done.label}. “wehere undo” takes it back.")


VERBS = (undo, redo)
