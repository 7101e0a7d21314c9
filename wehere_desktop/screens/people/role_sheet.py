"""The sheet for a role at a place: adding one, changing it, and ending it on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.forms import Field, field_of
from wehere_desktop.desk.paper import Paper
from wehere_desktop.desk.pieces import Button, row
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.people.person_sheets import free_duty, place_picker

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.desk.screen import Desk


class RoleSheet(Paper):
    """What somebody is at a place, from when until when."""

    def __init__(self, desk: Desk, contact: Contact, role: ContactRole | None = None) -> None:
        """Ask for a new role, or show one that there is."""
        self._contact, self._role = contact, role
        self.place = place_picker(desk)
        fields = [
            Field("place", "Place", required=True),
            field_of(ContactRole, "role", hint="Head teacher, warden, caretaker"),
            field_of(ContactRole, "duty"),
            field_of(ContactRole, "starts", hint="today"),
            field_of(ContactRole, "ends", hint="still holds it"),
            field_of(ContactRole, "publishable", under="Shown only where the person's name may be published as well."),
        ]
        super().__init__(
            desk,
            fields,
            "Add the role" if role is None else "Save",
            say=contact.name,
            editors={"place": self.place},
            filled=role or {"starts": desk.today(), "duty": Duty.MAIN.value},
        )
        if role is None:
            self.place.changed.connect(self._fit_duty)
        else:
            ends = row(spacing=8)
            today = desk.today()
            if role.ends is None or role.ends >= today:
                ends.addWidget(Button("It ended today", self._end_today, name="End this role today"))
            remove = Button("Take it out: it was entered by mistake", self._remove, rank="link")
            ends.addWidget(remove)
            ends.addStretch(1)
            self.page.insertLayout(self.page.count() - 1, ends)
        self.begin("place" if role is None else "role")

    def _fit_duty(self) -> None:
        """Offer the first duty that nobody has there yet."""
        for place in self.place.ids():
            self.form.fill({"duty": free_duty(self.desk.book, place, self.desk.today()).value})

    def _read(self) -> dict[str, Any]:
        values = self.form.values()
        if not values["place"]:
            raise Refusal("A role needs its place.", remedy="Choose the place.", field="place", kind="missing")
        starts: date | None = values["starts"]
        ends: date | None = values["ends"]
        if starts is not None and ends is not None and ends < starts:
            raise Refusal(
                "It would end before it begins.", remedy="Correct one of the days.", field="ends", kind="order"
            )
        return {**values, "duty": Duty(values["duty"])}

    def keep_typed(self) -> None:
        """Add the role, or keep what was changed of it."""
        told, contact, role = self._read(), self._contact, self._role
        place = self.desk.book.places.get(told["place"]).name
        if role is None:
            self.write(
                f"Add {contact.name}'s role at {place}",
                lambda book: book.contact_roles.add(ContactRole(id=book.world.new_id(), contact=contact.id, **told)),
            )
        else:
            record = role.id
            self.write(
                f"Change {contact.name}'s role at {place}", lambda book: book.contact_roles.amend(record, **told)
            )

    def _end_today(self) -> None:
        if self._role is not None:
            record, today = self._role.id, self.desk.today()
            self.write(f"End a role of {self._contact.name}", lambda book: book.contact_roles.amend(record, ends=today))

    def _remove(self) -> None:
        if self._role is not None:
            record = self._role.id
            self.write(f"Take out a role of {self._contact.name}", lambda book: book.contact_roles.remove(record))
