"""Which meeting an evening is about: those near in time on my beats, the nearest first chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.wording import ago, clock_time, local, short_day

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import PillTone
    from wehere_desktop.desk.screen import Desk

BEFORE, AFTER = timedelta(days=7), timedelta(days=28)
MOST = 60
"""Meetings offered: those of a unit in five weeks, and more."""


@dataclass(frozen=True, slots=True)
class Near:
    """The meetings near in time, by their start, and the one nearest to now (empty where there is none)."""

    meetings: tuple[Meeting, ...]
    nearest: str


def near(desk: Desk, *, also: str = "") -> Near:
    """Return the meetings of a week back and four to come: on my beats, else on those of my unit, else on all.

    `also` names one that is offered wherever it stands.
    """
    book, now, today = desk.book, desk.book.world.now(), desk.today()
    mine = desk.mine()
    unit = tuple(each.id for each in book.beats.current(today) if each.lpu == mine.lpu) if mine.lpu else ()
    found: list[Meeting] = []
    for beats in dict.fromkeys((() if mine.leads_unit else mine.beats, unit, ())):
        if not beats and (unit or mine.beats) and found:
            break
        found = _held(book.meetings.between(today - BEFORE, today + AFTER, beats)) if beats or not found else found
        if found:
            break
    nearest = min(found, key=lambda each: _distance(each, now), default=None)
    found = sorted(found, key=lambda each: _distance(each, now))[:MOST]
    if also and all(each.id != also for each in found) and (wanted := book.meetings.find(also)) is not None:
        found.append(wanted)
    found.sort(key=lambda each: (each.starts or now, each.id))
    return Near(tuple(found), nearest.id if nearest is not None else also)


def named(desk: Desk, meeting: Meeting) -> str:
    """Return a meeting as it is chosen: “Wed 9 Dec, 7 pm · Winsford Wharton beat meeting”."""
    if meeting.starts is None:
        return meeting.title
    here = local(meeting.starts)
    return f"{here:%a} {short_day(here.date(), today=desk.today())}, {clock_time(meeting.starts)} · {meeting.title}"


def when(meeting: Meeting, today: date) -> tuple[str, PillTone]:
    """Return how far off a meeting is, and the tone for it: what is filed on another day is said to be."""
    if meeting.starts is None:
        return "no day yet", "due"
    day = local(meeting.starts).date()
    return ("today", "kept") if day == today else (ago(day, today), "due")


def _held(meetings: list[Meeting]) -> list[Meeting]:
    return [each for each in meetings if each.life is not MeetingLife.CANCELLED]


def _distance(meeting: Meeting, now: datetime) -> timedelta:
    return abs((meeting.starts or now) - now)
