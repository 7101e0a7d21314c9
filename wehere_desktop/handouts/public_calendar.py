"""The calendar of public meetings: for each when, where, what for and who leads, and nothing that stays inside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.formats.calendar_writer import DiaryEvent, calendar_text
from wehere_desktop.handouts.gather import access_of, is_called_off, led_by, public_address
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.neighbourhood.force import FORCE_NAME
from wehere_desktop.neighbourhood.meeting_checks import PUBLIC_KINDS
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records import BeatBook


def public_meetings(book: BeatBook, first: date, last: date, beats: Collection[str] = ()) -> list[Meeting]:
    """Return the meetings of a period (local days, both included) that are open to all, also those called off."""
    found = book.meetings.between(first, last, beats)
    return [each for each in found if published(each, "meeting_kind") in PUBLIC_KINDS]


def public_calendar(book: BeatBook, meetings: Collection[Meeting]) -> bytes:
    """Return an iCalendar file of public meetings; Refusal `nothing` without any.

    A meeting that was called off is in it as such, so that it leaves the diaries that have it.
    """
    if not meetings:
        raise Refusal(
            "There is no public meeting in this period.",
            remedy="Plan a beat meeting or a surgery first, or name other days with --from and --until.",
            kind="nothing",
        )
    beats = {published(each, "beat") for each in meetings}
    names = [published(each, "name") for each in book.beats.many(sorted(beats))]
    name = f"{names[0]} meetings" if len(names) == 1 else f"{FORCE_NAME} meetings"
    practice = "Practice: " if book.practice else ""
    events = (_event(book, each, practice) for each in meetings)
    return calendar_text(f"{practice}{name}", events, made=book.world.now())


def _event(book: BeatBook, meeting: Meeting, practice: str) -> DiaryEvent:
    venue = book.places.find(published(meeting, "venue"))
    starts: datetime = published(meeting, "starts")
    called_off = is_called_off(meeting)
    agenda = [f"• {item.strip()}" for item in published(meeting, "agenda") if item.strip()]
    link: str = published(meeting, "feedback_link")
    about = (
        *("This meeting has been called off.",) * called_off,
        f"{FORCE_NAME}, {published(book.beats.get(published(meeting, 'beat')), 'name')}",
        *agenda,
        led_by(book, meeting),
        access_of(venue, meeting),
        published(meeting, "venue_note") if venue else "",
        f"Tell us more: {link}" if link.strip() else "",
    )
    where = (published(venue, "name"), public_address(venue)) if venue else (published(meeting, "venue_note"),)
    return DiaryEvent(
        id=meeting.id,
        name=f"{practice}{'Called off: ' * called_off}{published(meeting, 'title')}",
        starts=starts,
        ends=published(meeting, "ends"),
        where=", ".join(filter(None, where)),
        about="\n".join(filter(None, about)),
        called_off=called_off,
    )
