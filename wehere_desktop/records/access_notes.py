"""Questions asked of access notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.access_note import AccessNote
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class AccessNotes(Section[AccessNote]):
    """The access notes."""

    def holding(self, place: str, day: date) -> list[AccessNote]:
        """Return the notes on a place that hold on a day, warnings first."""
        text = day.isoformat()
        return self._some(
            'WHERE "place" = ? AND ("starts" IS NULL OR "starts" <= ?) AND ("until" IS NULL OR "until" >= ?) '
            'ORDER BY "warning" DESC, "id"',
            (place, text, text),
        )

    def at_places(self, places: Collection[str], day: date) -> list[AccessNote]:
        """Return the notes that hold on a day on any of some places, warnings first."""
        text, marks = day.isoformat(), ", ".join("?" * len(places))
        return self._some(
            f'WHERE "place" IN ({marks}) AND ("starts" IS NULL OR "starts" <= ?) AND ("until" IS NULL OR "until" >= ?) '
            'ORDER BY "warning" DESC, "id"',
            (*sorted(places), text, text),
        )

    def ever_of_place(self, place: str) -> list[AccessNote]:
        """Return every note there has been on a place, the latest first."""
        return self._some('WHERE "place" = ? ORDER BY "until" IS NOT NULL, "until" DESC, "id" DESC', (place,))
