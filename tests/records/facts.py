"""Facts of any kind with any values, for properties that must hold for all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, tidy

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
EARLY = datetime(1970, 1, 2, tzinfo=UTC).replace(tzinfo=None)
LATE = datetime(2100, 1, 1, tzinfo=UTC).replace(tzinfo=None)
SOME = TEXT.filter(lambda text: bool(tidy(text)))


def values_for(each: FieldFacts) -> st.SearchStrategy[Any]:
    """Return what a field may hold; references stay empty, since their records are not there."""
    if each.told.refers:
        return st.just(() if each.shape == "ids" else "")
    shapes: dict[str, st.SearchStrategy[Any]] = {
        "text": SOME if each.told.required else TEXT,
        "whole": st.integers(-(2**40), 2**40),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "yes_no": st.booleans(),
        "day": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        "instant": st.datetimes(EARLY, LATE).map(lambda at: at.replace(tzinfo=UTC)),
        "choice": st.sampled_from(list(each.choices or ("",))),
        "texts": st.lists(SOME, max_size=3).map(tuple),
    }
    found = shapes[each.shape]
    return found | st.none() if each.optional and not each.told.required else found


def facts_of(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Return facts of a kind whose references are empty."""
    fields = {each.name: values_for(each) for each in fields_of(kind)}
    return st.builds(kind, id=st.just("01900000-0000-7000-8000-000000000001"), **fields)
