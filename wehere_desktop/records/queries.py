"""Questions asked of queries from the public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.query import ANSWER_WITHIN, Query
from wehere_desktop.records.narrowing import find_words, narrow
from wehere_desktop.records.rows import instant_text
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

_WAITING_FIRST = (
    'ORDER BY "answered" IS NOT NULL, CASE WHEN "answered" IS NULL THEN "received" END, "answered" DESC, "id" DESC'
)


class Queries(Section[Query]):
    """The queries."""

    def unanswered(self, *, owner: str = "", beats: Collection[str] = ()) -> list[Query]:
        """Return the queries without an answer, the longest waiting first.

        Narrowed to one who answers, or to some beats, of the query itself or of its place; either is enough where both
        are given.
        """
        whose, given = [], []
        if owner:
            whose.append('"owner" = ?')
            given.append(owner)
        if beats:
            marks = ", ".join("?" * len(beats))
            whose.append(f'"beat" IN ({marks}) OR "place" IN (SELECT "id" FROM "place" WHERE "beat" IN ({marks}))')
            given += [*sorted(beats), *sorted(beats)]
        narrowed = f" AND ({' OR '.join(whose)})" if whose else ""
        return self._some(f'WHERE "answered" IS NULL{narrowed} ORDER BY "received", "id"', given)

    def of_place(self, place: str) -> list[Query]:
        """Return the queries about a place, newest first."""
        return self._some('WHERE "place" = ? ORDER BY "received" DESC, "id" DESC', (place,))

    def of_contact(self, contact: str) -> list[Query]:
        """Return the queries a person has asked, newest first."""
        return self._some('WHERE "contact" = ? ORDER BY "received" DESC, "id" DESC', (contact,))

    def listed(
        self,
        *,
        now: datetime,
        stands: str = "",
        owners: Collection[str] = (),
        beats: Collection[str] = (),
        text: str = "",
    ) -> list[str]:
        """Return the ids of the queries wanted: those waiting first, the longest first, then those answered, latest.

        `stands` is `waiting`, `late` (waiting past 72 hours at the UTC instant `now`), `answered` or empty for all.
        `owners` and `beats` (their own or of their places) narrow to either. `text` is found in question and answer and
        in the names of place and person, by the beginnings of words.
        """
        where, given = ["1"], list[Any]()
        if stands in {"waiting", "late"}:
            where.append('"answered" IS NULL')
        elif stands:
            where.append('"answered" IS NOT NULL')
        if stands == "late":
            where.append('"received" < ?')
            given.append(instant_text(now - ANSWER_WITHIN))
        narrow(where, given, owners=owners, beats=beats, own_beat=True)
        if text.strip() and not find_words(where, given, "query", text):
            return []
        found = self._rows(f'SELECT "id" FROM "query" WHERE {" AND ".join(where)} {_WAITING_FIRST}', given)
        return [record for (record,) in found]

    def how_many_waiting(self, *, received_by: datetime, owner: str = "") -> int:
        """Return how many queries that came by a UTC instant have no answer, of one who answers or of all."""
        found = self._rows(
            'SELECT count(*) FROM "query" WHERE "answered" IS NULL AND "received" <= ?1 '
            "AND (?2 = '' OR \"owner\" = ?2)",
            (instant_text(received_by), owner),
        )
        return int(found[0][0])
