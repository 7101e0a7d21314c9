"""`first-look`: what a newcomer sees first: a practice book, the handout of its next meeting, and its map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, json_option
from wehere_desktop.console.finding import meeting_in_words
from wehere_desktop.console.opening import PRACTICE_PASSPHRASE, SUFFIX
from wehere_desktop.console.paths import path_called, write_out
from wehere_desktop.console.speech import say, tell
from wehere_desktop.console.verbs.demo import make_practice
from wehere_desktop.console.verbs.print import print_paper, tell_missing
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook

NAME = "Practice"
SHOWN_FIRST = "Winsford Wharton"
OLDEST_DAYS = 14
"""After two weeks the practice book's next meetings lie in the past, and a fresh one shows more."""


@click.command("first-look", hidden=True)
@click.option("--folder", required=True, metavar="DIR", help="Where the practice book, the handout and the map go.")
@json_option
@click.pass_obj
def first_look(asked: Asked, *, folder: str) -> None:
    """Make or find the practice book, print the handout of its next meeting and its map, and say where they lie."""
    from wehere_desktop.handouts.catalogue import find_handouts
    from wehere_desktop.maps.gather import gather
    from wehere_desktop.maps.page import map_page

    home = _made(path_called(folder))
    today = asked.world.today()
    with _practice_book(asked, home) as book:
        meeting = _first_meeting(book)
        beat = book.beats.get(meeting.beat).name
        words = meeting_in_words(book, meeting)
        paper, page = home / f"Handout - {beat}.pdf", home / "Map.html"
        made = print_paper(book, find_handouts()["handout"], meeting, paper, replace=True)
        write_out(page, map_page(gather(book, today=today)).encode(), replace=True)
    if asked.json:
        tell({"book": str(book.folder), "handout": str(paper), "map": str(page), "meeting": meeting.id})
        return
    tell_missing(made)
    say(f"The practice book, in which nothing is real: {book.folder}", "  (its passphrase is “practice”)")
    say(f"The handout of the next meeting ({words}): {paper}", f"The map of its places: {page}")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"The folder {folder} cannot be made.", remedy="Name another with --folder.", kind="no-permission"
        ) from error
    return folder


def _practice_book(asked: Asked, home: Path) -> BeatBook:
    """Return a practice book of the last two weeks from the folder, or a fresh one made beside what is there."""
    today = asked.world.today()
    for folder in sorted(home.glob(f"{NAME}*{SUFFIX}")):
        book = _opened(asked, folder)
        if book is None:
            continue
        if _age(book, today) <= OLDEST_DAYS:
            return book
        book.close()
    names = [NAME, f"{NAME} {today.isoformat()}", *(f"{NAME} {today.isoformat()} {number}" for number in range(2, 100))]
    free = next(folder for name in names if not (folder := home / f"{name}{SUFFIX}").exists())
    return make_practice(asked, free)


def _opened(asked: Asked, folder: Path) -> BeatBook | None:
    """Return the practice book in a folder, only to be read while somebody has it open; None if it cannot be had."""
    from wehere_desktop.records import open_book
    from wehere_desktop.records.keyring import read_keyring

    for read_only in (False, True):
        try:
            if not read_keyring(folder).practice:
                return None
            return open_book(folder, PRACTICE_PASSPHRASE, world=asked.world, read_only=read_only)
        except Refusal as refusal:
            if refusal.kind != "held":
                return None
    return None


def _age(book: BeatBook, today: date) -> int:
    """Return how many days from today the book was made, either way; one without a day counts as too old."""
    made = [each.created for each in book.lpus.all() if each.created is not None]
    return abs((today - min(made).date()).days) if made else OLDEST_DAYS + 1


def _first_meeting(book: BeatBook) -> Meeting:
    """Return the next meeting of the beat that shows most, else of the beat whose meeting comes first."""
    now = book.world.now()
    shown = [beat.id for beat in book.beats.known_as(SHOWN_FIRST)]
    for beat in (*shown, *book.meetings.beats_with_meetings(now)):
        meeting = book.meetings.next_on_beat(beat, now)
        if meeting is not None:
            return meeting
    raise Refusal("No meeting is planned in the practice book.", remedy="Remove it, and try again.", kind="not-there")


VERBS = (first_look,)
