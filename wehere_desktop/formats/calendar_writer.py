"""Calendar files (iCalendar) that any diary can take: each event with its hours, place and words, nothing acting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MAKER = "-//WeHere Desktop//Meetings//EN"
HOUR = timedelta(hours=1)
# All control characters but the end of a line, the Unicode ends of lines, and what turns the reading direction
_ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEvent:
    """One event: an id that stays its own, its words, and its UTC instants.

    One without an end lasts an hour. `called_off` takes it out of the diaries that have it.
    """

    id: str
    name: str
    starts: datetime
    ends: datetime | None = None
    where: str = ""
    about: str = ""
    called_off: bool = False


def calendar_text(name: str, events: Iterable[DiaryEvent], *, made: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545, UTF-8) of events, made at a UTC instant; the same give the same bytes.

    Instants are written in UTC, so that no clock's zone has to travel with them.
    """
    # Loaded when a calendar is written and not before: it takes longer than the window does
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    for each in events:
        event = icalendar.Event()
        event.add("uid", f"{each.id}@wehere-desktop")
        event.add("dtstamp", _to_the_second(made))
        event.add("dtstart", _to_the_second(each.starts))
        ends = each.ends if each.ends is not None and each.ends > each.starts else each.starts + HOUR
        event.add("dtend", _to_the_second(ends))
        event.add("summary", _line(each.name))
        if where := _line(each.where):
            event.add("location", where)
        if about := _lines(each.about):
            event.add("description", about)
        event.add("status", "CANCELLED" if each.called_off else "CONFIRMED")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _to_the_second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _line(words: str) -> str:
    return " ".join(_ACTING.sub(" ", words).split())


def _lines(words: str) -> str:
    return "\n".join(filter(None, (_line(line) for line in re.split(r"\r\n|[\r\n\x85\u2028\u2029]", words))))
