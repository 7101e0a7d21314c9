"""`check`: ask a book whether it is sound, and tell every finding."""

from __future__ import annotations

import click

from wehere_desktop.console import outcome
from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import counted


@click.command()
@add_book_options
@click.pass_obj
def check(asked: Asked) -> int:
    """Check that the book is whole and sound. Looks at its file, its links, its history and its audit."""
    with open_asked(asked) as book:
        findings = book.check()
    if asked.json:
        tell({"sound": not findings, "findings": findings})
    elif findings:
        say(*findings, f"{counted(len(findings), 'finding')}. Keep this book as it is, and restore the last backup.")
    else:
        say("The book is sound.")
    return outcome.REFUSED if findings else outcome.DONE


VERBS = (check,)
