"""Questions asked of promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.records.narrowing import find_words, narrow
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

_SOONEST = 'ORDER BY "due_on" IS NULL, "due_on", "due_time", "id"'
_OPEN_FIRST = (
    'ORDER BY "life" <> \'open\', "due_on" IS NULL, CASE WHEN "life" = \'open\' THEN "due_on" END, '
    'CASE WHEN "life" = \'open\' THEN "due_time" END, "closed_on" DESC, "id" DESC'
)


class Promises(Section[Promise]):
    """The promises."""

    def of_place(self, place: str) -> list[Promise]:
        """Return every promise made at a place: the open ones first, soonest due, then the newest of the others."""
        return self._some(
            'WHERE "place" = ? ORDER BY "life" <> \'open\', CASE WHEN "life" = \'open\' THEN "due_on" END, '
            '"made_on" DESC, "id"',
            (place,),
        )

    def of_contact(self, contact: str) -> list[Promise]:
        """Return every promise made to a person, the open ones first and then the newest."""
        return self._some('WHERE "contact" = ? ORDER BY "life" <> \'open\', "made_on" DESC, "id"', (contact,))

    def of_visit(self, visit: str) -> list[Promise]:
        """Return the promises made on a visit, in the order in which they were made."""
        return self._some('WHERE "visit" = ? ORDER BY "id"', (visit,))

    def made_at(self, meeting: str) -> list[Promise]:
        """Return the promises made at a meeting, in the order in which they were made."""
        return self._some('WHERE "meeting" = ? ORDER BY "id"', (meeting,))

    def made_at_meetings_of(self, beat: str) -> list[Promise]:
        """Return the promises still to be kept that were made at any meeting of a beat, soonest due first."""
        return self._some(
            'WHERE "life" = \'open\' AND "meeting" IN (SELECT "id" FROM "meeting" WHERE "beat" = ?) ' + _SOONEST,
            (beat,),
        )

    def open(self, *, owner: str = "", beats: Collection[str] = (), due_by: date | None = None) -> list[Promise]:
        """Return the promises still to be kept, soonest due first and those without a day last.

        Narrowed to one owner or to places on some beats; either is enough where both are given. `due_by` leaves out
        those due later, and those without a day.
        """
        where, given = ["\"life\" = 'open'"], []
        whose = []
        if owner:
            whose.append('"owner" = ?')
            given.append(owner)
        if beats:
            marks = ", ".join("?" * len(beats))
            whose.append(f'"place" IN (SELECT "id" FROM "place" WHERE "beat" IN ({marks}))')
            given += sorted(beats)
        if whose:
            where.append(f"({' OR '.join(whose)})")
        if due_by is not None:
            where.append('"due_on" <= ?')
            given.append(due_by.isoformat())
        return self._some(f"WHERE {' AND '.join(where)} {_SOONEST}", given)

    def open_at(self, places: Collection[str]) -> list[Promise]:
        """Return the promises still to be kept at any of some places, soonest due first."""
        marks = ", ".join("?" * len(places))
        return self._some(f'WHERE "life" = \'open\' AND "place" IN ({marks}) {_SOONEST}', sorted(places))

    def listed(
        self,
        *,
        today: date,
        stands: str = "",
        owners: Collection[str] = (),
        beats: Collection[str] = (),
        text: str = "",
    ) -> list[str]:
        """Return the ids of the promises wanted: those still open first, soonest due, then the others, latest closed.

        `stands` is `open`, `late` (open and past their day), `kept`, `could not` or empty for all. `owners` and `beats`
        (of their places) narrow to either. `text` is found in the promise and in the names of its place and person, by
        the beginnings of words.
        """
        where, given = ["1"], list[Any]()
        if stands == "late":
            where.append('"life" = \'open\' AND "due_on" < ?')
            given.append(today.isoformat())
        elif stands:
            where.append('"life" = ?')
            given.append(stands)
        narrow(where, given, owners=owners, beats=beats)
        if text.strip() and not find_words(where, given, "promise", text):
            return []
        found = self._rows(f'SELECT "id" FROM "promise" WHERE {" AND ".join(where)} {_OPEN_FIRST}', given)
        return [record for (record,) in found]

    def how_many_late(self, today: date, *, owner: str = "") -> int:
        """Return how many open promises are past their day, of one owner or of all."""
        found = self._rows(
            'SELECT count(*) FROM "promise" WHERE "life" = \'open\' AND "due_on" < ?1 AND (?2 = \'\' OR "owner" = ?2)',
            (today.isoformat(), owner),
        )
        return int(found[0][0])
