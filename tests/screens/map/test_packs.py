"""A map pack is drawn on the map where it has a tile, the sketch stays where it has none, and nothing leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.desk.a_desk import settle
from tests.formats.packs_made import png, tile_at, town_tile, write_mbtiles
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records.map_packs import add_pack, remove_pack
from wehere_desktop.screens.map.page import MapPage

HOSTILE = "</script><img src=https://example.com/x onerror=\"document.title='taken'\">"
HERE = (53.2611, -2.5123)
RED = (200, 30, 30)
PATIENCE, TURN_MS = 400, 25

pytestmark = pytest.mark.long


def wait_until(desk: Desk, holds: Any) -> None:
    """Turn the loop until something holds."""
    for _ in range(PATIENCE):
        settle(desk)
        if holds():
            return
        QTest.qWait(TURN_MS)
    raise AssertionError("it did not come to that")


def asked(page: MapPage, desk: Desk, script: str) -> Any:
    """Return what the page in the browser answers."""
    answers: list[Any] = []
    page.map.ask(f"JSON.stringify({script})", answers.append)
    wait_until(desk, lambda: bool(answers))
    return json.loads(answers[0])


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
    remove_pack(laptop_home, "Red")
    see(page, desk, 13, least=0)
    wait_until(desk, lambda: packed(page, desk)["drawn"] == 0)
    assert packed(page, desk)["credits"] == []


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
