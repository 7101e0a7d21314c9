"""`due`: the places and people a team is losing touch with, the longest late first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import beat_called
from wehere_desktop.console.opening import officer_called, open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import counted, day_in_words, days_late, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records.beatbook import BeatBook


@click.command()
@click.option("--beat", help="Only this beat: police.uk id or name.")
@click.option("--officer", help="Only places this officer is named for: collar number, name or id.")
@click.option("--day", type=DAY, help="As it stands on this day; else today.")
@click.option(
    "--ahead", type=click.IntRange(0, 366), default=0, metavar="DAYS", help="Also what falls due within days."
)
@click.option("--people", is_flag=True, help="List people instead: Key Individuals and others with days of their own.")
@add_book_options
@click.pass_obj
def due(asked: Asked, *, beat: str | None, officer: str | None, day: date | None, ahead: int, people: bool) -> None:
    """List who is waiting longer than was promised.

    The longest late come first.
    """
    from wehere_desktop.neighbourhood.touch import due_of

    if people and officer:
        raise click.UsageError("People are not named to an officer; use --beat with --people.")
    with open_asked(asked) as book:
        today = day or asked.world.today()
        beat_id = beat_called(book, beat, today=today).id if beat else ""
        if people:
            _tell_people(asked, book, today, beat_id, ahead)
            return
        officer_id = officer_called(book, officer).id if officer else ""
        late = book.places.losing_touch(today, beat=beat_id, officer=officer_id, ahead=ahead)
        rows = [(each, _beat_name(book, each.place.beat), _named(book, each.place.id, today)) for each in late]
        rules = book.places.due_rules(today)
    for each, beat_name, named in rows:
        why = due_of(each.place, each.last, today=today, rules=rules).why
        if asked.json:
            tell(
                {
                    "place": each.place.id,
                    "name": each.place.name,
                    "kind": each.place.place_kind,
                    "beat": beat_name,
                    "last": each.last,
                    "due": each.due,
                    "days_late": each.days_late,
                    "every": rules.every(each.place),
                    "put_off": why,
                    "named_officer": named,
                }
            )
        else:
            last = f"last contact {short_day(each.last)}" if each.last else "no contact yet"
            who = f", {named}" if named else ", nobody named"
            put_off = f", put off: {why}" if why else ""
            say(f"{days_late(each.days_late)}: {each.place.name}, {beat_name or 'no beat'} ({last}{who}{put_off})")
    if not asked.json:
        say(_summary(len(rows), today, "place", "places"))


def _tell_people(asked: Asked, book: BeatBook, today: date, beat: str, ahead: int) -> None:
    from wehere_desktop.records.people_due import people_losing_touch

    found = people_losing_touch(book, today, beats=[beat] if beat else [], ahead=ahead)
    for each in found:
        contact = each.contact
        if asked.json:
            tell(
                {
                    "contact": contact.id,
                    "name": contact.name,
                    "organisation": contact.organisation,
                    "key_individual": contact.key_individual,
                    "last": each.last,
                    "due": each.due,
                    "days_late": each.days_late,
                }
            )
        else:
            last = f"last contact {short_day(each.last)}" if each.last else "no contact yet"
            where = f", {contact.organisation}" if contact.organisation else ""
            say(f"{days_late(each.days_late)}: {contact.name}{where} ({last})")
    if not asked.json:
        say(_summary(len(found), today, "person", "people"))


def _beat_name(book: BeatBook, beat: str) -> str:
    found = book.beats.find(beat) if beat else None
    return found.name if found else ""


def _named(book: BeatBook, place: str, today: date) -> str:
    """Return rank and name of the first named officer of a place, or nothing."""
    for named in book.named_officers.of_place(place, today):
        officer = book.officers.find(named.officer)
        if officer is not None:
            return f"{officer.rank} {officer.name}"
    return ""


def _summary(number: int, today: date, one: str, many: str) -> str:
    if number == 0:
        return f"No {one} is waiting longer than was promised on {day_in_words(today)}."
    return f"{counted(number, one, many)} due or overdue on {day_in_words(today)}."


VERBS = (due,)
