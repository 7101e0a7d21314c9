"""Files of data.police.uk: what each entry is, and that reading one loses nothing of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.police_uk_files import EVENTS, NEIGHBOURHOOD, PEOPLE, PRIORITIES, REFERENCES, WHOLE_BEAT, a_json
from tests.real_files import real_file
from wehere_desktop.formats.police_uk import LARGEST, Shape, as_list, as_whole_beat, is_json, read_police_uk, read_text
from wehere_desktop.refusal import Refusal

REAL = {
    "police-officer": Shape.OFFICER,
    "police-officer-nulls": Shape.OFFICER,
    "neighbourhood-priority-html": Shape.PRIORITY,
    "neighbourhood-priority-no-action": Shape.PRIORITY,
    "neighbourhood-location": Shape.LOCATION,
    "neighbourhood-location-invalid-coordinates": Shape.LOCATION,
    "location": Shape.LOCATION,
    "location-invalid-coordinate": Shape.LOCATION,
    "link": Shape.LINK,
    "link-no-description": Shape.LINK,
    "engagement-method-empty-url": Shape.LINK,
    "neighbourhood-reference": Shape.REFERENCE,
    "contact-details-none": Shape.CONTACT_DETAILS,
}
KEYS = {
    Shape.OFFICER: ("name", "rank", "bio", "contact_details"),
    Shape.PRIORITY: ("issue", "issue-date", "action", "action-date"),
    Shape.EVENT: ("title", "start_date", "end_date", "address", "type", "description", "contact_details"),
    Shape.NEIGHBOURHOOD: ("id", "name", "locations", "links", "centre", "population", "url_force", "description"),
    Shape.LOCATION: ("latitude", "longitude", "name", "type", "address", "postcode"),
    Shape.LINK: ("url", "title", "description"),
    Shape.REFERENCE: ("id", "name"),
    Shape.CONTACT_DETAILS: ("email", "telephone", "web", "google-plus"),
}
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)


@st.composite
def entries(draw: st.DrawFn, shape: Shape) -> dict[str, Any]:
    """Draw an object with the keys of a shape in any order, whatever their values, and others nobody knows."""
    known = {key: draw(ANYTHING) for key in KEYS[shape]}
    unknown = draw(st.dictionaries(st.text(max_size=8).map(lambda key: f"x-{key}"), ANYTHING, max_size=3))
    keys = draw(st.permutations([*known, *unknown]))
    return {key: (known | unknown)[key] for key in keys}


# Eight shapes go the same way: together they draw some times as many as any other rule.
@pytest.mark.parametrize("shape", list(Shape))
@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_that_any_entry_is_known_by_its_keys_and_written_back_as_it_was(shape: Shape, data: st.DataObject) -> None:
    values = data.draw(st.lists(entries(shape), min_size=1, max_size=3))
    text = json.dumps(values, ensure_ascii=data.draw(st.booleans()), indent=data.draw(st.sampled_from([None, 2])))
    read = read_text(text, "told.json")
    assert [each.shape for each in read.items] == [shape] * len(values)
    assert [json.loads(each.text) for each in read.items] == values
    back = read_text(as_list(each.text for each in read.items), "back.json")
    assert [each.text for each in back.items] == [each.text for each in read.items]
    assert [[*json.loads(each.text)] for each in back.items] == [[*value] for value in values]


@pytest.mark.parametrize("name", REAL)
def test_that_real_entries_are_read_and_written_back_to_the_letter(name: str) -> None:
    path = real_file(f"policeapi/police-data-kit/{name}.json")
    (item,) = read_police_uk(path).items
    assert item.shape is REAL[name]
    assert item.text == path.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    "name", ["coordinate", "crime-category", "outcome", "case-history", "stop-and-search", "data-set"]
)
def test_that_a_real_file_of_something_else_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_police_uk(real_file(f"policeapi/police-data-kit/{name}.json"))
    assert (refused.value.kind, bool(refused.value.remedy)) == ("wrong-file", True)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_a_mark_at_the_front_or_another_coding_is_no_hindrance(tmp_path: Path, coding: str) -> None:
    path = a_json(tmp_path, '[{"name": "Zoë O’Dell", "rank": null}]', coding=coding)
    assert is_json(path)
    (item,) = read_police_uk(path).items
    assert item.value["name"] == "Zoë O’Dell"


def test_that_a_neighbourhood_and_a_reference_name_their_beat_and_lists_do_not() -> None:
    assert [each.beat for each in read_text(NEIGHBOURHOOD, "n").items] == ["VB02"]
    assert [each.beat for each in read_text(REFERENCES, "r").items] == ["VB02", "BD01BD06"]
    for text, shape in ((PRIORITIES, Shape.PRIORITY), (EVENTS, Shape.EVENT), (PEOPLE, Shape.OFFICER)):
        read = read_text(text, "l")
        assert {each.beat for each in read.items} == {""}
        assert read.whole == {("", shape)}
    assert read_text(json.dumps(json.loads(PRIORITIES)[0]), "one").whole == frozenset()


def test_that_a_whole_beat_gives_its_lists_and_is_written_as_it_is_read() -> None:
    read = read_text(WHOLE_BEAT, "whole.json")
    assert [each.shape for each in read.items] == [
        Shape.NEIGHBOURHOOD,
        *[Shape.OFFICER] * 2,
        *[Shape.PRIORITY] * 2,
        Shape.EVENT,
    ]
    assert {each.beat for each in read.items} == {"VB02"}
    by_shape = {
        shape: [each.text for each in read.items if each.shape is shape] for shape in (Shape.OFFICER, Shape.EVENT)
    }
    again = read_text(as_whole_beat(read.items[0].text, by_shape), "again.json")
    assert [each.text for each in again.items] == [each.text for each in read.items if each.shape is not Shape.PRIORITY]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PRIORITIES[:200].encode(), "cut-off"),
        (PRIORITIES[:-1].encode(), "cut-off"),
        (b'[{"issue": nul', "cut-off"),
        (b"[]", "empty-file"),
        (b"", "empty-file"),
        (b"<!DOCTYPE html><p>Not found</p>", "wrong-file"),
        (b"Not Found", "wrong-file"),
        (b'{"type": "FeatureCollection", "features": []}', "wrong-file"),
        (b'{"id": "cheshire", "name": "C", "telephone": "101", "engagement_methods": []}', "wrong-file"),
        (b'[1, "two", null]', "wrong-file"),
        (b'[{"issue": "a",}]', "wrong-file"),
        (b'[{"issue": NaN}]', "wrong-file"),
        (b"[" * 100_000, "wrong-file"),
        (b'[{"issue": "' + b"x" * (LARGEST + 1), "too-large"),
        (b"\x89PNG\r\n\x1a\n", "wrong-file"),
    ],
)
def test_that_what_cannot_be_read_is_refused_with_a_way_on(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "told.json"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_police_uk(path)
    assert (refused.value.kind, bool(refused.value.remedy)) == (kind, True)
