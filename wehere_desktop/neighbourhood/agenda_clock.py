"""The clock of an agenda: when each item is due to begin and end, and how the one now stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wehere_desktop.wording import counted, local

USUAL_LENGTH = timedelta(minutes=60)
"""How long a meeting is taken to last where nobody has said when it ends. Ours."""
LONG_OVER = timedelta(hours=3)
"""An item that is over for longer has no clock any more: the meeting is over. Ours."""
_MINUTES = re.compile(r"\s*[([]?\s*([0-9]{1,3})\s*(?:min|mins|minutes|m)\.?\s*[)\]]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimedItem:
    """An item of an agenda with the UTC instants at which it is due to begin and to end; None without a start."""

    words: str
    begins: datetime | None
    ends: datetime | None

    def standing(self, now: datetime) -> str:
        """Return how it stands while it is the item now: “4 min left”, “2 min over”, “due at 19:10” where it is early.

        Empty without a clock, and long after the evening.
        """
        if self.ends is None or self.begins is None or now - self.ends > LONG_OVER:
            return ""
        if now < self.begins:
            return f"due at {local(self.begins):%H:%M}"
        minutes = int(abs(self.ends - now).total_seconds() // 60)
        if now > self.ends:
            return f"{counted(minutes, 'min', 'min')} over" if minutes else "time is up"
        return f"{counted(minutes, 'min', 'min')} left" if minutes else "less than a minute left"

    def is_over(self, now: datetime) -> bool:
        """Say whether its time has run out by a minute or more, this evening."""
        return self.ends is not None and timedelta(minutes=1) <= now - self.ends <= LONG_OVER


def timed(agenda: Sequence[str], starts: datetime | None, ends: datetime | None) -> tuple[TimedItem, ...]:
    """Return the items of an agenda by the clock of a meeting (UTC instants).

    An item that ends with its minutes, “Priorities (15 min)”, gets them; the others share what is left evenly, at
    least a minute each.
    """
    items = [" ".join(each.split()) for each in agenda if each.strip()]
    if not items:
        return ()
    if starts is None:
        return tuple(TimedItem(each, None, None) for each in items)
    whole = ends - starts if ends is not None and ends > starts else USUAL_LENGTH
    lengths = [_length(each) for each in items]
    given = sum((each for each in lengths if each is not None), timedelta())
    open_items = lengths.count(None)
    share = max((whole - given) / open_items, timedelta(minutes=1)) if open_items else timedelta()
    found, begins = [], starts
    for words, length in zip(items, lengths, strict=True):
        until = begins + (share if length is None else length)
        found.append(TimedItem(words, begins, until))
        begins = until
    return tuple(found)


def _length(item: str) -> timedelta | None:
    found = _MINUTES.search(item)
    return timedelta(minutes=int(found[1])) if found and found.start() and int(found[1]) else None
