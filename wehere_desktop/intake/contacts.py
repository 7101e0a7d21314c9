"""Contacts: people in a role at a place, from a table or from address cards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from wehere_desktop.formats.incoming import fingerprint_of
from wehere_desktop.formats.table import open_table
from wehere_desktop.intake.contact_rows import (
    HEADINGS,
    TEXTS,
    OfferedContact,
    contacts_from_cards,
    contacts_from_table,
)
from wehere_desktop.intake.declaration import ColumnsRead, Intake, Options, look_up
from wehere_desktop.intake.headings import choose_columns, columns_used, read_headings
from wehere_desktop.intake.likeness import plain_name
from wehere_desktop.intake.place_finder import PlaceFinder
from wehere_desktop.intake.proposal import (
    Came,
    ColumnUse,
    Counts,
    FieldChange,
    Held,
    NewRecord,
    OlderLeft,
    Proposal,
    RecordChange,
    Rejected,
    RowTold,
)
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.fact import problems
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wehere_desktop.neighbourhood.register import SavedMapping
    from wehere_desktop.neighbourhood.whereabouts import GazetteerLike
    from wehere_desktop.records import BeatBook

CARDS = frozenset({".vcf", ".vcard"})
NEAR_SPELLING = 85
"""Likeness of two names, of 100, from which a person at the same place may be the same one; ours."""

SAME_PERSON = 80
"""Likeness of two names, of 100, that with the same number or address is one person written twice; ours."""

_SHOWN = 5


def propose(book: BeatBook, file: Path, gazetteer: GazetteerLike, options: Options) -> Proposal:  # noqa: ARG001 - every intake is called alike
    """Return what a table of people or a file of address cards would do to the book.

    Refusal `no-key` for a table without a column of names, and the Refusals of reading a table or cards.
    """
    offered, headings, used, mapping = _offers(book, file, options)
    plan = _Plan(book, file.name)
    for count, each in enumerate(offered, start=1):
        look_up(options, count)
        plan.take(each)
    proposal = Proposal(
        register="contacts",
        file=file,
        fingerprint=fingerprint_of(file),
        edition=None,
        noun=("contact", "contacts"),
        headings=headings,
        columns=used,
        counts=plan.counts(),
        new=tuple(plan.new.values()),
        changed=tuple(plan.changed.values()),
        duplicates=tuple(plan.held),
        rejected=tuple(plan.rejected),
        older_left=tuple(plan.left),
        older_left_count=len(plan.left),
        findings=tuple(plan.findings()),
        mapping=mapping,
        told=tuple(plan.told),
    )
    return settled(proposal, options.duplicates)


def _offers(
    book: BeatBook, file: Path, options: Options
) -> tuple[Iterator[OfferedContact], tuple[str, ...], tuple[ColumnUse, ...], SavedMapping | None]:
    read = columns_read(book, file, options)
    table, columns = read.table, read.columns
    if table is None:
        return contacts_from_cards(file), ("Card",), (), None
    if not {"name", "first_name", "last_name"} & columns.keys():
        raise Refusal(
            f"No column of “{file.name}” was found to hold people's names.",
            remedy=f"Say which it is, as in “{table.headings[0]}=name”. The columns are: "
            f"{', '.join(table.headings[:40])}.",
            field="mapping",
            kind="no-key",
        )
    used = columns_used(table.headings, columns)
    return contacts_from_table(table, columns), table.headings, used, read.mapping


def columns_read(book: BeatBook, file: Path, options: Options) -> ColumnsRead:
    """Return how the columns of a table of people would be read; raises the Refusals of reading a table.

    Address cards have no columns.
    """
    if file.suffix.lower() in CARDS:
        return ColumnsRead(None, {})
    table = open_table(file, known={name for names in HEADINGS.values() for name in names}, sheet=options.sheet)
    guessed = read_headings(table.headings, HEADINGS) if table.headed else {}
    return choose_columns(book, "contacts", table, fields=HEADINGS, guessed=guessed, options=options)


@dataclass(frozen=True, slots=True)
class _Resembled:
    """A person whom a row resembles, how much, and whether that is sure."""

    contact: Contact
    likeness: int
    sure: bool


class _Plan:
    """Takes people one by one and remembers what they would do; writes nothing."""

    def __init__(self, book: BeatBook, file_name: str) -> None:
        self.told: list[RowTold] = []
        self._counts: Counter[str] = Counter()
        self.new: dict[str, NewRecord] = {}
        self.changed: dict[str, RecordChange] = {}
        self.held: list[Held] = []
        self.rejected: list[Rejected] = []
        self.left: list[OlderLeft] = []
        self._without_place: list[str] = []
        self._new_id = book.world.new_id
        self._file_name = file_name
        self._finder = PlaceFinder(book.places.all())
        self._people = {contact.id: contact for contact in book.contacts.all()}
        self._book = dict(self._people)
        self._roles: dict[str, dict[str, ContactRole]] = {}
        for role in book.contact_roles.all():
            if role.ends is None:
                self._roles.setdefault(role.contact, {})[role.place] = role
        self._reached: dict[str, list[str]] = {}
        self._named: dict[str, list[str]] = {}
        for contact in self._people.values():
            self._remember(contact)

    def take(self, offered: OfferedContact) -> None:
        """Weigh one row."""
        if offered.problem:
            self._reject(offered, offered.problem)
            return
        place_id, doubt = self._finder.find(offered.place, offered.reference, offered.postcode)
        if doubt:
            self._without_place.append(f"row {offered.row:,} ({doubt})")
        if not place_id:
            _keep_in_words(offered)
        found = self._resembled(offered, place_id)
        if found is not None and found.sure:
            self._merge(offered, found.contact, place_id)
            return
        contact = self._contact(offered)
        if bad := problems(contact):
            self._reject(offered, bad[0].sentence)
            return
        roles = [self._role(offered, contact.id, place_id)] if place_id else []
        record = NewRecord(offered.row, contact.name, (contact, *roles))
        if found is not None:
            self._hold(offered, found, record, place_id)
            return
        self._tell(offered, "new", contact)
        self.new[contact.id] = record
        self._people[contact.id] = contact
        self._remember(contact)
        for role in roles:
            self._roles.setdefault(contact.id, {})[place_id] = role

    def counts(self) -> Counts:
        """Return how many rows came to what."""
        return Counts(rows=self._counts.total(), **self._counts)

    def findings(self) -> list[str]:
        """Return what the user should know besides the counts."""
        found = []
        if self._without_place:
            more = ["others"] if len(self._without_place) > _SHOWN else []
            people = counted(len(self._without_place), "person", "people")
            found.append(
                f"{people} without their place, because it was not found on the book: "
                f"{listed([*self._without_place[:_SHOWN], *more])}."
            )
        return found

    def _tell(self, offered: OfferedContact, came: Came, contact: Contact | None = None) -> None:
        self._counts[came] += 1
        who = (contact.name, contact.id) if contact is not None else (offered.name, "")
        self.told.append(RowTold(offered.row, came, *who))

    def _reject(self, offered: OfferedContact, reason: str) -> None:
        self._tell(offered, "rejected")
        self.rejected.append(Rejected(offered.row, reason, offered.cells))

    def _remember(self, contact: Contact) -> None:
        for key in _reach(contact.email, contact.phone, contact.mobile):
            self._reached.setdefault(key, []).append(contact.id)
        self._named.setdefault(plain_name(contact.name), []).append(contact.id)

    def _resembled(self, offered: OfferedContact, place_id: str) -> _Resembled | None:
        """Return the person this row means for sure, else one it may mean, else None."""
        texts = offered.texts
        plain = plain_name(offered.name)
        for key in _reach(texts.get("email", ""), texts.get("phone", ""), texts.get("mobile", "")):
            for each in self._reached.get(key, ()):
                score = fuzz.token_sort_ratio(plain, plain_name(self._people[each].name))
                if score >= SAME_PERSON:
                    return _Resembled(self._people[each], round(score), sure=True)
        same = [self._people[each] for each in self._named.get(plain, ())]
        organisation = plain_name(texts.get("organisation", ""))
        for contact in same:
            at_place = place_id and place_id in self._roles.get(contact.id, {})
            if at_place or (organisation and plain_name(contact.organisation) == organisation):
                return _Resembled(contact, 100, sure=True)
        reachable = any(texts.get(name) for name in ("email", "phone", "mobile", "organisation"))
        if same and not (reachable or place_id):
            # Nothing but the name: the first of that name, or the list would grow at each reading.
            return _Resembled(same[0], 100, sure=True)
        return self._near_spelling(plain, place_id)

    def _near_spelling(self, plain: str, place_id: str) -> _Resembled | None:
        best: _Resembled | None = None
        for each, roles in self._roles.items() if place_id else ():
            contact = self._people.get(each)
            if contact is None or place_id not in roles:
                continue
            score = round(fuzz.token_sort_ratio(plain, plain_name(contact.name)))
            if score >= NEAR_SPELLING and (best is None or score > best.likeness):
                best = _Resembled(contact, score, sure=False)
        return best

    def _contact(self, offered: OfferedContact) -> Contact:
        return Contact(
            id=self._new_id(),
            name=offered.name,
            key_individual=offered.key_individual,
            publishable=offered.publishable,
            basis=offered.basis,
            review_on=offered.review_on,
            **self._texts(offered),
        )

    def _texts(self, offered: OfferedContact) -> dict[str, Any]:
        return {"source": self._file_name[:300], **offered.texts}

    def _role(self, offered: OfferedContact, contact: str, place: str) -> ContactRole:
        return ContactRole(
            id=self._new_id(),
            contact=contact,
            place=place,
            role=offered.role,
            duty=offered.duty,
            publishable=offered.publishable,
        )

    def _merge(self, offered: OfferedContact, contact: Contact, place_id: str) -> None:
        """Fill what is blank on a person already known, and add the role at a place that is new to them."""
        change = self._change(offered, contact, place_id, note=True)
        if not (change.fields or change.also):
            self._tell(offered, "unchanged", contact)
            return
        after = replace(contact, **{each.field: each.after for each in change.fields})
        if bad := problems(after):
            self._reject(offered, bad[0].sentence)
            return
        self._tell(offered, "changed", contact)
        self._people[contact.id] = after
        self._remember(after)
        for role in change.also:
            if isinstance(role, ContactRole):
                self._roles.setdefault(contact.id, {})[role.place] = role
        if contact.id in self.new:
            record = self.new[contact.id]
            self.new[contact.id] = replace(record, facts=(after, *record.facts[1:], *change.also))
        else:
            earlier = self.changed.get(contact.id)
            self.changed[contact.id] = RecordChange(
                earlier.row if earlier else offered.row,
                Contact.kind,
                contact.id,
                contact.name,
                (*(earlier.fields if earlier else ()), *change.fields),
                (*(earlier.also if earlier else ()), *change.also),
            )

    def _change(self, offered: OfferedContact, contact: Contact, place_id: str, *, note: bool = False) -> RecordChange:
        fields = []
        for name in TEXTS:
            offer, kept = offered.texts.get(name, ""), getattr(contact, name)
            if offer and not kept:
                fields.append(FieldChange(name, kept, offer))
            elif note and offer and offer != kept and name != "source":
                self.left.append(OlderLeft(offered.row, contact.name, name, kept, offer))
        if offered.review_on is not None and contact.review_on is None:
            fields.append(FieldChange("review_on", None, offered.review_on))
        also: tuple[ContactRole, ...] = ()
        if place_id and place_id not in self._roles.get(contact.id, {}):
            also = (self._role(offered, contact.id, place_id),)
        return RecordChange(offered.row, Contact.kind, contact.id, contact.name, tuple(fields), also)

    def _hold(self, offered: OfferedContact, found: _Resembled, record: NewRecord, place_id: str) -> None:
        self._tell(offered, "duplicate")
        other = self.new.get(found.contact.id)
        self.held.append(
            Held(
                offered.row,
                offered.name,
                found.contact.id,
                found.contact.name,
                found.likeness,
                None,
                record,
                self._change(offered, found.contact, place_id),
                other.row if other is not None else 0,
            )
        )


def _keep_in_words(offered: OfferedContact) -> None:
    """Keep what a row says of a place that is not on the book as organisation and note, so that nothing is lost."""
    texts = offered.texts
    if offered.place:
        texts.setdefault("organisation", offered.place)
    if offered.role:
        texts["notes"] = "\n".join(filter(None, (texts.get("notes", ""), f"Role: {offered.role}")))


def _reach(email: str, phone: str, mobile: str) -> Iterator[str]:
    """Yield the ways to reach a person as they are compared: the address without capitals, the figures of a number."""
    if email:
        yield email.casefold()
    for number in (phone, mobile):
        figures = "".join(letter for letter in number if letter.isdigit())
        if figures:
            yield figures


INTAKE = Intake(
    name="contacts",
    title="Contacts",
    help="people at places, from a table (CSV, XLSX, ODS) or from address cards (vCard)",
    propose=propose,
    fields=tuple(HEADINGS),
    columns=columns_read,
)
