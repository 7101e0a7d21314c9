"""Meetings: when and where a team meets its public, what is on the agenda and how people were told."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told


class MeetingKind(StrEnum):
    """What sort of meeting it is."""

    BEAT_MEETING = "beat meeting"
    SURGERY = "surgery"
    PARTNERSHIP = "partnership meeting"
    SCHOOL_SESSION = "school session"
    PANEL = "Key Individual Network panel"


class MeetingLife(StrEnum):
    """Whether a meeting is to come, was held, or was called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A meeting of a beat. `starts` and `ends` are UTC instants; attendance is a count, never names.

    `groups` are organisations and community groups that were there, `reach` the communities it was meant to reach:
    never a person's characteristic. The report and the decisions are published once the meeting is marked for it.
    """

    kind: ClassVar[str] = "meeting"
    words: ClassVar[str] = "Meeting"
    mark: ClassVar[str] = "publishable"

    beat: str = told("Beat", public="always", refers="beat", required=True)
    meeting_kind: MeetingKind = told("Kind", default=MeetingKind.BEAT_MEETING, public="always")
    title: str = told("Title", public="always", search="title", required=True)
    starts: datetime | None = told("Starts", default=None, public="always", required=True)
    ends: datetime | None = told("Ends", default=None, public="always")
    venue: str = told("Venue", public="always", refers="place")
    venue_note: str = told("Finding and getting in", public="always", search="words")
    agenda: tuple[str, ...] = told("Agenda", default=(), public="always", limit=1000)
    life: MeetingLife = told("Stands at", default=MeetingLife.PLANNED, public="always")
    leads: str = told("Led by", public="always", refers="officer")
    publicised_on: date | None = told("First publicised on", default=None)
    publicity: str = told("Where it was publicised", limit=LONG_TEXT)
    feedback_link: str = told("Where to tell us more", public="always", limit=1000)
    attendance: int | None = told("How many came", default=None, public="if_marked")
    notes: str = told("Internal notes", search="words", limit=LONG_TEXT)
    language_help: str = told("Language help", public="always")
    groups: tuple[str, ...] = told("Organisations and groups there", default=(), public="if_marked", search="words")
    reach: tuple[str, ...] = told("Communities it was meant to reach", default=())
    report: str = told("Report", public="if_marked", search="words", limit=LONG_TEXT)
    decisions: tuple[str, ...] = told("Decisions", default=(), public="if_marked", search="words", limit=2000)
    publishable: bool = told("Report may be published", default=False)
    closed_on: date | None = told("Closed on", default=None)
    published_on: date | None = told("Report published on", default=None)
