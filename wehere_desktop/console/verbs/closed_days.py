"""`closed-days`: the days on which a call finds nobody free, and bringing term dates in from a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.paths import path_called
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

AHEAD = timedelta(days=730)


@click.command("closed-days")
@click.option("--from", "file", default="", metavar="FILE", help="Bring in an iCalendar (.ics) file or a table.")
@click.option("--authority", default="", metavar="CODE", help="Only of this local authority, by its ONS code.")
@click.option("--everywhere", is_flag=True, help="For every kind of place; else schools, nurseries and colleges.")
@click.option("--day", type=DAY, help="List from this day on; else today.")
@add_book_options
@click.pass_obj
def closed_days(asked: Asked, *, file: str, authority: str, everywhere: bool, day: object) -> None:
    """List the days on which places are closed."""
    from datetime import date

    with open_asked(asked) as book:
        if file:
            _bring_in(asked, book, file, authority, everywhere=everywhere)
        first = day if isinstance(day, date) else asked.world.today()
        spells = book.closed_spells.between(first, first + AHEAD)
    for spell in spells:
        if asked.json:
            days = {"name": spell.name, "from": spell.starts, "until": spell.ends}
            tell({**days, "kinds": spell.place_kinds, "authority": spell.authority, "place": spell.place})
        elif spell.starts is not None and spell.ends is not None:
            say(f"{short_day(spell.starts)} to {short_day(spell.ends)}: {spell.name}")
    if not asked.json and not spells:
        say("No closed days are in the book from that day on.")


def _bring_in(asked: Asked, book: BeatBook, file: str, authority: str, *, everywhere: bool) -> None:
    from wehere_desktop.intake.calendar import add_spells, read_calendar
    from wehere_desktop.neighbourhood.closed_spell import TERM_KINDS

    found = read_calendar(path_called(file))
    with book.change(f"Bring in closed days from {found.name}", by=acting(book, asked)):
        added = add_spells(book, found.spells, kinds=() if everywhere else TERM_KINDS, authority=authority)
    if not asked.json:
        there = len(found.spells) - added
        say(f"{counted(added, 'spell')} added from {found.name}; {there} in the book already.")
        for each in found.left_out:
            say(f"Left out: {each}.")


VERBS = (closed_days,)
