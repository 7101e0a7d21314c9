"""Ten minutes of a PCSO at the map, by clicks and keys: found, pointed at, recorded, drawn, undone and printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from tests.crime_files import BURGLARY, a_crime, street_file
from tests.elm_park import PASSPHRASE, TODAY, a_book
from tests.formats.packs_made import tile_at, town_tile, write_mbtiles
from tests.journeys_window.hands import CONTROL, NONE, SHIFT, Hands
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.network import REQUESTS
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.neighbourhood.priority import Priority
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.map_packs import add_pack
from wehere_desktop.screens.map.page import MapPage
from wehere_desktop.screens.places.page import Places

HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"> Hall"
WHARTON = "Winsford Wharton"
HERE = (53.1942, -2.5113)
PACK = "Zoomstack"

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("laptop_home")]


def the_patch(folder: Path) -> Path:
    """Make a book of three places and a priority on one beat, and give the laptop crimes and a map pack."""
    with a_book(folder) as book:
        beat = book.beats.known_as(WHARTON)[0].id
        with book.change("Set up the patch"):
            for name, kind, north, east in (
                (HOSTILE, PlaceKind.COMMUNITY_HALL, 0.0, 0.0),
                ("Elm Park Primary School", PlaceKind.SCHOOL, 0.004, 0.006),
                ("The Oak", PlaceKind.PUB, -0.005, 0.007),
            ):
                lat, lon = HERE[0] + north, HERE[1] + east
                book.places.add(
                    Place(id=book.world.new_id(), name=name, place_kind=kind, beat=beat, latitude=lat, longitude=lon)
                )
            book.priorities.add(
                Priority(id=book.world.new_id(), beat=beat, title="Racing on Crook Lane", issue_date=TODAY)
            )
        where = book.folder
    rows = [
        a_crime(f"{at}", kind=BURGLARY, month="2026-09", lat=f"{HERE[0] + at / 1e4:.6f}", lon=f"{HERE[1]:.6f}")
        for at in range(6)
    ]
    bring_in_crimes(laptop_folder(), street_file(folder, rows, "2026-09-cheshire-street.csv"), today=TODAY)
    zoom, column, row = tile_at(*HERE, 12)
    tiles = {(zoom, column + across, row + up): town_tile(HOSTILE) for across in (-1, 0, 1) for up in (-1, 0, 1)}
    add_pack(laptop_folder(), write_mbtiles(folder / "zoom.mbtiles", tiles, name=PACK, attribution="© OS"))
    return where


def sit_down(look: Look, folder: Path, files: tuple[Path, ...]) -> Hands:
    """Start the program and open the book."""
    return Hands(look, files=files).open(folder, PASSPHRASE)


def page_of(at: Hands) -> MapPage:
    """Return the map on show."""
    (found,) = [each for each in at.window.findChildren(MapPage) if each.isVisible()]
    return found


def answered(at: Hands, script: str) -> Any:
    """Return what the page in the browser answers."""
    answers: list[str] = []
    page_of(at).map.ask(f"JSON.stringify({script})", answers.append)
    at.until(lambda: bool(answers))
    return json.loads(answers[0] or "null")


def browser_of(at: Hands) -> QWidget:
    """Return what takes the pointer inside the map."""
    browser = page_of(at).map.browser
    assert browser is not None
    return browser


def click_map(at: Hands, spot: QPoint) -> None:
    """Click at a spot of the map."""
    QTest.mouseClick(browser_of(at), Qt.MouseButton.LeftButton, NONE, spot)
    at.wait()


def choose(at: Hands, words: str) -> None:
    """Press the line of the menu on show that begins so."""
    menus = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    line = next(each for menu in menus for each in menu.actions() if each.text().startswith(words))
    menu = next(each for each in menus if line in each.actions())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, menu.actionGeometry(line).center())
    at.wait()


def words_of(widget: QWidget) -> str:
    """Return all that the labels of a widget say."""
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def turn_layer(at: Hands, words: str) -> None:
    """Turn a layer of the map on or off."""
    chip = page_of(at).narrowing.layers_chip
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    at.wait()
    choose(at, words)
    at.until(lambda: page_of(at).drawn)


def narrow_the_list(at: Hands) -> None:
    """Open Places, type a word, and go to the map with it."""
    at.key(Qt.Key.Key_2, CONTROL)
    at.click_field("Filter the list")
    at.type("hall")
    (places,) = [each for each in at.window.findChildren(Places) if each.isVisible()]
    at.until(lambda: places.table.model().rowCount() == 1)
    at.click("Show on map")
    at.until(lambda: page_of(at).drawn)


def point_at_the_hall(at: Hands) -> None:
    """Click the only mark there is, read its record, open it, and come back."""
    page, title = page_of(at), at.window.windowTitle()
    at.until(lambda: answered(at, "weHere.held().names").count(HOSTILE) == 1)
    record = next(each.id for each in at.book.places.all() if each.name == HOSTILE)
    page.map.do("go", *HERE, 15)
    at.until(lambda: answered(at, "weHere.held().zoom") == 15 and answered(at, f"weHere.where({record!r})") is not None)
    spot = answered(at, f"weHere.where({record!r})")
    click_map(at, QPoint(round(spot["x"]), round(spot["y"])))
    at.until(lambda: HOSTILE in words_of(page.card))
    assert page.list.count() == 1
    assert answered(at, "weHere.held().elements") == 0
    assert page.map.page is not None
    assert page.map.page.title() == "Map"
    at.click(f"Open {HOSTILE}")
    assert at.page.stage.name == "places"
    assert at.window.windowTitle() == title
    at.click("Map")
    assert at.page.stage.name == "map"
    at.until(lambda: page_of(at).drawn)


def show_everything(at: Hands) -> None:
    """Take the words of the list off again, on the map, and see that the list has let go of them too."""
    at.click("Words of the list")
    at.until(lambda: page_of(at).list.count() == 3)
    at.click("Places")
    at.until(lambda: at.page.desk.narrowed.words == "")
    (places,) = [each for each in at.window.findChildren(Places) if each.isVisible()]
    assert places.words.text() == ""
    at.click("Map")
    at.until(lambda: page_of(at).drawn)


def see_the_pack(at: Hands) -> None:
    """See the streets of the pack with its name under the map, and a hostile town in it as text."""
    page = page_of(at)
    page.map.do("go", *HERE, 12)
    page.map.do("packs")
    at.until(lambda: answered(at, "weHere.packed()")["drawn"] > 0)
    at.until(lambda: f"{PACK}; sketch map where it ends;" in words_of(page))
    at.until(lambda: HOSTILE in answered(at, "weHere.packed().names"))
    assert answered(at, "weHere.held().elements") == 0


def draw_for_the_priority(at: Hands) -> None:
    """Draw an area corner by corner, keep it, take it back with one key, and have it once more."""
    page = page_of(at)
    turn_layer(at, "Priorities")
    at.click("Draw")
    choose(at, "An area for a priority")
    at.type("Racing")
    at.key(Qt.Key.Key_Return)
    at.until(lambda: page.drawing.is_on)
    at.until(lambda: "first corner" in answered(at, "weHere.drawn().said"))
    for number, (across, up) in enumerate(((200, 120), (420, 130), (400, 330), (210, 320)), 1):
        click_map(at, QPoint(across, up))
        at.until(lambda number=number: len(page.drawing.area.line) == number)  # type: ignore[misc] # its own
    QTest.keyClick(browser_of(at), Qt.Key.Key_Enter)
    at.until(lambda: page.drawing.area.is_whole)
    at.click("Keep this area")
    at.until(lambda: bool(at.book.priorities.all()[0].area))
    at.until(lambda: answered(at, "weHere.drawn().areas") == 1)
    at.key(Qt.Key.Key_Z, CONTROL)
    at.until(lambda: not at.book.priorities.all()[0].area)
    at.until(lambda: answered(at, "weHere.drawn().areas") == 0)
    at.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    at.until(lambda: answered(at, "weHere.drawn().areas") == 1)


def look_at_crimes(at: Hands) -> None:
    """Turn the crimes on: their caveat stands in the legend and under the map as long as they are shown."""
    turn_layer(at, "Published crimes")
    page = page_of(at)
    at.until(lambda: CAVEAT in words_of(page))
    assert "never the place" in answered(at, "document.querySelector('.legend').textContent")
    assert "6 published crimes" in words_of(page)


def print_it(at: Hands, paper: Path) -> None:
    """Print the map as it is shown, into a file."""
    at.key(Qt.Key.Key_P, CONTROL)
    if [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]:
        choose(at, "Map as shown")
    at.until(paper.exists)
    with pikepdf.open(paper) as sheets:
        content = sheets.pages[0].Contents.read_bytes().decode("latin-1")
    # The edge of the area that was drawn, and the boxes that count the crimes
    assert f"{_ink(PRINT.look('area').fill)} RG" in content
    assert f"{_ink(PRINT.look('count').casing)} rg" in content


def _ink(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.6f}".rstrip("0").lstrip("0") for part in parts)


def test_that_ten_minutes_at_the_map_go_well_and_nothing_leaves(look: Look, tmp_path: Path) -> None:
    sent, paper = REQUESTS.sent, tmp_path / "Map.pdf"
    with sit_down(look, the_patch(tmp_path), (paper,)) as at:
        narrow_the_list(at)
        point_at_the_hall(at)
        show_everything(at)
        see_the_pack(at)
        draw_for_the_priority(at)
        look_at_crimes(at)
        print_it(at, paper)
        assert REQUESTS.sent == sent
        assert page_of(at).map.requests_refused == 0
        assert "0 requests sent." in words_of(page_of(at))
