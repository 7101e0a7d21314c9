"""The list of people: who fits what is wanted, in which order, asked of the book for 100,000 rows at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.key_individual import USUAL_DAYS
from wehere_desktop.neighbourhood.usual_frequency import LONGEST_FREQUENCY
from wehere_desktop.records.words import query_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    Rows = Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]


class Which(StrEnum):
    """Which people a list holds."""

    EVERYBODY = "everybody"
    KEY_INDIVIDUALS = "Key Individuals"
    REVIEW_DUE = "review due"
    NO_ROLE = "no role now"
    MAY_BE_PUBLISHED = "may be published"


@dataclass(frozen=True, slots=True)
class PeopleWanted:
    """What a list of people is narrowed to; an empty part narrows nothing. Who was erased is never listed.

    `beats` are ids: people with a role today at a place on one of them, and among those with no role now the ones who
    had one there. `words` are beginnings of words of the person, as in search, or all of them of a place of theirs.
    """

    which: Which = Which.EVERYBODY
    beats: tuple[str, ...] = ()
    words: str = ""


_THERE = 'NOT EXISTS (SELECT 1 FROM "disposal" d WHERE d."kind" = \'contact\' AND d."record" = c."id")'
_HOLDS = '(r."starts" IS NULL OR r."starts" <= ?) AND (r."ends" IS NULL OR r."ends" >= ?)'
_EVERY = (
    f'CASE WHEN c."frequency" > 0 THEN min(c."frequency", {LONGEST_FREQUENCY}) '
    f'WHEN c."key_individual" THEN {USUAL_DAYS} END'
)
_SEEN = 'LEFT JOIN "last_contact" t ON t."record" = c."id"'
_MOVED = (
    'LEFT JOIN (SELECT "value" ->> 0 AS "record", "value" ->> 1 AS "day" FROM json_each(?)) m ON m."record" = c."id"'
)
_PLACE = (
    'LEFT JOIN (SELECT r."contact", min(p."name" COLLATE NOCASE) AS "name" FROM "contact_role" r '
    f'JOIN "place" p ON p."id" = r."place" WHERE {_HOLDS} GROUP BY r."contact") w ON w."contact" = c."id"'
)
_NAME = 'c."name" COLLATE NOCASE'
_BETWEEN = "\x1f"
"""What stands between ids that the database hands over as one text."""
# What is ordered by, and what always stays last: people who have nothing there
_ORDERS = {
    "name": (_NAME, "NULL", ""),
    "place": ('w."name" COLLATE NOCASE', 'w."name" IS NULL', _PLACE),
    "seen": ('t."on"', 't."on" IS NULL', _SEEN),
    # The same rule as `neighbourhood.touch.person_due`, but for who was put off; who was never seen is the most late
    "due": (
        (
            f'CASE WHEN m."day" IS NOT NULL THEN m."day" WHEN t."on" IS NULL THEN \'\' '
            f"ELSE date(t.\"on\", '+' || ({_EVERY}) || ' days') END"
        ),
        f"({_EVERY}) IS NULL",
        f"{_SEEN} {_MOVED}",
    ),
    "review": ('c."review_on"', 'c."review_on" IS NULL', ""),
}


def listed(
    rows: Rows,
    wanted: PeopleWanted,
    *,
    today: date,
    order: str,
    descending: bool,
    moved: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """Return the ids of the people wanted, ordered by name, place, seen, due or review.

    `moved` gives, by id, the due day of those few for whom it is not what their days between contacts make it.
    """
    what, last, join = _ORDERS.get(order, _ORDERS["name"])
    where, given = _where(wanted, today)
    day = today.isoformat()
    before: tuple[Any, ...] = (day, day) if join == _PLACE else ()
    if order == "due":
        before = (json.dumps(moved),)
    direction = "DESC" if descending else "ASC"
    sql = f'SELECT c."id" FROM "contact" c {join} WHERE {where} ORDER BY {last}, {what} {direction}, {_NAME}, c."id"'
    # One text instead of 100,000 rows, each of which would take the interpreter from the window for a moment
    ((ids,),) = rows(f'SELECT group_concat("id", char({ord(_BETWEEN)})) FROM ({sql})', (*before, *given))
    return ids.split(_BETWEEN) if ids else []


def how_many(rows: Rows, wanted: PeopleWanted, *, today: date) -> int:
    """Return how many people are wanted."""
    where, given = _where(wanted, today)
    return int(rows(f'SELECT count(*) FROM "contact" c WHERE {where}', given)[0][0])


def tallied(rows: Rows, wanted: PeopleWanted, *, today: date) -> dict[Which, int]:
    """Return how many people of each sort there are among those wanted, whichever sort is looked at now."""
    where, given = _where(replace(wanted, which=Which.EVERYBODY), today)
    sql = (
        'SELECT count(*), coalesce(sum(c."key_individual"), 0), coalesce(sum(c."review_on" <= ?), 0), '
        f'coalesce(sum(c."publishable"), 0) FROM "contact" c WHERE {where}'
    )
    everybody, key, review, publishable = rows(sql, (today.isoformat(), *given))[0]
    return {
        Which.EVERYBODY: everybody,
        Which.KEY_INDIVIDUALS: key,
        Which.REVIEW_DUE: review,
        Which.NO_ROLE: how_many(rows, replace(wanted, which=Which.NO_ROLE), today=today),
        Which.MAY_BE_PUBLISHED: publishable,
    }


def _where(wanted: PeopleWanted, today: date) -> tuple[str, tuple[Any, ...]]:
    day = today.isoformat()
    parts, given = [_THERE], list[Any]()
    without = wanted.which is Which.NO_ROLE
    if wanted.which is Which.KEY_INDIVIDUALS:
        parts.append('c."key_individual"')
    elif wanted.which is Which.REVIEW_DUE:
        parts.append('c."review_on" <= ?')
        given.append(day)
    elif wanted.which is Which.MAY_BE_PUBLISHED:
        parts.append('c."publishable"')
    elif without:
        parts.append(f'c."id" NOT IN (SELECT r."contact" FROM "contact_role" r WHERE {_HOLDS})')
        given += [day, day]
    if wanted.beats:
        marks = ", ".join("?" * len(wanted.beats))
        holding = "" if without else f" AND {_HOLDS}"
        parts.append(
            'c."id" IN (SELECT r."contact" FROM "contact_role" r JOIN "place" p ON p."id" = r."place" '
            f'WHERE p."beat" IN ({marks}){holding})'
        )
        given += [*wanted.beats, *(() if without else (day, day))]
    query = query_of(wanted.words)
    if query:
        parts.append(
            'c."id" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = \'contact\' UNION '
            'SELECT r."contact" FROM "search" s JOIN "contact_role" r ON r."place" = s."record" '
            'WHERE s."search" MATCH ? AND s."kind" = \'place\')'
        )
        given += [query, f"{{title}} : ({query})"]
    elif wanted.words.strip():
        parts.append('instr(c."name", ?)')
        given.append(wanted.words.strip())
    return " AND ".join(parts), tuple(given)
