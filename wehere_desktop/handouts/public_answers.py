"""Puts into finished words what the public may know of a concern: what was said, what came of it, who sees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.handouts.facts import Reply
from wehere_desktop.handouts.gather import day_and_month, is_thanks, what_we_did
from wehere_desktop.neighbourhood.concern import Outcome
from wehere_desktop.neighbourhood.fact import published
from wehere_desktop.wording import MONTHS, listed

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records import BeatBook

WITH_THIS_SHEET = "With this sheet"
MOST_STEPS = 2
YOUR_TEAM = "Your local team"


def may_be_told(concern: Concern) -> bool:
    """Say whether a concern has words that the public may read."""
    words: str = published(concern, "you_said")
    return bool(words.strip())


def is_answered(concern: Concern) -> bool:
    """Say whether something came of a concern, or nothing could."""
    return published(concern, "outcome") in {Outcome.DONE, Outcome.COULD_NOT}


def reply_to(book: BeatBook, concern: Concern, day: date) -> Reply:
    """Return what was said, what came of it, and where and when people were told, as on a local day."""
    raised: date | None = published(concern, "raised_on")
    said: str = published(concern, "you_said")
    return Reply(
        f"{said}\n{day_and_month(raised, day)}" if raised else said,
        came_of_it(book, concern),
        _told(book, concern, day),
    )


def came_of_it(book: BeatBook, concern: Concern) -> str:
    """Return what came of a concern, and which priority it is part of with its next steps."""
    priority = _priority(book, concern)
    words = what_we_did(concern)
    if priority is None:
        return words
    part_of = f"Part of your priority “{published(priority, 'title')}”."
    return "\n".join((words, part_of, *_steps(book, priority)))


def who_sees_to_it(book: BeatBook, concern: Concern) -> str:
    """Return who sees to a concern as far as the public may know: the team, and the partners on its priority."""
    if is_thanks(concern):
        return ""
    priority = _priority(book, concern)
    partners: tuple[str, ...] = published(priority, "partners") if priority is not None else ()
    named = listed(each for each in partners if each.strip())
    return f"{YOUR_TEAM}, with {named}" if named else YOUR_TEAM


def _steps(book: BeatBook, priority: Priority) -> list[str]:
    """Return the first steps still to be taken on a priority that may be told of, each with the partner who does it."""
    found = []
    for each in book.actions.of(priority.id):
        what: str = published(each, "what")
        if what.strip() and published(each, "done_on") is None:
            partner: str = published(each, "partner")
            found.append(f"Next: {what}" + (f" ({partner})" if partner.strip() else ""))
    return found[:MOST_STEPS]


def _priority(book: BeatBook, concern: Concern) -> Priority | None:
    part_of: str = published(concern, "priority")
    return book.priorities.find(part_of) if part_of else None


def _told(book: BeatBook, concern: Concern, day: date) -> str:
    on: date | None = published(concern, "told_back_on")
    if on is None:
        return WITH_THIS_SHEET if is_answered(concern) else ""
    how: str = published(concern, "told_back_how")
    at: str = published(concern, "told_back_at")
    meeting = book.meetings.find(at) if at else None
    venue = book.places.find(published(meeting, "venue")) if meeting is not None else None
    # “At the October meeting” says the month already
    when = "" if MONTHS[on.month - 1] in how else day_and_month(on, day)
    return ", ".join(part for part in (how, published(venue, "name") if venue is not None else "", when) if part)
