"""Questions asked of the questionnaires of the Key Individual Network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.questionnaire import Questionnaire
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


class Questionnaires(Section[Questionnaire]):
    """The questionnaires."""

    def of_contact(self, contact: str) -> list[Questionnaire]:
        """Return one person's questionnaires, oldest first."""
        return self._some('WHERE "contact" = ? ORDER BY "on", "id"', (contact,))

    def between(self, first: date, last: date) -> list[Questionnaire]:
        """Return the questionnaires of a period, both days included, oldest first."""
        return self._some('WHERE "on" BETWEEN ? AND ? ORDER BY "on", "id"', (first.isoformat(), last.isoformat()))

    def of_contacts(self, contacts: Collection[str], first: date) -> list[Questionnaire]:
        """Return what some people have answered from a day on, oldest first."""
        wanted = sorted(contacts)
        found: list[Questionnaire] = []
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            found += self._some(
                f'WHERE "contact" IN ({marks}) AND "on" >= ? ORDER BY "on", "id"', (*part, first.isoformat())
            )
        return sorted(found, key=lambda each: (str(each.on), each.id))
