"""The people whose contact is due: Key Individuals and whoever has days between contacts of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.touch import PersonDue, after, person_due
from wehere_desktop.records.database import rows
from wehere_desktop.records.due_day import due_rules, last_contacts
from wehere_desktop.records.section import Section

if TYPE_CHECKING:
    from collections.abc import Collection

    from wehere_desktop.neighbourhood.touch import DueRules
    from wehere_desktop.records.section import Writing

_WANTED = '(c."key_individual" OR c."frequency" > 0)'
_THERE = (
    'c."id" IN (SELECT r."contact" FROM "contact_role" r JOIN "place" p ON p."id" = r."place" WHERE p."beat" '
    'IN ({marks}) AND (r."starts" IS NULL OR r."starts" <= ?) AND (r."ends" IS NULL OR r."ends" >= ?))'
)


def people_losing_touch(
    book: Writing, today: date, *, beats: Collection[str] = (), ahead: int = 0, rules: DueRules | None = None
) -> list[PersonDue]:
    """Return the people whose contact is due by `ahead` days from today, those never seen first, then longest late.

    Due days are those of `neighbourhood.touch.person_due`. `beats` asks for people with a role today at a place there.
    """
    where, given = _WANTED, list[str]()
    if beats:
        day = today.isoformat()
        where += " AND " + _THERE.format(marks=", ".join("?" * len(beats)))
        given += [*sorted(beats), day, day]
    with book.asking() as db:
        ids = [record for (record,) in rows(db, f'SELECT c."id" FROM "contact" c WHERE {where}', tuple(given))]
    last = last_contacts(book, ids)
    rules = rules if rules is not None else due_rules(book, today)
    found = []
    for contact in Section(book, Contact).many(ids):
        seen = last.get(contact.id)
        due = person_due(contact, seen, today=today, rules=rules)
        if due is not None and due.day <= after(today, ahead):
            found.append(PersonDue(contact, seen, due.day, (today - due.day).days))
    return sorted(found, key=_in_order)


def _in_order(each: PersonDue) -> tuple[bool, date, str, str]:
    never = each.last is None and each.days_late >= 0
    return not never, date.min if never else each.due, each.contact.name.lower(), each.contact.id
