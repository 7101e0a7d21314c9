"""The sheet for somebody we know at a place: a person of the book or a new one, and what they are there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.desk.forms import Field, choices_of, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from typing import Any

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.place import Place
    from wehere_desktop.records.beatbook import BeatBook


class ContactSheet(Paper):
    """Someone known already is found by a few letters of the name; for someone new, the name is enough."""

    def __init__(self, desk: Desk, place: Place, missing: Duty) -> None:
        """Ask for a person at a place; `missing` is the duty nobody has yet."""
        self._place = place
        self.picker = RecordPicker(desk, "contact", name="Somebody in the book", hint="Type a few letters of the name")
        fields = [
            Field("contact", "Somebody in the book", under="Or somebody new:"),
            field_of(Contact, "name", required=False),
            field_of(ContactRole, "role", hint="Head teacher, caretaker, warden"),
            Field("duty", "Main, deputy or out of hours", "choice", choices_of(Duty)),
            field_of(Contact, "phone"),
            field_of(Contact, "email"),
        ]
        super().__init__(
            desk,
            fields,
            "Add them",
            say=f"At {place.name}.",
            editors={"contact": self.picker},
            filled={"duty": missing.value},
        )
        self.begin("name")

    def keep_typed(self) -> None:
        """Add the one who was chosen or named."""
        values, place = self.form.values(), self._place
        if values["contact"] and values["name"]:
            raise Refusal(
                "That is two people: one from the book and a new one.",
                remedy="Take the one off, or clear the name.",
                field="name",
                kind="both",
            )
        if not values["contact"] and not values["name"]:
            raise Refusal("Say who it is.", remedy="A name is enough.", field="name", kind="missing")
        who = values["name"] or self.desk.book.contacts.get(values["contact"]).name
        self.write(f"Add {who} at {place.name}", partial(_write, place=place, values=values))


def _write(book: BeatBook, *, place: Place, values: dict[str, Any]) -> None:
    reach = {name: values[name] for name in ("phone", "email") if values[name]}
    if values["contact"]:
        contact = book.contacts.get(values["contact"])
        held = [
            each for each in book.contact_roles.at_place(place.id, book.world.today()) if each.contact == contact.id
        ]
        if any(each.duty == values["duty"] for each in held):
            raise Refusal(
                f"{contact.name} is {values['duty']} there already.",
                remedy="Choose somebody else or another duty.",
                field="contact",
                kind="already",
            )
        # What is known of a person is not overwritten from here
        blank = {name: value for name, value in reach.items() if not getattr(contact, name)}
        if blank:
            book.contacts.amend(contact.id, **blank)
    else:
        contact = book.contacts.add(
            Contact(id=book.world.new_id(), name=values["name"], source=f"Told us at {place.name}", **reach)
        )
    book.contact_roles.add(
        ContactRole(
            id=book.world.new_id(),
            contact=contact.id,
            place=place.id,
            role=values["role"],
            duty=Duty(values["duty"]),
            starts=book.world.today(),
        )
    )
