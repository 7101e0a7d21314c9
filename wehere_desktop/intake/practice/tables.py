"""Reads the tables the practice book is made from, each once, into plain rows."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.phrases import ways_of_saying
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.neighbourhood.visit import Channel, Formality
from wehere_desktop.preferences import resource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Patch:
    """What a beat is like: its character, its post town, and its localities with positions where it has several."""

    beat: str
    character: str
    town: str
    localities: tuple[tuple[str, Position | None], ...]


@dataclass(frozen=True, slots=True)
class PlaceRecipe:
    """How places of a kind come about: where, how many in a hundred beats, at most how many on one, and their names."""

    kind: PlaceKind
    flavour: str
    characters: frozenset[str]
    always: bool
    share: int
    at_most: int
    names: tuple[str, ...]
    nobody: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """When something happens: months, spans of days of the year, days of the week; empty means at any time."""

    months: frozenset[int]
    spans: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    weekdays: frozenset[int]

    def holds(self, day: date) -> bool:
        """Say whether a day falls within it."""
        at = (day.month, day.day)
        in_year = (
            not (self.months or self.spans)
            or day.month in self.months
            or any(first <= at <= last if first <= last else at >= first or at <= last for first, last in self.spans)
        )
        return in_year and (not self.weekdays or day.weekday() in self.weekdays)

    @property
    def special(self) -> bool:
        """Say whether it is not simply always."""
        return bool(self.months or self.spans or self.weekdays)


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens at a place of a kind, and how it is written down.

    `number` is its line in the table; `hours` the span of the day in which it happens, in hours, or None for any;
    `needs` keeps it to somebody “new in post” or to a “colleague away”; `weight` is how often it is told beside
    others, since what can be said in one way only would soon be noticed.
    """

    number: int
    kind: str
    flavour: str
    season: Season
    hours: tuple[float, float] | None
    formality: Formality
    channel: Channel
    purpose: str
    said: str
    learnt: str
    public_line: str
    needs: str
    weight: float


def rows(name: str) -> Iterator[dict[str, str]]:
    """Return the rows of one table as dictionaries of text."""
    with resource(f"practice/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def split(text: str, by: str = ";") -> tuple[str, ...]:
    """Return the parts of a cell that holds several, without blanks around them."""
    return tuple(part.strip() for part in text.split(by) if part.strip())


@cache
def patches() -> dict[str, Patch]:
    """Return what each beat is like, by its police.uk id."""
    found = {}
    for row in rows("patches"):
        localities = tuple(_locality(part) for part in split(row["localities"]))
        found[row["police.uk id"]] = Patch(row["police.uk id"], row["character"], row["town"], localities)
    return found


def _locality(text: str) -> tuple[str, Position | None]:
    parts = text.rsplit(" ", 2)
    try:
        return parts[0], Position(float(parts[1]), float(parts[2]))
    except (IndexError, ValueError):
        return text, None


@cache
def place_recipes() -> tuple[PlaceRecipe, ...]:
    """Return how the places of each kind come about."""
    return tuple(
        PlaceRecipe(
            kind=PlaceKind(row["kind"]),
            flavour=row["flavour"],
            characters=frozenset(split(row["characters"], ",")),
            always=row["share"] == "always",
            share=int(row["share"]) if row["share"].isdigit() else 0,
            at_most=int(row["at most"]),
            names=split(row["names"]),
            nobody=row["without a contact"],
            roles=split(row["roles"]),
        )
        for row in rows("place_kinds")
    )


@cache
def recipe_of(kind: PlaceKind, flavour: str) -> PlaceRecipe | None:
    """Return the recipe of a kind of place, of this flavour if there is one, or None."""
    of_kind = [each for each in place_recipes() if each.kind is kind]
    return next((each for each in of_kind if each.flavour == flavour), of_kind[0] if of_kind else None)


@cache
def situations() -> tuple[Situation, ...]:
    """Return everything that may happen at a place."""
    return tuple(
        Situation(
            number=number,
            kind=row["kind"],
            flavour=row["flavour"],
            season=season(row["when"]),
            hours=_hours(row["hours"]),
            formality=Formality(row["formality"]),
            channel=Channel(row["channel"]),
            purpose=row["purpose"],
            said=row["said"],
            learnt=row["learnt"],
            public_line=row["public line"],
            needs=row["needs"],
            weight=min(1.6, max(0.3, math.log2(ways_of_saying(row["said"])) / 3)),
        )
        for number, row in enumerate(rows("visits"))
    )


def _hours(text: str) -> tuple[float, float] | None:
    first, _, last = text.partition("-")
    return (float(first), float(last)) if last else None


def season(text: str) -> Season:
    """Return when something happens, from words such as “09 10”, “fri 12-14..12-23” or “11-11”."""
    months, spans, weekdays = set(), [], set()
    for word in text.split():
        if word in _WEEKDAYS:
            weekdays.add(_WEEKDAYS.index(word))
        elif "-" in word:
            first, _, last = word.partition("..")
            spans.append((_month_and_day(first), _month_and_day(last or first)))
        else:
            months.add(int(word))
    return Season(frozenset(months), tuple(spans), frozenset(weekdays))


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


@cache
def phrases(name: str, character: str = "") -> tuple[str, ...]:
    """Return the lines of a list that are for everybody or for beats of this character."""
    return tuple(row["text"] for row in rows("phrases") if row["list"] == name and _suits(row["for"], character))


def _suits(wanted: str, character: str) -> bool:
    return not wanted or character in split(wanted, ",")


def suits(row: dict[str, str], *, beat: str, character: str) -> bool:
    """Say whether a row of a table is for this very beat, or for any beat of its character."""
    return row["beat"] == beat if row["beat"] else _suits(row["characters"], character)
