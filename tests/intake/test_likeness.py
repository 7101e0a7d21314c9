"""Possible duplicates: like names that lie near each other, and names that are alike yet mean two places."""

from __future__ import annotations

import pytest

from wehere_desktop.intake.likeness import LIKE_ENOUGH, Known, Neighbours, like_kinds, likeness, name_words
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import PlaceKind

HERE = Position(53.19, -2.52)


def how_like(one: str, other: str) -> int:
    return likeness(name_words(one), name_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elm Park Primary School", "Elm Park Primary Academy"),
        ("St. Mary's CE Primary School", "ST MARYS CHURCH OF ENGLAND PRIMARY SCHOOL"),
        ("St Joseph's RC Primary School", "St Joseph’s Catholic Primary School, A Voluntary Academy"),
        ("The Oaks & Elms Nursery", "Oaks and Elms Nursery School"),
        ("Wheelock Primary School", "Wheelok Primary School"),
        ("Frodsham Primary Academy", "Frodsham Weaver Vale Primary School"),
    ],
)
def test_that_two_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert how_like(one, other) >= LIKE_ENOUGH
    assert how_like(one, other) == how_like(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elm Park Infant School", "Elm Park Junior School"),
        ("Elm Park Primary School", "Elm Park Nursery School"),
        ("St Mary's CE Primary School", "St Mary's Catholic Primary School"),
        ("King's School for Boys", "King's School for Girls"),
        ("3rd Northwich Scouts 1", "3rd Northwich Scouts 2"),
        ("St Peter's Church", "St Peter's Church Hall"),
        ("Oak Road Surgery", "Elm Road Pharmacy"),
        ("Hartford Primary School", "Weaverham Primary School"),
    ],
)
def test_that_names_that_mean_two_places_are_not_alike(one: str, other: str) -> None:
    assert how_like(one, other) < LIKE_ENOUGH


def test_that_a_name_of_nothing_but_common_words_is_still_a_name() -> None:
    assert how_like("The Academy", "The School") < LIKE_ENOUGH
    assert how_like("The Academy", "The Academy") == 100


def test_that_a_church_may_be_a_hall_but_a_school_is_no_pub() -> None:
    assert like_kinds(PlaceKind.FAITH_CENTRE, PlaceKind.COMMUNITY_HALL)
    assert like_kinds(PlaceKind.OTHER, PlaceKind.PUB)
    assert not like_kinds(PlaceKind.SCHOOL, PlaceKind.PUB)


def test_that_only_what_lies_within_reach_or_at_the_postcode_is_asked_about() -> None:
    near = Neighbours()
    words = name_words("Elm Park Primary School")
    near.add(Known("a", "Elm Park Primary School", words, PlaceKind.SCHOOL, "CW7 1AA", HERE))

    def found(lat: float, lon: float, postcode: str = "") -> bool:
        return near.most_alike(words, PlaceKind.SCHOOL, postcode, Position(lat, lon)) is not None

    assert found(53.19 + 0.0022, -2.52)
    assert found(53.19, -2.52 - 0.0037)
    assert not found(53.19 + 0.0023, -2.52)
    assert not found(53.19, -2.52 - 0.0038)
    assert found(53.25, -2.52, "CW7 1AA")
    assert near.most_alike(words, PlaceKind.SCHOOL, "CW7 1AA", None) is not None
    assert near.most_alike(words, PlaceKind.PUB, "CW7 1AA", HERE) is None
    assert near.most_alike(words, PlaceKind.SCHOOL, "", None) is None
