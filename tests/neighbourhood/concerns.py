"""Concerns of every sort, for properties that must hold of all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from wehere_desktop.neighbourhood.concern import Concern, ConcernKind, Outcome

_WORDS = st.sampled_from(["", "Cars on the pavement", "We spoke to the drivers"])
_LINK = st.sampled_from(["", "a"])
_DAY = st.dates(date(2026, 9, 1), date(2026, 12, 31))

ANY_CONCERN = st.builds(
    Concern,
    id=st.just("c"),
    beat=st.just("b"),
    concern_kind=st.sampled_from(ConcernKind),
    raised_on=_DAY,
    said=_WORDS,
    we_did=_WORDS,
    because=_WORDS,
    to_raiser=_WORDS,
    outcome=st.sampled_from(Outcome),
    owner=_LINK,
    priority=_LINK,
    to_sort=st.booleans(),
    told_back_on=st.none() | _DAY,
    told_back_how=_WORDS,
    told_back_at=_LINK,
    nobody_to_tell=_WORDS,
    further_told_on=st.none() | _DAY,
)
