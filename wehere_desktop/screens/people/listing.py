"""The rows of the list of people: ids from the book in the order wanted, and one page's words at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.tables import Column
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.contact_list import PeopleWanted
from wehere_desktop.records.due_day import due_rules
from wehere_desktop.screens.people.standing import Tone, reach_of, review_of, standing_of
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.contact import ContactRole


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row, in words; `place` is empty where somebody holds no role today."""

    id: str
    name: str
    key_individual: bool
    role: str
    place: str
    more: str
    reach: str
    seen: str
    word: str
    tone: Tone
    review: str
    review_tone: Tone


@dataclass
class PersonSource:
    """Where the table's rows come from: the people wanted."""

    book: BeatBook
    today: Callable[[], date]
    wanted: PeopleWanted = field(default_factory=PeopleWanted)

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the people wanted, in the order asked for; called in the book's lane."""
        return self.book.contacts.listed(self.wanted, today=self.today(), order=order or "name", descending=descending)

    def rows(self, ids: Sequence[str]) -> Sequence[PersonLine | None]:
        """Return the rows of these people; None where one is gone."""
        book, today = self.book, self.today()
        people = {each.id: each for each in book.contacts.many(ids)}
        last = book.contacts.last_seen(ids)
        held: dict[str, list[ContactRole]] = {}
        for role in book.contact_roles.of_contacts(ids, today):
            held.setdefault(role.contact, []).append(role)
        wanted = {role.place for roles in held.values() for role in roles}
        places = {each.id: each.name for each in book.places.many(wanted)}
        rules = due_rules(book, today)
        lines: list[PersonLine | None] = []
        for record in ids:
            contact = people.get(record)
            if contact is None:
                lines.append(None)
                continue
            roles = held.get(record, [])
            seen = last.get(record)
            word, tone = standing_of(contact, seen, today, rules)
            review, review_tone = review_of(contact, today)
            lines.append(
                PersonLine(
                    record,
                    contact.name,
                    contact.key_individual,
                    roles[0].role if roles else "",
                    places.get(roles[0].place, "") if roles else "",
                    f"and {len(roles) - 1} more" if len(roles) > 1 else "",
                    reach_of(contact),
                    short_day(seen, today=today) if seen is not None else "",
                    word,
                    tone,
                    review,
                    review_tone,
                )
            )
        return lines


def _name(line: PersonLine) -> Cell:
    return Cell(line.name, quiet="KIN" if line.key_individual else "", strong=True)


def _where(line: PersonLine) -> Cell:
    if not line.place:
        return Cell("no role now", tone="quiet")
    return Cell(line.place, quiet=" ".join(part for part in (line.role, line.more) if part))


def _next(line: PersonLine) -> Cell:
    if line.tone in {"late", "due"}:
        return Cell(line.word, tone=line.tone, pill=True)
    return Cell(line.word or "\N{EN DASH}", tone="" if line.word else "quiet")


def _review(line: PersonLine) -> Cell:
    brief = line.review.removeprefix("by ").replace("overdue since ", "since ")
    if line.review_tone == "late":
        return Cell(brief, tone="late", pill=True)
    return Cell(brief, tone="due" if line.review_tone == "due" else "quiet")


def columns() -> list[Column]:
    """Return the columns, in reading order."""
    return [
        Column("name", "Name", _name, 176, "name"),
        Column("place", "Where, and as what", _where, 0, "place"),
        Column("reach", "Reach by", lambda line: line.reach or Cell("no way known", tone="late"), 132),
        Column("seen", "Seen", lambda line: line.seen or Cell("not yet", tone="quiet"), 84, "seen"),
        Column("due", "Next contact", _next, 112, "due"),
        Column("review", "Review", _review, 124, "review"),
    ]
