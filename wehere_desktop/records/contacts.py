"""Questions asked of named contacts and of their roles at places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from datetime import date


class Contacts(Section[Contact]):
    """The named contacts."""

    def named(self, name: str) -> list[Contact]:
        """Return the contacts of exactly this name, whatever its capitals."""
        return self._some('WHERE lower("name") = lower(?) ORDER BY "id"', (name.strip(),))


class ContactRoles(Section[ContactRole]):
    """The roles contacts hold at places."""

    def at_place(self, place: str, day: date) -> list[ContactRole]:
        """Return the roles held at a place on a day: main, then deputy, then out of hours."""
        text = day.isoformat()
        return self._some(
            'WHERE "place" = ? AND ("starts" IS NULL OR "starts" <= ?) AND ("ends" IS NULL OR "ends" >= ?) '
            "ORDER BY CASE \"duty\" WHEN 'main' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, \"id\"",
            (place, text, text),
        )

    def of_contact(self, contact: str) -> list[ContactRole]:
        """Return every role of a contact, oldest first."""
        return self._some('WHERE "contact" = ? ORDER BY "starts", "id"', (contact,))
