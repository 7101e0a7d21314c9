"""Losing touch: when the next contact with a place or a person is due, counted from the last one that was logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.key_individual import days_between
from wehere_desktop.neighbourhood.place import FREQUENCY_OTHERWISE, USUAL_FREQUENCY, Place, PlaceKind, PlaceStatus
from wehere_desktop.neighbourhood.usual_frequency import LONGEST_FREQUENCY

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.snooze import Snooze

DAY = timedelta(days=1)
_NOT_OPEN = frozenset({PlaceStatus.CLOSED, PlaceStatus.PROPOSED})


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both included, on which no contact is due, and why. A `snooze` also puts off what was due before it."""

    first: date
    last: date
    why: str
    snooze: bool = False


@dataclass(frozen=True, slots=True)
class DueRules:
    """All that moves a due day, gathered once: the team's days by kind of place, pauses by record, closed spells.

    `spells` are those of many places; what concerns one place or person alone is in `own` under its id.
    """

    usual: Mapping[PlaceKind, int] = field(default_factory=dict)
    own: Mapping[str, tuple[Pause, ...]] = field(default_factory=dict)
    spells: tuple[ClosedSpell, ...] = ()

    def usual_for(self, kind: PlaceKind) -> int:
        """Return the days between contacts for a kind of place: the team's if it has set them, else ours."""
        return self.usual.get(kind) or USUAL_FREQUENCY.get(kind, FREQUENCY_OTHERWISE)

    def every(self, place: Place) -> int:
        """Return the days between contacts with a place: its own, else the usual for its kind, at most ten years."""
        return min(place.frequency if place.frequency > 0 else self.usual_for(place.place_kind), LONGEST_FREQUENCY)

    def pauses(self, kind: PlaceKind, authority: str) -> tuple[Pause, ...]:
        """Return the pauses that places of a kind in an authority (ONS code) share."""
        return tuple(
            Pause(each.starts, each.ends, each.name)
            for each in self.spells
            if each.starts is not None and each.ends is not None and concerns(each, kind, authority)
        )


NO_RULES = DueRules()


@dataclass(frozen=True, slots=True)
class Due:
    """The day of the next contact. Where it was moved, `usual` is the day it would be by frequency alone and `why`."""

    day: date
    usual: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class LosingTouch:
    """A place whose contact is due: the last contact (None if never), the day it is due and how many days late."""

    place: Place
    last: date | None
    due: date
    days_late: int

    @property
    def late(self) -> bool:
        """Say whether it has waited longer than it wants; a place never seen is late from the day it is due."""
        return is_late(self.last, self.days_late)


@dataclass(frozen=True, slots=True)
class DuePlace:
    """The same of a place of which no more is known than its id and its beat's, for counting many of them."""

    record: str
    beat: str
    last: date | None
    due: date
    days_late: int

    @property
    def late(self) -> bool:
        """Say whether it has waited longer than it wants."""
        return is_late(self.last, self.days_late)


@dataclass(frozen=True, slots=True)
class PersonDue:
    """A person whose contact is due: the last contact (None if never), the day it is due and how many days late."""

    contact: Contact
    last: date | None
    due: date
    days_late: int

    @property
    def late(self) -> bool:
        """Say whether they have waited longer than they want."""
        return is_late(self.last, self.days_late)


def is_late(last: date | None, days_late: int) -> bool:
    """Say whether a contact is late: after its day, or on it where there never was one."""
    return days_late > 0 or (last is None and days_late == 0)


def rules_of(usual: Mapping[PlaceKind, int], snoozes: Iterable[Snooze], spells: Iterable[ClosedSpell]) -> DueRules:
    """Return the rules that the team's frequencies, snoozes and closed spells make; those without both days do not."""
    own: dict[str, list[Pause]] = {}
    shared = []
    for snooze in snoozes:
        if snooze.starts is not None and snooze.until is not None and snooze.starts <= snooze.until:
            pause = Pause(snooze.starts, snooze.until, snooze.reason, snooze=True)
            for record in filter(None, (snooze.place, snooze.contact)):
                own.setdefault(record, []).append(pause)
    for spell in spells:
        if spell.starts is None or spell.ends is None or spell.starts > spell.ends:
            continue
        if spell.place:
            own.setdefault(spell.place, []).append(Pause(spell.starts, spell.ends, spell.name))
        else:
            shared.append(spell)
    return DueRules(dict(usual), {record: tuple(pauses) for record, pauses in own.items()}, tuple(shared))


def concerns(spell: ClosedSpell, kind: PlaceKind, authority: str) -> bool:
    """Say whether a closed spell of many places concerns those of a kind in an authority (ONS code)."""
    if spell.place:
        return False
    return (not spell.place_kinds or kind in spell.place_kinds) and (
        not spell.authority or spell.authority == authority
    )


def after(day: date, days: int) -> date:
    """Return the day so many days after another, or the last there is where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def moved(day: date, pauses: Iterable[Pause], *, today: date) -> Due:
    """Return where a due day goes: to the first day on or after it that no pause holds, with the last pause's reason.

    A closed spell holds the days within it. A snooze that has begun by `today` holds every earlier day too, since it
    is asked for when a contact is late already. The order of the pauses makes no difference to the day.
    """
    usual, why = day, ""
    left = list(pauses)
    while True:
        held = [
            each for each in left if day <= each.last and (each.first <= day or (each.snooze and each.first <= today))
        ]
        if not held:
            return Due(day, usual, why)
        longest = max(held, key=lambda each: (each.last, each.snooze, each.why))
        if longest.last == date.max:
            return Due(date.max, usual, longest.why)
        day, why = longest.last + DAY, longest.why
        left = [each for each in left if each.last >= day]


def due_of(place: Place, last: date | None, *, today: date, rules: DueRules = NO_RULES) -> Due:
    """Return when the next contact with a place is due, and what moved that day.

    By frequency alone it is the last contact and the place's days between contacts; for a place never contacted, the
    day it came into the book. Closed spells and snoozes move it.
    """
    usual = after(last, rules.every(place)) if last is not None else _came_in(place, today)
    pauses = (*rules.own.get(place.id, ()), *rules.pauses(place.place_kind, place.authority))
    return moved(usual, pauses, today=today)


def due_on(place: Place, last: date | None, *, today: date, rules: DueRules = NO_RULES) -> date:
    """Return the day the next contact with a place is due, as `due_of` finds it."""
    return due_of(place, last, today=today, rules=rules).day


def person_due(contact: Contact, last: date | None, *, today: date, rules: DueRules = NO_RULES) -> Due | None:
    """Return when the next contact with a person is due, None where none is wanted; only snoozes move it."""
    every = min(days_between(contact), LONGEST_FREQUENCY)
    if every <= 0:
        return None
    usual = after(last, every) if last is not None else _came_in(contact, today)
    return moved(usual, rules.own.get(contact.id, ()), today=today)


def _came_in(record: Place | Contact, today: date) -> date:
    return record.created.date() if record.created is not None else today


def losing_touch(
    places: Iterable[Place],
    last_contact: Mapping[str, date],
    *,
    today: date,
    ahead: int = 0,
    rules: DueRules = NO_RULES,
) -> list[LosingTouch]:
    """Return the open places whose contact is due by `ahead` days from today, never seen first, then longest late."""
    found = []
    for place in places:
        if place.status in _NOT_OPEN:
            continue
        last = last_contact.get(place.id)
        due = due_on(place, last, today=today, rules=rules)
        if due <= after(today, ahead):
            found.append(LosingTouch(place, last, due, (today - due).days))
    return sorted(found, key=in_order)


def in_order(each: LosingTouch) -> tuple[bool, date, str, str]:
    """Return what lists of due places are ordered by: waiting without ever having been seen, then due day, then name.

    Names go by their letters whatever the capitals, as the lists of the book do.
    """
    never = each.last is None and each.days_late >= 0
    return not never, date.min if never else each.due, each.place.name.translate(_SMALL), each.place.id


# Only the letters A to Z, which is how the book itself leaves capitals aside
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
