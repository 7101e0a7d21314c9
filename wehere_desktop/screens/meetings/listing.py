"""The rows of the lists of meetings: those to come with what they lack, those that are over with what they owe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.meeting_lacks import lacking, to_close
from wehere_desktop.screens.meetings.words import (
    Tone,
    day_words,
    standing_over,
    standing_to_come,
    time_words,
)
from wehere_desktop.wording import local

AHEAD = timedelta(days=400)
BACK = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Line:
    """One row, in words."""

    id: str
    starts: datetime
    day: str
    time: str
    title: str
    kind: str
    venue: str
    came: str
    word: str
    tone: Tone
    rank: int


@dataclass
class MeetingSource:
    """Where the rows come from: made in the lane when the ids are asked for, kept until they are asked for again.

    `coming` are the meetings from now on, the soonest first; else those of the last two years, the latest first.
    `beats` narrow to some, `typed` to titles and venues that hold every word of it, `owing` to what is owed or lacking.
    """

    book: BeatBook
    coming: bool
    now: Callable[[], datetime]
    beats: tuple[str, ...] = ()
    typed: str = ""
    owing: bool = False
    whole: int = 0
    _rows: dict[str, Line] = field(default_factory=dict)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the meetings wanted, in the order asked for."""
        now = self.now()
        lines = self._to_come(now) if self.coming else self._over(now)
        self.whole = len(lines)
        words = self.typed.casefold().split()
        lines = [each for each in lines if all(word in f"{each.title} {each.venue}".casefold() for word in words)]
        if self.owing:
            lines = [each for each in lines if each.tone in {"late", "due"}]
        if order:
            keys: dict[str, Callable[[Line], tuple[object, ...]]] = {
                "when": lambda each: (each.starts, each.id),
                "title": lambda each: (each.title.casefold(), each.starts),
                "venue": lambda each: (not each.venue, each.venue.casefold(), each.starts),
                "came": lambda each: (int(each.came) if each.came.isdigit() else -1, each.starts),
                "stands": lambda each: (each.rank, each.starts),
            }
            lines = sorted(lines, key=keys[order], reverse=descending)
        self._rows = {each.id: each for each in lines}
        return list(self._rows)

    def rows(self, ids: Sequence[str]) -> Sequence[Line | None]:
        """Return the rows of these ids."""
        return [self._rows.get(each) for each in ids]

    def _to_come(self, now: datetime) -> list[Line]:
        day = local(now).date()
        meetings = [
            each
            for each in self.book.meetings.between(day, day + AHEAD, self.beats)
            if each.starts is not None and each.starts >= now
        ]
        lacks = {each.meeting.id: each for each in lacking(self.book, now, self.beats)}
        venues = self._venues(meetings)
        lines = []
        for each in meetings:
            found = lacks.get(each.id)
            word, tone = standing_to_come(found.findings if found is not None else ())
            if each.life is MeetingLife.CANCELLED:
                word, tone = "called off", "plain"
            lines.append(self._line(each, venues, word, tone))
        return lines

    def _over(self, now: datetime) -> list[Line]:
        day = local(now).date()
        meetings = [
            each
            for each in self.book.meetings.between(day - BACK, day, self.beats)
            if each.starts is not None and each.starts < now
        ]
        owed = {each.meeting.id: each for each in to_close(self.book, now, self.beats)}
        venues = self._venues(meetings)
        lines = []
        for each in reversed(meetings):
            owing = owed.get(each.id)
            word, tone = standing_over(each, owing.days if owing else None, owing.reminder if owing else 0)
            lines.append(self._line(each, venues, word, tone))
        return lines

    def _venues(self, meetings: Sequence[Meeting]) -> dict[str, str]:
        wanted = {each.venue for each in meetings if each.venue}
        return {each.id: each.name for each in self.book.places.many(wanted)}

    def _line(self, meeting: Meeting, venues: dict[str, str], word: str, tone: Tone) -> Line:
        return Line(
            meeting.id,
            meeting.starts or self.now(),
            day_words(meeting, local(self.now()).date()),
            time_words(meeting),
            meeting.title,
            str(meeting.meeting_kind),
            venues.get(meeting.venue, ""),
            str(meeting.attendance) if meeting.attendance is not None else "",
            word,
            tone,
            ("late", "due", "kept", "plain").index(tone),
        )


def coming_columns() -> list[Column]:
    """Return the columns of the meetings to come."""
    return [
        Column("when", "When", _when, 168, "when"),
        Column("title", "Meeting", lambda each: Cell(each.title, strong=True), 0, "title"),
        Column("venue", "Venue", _venue, 170, "venue"),
        Column("stands", "Stands", lambda each: Cell(each.word, tone=each.tone, pill=True), 112, "stands"),
    ]


def over_columns() -> list[Column]:
    """Return the columns of the meetings that are over."""
    return [
        Column("when", "When", _when, 168, "when"),
        Column("title", "Meeting", lambda each: Cell(each.title, strong=True), 0, "title"),
        Column("venue", "Venue", _venue, 150, "venue"),
        Column("came", "Came", lambda each: Cell(each.came or "–", tone="" if each.came else "quiet"), 62, "came"),
        Column("stands", "Stands", lambda each: Cell(each.word, tone=each.tone, pill=True), 132, "stands"),
    ]


def _when(line: Line) -> Cell:
    return Cell(line.day, quiet=line.time)


def _venue(line: Line) -> Cell:
    return Cell(line.venue, tone="quiet") if line.venue else Cell("no venue yet", tone="late")
