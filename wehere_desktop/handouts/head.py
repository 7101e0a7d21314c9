"""Gathers what stands at the head of a public paper, taking each value through what the public may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import NO_VENUE, Head, TeamMember
from wehere_desktop.handouts.gather import (
    access_of,
    day_and_month,
    is_called_off,
    public_address,
    subtitle_of,
    team_on,
    time_of,
)
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME, Beat
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import WEEKDAYS, local

if TYPE_CHECKING:
    from datetime import date, datetime

    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records import BeatBook

CALLED_OFF = "This meeting has been called off."


def day_of_paper(meeting: Meeting) -> date:
    """Return the local day of a meeting; refused where it has none yet, since no paper can be made of it."""
    starts: datetime | None = published(meeting, "starts")
    if starts is None:
        raise Refusal(
            "This meeting has no day yet.", remedy="Give it a day and a time first.", field="starts", kind="missing"
        )
    return local(starts).date()


def meeting_head(book: BeatBook, meeting: Meeting, paper: str, *, today: date) -> Head:
    """Return the head of a paper, such as “Agenda”, of one meeting as it is printed on `today` (a local date)."""
    day = day_of_paper(meeting)
    beat = book.beats.get(published(meeting, "beat"))
    venue = book.places.find(published(meeting, "venue"))
    title = f"{published(beat, 'name')} {published(meeting, 'meeting_kind')}"
    when = f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}" + (f" {day.year}" if day.year != today.year else "")
    time = time_of(published(meeting, "starts"), published(meeting, "ends"))
    return Head(
        force=FORCE_NAME,
        lpu=lpu_name(book, beat),
        name=paper,
        kind="",
        of=title,
        title=f"{title}: {paper[:1].lower()}{paper[1:]}",
        subtitle=subtitle_of(published(meeting, "title"), title),
        when=(when, time),
        where=(
            published(venue, "name") if venue else NO_VENUE if day >= today else "",
            public_address(venue),
            access_of(venue, meeting),
        ),
        running=f"{when}, {time}",
        called_off=CALLED_OFF if is_called_off(meeting) else "",
        practice=book.practice,
    )


def blank_head(name: str, *, when: str, where: str, more: str, practice: bool) -> Head:
    """Return the head of a paper for a meeting that is not in the book, or for none: who it is from, and what for."""
    return Head(
        force=FORCE_NAME,
        lpu="",
        name=name,
        kind="",
        of="",
        title=name,
        subtitle="",
        when=(when,),
        where=(where, more, ""),
        running="",
        called_off="",
        practice=practice,
    )


def lpu_name(book: BeatBook, beat: Beat) -> str:
    """Return the name of the unit a beat belongs to."""
    return f"{published(book.lpus.get(published(beat, 'lpu')), 'name')} Local Policing Unit"


def reached_at(book: BeatBook, beat: Beat, day: date) -> tuple[str, ...]:
    """Return a line for each officer of a beat on a local day: how to reach them, and who covers."""
    return tuple(_line(each) for each in team_on(book, beat, day))


def _line(member: TeamMember) -> str:
    reach = " · ".join(part for part in (member.name, member.phone, member.email) if part)
    return f"{reach}\n{member.away}" if member.away else reach
