"""`log-visit`: keep a visit or another contact with places and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import contact_called, place_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.neighbourhood.promise import check as check_promise
from wehere_desktop.neighbourhood.visit import Channel, Formality, Visit
from wehere_desktop.neighbourhood.visit import check as check_visit
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, day_in_words, listed, parse_time

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook


@click.command("log-visit")
@click.option("--place", "places", multiple=True, metavar="NAME|ID", help="Where; may be given more than once.")
@click.option(
    "--contact", "contacts", multiple=True, metavar="NAME|ID", help="Who was seen; may be given more than once."
)
@click.option("--on", "on", type=DAY, metavar="DAY", help="Which day; else today.")
@click.option("--time", "at", default="", help="What time, such as 19:30 or 7.30 pm.")
@click.option(
    "--channel",
    type=click.Choice([each.value for each in Channel]),
    default=Channel.IN_PERSON.value,
    show_default=True,
    help="How.",
)
@click.option(
    "--formality",
    type=click.Choice([each.value for each in Formality]),
    default=Formality.INFORMAL.value,
    show_default=True,
    help="Formal or informal.",
)
@click.option("--purpose", default="", help="What for.")
@click.option("--said", default="", help="What was said.")
@click.option("--learnt", default="", help="What was learnt.")
@click.option("--publish", default="", metavar="LINE", help="A line about it that the public may read.")
@click.option("--promise", "promises", multiple=True, metavar="TEXT", help="What was promised; may be given again.")
@click.option(
    "--due", "dues", multiple=True, metavar="DAY", help="By when, such as fri or in 2 weeks: one for each promise."
)
@add_book_options
@click.pass_obj
def log_visit(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    places: tuple[str, ...],
    contacts: tuple[str, ...],
    on: date | None,
    at: str,
    channel: str,
    formality: str,
    purpose: str,
    said: str,
    learnt: str,
    publish: str,
    promises: tuple[str, ...],
    dues: tuple[str, ...],
) -> None:
    """Log a visit, a call or a letter. Says where, whom, what about and what was learnt."""
    time = parse_time(at) if at else ""
    if time is None:
        raise Refusal(f"“{at}” is not a time of day.", remedy="Write it like 19:30 or 7.30 pm.", field="time")
    with open_asked(asked) as book:
        by = acting(book, asked)
        where = [place_called(book, each) for each in places]
        seen = [contact_called(book, each) for each in contacts]
        visit = Visit(
            id=book.world.new_id(),
            on=on or asked.world.today(),
            time=time,
            officer=by,
            places=tuple(dict.fromkeys(each.id for each in where)),
            contacts=tuple(dict.fromkeys(each.id for each in seen)),
            channel=Channel(channel),
            formality=Formality(formality),
            purpose=purpose,
            said=said,
            learnt=learnt,
            public_line=publish,
            publishable=bool(publish.strip()),
        )
        for refusal in check_visit(visit, today=asked.world.today()):
            raise refusal
        promised = _promised(book, visit, promises, dues, today=asked.world.today())
        names = [each.name for each in where] or [each.name for each in seen]
        with book.change(f"Log visit to {listed(names)}", by=by):
            visit = book.visits.add(visit)
            book.promises.add_all(promised)
        officer = book.officers.get(by)
    asked.kept.append(f"the visit to {listed(names)}")
    if asked.json:
        tell(
            {
                "visit": visit.id,
                "on": visit.on,
                "places": names if where else [],
                "officer": f"{officer.rank} {officer.name}",
                "promises": [each.id for each in promised],
            }
        )
    else:
        day = day_in_words(visit.on) if visit.on else ""
        made = f", with {counted(len(promised), 'promise')}" if promised else ""
        say(f"Logged: {listed(names)}, {day}, {officer.rank} {officer.name}{made}. “wehere undo” takes it back.")


def _promised(
    book: BeatBook, visit: Visit, promises: tuple[str, ...], dues: tuple[str, ...], *, today: date
) -> list[Promise]:
    """Return the promises made on a visit, each with its day; refused where a day cannot be read or has no promise."""
    if len(dues) > len(promises):
        raise Refusal("There are more days than promises.", remedy="Give --due after its --promise.", field="due")
    found = []
    for number, words in enumerate(promises):
        typed = dues[number] if number < len(dues) else ""
        due = agreed_day(typed, today=today, since=visit.on)
        if due is None:
            raise Refusal(f"“{typed}” is not a day to come.", remedy=NOT_A_DAY, field="due")
        promise = Promise(
            id=book.world.new_id(),
            promised=words,
            visit=visit.id,
            place=next(iter(visit.places), ""),
            contact=visit.contacts[0] if len(visit.contacts) == 1 else "",
            owner=visit.officer,
            made_on=visit.on,
            due_on=due[0],
            due_time=due[1],
        )
        for refusal in check_promise(promise):
            raise refusal
        found.append(promise)
    return found


VERBS = (log_visit,)
