"""JSON kept as it is written: stretches of a text are values, and putting one in place touches nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wehere_desktop.formats.json_text import doubled_keys, elements_of, in_ascii, members_of, value_of, with_value

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(max_size=8), VALUES, max_size=5)
INDENTS = st.sampled_from([None, 0, 4])


@given(OBJECTS, INDENTS)
def test_that_the_stretches_of_an_object_are_its_values(value: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    found = {each.key: json.loads(text[each.start : each.end]) for each in members_of(text)}
    assert found == value
    listed = f" [{text} ,{text}] "
    assert [listed[each.start : each.end] for each in elements_of(listed)] == [text, text]


@given(OBJECTS, st.lists(st.text(max_size=8), min_size=1, max_size=3), st.text(), INDENTS)
def test_that_what_is_put_in_place_is_there_and_nothing_else_has_changed(
    value: dict[str, Any], path: list[str], put: str, indent: int | None
) -> None:
    text = json.dumps(value, indent=indent)
    after = json.loads(with_value(text, path, put))
    first = path[0]
    assert {key: each for key, each in after.items() if key != first} == {
        key: each for key, each in value.items() if key != first
    }
    for key in path:
        after = after[key]
    assert after == put


@given(VALUES)
def test_that_escaping_its_letters_leaves_every_value(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert in_ascii(text).isascii()
    assert json.loads(in_ascii(text)) == value


def test_that_numbers_stay_as_written_and_a_key_given_twice_is_written_twice() -> None:
    text = '{"a": 1.50, "b": 1e400, "a": 2, "n": ' + "9" * 6000 + "}"
    assert value_of(text)["b"] == "1e400"
    assert doubled_keys(text) == ["a"]
    assert with_value(text, ("a",), "x") == text.replace("1.50", '"x"').replace("2,", '"x",')


@pytest.mark.parametrize("text", ["", "{", "[1", '{"a" 1}', "[1 2]", '{"a": NaN}', "[] []", "{1: 2}", "[" * 200_000])
def test_that_what_is_no_json_is_a_value_error_and_never_another(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one is for whoever asks
        value_of(text)
