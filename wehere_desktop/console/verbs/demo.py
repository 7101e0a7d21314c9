"""`demo`: make a practice book, with invented people and work that is shaped like the real thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, json_option
from wehere_desktop.console.opening import with_suffix
from wehere_desktop.console.paths import path_called
from wehere_desktop.console.speech import say, tell, warn
from wehere_desktop.console.verbs.new import refuse_standing_folder
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.beatbook import BeatBook


@click.command()
@click.argument("book", metavar="BOOK")
@click.option("--seed", default=2026, show_default=True, help="Another number gives other people and other work.")
@json_option
@click.pass_obj
def demo(asked: Asked, *, book: str, seed: int) -> None:
    """Make a practice book with invented people and work. Its passphrase is “practice”."""
    folder = with_suffix(path_called(book))
    refuse_standing_folder(folder)
    with make_practice(asked, folder, seed=seed) as made:
        held = {
            "beats": made.beats.count(),
            "officers": made.officers.count(),
            "places": made.places.count(),
            "contacts": made.contacts.count(),
            "visits": made.visits.count(),
            "meetings": made.meetings.count(),
        }
    asked.kept.append(f"the practice book {folder}")
    if asked.json:
        tell({"book": str(folder), **held})
        return
    say(f"Made the practice book {folder}", "Nothing in it is real. Its passphrase is “practice”.")
    say("It holds " + ", ".join(counted(number, noun[:-1]) for noun, number in held.items()) + ".")


def make_practice(asked: Asked, folder: Path, *, seed: int = 2026) -> BeatBook:
    """Return a practice book made in a folder that is not there yet; says what it does on standard error."""
    from wehere_desktop.intake.practice import make_practice_book
    from wehere_desktop.preferences import laptop_folder
    from wehere_desktop.records.reference import open_gazetteer

    gazetteer = open_gazetteer(laptop_folder(), progress=warn)
    return make_practice_book(folder, world=asked.world, gazetteer=gazetteer, seed=seed, progress=warn)


VERBS = (demo,)
