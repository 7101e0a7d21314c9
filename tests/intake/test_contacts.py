"""Contacts from tables and cards: known again, brought to their place, and never made public by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.elm_park import TODAY, a_place
from tests.intake.small_county import SmallGazetteer, a_file
from wehere_desktop.intake import Options, Proposal, apply, propose
from wehere_desktop.neighbourhood.contact import Contact, LawfulBasis
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal

HEADINGS = ("Name", "Job title", "Place", "Phone", "Mobile", "E-mail", "Publishable", "Notes")
ASHA = ("Asha Example", "Caretaker", "Elm Park Primary School", "1606550010", "", "asha@example.org", "", "early riser")
BringIn = Callable[..., Proposal]


@pytest.fixture
def book(book: BeatBook) -> BeatBook:
    """A book with three places, two of one name."""
    with book.change("Places"):
        book.places.add(a_place(book, "Elm Park Primary School", source="gias", reference="900001"))
        book.places.add(a_place(book, "The Bell", postcode="CW7 1AA"))
        book.places.add(a_place(book, "The Bell", postcode="CW1 1AA"))
    return book


@pytest.fixture
def bring_in(book: BeatBook, small: SmallGazetteer, tmp_path: Path) -> BringIn:
    """Write a file, bring it in, and return the proposal as it was applied."""

    def run(*rows: Sequence[object], headings: Sequence[str] = HEADINGS, options: Options | None = None) -> Proposal:
        file = a_file(tmp_path, "people.csv", headings, *rows)
        done = apply(book, propose(book, "contacts", file, small, options))
        counts = done.counts
        assert counts.rows == len(rows)
        assert counts.rows == counts.new + counts.changed + counts.unchanged + counts.duplicate + counts.rejected
        return done

    return run


def only(book: BeatBook) -> Contact:
    (contact,) = book.contacts.all()
    return contact


def test_that_a_person_comes_with_the_role_at_the_place(book: BeatBook, bring_in: BringIn) -> None:
    assert bring_in(ASHA).counts.new == 1
    contact = only(book)
    assert (contact.phone, contact.email, contact.notes) == ("01606 550010", "asha@example.org", "early riser")
    assert contact.source == "people.csv"
    assert contact.basis is LawfulBasis.PUBLIC_TASK
    (role,) = book.contact_roles.at_place(book.places.called("Elm Park Primary School")[0].id, TODAY)
    assert (role.contact, role.role, role.duty) == (contact.id, "Caretaker", Duty.MAIN)
    assert bring_in(ASHA).changes_nothing


@pytest.mark.parametrize(
    ("cell", "published"), [("", False), ("no", False), ("maybe", False), ("Yes", True), ("y", True)]
)
def test_that_only_a_plain_yes_makes_a_name_publishable(
    book: BeatBook, bring_in: BringIn, *, cell: str, published: bool
) -> None:
    bring_in((*ASHA[:6], cell, ""))
    assert only(book).publishable is published
    assert book.contact_roles.all()[0].publishable is published


def test_that_a_yes_in_a_list_does_not_publish_somebody_already_known(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(ASHA)
    bring_in((*ASHA[:6], "yes", ""))
    assert not only(book).publishable


@pytest.mark.parametrize(
    "row",
    [
        ("A. Example, Asha", "", "", "", "", "ASHA@example.org", "", ""),
        ("Asha Example", "", "", "+44 1606 550010", "", "", "", ""),
        ("asha  example", "", "Elm Park Primary School", "", "07700 900001", "new@example.org", "", ""),
    ],
)
def test_that_a_person_is_known_by_address_number_or_place(
    book: BeatBook, bring_in: BringIn, row: tuple[str, ...]
) -> None:
    bring_in(ASHA)
    assert bring_in(row).counts.new == 0
    assert only(book).email == "asha@example.org"
    assert only(book).name == "Asha Example"


def test_that_two_people_may_share_an_office_address(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(ASHA, ("Bob Sample", "Cook", "Elm Park Primary School", "", "", "asha@example.org", "", ""))
    assert book.contacts.count() == 2


def test_that_a_list_fills_blanks_and_leaves_what_is_known(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(ASHA)
    done = bring_in(("Asha Example", "", "", "01606 559999", "07700 900001", "asha@example.org", "", ""))
    assert (only(book).phone, only(book).mobile) == ("01606 550010", "07700 900001")
    assert [(left.field, left.offered) for left in done.older_left] == [("phone", "01606 559999")]


def test_that_a_near_spelling_at_the_same_place_is_held_back(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(ASHA)
    done = bring_in(("Asha Exampel", "Caretaker", "Elm Park Primary School", "", "", "", "", ""))
    assert (done.counts.duplicate, done.duplicates[0].other_title) == (1, "Asha Example")
    row = ("Asha Exampel", "Caretaker", "Elm Park Primary School", "", "07700 900001", "", "", "")
    matched = bring_in(row, options=Options(duplicates="match"))
    assert (matched.counts.changed, only(book).mobile) == (1, "07700 900001")


@pytest.mark.parametrize(
    ("place", "postcode", "urn", "found"),
    [
        ("elm park primary school", "", "", True),
        ("Elm Park Primary Sch", "", "", False),
        ("Elm Park Primary", "", "", True),
        ("", "", "900001", True),
        ("The Bell", "CW1 1AA", "", True),
        ("The Bell", "", "", False),
        ("Nowhere Hall", "", "", False),
    ],
)
def test_that_the_place_is_found_by_number_name_or_postcode_or_the_person_comes_without(
    book: BeatBook, bring_in: BringIn, *, place: str, postcode: str, urn: str, found: bool
) -> None:
    done = bring_in(
        ("Cleo Test", "Warden", place, postcode, urn), headings=("Name", "Role", "Place", "Postcode", "URN")
    )
    assert (done.counts.new, book.contact_roles.count()) == (1, int(found))
    if not found:
        assert place in done.findings[0]
        assert (only(book).organisation, only(book).notes) == (place, "Role: Warden")


def test_that_one_person_at_two_places_is_one_person(book: BeatBook, bring_in: BringIn) -> None:
    headings = ("Name", "Place", "Postcode", "Email")
    done = bring_in(
        ("Asha Example", "The Bell", "CW7 1AA", "a@example.org"),
        ("Asha Example", "The Bell", "CW1 1AA", "a@example.org"),
        headings=headings,
    )
    assert (done.counts.new, done.counts.changed) == (1, 1)
    assert len(book.contact_roles.of_contact(only(book).id)) == 2


def test_that_first_and_last_names_make_a_name_and_a_row_without_one_is_rejected(
    book: BeatBook, bring_in: BringIn
) -> None:
    headings = ("First name", "Surname", "Email")
    done = bring_in(("Asha", "Example", ""), ("", "", "x@example.org"), ("", "Sample", ""), headings=headings)
    assert [contact.name for contact in book.contacts.all()] == ["Asha Example", "Sample"]
    assert done.counts.rows == 3
    assert done.counts.rejected == 1


def test_that_cards_come_in_as_people_and_are_known_again(
    book: BeatBook, small: SmallGazetteer, tmp_path: Path
) -> None:
    file = tmp_path / "people.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Asha Example\nORG:Elm Park Primary School\nTITLE:Caretaker\n"
    file.write_text(f"{card}TEL;TYPE=CELL:07700 900001\nEND:VCARD\n{card}", encoding="utf-8")
    done = apply(book, propose(book, "contacts", file, small))
    assert (done.counts.new, done.counts.rejected) == (1, 1)
    assert "cut off" in done.rejected[0].reason
    assert (only(book).mobile, book.contact_roles.all()[0].role) == ("07700 900001", "Caretaker")
    assert propose(book, "contacts", file, small).changes_nothing


def test_that_one_undo_takes_people_and_roles_back(book: BeatBook, bring_in: BringIn) -> None:
    bring_in(ASHA)
    assert book.undo().label == "Bring in 1 contact from people.csv"
    assert (book.contacts.count(), book.contact_roles.count()) == (0, 0)
    assert book.check() == []


def test_that_a_table_without_names_of_people_is_refused(bring_in: BringIn) -> None:
    with pytest.raises(Refusal) as caught:
        bring_in(("1", "x"), headings=("Number", "Colour"))
    assert caught.value.kind == "no-key"
