"""The due day in SQL: the rule of `neighbourhood.touch` as one expression, so that 100,000 places stay in the book."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.place import FREQUENCY_OTHERWISE, USUAL_FREQUENCY, Place, PlaceKind
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.touch import DueRules, Pause, due_on, rules_of
from wehere_desktop.neighbourhood.usual_frequency import LONGEST_FREQUENCY, UsualFrequency
from wehere_desktop.records.database import rows
from wehere_desktop.records.section import Section
from wehere_desktop.records.snoozes import ClosedSpells, UsualFrequencies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.records.section import Writing

REMEMBERED = timedelta(days=400)
"""How long after its end a closed spell still counts: beyond a year a contact is late by any reckoning."""

AT_ONCE = 500
"""Ids asked for in one question."""

# What SQLite's julianday() gives for a date: halves, which a float holds exactly
_DAY_ONE = 1721424.5
_LAST_DAY = date.max.toordinal() + _DAY_ONE


def number_of(day: date) -> float:
    """Return a day as the number that `DueDay.due` is compared with."""
    return day.toordinal() + _DAY_ONE


def day_of(number: float) -> date:
    """Return the day of such a number."""
    return date.fromordinal(round(number - _DAY_ONE))


@dataclass(frozen=True, slots=True)
class DueDay:
    """How to ask for the due day of each place `p`: the expression, a number.

    `order` puts places that wait without ever having been seen first.
    """

    due: str
    today: date

    @property
    def order(self) -> str:
        """What to order by, for the most late to come first."""
        return f'CASE WHEN p."seen" IS NULL AND {self.due} <= {number_of(self.today)} THEN 0 ELSE {self.due} END'

    @property
    def late(self) -> str:
        """The condition of losing touch: after its day, or on it where there never was a contact."""
        return f'{self.due} - (p."seen" IS NULL) < {number_of(self.today)}'

    def due_by(self, day: date) -> str:
        """Return the condition of being due on a day or before."""
        return f"{self.due} <= {number_of(day)}"


def due_rules(book: Writing, today: date) -> DueRules:
    """Return all that moves due days: the team's frequencies, every snooze, and closed spells since a year or so."""
    snoozes = Section(book, Snooze).all()
    since = today - REMEMBERED
    spells = ClosedSpells(book, ClosedSpell).between(since, date.max)
    return rules_of(UsualFrequencies(book, UsualFrequency).by_kind(), snoozes, spells)


def due_day(book: Writing, rules: DueRules, today: date) -> DueDay:
    """Return how to ask for the due day under these rules on a day.

    Few places have a snooze or a closed spell of their own; for these the rule itself gives the day beforehand.
    """
    shared = _shifted(_base(rules), rules)
    if not rules.own:
        return DueDay(shared, today)
    own = _text(json.dumps(_own_days(book, rules, today)))
    # Asked with IN first, which makes an index of the ids: a join with them would look through all for each place
    due = (
        f'CASE WHEN p."id" IN (SELECT "key" FROM json_each({own})) '
        f'THEN (SELECT "value" FROM json_each({own}) WHERE "key" = p."id") ELSE {shared} END'
    )
    return DueDay(due, today)


def _own_days(book: Writing, rules: DueRules, today: date) -> dict[str, float]:
    places = Section(book, Place).many(rules.own)
    last = last_contacts(book, [each.id for each in places])
    return {each.id: number_of(due_on(each, last.get(each.id), today=today, rules=rules)) for each in places}


def last_contacts(book: Writing, records: Sequence[str]) -> dict[str, date]:
    """Return the day of the last logged contact with each of some places or people that has had one."""
    found = {}
    with book.asking() as db:
        for start in range(0, len(records), AT_ONCE):
            part = tuple(records[start : start + AT_ONCE])
            marks = ", ".join("?" * len(part))
            for record, day in rows(db, f'SELECT "record", "on" FROM "last_contact" WHERE "record" IN ({marks})', part):
                found[record] = date.fromisoformat(day)
    return found


def _base(rules: DueRules) -> str:
    days = {kind: rules.usual_for(kind) for kind in PlaceKind}
    usual = " ".join(
        f"WHEN '{kind.value}' THEN {min(each, LONGEST_FREQUENCY)}"
        for kind, each in days.items()
        if kind in USUAL_FREQUENCY or each != FREQUENCY_OTHERWISE
    )
    every = (
        f'CASE WHEN p."frequency" > 0 THEN min(p."frequency", {LONGEST_FREQUENCY}) '
        f'ELSE CASE p."place_kind" {usual} ELSE {FREQUENCY_OTHERWISE} END END'
    )
    return (
        f'CASE WHEN p."seen" IS NULL THEN julianday(substr(p."created", 1, 10)) '
        f'ELSE min(julianday(p."seen") + {every}, {_LAST_DAY}) END'
    )


def _shifted(base: str, rules: DueRules) -> str:
    """Return the expression of the base day moved out of the closed spells that many places share."""
    by_table: dict[tuple[tuple[str, tuple[Pause, ...]], ...], list[PlaceKind]] = defaultdict(list)
    authorities = sorted({each.authority for each in rules.spells if each.authority})
    for kind in PlaceKind:
        # The empty authority stands for all those of which no spell speaks
        table = tuple((each, merged(rules.pauses(kind, each))) for each in (*authorities, ""))
        if any(pauses for _, pauses in table):
            by_table[table].append(kind)
    if not by_table:
        return base
    whens = []
    for table, kinds in by_table.items():
        names = ", ".join(f"'{kind.value}'" for kind in kinds)
        *some, (_, others) = table
        inner = _moved(base, others)
        if some:
            cases = " ".join(f"WHEN {_text(each)} THEN {_moved(base, pauses)}" for each, pauses in some)
            inner = f'CASE p."authority" {cases} ELSE {inner} END'
        whens.append(f'WHEN p."place_kind" IN ({names}) THEN {inner}')
    return f"CASE {' '.join(whens)} ELSE {base} END"


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return pauses that hold the same days, parted from each other by at least one free day, the earliest first."""
    found: list[Pause] = []
    for each in sorted(pauses, key=lambda pause: (pause.first, pause.last)):
        if found and (each.first.toordinal() <= found[-1].last.toordinal() + 1):
            found[-1] = Pause(found[-1].first, max(found[-1].last, each.last), "")
        else:
            found.append(Pause(each.first, each.last, ""))
    return tuple(found)


def _moved(base: str, pauses: Sequence[Pause]) -> str:
    if not pauses:
        return base
    cases = " ".join(
        f"WHEN {base} BETWEEN {number_of(each.first)} AND {number_of(each.last)} "
        f"THEN {min(number_of(each.last) + 1, _LAST_DAY)}"
        for each in pauses
    )
    first, last = number_of(pauses[0].first), number_of(pauses[-1].last)
    return f"CASE WHEN {base} NOT BETWEEN {first} AND {last} THEN {base} {cases} ELSE {base} END"


def _text(typed: str) -> str:
    """Return a text as SQL that no character in it can break out of."""
    return f"CAST(X'{typed.encode().hex()}' AS TEXT)"
