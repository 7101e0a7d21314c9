"""How contact with a person stands, how soon their details are to be looked at again: a word and a tone each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wehere_desktop.neighbourhood.touch import DueRules, person_due
from wehere_desktop.wording import WEEKDAYS, ago, days_late, short_day

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.contact import Contact

Tone = Literal["late", "due", "kept", "plain"]
SOON_DAYS = 7
REVIEW_SOON_DAYS = 30


def standing_of(contact: Contact, last: date | None, today: date, rules: DueRules) -> tuple[str, Tone]:
    """Return how contact stands: “9 days late”, “Thursday”, the bare day where all is well; empty if none is due."""
    found = person_due(contact, last, today=today, rules=rules)
    if found is None:
        return "", "plain"
    due = found.day
    ahead = (due - today).days
    if last is None and ahead <= 0:
        return "never seen", "late"
    if ahead < 0:
        return days_late(-ahead), "late"
    if ahead <= 1:
        return ("tomorrow" if ahead else "today"), "due"
    if ahead < SOON_DAYS:
        return WEEKDAYS[due.weekday()], "due"
    return short_day(due, today=today), "kept"


def seen_words(last: date | None, today: date) -> str:
    """Return when somebody was last seen, in words."""
    return f"last seen {ago(last, today)}" if last is not None else "not seen yet"


def review_of(contact: Contact, today: date) -> tuple[str, Tone]:
    """Return by when a person's details are to be looked at again: a word and a tone."""
    if contact.review_on is None:
        return "no day set", "due"
    ahead = (contact.review_on - today).days
    if ahead < 0:
        return f"overdue since {short_day(contact.review_on, today=today)}", "late"
    by = "due today" if ahead == 0 else f"by {short_day(contact.review_on, today=today)}"
    return by, "due" if ahead <= REVIEW_SOON_DAYS else "plain"


def reach_of(contact: Contact) -> str:
    """Return the first way to reach somebody: what they prefer where it is known, else a number, else the e-mail."""
    prefers = contact.prefers.casefold()
    if "mail" in prefers and contact.email:
        return contact.email
    if "mobile" in prefers and contact.mobile:
        return contact.mobile
    return contact.phone or contact.mobile or contact.email
