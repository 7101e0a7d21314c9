"""How meetings are told on the Meetings screen: when, where they stand, and what is known of getting in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.agreed import with_weekday
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import PUBLIC_KINDS
from wehere_desktop.neighbourhood.place import Known, Place
from wehere_desktop.records.meeting_lacks import to_close
from wehere_desktop.wording import clock_time, counted, local

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from wehere_desktop.neighbourhood.meeting_checks import Finding
    from wehere_desktop.records.beatbook import BeatBook

Tone = Literal["late", "due", "kept", "plain"]


def how_many_owing(book: BeatBook, beats: Collection[str], *, now: datetime) -> int:
    """Return how many meetings of some beats, or of all, have waited long enough for a reminder."""
    return sum(each.reminder > 0 for each in to_close(book, now, beats))


def day_words(meeting: Meeting, today: date) -> str:
    """Return the day of a meeting, such as “Wed 9 Dec”."""
    return with_weekday(local(meeting.starts).date(), today) if meeting.starts is not None else "No day yet"


def time_words(meeting: Meeting) -> str:
    """Return the time of day of a meeting: “7 pm”."""
    return clock_time(meeting.starts) if meeting.starts is not None else ""


def when_words(meeting: Meeting, today: date) -> str:
    """Return day and time of a meeting: “Wed 9 Dec, 7 pm to 8.30 pm”."""
    if meeting.starts is None:
        return "No day yet"
    until = f" to {clock_time(meeting.ends)}" if meeting.ends is not None else ""
    return f"{day_words(meeting, today)}, {clock_time(meeting.starts)}{until}"


def standing_to_come(findings: Sequence[Finding]) -> tuple[str, Tone]:
    """Return in a word how a meeting to come stands, by what it lacks."""
    if not findings:
        return "ready", "kept"
    grave = sum(each.grave for each in findings)
    return f"{len(findings)} to see to", "late" if grave else "due"


def standing_over(meeting: Meeting, days: int | None, reminder: int) -> tuple[str, Tone]:
    """Return in a word how a meeting that is over stands; `days` it has been owed, None if it owes nothing."""
    if meeting.life is MeetingLife.CANCELLED:
        return "called off", "plain"
    if meeting.closed_on is None:
        since = f", {counted(days, 'day')}" if days else ""
        return f"to close{since}", "late" if reminder else "due"
    if meeting.published_on is None and meeting.meeting_kind in PUBLIC_KINDS:
        return "to publish", "late" if reminder else "due"
    return ("published" if meeting.published_on is not None else "closed"), "kept"


ACCESS = (("step_free", "Step-free"), ("hearing_loop", "Hearing loop"), ("parking", "Parking"))
"""The fields of a place about getting in, and what each is called."""


def access_words(venue: Place) -> list[tuple[str, bool]]:
    """Return what is known of getting into a venue, each in a few words with whether it is known."""
    found = []
    for name, label in ACCESS:
        known: Known = getattr(venue, name)
        said = "not known" if known is Known.NOT_KNOWN else str(known)
        found.append((f"{label} {said}", known is not Known.NOT_KNOWN))
    return found
