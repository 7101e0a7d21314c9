"""Questions asked of the contact log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records.section import Section
from wehere_desktop.records.words import query_of

if TYPE_CHECKING:
    from collections.abc import Collection


_ON_BEATS = (
    '("id" IN (SELECT l."from" FROM "visit_places" l JOIN "place" p ON p."id" = l."to" WHERE p."beat" IN ({marks})) '
    'OR ("id" NOT IN (SELECT "from" FROM "visit_places") AND "id" IN (SELECT l."from" FROM "visit_contacts" l '
    'JOIN "contact_role" r ON r."contact" = l."to" JOIN "place" p ON p."id" = r."place" WHERE p."beat" IN ({marks}))))'
)
_WITH_WORDS = (
    '"id" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = \'visit\' UNION '
    'SELECT l."from" FROM (SELECT "record" FROM "search" WHERE "search" MATCH ? '
    "AND \"kind\" IN ('place', 'contact')) f "
    'JOIN (SELECT "from", "to" FROM "visit_places" UNION ALL SELECT "from", "to" FROM "visit_contacts") l '
    'ON l."to" = f."record")'
)
LATEST_OF_ALL = 200
"""How many of the latest visits of all are looked through first for those of some beats."""


class Visits(Section[Visit]):
    """The visits."""

    def of_place(self, place: str) -> list[Visit]:
        """Return the visits to a place, newest first."""
        return self._some(
            'WHERE "id" IN (SELECT "from" FROM "visit_places" WHERE "to" = ?) '
            'ORDER BY "on" DESC, "time" DESC, "id" DESC',
            (place,),
        )

    def of_contact(self, contact: str) -> list[Visit]:
        """Return the visits in which a contact was seen, newest first."""
        return self._some(
            'WHERE "id" IN (SELECT "from" FROM "visit_contacts" WHERE "to" = ?) '
            'ORDER BY "on" DESC, "time" DESC, "id" DESC',
            (contact,),
        )

    def between(self, first: date, last: date) -> list[Visit]:
        """Return the visits of a period, both days included, oldest first."""
        return self._some(
            'WHERE "on" BETWEEN ? AND ? ORDER BY "on", "time", "id"', (first.isoformat(), last.isoformat())
        )

    def log(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        officer: str = "",
        beats: Collection[str] = (),
        channel: str = "",
        text: str = "",
    ) -> list[tuple[str, date]]:
        """Return id and day of the visits asked for, newest first; what is left empty narrows nothing.

        `beats` asks for visits to their places, and for those without a place in which somebody was seen who has a role
        at one. `text` asks that each word begin a word of the visit itself, or all of them words of the name of a place
        or person in it.
        """
        where, given = ["1"], list[Any]()
        for condition, value in (
            ('"on" >= ?', first.isoformat() if first else ""),
            ('"on" <= ?', last.isoformat() if last else ""),
            ('"officer" = ?', officer),
            ('"channel" = ?', channel),
        ):
            if value:
                where.append(condition)
                given.append(value)
        if beats:
            where.append(_ON_BEATS.format(marks=", ".join("?" * len(beats))))
            given += [*sorted(beats), *sorted(beats)]
        if text.strip():
            query = query_of(text)
            if not query:
                return []
            where.append(_WITH_WORDS)
            given += [query, f"{{title}} : ({query})"]
        sql = f'SELECT "id", "on" FROM "visit" WHERE {" AND ".join(where)} ORDER BY "on" DESC, "time" DESC, "id" DESC'
        return [(record, date.fromisoformat(day)) for record, day in self._rows(sql, given)]

    def latest(self, beats: Collection[str], *, limit: int = 6) -> list[Visit]:
        """Return the latest visits to places of some beats, newest first."""
        marks = ", ".join("?" * len(beats))
        there = f'JOIN "place" p ON p."id" = l."to" WHERE p."beat" IN ({marks})'
        newest = 'ORDER BY "on" DESC, "time" DESC, "id" DESC LIMIT ?'
        # Where there is much going on they are among the latest of all, which an index holds; elsewhere there are few
        found = self._some(
            f'WHERE "id" IN (SELECT "id" FROM "visit" INDEXED BY "visit_by_on" {newest}) AND EXISTS '
            f'(SELECT 1 FROM "visit_places" l {there} AND l."from" = "visit"."id") {newest}',
            (LATEST_OF_ALL, *sorted(beats), limit),
        )
        if len(found) == limit:
            return found
        return self._some(
            f'WHERE "id" IN (SELECT l."from" FROM "visit_places" l {there}) {newest}', (*sorted(beats), limit)
        )

    def last_contact(self) -> dict[str, date]:
        """Return the day of the last logged contact with each place that has had one."""
        found = self._rows('SELECT t."record", t."on" FROM "last_contact" t JOIN "place" p ON p."id" = t."record"')
        return {place: date.fromisoformat(day) for place, day in found}

    def last_contact_with(self, places: Collection[str]) -> dict[str, date]:
        """Return the day of the last logged contact with each of some places that has had one."""
        marks = ", ".join("?" * len(places))
        found = self._rows(f'SELECT "record", "on" FROM "last_contact" WHERE "record" IN ({marks})', sorted(places))
        return {place: date.fromisoformat(day) for place, day in found}
