"""The sheets for adding a person and for editing one; who may be in the book already is pointed out while typing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.neighbourhood.contact import Contact, ContactRole, LawfulBasis
from wehere_desktop.neighbourhood.key_individual import REVIEW_DAYS
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import phone_in_groups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

PAUSE_MS = 250
FEW = 4
FITS = 44
"""Letters of a name and its organisation that leave room for the reason beside them."""
FIRST_SOURCE = "Met in person"


def place_picker(desk: Desk) -> RecordPicker:
    """Return a field for a place, with the places of one's own beats on offer before anything is typed."""

    def near() -> list[str]:
        return [place.id for beat in desk.mine().beats[:2] for place in desk.book.places.on_beat(beat)[:8]]

    return RecordPicker(desk, "place", name="Place", hint="Type a few letters of its name", first=near)


def mobile_or_phone(typed: str) -> dict[str, str]:
    """Return a number typed under the field it belongs to: mobiles begin with 07 in Britain."""
    number = phone_in_groups(typed)
    return {"mobile": number} if number.startswith("07") else {"phone": number}


class AddSheet(Paper):
    """A new person in under half a minute: name, place, role, and how to reach them."""

    def __init__(self, desk: Desk, name: str = "", place: str = "") -> None:
        """Ask for a person; name and place may be known already."""
        self.place = place_picker(desk)
        fields = [
            field_of(Contact, "name", hint="First name and family name"),
            Field("place", "Place"),
            field_of(ContactRole, "role", hint="Head teacher, warden, caretaker"),
            Field("number", "Telephone or mobile"),
            field_of(Contact, "email"),
            field_of(Contact, "source", under="Lawful basis is public task, review in a year: both can be changed."),
        ]
        filled = {"name": name, "place": place, "source": FIRST_SOURCE}
        super().__init__(desk, fields, "Add the person", editors={"place": self.place}, filled=filled)
        self._like = LikeLines(self)
        self.under_form(self._like)
        self._asked: Job | None = None
        self._later = after_a_pause(self, PAUSE_MS, self._look)
        self.form.changed.connect(self._later.start)
        self.begin("name")

    def _look(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        typed = self.form.typed()
        name, number, email = (str(typed[each]).strip() for each in ("name", "number", "email"))
        places = self.place.ids()

        def question(book: BeatBook) -> list[tuple[str, str, str]]:
            from wehere_desktop.intake.alike_people import people_like

            found = people_like(book, name=name, phone=number, email=email, places=places)[:FEW]
            people = {each.id: each for each in book.contacts.many([like.other for like in found])}
            return [
                (each.id, ", ".join(part for part in (each.name, each.organisation) if part), like.why)
                for like in found
                if (each := people.get(like.other)) is not None
            ]

        self._asked = self.desk.ask_book(question, self._show_like, owner=self)

    def _show_like(self, found: list[tuple[str, str, str]]) -> None:
        self._asked = None
        self._like.tell(found)

    def open_instead(self, contact: str) -> None:
        """Leave the sheet for somebody who is in the book already."""
        self.take_away()
        self.desk.open("contact", contact)

    def keep_typed(self) -> None:
        """Add the person, with the role where one is typed."""
        values, today = self.form.values(), self.desk.today()
        place = values.pop("place")
        role = values.pop("role")
        told = {**values, **mobile_or_phone(values.pop("number"))}
        told.pop("number")
        if role and not place:
            raise Refusal("A role needs its place.", remedy="Choose the place.", field="place", kind="missing")

        def work(book: BeatBook) -> str:
            where = book.places.get(place) if place else None
            contact = Contact(
                id=book.world.new_id(),
                organisation=where.name if where is not None else "",
                basis=LawfulBasis.PUBLIC_TASK,
                review_on=today + timedelta(days=REVIEW_DAYS),
                **told,
            )
            book.contacts.add(contact)
            if where is not None:
                duty = free_duty(book, where.id, today)
                book.contact_roles.add(
                    ContactRole(
                        id=book.world.new_id(), contact=contact.id, place=where.id, role=role, duty=duty, starts=today
                    )
                )
            return contact.id

        self.write(f"Add {values['name']}", work, opens=str)


def free_duty(book: BeatBook, place: str, today: date) -> Duty:
    """Return the first duty at a place that nobody has today: main, then deputy; a deputy more where both are held."""
    held = {role.duty for role in book.contact_roles.at_place(place, today)}
    return Duty.MAIN if Duty.MAIN not in held else Duty.DEPUTY


class LikeLines(QWidget):
    """The lines that say who may be in the book already, each a way to open them instead."""

    def __init__(self, sheet: AddSheet) -> None:
        """Begin with nobody."""
        super().__init__()
        self._sheet = sheet
        self._inside = column(spacing=2)
        self.setLayout(self._inside)
        self.hide()

    def tell(self, found: Sequence[tuple[str, str, str]]) -> None:
        """Show these: id, who they are, and why they may be the one."""
        clear(self._inside)
        self.setVisible(bool(found))
        if not found:
            return
        self._inside.addWidget(Text("In the book already? Open them instead:", tone="due", step="small"))
        for contact, words, why in found:
            opens = partial(self._sheet.open_instead, contact)
            brief = words if len(words) <= FITS else f"{words[: FITS - 1]}…"
            button = Button(brief, opens, rank="link", name=f"Open {words}: {why}")
            button.setToolTip(words)
            line = row(spacing=4)
            line.addWidget(button)
            line.addWidget(Text(why, tone="quiet", step="small", elide=True), 1)
            box = QWidget()
            box.setLayout(line)
            self._inside.addWidget(box)


EDITED = (
    "name",
    "organisation",
    "phone",
    "mobile",
    "email",
    "prefers",
    "language",
    "best_times",
    "key_individual",
    "frequency",
    "publishable",
    "basis",
    "source",
    "review_on",
    "notes",
)
_UNDER = {
    "frequency": "0 takes what is usual: 90 for a Key Individual, none for anybody else.",
    "publishable": "Ask first. Only the name can be published, and a role marked so.",
    "notes": "Stays inside the team. No suspects, victims or intelligence.",
    "review_on": "When to ask whether this is still needed and right.",
}
_HINTS = {
    "prefers": "telephone, mobile, e-mail, in person",
    "best_times": "weekdays after 3 pm",
    "language": "if not English",
}


class EditSheet(Paper):
    """All that is kept of a person."""

    def __init__(self, desk: Desk, contact: Contact) -> None:
        """Show the person as they are kept."""
        self._contact = contact
        fields = [field_of(Contact, each, under=_UNDER.get(each, ""), hint=_HINTS.get(each, "")) for each in EDITED]
        # A day to come is read as one: without a year, the next of that date
        fields = [
            Field("review_on", "Review by", hint="1 Sep 2027, in a year", under=each.under)
            if each.name == "review_on"
            else each
            for each in fields
        ]
        super().__init__(desk, fields, "Save", filled=contact, beside=True)
        self.begin("name")

    def keep_typed(self) -> None:
        """Keep what was changed."""
        values = self.form.values()
        told: dict[str, Any] = {**values, "basis": LawfulBasis(values["basis"])}
        told["review_on"] = self.day("review_on", since=self.desk.today())
        told["phone"], told["mobile"] = phone_in_groups(values["phone"]), phone_in_groups(values["mobile"])
        if told["frequency"] < 0:
            raise Refusal("Days cannot be fewer than none.", remedy="0 takes what is usual.", field="frequency")
        contact = self._contact
        self.write(f"Edit {told['name'] or contact.name}", lambda book: book.contacts.amend(contact.id, **told))
