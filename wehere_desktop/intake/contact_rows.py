"""Rows that speak of people: each as an offered contact, from a table by its headings or from an address card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.formats.vcard import read_cards
from wehere_desktop.intake.cells import day_of, phone_of, told
from wehere_desktop.neighbourhood.contact import LawfulBasis
from wehere_desktop.neighbourhood.ground import normal_postcode
from wehere_desktop.neighbourhood.place import Duty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wehere_desktop.formats.table import Table

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "fullname", "contactname", "contact", "person", "displayname"),
    "first_name": ("firstname", "forename", "givenname"),
    "last_name": ("lastname", "surname", "familyname"),
    "role": ("role", "jobtitle", "position", "job", "title"),
    "place": ("place", "placename", "school", "site", "venue", "premises", "location"),
    "reference": ("urn", "reference", "placereference"),
    "postcode": ("postcode", "placepostcode", "postalcode"),
    "organisation": ("organisation", "organization", "company", "org"),
    "phone": ("phone", "telephone", "telephonenumber", "phonenumber", "tel", "landline", "businessphone", "workphone"),
    "mobile": ("mobile", "mobilephone", "mobilenumber", "cell"),
    "email": ("email", "emailaddress", "mail", "emailaddress1"),
    "language": ("language", "languages", "preferredlanguage"),
    "best_times": ("besttimes", "besttime", "whentocall", "availability"),
    "prefers": ("prefers", "prefersby", "preferredcontact", "preferredmethod"),
    "duty": ("duty", "mainordeputy"),
    "basis": ("basis", "lawfulbasis"),
    "source": ("source", "wherefrom"),
    "publishable": ("publishable", "maybepublished", "publish"),
    "key_individual": ("keyindividual", "kin", "keyindividualnetwork"),
    "review_on": ("reviewon", "reviewby", "reviewdate"),
    "notes": ("notes", "note", "comments"),
}
TEXTS = ("organisation", "phone", "mobile", "email", "language", "best_times", "prefers", "source", "notes")
"""The fields of a contact that a file may fill where they are blank."""

_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui"})


@dataclass(slots=True)
class OfferedContact:
    """One row that speaks of a person: what it says of them, and of the place where they have a role.

    `publishable` is set only by a column of its own that says yes.
    """

    row: int
    cells: tuple[str, ...]
    name: str
    texts: dict[str, str]
    role: str = ""
    duty: Duty = Duty.MAIN
    place: str = ""
    reference: str = ""
    postcode: str = ""
    publishable: bool = False
    key_individual: bool = False
    basis: LawfulBasis = LawfulBasis.PUBLIC_TASK
    review_on: date | None = None
    problem: str = ""


def contacts_from_table(table: Table, columns: dict[str, int]) -> Iterator[OfferedContact]:
    """Yield every row of a table as an offered contact; what is wrong with a row is its `problem`."""
    for row in table.rows():
        if row.problem:
            yield OfferedContact(row.number, row.cells, "", {}, problem=row.problem)
            continue
        cells = {field: told(row.cells[number]) for field, number in columns.items() if field != "notes"}
        notes = row.cells[columns["notes"]].strip() if "notes" in columns else ""
        yield _offered(row.number, row.cells, cells, notes)


def _offered(number: int, raw: tuple[str, ...], cells: dict[str, str], notes: str) -> OfferedContact:
    name = cells.get("name", "") or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    texts = {field: text for field in TEXTS if (text := cells.get(field, ""))}
    if notes:
        texts["notes"] = notes
    for field in ("phone", "mobile"):
        if field in texts:
            texts[field] = phone_of(texts[field])
    _move_mobile(texts)
    return OfferedContact(
        number,
        raw,
        name,
        texts,
        cells.get("role", ""),
        _duty(cells.get("duty", "")),
        cells.get("place", ""),
        cells.get("reference", ""),
        normal_postcode(cells.get("postcode", "")) or "",
        cells.get("publishable", "").lower() in _YES,
        cells.get("key_individual", "").lower() in _YES,
        _basis(cells.get("basis", "")),
        day_of(cells.get("review_on", "")),
        "" if name else "it has no name",
    )


def contacts_from_cards(file: Path) -> Iterator[OfferedContact]:
    """Yield every address card of a file as an offered contact; the organisation stands for the place as well."""
    for card in read_cards(file):
        mobiles = [phone_of(number) for number in card.mobiles]
        phones = [phone_of(number) for number in card.phones]
        texts = {
            "organisation": card.organisation,
            "phone": phones[0] if phones else "",
            "mobile": mobiles[0] if mobiles else "",
            "email": card.emails[0] if card.emails else "",
            "language": card.language,
            "notes": card.note,
        }
        texts = {field: text for field, text in texts.items() if text}
        _move_mobile(texts)
        yield OfferedContact(
            card.number,
            card.lines,
            card.name,
            texts,
            card.role,
            place=card.organisation,
            postcode=normal_postcode(card.postcode) or "",
            problem=card.problem or ("" if card.name else "the card names an organisation but no person"),
        )


def _move_mobile(texts: dict[str, str]) -> None:
    """Put a lone number that begins with 07 among the mobiles, where it belongs."""
    if texts.get("phone", "").startswith("07") and "mobile" not in texts:
        texts["mobile"] = texts.pop("phone")


def _duty(text: str) -> Duty:
    return next((duty for duty in Duty if duty.value == text.lower()), Duty.MAIN)


def _basis(text: str) -> LawfulBasis:
    return next((basis for basis in LawfulBasis if basis.value == text.lower()), LawfulBasis.PUBLIC_TASK)
