"""Many ids in one text are what a list of them would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.records.many_ids import BETWEEN, ManyIds, ids_from

# Of one length for the most part, of several now and then, each once
IDS = st.integers(1, 4).flatmap(
    lambda length: st.lists(st.text("ab0-", min_size=length, max_size=length), unique=True)
) | st.lists(st.text("ab", min_size=1, max_size=3), unique=True)


@given(IDS.flatmap(lambda ids: st.tuples(st.just(ids), st.permutations(range(len(ids))))), st.slices(6))
def test_that_they_are_found_cut_and_counted_as_in_a_list(given_ids: tuple[list[str], list[int]], part: slice) -> None:
    ids, order = given_ids
    for found, plain in (
        (ids_from(BETWEEN.join(ids)), ids),
        (ids_from(BETWEEN.join(ids), order), [ids[number] for number in order]),
    ):
        assert found == plain
        assert plain == found
        assert len(found) == len(plain)
        assert list(found) == plain == [found[at] for at in range(len(found))]
        assert found[part] == plain[part]
        assert [found.index(each) for each in plain] == list(range(len(plain)))
        assert all(each in found for each in plain)
        for strange in ("", "a", "zz", BETWEEN, f"a{BETWEEN}b", "ab0-ab0-"):
            assert (strange in found) == (strange in plain)


def test_that_ids_of_one_length_are_kept_in_one_text_and_others_in_a_list() -> None:
    assert isinstance(ids_from(f"aa{BETWEEN}bb"), ManyIds)
    # As long as three of two would be
    assert ids_from(BETWEEN.join(("a", "bbb", "cc"))) == ["a", "bbb", "cc"]
    assert not isinstance(ids_from(BETWEEN.join(("aa", "bbb", "c"))), ManyIds)


def test_that_one_that_is_not_there_and_an_order_of_others_are_refused() -> None:
    found = ids_from(f"aa{BETWEEN}bb", (1, 0))
    for strange in ("cc", "a", f"a{BETWEEN}"):
        with pytest.raises(ValueError, match="not in"):
            found.index(strange)
    with pytest.raises(IndexError):
        found[2]
    with pytest.raises(ValueError, match="1 of 2"):
        ids_from(f"aa{BETWEEN}bb", (0,))
    assert found != "bbaa"
    assert found != ["bb"]
