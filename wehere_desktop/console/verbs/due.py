"""`due`: the places a team is losing touch with, the longest late first."""

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
@add_book_options
@click.pass_obj
def due(asked: Asked, beat: str | None, officer: str | None, day: date | None) -> None:
    """List the places waiting longer than was promised. The longest late come first."""
    with open_asked(asked) as book:
        today = day or asked.world.today()
        beat_id = beat_called(book, beat, today=today).id if beat else ""
        officer_id = officer_called(book, officer).id if officer else ""
        late = book.places.losing_touch(today, beat=beat_id, officer=officer_id)
        rows = [(each, _beat_name(book, each.place.beat), _named(book, each.place.id, today)) for each in late]
    for each, beat_name, named in rows:
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
                    "named_officer": named,
                }
            )
        else:
            last = f"last contact {short_day(each.last)}" if each.last else "no contact yet"
            who = f", {named}" if named else ", nobody named"
            say(f"{days_late(each.days_late)}: {each.place.name}, {beat_name or 'no beat'} ({last}{who})")
    if not asked.json:
        say(_summary(len(rows), today))


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


def _summary(number: int, today: date) -> str:
    if number == 0:
        return f"No place is waiting longer than was promised on {day_in_words(today)}."
    return f"{counted(number, 'place')} due or overdue on {day_in_words(today)}."


VERBS = (due,)
