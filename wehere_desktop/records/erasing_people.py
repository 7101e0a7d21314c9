"""Erasing a person: their details, answers and attachments for good, and their roles brought to an end first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wehere_desktop.records.beatbook import BeatBook


def erase_person(book: BeatBook, contact: str, *, reason: str, by: str = "") -> None:
    """Erase a contact, every questionnaire they answered and what is attached to them; it cannot be undone.

    Their roles end the day before, if they had begun, and no longer count as published. Links, days and numbers stay
    for the count, and so does what visits, promises and queries say in words. Open one door only, outside any change.
    Refused if there is no such contact or if they were erased before.
    """
    book.contacts.get(contact)
    today = book.world.today()
    with book.change("End the roles of somebody to be erased", by=by, undoable=False):
        book.contacts.amend(contact, key_individual=False, publishable=False, frequency=0)
        for role in book.contact_roles.of_contact(contact):
            still = role.ends is None or role.ends >= today
            ends = max(today - timedelta(days=1), role.starts or today - timedelta(days=1)) if still else role.ends
            book.contact_roles.amend(role.id, ends=ends, publishable=False)
    for questionnaire in book.questionnaires.of_contact(contact):
        book.erase("questionnaire", questionnaire.id, reason=reason, by=by)
    for attachment in book.attachments.of_contact(contact):
        book.erase("attachment", attachment.id, reason=reason, by=by)
    book.erase("contact", contact, reason=reason, by=by)
