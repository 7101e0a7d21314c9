"""Questions asked of the contact log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable


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

    def last_contact(self) -> dict[str, date]:
        """Return the day of the last logged contact with each place that has had one."""
        return last_contact(self._rows)


def last_contact(rows: Callable[[str], list[tuple[Any, ...]]]) -> dict[str, date]:
    """Return the day of the last logged contact with each place, given how to ask the book for rows."""
    found = rows('SELECT l."to", max(v."on") FROM "visit_places" l JOIN "visit" v ON v."id" = l."from" GROUP BY l."to"')
    return {place: date.fromisoformat(day) for place, day in found}
