"""Reach: which organisations came and which communities meetings were for in a period, and which were left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.neighbourhood.meeting_checks import day_of


class Community(StrEnum):
    """The communities for whom the force has advisory groups, as the Police and Crime Plan 2021–2024 lists them.

    Kept of a meeting as a whole, never of a person who came.
    """

    AGE = "age"
    GENDER = "gender"
    DISABILITY = "disability"
    RACE = "race"
    FAITH = "faith"
    LGBT = "LGBT+"


@dataclass(frozen=True, slots=True)
class Reached:
    """An organisation or a community: its name, the ids of the meetings that reached it, the day of the last."""

    name: str
    meetings: tuple[str, ...] = ()
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the meetings of a period reached; `communities` has every one of `Community`, also those not reached."""

    meetings: int
    organisations: tuple[Reached, ...]
    communities: tuple[Reached, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return the communities for which no meeting was meant."""
        return tuple(each.name for each in self.communities if not each.meetings)


def reach_of(meetings: Iterable[Meeting], *, first: date, last: date) -> Reach:
    """Return whom the meetings held in a period (local days, both included) reached, the most often first."""
    held = [
        (on, each)
        for each in meetings
        if each.life is MeetingLife.HELD and (on := day_of(each)) is not None and first <= on <= last
    ]
    communities = {each.name.casefold(): each for each in _reached((on, m.id, m.reach) for on, m in held)}
    known = [replace(communities.pop(each.casefold(), Reached(each.value)), name=each.value) for each in Community]
    return Reach(
        len(held),
        tuple(_reached((on, m.id, m.groups) for on, m in held)),
        (*sorted(known, key=lambda each: -len(each.meetings)), *communities.values()),
    )


def _reached(named: Iterable[tuple[date, str, Iterable[str]]]) -> list[Reached]:
    names: dict[str, str] = {}
    meetings: dict[str, dict[str, None]] = defaultdict(dict)
    latest: dict[str, date] = {}
    for on, meeting, texts in named:
        for name in filter(None, (text.strip() for text in texts)):
            key = name.casefold()
            names.setdefault(key, name)
            meetings[key][meeting] = None
            latest[key] = max(latest.get(key, on), on)
    found = [Reached(names[key], tuple(ids), latest[key]) for key, ids in meetings.items()]
    return sorted(found, key=lambda each: (-len(each.meetings), each.name.casefold()))
