"""A map pack is drawn on the map where it has a tile, the sketch stays where it has none, and nothing leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from tests.desk.a_desk import settle
from tests.formats.packs_made import png, tile_at, town_tile, write_mbtiles
from tests.screens.map.waiting import wait_until
from wehere_desktop.cartography.sketch import load_sketch, to_degrees
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records.map_packs import add_pack, remove_pack
from wehere_desktop.screens.map.page import MapPage
from wehere_desktop.screens.map.shown import LONGEST_PACK, ground_in_words, packs_told

HOSTILE = "</script><img src=https://example.com/x onerror=\"document.title='taken'\">"
HERE = (53.2611, -2.5123)
RED = (200, 30, 30)

pytestmark = pytest.mark.long


def asked(page: MapPage, desk: Desk, script: str) -> Any:
    """Return what the page in the browser answers."""
    answers: list[Any] = []
    page.map.ask(f"JSON.stringify({script})", answers.append)
    wait_until(desk, lambda: bool(answers))
    return json.loads(answers[0])


def words_of(page: MapPage) -> list[str]:
    """Return what the labels of the page say."""
    return [each.text() for each in page.findChildren(QLabel)]


def packed(page: MapPage, desk: Desk) -> dict[str, Any]:
    """Return what the page says of its packs."""
    found: dict[str, Any] = asked(page, desk, "weHere.packed()")
    return found


@pytest.fixture
def page(desk: Desk) -> Iterator[MapPage]:
    """The map, shown."""
    made = MapPage(desk)
    made.resize(1182, 688)
    made.show()
    made.refresh(None)
    wait_until(desk, lambda: made.map.is_ready)
    yield made
    settle(desk)
    made.hide()
    made.deleteLater()


def see(page: MapPage, desk: Desk, zoom: int, *, least: int) -> dict[str, Any]:
    """Look at the place of these tests and return what the page says once so many squares are drawn."""
    page.map.do("go", *HERE, zoom)
    page.map.do("packs")

    def is_there() -> bool:
        said = packed(page, desk)
        return not said["loading"] and said["drawn"] >= least

    wait_until(desk, is_there)
    return packed(page, desk)


def test_that_a_picture_is_drawn_where_there_is_one_and_the_sketch_stays_where_there_is_none(
    page: MapPage, desk: Desk, laptop_home: Path, tmp_path: Path
) -> None:
    zoom, column, row = tile_at(*HERE, 13)
    path = write_mbtiles(
        tmp_path / "red.mbtiles", {(zoom, column, row): png(256, RED)}, name="Red", attribution=HOSTILE
    )
    add_pack(laptop_home, path)
    said = see(page, desk, 13, least=1)
    assert said["drawn"] == 1
    assert said["bare"] > 4
    spot = asked(page, desk, f"the_map.latLngToContainerPoint([{HERE[0]}, {HERE[1]}])")

    def colour() -> QColor:
        return page.map.grab().toImage().pixelColor(round(spot["x"]) + 1, round(spot["y"]) + 1)

    wait_until(desk, lambda: colour().name() == QColor(*RED).name())
    corner = page.map.grab().toImage().pixelColor(page.map.width() - 20, 20)
    assert corner.name() != QColor(*RED).name()
    assert asked(page, desk, "document.querySelectorAll('img,iframe').length") == 0
    assert page.map.page is not None
    assert page.map.page.title() == "Map"
    assert page.map.requests_refused == 0
    wait_until(desk, lambda: any(words.startswith("Red; sketch map where it ends; dashed") for words in words_of(page)))
    remove_pack(laptop_home, "Red")
    see(page, desk, 13, least=0)
    wait_until(desk, lambda: packed(page, desk)["drawn"] == 0 and packed(page, desk)["credits"] == [])
    wait_until(desk, lambda: any(words.startswith("Sketch map; dashed") for words in words_of(page)))


def test_that_a_town_named_beside_a_pack_is_not_named_again_in_it(
    page: MapPage, desk: Desk, laptop_home: Path, tmp_path: Path
) -> None:
    sketch = load_sketch()
    town = next(each for each in sketch.labels if each.text == "Northwich")
    lat, lon = to_degrees(sketch, town.at)
    zoom, column, row = tile_at(lat, lon, 13)
    tiles = {(zoom, column - 1, row): town_tile("Northwich"), (zoom, column - 1, row - 1): town_tile("Elmwick")}
    add_pack(laptop_home, write_mbtiles(tmp_path / "west.mbtiles", tiles, name="West"))
    page.map.do("go", lat, lon, 13)
    page.map.do("packs")
    wait_until(desk, lambda: packed(page, desk)["drawn"] == 2 and "Northwich" in packed(page, desk)["beside"])

    def is_named_once() -> bool:
        names = packed(page, desk)["names"]
        return "Elmwick" in names and "Northwich" not in names

    wait_until(desk, is_named_once)


def test_that_the_foot_says_which_packs_are_in_sight_and_what_makes_no_sense_is_the_sketch() -> None:
    assert ground_in_words(["Zoomstack"], whole=False) == "Zoomstack; sketch map where it ends"
    assert ground_in_words(["A", "B"], whole=False) == "A and B; sketch map where they end"
    assert ground_in_words(["Zoomstack"], whole=True) == "Zoomstack"
    assert len(ground_in_words(["Z" * 5_000], whole=True)) == LONGEST_PACK
    for nonsense in ({}, {"packs": "["}, {"packs": "7"}, {"packs": "null"}):
        assert packs_told(nonsense) == "Sketch map"


def test_that_vectors_are_drawn_with_their_names_as_text_and_their_credit_while_they_are_in_sight(
    page: MapPage, desk: Desk, laptop_home: Path, tmp_path: Path
) -> None:
    tiles = {tile_at(*HERE, zoom): town_tile(HOSTILE) for zoom in (12, 13)}
    add_pack(laptop_home, write_mbtiles(tmp_path / "v.mbtiles", tiles, name="Elm", attribution="© Elm & Co"))
    said = see(page, desk, 13, least=4)
    assert said["credits"] == ["© Elm & Co"]
    wait_until(desk, lambda: any(name.startswith("</script>") for name in packed(page, desk)["names"]))
    assert "© Elm &amp; Co" in asked(page, desk, "document.querySelector('.leaflet-control-attribution').innerHTML")
    assert asked(page, desk, "document.querySelectorAll('img,iframe').length") == 0
    page.map.do("go", 53.0, -2.2, 13)
    wait_until(desk, lambda: packed(page, desk)["credits"] == [])
    assert page.map.requests_refused == 0
