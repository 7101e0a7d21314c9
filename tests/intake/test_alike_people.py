"""Who may be in the book twice: near names at one place, or one way to reach them, and nothing less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import a_book, a_contact, a_place, a_role
from wehere_desktop.intake.alike_people import bare_name, bare_number, likely_same, names_alike, people_like
from wehere_desktop.records import BeatBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """A new book."""
    opened = a_book(tmp_path)
    yield opened
    opened.close()


def add(book: BeatBook, name: str, place: str = "", **fields: str) -> str:
    """Add a person, with a role at a place if one is given, and return their id."""
    with book.change(f"Add {name}"):
        contact = book.contacts.add(a_contact(book, name, **fields)).id
        if place:
            book.contact_roles.add(a_role(book, contact, place))
    return contact


@pytest.fixture
def school(book: BeatBook) -> str:
    """A school."""
    with book.change("Add a school"):
        return book.places.add(a_place(book)).id


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Helen Marsh", "helen  marsh", 100),
        ("Mrs Helen Marsh", "Helen Marsh", 100),
        ("Revd. José Ruíz", "Jose Ruiz", 100),
        ("H Marsh", "Helen Marsh", 90),
        ("H Marsh", "Sue Marsh", 0),
        ("Marsh Helen", "Helen Marsh", 100),
        ("", "Helen Marsh", 0),
    ],
)
def test_that_titles_order_accents_and_initials_do_not_part_a_name(one: str, other: str, alike: int) -> None:
    assert names_alike(bare_name(one), bare_name(other)) == alike


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("01632 960123", "01632960123"),
        ("+44 1632 960123", "01632960123"),
        ("0044 (0)1632-960123", "01632960123"),
        ("+44 (0)1632 960123", "01632960123"),
        ("ext 12", ""),
        ("", ""),
    ],
)
def test_that_a_number_is_the_same_however_it_is_written(typed: str, figures: str) -> None:
    assert bare_number(typed) == figures


@given(st.text(max_size=40), st.text(max_size=40))
def test_that_likeness_does_not_depend_on_which_comes_first(one: str, other: str) -> None:
    bare = bare_name(one), bare_name(other)
    assert names_alike(*bare) == names_alike(*reversed(bare))
    assert 0 <= names_alike(*bare) <= 100


def test_that_pairs_are_found_with_their_reasons_the_surest_first(book: BeatBook, school: str) -> None:
    helen = add(book, "Helen Marsh", school, phone="01632 960123", email="helen@example.org")
    twin = add(book, "H Marsh", school, email="Helen@example.org")
    near = add(book, "Omar Azziz", school)
    omar = add(book, "Omar Aziz", school)
    found = {frozenset(each[:2]): each for each in likely_same(book)}
    assert set(found) == {frozenset({helen, twin}), frozenset({omar, near})}
    assert found[frozenset({helen, twin})].why == "a name like it, at the same place and the same e-mail"
    assert [each.sure for each in likely_same(book)] == sorted((each.sure for each in found.values()), reverse=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One switchboard for everybody, one name in two towns, a couple who share an address
        ({"name": "Helen Marsh", "phone": "01632 960123"}, {"name": "Omar Aziz", "phone": "01632 960123"}),
        ({"name": "Helen Marsh"}, {"name": "Helen Marsh"}),
        ({"name": "Ann Marsh", "email": "home@example.org"}, {"name": "Robert Marsh", "email": "home@example.org"}),
    ],
)
def test_that_too_little_in_common_makes_no_pair(book: BeatBook, one: dict[str, str], other: dict[str, str]) -> None:
    add(book, **one)
    add(book, **other)
    assert likely_same(book) == []


def test_that_a_name_and_a_number_without_a_place_make_a_pair(book: BeatBook) -> None:
    add(book, "Helen Marsh", mobile="07700 900123")
    add(book, "Helen March", phone="+44 7700 900123")
    ((_, _, _, why),) = likely_same(book)
    assert why == "a name like it and the same telephone"


def test_that_an_erased_person_is_like_nobody(book: BeatBook, school: str) -> None:
    helen = add(book, "Helen Marsh", school)
    add(book, "Helen Marsh", school)
    book.erase("contact", helen, reason="They asked")
    assert likely_same(book) == []
    assert helen not in {each.other for each in people_like(book, name="Erased")}


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Helen Marsh"},
        {"name": "Mrs Helen Marsh"},
        {"name": "Helen Mrsh"},
        {"name": "H Marsh", "places": True},
        {"name": "Helen M", "phone": "01632960123"},
        {"name": "Helen Marsh-Jones", "email": "helen@example.org"},
    ],
)
def test_that_somebody_being_typed_in_is_recognised(book: BeatBook, school: str, typed: dict[str, object]) -> None:
    helen = add(book, "Helen Marsh", school, phone="01632 960123", email="helen@example.org")
    add(book, "Omar Aziz", school)
    asked = {**typed, "places": [school] if typed.get("places") else []}
    assert [each.other for each in people_like(book, **asked)] == [helen]  # type: ignore[arg-type] # as typed above


@pytest.mark.parametrize("name", ["", "H", "Helen", "“”", "***", "Bea Thornton"])
def test_that_too_little_typed_points_at_nobody(book: BeatBook, school: str, name: str) -> None:
    add(book, "Helen Marsh", school)
    assert people_like(book, name=name) == []
