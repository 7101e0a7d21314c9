"""What the record of one meeting shows: the plan and what it lacks, publicity, what is open, and how it was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.cover import known_as
from wehere_desktop.neighbourhood.feedback_results import Results, results_of
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import (
    PUBLIC_KINDS,
    Finding,
    day_of,
    owed_since,
    owing_in_words,
    reminder_of,
)
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.publication import Publication
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records.holding_meetings import unsettled
from wehere_desktop.records.meeting_lacks import findings_of
from wehere_desktop.records.next_pack import NextPack, next_pack
from wehere_desktop.screens.meetings.words import Tone, standing_over, standing_to_come
from wehere_desktop.wording import ago, counted, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Owed:
    """What a meeting that is over still owes, in a sentence, and whether a reminder is due."""

    sentence: str
    reminder: int


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """All that the record shows.

    `last_notice` is the last day that keeps the team's notice, None where nobody has to be told. `pack` is there for a
    meeting to come, `raised`, `unsettled` and `results` for one that was held.
    """

    meeting: Meeting
    beat: str
    venue: Place | None
    leader: str
    is_over: bool
    word: str
    tone: Tone
    soon: str
    findings: tuple[Finding, ...]
    owed: Owed | None
    publicities: tuple[Publicity, ...]
    publications: tuple[Publication, ...]
    last_notice: date | None
    notice_days: int
    pack: NextPack | None
    proposals: tuple[Proposal, ...]
    raised: tuple[Concern, ...]
    unsettled: int
    to_tell: int
    results: Results | None
    next: Meeting | None
    before: Meeting | None
    today: date

    @property
    def is_public(self) -> bool:
        """Say whether everybody was asked to it."""
        return self.meeting.meeting_kind in PUBLIC_KINDS

    @property
    def is_off(self) -> bool:
        """Say whether it was called off."""
        return self.meeting.life is MeetingLife.CANCELLED


def meeting_record(book: BeatBook, record: str, *, now: datetime) -> MeetingRecord | None:
    """Return the record of a meeting at an instant, or None if it is not in the book."""
    meeting = book.meetings.find(record)
    if meeting is None:
        return None
    today, on = local(now).date(), day_of(meeting)
    is_over = meeting.starts is not None and meeting.starts <= now
    is_off = meeting.life is MeetingLife.CANCELLED
    found = tuple(findings_of(book, meeting, now=now)) if not is_over else ()
    days = owed_since(meeting, now=now)
    owed = Owed(owing_in_words(meeting, days), reminder_of(days)) if days is not None else None
    word, tone = (
        standing_over(meeting, days, owed.reminder if owed is not None else 0)
        if is_over or is_off
        else standing_to_come(found)
    )
    beat = book.beats.find(meeting.beat)
    leader = book.officers.find(meeting.leads) if meeting.leads else None
    raised = tuple(book.concerns.at_meeting(meeting.id))
    forms = book.feedbacks.of(meeting.id)
    notice = book.team_settings.number("notice days")
    wants_notice = meeting.meeting_kind in PUBLIC_KINDS and on is not None
    return MeetingRecord(
        meeting,
        beat.name if beat is not None else "",
        book.places.find(meeting.venue) if meeting.venue else None,
        known_as(leader) if leader is not None else "",
        is_over,
        word,
        tone,
        ago(on, today) if on is not None else "",
        found,
        owed,
        tuple(book.publicities.of(meeting.id)),
        tuple(book.publications.of(meeting.id)),
        on - timedelta(days=notice) if wants_notice and on is not None else None,
        notice,
        next_pack(book, meeting.beat, meeting=meeting.id) if not is_over and not is_off else None,
        tuple(book.proposals.of(meeting.id)),
        raised,
        len(unsettled(book, meeting.id)),
        sum(step_of(each) is TrailStep.TO_TELL for each in raised),
        results_of(forms) if is_over else None,
        book.meetings.after(meeting),
        book.meetings.before(meeting),
        today,
    )


def notice_words(record: MeetingRecord) -> tuple[str, Literal["", "late", "due"]]:
    """Return how the notice stands: “First told on 20 Nov, 19 days before; 14 are wanted.”."""
    on = day_of(record.meeting)
    told = [each.on for each in record.publicities if each.on is not None]
    told += [record.meeting.publicised_on] if record.meeting.publicised_on is not None else []
    if on is None or record.last_notice is None:
        return "", ""
    if not told:
        last = short_day(record.last_notice, today=record.today)
        late = record.today > record.last_notice and not record.is_over
        return (
            f"Nobody has been told yet; {record.notice_days} days’ notice means by {last}.",
            "late" if late else "due",
        )
    days = max((on - min(told)).days, 0)
    first = short_day(min(told), today=record.today)
    words = f"First told on {first}, {counted(days, 'day')} before; {record.notice_days} are wanted."
    return words, "" if days >= record.notice_days else "due"
