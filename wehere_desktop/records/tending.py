"""What a team does with its places, one or many at once: naming, putting off, how often, closing; in an open change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.contact import ContactRole
from wehere_desktop.neighbourhood.place import Duty, NamedOfficer, Place, PlaceStatus
from wehere_desktop.neighbourhood.snooze import Snooze, check
from wehere_desktop.neighbourhood.usual_frequency import LONGEST_FREQUENCY
from wehere_desktop.records.merging import merge
from wehere_desktop.records.staffing import end_duty, name_officer
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wehere_desktop.records.beatbook import BeatBook

DAY = timedelta(days=1)
MOST_AT_ONCE = 5_000
"""Places one change may touch: several times what any unit has, so that a slip of the hand is stopped."""
PART = 500
NOT_IN_BEING = (PlaceStatus.CLOSED, PlaceStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class Naming:
    """What naming an officer for some places would do, so that it can be told before.

    `named` is how many places would have a new duty, `already` where the officer holds it, `closed` those passed over,
    `ending` the officers (ids) whose duty there would end, each with how many of them, the most first.
    """

    named: int
    already: int
    closed: int
    ending: tuple[tuple[str, int], ...]


def naming_of(
    book: BeatBook, places: Sequence[str], officer: str, duty: Duty, *, starts: date, ends: date | None = None
) -> Naming:
    """Return what `name_for_all` would do from a day on; nothing is written."""
    open_ones = _open_ones(book, places)
    already, ending = 0, Counter[str]()
    for held in _held(book, [each.id for each in open_ones], starts).values():
        if any(each.officer == officer and each.duty is duty and each.ends == ends for each in held):
            already += 1
            continue
        ending.update(each.officer for each in held if each.duty is duty and each.officer != officer)
    return Naming(len(open_ones) - already, already, len(set(places)) - len(open_ones), tuple(ending.most_common()))


def name_for_all(
    book: BeatBook, places: Sequence[str], officer: str, duty: Duty, *, starts: date | None, ends: date | None = None
) -> int:
    """Name an officer for every open place of these inside an open change, and return for how many.

    Whoever holds the duty ends the day before, as `name_officer` has it; places where the officer holds it already,
    until the same day, are left as they are. Refused as `name_officer` refuses, where nothing would change, and over
    `MOST_AT_ONCE` places.
    """
    _refuse_too_many(places)
    named = 0
    for place in _open_ones(book, places):
        try:
            name_officer(book, place.id, officer, duty, starts=starts, ends=ends)
        except Refusal as refusal:
            # Nothing was written for this place, and the others still want their officer
            if refusal.kind != "already":
                raise
        else:
            named += 1
    if not named:
        raise Refusal(
            "Nothing would change: these places have that officer already, or are closed.",
            remedy="Choose somebody else, or another duty.",
            field="officer",
            kind="already",
        )
    return named


def put_off(book: BeatBook, places: Sequence[str], *, starts: date, until: date | None, reason: str) -> list[Snooze]:
    """Put the next contact with places off until a day, inside an open change, and return the snoozes as kept.

    A snooze that holds on the first day is given the new end and reason. Refused, pinned to its field, as the snooze's
    own `check` has it, and over `MOST_AT_ONCE` places.
    """
    _refuse_too_many(places)
    asked = Snooze(id="", place="*", starts=starts, until=until, reason=reason)
    for refusal in check(asked, today=starts):
        raise refusal
    kept = []
    for place in places:
        holding = [each for each in book.snoozes.of_place(place) if _holds(each, starts)]
        if holding:
            kept.append(book.snoozes.amend(holding[0].id, until=until, reason=reason))
        else:
            made = Snooze(id=book.world.new_id(), place=place, starts=starts, until=until, reason=reason)
            kept.append(book.snoozes.add(made))
    return kept


def take_up_again(book: BeatBook, place: str, day: date) -> int:
    """End on a day what puts the contact with a place off, inside an open change, and return how many ended."""
    ended = 0
    for each in book.snoozes.of_place(place):
        if not _holds(each, day):
            continue
        if each.starts is not None and each.starts < day:
            book.snoozes.amend(each.id, until=day - DAY)
        else:
            book.snoozes.remove(each.id)
        ended += 1
    return ended


def set_frequency(book: BeatBook, places: Sequence[str], days: int) -> int:
    """Set the days between contacts for places inside an open change, 0 for what is usual; return how many differ."""
    _refuse_too_many(places)
    refuse_frequency(days)
    differing = [each for each in book.places.many(places) if each.frequency != days]
    for each in differing:
        book.places.amend(each.id, frequency=days)
    return len(differing)


def refuse_frequency(days: int) -> None:
    """Refuse, field `frequency`, a number of days between contacts that nobody means; 0 stands for the usual."""
    if days < 0 or days > LONGEST_FREQUENCY:
        raise Refusal(
            f"{days:,} is not a number of days between contacts.",
            remedy=f"Write 1 to {LONGEST_FREQUENCY:,}, or 0 for what is usual.",
            field="frequency",
            kind="out-of-range",
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """What ends when a place closes: the duties of its named officers and the roles of the people known there."""

    duties: tuple[NamedOfficer, ...]
    roles: tuple[ContactRole, ...]


def closing(book: BeatBook, place: str, last: date) -> Closing:
    """Return what would end if a place's last day were this one."""
    after = last + DAY
    duties = [each for each in book.named_officers.ever_of_place(place) if each.ends is None or each.ends > last]
    return Closing(tuple(duties), tuple(book.contact_roles.at_place(place, after)))


def close_place(book: BeatBook, place: str, last: date | None, *, today: date, roles_too: bool = True) -> Closing:
    """Close a place after its last day inside an open change: its duties end, and roles there too; return what ended.

    A last day still to come leaves it “open, to close”. The place stays in the book with all that happened there.
    Refused, pinned to `last`, without a day or before the place opened.
    """
    if last is None:
        raise Refusal("Say its last day.", remedy="“today” will do.", field="last", kind="missing")
    found = book.places.get(place)
    if found.opened is not None and last < found.opened:
        raise Refusal(
            f"It opened on {short_day(found.opened)}.",
            remedy="The last day cannot be before that.",
            field="last",
            kind="order",
        )
    ended = closing(book, place, last)
    for duty in ended.duties:
        end_duty(book, duty, last)
    if roles_too:
        for role in ended.roles:
            if role.starts is not None and role.starts > last:
                book.contact_roles.remove(role.id)
            else:
                book.contact_roles.amend(role.id, ends=last)
    status = PlaceStatus.CLOSED if last <= today else PlaceStatus.CLOSING
    book.places.amend(place, status=status, closed=last)
    return ended if roles_too else Closing(ended.duties, ())


def open_again(book: BeatBook, place: str) -> Place:
    """Open a closed place again inside an open change; officers and people have to be named anew. Return it."""
    return book.places.amend(place, status=PlaceStatus.OPEN, closed=None)


def merge_places(
    book: BeatBook, kept: str, other: str, *, today: date, choose: Mapping[str, Any] | None = None
) -> Place:
    """Make one of two places that are the same inside an open change, as `merge` does; return the one that is left.

    Of two duties that would then hold side by side the kept place's stands: the other's ends the day before `today`,
    or is taken out where it is the same officer's.
    """
    theirs = [each for each in book.named_officers.ever_of_place(other) if each.ends is None or each.ends >= today]
    ours = [each for each in book.named_officers.ever_of_place(kept) if each.ends is None or each.ends >= today]
    for duty in theirs:
        beside = [each for each in ours if each.duty is duty.duty]
        if any(each.officer == duty.officer for each in beside):
            book.named_officers.remove(duty.id)
        elif beside:
            end_duty(book, duty, today - DAY)
    left = merge(book, Place.kind, kept, other, choose=choose)
    return book.places.get(left.id)


def _holds(snooze: Snooze, day: date) -> bool:
    return snooze.starts is not None and snooze.until is not None and snooze.starts <= day <= snooze.until


def _open_ones(book: BeatBook, places: Sequence[str]) -> list[Place]:
    found = book.places.many(dict.fromkeys(places))
    return [each for each in found if each.status not in NOT_IN_BEING]


def _held(book: BeatBook, places: Sequence[str], day: date) -> dict[str, list[NamedOfficer]]:
    found: dict[str, list[NamedOfficer]] = {place: [] for place in places}
    for start in range(0, len(places), PART):
        for duty in book.named_officers.of_places(places[start : start + PART], day):
            found[duty.place].append(duty)
    return found


def _refuse_too_many(places: Sequence[str]) -> None:
    if len(places) > MOST_AT_ONCE:
        raise Refusal(
            f"{counted(len(places), 'place')} are more than one change may touch.",
            remedy=f"Narrow the list to {MOST_AT_ONCE:,} or fewer first.",
            kind="too-many",
        )
