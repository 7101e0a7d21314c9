"""The areas of priorities reach the map page as coordinates alone, of those open and wanted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.elm_park import TODAY, a_book
from wehere_desktop.maps.area_answers import areas_on_map
from wehere_desktop.maps.live_answers import MapWanted, answer, on_map
from wehere_desktop.neighbourhood.drawn_area import DrawnArea
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.records import BeatBook

RING = ((-2.52, 53.26), (-2.50, 53.26), (-2.50, 53.27))


def add(book: BeatBook, title: str, *, beat: int = 0, area: str = "", closed: date | None = None) -> str:
    """Add a priority and return its id."""
    life = PriorityLife.CLOSED if closed else PriorityLife.ADOPTED
    made = Priority(
        id=book.world.new_id(), beat=book.beats.all()[beat].id, title=title, area=area, closed=closed, life=life
    )
    with book.change("Add"):
        return book.priorities.add(made).id


def test_that_only_areas_of_open_priorities_on_the_beats_wanted_are_drawn_and_no_word_of_them(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    text = DrawnArea(((RING,),)).text()
    drawn = add(book, "<script>", area=text)
    add(book, "Over", area=text, closed=TODAY)
    add(book, "No area")
    add(book, "No outline", area="[[[[1,2]]]]")
    other = add(book, "Elsewhere", beat=1, area=text)
    assert {each["properties"]["id"] for each in json.loads(areas_on_map(book))["features"]} == {drawn, other}
    (feature,) = json.loads(areas_on_map(book, [book.beats.all()[0].id]))["features"]
    assert feature["geometry"]["coordinates"] == [[[list(corner) for corner in (*RING, RING[0])]]]
    assert sorted(feature["properties"]) == ["id", "metres"]
    assert answer(on_map(book, MapWanted(), today=TODAY), "/areas", {}) == b'{"type":"FeatureCollection","features":[]}'
    whole = on_map(book, MapWanted(layers=frozenset({"priority"})), today=TODAY)
    assert answer(whole, "/areas", {}) == areas_on_map(book)
    book.close()
