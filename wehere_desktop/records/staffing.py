"""Who serves where from which day: naming, handing over, posting and leaving, each written inside an open change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.cover import Answer, Roster, answers_for_place, overlaps, roster_of
from wehere_desktop.neighbourhood.officer import Absence, Posting
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, Place
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.officer import Officer
    from wehere_desktop.records.beatbook import BeatBook

DAY = timedelta(days=1)


def roster_on(book: BeatBook, day: date) -> Roster:
    """Return who serves where and who is away on a day, in the whole force."""
    return roster_of(day, book.officers.all(), book.postings.on_day(day), book.absences.on_day(day))


def answers_for(book: BeatBook, place: Place, roster: Roster) -> Answer:
    """Return who answers for a place on the roster's day."""
    beat = book.beats.find(place.beat) if place.beat else None
    duties = book.named_officers.of_place(place.id, roster.day)
    return answers_for_place(roster, duties, beat=place.beat, lpu=beat.lpu if beat is not None else "")


def name_officer(
    book: BeatBook, place: str, officer: str, duty: Duty, *, starts: date | None, ends: date | None = None
) -> NamedOfficer:
    """Name an officer for a place inside an open change, and return the duty.

    Whoever holds that duty on the first day ends the day before it, as does another duty of the same officer there; a
    duty that was to begin later is left, and this one ends before it. Refused, each pinned to its field, where the
    officer or the first day is missing, the last day comes first, or the officer already holds the duty.
    """
    first, who = _who_and_when(book, officer, starts, ends)
    for held in book.named_officers.of_place(place, first):
        if held.officer == officer and held.duty is duty and held.ends == ends:
            raise Refusal(
                f"{who.name} is {duty} there already.",
                remedy="Choose somebody else or another duty.",
                field="officer",
                kind="already",
            )
        if held.duty is duty or held.officer == officer:
            end_duty(book, held, first - DAY)
    later = [
        each.starts
        for each in book.named_officers.ever_of_place(place)
        if each.duty is duty and each.starts is not None and each.starts > first
    ]
    if later and (ends is None or ends >= min(later)):
        ends = min(later) - DAY
    return book.named_officers.add(
        NamedOfficer(id=book.world.new_id(), place=place, officer=officer, duty=duty, starts=first, ends=ends)
    )


def end_duty(book: BeatBook, held: NamedOfficer, last: date) -> None:
    """Let a duty end with a day; one that would end before it began is taken out, and the history keeps it."""
    if held.starts is not None and held.starts > last:
        book.named_officers.remove(held.id)
    elif held.ends is None or held.ends > last:
        book.named_officers.amend(held.id, ends=last)


def hand_over(book: BeatBook, giver: str, taker: str, duties: Sequence[str], *, starts: date | None) -> int:
    """Give duties (ids) of one officer to another from a day, inside an open change, and return how many were given.

    The giver's duty ends the day before. Where the taker is main already nothing is given, the giver's just ends; where
    they are deputy and become main, the deputy's duty ends. A duty that begins later is taken over when it begins.
    """
    first, who = _who_and_when(book, taker, starts, None)
    if taker == giver:
        raise Refusal(
            f"{who.name} has these places now.", remedy="Choose a colleague.", field="officer", kind="already"
        )
    wanted = set(duties)
    given = 0
    for held in book.named_officers.held_from(giver, first):
        if held.id not in wanted:
            continue
        begins = max(first, held.starts or first)
        end_duty(book, held, begins - DAY)
        there = [each for each in book.named_officers.of_place(held.place, begins) if each.officer == taker]
        if any(each.duty is held.duty or each.duty is Duty.MAIN for each in there):
            continue
        for each in there:
            end_duty(book, each, begins - DAY)
        book.named_officers.add(
            NamedOfficer(
                id=book.world.new_id(), place=held.place, officer=taker, duty=held.duty, starts=begins, ends=held.ends
            )
        )
        given += 1
    return given


def post(
    book: BeatBook,
    officer: str,
    *,
    beat: str = "",
    lpu: str = "",
    starts: date | None,
    ends: date | None = None,
    instead: bool = False,
) -> Posting:
    """Post an officer to a beat or a whole unit from a day, inside an open change, and return the posting.

    `instead` ends the postings they hold then on the day before. Refused, each pinned to its field, where it is said of
    neither or both, a day is missing or out of order, the officer has left, or is posted there within these days.
    """
    first, who = _who_and_when(book, officer, starts, ends)
    if not beat and not lpu:
        raise Refusal("Say where to.", remedy="Choose a beat, or a whole unit.", field="beat", kind="missing")
    if beat and lpu:
        raise Refusal("A posting is to a beat or to a unit.", remedy="Leave one empty.", field="lpu", kind="both")
    held = book.postings.of(officer)
    for each in held:
        same = (each.beat, each.lpu) == (beat, lpu)
        if same and overlaps(each.starts, each.ends, first=first, last=ends or date.max):
            raise Refusal(
                f"{who.name} is posted there within these days already.",
                remedy="Change that posting instead.",
                field="beat" if beat else "lpu",
                kind="already",
            )
    if instead:
        for each in held:
            if overlaps(each.starts, each.ends, first=first, last=first):
                end_posting(book, each, first - DAY)
    return book.postings.add(
        Posting(id=book.world.new_id(), officer=officer, beat=beat, lpu=lpu, starts=first, ends=ends)
    )


def end_posting(book: BeatBook, held: Posting, last: date) -> None:
    """Let a posting end with a day; one that would end before it began is taken out, and the history keeps it."""
    if held.starts is not None and held.starts > last:
        book.postings.remove(held.id)
    elif held.ends is None or held.ends > last:
        book.postings.amend(held.id, ends=last)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What ends when an officer leaves: postings, duties and absences of their own, and absences they were to cover."""

    postings: tuple[Posting, ...]
    duties: tuple[NamedOfficer, ...]
    absences: tuple[Absence, ...]
    covering: tuple[Absence, ...]


def leaving(book: BeatBook, officer: str, last: date) -> Leaving:
    """Return what would end if an officer's last day of service were this one."""
    after = last + DAY
    return Leaving(
        tuple(each for each in book.postings.of(officer) if each.ends is None or each.ends > last),
        tuple(book.named_officers.held_from(officer, after)),
        tuple(each for each in book.absences.of(officer) if each.ends is None or each.ends > last),
        tuple(each for each in book.absences.covered_by(officer, after)),
    )


def leave(book: BeatBook, officer: str, last: date | None) -> Leaving:
    """Let an officer leave on a day with all that hangs on them, inside an open change, and return what ended.

    An absence that they were to cover later has nobody to cover it from then on, which shows as a gap. The officer
    stays in the book with all they did.
    """
    who = book.officers.get(officer)
    if last is None:
        raise Refusal("Say their last day.", remedy="“today” will do.", field="last", kind="missing")
    if who.started is not None and last < who.started:
        raise Refusal(
            f"{who.name} started on {short_day(who.started)}.",
            remedy="The last day cannot be before that.",
            field="last",
            kind="order",
        )
    found = leaving(book, officer, last)
    for posting in found.postings:
        end_posting(book, posting, last)
    for duty in found.duties:
        end_duty(book, duty, last)
    for absence in found.absences:
        if absence.starts is not None and absence.starts > last:
            book.absences.remove(absence.id)
        else:
            book.absences.amend(absence.id, ends=last)
    for absence in found.covering:
        if absence.starts is not None and absence.starts > last:
            book.absences.amend(absence.id, cover="")
    book.officers.amend(officer, ended=last)
    return found


def _who_and_when(book: BeatBook, officer: str, starts: date | None, ends: date | None) -> tuple[date, Officer]:
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
    return starts, who
