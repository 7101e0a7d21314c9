"""Everything is found by the beginnings of its words, and names by near spellings too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.elm_park import a_contact, a_place, a_role, a_visit
from wehere_desktop.records import BeatBook
from wehere_desktop.records.search import Hit, near_words
from wehere_desktop.records.words import folded, one_letter_less, query_of


def names(hits: list[Hit]) -> list[str]:
    """Return the titles of hits."""
    return [hit.title for hit in hits]


def fill(book: BeatBook) -> None:
    """Put a few places and people of Elm Park into the book."""
    with book.change("Fill"):
        school, hall, _ = book.places.add_all(
            [
                a_place(book, "Elm Park Primary School", town="Winsford", notes="Side gate after nine"),
                a_place(book, "Over Road Gospel Hall", town="Over"),
                a_place(book, "Café Österreich", town="Chester"),
            ]
        )
        helen = book.contacts.add(a_contact(book, "Helen Marsh", phone="01632 960417"))
        book.contact_roles.add(a_role(book, helen.id, school.id, role="Head's secretary"))
        book.visits.add(a_visit(book, hall.id, purpose="Harvest supper", said="Lighting on the path"))


def test_that_every_word_typed_must_begin_a_word_of_the_record(book: BeatBook) -> None:
    fill(book)
    assert names(book.search("elm pri")) == ["Elm Park Primary School"]
    assert names(book.search("elm gospel")) == []
    assert names(book.search("gate side")) == ["Elm Park Primary School"]
    assert names(book.search("path light")) == ["Harvest supper"]
    assert names(book.search("960417")) == ["Helen Marsh"]


def test_that_accents_and_capitals_do_not_matter(book: BeatBook) -> None:
    fill(book)
    assert names(book.search("CAFE oster")) == ["Café Österreich"]
    assert names(book.search("café")) == ["Café Österreich"]


def test_that_a_hit_says_where_it_belongs(book: BeatBook) -> None:
    fill(book)
    (hit,) = book.search_ranked("helen")
    assert hit.context == "Head's secretary, Elm Park Primary School"
    (first_look,) = book.search("elm park")
    assert first_look.context == "school, Winsford"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("helan marsh", "Helen Marsh"),
        ("hellen", "Helen Marsh"),
        ("heln", "Helen Marsh"),
        ("eHlen", "Helen Marsh"),
        ("osterriech", "Café Österreich"),
        ("gosple hall", "Over Road Gospel Hall"),
        ("elm parc school", "Elm Park Primary School"),
    ],
)
def test_that_a_name_one_slip_away_is_found(book: BeatBook, typed: str, meant: str) -> None:
    fill(book)
    assert meant in names([*book.search(typed), *book.search_near(typed)])
    assert meant not in names(book.search(typed))


def test_that_near_spellings_follow_a_name_as_it_changes(book: BeatBook) -> None:
    fill(book)
    helen = book.contacts.named("Helen Marsh")[0]
    with book.change("Married"):
        book.contacts.amend(helen.id, name="Helen Thornycroft")
    assert names(book.search_near("thornicroft")) == ["Helen Thornycroft"]
    assert names(book.search_near("mmarsh")) == []
    book.undo()
    assert names(book.search_near("mmarsh")) == ["Helen Marsh"]
    assert book.check() == []


def test_that_ranked_hits_begin_with_the_name_typed(book: BeatBook) -> None:
    with book.change("Add"):
        book.places.add_all(
            [
                a_place(book, "St Mary's Hall", notes="Beside Elm House"),
                a_place(book, "The Old Elm House"),
                a_place(book, "Elm House"),
                a_place(book, "Elm House Surgery"),
            ]
        )
    assert names(book.search_ranked("elm house")) == [
        "Elm House",
        "Elm House Surgery",
        "The Old Elm House",
        "St Mary's Hall",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "*",
        "NEAR(",
        "a OR b",
        "title:x",
        "-x",
        "^x",
        "x*y",
        "'; DROP TABLE place; --",
        "{zz b}",
        "elm\x00q",
        "\ud800zzq",
    ],
)
def test_that_no_sign_typed_has_a_meaning_to_the_index(book: BeatBook, typed: str) -> None:
    fill(book)
    assert book.search(typed) == []
    assert book.search_ranked(typed) == []
    assert isinstance(book.search_near(typed), list)


def test_that_signs_alone_are_looked_for_as_they_stand(book: BeatBook) -> None:
    with book.change("Add"):
        book.places.add(a_place(book, "Bikes 🚲 & Co", notes="¯\\_(ツ)_/¯ on the door"))
    assert names(book.search("🚲")) == ["Bikes 🚲 & Co"]
    assert names(book.search("¯\\_(")) == ["Bikes 🚲 & Co"]


@given(st.text(max_size=40))
def test_that_every_query_is_sound(text: str) -> None:
    query = query_of(text)
    assert query.count('"') % 2 == 0


@given(st.from_regex("[a-z]{4,10}", fullmatch=True), st.data())
def test_that_words_one_slip_apart_share_a_form(word: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slips = {
        word[:index] + word[index + 1 :],
        word[:index] + letter + word[index:],
        word[:index] + letter + word[index + 1 :],
        word[:index] + word[index + 1 : index + 2] + word[index] + word[index + 2 :],
    }
    for slip in slips:
        assert one_letter_less(word) & one_letter_less(slip)


def test_that_words_two_slips_apart_are_not_near(book: BeatBook) -> None:
    fill(book)
    assert near_words(book.db, "hlem") == []
    assert folded("ÖSTERREICH") == "osterreich"
