"""Days that people plan ahead with, read from words in a field of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import parse_coming_day

if TYPE_CHECKING:
    from datetime import date


def coming_day(typed: str, field: str, *, today: date, since: date | None = None) -> date | None:
    """Return the day typed into a field, None if it is empty; without a year the first from `since` on.

    Refused, pinned to the field, where nothing can be made of it.
    """
    text = typed.strip()
    if not text:
        return None
    found = parse_coming_day(text, today=today, since=since)
    if found is None:
        raise Refusal(
            f"“{text}” is not a day.",
            remedy="Write it like 22 Nov, 22/11/2026, Monday or tomorrow.",
            field=field,
            kind="not-a-day",
        )
    return found
