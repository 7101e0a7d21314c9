"""Named contacts: people in a role at a place, how they like to be reached, and on what ground we keep their name."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import LONG_TEXT, Fact, told
from wehere_desktop.neighbourhood.place import Duty


class LawfulBasis(StrEnum):
    """Why a person's details are kept, in the words of the UK GDPR, article 6."""

    PUBLIC_TASK = "public task"
    CONSENT = "consent"
    LEGITIMATE_INTERESTS = "legitimate interests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """A named person. Only the name can ever be published, and only when the record is marked publishable.

    `frequency` is in days; 0 is the usual, which is a quarter for a Key Individual and none for anybody else.
    """

    kind: ClassVar[str] = "contact"
    words: ClassVar[str] = "Contact"
    mark: ClassVar[str] = "publishable"

    name: str = told("Name", public="if_marked", search="title", required=True)
    organisation: str = told("Organisation", search="words")
    phone: str = told("Telephone", search="words")
    mobile: str = told("Mobile", search="words")
    email: str = told("E-mail", search="words")
    prefers: str = told("Prefers to be reached by")
    language: str = told("Language")
    best_times: str = told("Best times")
    key_individual: bool = told("Key Individual Network", default=False)
    publishable: bool = told("Name may be published", default=False)
    basis: LawfulBasis = told("Lawful basis", default=LawfulBasis.PUBLIC_TASK)
    source: str = told("Where we have it from")
    review_on: date | None = told("Review by", default=None)
    frequency: int = told("Days between contacts", default=0)
    notes: str = told("The team's notes", search="words", limit=LONG_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRole(Fact):
    """What a contact is at a place, dated: head teacher, caretaker, warden; main, deputy or out of hours."""

    kind: ClassVar[str] = "contact_role"
    words: ClassVar[str] = "Role at a place"
    mark: ClassVar[str] = "publishable"

    contact: str = told("Contact", public="if_marked", refers="contact", required=True)
    place: str = told("Place", public="if_marked", refers="place", required=True)
    role: str = told("Role", public="if_marked", search="words")
    duty: Duty = told("Main, deputy or out of hours", default=Duty.MAIN)
    publishable: bool = told("Role may be published", default=False)
    starts: date | None = told("From", default=None)
    ends: date | None = told("Until", default=None)
