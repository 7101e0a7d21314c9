"""`promises`: what was promised and is still to keep; keeps one, notes that one could not be kept, or moves its day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called, record_called
from wehere_desktop.console.opening import acting, officer_called, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day
from wehere_desktop.neighbourhood.promise import Promise, PromiseLife, check, standing
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook


@click.command()
@click.option("--beat", help="Only made at places on this beat: police.uk id or name.")
@click.option("--officer", help="Only those this officer keeps: collar number, name or id.")
@click.option("--late", is_flag=True, help="Only those past their day.")
@click.option("--all", "every", is_flag=True, help="Those that were kept, or could not be, as well.")
@click.option("--kept", metavar="WORDS|ID", help="Note that this one was kept.")
@click.option("--could-not", metavar="WORDS|ID", help="Note that this one could not be kept; say why with --outcome.")
@click.option("--move", metavar="WORDS|ID", help="Move this one to the day of --due.")
@click.option("--outcome", default="", metavar="TEXT", help="With --kept or --could-not, what came of it.")
@click.option("--due", default="", metavar="DAY", help="With --move, to which day, such as fri or in 2 weeks.")
@add_book_options
@click.pass_obj
def promises(
    asked: Asked,
    *,
    beat: str | None,
    officer: str | None,
    late: bool,
    every: bool,
    kept: str | None,
    could_not: str | None,
    move: str | None,
    outcome: str,
    due: str,
) -> None:
    """List promises still to keep, or note what became of one."""
    today = asked.world.today()
    if sum(each is not None for each in (kept, could_not, move)) > 1:
        raise click.UsageError("Say one thing of one promise at a time.")
    with open_asked(asked) as book:
        if kept is not None:
            closed = {"life": PromiseLife.KEPT, "outcome": outcome, "closed_on": today}
            _write(book, asked, kept, closed, "Keep a promise")
        elif could_not is not None:
            closed = {"life": PromiseLife.COULD_NOT, "outcome": outcome, "closed_on": today}
            _write(book, asked, could_not, closed, "Close a promise that could not be kept")
        elif move is not None:
            day = agreed_day(due, today=today)
            if day is None or day[0] is None:
                sentence = f"“{due}” is not a day to come." if due else "Say to which day with --due."
                raise Refusal(sentence, remedy=NOT_A_DAY, field="due")
            _write(book, asked, move, {"due_on": day[0], "due_time": day[1]}, "Move a promise")
        else:
            beats = (beat_called(book, beat, today=today).id,) if beat else ()
            owners = (officer_called(book, officer).id,) if officer else ()
            stands = "late" if late else "" if every else "open"
            ids = book.promises.listed(today=today, stands=stands, owners=owners, beats=beats)
            _list(book, asked, book.promises.many(ids), today)


def _write(book: BeatBook, asked: Asked, words: str, fields: dict[str, Any], label: str) -> None:
    record, _ = record_called(book, "promise", words)
    before = book.promises.get(record)
    if before.life is not PromiseLife.OPEN:
        raise Refusal(f"“{before.promised}” is closed already.", remedy="“wehere promises --all” lists those too.")
    for refusal in check(replace(before, **fields)):
        raise refusal
    with book.change(label, by=acting(book, asked)):
        after = book.promises.amend(record, **fields)
    asked.kept.append(f"the promise “{after.promised}”")
    _list(book, asked, [after], asked.world.today(), summed=False)


def _list(book: BeatBook, asked: Asked, found: list[Promise], today: date, *, summed: bool = True) -> None:
    places = {each.id: each.name for each in book.places.many({each.place for each in found} - {""})}
    people = {each.id: each.name for each in book.contacts.many({each.contact for each in found} - {""})}
    officers = {each.id: f"{each.rank} {each.name}" for each in book.officers.many({each.owner for each in found})}
    for each in found:
        to = ", ".join(name for name in (people.get(each.contact, ""), places.get(each.place, "")) if name)
        owner = officers.get(each.owner, "nobody")
        if asked.json:
            tell(
                {
                    "promise": each.id,
                    "promised": each.promised,
                    "place": each.place,
                    "to": to,
                    "owner": owner,
                    "made": each.made_on,
                    "due": each.due_on,
                    "time": each.due_time,
                    "life": each.life,
                    "stands": standing(each, today=today),
                    "outcome": each.outcome,
                }
            )
        else:
            whom = f", to {to}" if to else ""
            say(f"{standing(each, today=today)}: {each.promised}{whom} ({owner})  [{each.id}]")
    if summed and not asked.json:
        say(f"{counted(len(found), 'promise').capitalize()}.")


VERBS = (promises,)
