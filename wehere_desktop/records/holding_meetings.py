"""What is done with a meeting: planned again, called off, closed with its report, and published; in an open change."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import PUBLIC_KINDS
from wehere_desktop.neighbourhood.meeting_rhythm import following, weeks_between
from wehere_desktop.neighbourhood.officer import holds_on
from wehere_desktop.neighbourhood.publicity import Publicity
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records.next_pack import agenda_from, next_pack
from wehere_desktop.records.telling_back import concern_in_words
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed, local

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.records.beatbook import BeatBook

NAMED = 3
"""Unsettled concerns named in a refusal."""
_UNSETTLED = frozenset({TrailStep.TO_SORT, TrailStep.RAISED})


def unsettled(book: BeatBook, meeting: str) -> list[Concern]:
    """Return what was raised at a meeting and has neither an owner nor an answer nor a priority, as it was filed."""
    return [each for each in book.concerns.at_meeting(meeting) if step_of(each) in _UNSETTLED]


def close_meeting(
    book: BeatBook,
    meeting: str,
    *,
    attendance: int | None = None,
    report: str | None = None,
    groups: Sequence[str] | None = None,
    reach: Sequence[str] | None = None,
    decisions: Sequence[str] | None = None,
    on: date | None = None,
) -> Meeting:
    """Close a meeting that is over, inside an open change, and return it as kept; what is not given stays as it is.

    Refused, each pinned to its field, where it was called off or has not been held, does not say how many came, has no
    report although everybody was asked to it, and, naming them, where something raised there has neither an owner nor
    an answer nor a priority.
    """
    before = book.meetings.get(meeting)
    after = dataclasses.replace(
        before,
        life=MeetingLife.HELD,
        attendance=before.attendance if attendance is None else attendance,
        report=before.report if report is None else report,
        groups=before.groups if groups is None else _once(groups),
        reach=before.reach if reach is None else _once(reach),
        decisions=before.decisions if decisions is None else _once(decisions),
        closed_on=on or before.closed_on or book.world.today(),
    )
    _refuse_closing(book, before, after)
    names = ("life", "attendance", "report", "groups", "reach", "decisions", "closed_on")
    return book.meetings.amend(meeting, **{name: getattr(after, name) for name in names})


def publish_report(book: BeatBook, meeting: str, *, on: date | None = None) -> Meeting:
    """Mark the report of a closed meeting as published, inside an open change; refused before it is closed."""
    before = book.meetings.get(meeting)
    if before.closed_on is None:
        raise Refusal("The meeting is not closed yet.", remedy="Close it first.", field="closed_on", kind="not-closed")
    return book.meetings.amend(meeting, publishable=True, published_on=on or book.world.today())


def copy_meeting(book: BeatBook, meeting: str, *, starts: datetime) -> Meeting:
    """Plan a meeting like another at a UTC instant, inside an open change, and return it.

    Venue, agenda, language help and who leads are taken over, the leader only while in service; nothing of the evening.
    """
    like = book.meetings.get(meeting)
    leader = book.officers.find(like.leads) if like.leads else None
    serves = leader is not None and holds_on(leader.started, leader.ended, local(starts).date())
    ends = starts + (like.ends - like.starts) if like.ends is not None and like.starts is not None else None
    return book.meetings.add(
        Meeting(
            id=book.world.new_id(),
            beat=like.beat,
            meeting_kind=like.meeting_kind,
            title=like.title,
            starts=starts,
            ends=ends,
            venue=like.venue,
            venue_note=like.venue_note,
            agenda=like.agenda,
            leads=like.leads if serves else "",
            feedback_link=like.feedback_link,
            language_help=like.language_help,
            reach=like.reach,
        )
    )


def next_start(book: BeatBook, meeting: str) -> datetime:
    """Return when a meeting would be held again: by the rhythm of its beat, same weekday and time, past bank holidays.

    Refused where it has no start.
    """
    like = book.meetings.get(meeting)
    if like.starts is None:
        raise Refusal("This meeting has no day yet.", remedy="Give it one first.", field="starts", kind="missing")
    same = [
        each.starts
        for each in book.meetings.on_beat(like.beat)
        if each.meeting_kind is like.meeting_kind
        and each.life is not MeetingLife.CANCELLED
        and each.starts is not None
        and each.starts <= like.starts
    ]
    every = weeks_between(same, otherwise_days=book.team_settings.number("meeting every days"))
    return following(like.starts, weeks=every, after=book.world.today())


def repeat_meeting(book: BeatBook, meeting: str) -> Meeting:
    """Plan a meeting again by the rhythm of its beat, inside an open change, and return it.

    Its agenda follows from what is open.
    """
    planned = copy_meeting(book, meeting, starts=next_start(book, meeting))
    return start_agenda(book, planned.id, anew=True)


def start_agenda(book: BeatBook, meeting: str, *, anew: bool = False) -> Meeting:
    """Start a meeting's agenda from what is still open on its beat, inside an open change, and return the meeting.

    Lines that are there stay and missing ones follow, before the last; `anew` leaves out those there were.
    """
    planned = book.meetings.get(meeting)
    wanted = agenda_from(next_pack(book, planned.beat, meeting=meeting))
    if anew or not planned.agenda:
        return book.meetings.amend(meeting, agenda=wanted)
    there = {each.casefold() for each in planned.agenda}
    missing = [each for each in wanted[1:-2] if each.casefold() not in there]
    *first, last = planned.agenda
    return book.meetings.amend(meeting, agenda=(*first, *missing, last))


def call_off(book: BeatBook, meeting: str, *, why: str, notice: str = "", on: date | None = None) -> Meeting:
    """Call a planned meeting off, inside an open change, and return it; `notice` says where people were told so.

    Refused without a reason, and where it was held or called off already.
    """
    before = book.meetings.get(meeting)
    if before.life is not MeetingLife.PLANNED:
        raise Refusal(
            f"“{before.title}” was {before.life} already.", remedy="Undo that first.", field="life", kind="already"
        )
    if not why.strip():
        raise Refusal("Say why it is called off.", remedy="A word is enough.", field="notes", kind="missing")
    if notice.strip():
        book.publicities.add(
            Publicity(
                id=book.world.new_id(),
                meeting=meeting,
                what="Notice that it is called off",
                where=notice,
                on=on or book.world.today(),
            )
        )
    notes = "\n".join(part for part in (before.notes, f"Called off: {why.strip()}") if part)
    return book.meetings.amend(meeting, life=MeetingLife.CANCELLED, notes=notes)


def _refuse_closing(book: BeatBook, before: Meeting, after: Meeting) -> None:
    if before.life is MeetingLife.CANCELLED:
        raise Refusal(
            f"“{before.title}” was called off.", remedy="There is nothing to close.", field="life", kind="cancelled"
        )
    if before.starts is None or before.starts > book.world.now():
        raise Refusal(
            f"“{before.title}” has not been held yet.", remedy="Close it afterwards.", field="starts", kind="to-come"
        )
    if after.attendance is None or after.attendance < 0:
        raise Refusal(
            "It does not say how many came.", remedy="Nought is an answer too.", field="attendance", kind="missing"
        )
    if after.meeting_kind in PUBLIC_KINDS and not after.report.strip():
        raise Refusal(
            "There is no report yet.",
            remedy="A few sentences on what was talked about are enough.",
            field="report",
            kind="missing",
        )
    if waiting := unsettled(book, before.id):
        names = [f"“{concern_in_words(each)}”" for each in waiting[:NAMED]]
        if len(waiting) > NAMED:
            names.append(f"{len(waiting) - NAMED} more")
        many = "has" if len(waiting) == 1 else "have"
        raise Refusal(
            f"{counted(len(waiting), 'point').capitalize()} raised there {many} neither an owner nor an answer nor a "
            f"priority: {listed(names)}.",
            remedy="Give each one of the three, then close the meeting.",
            field="concerns",
            kind="unsettled",
        )


def _once(texts: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in filter(None, (each.strip() for each in texts)):
        found.setdefault(text.casefold(), text)
    return tuple(found.values())
