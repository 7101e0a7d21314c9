"""The verbs for people: who is known, who may be here twice, merging them, and the quarter's questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.elm_park import PASSPHRASE, a_contact, a_role
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from tests.console.conftest import ElmPark


def add_twin(elm_park: ElmPark) -> str:
    """Add Helen once more, with an initial and an e-mail, and return her id."""
    with (
        open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book,
        book.change("Add her again"),
    ):
        twin = book.contacts.add(
            a_contact(book, "H Marsh", email="helen@example.org", phone="01632 960999", key_individual=True)
        )
        book.contact_roles.add(a_role(book, twin.id, elm_park.school, role="Governor"))
    return twin.id


def test_that_people_are_listed_and_narrowed(elm_park: ElmPark) -> None:
    add_twin(elm_park)
    assert elm_park.asks("contacts").out.splitlines() == [
        "H Marsh (KIN), Governor, Elm Park Primary School (not seen yet)",
        "Helen Marsh, Head teacher, Elm Park Primary School (not seen yet)",
        "2 people.",
    ]
    (only,) = elm_park.asks("contacts", "--kin", "--json").told
    assert (only["name"], only["roles"]) == ("H Marsh", ["Governor, Elm Park Primary School"])
    assert elm_park.asks("contacts", "960123", "--beat", elm_park.beat).out.endswith("1 person.\n")
    for narrowed in ("--review-due", "--no-role", "--publishable"):
        assert elm_park.asks("contacts", narrowed).out == "No people.\n"


def test_that_a_pair_is_told_merged_and_brought_back(elm_park: ElmPark) -> None:
    twin = add_twin(elm_park)
    (pair,) = elm_park.asks("contacts", "--duplicates", "--json").told
    assert twin in {pair["one"], pair["other"]}
    assert pair["why"] == "a name like it and at the same place"
    done = elm_park.asks("merge-contacts", "Helen Marsh", twin, "--take", "phone")
    assert done.out == (
        "Merge H Marsh into Helen Marsh. Kept as it was: Name and Key Individual Network. Undo brings both back.\n"
    )
    (left,) = elm_park.asks("contacts", "--json").told
    assert (left["phone"], left["email"], len(left["roles"])) == ("01632 960999", "helen@example.org", 2)
    assert elm_park.asks("undo").code == 0
    assert len(elm_park.asks("contacts", "--json").told) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge-contacts", "Helen Marsh", "Helen Marsh"), "one and the same"),
        (("merge-contacts", "Helen Marsh", "Nobody Such"), "No contact is called"),
        (("questionnaire", "Nobody Such", "--safe", "3"), "No contact is called"),
        (("questionnaire", "Helen Marsh"), "Nothing has been answered yet"),
        (("questionnaire", "Helen Marsh", "--safe", "3", "--on", "tomorrow"), "before it is answered"),
    ],
)
def test_that_what_cannot_be_done_is_refused_with_nothing_changed(
    elm_park: ElmPark, words: tuple[str, ...], said: str
) -> None:
    done = elm_park.asks(*words)
    assert done.code == 1
    assert said in done.err
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        assert (book.contacts.count(), book.questionnaires.count()) == (1, 0)


@pytest.mark.parametrize("words", [("questionnaire", "Helen Marsh", "--safe", "6"), ("contacts", "x", "--duplicates")])
def test_that_wrong_words_are_told_apart_from_refusals(elm_park: ElmPark, words: tuple[str, ...]) -> None:
    assert elm_park.asks(*words).code == 2


def test_that_a_field_in_which_they_agree_cannot_be_taken(elm_park: ElmPark) -> None:
    done = elm_park.asks("merge-contacts", "Helen Marsh", add_twin(elm_park), "--take", "email")
    assert done.code == 1
    assert "do not differ in “email”" in done.err


def test_that_a_questionnaire_is_kept_and_who_is_still_to_be_asked_is_told(elm_park: ElmPark) -> None:
    twin = add_twin(elm_park)
    assert elm_park.asks("questionnaire").out == "H Marsh\n1 of 1 still to be asked, October to December 2026.\n"
    done = elm_park.asks("questionnaire", twin, "--safe", "4", "--heard", "2", "--matters", "Parking.", "--json")
    (told,) = done.told
    assert (told["safe"], told["heard"], told["seen"], told["on"]) == (4, 2, 0, "2026-11-22")
    assert elm_park.asks("questionnaire").out.startswith("0 of 1")
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        (kept,) = book.questionnaires.of_contact(twin)
        assert (kept.matters, kept.officer) == ("Parking.", book.holder)
