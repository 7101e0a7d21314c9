"""What meetings lack before they are held, which beats have none in time, and what those that are over still owe."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.meeting_checks import (
    PUBLIC_KINDS,
    Around,
    Finding,
    WithoutMeeting,
    day_of,
    findings,
    first_told_on,
    owed_since,
    reminder_of,
    without_meeting,
)
from wehere_desktop.neighbourhood.touch import concerns
from wehere_desktop.wording import local

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.neighbourhood.publicity import Publicity
    from wehere_desktop.records.beatbook import BeatBook

REMEMBERED = timedelta(days=92)
"""How long a meeting that nobody closed is asked after: a quarter, until its beat's next is due. Ours."""
AT_ONCE = 200
"""Planned meetings looked at in one go: more than a unit ever has."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A planned meeting and what it lacks, the gravest first."""

    meeting: Meeting
    findings: tuple[Finding, ...]

    @property
    def grave(self) -> bool:
        """Say whether it should not be held so."""
        return any(each.grave for each in self.findings)


@dataclass(frozen=True, slots=True)
class Owing:
    """A meeting that is over and not closed and published: for how many days, and the last reminder due (0, 3 or 7)."""

    meeting: Meeting
    days: int
    reminder: int


def findings_of(book: BeatBook, meeting: Meeting, *, now: datetime) -> list[Finding]:
    """Return what one meeting lacks, the gravest first; none for one that was held or called off."""
    (around,) = _around(book, [meeting])
    return _findings(book, meeting, around, now)


def lacking(book: BeatBook, now: datetime, beats: Collection[str] = ()) -> list[Lacking]:
    """Return the meetings planned from an instant on that lack something, the soonest first; on some beats or all."""
    coming = book.meetings.coming(now, beats=beats, limit=AT_ONCE)
    found = []
    for meeting, around in zip(coming, _around(book, coming), strict=True):
        if lacks := _findings(book, meeting, around, now):
            found.append(Lacking(meeting, tuple(lacks)))
    return found


def beats_without_meeting(
    book: BeatBook, now: datetime, *, within_days: int = 0, beats: Collection[str] = ()
) -> list[WithoutMeeting]:
    """Return the beats with no public meeting planned within the rhythm, those that have waited longest first.

    `within_days` is the team's own number unless given. A beat that never had one counts from today.
    """
    today = local(now).date()
    every = within_days or book.team_settings.number("meeting every days")
    last = book.meetings.last_held(now, PUBLIC_KINDS)
    coming = book.meetings.next_planned(now, PUBLIC_KINDS)
    found = []
    for beat in book.beats.current(today):
        if beats and beat.id not in beats:
            continue
        missing = without_meeting(
            beat.id, _day(last.get(beat.id)), _day(coming.get(beat.id)), today=today, within_days=every
        )
        if missing is not None:
            found.append(missing)
    return sorted(found, key=lambda each: (each.last is not None, each.wanted_by))


def to_close(book: BeatBook, now: datetime, beats: Collection[str] = ()) -> list[Owing]:
    """Return the meetings of the last quarter that are over and not closed and published, the longest owing first."""
    found = []
    for meeting in book.meetings.over_and_not_closed(now, since=now - REMEMBERED, beats=beats):
        days = owed_since(meeting, now=now)
        if days is not None:
            found.append(Owing(meeting, days, reminder_of(days)))
    return found


def _day(instant: datetime | None) -> date | None:
    return local(instant).date() if instant is not None else None


def _findings(book: BeatBook, meeting: Meeting, around: Around, now: datetime) -> list[Finding]:
    notice = book.team_settings.number("notice days")
    return findings(meeting, around, today=local(now).date(), notice_days=notice)


def _around(book: BeatBook, meetings: Sequence[Meeting]) -> list[Around]:
    """Return what surrounds each of some meetings, asked for together."""
    days = [on for each in meetings if (on := day_of(each)) is not None]
    spells = book.closed_spells.between(min(days), max(days)) if days else []
    venues = {each.id: each for each in book.places.many({each.venue for each in meetings if each.venue})}
    leaders = {each.id: each for each in book.officers.many({each.leads for each in meetings if each.leads})}
    told: dict[str, list[Publicity]] = defaultdict(list)
    for publicity in book.publicities.of_all([each.id for each in meetings]):
        told[publicity.meeting].append(publicity)
    found = []
    for meeting in meetings:
        on, leader = day_of(meeting), leaders.get(meeting.leads)
        venue = venues.get(meeting.venue)
        found.append(
            Around(
                venue=venue,
                leader=known_as(leader) if leader is not None else "",
                leader_away=book.absences.away_on(leader.id, on) if leader is not None and on is not None else None,
                shut=tuple(each for each in spells if venue is not None and on is not None and _shuts(each, venue, on)),
                first_told_on=first_told_on(meeting, [each.on for each in told[meeting.id]]),
                bank_holiday=bank_holiday(on) if on is not None else "",
            )
        )
    return found


def _shuts(spell: ClosedSpell, venue: Place, on: date) -> bool:
    if spell.starts is None or spell.ends is None or not spell.starts <= on <= spell.ends:
        return False
    return spell.place == venue.id if spell.place else concerns(spell, venue.place_kind, venue.authority)
