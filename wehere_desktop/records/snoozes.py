"""Questions asked of snoozes, closed spells and the team's own usual frequencies: what moves a due day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.closed_spell import ClosedSpell
from wehere_desktop.neighbourhood.snooze import Snooze
from wehere_desktop.neighbourhood.usual_frequency import UsualFrequency
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.neighbourhood.place import PlaceKind

_HOLDS = '"starts" <= ? AND "until" >= ?'


class Snoozes(Section[Snooze]):
    """The snoozes."""

    def holding(self, day: date) -> list[Snooze]:
        """Return the snoozes that hold on a day, those that end soonest first."""
        text = day.isoformat()
        return self._some(f'WHERE {_HOLDS} ORDER BY "until", "id"', (text, text))

    def of_place(self, place: str) -> list[Snooze]:
        """Return every snooze of a place, the latest first."""
        return self._some('WHERE "place" = ? ORDER BY "until" DESC, "id" DESC', (place,))

    def of_contact(self, contact: str) -> list[Snooze]:
        """Return every snooze of a person, the latest first."""
        return self._some('WHERE "contact" = ? ORDER BY "until" DESC, "id" DESC', (contact,))


class ClosedSpells(Section[ClosedSpell]):
    """The closed spells."""

    def between(self, first: date, last: date) -> list[ClosedSpell]:
        """Return the spells that touch a period, both days included, the earliest first."""
        return self._some(
            'WHERE "starts" <= ? AND "ends" >= ? ORDER BY "starts", "id"', (last.isoformat(), first.isoformat())
        )


class UsualFrequencies(Section[UsualFrequency]):
    """The team's own usual frequencies."""

    def by_kind(self) -> dict[PlaceKind, int]:
        """Return the days between contacts the team has set, by kind of place; kinds it has not set are left out."""
        return {each.place_kind: each.days for each in self.all() if each.days > 0}
