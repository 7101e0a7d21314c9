"""`print`: make a paper as a PDF from what the book holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import (
    LAST,
    NEXT,
    beat_called,
    meeting_called,
    meeting_in_words,
    place_called,
)
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.paths import path_called, refuse_standing_file, write_out
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.sealing import fingerprint
from wehere_desktop.wording import counted, listed, short_day

if TYPE_CHECKING:
    from wehere_desktop.handouts.catalogue import Handout, Printed
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook


_AUDIENCES = {"raised": "those who raised it", "beat": "the beat", "everyone": "everyone"}
_OVER = frozenset({"minutes"})
"""Papers of a meeting that is over, which the last one is meant by unless another is named."""


@dataclass(frozen=True, slots=True)
class _Which:
    """Which record a paper is wanted of, as it was typed."""

    meeting: str
    beat: str
    place: str
    on: date | None


@click.command("print")
@click.argument("kind", metavar="KIND")
@click.option("--out", required=True, metavar="F.pdf", help="The file to make.")
@click.option(
    "--meeting", default="", metavar="next|last|ID", help="Which meeting it is for; minutes: last, else next."
)
@click.option("--beat", default="", help="Of which beat: police.uk id or name. May be left out if only one has any.")
@click.option("--date", "on", type=DAY, metavar="DAY", help="The meeting of the beat on this day.")
@click.option("--place", default="", metavar="NAME|ID", help="Which place it is for: visit-sheet.")
@click.option("--for", "audience", type=click.Choice(list(_AUDIENCES)), help="For whom it is: you-said.")
@click.option("--from", "first", type=DAY, metavar="DAY", help="From this day; else for a year: you-said.")
@click.option("--until", "last", type=DAY, metavar="DAY", help="Until this day; else today: you-said.")
@click.option("--blank", is_flag=True, help="One to be filled in by hand: visit-sheet, sign-in, feedback-form.")
@click.option("--published", default="", metavar="WHERE", help="Note that this very file is published, and where.")
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@add_book_options
@click.pass_obj
def print_verb(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    kind: str,
    out: str,
    meeting: str,
    beat: str,
    on: date | None,
    place: str,
    audience: str | None,
    first: date | None,
    last: date | None,
    blank: bool,
    published: str,
    replace: bool,
) -> None:
    """Make a paper as a PDF, ready to print.

    KIND is handout, agenda, sign-in, feedback-form, minutes, you-said, asb-plan or visit-sheet.
    """
    paper = _paper_called(kind)
    if audience or first or last:
        paper = _for_whom(paper, audience, first, last, today=asked.world.today())
    path = path_called(out)
    refuse_standing_file(path, replace=replace)
    if blank and paper.blank is None:
        raise click.UsageError(f"There is no blank “{paper.name}”.")
    with open_asked(asked) as book:
        by = acting(book, asked)
        if blank:
            words, record = "to be filled in by hand", ""
            made = _print_blank(book, paper, path, by=by, replace=replace)
        else:
            chosen, words = _chosen(book, paper, _Which(meeting, beat, place, on))
            record = chosen.id
            made = print_paper(book, paper, chosen, path, by=by, replace=replace, published=published)
    if published and not blank:
        asked.kept.append("that it is published")
    if asked.json:
        size = len(made.pdf)
        tell({"file": path, paper.of: record, "pages": made.pages, "bytes": size, "missing": made.missing})
        return
    say(f"Made {path}: {words}; {counted(made.pages, 'side')}.")
    if published and not blank:
        say(f"Noted as published: {published}.")
    tell_missing(made)


def _for_whom(paper: Handout, audience: str | None, first: date | None, last: date | None, *, today: date) -> Handout:
    from wehere_desktop.neighbourhood.telling import Audience

    if paper.chosen is None:
        raise click.UsageError(f"“{paper.name}” is the same for everybody and has no period.")
    ends = last or today
    return paper.chosen(Audience(_AUDIENCES[audience or "beat"]), first, ends)


def print_paper(
    book: BeatBook, paper: Handout, record: Fact, path: Path, *, by: str = "", replace: bool, published: str = ""
) -> Printed:
    """Write one record's paper to a file and keep in the audit that it was printed, with the file's SHA-256.

    `published` says where this very file is published, which is kept in the same change as what it marks.
    """
    from wehere_desktop.handouts.publishing import publish

    if published:
        with book.change(f"Publish the {paper.name}", by=by):
            made = publish(book, paper, record.id, where=published)
            # A file that cannot be written takes the change back with it
            write_out(path, made.pdf, replace=replace)
    else:
        made = paper.draw(paper.gather(book, record.id, book.world.today()))
        write_out(path, made.pdf, replace=replace)
    book.audit.note(f"printed {paper.name}", kind=paper.of, record=record.id, digest=fingerprint(made.pdf), by=by)
    return made


def _print_blank(book: BeatBook, paper: Handout, path: Path, *, by: str, replace: bool) -> Printed:
    if paper.blank is None:
        raise Fault(f"There is no blank “{paper.name}”.")
    made = paper.blank(book.practice)
    write_out(path, made.pdf, replace=replace)
    book.audit.note(f"printed blank {paper.name}", digest=fingerprint(made.pdf), by=by)
    return made


def _chosen(book: BeatBook, paper: Handout, which: _Which) -> tuple[Fact, str]:
    """Return the record a paper is about, and words for it."""
    if paper.of == "meeting":
        found = _meeting(book, paper, which)
        return found, meeting_in_words(book, found)
    if paper.of == "beat":
        if not which.beat.strip():
            raise Refusal(
                "It does not say of which beat.", remedy="Say which with --beat.", field="beat", kind="missing"
            )
        beat = beat_called(book, which.beat, today=book.world.today())
        return beat, beat.name
    if not which.place.strip():
        raise Refusal(
            "A visit sheet is for one place.",
            remedy="Say which with --place, or ask for a blank one with --blank.",
            field="place",
            kind="missing",
        )
    where = place_called(book, which.place)
    return where, where.name


def _meeting(book: BeatBook, paper: Handout, which: _Which) -> Meeting:
    if which.on is None:
        return meeting_called(book, which.meeting or (LAST if paper.name in _OVER else NEXT), beat=which.beat)
    if not which.beat.strip():
        raise Refusal("It does not say of which beat.", remedy="Say which with --beat.", field="beat", kind="missing")
    beat = beat_called(book, which.beat, today=book.world.today())
    found = book.meetings.between(which.on, which.on, [beat.id])
    if not found:
        raise Refusal(
            f"{beat.name} has no meeting on {short_day(which.on)}.",
            remedy="“wehere meetings --beat” lists them.",
            field="date",
            kind="not-there",
        )
    return found[0]


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
