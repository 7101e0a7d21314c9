"""How the promise of contact with a place stands, said in a word and a tone for a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.place import Place, PlaceStatus
from wehere_desktop.neighbourhood.touch import NO_RULES, DueRules, due_of, is_late
from wehere_desktop.records.place_list import SOON_DAYS
from wehere_desktop.wording import WEEKDAYS, days_late, short_day

if TYPE_CHECKING:
    from datetime import date

Tone = Literal["late", "due", "kept", "plain"]


def standing_of(place: Place, last: date | None, today: date, rules: DueRules = NO_RULES) -> tuple[str, Tone]:
    """Return the word for a place and its tone; `kept` comes with the bare day of the next contact, “9 Dec”."""
    if place.status is PlaceStatus.CLOSED or place.status is PlaceStatus.PROPOSED:
        return str(place.status), "plain"
    due = due_of(place, last, today=today, rules=rules).day
    ahead = (due - today).days
    if last is None and is_late(last, -ahead):
        return "never seen", "late"
    if ahead < 0:
        return days_late(-ahead), "late"
    if ahead <= 1:
        return ("tomorrow" if ahead else "today"), "due"
    if ahead < SOON_DAYS:
        return WEEKDAYS[due.weekday()], "due"
    # In a week's time the name of the day would be taken for today's
    return short_day(due, today=today), "due" if ahead == SOON_DAYS else "kept"
