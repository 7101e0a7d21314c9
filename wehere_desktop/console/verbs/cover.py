"""`cover`: who answers for a beat or a place on a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wehere_desktop.console.asked import DAY, Asked, add_book_options
from wehere_desktop.console.finding import beat_called, place_called
from wehere_desktop.console.opening import open_asked
from wehere_desktop.console.speech import say, tell
from wehere_desktop.wording import phone_in_groups

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.cover import Answer


@click.command()
@click.option("--beat", help="Only this beat: police.uk id or name. Without it or a place, every beat.")
@click.option("--place", help="This place: its name or id.")
@click.option("--day", type=DAY, help="On this day; else today.")
@add_book_options
@click.pass_obj
def cover(asked: Asked, beat: str | None, place: str | None, day: date | None) -> None:
    """Say who answers for a beat or a place on a day."""
    from wehere_desktop.neighbourhood.cover import answers_for_beat
    from wehere_desktop.records.staffing import answers_for, roster_on

    with open_asked(asked) as book:
        today = day or asked.world.today()
        roster = roster_on(book, today)
        lines: list[tuple[str, str, str, Answer]] = []
        if place:
            found = place_called(book, place)
            lines.append(("place", found.id, found.name, answers_for(book, found, roster)))
        if beat or not place:
            beats = [beat_called(book, beat, today=today)] if beat else book.beats.current(today)
            lines += [("beat", each.id, each.name, answers_for_beat(roster, each)) for each in beats]
    for line in lines:
        _tell(asked, *line, day=today)


def _tell(asked: Asked, kind: str, record: str, name: str, answer: Answer, *, day: date) -> None:
    from wehere_desktop.neighbourhood.cover import known_as, reason_of

    officer, reason = answer.officer, reason_of(answer, day)
    if asked.json:
        tell(
            {
                "for": kind,
                "id": record,
                "name": name,
                "day": day,
                "officer": officer.id if officer is not None else "",
                "officer_name": known_as(officer) if officer is not None else "",
                "phone": officer.phone if officer is not None else "",
                "why": answer.why.name.lower(),
                "reason": reason,
                "until": answer.until,
            }
        )
        return
    if officer is None:
        say(f"{name}: {reason}")
        return
    phone = f", {phone_in_groups(officer.phone)}" if officer.phone else ""
    say(f"{name}: {known_as(officer)}{phone} ({reason})")


VERBS = (cover,)
