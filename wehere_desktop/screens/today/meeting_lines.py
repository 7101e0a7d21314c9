"""The lines of Today about meetings: those to come, with what they still lack, and those to close and publish."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import title_of
from wehere_desktop.neighbourhood.meeting_checks import first_told_on
from wehere_desktop.screens.today.numbers import in_words
from wehere_desktop.wording import WEEKDAYS, ago, clock_time, counted, day_in_words, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.meeting import Meeting
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.screens.today.scope import Scope


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a meeting needs: whether it has it, in words."""

    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class MeetingBox:
    """A meeting to come: when and where, and what it has and still lacks."""

    meeting: str
    title: str
    when: str
    checks: tuple[Check, ...]
    soon: str

    @property
    def lacking(self) -> int:
        """Return how many things it still lacks."""
        return sum(not check.done for check in self.checks)


@dataclass(frozen=True, slots=True)
class OwedMeeting:
    """A meeting that is over and has waited for a reminder: what it owes in a sentence, and for how long."""

    meeting: str
    title: str
    owes: str
    word: str


def meetings_owed(book: BeatBook, scope: Scope, now: datetime) -> tuple[OwedMeeting, ...]:
    """Return the meetings to close or publish for which a reminder is due at a UTC instant, the longest owing first."""
    if not scope.beats:
        return ()
    from wehere_desktop.neighbourhood.meeting_checks import owing_in_words
    from wehere_desktop.records.meeting_lacks import to_close

    return tuple(
        OwedMeeting(
            each.meeting.id,
            title_of(each.meeting),
            owing_in_words(each.meeting, each.days),
            "to close" if each.meeting.closed_on is None else "to publish",
        )
        for each in to_close(book, now, scope.beats)
        if each.reminder
    )


def meeting_box(book: BeatBook, meeting: Meeting, today: date) -> MeetingBox:
    """Return what Today says of a meeting to come."""
    venue = book.places.find(meeting.venue) if meeting.venue else None
    when, soon = "", ""
    if meeting.starts is not None:
        day = local(meeting.starts).date()
        when = f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today=today)}, {clock_time(meeting.starts)}"
        soon = ago(day, today)
    where = venue.name if venue is not None else ""
    return MeetingBox(
        meeting.id,
        title_of(meeting),
        " · ".join(part for part in (when, where) if part),
        tuple(_checks(book, meeting, has_venue=venue is not None)),
        soon,
    )


def _checks(book: BeatBook, meeting: Meeting, *, has_venue: bool) -> list[Check]:
    found = []
    told_on = first_told_on(meeting, [each.on for each in book.publicities.of(meeting.id)])
    if told_on is None:
        found.append(Check(done=False, words="Not publicised yet"))
    elif meeting.starts is not None:
        days = (local(meeting.starts).date() - told_on).days
        notice = book.team_settings.number("notice days")
        found.append(Check(done=days >= notice, words=f"Publicised {counted(days, 'day')} before"))
    agenda = len(meeting.agenda)
    found.append(Check(done=agenda > 0, words=f"Agenda · {counted(agenda, 'item')}" if agenda else "No agenda yet"))
    if not has_venue:
        found.append(Check(done=False, words="No venue yet"))
    if not meeting.leads:
        found.append(Check(done=False, words="Nobody is down to lead it"))
    elif meeting.starts is not None and book.absences.away_on(meeting.leads, local(meeting.starts).date()) is not None:
        leader = book.officers.find(meeting.leads)
        name = leader.name if leader is not None else "Whoever leads it"
        found.append(Check(done=False, words=f"{name}, who leads it, is away that day"))
    before = book.meetings.before(meeting)
    waiting = len(book.concerns.unanswered_from(before.id)) if before is not None else 0
    if waiting and before is not None and before.starts is not None:
        month = day_in_words(local(before.starts).date()).split(" ")[2]
        noun = "concern" if waiting == 1 else "concerns"
        found.append(Check(done=False, words=f"{in_words(waiting)} {noun} from {month} not yet answered"))
    return found
