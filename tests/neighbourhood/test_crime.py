"""Published crimes: months in words, and counts that are too small to publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.crime import (
    FEWEST,
    authority_of_area,
    for_the_public,
    month_in_words,
    month_number,
    month_text,
    months_in_words,
    public_words,
)


@given(st.integers(0, 9_999), st.integers(1, 12))
def test_that_a_month_goes_there_and_back(year: int, month: int) -> None:
    text = f"{year:04}-{month:02}"
    number = month_number(text)
    assert number is not None
    assert month_text(number) == text


@pytest.mark.parametrize("text", ["", "2019", "2019-00", "2019-13", "2019-1", "2019-01-01", "2019-01x", "x019-01"])
def test_that_what_is_no_month_is_none(text: str) -> None:
    assert month_number(text) is None


def test_that_months_are_told_as_people_say_them_with_gaps() -> None:
    january = month_number("2019-01") or 0
    assert month_in_words(january) == "January 2019"
    assert months_in_words([january - 2, january - 1, january]) == "November 2018 to January 2019"
    assert months_in_words([january, january + 3]) == "January to April 2019 (2 missing)"
    assert months_in_words([january]) == "January 2019"
    assert months_in_words([]) == "no month"


def test_that_an_area_tells_its_authority() -> None:
    assert authority_of_area("Cheshire West and Chester 031B") == "Cheshire West and Chester"
    assert authority_of_area("Halton") == "Halton"


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=8))
def test_that_no_small_count_is_published_nor_left_alone_to_be_reckoned_out(counts: dict[str, int]) -> None:
    shown = for_the_public(counts)
    hidden = [name for name, number in shown.items() if number is None]
    assert shown.keys() == counts.keys()
    assert all(number is None or number == counts[name] for name, number in shown.items())
    assert all(name in hidden for name, number in counts.items() if 0 < number < FEWEST)
    assert len(hidden) != 1 or not any(shown.values())


def test_that_a_hidden_count_is_told_as_few() -> None:
    assert [public_words(each) for each in (None, 0, 1_200)] == ["few", "0", "1,200"]
