"""What draws people: how many came by slot, venue, publicity and season, never read further than so few meetings go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wehere_desktop.neighbourhood.meeting import Meeting, MeetingLife
from wehere_desktop.wording import NOON, WEEKDAYS, counted, local

ENOUGH = 4
"""Meetings from which a mean may be compared with another. Ours."""
_EVENING = 17


class PartOfDay(StrEnum):
    """When on a day a meeting began, by the clock on the wall."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Season(StrEnum):
    """The season of a meeting, by whole months as the weather office counts them."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


_SEASONS = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)


@dataclass(frozen=True, slots=True)
class Draw:
    """How many came to the meetings that have one thing in common: its name, the meetings' ids and the counts."""

    name: str
    meetings: tuple[str, ...]
    people: int
    least: int
    most: int

    @property
    def mean(self) -> float:
        """Return how many came to one of them on average."""
        return self.people / len(self.meetings)

    @property
    def enough(self) -> bool:
        """Say whether there were enough of them to compare."""
        return len(self.meetings) >= ENOUGH

    @property
    def in_words(self) -> str:
        """Return it in words that never claim too much: “about 12 came (6 to 19), from 5 meetings”."""
        span = f" ({self.least} to {self.most})" if self.least != self.most else ""
        few = "" if self.enough else ": too few to compare"
        return f"about {round(self.mean)} came{span}, from {counted(len(self.meetings), 'meeting')}{few}"


@dataclass(frozen=True, slots=True)
class WhatDraws:
    """Attendance of the meetings held whose attendance is known, each list with the best drawn first."""

    meetings: int
    by_slot: tuple[Draw, ...]
    by_venue: tuple[Draw, ...]
    by_publicity: tuple[Draw, ...]
    by_season: tuple[Draw, ...]


def slot_of(meeting: Meeting) -> str:
    """Return weekday and part of the day of a meeting, such as “Wednesday evening”; empty while it has no start."""
    if meeting.starts is None:
        return ""
    at = local(meeting.starts)
    part = PartOfDay.MORNING if at.hour < NOON else PartOfDay.AFTERNOON if at.hour < _EVENING else PartOfDay.EVENING
    return f"{WEEKDAYS[at.weekday()]} {part}"


def season_of(meeting: Meeting) -> str:
    """Return the season of a meeting; empty while it has no start."""
    return _SEASONS[local(meeting.starts).month % 12 // 3].value if meeting.starts is not None else ""


def what_draws(
    meetings: Iterable[Meeting], told_by: Mapping[str, Collection[str]], venues: Mapping[str, str]
) -> WhatDraws:
    """Return what draws people, from meetings that were held and counted.

    `told_by` gives for a meeting's id by what means it was told of, `venues` for a place's id its name. A meeting told
    of by several means counts for each.
    """
    counts = [each for each in meetings if each.life is MeetingLife.HELD and each.attendance is not None]
    by_means = [(means.strip(), each) for each in counts for means in _once(told_by.get(each.id, ()))]
    return WhatDraws(
        len(counts),
        _draws((slot_of(each), each) for each in counts),
        _draws((venues.get(each.venue, ""), each) for each in counts),
        _draws(by_means),
        _draws((season_of(each), each) for each in counts),
    )


def _once(means: Collection[str]) -> list[str]:
    found: dict[str, str] = {}
    for each in means:
        found.setdefault(each.strip().casefold(), each)
    return list(found.values())


def _draws(named: Iterable[tuple[str, Meeting]]) -> tuple[Draw, ...]:
    sorted_out: dict[str, list[Meeting]] = defaultdict(list)
    names: dict[str, str] = {}
    for name, meeting in named:
        if name:
            sorted_out[name.casefold()].append(meeting)
            names.setdefault(name.casefold(), name)
    found = []
    for key, held in sorted_out.items():
        came = [each.attendance or 0 for each in held]
        found.append(Draw(names[key], tuple(each.id for each in held), sum(came), min(came), max(came)))
    return tuple(sorted(found, key=lambda each: (not each.enough, -each.mean, each.name)))
