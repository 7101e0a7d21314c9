"""`questionnaire`: keeps what a Key Individual answered this quarter, or lists who is still to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import contact_called
from wehere_desktop.console.opening import acting, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.neighbourhood.answer_numbers import BEST
from wehere_desktop.neighbourhood.key_individual import QUESTIONS, check, quarter_of
from wehere_desktop.neighbourhood.questionnaire import Questionnaire

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook

_ANSWER = click.IntRange(1, BEST)


@click.command()
@click.argument("who", metavar="NAME|ID", required=False, default="")
@click.option("--safe", type=_ANSWER, help="How safe people feel there: 1 not at all to 5 very much.")
@click.option("--seen", type=_ANSWER, help="How often people see their team.")
@click.option("--known", type=_ANSWER, help="How well people know who their officers are.")
@click.option("--heard", type=_ANSWER, help="How well the team acts on what matters there.")
@click.option("--informed", type=_ANSWER, help="How well people are told what was done.")
@click.option("--matters", default="", metavar="TEXT", help="What matters most there now.")
@click.option("--changed", default="", metavar="TEXT", help="What has got better or worse.")
@click.option("--on", "on", type=DAY, metavar="DAY", help="Which day; else today.")
@add_book_options
@click.pass_obj
def questionnaire(
    asked: Asked,
    *,
    who: str,
    safe: int | None,
    seen: int | None,
    known: int | None,
    heard: int | None,
    informed: int | None,
    matters: str,
    changed: str,
    on: date | None,
) -> None:
    """Keep what a Key Individual answers. Without a name, list who is still to be asked this quarter."""
    with open_asked(asked) as book:
        if not who:
            _tell_still_to_ask(asked, book)
            return
        by, today = acting(book, asked), asked.world.today()
        person = contact_called(book, who)
        given = Questionnaire(
            id=book.world.new_id(),
            contact=person.id,
            on=on or today,
            officer=by,
            safe=safe or 0,
            seen=seen or 0,
            known=known or 0,
            heard=heard or 0,
            informed=informed or 0,
            matters=matters,
            changed_lately=changed,
        )
        for refusal in check(given, today=today):
            raise refusal
        label = f"Keep the answers of {person.name}"
        with book.change(label, by=by):
            book.questionnaires.add(given)
    asked.kept.append(f"the answers of {person.name}")
    if asked.json:
        answers = {name: getattr(given, name) for name in QUESTIONS}
        tell({"questionnaire": given.id, "contact": person.id, "on": given.on, **answers})
    else:
        say(f"{label}, {quarter_of(given.on or today).words}.")


def _tell_still_to_ask(asked: Asked, book: BeatBook) -> None:
    from wehere_desktop.records.contact_list import PeopleWanted, Which

    today = asked.world.today()
    quarter = quarter_of(today)
    ids = book.contacts.listed(PeopleWanted(Which.KEY_INDIVIDUALS), today=today, order="place")
    done = {each.contact for each in book.questionnaires.of_contacts(ids, quarter.first) if quarter.holds(each.on)}
    left = book.contacts.many([each for each in ids if each not in done])
    for each in left:
        if asked.json:
            tell({"contact": each.id, "name": each.name, "organisation": each.organisation})
        else:
            say(", ".join(part for part in (each.name, each.organisation) if part))
    if not asked.json:
        say(f"{len(left)} of {len(ids)} still to be asked, {quarter.words}.")


VERBS = (questionnaire,)
