"""`log-visit`: keep a visit or another contact with places and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import contact_called, place_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.visit import Channel, Formality, Visit
from wehere_desktop.neighbourhood.visit import check as check_visit
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import day_in_words, listed, parse_time

if TYPE_CHECKING:
    from datetime import date


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
        names = [each.name for each in where] or [each.name for each in seen]
        with book.change(f"Log visit to {listed(names)}", by=by):
            visit = book.visits.add(visit)
        officer = book.officers.get(by)
    asked.kept.append(f"the visit to {listed(names)}")
    if asked.json:
        tell(
            {
                "visit": visit.id,
                "on": visit.on,
                "places": names if where else [],
                "officer": f"{officer.rank} {officer.name}",
            }
        )
    else:
        day = day_in_words(visit.on) if visit.on else ""
        say(f"Logged: {listed(names)}, {day}, {officer.rank} {officer.name}. “wehere undo” takes it back.")


VERBS = (log_visit,)
