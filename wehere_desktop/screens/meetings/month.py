"""What a month holds: the days of its weeks, each with meetings, bank holidays, closed days and who is away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.bank_holidays import bank_holiday
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import Lack, day_of
from wehere_desktop.records.meeting_lacks import lacking, to_close
from wehere_desktop.screens.meetings.words import Tone, standing_over, standing_to_come
from wehere_desktop.wording import MONTHS, clock_time, short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.neighbourhood.officer import Absence, Officer
    from wehere_desktop.records.beatbook import BeatBook

DAY = timedelta(days=1)
DAYS_SHOWN = 42
"""Six weeks: every month fits, whatever day it begins on."""
LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class MeetingThere:
    """A meeting of a day: its id, time, title, and in a word how it stands."""

    id: str
    time: str
    title: str
    venue: str
    word: str
    tone: Tone
    off: bool
    leader_away: bool


@dataclass(frozen=True, slots=True)
class DayThere:
    """A day of the calendar; `away` are those who lead meetings and are away that day, in words."""

    day: date
    of_month: bool
    is_today: bool
    holiday: str
    closed: tuple[str, ...]
    away: tuple[str, ...]
    meetings: tuple[MeetingThere, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return everything to know about the day besides its meetings, a sentence each."""
        found = [f"Bank holiday: {self.holiday}."] if self.holiday else []
        found += [f"Closed days: {each}." for each in self.closed]
        return (*found, *(f"{each}." for each in self.away))


@dataclass(frozen=True, slots=True)
class Month:
    """Six weeks from the Monday on or before the first of a month."""

    first: date
    days: tuple[DayThere, ...]

    @property
    def name(self) -> str:
        """Return the month, such as “December 2026”."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"


def month_after(first: date, months: int) -> date:
    """Return the first day of the month so many months after another; it stays within the years a date can have."""
    years, month = divmod(first.year * LAST_MONTH + first.month - 1 + months, LAST_MONTH)
    if not date.min.year < years < date.max.year:
        return first.replace(day=1)
    return date(years, month + 1, 1)


def month_of(book: BeatBook, first: date, beats: Collection[str], *, now: datetime, today: date) -> Month:
    """Return the month that begins on a day, of some beats or of all."""
    monday = first - first.weekday() * DAY
    last = monday + (DAYS_SHOWN - 1) * DAY
    meetings = book.meetings.between(monday, last, beats)
    leaders = {each.id: each for each in book.officers.many({each.leads for each in meetings if each.leads})}
    absences = [each for officer in leaders for each in book.absences.of(officer)]
    spells = [each for each in book.closed_spells.between(monday, last) if not each.place]
    there = _stand(book, meetings, beats, now)
    by_day: dict[date, list[MeetingThere]] = defaultdict(list)
    for each in meetings:
        if (on := day_of(each)) is not None:
            by_day[on].append(there[each.id])
    days = []
    for number in range(DAYS_SHOWN):
        day = monday + number * DAY
        closed = [
            each.name
            for each in spells
            if each.starts is not None and each.ends is not None and each.starts <= day <= each.ends
        ]
        days.append(
            DayThere(
                day,
                day.month == first.month,
                day == today,
                bank_holiday(day),
                tuple(dict.fromkeys(closed)),
                tuple(_away(day, absences, leaders, today)),
                tuple(by_day[day]),
            )
        )
    return Month(first, tuple(days))


def _stand(
    book: BeatBook, meetings: Sequence[Meeting], beats: Collection[str], now: datetime
) -> dict[str, MeetingThere]:
    lacks = {each.meeting.id: each.findings for each in lacking(book, now, beats)}
    owed = {each.meeting.id: each for each in to_close(book, now, beats)}
    venues = {each.id: each.name for each in book.places.many({each.venue for each in meetings if each.venue})}
    found = {}
    for each in meetings:
        off = each.life is MeetingLife.CANCELLED
        if off or (each.starts is not None and each.starts <= now):
            owing = owed.get(each.id)
            word, tone = standing_over(each, owing.days if owing else None, owing.reminder if owing else 0)
        else:
            word, tone = standing_to_come(lacks.get(each.id, ()))
        time = clock_time(each.starts) if each.starts is not None else ""
        away = any(lack.lack is Lack.LEADER_AWAY for lack in lacks.get(each.id, ()))
        venue = venues.get(each.venue, "")
        found[each.id] = MeetingThere(each.id, time, each.title, venue, word, tone, off, away)
    return found


def _away(day: date, absences: Sequence[Absence], leaders: dict[str, Officer], today: date) -> list[str]:
    found = []
    for each in absences:
        begun = each.starts is None or each.starts <= day
        if begun and (each.ends is None or each.ends >= day) and each.officer in leaders:
            until = f" until {short_day(each.ends, today=today)}" if each.ends is not None and each.ends > day else ""
            found.append(f"{leaders[each.officer].name} is away{until}")
    return list(dict.fromkeys(found))
