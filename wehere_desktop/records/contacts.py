"""Questions asked of named contacts and of their roles at places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.touch import person_due
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wehere_desktop.records.contact_list import PeopleWanted, Which


class Sketch(NamedTuple):
    """As much of a person as it takes to tell whether two are one: name, organisation and how they are reached."""

    id: str
    name: str
    organisation: str
    phone: str
    mobile: str
    email: str


class Contacts(Section[Contact]):
    """The named contacts."""

    def named(self, name: str) -> list[Contact]:
        """Return the contacts of exactly this name, whatever its capitals."""
        return self._some('WHERE lower("name") = lower(?) ORDER BY "id"', (name.strip(),))

    def listed(self, wanted: PeopleWanted, *, today: date, order: str = "name", descending: bool = False) -> list[str]:
        """Return the ids of the people wanted, ordered by name, place, seen, due or review.

        People who have nothing to be ordered by come last; by `due`, Key Individuals never seen come first.
        """
        moved = self._moved(today) if order == "due" else ()
        from wehere_desktop.records import contact_list

        return contact_list.listed(self._rows, wanted, today=today, order=order, descending=descending, moved=moved)

    def _moved(self, today: date) -> list[tuple[str, str]]:
        """Return the due days of those whose contact was put off, as texts; empty for who waits without being seen."""
        rules = due_rules(self._book, today)
        people = self.many(rules.own)
        last = self.last_seen([each.id for each in people])
        found = []
        for each in people:
            due = person_due(each, last.get(each.id), today=today, rules=rules)
            if due is not None:
                waiting = each.id not in last and due.day <= today
                found.append((each.id, "" if waiting else due.day.isoformat()))
        return found

    def how_many(self, wanted: PeopleWanted, *, today: date) -> int:
        """Return how many people are wanted."""
        from wehere_desktop.records import contact_list

        return contact_list.how_many(self._rows, wanted, today=today)

    def tallied(self, wanted: PeopleWanted, *, today: date) -> dict[Which, int]:
        """Return how many people of each sort there are among those wanted, whichever sort is looked at now."""
        from wehere_desktop.records import contact_list

        return contact_list.tallied(self._rows, wanted, today=today)

    def last_seen(self, contacts: Collection[str]) -> dict[str, date]:
        """Return the day each of some people was last seen or spoken to, leaving out those who never were."""
        found = self._in_parts('SELECT "record", "on" FROM "last_contact" WHERE "record" IN ({marks})', contacts)
        return {record: date.fromisoformat(day) for record, day in found}

    def sketches(self) -> Iterator[Sketch]:
        """Return everybody who was not erased, as far as it takes to tell who is in the book twice."""
        sql = (
            'SELECT "id", "name", "organisation", "phone", "mobile", "email" FROM "contact" c WHERE NOT EXISTS '
            '(SELECT 1 FROM "disposal" d WHERE d."kind" = \'contact\' AND d."record" = c."id")'
        )
        return map(Sketch._make, self._rows(sql))

    def is_erased(self, contact: str) -> bool:
        """Say whether somebody's details were erased for good."""
        sql = 'SELECT 1 FROM "disposal" WHERE "kind" = \'contact\' AND "record" = ?'
        return bool(self._rows(sql, (contact,)))

    def _in_parts(self, sql: str, given: Collection[str]) -> Iterator[tuple[str, str]]:
        wanted = sorted(given)
        for start in range(0, len(wanted), 500):
            part = tuple(wanted[start : start + 500])
            yield from self._rows(sql.format(marks=", ".join("?" * len(part))), part)


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

    def at_places(self, places: Collection[str], day: date) -> list[ContactRole]:
        """Return the roles held on a day at any of some places: main, then deputy, then out of hours."""
        text = day.isoformat()
        marks = ", ".join("?" * len(places))
        return self._some(
            f'WHERE "place" IN ({marks}) AND ("starts" IS NULL OR "starts" <= ?) AND ("ends" IS NULL OR "ends" >= ?) '
            "ORDER BY CASE \"duty\" WHEN 'main' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, \"id\"",
            (*sorted(places), text, text),
        )

    def of_contact(self, contact: str) -> list[ContactRole]:
        """Return every role of a contact, oldest first."""
        return self._some('WHERE "contact" = ? ORDER BY "starts", "id"', (contact,))

    def of_contacts(self, contacts: Collection[str], day: date) -> list[ContactRole]:
        """Return the roles some people hold on a day: main, then deputy, then out of hours, the longest held first."""
        text = day.isoformat()
        marks = ", ".join("?" * len(contacts))
        return self._some(
            f'WHERE "contact" IN ({marks}) AND ("starts" IS NULL OR "starts" <= ?) AND ("ends" IS NULL OR "ends" >= ?) '
            'ORDER BY CASE "duty" WHEN \'main\' THEN 0 WHEN \'deputy\' THEN 1 ELSE 2 END, "starts", "id"',
            (*sorted(contacts), text, text),
        )

    def places_of(self) -> dict[str, set[str]]:
        """Return the places at which each person has or had a role, by the person's id."""
        found: dict[str, set[str]] = {}
        for contact, place in self._rows('SELECT "contact", "place" FROM "contact_role"'):
            found.setdefault(contact, set()).add(place)
        return found
