"""Naming an officer for a place: the new duty begins and the one it takes over from ends the day before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.place import Duty, NamedOfficer
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook


def name_officer(
    book: BeatBook, place: str, officer: str, duty: Duty, *, starts: date | None, ends: date | None = None
) -> NamedOfficer:
    """Name an officer for a place inside an open change, and return the duty.

    Whoever holds that duty on the first day ends the day before it, as does another duty of the same officer there; a
    duty that was to begin later is left, and this one ends before it. Refused, each pinned to its field, where the
    officer or the first day is missing, the last day comes first, or the officer already holds the duty.
    """
    if not officer:
        raise Refusal("Say who it is.", remedy="Type a few letters of the name.", field="officer", kind="missing")
    if starts is None:
        raise Refusal("Say from which day.", remedy="“today” will do.", field="starts", kind="missing")
    if ends is not None and ends < starts:
        raise Refusal(
            "The last day is before the first.", remedy="Leave it empty if no end is known.", field="ends", kind="order"
        )
    who = book.officers.get(officer)
    if who.ended is not None and who.ended < starts:
        raise Refusal(
            f"{who.name} left on {short_day(who.ended)}.", remedy="Choose somebody else.", field="officer", kind="left"
        )
    for held in book.named_officers.of_place(place, starts):
        if held.officer == officer and held.duty is duty and held.ends == ends:
            raise Refusal(
                f"{who.name} is {duty} there already.",
                remedy="Choose somebody else or another duty.",
                field="officer",
                kind="already",
            )
        if held.duty is duty or held.officer == officer:
            _end_before(book, held, starts)
    later = [
        each.starts
        for each in book.named_officers.ever_of_place(place)
        if each.duty is duty and each.starts is not None and each.starts > starts
    ]
    if later and (ends is None or ends >= min(later)):
        ends = min(later) - timedelta(days=1)
    return book.named_officers.add(
        NamedOfficer(id=book.world.new_id(), place=place, officer=officer, duty=duty, starts=starts, ends=ends)
    )


def _end_before(book: BeatBook, held: NamedOfficer, starts: date) -> None:
    if held.starts is not None and held.starts >= starts:
        # It would have ended before it began: it never was, and the history keeps that it was written.
        book.named_officers.remove(held.id)
    else:
        book.named_officers.amend(held.id, ends=starts - timedelta(days=1))
