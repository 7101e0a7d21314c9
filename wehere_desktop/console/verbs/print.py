"""`print`: make a paper as a PDF from what the book holds."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import NEXT, meeting_called, meeting_in_words
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from wehere_desktop.handouts.catalogue import Handout, Printed
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook


@click.command("print")
@click.argument("kind", metavar="KIND")
@click.option("--out", required=True, metavar="F.pdf", help="The file to make.")
@click.option("--meeting", default=NEXT, show_default=True, metavar="next|ID", help="Which meeting it is for.")
@click.option(
    "--beat", default="", help="With next, of which beat: police.uk id or name. May be left out if only one has any."
)
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def print_verb(asked: Asked, *, kind: str, out: str, meeting: str, beat: str, replace: bool) -> None:
    """Make a paper as a PDF, ready to print and pin up. KIND is handout."""
    paper = _paper_called(kind)
    path = path_called(out)
    refuse_standing_file(path, replace=replace)
    with open_asked(asked) as book:
        chosen = meeting_called(book, meeting, beat=beat)
        words = meeting_in_words(book, chosen)
        made = print_paper(book, paper, chosen, path, by=acting(book, asked), replace=replace)
    if asked.json:
        size = len(made.pdf)
        tell({"file": path, "meeting": chosen.id, "pages": made.pages, "bytes": size, "missing": made.missing})
        return
    say(f"Made {path}: {words}; {counted(made.pages, 'side')}.")
    tell_missing(made)


def print_paper(
    book: BeatBook, paper: Handout, meeting: Meeting, path: Path, *, by: str = "", replace: bool
) -> Printed:
    """Write a meeting's paper to a file and keep in the audit that it was printed, with the file's SHA-256."""
    made = paper.draw(paper.gather(book, meeting.id, book.world.today()))
    write_out(path, made.pdf, replace=replace)
    digest = hashlib.sha256(made.pdf).hexdigest()
    book.audit.note(f"printed {paper.name}", kind="meeting", record=meeting.id, digest=digest, by=by)
    return made


def tell_missing(made: Printed) -> None:
    """Say on standard error which characters no font has, by number since a terminal may not have them either."""
    if made.missing:
        numbers = listed(f"U+{ord(letter[0]):04X}" for letter in made.missing)
        warn(f"No font here has {numbers}; a box stands in the paper where each should be.")


def _paper_called(kind: str) -> Handout:
    from wehere_desktop.handouts.catalogue import find_handouts

    papers = find_handouts()
    if kind not in papers:
        near = get_close_matches(kind.lower(), papers, n=1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There is {listed(sorted(papers))}."
        raise click.UsageError(f"There is no paper “{kind}”. {hint}")
    return papers[kind]


VERBS = (print_verb,)
