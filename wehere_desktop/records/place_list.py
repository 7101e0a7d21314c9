"""The list of places: which of them fit what is wanted, in which order, asked of the book for 100,000 rows at once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import timedelta
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.records.many_ids import BETWEEN, ids_from
from wehere_desktop.records.words import query_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from wehere_desktop.records.due_day import DueDay

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

    `words` are beginnings of words of the place, as in search; `beats` are ids, `officer` that of one named today.
    """

    beats: tuple[str, ...] = ()
    kind: PlaceKind | None = None
    standing: Standing | None = None
    nobody_named: bool = False
    words: str = ""
    officer: str = ""


OPEN = "p.\"status\" NOT IN ('closed', 'to open')"
_NAMED_ON = 'n."starts" <= ? AND (n."ends" IS NULL OR n."ends" >= ?)'
_EXISTS = f'EXISTS (SELECT 1 FROM "named_officer" n WHERE n."place" = p."id" AND {_NAMED_ON}'
_NOBODY = f"NOT {_EXISTS})"
# Looked through once for all places together: for each of 100,000 by itself takes half as long again
_NOT_NAMED = f'p."id" NOT IN (SELECT n."place" FROM "named_officer" n WHERE n."place" IS NOT NULL AND {_NAMED_ON})'
NAMED = f'{_EXISTS} AND n."officer" = ?)'
# Which rows of the index match is known without reading them, and whose they are is kept beside it; the plus has the
# places gone through in the order of their names: fetching each that was found takes three times as long
_WORDS = (
    '+p."id" IN (SELECT "record" FROM "search_row" WHERE "kind" = \'place\' '
    'AND "row" IN (SELECT rowid FROM "search" WHERE "search" MATCH ?))'
)
_PARTED = f"char({ord(BETWEEN)})"

# Asked for in the order of names, which an index holds, and put in groups of the same value afterwards: having the
# database sort 100,000 rows anew takes several times as long. Empty comes last.
_VALUES = {
    "kind": 'lower(p."place_kind")',
    "town": "replace(lower(p.\"town\"), char(31), ' ')",
    "beat": 'p."beat"',
    "officer": "",
    "seen": 'p."seen"',
}


def needs_due(wanted: PlacesWanted, order: str = "") -> bool:
    """Say whether the due days of places are asked for."""
    return order == "due" or wanted.standing not in (None, Standing.CLOSED)


def listed(
    rows: Rows, wanted: PlacesWanted, *, today: date, order: str, descending: bool, due: DueDay | None
) -> Sequence[str]:
    """Return the ids of the places wanted, ordered by name, kind, town, beat, officer, seen or due.

    `due` says how to ask for due days where `needs_due` has them asked for.
    """
    value, names = _VALUES.get(order, ""), _names(rows, order, today)
    if order == "due" and due is not None and wanted.standing is not Standing.CLOSED:
        # Whole numbers are written out in a fraction of the time that others take
        value = f"CAST({due.order} AS INTEGER)"
    where, given = _where(wanted, today, due)
    # Where every value is the same the names alone decide, and their index is read from its other end
    direction = "DESC" if descending and not value and names is None else "ASC"
    # One text instead of 100,000 rows, each of which would take the interpreter from the window for a moment
    joined = f", group_concat(coalesce(\"value\", ''), {_PARTED})" if value else ""
    ((ids, *values),) = rows(
        f'SELECT group_concat("id", {_PARTED}){joined} FROM ('
        f'SELECT p."id", {value or "NULL"} AS "value" FROM "place" p WHERE {where} '
        f'ORDER BY p."name" COLLATE NOCASE {direction}, p."id" {direction})',
        given,
    )
    if not ids or (not values and names is None):
        return ids_from(ids or "")
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate((values[0] if values else ids).split(BETWEEN)):
        groups[each if names is None else names.get(each, "")].append(number)
    last = groups.pop("", [])
    inward = sorted(groups, key=int if order == "due" else None, reverse=descending)
    return ids_from(ids, array("I", chain(*(groups[each] for each in inward), last)))


def _names(rows: Rows, order: str, today: date) -> dict[str, str] | None:
    """Return what stands for the values of an order, else None.

    They are the names of beats by id, and by place those of main officers.
    """
    if order == "beat":
        return dict(rows('SELECT "id", "name" FROM "beat"', ()))
    if order == "officer":
        day = today.isoformat()
        called: dict[str, str] = dict(rows('SELECT "id", lower("name") FROM "officer"', ()))
        main: dict[str, str] = {}
        where = f'"named_officer" n WHERE n."duty" = \'main\' AND {_NAMED_ON}'
        for place, officer in _pairs(rows, 'n."place"', 'n."officer"', where, day, day):
            name = called.get(officer, "")
            main[place] = min(main.get(place, name), name)
        return main
    return None


def _pairs(rows: Rows, one: str, other: str, source: str, *given: str) -> Iterable[tuple[str, str]]:
    """Return two texts that are never empty from each row of a source, handed over as two long ones."""
    ((ones, others),) = rows(
        f"SELECT group_concat({one}, {_PARTED}), group_concat({other}, {_PARTED}) FROM {source}", given
    )
    return zip(ones.split(BETWEEN), others.split(BETWEEN), strict=True) if ones else ()


def how_many(rows: Rows, wanted: PlacesWanted, *, today: date, due: DueDay | None) -> int:
    """Return how many places are wanted; `due` as for `listed`."""
    where, given = _where(wanted, today, due)
    return int(rows(f'SELECT count(*) FROM "place" p WHERE {where}', given)[0][0])


def _where(wanted: PlacesWanted, today: date, due: DueDay | None) -> tuple[str, tuple[Any, ...]]:
    day = today.isoformat()
    closed = wanted.standing is Standing.CLOSED
    parts, given = [f"NOT ({OPEN})" if closed else OPEN], list[Any]()
    if wanted.beats:
        parts.append(f'p."beat" IN ({", ".join("?" * len(wanted.beats))})')
        given += wanted.beats
    if wanted.kind is not None:
        parts.append('p."place_kind" = ?')
        given.append(wanted.kind.value)
    if due is not None and not closed:
        soon = due.due_by(today + timedelta(days=SOON_DAYS))
        conditions = {
            Standing.LOSING_TOUCH: due.late,
            Standing.DUE_SOON: f"NOT ({due.late}) AND {soon}",
            Standing.IN_TOUCH: f"NOT ({due.late}) AND NOT ({soon})",
        }
        if wanted.standing in conditions:
            parts.append(conditions[wanted.standing])
    if wanted.nobody_named:
        parts.append(_NOBODY if wanted.beats or wanted.words else _NOT_NAMED)
        given += [day, day]
    if wanted.officer:
        parts.append(NAMED)
        given += [day, day, wanted.officer]
    query = query_of(wanted.words)
    if query:
        parts.append(_WORDS)
        given.append(query)
    elif wanted.words.strip():
        parts.append('instr(p."name", ?)')
        given.append(wanted.words.strip())
    return " AND ".join(parts), tuple(given)
