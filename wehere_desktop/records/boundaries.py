"""Questions asked of the drawn outlines of beats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from datetime import date


class BeatBoundaries(Section[BeatBoundary]):
    """The dated outlines of beats."""

    def current(self, day: date) -> list[BeatBoundary]:
        """Return the outlines that hold on a day, the latest of each beat, in the order of their beats."""
        text = day.isoformat()
        found = self._some(
            'WHERE "valid_from" <= ? AND ("valid_to" IS NULL OR "valid_to" >= ?) ORDER BY "beat", "valid_from", "id"',
            (text, text),
        )
        return list({each.beat: each for each in found}.values())

    def of_beat(self, beat: str) -> list[BeatBoundary]:
        """Return every outline a beat has had or is to have, the latest first."""
        return self._some('WHERE "beat" = ? ORDER BY "valid_from" DESC, "id" DESC', (beat,))

    def fingerprint(self, day: date) -> str:
        """Return a text that changes whenever an outline that holds on a day is added, ended or altered."""
        text = day.isoformat()
        number, last = self._rows(
            'SELECT count(*), coalesce(max("changed"), \'\') FROM "beat_boundary" '
            'WHERE "valid_from" <= ? AND ("valid_to" IS NULL OR "valid_to" >= ?)',
            (text, text),
        )[0]
        return f"{number} {last}"
