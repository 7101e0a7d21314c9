"""Meeting checks: what a planned meeting still lacks, and what a meeting that is over still owes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingKind, MeetingLife
from wehere_desktop.neighbourhood.officer import Absence
from wehere_desktop.neighbourhood.place import Known, Place, PlaceStatus
from wehere_desktop.wording import counted, local, short_day

REMIND_AFTER = (3, 7)
"""Days after a meeting at which its team is reminded to close and publish it, as Decidim's users asked for."""

PUBLIC_KINDS = frozenset({MeetingKind.BEAT_MEETING, MeetingKind.SURGERY})
"""Meetings to which everybody is asked, and which therefore have to be publicised."""


class Lack(StrEnum):
    """One thing that is wrong with a planned meeting or missing from it."""

    NO_VENUE = "no venue"
    VENUE_CLOSED = "the venue has closed"
    VENUE_SHUT = "the venue is shut that day"
    ACCESS_NOT_KNOWN = "not known whether the venue is step-free"
    NO_AGENDA = "no agenda"
    NOBODY_LEADS = "nobody leads it"
    LEADER_AWAY = "whoever leads it is away that day"
    NOT_PUBLICISED = "not publicised yet"
    PUBLICISED_LATE = "publicised too late"
    BANK_HOLIDAY = "it is a bank holiday"
    ENDS_BEFORE_IT_STARTS = "it ends before it starts"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is lacking, in a sentence; `grave` if the meeting should not be held so."""

    lack: Lack
    sentence: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds one meeting: its venue, who leads it away or not, spells in which the venue is shut."""

    venue: Place | None = None
    leader: str = ""
    leader_away: Absence | None = None
    shut: Sequence[ClosedSpell] = ()
    first_told_on: date | None = None
    bank_holiday: str = ""


def day_of(meeting: Meeting) -> date | None:
    """Return the local day of a meeting, None while it has no start."""
    return local(meeting.starts).date() if meeting.starts is not None else None


def first_told_on(meeting: Meeting, told_on: Sequence[date | None]) -> date | None:
    """Return the first day people were told of a meeting, from its own field and from each record of publicity."""
    days = [day for day in (meeting.publicised_on, *told_on) if day is not None]
    return min(days) if days else None


def findings(meeting: Meeting, around: Around, *, today: date, notice_days: int) -> list[Finding]:
    """Return what a planned meeting lacks, the gravest first; none for one that was held or called off."""
    on = day_of(meeting)
    if meeting.life is not MeetingLife.PLANNED or on is None:
        return []
    found = [
        *_of_venue(meeting, around),
        *_of_people(meeting, around),
        *_of_publicity(meeting, around, on, today, notice_days),
    ]
    if around.bank_holiday:
        found.append(Finding(Lack.BANK_HOLIDAY, f"It is a bank holiday: {around.bank_holiday}."))
    if meeting.ends is not None and meeting.starts is not None and meeting.ends <= meeting.starts:
        found.append(Finding(Lack.ENDS_BEFORE_IT_STARTS, "It ends before it starts.", grave=True))
    if not meeting.agenda:
        found.append(Finding(Lack.NO_AGENDA, "It has no agenda yet."))
    return sorted(found, key=lambda each: not each.grave)


def _of_venue(meeting: Meeting, around: Around) -> list[Finding]:
    venue = around.venue
    if venue is None:
        return [Finding(Lack.NO_VENUE, "It has no venue yet.", grave=True)]
    found = []
    if venue.status is PlaceStatus.CLOSED:
        found.append(Finding(Lack.VENUE_CLOSED, f"{venue.name} has closed.", grave=True))
    found += [
        Finding(Lack.VENUE_SHUT, f"{venue.name} may be shut that day: {each.name}.", grave=True) for each in around.shut
    ]
    if meeting.meeting_kind in PUBLIC_KINDS and venue.step_free is Known.NOT_KNOWN:
        found.append(Finding(Lack.ACCESS_NOT_KNOWN, f"It is not known whether {venue.name} is step-free."))
    return found


def _of_people(meeting: Meeting, around: Around) -> list[Finding]:
    if not meeting.leads:
        return [Finding(Lack.NOBODY_LEADS, "Nobody is down to lead it.", grave=True)]
    if around.leader_away is not None:
        return [Finding(Lack.LEADER_AWAY, f"{around.leader or 'Whoever leads it'} is away that day.", grave=True)]
    return []


def _of_publicity(meeting: Meeting, around: Around, on: date, today: date, notice_days: int) -> list[Finding]:
    if meeting.meeting_kind not in PUBLIC_KINDS:
        return []
    last = on - timedelta(days=notice_days)
    if around.first_told_on is None:
        late = today > last
        words = (
            f"Nobody has been told of it; {notice_days} days’ notice would have been by {short_day(last, today=today)}."
        )
        on_time = f"It is not publicised yet; {notice_days} days’ notice means by {short_day(last, today=today)}."
        return [Finding(Lack.NOT_PUBLICISED, words if late else on_time, grave=late)]
    if around.first_told_on > last:
        notice = max(0, (on - around.first_told_on).days)
        return [Finding(Lack.PUBLICISED_LATE, f"People had {notice} days’ notice, not {notice_days}.")]
    return []


def owed_since(meeting: Meeting, *, now: datetime) -> int | None:
    """Return for how many days a meeting that is over has waited to be closed and published, None if it owes nothing.

    A meeting called off owes nothing, and one that not everybody was asked to only has to be closed. Days are whole and
    counted from its end, or its start where no end is known.
    """
    over = meeting.ends or meeting.starts
    if meeting.life is MeetingLife.CANCELLED or over is None or over > now:
        return None
    if meeting.closed_on is not None and (meeting.published_on is not None or meeting.meeting_kind not in PUBLIC_KINDS):
        return None
    return (now - over).days


def reminder_of(days: int) -> int:
    """Return the last reminder that is due for a meeting owed for so many days: 0 for none yet, else 3 or 7."""
    return max((each for each in REMIND_AFTER if each <= days), default=0)


def owing_in_words(meeting: Meeting, days: int) -> str:
    """Return what a meeting still owes, in a sentence: “Held 4 days ago and not closed yet.”."""
    when = "today" if days == 0 else f"{counted(days, 'day')} ago"
    if meeting.closed_on is None:
        return f"Held {when} and not closed yet."
    return f"Held {when}; its report is not published yet."


@dataclass(frozen=True, slots=True)
class WithoutMeeting:
    """A beat with no meeting planned in time: the days of its last and next public meeting, and when one is wanted."""

    beat: str
    last: date | None
    next: date | None
    wanted_by: date


def without_meeting(
    beat: str, last: date | None, following: date | None, *, today: date, within_days: int
) -> WithoutMeeting | None:
    """Return what is lacking where a beat has no public meeting planned within the rhythm, None where it has.

    The rhythm is counted from the last one held, or from today where none was or its day has already gone by.
    """
    due = (last or today) + timedelta(days=within_days)
    latest = due if due >= today else today + timedelta(days=within_days)
    if following is not None and following <= latest:
        return None
    return WithoutMeeting(beat, last, following, due)
