"""Spells of days: what is chosen at once holds today or ends before it, and what is typed is a first and a last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.neighbourhood.spell import quick_spells, spell_between, usual_spell
from wehere_desktop.refusal import Refusal

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(today=DAYS)
def test_that_every_quick_spell_ends_today_or_earlier_and_begins_no_later_than_it_ends(today: date) -> None:
    spells = quick_spells(today)
    assert all(each.first <= each.last <= today for each in spells)
    assert len({each.words for each in spells}) == len(spells)
    assert usual_spell(today) in spells


def test_that_the_quick_spells_are_the_ones_a_team_reports_by() -> None:
    told = {each.words: (each.first, each.last) for each in quick_spells(date(2026, 11, 22))}
    assert told == {
        "Last 7 days": (date(2026, 11, 16), date(2026, 11, 22)),
        "Last 28 days": (date(2026, 10, 26), date(2026, 11, 22)),
        "Last 13 weeks": (date(2026, 8, 24), date(2026, 11, 22)),
        "November so far": (date(2026, 11, 1), date(2026, 11, 22)),
        "October 2026": (date(2026, 10, 1), date(2026, 10, 31)),
        "This quarter so far": (date(2026, 10, 1), date(2026, 11, 22)),
        "Last quarter, Jul–Sep 26": (date(2026, 7, 1), date(2026, 9, 30)),
        "Since 1 April 2026": (date(2026, 4, 1), date(2026, 11, 22)),
    }


@given(first=DAYS, more=st.integers(0, 800))
def test_that_two_days_typed_are_kept_as_they_are(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    spell = spell_between(first, last, last)
    assert (spell.first, spell.last) == (first, last)


def test_that_a_spell_without_a_last_day_goes_up_to_today() -> None:
    assert spell_between(date(2026, 10, 1), None, date(2026, 11, 22)).words == "1 Oct to 22 Nov"


@pytest.mark.parametrize(
    ("first", "last", "field"), [(None, None, "first"), (date(2026, 11, 2), date(2026, 11, 1), "last")]
)
def test_that_what_is_no_first_and_last_day_is_refused_at_its_field(
    first: date | None, last: date | None, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        spell_between(first, last, date(2026, 11, 22))
    assert refused.value.field == field
