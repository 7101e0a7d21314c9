"""The list of places: which of them fit what is wanted, in which order, asked of the book for 100,000 rows at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.place import FREQUENCY_OTHERWISE, USUAL_FREQUENCY, PlaceKind
from wehere_desktop.records.words import query_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]

SOON_DAYS = 7
"""How far ahead a contact counts as due soon: one week, as Today has it."""


class Standing(StrEnum):
    """How the promise of contact with a place stands."""

    LOSING_TOUCH = "losing touch"
    DUE_SOON = "due within a week"
    IN_TOUCH = "in touch"
    CLOSED = "closed or not open yet"


@dataclass(frozen=True, slots=True)
class PlacesWanted:
    """What a list of places is narrowed to; an empty part narrows nothing, but closed places come only if asked for.

    `words` are beginnings of words of the place, as in search; `beats` are ids.
    """

    beats: tuple[str, ...] = ()
    kind: PlaceKind | None = None
    standing: Standing | None = None
    nobody_named: bool = False
    words: str = ""


_OPEN = "p.\"status\" NOT IN ('closed', 'to open')"
_USUAL = " ".join(f"WHEN '{kind.value}' THEN {days}" for kind, days in USUAL_FREQUENCY.items())
_EVERY = (
    f'CASE WHEN p."frequency" > 0 THEN p."frequency" '
    f'ELSE CASE p."place_kind" {_USUAL} ELSE {FREQUENCY_OTHERWISE} END END'
)
# The same rule as `neighbourhood.touch.due_on`, so that 100,000 places need not leave the database to be ordered
_DUE = f"date(t.\"day\", '+' || ({_EVERY}) || ' days')"
_LAST = (
    'LEFT JOIN (SELECT l."to" AS "place", max(v."on") AS "day" FROM "visit_places" l '
    'JOIN "visit" v ON v."id" = l."from" GROUP BY l."to") t ON t."place" = p."id"'
)
_BEAT = 'LEFT JOIN "beat" b ON b."id" = p."beat"'
_OFFICER = (
    'LEFT JOIN (SELECT n."place", min(o."name") AS "name" FROM "named_officer" n '
    'JOIN "officer" o ON o."id" = n."officer" WHERE n."duty" = \'main\' AND n."starts" <= ? '
    'AND (n."ends" IS NULL OR n."ends" >= ?) GROUP BY n."place") f ON f."place" = p."id"'
)
_NOBODY = (
    'NOT EXISTS (SELECT 1 FROM "named_officer" n WHERE n."place" = p."id" AND n."starts" <= ? '
    'AND (n."ends" IS NULL OR n."ends" >= ?))'
)
_NAME = 'p."name" COLLATE NOCASE'
# What is ordered by, and what always stays last: places that have nothing there
_ORDERS = {
    "name": (_NAME, "NULL", ""),
    "kind": ('p."place_kind" COLLATE NOCASE', "NULL", ""),
    "town": ('p."town" COLLATE NOCASE', "p.\"town\" = ''", ""),
    "beat": ('b."name"', 'b."name" IS NULL', _BEAT),
    "officer": ('f."name" COLLATE NOCASE', 'f."name" IS NULL', _OFFICER),
    "seen": ('t."day"', 't."day" IS NULL', _LAST),
    # Never seen is the most late
    "due": (f"CASE WHEN t.\"day\" IS NULL THEN '' ELSE {_DUE} END", f"NOT ({_OPEN})", _LAST),
}


def listed(rows: Rows, wanted: PlacesWanted, *, today: date, order: str, descending: bool) -> list[str]:
    """Return the ids of the places wanted, ordered by name, kind, town, beat, officer, seen or due."""
    what, last, join = _ORDERS.get(order, _ORDERS["name"])
    joins = {join} | ({_LAST} if wanted.standing is not None else set())
    where, given = _where(wanted, today)
    day = today.isoformat()
    before = (day, day) if _OFFICER in joins else ()
    direction = "DESC" if descending else "ASC"
    sql = (
        f'SELECT p."id" FROM "place" p {" ".join(sorted(joins))} WHERE {where} '
        f'ORDER BY {last}, {what} {direction}, {_NAME}, p."id"'
    )
    return [record for (record,) in rows(sql, (*before, *given))]


def how_many(rows: Rows, wanted: PlacesWanted, *, today: date) -> int:
    """Return how many places are wanted."""
    where, given = _where(wanted, today)
    join = _LAST if wanted.standing is not None else ""
    return int(rows(f'SELECT count(*) FROM "place" p {join} WHERE {where}', given)[0][0])


def _where(wanted: PlacesWanted, today: date) -> tuple[str, tuple[Any, ...]]:
    day = today.isoformat()
    closed = wanted.standing is Standing.CLOSED
    parts, given = [f"NOT ({_OPEN})" if closed else _OPEN], list[Any]()
    if wanted.beats:
        parts.append(f'p."beat" IN ({", ".join("?" * len(wanted.beats))})')
        given += wanted.beats
    if wanted.kind is not None:
        parts.append('p."place_kind" = ?')
        given.append(wanted.kind.value)
    if wanted.standing is Standing.LOSING_TOUCH:
        parts.append(f'(t."day" IS NULL OR {_DUE} < ?)')
        given.append(day)
    elif wanted.standing is Standing.DUE_SOON:
        parts.append(f"({_DUE} BETWEEN ? AND date(?, '+{SOON_DAYS} days'))")
        given += [day, day]
    elif wanted.standing is Standing.IN_TOUCH:
        parts.append(f"({_DUE} > date(?, '+{SOON_DAYS} days'))")
        given.append(day)
    if wanted.nobody_named:
        parts.append(_NOBODY)
        given += [day, day]
    query = query_of(wanted.words)
    if query:
        parts.append('p."id" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = \'place\')')
        given.append(query)
    elif wanted.words.strip():
        parts.append('instr(p."name", ?)')
        given.append(wanted.words.strip())
    return " AND ".join(parts), tuple(given)
