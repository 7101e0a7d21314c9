"""Questions asked of Local Policing Units and beats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from datetime import date

_IN_BEING = '("valid_from" IS NULL OR "valid_from" <= ?) AND ("valid_to" IS NULL OR "valid_to" >= ?)'


class Lpus(Section[Lpu]):
    """The Local Policing Units."""

    def named(self, name: str) -> Lpu | None:
        """Return the unit of this name, whatever its capitals, or None."""
        return self._one('WHERE lower("name") = lower(?)', (name.strip(),))

    def current(self, day: date) -> list[Lpu]:
        """Return the units in being on a day, by name."""
        return self._some(f'WHERE {_IN_BEING} ORDER BY "name"', (day.isoformat(), day.isoformat()))


class Beats(Section[Beat]):
    """The beats."""

    def current(self, day: date) -> list[Beat]:
        """Return the beats in being on a day, by name."""
        return self._some(f'WHERE {_IN_BEING} ORDER BY "name", "id"', (day.isoformat(), day.isoformat()))

    def by_police_id(self, police_id: str) -> Beat | None:
        """Return the beat of a police.uk id, whatever its capitals, or None."""
        return self._one('WHERE upper("police_id") = upper(?) ORDER BY "valid_to" IS NOT NULL', (police_id.strip(),))

    def known_as(self, text: str) -> list[Beat]:
        """Return the beats whose police.uk id, id or name is this text; failing that, whose name begins with it."""
        wanted = text.strip()
        found = self._some(
            'WHERE upper("police_id") = upper(?1) OR "id" = ?1 OR lower("name") = lower(?1) ORDER BY "name"', (wanted,)
        )
        return found or self._some('WHERE instr(lower("name"), lower(?)) = 1 ORDER BY "name"', (wanted,))

    def in_lpu(self, lpu: str, day: date) -> list[Beat]:
        """Return the beats of a unit on a day, by name."""
        given = (lpu, day.isoformat(), day.isoformat())
        return self._some(f'WHERE "lpu" = ? AND {_IN_BEING} ORDER BY "name", "id"', given)

    def nobody_posted(self, day: date) -> list[Beat]:
        """Return the beats in being to which nobody in service but volunteers is posted on a day, by name."""
        text = day.isoformat()
        return self._some(
            f'WHERE {_IN_BEING} AND NOT EXISTS (SELECT 1 FROM "posting" p JOIN "officer" o ON o."id" = p."officer" '
            'WHERE p."beat" = "beat"."id" AND p."starts" <= ? AND (p."ends" IS NULL OR p."ends" >= ?) '
            'AND (o."ended" IS NULL OR o."ended" >= ?) AND o."rank" <> \'Volunteer\') ORDER BY "name", "id"',
            (text, text, text, text, text),
        )
