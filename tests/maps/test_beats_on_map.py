"""The beats of the window's map: boundaries told from indicative outlines, drawn over them, holes and all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import TODAY, a_book
from wehere_desktop.maps.live_answers import MapWanted, answer, on_map
from wehere_desktop.neighbourhood.beat_boundary import BeatBoundary
from wehere_desktop.neighbourhood.boundary import rings_text
from wehere_desktop.records import BeatBook

MOST_BYTES = 200_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BeatBook]:
    """An open book of the whole force."""
    with a_book(tmp_path) as opened:
        yield opened


def box(reach: float) -> tuple[tuple[float, float], ...]:
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return tuple((-2.5 + across * reach, 53.2 + up * reach) for across, up in corners)


def beats_of(book: BeatBook) -> list[dict[str, Any]]:
    told = answer(on_map(book, MapWanted(), today=TODAY), "/beats", {})
    assert told is not None
    assert len(told) < MOST_BYTES
    found: list[dict[str, Any]] = json.loads(told)["features"]
    return found


def test_that_without_boundaries_every_outline_is_only_indicative(book: BeatBook) -> None:
    beats = beats_of(book)
    assert len(beats) == 122
    assert not [each for each in beats if "real" in each["properties"]]


def test_that_a_boundary_is_told_as_real_after_all_others_and_keeps_its_hole(book: BeatBook) -> None:
    wharton = book.beats.known_as("Winsford Wharton")[0]
    text = rings_text([(box(0.02), box(0.01))])
    with book.change("Bring in"):
        book.beat_boundaries.add(BeatBoundary(id=book.world.new_id(), beat=wharton.id, rings=text, valid_from=TODAY))
    beats = beats_of(book)
    last = beats[-1]
    assert [each["properties"]["id"] for each in beats if each["properties"].get("real")] == [wharton.id]
    assert (last["properties"]["id"], last["properties"]["middle"]) == (wharton.id, [53.2, -2.5])
    ((outer, hole),) = last["geometry"]["coordinates"]
    assert {tuple(point) for point in outer} == {(round(x, 5), round(y, 5)) for x, y in box(0.02)}
    assert {tuple(point) for point in hole} == {(round(x, 5), round(y, 5)) for x, y in box(0.01)}
