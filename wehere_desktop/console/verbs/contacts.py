"""`contacts`: the people a team knows, those of the Key Individual Network, and who may be in the book twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.records.contact_list import PeopleWanted, Which
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook

_ORDERS = {Which.KEY_INDIVIDUALS: "due", Which.REVIEW_DUE: "review"}


@click.command()
@click.argument("text", required=False, default="")
@click.option("--beat", help="Only with a role at a place on this beat: police.uk id or name.")
@click.option("--kin", "which", flag_value=Which.KEY_INDIVIDUALS, help="Only the Key Individual Network.")
@click.option("--review-due", "which", flag_value=Which.REVIEW_DUE, help="Only those whose details are due for review.")
@click.option("--no-role", "which", flag_value=Which.NO_ROLE, help="Only those who hold no role at a place today.")
@click.option("--publishable", "which", flag_value=Which.MAY_BE_PUBLISHED, help="Only those who may be named.")
@click.option("--duplicates", is_flag=True, help="Pairs who may be one person instead, and why.")
@add_book_options
@click.pass_obj
def contacts(asked: Asked, *, text: str, beat: str | None, which: Which | None, duplicates: bool) -> None:
    """List the people known. TEXT finds some of them by name or place."""
    if duplicates and (text or beat or which):
        raise click.UsageError("--duplicates looks at everybody.")
    with open_asked(asked) as book:
        if duplicates:
            _tell_pairs(asked, book)
            return
        today = asked.world.today()
        sort = Which(which) if which else Which.EVERYBODY
        beats = (beat_called(book, beat, today=today).id,) if beat else ()
        ids = book.contacts.listed(PeopleWanted(sort, beats, text), today=today, order=_ORDERS.get(sort, "name"))
        _tell_people(asked, book, ids)


def _tell_people(asked: Asked, book: BeatBook, ids: list[str]) -> None:
    today = asked.world.today()
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        seen = book.contacts.last_seen(part)
        roles = book.contact_roles.of_contacts(part, today)
        places = {each.id: each.name for each in book.places.many({role.place for role in roles})}
        for each in book.contacts.many(part):
            held = [
                ", ".join(word for word in (role.role, places.get(role.place, "")) if word)
                for role in roles
                if role.contact == each.id
            ]
            last = seen.get(each.id)
            if asked.json:
                tell(
                    {
                        "contact": each.id,
                        "name": each.name,
                        "roles": held,
                        "phone": each.phone,
                        "mobile": each.mobile,
                        "email": each.email,
                        "key_individual": each.key_individual,
                        "publishable": each.publishable,
                        "basis": each.basis,
                        "source": each.source,
                        "review": each.review_on,
                        "last": last,
                    }
                )
            else:
                mark = " (KIN)" if each.key_individual else ""
                where = f", {'; '.join(held)}" if held else ", no role now"
                when = f"last seen {short_day(last)}" if last else "not seen yet"
                say(f"{each.name}{mark}{where} ({when})")
    if not asked.json:
        say(f"{counted(len(ids), 'person', 'people').capitalize()}.")


def _tell_pairs(asked: Asked, book: BeatBook) -> None:
    from wehere_desktop.intake.alike_people import likely_same

    pairs = likely_same(book)
    names = {each.id: each.name for each in book.contacts.many({record for pair in pairs for record in pair[:2]})}
    for pair in pairs:
        if asked.json:
            tell({"one": pair.one, "other": pair.other, "sure": pair.sure, "why": pair.why})
        else:
            say(f"{names[pair.one]} [{pair.one}] and {names[pair.other]} [{pair.other}]: {pair.why}")
    if not asked.json:
        say(f"{counted(len(pairs), 'pair').capitalize()}.")


VERBS = (contacts,)
