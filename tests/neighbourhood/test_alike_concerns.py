"""Concerns about the same thing are pointed out, others are not, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.alike_concerns import NEAR_METRES, alike, likeness, telling_words
from wehere_desktop.neighbourhood.ground import Position

HERE = Position(53.19, -2.52)
A_STREET_AWAY = Position(53.1905, -2.52)
FAR = Position(53.2, -2.52)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cars speeding past the school gates", "speeding cars at school"),
        ("Quad bikes on the flashes again", "Somebody rides a quad bike round the flashes every Sunday"),
        ("Dog fouling by the café", "dogs foul the grass outside the cafe"),
        ("Hedge hides the traffic on Station Road", "hedges by the station hide traffic"),
    ],
)
def test_that_the_same_thing_in_other_words_is_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= 50
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cars parked on the pavement", "Broken glass by the flash"),
        ("Parking", "Parking at the school gates"),
        ("They keep on and on", "They keep on and on"),
        ("", "Parking at the school gates"),
    ],
)
def test_that_one_word_or_only_small_ones_are_never_the_same_thing(one: str, other: str) -> None:
    assert likeness(one, other) < 50


def test_that_what_lies_near_needs_fewer_words_in_common_and_none_where_none_is_typed() -> None:
    others = [("near", "Parking on the bend", A_STREET_AWAY), ("far", "Parking on the bend", FAR)]
    assert [each.of for each in alike("Parking by the school, morning chaos", HERE, others)] == ["near"]
    assert [each.of for each in alike("", HERE, others)] == ["near"]
    assert alike("", None, others) == []
    (found,) = alike("", HERE, others)
    assert found.metres is not None
    assert found.metres < NEAR_METRES


def test_that_the_likeliest_come_first_and_no_more_than_asked_for() -> None:
    others = [(number, "speeding cars on Crook Lane" if number == 3 else "speeding cars", None) for number in range(9)]
    found = alike("Speeding cars on Crook Lane", None, others, limit=4)
    assert len(found) == 4
    assert found[0].of in {each.of for each in found if each.likeness == max(one.likeness for one in found)}


@given(st.text(max_size=80), st.text(max_size=80))
def test_that_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(other, one)
    if len(telling_words(one)) > 1:
        assert likeness(one, one) == 100
