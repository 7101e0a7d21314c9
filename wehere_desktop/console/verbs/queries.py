"""`queries`: what the public asked and how much of the 72 hours is left; logs one, or notes its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called, contact_called, place_called, record_called
from wehere_desktop.console.opening import acting, officer_called, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.agreed import NOT_A_MOMENT, moment_meant
from wehere_desktop.neighbourhood.query import Query, answer_by, check, clock_in_words, clock_of
from wehere_desktop.neighbourhood.visit import Channel
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from datetime import datetime

    from wehere_desktop.records.beatbook import BeatBook


@click.command()
@click.option("--beat", help="Only this beat, or with --ask the query's own: police.uk id or name.")
@click.option("--officer", help="Only those this officer answers: collar number, name or id.")
@click.option("--late", is_flag=True, help="Only those past their 72 hours.")
@click.option("--all", "every", is_flag=True, help="Those that were answered as well.")
@click.option("--ask", metavar="TEXT", help="Log a query that came in.")
@click.option("--place", default="", metavar="NAME|ID", help="With --ask, about which place.")
@click.option("--contact", default="", metavar="NAME|ID", help="With --ask, who asked.")
@click.option(
    "--channel",
    type=click.Choice([each.value for each in Channel]),
    default=Channel.EMAIL.value,
    show_default=True,
    help="With --ask, how it came.",
)
@click.option("--answer", metavar="WORDS|ID", help="Note the answer to this one; say it with --words.")
@click.option("--words", default="", metavar="TEXT", help="With --answer, what was answered.")
@click.option("--why-late", default="", metavar="TEXT", help="With --answer, why it came after the 72 hours.")
@click.option("--at", default="now", metavar="MOMENT", help="When it came or was answered, such as yesterday 14:30.")
@add_book_options
@click.pass_obj
def queries(  # noqa: PLR0913 - one for each option
    asked: Asked,
    *,
    beat: str | None,
    officer: str | None,
    late: bool,
    every: bool,
    ask: str | None,
    place: str,
    contact: str,
    channel: str,
    answer: str | None,
    words: str,
    why_late: str,
    at: str,
) -> None:
    """List queries that wait, log one, or note an answer."""
    if ask is not None and answer is not None:
        raise click.UsageError("Log a query or answer one, not both.")
    now = asked.world.now()
    moment = moment_meant(at, now=now)
    if moment is None:
        raise Refusal(f"“{at}” is not a moment that has been.", remedy=NOT_A_MOMENT, field="at")
    with open_asked(asked) as book:
        beat_id = beat_called(book, beat, today=asked.world.today()).id if beat else ""
        if ask is not None:
            asks = contact_called(book, contact).id if contact else ""
            query = Query(
                id=book.world.new_id(),
                question=ask,
                received=moment,
                channel=Channel(channel),
                contact=asks,
                beat=beat_id,
                owner=officer_called(book, officer).id if officer else acting(book, asked),
            )
            _ask(book, asked, query, place, now)
        elif answer is not None:
            record, _ = record_called(book, "query", answer)
            before = book.queries.get(record)
            if before.answered is not None:
                raise Refusal("This query is answered already.", remedy="“wehere queries --all” lists those too.")
            after = replace(before, answered=moment, answer=words, why_late=why_late)
            for refusal in check(after, now=now):
                raise refusal
            with book.change("Answer a query", by=acting(book, asked)):
                kept = book.queries.amend(record, answered=moment, answer=words, why_late=why_late)
            _list(book, asked, [kept], now, summed=False)
        else:
            owners = (officer_called(book, officer).id,) if officer else ()
            beats = (beat_id,) if beat_id else ()
            stands = "late" if late else "" if every else "waiting"
            ids = book.queries.listed(now=now, stands=stands, owners=owners, beats=beats)
            _list(book, asked, book.queries.many(ids), now)


def _ask(book: BeatBook, asked: Asked, query: Query, place: str, now: datetime) -> None:
    if place:
        found = place_called(book, place)
        query = replace(query, place=found.id, beat=query.beat or found.beat)
    for refusal in check(query, now=now):
        raise refusal
    with book.change("Log a query", by=acting(book, asked)):
        kept = book.queries.add(query)
    asked.kept.append("the query")
    _list(book, asked, [kept], now, summed=False)


def _list(book: BeatBook, asked: Asked, found: list[Query], now: datetime, *, summed: bool = True) -> None:
    places = {each.id: each.name for each in book.places.many({each.place for each in found} - {""})}
    people = {each.id: each.name for each in book.contacts.many({each.contact for each in found} - {""})}
    officers = {
        each.id: f"{each.rank} {each.name}" for each in book.officers.many({each.owner for each in found} - {""})
    }
    for each in found:
        by = ", ".join(name for name in (people.get(each.contact, ""), places.get(each.place, "")) if name)
        owner = officers.get(each.owner, "nobody yet")
        if asked.json:
            tell(
                {
                    "query": each.id,
                    "question": each.question,
                    "asked_by": by,
                    "place": each.place,
                    "owner": owner,
                    "received": each.received,
                    "answer_by": answer_by(each),
                    "answered": each.answered,
                    "clock": clock_of(each, now=now),
                    "stands": clock_in_words(each, now=now),
                    "answer": each.answer,
                    "why_late": each.why_late,
                }
            )
        else:
            whom = f", {by}" if by else ""
            say(f"{clock_in_words(each, now=now)}: {each.question}{whom} ({owner})  [{each.id}]")
    if summed and not asked.json:
        say(f"{counted(len(found), 'query', 'queries').capitalize()}.")


VERBS = (queries,)
