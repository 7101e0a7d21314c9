"""What can be done with a person from the screen: each a sheet to fill in, or one change that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wehere_desktop.neighbourhood.key_individual import REVIEW_DAYS
from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.contact import Contact


class Deeds(QObject):
    """The doings of one page; in a book opened for reading none of them does anything."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """Do things on behalf of a page."""
        super().__init__(page)
        self._desk = desk

    def _person(self, contact: str) -> Contact | None:
        return self._desk.book.contacts.find(contact) if contact and not self._desk.book.read_only else None

    def add(self, name: str = "", place: str = "", then: Callable[[str], None] | None = None) -> None:
        """Lay the sheet for a new person; `then` gets their id."""
        from wehere_desktop.screens.people.person_sheets import AddSheet

        if not self._desk.book.read_only:
            sheet = AddSheet(self._desk, name, place)
            if then is not None:
                sheet.kept.connect(then)
            self._desk.show_sheet("Add a person", sheet)

    def edit(self, contact: str) -> None:
        """Lay the sheet for changing somebody."""
        from wehere_desktop.screens.people.person_sheets import EditSheet

        if (person := self._person(contact)) is not None and not self._desk.book.contacts.is_erased(contact):
            self._desk.show_sheet("Edit the person", EditSheet(self._desk, person))

    def add_role(self, contact: str) -> None:
        """Lay the sheet for another role of somebody."""
        from wehere_desktop.screens.people.role_sheet import RoleSheet

        if (person := self._person(contact)) is not None:
            self._desk.show_sheet("Add a role", RoleSheet(self._desk, person))

    def change_role(self, role: str) -> None:
        """Lay the sheet for changing or ending a role."""
        from wehere_desktop.screens.people.role_sheet import RoleSheet

        held = self._desk.book.contact_roles.find(role)
        if held is not None and (person := self._person(held.contact)) is not None:
            self._desk.show_sheet("Change the role", RoleSheet(self._desk, person, held))

    def ask_questions(self, contact: str, then: Callable[[str], None] | None = None) -> None:
        """Lay the sheet for a questionnaire; `then` gets the person's id once it is kept."""
        from wehere_desktop.screens.people.questionnaire_sheet import QuestionnaireSheet

        if (person := self._person(contact)) is not None and not self._desk.book.contacts.is_erased(contact):
            sheet = QuestionnaireSheet(self._desk, person, self._desk.book.questionnaires.of_contact(contact))
            if then is not None:
                sheet.kept.connect(then)
            self._desk.show_sheet("Questionnaire", sheet)

    def take_in(self, contact: str, *, inside: bool) -> None:
        """Take somebody into the Key Individual Network, or out of it."""
        if (person := self._person(contact)) is not None:
            way = "into" if inside else "out of"
            self._desk.change(
                f"Take {person.name} {way} the Key Individual Network",
                lambda book: book.contacts.amend(contact, key_individual=inside),
                owner=self,
            )

    def publish(self, contact: str, *, may: bool) -> None:
        """Allow a name to be published, or forbid it."""
        if (person := self._person(contact)) is not None:
            words = "Allow" if may else "Forbid"
            self._desk.change(
                f"{words} publishing the name of {person.name}",
                lambda book: book.contacts.amend(contact, publishable=may),
                owner=self,
            )

    def reviewed(self, contact: str) -> None:
        """Set the next review a year on from today."""
        if (person := self._person(contact)) is not None:
            following = self._desk.today() + timedelta(days=REVIEW_DAYS)
            self._desk.change(
                f"Review the details of {person.name}",
                lambda book: book.contacts.amend(contact, review_on=following),
                owner=self,
                say=f"{person.name} reviewed; asked again by {short_day(following)}",
            )

    def erase(self, contact: str, reason: str, then: Callable[[], None]) -> None:
        """Erase somebody for good, which cannot be undone; `then` is called whether or not that was refused."""
        desk = self._desk
        if self._person(contact) is None:
            return

        def work() -> None:
            from wehere_desktop.records.erasing_people import erase_person

            erase_person(desk.book, contact, reason=reason)

        def done(_: object) -> None:
            desk.notices.tell("Erased for good; the disposal register keeps the day and the reason.")
            then()

        def refused(error: Exception) -> None:
            desk.notices.fault(error)
            then()

        desk.background.run(work, then=done, failed=refused, owner=self, title="Erasing")
