"""`snooze`: put the next contact with a place or a person off, with a reason, or take it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import contact_called, place_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import parse_coming_day, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.snooze import Snooze
    from wehere_desktop.records.beatbook import BeatBook


@click.command()
@click.option("--place", default="", metavar="NAME", help="Which place: its name or id.")
@click.option("--contact", default="", metavar="NAME", help="Or which person: their name or id.")
@click.option("--until", default="", metavar="DAY", help="The last day it is put off, such as 5 Jan or “in 2 weeks”.")
@click.option("--reason", default="", metavar="TEXT", help="Why it can wait.")
@click.option("--end", is_flag=True, help="Take the contact up again from today.")
@add_book_options
@click.pass_obj
def snooze(asked: Asked, *, place: str, contact: str, until: str, reason: str, end: bool) -> None:
    """Put a contact off until a day, or take it up again."""
    if bool(place) == bool(contact):
        raise click.UsageError("Say which place, or which person.")
    if end and (until or reason):
        raise click.UsageError("--end takes neither --until nor --reason.")
    with open_asked(asked) as book:
        today = asked.world.today()
        by = acting(book, asked)
        found = place_called(book, place) if place else contact_called(book, contact)
        kind = "place" if place else "contact"
        if end:
            ended = _end(book, kind, found.id, found.name, today, by)
            if asked.json:
                tell({kind: found.id, "ended": ended})
            else:
                said = "is taken up again from today" if ended else "was not put off"
                say(f"Contact with {found.name} {said}.")
            return
        kept = _keep(book, kind, found.id, found.name, until=_day(until, today), reason=reason, by=by)
    if asked.json:
        tell({kind: found.id, "until": kept.until, "reason": kept.reason})
    elif kept.until is not None:
        say(f"Contact with {found.name} is put off until {short_day(kept.until)}: {kept.reason}")


def _day(typed: str, today: date) -> date | None:
    if not typed.strip():
        return None
    day = parse_coming_day(typed, today=today, since=today)
    if day is None:
        raise click.UsageError(f"“{typed}” is not a day. Write it like 5 Jan, Friday or “in 2 weeks”.")
    return day


def _keep(book: BeatBook, kind: str, record: str, name: str, *, until: date | None, reason: str, by: str) -> Snooze:
    from wehere_desktop.neighbourhood.snooze import Snooze, check
    from wehere_desktop.records.tending import put_off

    today = book.world.today()
    with book.change(f"Put off contact with {name}", by=by):
        if kind == "place":
            return put_off(book, [record], starts=today, until=until, reason=reason)[0]
        held: Any = next((each for each in book.snoozes.holding(today) if each.contact == record), None)
        made = Snooze(
            id=held.id if held else book.world.new_id(),
            contact=record,
            starts=held.starts if held else today,
            until=until,
            reason=reason.strip(),
        )
        for refusal in check(made, today=today):
            raise refusal
        if held:
            return book.snoozes.amend(held.id, until=until, reason=made.reason)
        return book.snoozes.add(made)


def _end(book: BeatBook, kind: str, record: str, name: str, today: date, by: str) -> int:
    from wehere_desktop.records.tending import take_up_again

    with book.change(f"Take up contact with {name} again", by=by):
        if kind == "place":
            return take_up_again(book, record, today)
        held = [each for each in book.snoozes.holding(today) if each.contact == record]
        for each in held:
            book.snoozes.remove(each.id)
        return len(held)


VERBS = (snooze,)
