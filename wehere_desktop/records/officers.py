"""Questions asked of officers, their postings and their absences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from datetime import date

_HOLDS = '("starts" IS NULL OR "starts" <= ?) AND ("ends" IS NULL OR "ends" >= ?)'


class Officers(Section[Officer]):
    """The officers."""

    def current(self, day: date) -> list[Officer]:
        """Return the officers serving on a day, by name."""
        text = day.isoformat()
        return self._some(
            'WHERE ("started" IS NULL OR "started" <= ?) AND ("ended" IS NULL OR "ended" >= ?) ORDER BY "name", "id"',
            (text, text),
        )

    def left(self, day: date) -> list[Officer]:
        """Return the officers who had left by a day, the latest first."""
        return self._some('WHERE "ended" < ? ORDER BY "ended" DESC, "name", "id"', (day.isoformat(),))

    def known_as(self, text: str) -> list[Officer]:
        """Return the officers whose collar number, id or name is this text, whatever its capitals."""
        return self._some(
            'WHERE "id" = ?1 OR ("number" <> \'\' AND lower("number") = lower(?1)) OR lower("name") = lower(?1) '
            'ORDER BY "name", "id"',
            (text.strip(),),
        )


class Postings(Section[Posting]):
    """The postings."""

    def on_beat(self, beat: str, day: date) -> list[Posting]:
        """Return the postings to a beat that hold on a day, longest standing first."""
        text = day.isoformat()
        return self._some(f'WHERE "beat" = ? AND {_HOLDS} ORDER BY "starts", "id"', (beat, text, text))

    def in_lpu(self, lpu: str, day: date) -> list[Posting]:
        """Return the postings to a unit as a whole that hold on a day, longest standing first."""
        text = day.isoformat()
        return self._some(f'WHERE "lpu" = ? AND {_HOLDS} ORDER BY "starts", "id"', (lpu, text, text))

    def of(self, officer: str) -> list[Posting]:
        """Return every posting of an officer, oldest first."""
        return self._some('WHERE "officer" = ? ORDER BY "starts", "id"', (officer,))

    def on_day(self, day: date) -> list[Posting]:
        """Return every posting that holds on a day, longest standing first."""
        text = day.isoformat()
        return self._some(f'WHERE {_HOLDS} ORDER BY "starts", "id"', (text, text))

    def ever_on_beat(self, beat: str) -> list[Posting]:
        """Return every posting there has been or will be to a beat, the latest first."""
        return self._some('WHERE "beat" = ? ORDER BY "starts" DESC, "id" DESC', (beat,))

    def ending(self, first: date, last: date) -> list[Posting]:
        """Return the postings whose last day lies within a period, both days included, the soonest first."""
        return self._some('WHERE "ends" BETWEEN ? AND ? ORDER BY "ends", "id"', (first.isoformat(), last.isoformat()))


class Absences(Section[Absence]):
    """The absences."""

    def away_on(self, officer: str, day: date) -> Absence | None:
        """Return the absence that keeps an officer away on a day, the one that lasts longest, or None."""
        text = day.isoformat()
        return self._one(f'WHERE "officer" = ? AND {_HOLDS} ORDER BY "ends" DESC, "id"', (officer, text, text))

    def on_day(self, day: date) -> list[Absence]:
        """Return every absence that holds on a day."""
        text = day.isoformat()
        return self._some(f'WHERE {_HOLDS} ORDER BY "ends", "id"', (text, text))

    def of(self, officer: str) -> list[Absence]:
        """Return every absence of an officer, the latest first."""
        return self._some('WHERE "officer" = ? ORDER BY "starts" DESC, "id" DESC', (officer,))

    def covered_by(self, officer: str, day: date) -> list[Absence]:
        """Return the absences that an officer covers on a day or will cover, the soonest first."""
        return self._some(
            'WHERE "cover" = ? AND ("ends" IS NULL OR "ends" >= ?) ORDER BY "starts", "id"', (officer, day.isoformat())
        )
