"""Calendar files (iCalendar) as schools and councils publish them: each event's name and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.formats.delimited import open_text
from wehere_desktop.formats.incoming import FileKind, coding_of, kind_of_file, wrong_file
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import icalendar

MOST_EVENTS = 5_000
_LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its name, its first and last day (both included), whether it repeats, and what is wrong with it."""

    number: int
    name: str = ""
    first: date | None = None
    last: date | None = None
    repeats: bool = False
    problem: str = ""


def is_calendar(path: Path) -> bool:
    """Say whether a file begins as an iCalendar file does; raises the Refusals of `kind_of_file`."""
    if kind_of_file(path) is not FileKind.TEXT:
        return False
    with open_text(path, coding_of(path)) as file:
        return file.readline(100).lstrip("\ufeff \t").upper().startswith("BEGIN:VCALENDAR")


def read_events(path: Path) -> list[Event]:
    """Return every event of a calendar file in order, the unusable ones with their problem.

    Days as RFC 5545 has them: the end of an event of whole days is the day after its last. Raises Refusal
    `wrong-file` where there is no event, `too-many` beyond `MOST_EVENTS`, and those of `kind_of_file`.
    """
    if not is_calendar(path):
        raise wrong_file(path, "no calendar", remedy="Export the dates as an iCalendar (.ics) or CSV file.")
    found = []
    for number, lines, whole in _events(path):
        if number > MOST_EVENTS:
            raise Refusal(
                f"“{path.name}” holds more than {MOST_EVENTS:,} events.",
                remedy="Export the term dates alone, not a whole diary.",
                kind="too-many",
            )
        found.append(_event(number, lines, whole=whole))
    if not found:
        raise Refusal(
            f"“{path.name}” holds no event.", remedy="Check that it is the calendar of term dates.", kind="wrong-file"
        )
    return found


def _events(path: Path) -> Iterator[tuple[int, list[str], bool]]:
    """Yield each event's number, its lines, and whether its end was there, so that one bad event spoils no other."""
    number, lines = 0, None
    with open_text(path, coding_of(path)) as file:
        for text in file:
            line = text.rstrip("\r\n")[:_LONGEST_LINE]
            mark = line.strip().upper()
            if mark == "BEGIN:VEVENT":
                if lines is not None:
                    yield number, lines, False
                number, lines = number + 1, list[str]()
            elif mark == "END:VEVENT" and lines is not None:
                yield number, lines, True
                lines = None
            elif lines is not None:
                lines.append(line)
    if lines is not None:
        yield number, lines, False


def _event(number: int, lines: list[str], *, whole: bool) -> Event:
    # Loaded when a calendar is read and not before: it takes longer than the window does
    import icalendar

    if not whole:
        return Event(number, problem="the file is cut off inside it")
    try:
        told = icalendar.Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT")))
    except ValueError:
        return Event(number, problem="it cannot be read")
    if not isinstance(told, icalendar.Event):
        return Event(number, problem="it cannot be read")
    name = " ".join(_text(told, "SUMMARY").split())
    starts, ends = _moment(told, "DTSTART"), _moment(told, "DTEND")
    if starts is None:
        return Event(number, name, problem="it has no first day")
    first = _day(starts)
    last = _last_day(ends, first)
    if last < first:
        return Event(number, name, problem="it ends before it begins")
    return Event(number, name, first, last, repeats="RRULE" in told)


def _text(told: icalendar.Event, name: str) -> str:
    """Return the first value of a property that should stand there once."""
    found = told.get(name, "")
    return str(found[0] if isinstance(found, list) else found)


def _moment(told: icalendar.Event, name: str) -> date | datetime | None:
    """Return the day, or day and time, of a property; None where it is missing or not to be read."""
    from icalendar.error import BrokenCalendarProperty

    found = told.get(name)
    try:
        moment = getattr(found[0] if isinstance(found, list) else found, "dt", None)
    except BrokenCalendarProperty:
        return None
    return moment if isinstance(moment, date) else None


def _last_day(end: date | datetime | None, first: date) -> date:
    """Return the last day that an end tells: an end without a time, or at midnight, is the day after it."""
    if end is None or _day(end) == first:
        return first
    excluded = not isinstance(end, datetime) or end.time() == time()
    return _day(end) - timedelta(days=1) if excluded else _day(end)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
