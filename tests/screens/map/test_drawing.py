"""Drawing on the map: an area is clicked or typed, is kept only while it crosses nothing, and undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.desk.a_desk import settle, told, turn
from tests.elm_park import a_place
from tests.screens.map.test_map import asked, words_of
from tests.screens.map.waiting import wait_until
from wehere_desktop.desk.pieces import Text
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.boundary import polygons_of
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife
from wehere_desktop.neighbourhood.whereabouts import BY_HAND
from wehere_desktop.screens.map.page import MapPage

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]
HOSTILE = "<img src=https://example.com/x onerror=\"document.title='taken'\">"
SQUARE = ((53.260, -2.520), (53.260, -2.500), (53.270, -2.500), (53.270, -2.520))
BOW = (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])

pytestmark = pytest.mark.usefixtures("laptop_with_postcodes")


@pytest.fixture
def page(desk: Desk) -> Iterator[MapPage]:
    """The page of the map with no browser in it, of a book with a priority of a hostile title and a place."""
    with desk.book.change("A priority and a place"):
        beat = beat_called(desk, "Winsford Over")
        desk.book.places.add(a_place(desk.book, beat=beat.id, latitude=53.1925, longitude=-2.5240))
        desk.book.priorities.add(
            Priority(id=desk.book.world.new_id(), beat=beat.id, title=HOSTILE, life=PriorityLife.ADOPTED)
        )
    made = MapPage(desk)
    made.resize(1182, 688)
    made.show()
    yield made
    settle(desk)
    made.hide()
    made.deleteLater()


@pytest.fixture
def live(page: MapPage, desk: Desk) -> MapPage:
    """The same with the real map."""
    desk.announcer.changed.connect(page.refresh)
    page.refresh(None)
    page.narrowing.clear()
    wait_until(desk, lambda: page.drawn)
    return page


def beat_called(desk: Desk, words: str) -> Any:
    """Return a beat by the beginning of its name."""
    return next(each for each in desk.book.beats.all() if each.name.startswith(words))


def whereabouts(place: Place) -> tuple[object, ...]:
    """Return what putting a place elsewhere changes."""
    return place.latitude, place.longitude, place.beat, place.authority, place.found_by


def the_priority(desk: Desk) -> Priority:
    """Return the only priority."""
    return desk.book.priorities.all()[0]


def tell(page: MapPage, desk: Desk, does: str, **said: object) -> None:
    """Have the page tell a deed, as it does of a click."""
    number = page.drawing._heard + 1
    page.map.told.emit("draw", {"do": does, "told": number, **{name: str(value) for name, value in said.items()}})
    settle(desk)


def draw(page: MapPage, desk: Desk, kind: str, record: str, corners: Any) -> None:
    """Draw a closed area by what the page tells of clicks."""
    page.drawing.begin(kind, record)
    for lat, lon in corners:
        tell(page, desk, "add", lat=lat, lon=lon)
    tell(page, desk, "close")


def panel_words(page: MapPage) -> list[str]:
    """Return what stands on the panel."""
    return [each.words() for each in page.drawing.panel.findChildren(Text) if each.isVisible()]


def press(page: MapPage, desk: Desk) -> str:
    """Press the panel's first button and return what it said."""
    words = page.drawing.panel.next.text()
    assert page.drawing.panel.next.isEnabled(), words
    page.drawing.panel.next.click()
    settle(desk)
    return words


def browser_of(page: MapPage) -> QWidget:
    """Return what takes the pointer inside the map."""
    assert page.map.browser is not None
    return page.map.browser


@pytest.mark.long
def test_that_an_area_is_drawn_by_clicks_kept_and_undone_with_a_hostile_title_as_text(
    live: MapPage, desk: Desk
) -> None:
    page = live
    page.drawing.begin("priority", the_priority(desk).id)
    wait_until(desk, lambda: "first corner" in asked(page, desk, "weHere.drawn().said"))
    spots = [QPoint(200, 150), QPoint(420, 160), QPoint(400, 380), QPoint(210, 360)]
    for number, spot in enumerate(spots, 1):
        QTest.mouseClick(browser_of(page), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        wait_until(desk, lambda number=number: len(page.drawing.area.line) == number)
    QTest.keyClick(browser_of(page), Qt.Key.Key_Backspace)
    wait_until(desk, lambda: len(page.drawing.area.line) == 3)
    QTest.mouseClick(browser_of(page), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spots[3])
    wait_until(desk, lambda: len(page.drawing.area.line) == 4)
    QTest.keyClick(browser_of(page), Qt.Key.Key_Enter)
    wait_until(desk, lambda: page.drawing.area.is_whole)
    assert page.drawing.area.corners == 4
    assert any(HOSTILE in words for words in panel_words(page))
    assert press(page, desk) == "Keep this area"
    wait_until(desk, lambda: bool(the_priority(desk).area))
    wait_until(desk, lambda: asked(page, desk, "weHere.drawn().areas") == 1)
    # What was drawn on goes with the drawing
    wait_until(desk, lambda: asked(page, desk, "document.querySelectorAll('canvas').length") == 2)
    assert asked(page, desk, "weHere.held().elements") == 0
    assert page.map.requests_refused == 0
    kept = the_priority(desk)
    assert kept.latitude is not None
    assert kept.longitude is not None
    record = kept.id
    page.map.do("go", kept.latitude, kept.longitude + 0.0002, 16)
    middle = QPoint(page.map.width() // 2 - 40, page.map.height() // 2 + 30)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().zoom") == 16)
    page._chosen = ("", "")
    QTest.mouseClick(browser_of(page), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    wait_until(desk, lambda: page._chosen == ("priority", record))
    desk.undo()
    wait_until(desk, lambda: not the_priority(desk).area)
    assert the_priority(desk).latitude is None
    desk.redo()
    wait_until(desk, lambda: the_priority(desk).area == kept.area)


@pytest.mark.long
def test_that_what_the_page_told_last_stands_until_the_program_has_heard_it(live: MapPage, desk: Desk) -> None:
    page, record = live, the_priority(desk).id
    page.drawing.begin("priority", record)
    wait_until(desk, lambda: "first corner" in asked(page, desk, "weHere.drawn().said"))
    spots = [QPoint(200, 150), QPoint(420, 160), QPoint(400, 380)]
    for spot in spots:
        QTest.mouseClick(browser_of(page), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    wait_until(desk, lambda: len(page.drawing.area.line) == 3)
    wait_until(desk, lambda: "3 corners" in asked(page, desk, "weHere.drawn().said"))
    for heard, corners in ((2, 3), (3, 0)):
        late = f"{{record: '{record}', heard: {heard}, parts: [], line: [], open: true, crossed: null, said: 'late'}}"
        assert asked(page, desk, f"(weHere.draw({late}), weHere.drawn().corners.length)") == corners


@pytest.mark.long
def test_that_a_corner_dragged_on_the_map_moves_and_what_then_crosses_is_told_at_once(
    live: MapPage, desk: Desk
) -> None:
    page = live
    draw(page, desk, "priority", the_priority(desk).id, SQUARE)
    page.map.do("go", 53.265, -2.51, 14)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().zoom") == 14)
    wait_until(desk, lambda: asked(page, desk, "weHere.drawn().corners.length") == 4)
    first, second, third = (
        QPoint(*(round(float(part)) for part in asked(page, desk, f"weHere.drawn().corners[{at}].join()").split(",")))
        for at in (0, 1, 2)
    )
    browser, left, none = browser_of(page), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Beyond the side opposite: the two sides at the corner then cross it
    beyond = QPoint((second.x() + third.x()) // 2 + 60, (second.y() + third.y()) // 2)
    QTest.mousePress(browser, left, none, first)
    for step in range(1, 9):
        QTest.mouseMove(browser, first + (beyond - first) * step / 8)
        turn(20)
    QTest.mouseRelease(browser, left, none, beyond)
    wait_until(desk, lambda: page.drawing.area.parts[0][0][0] != (-2.52, 53.26))
    wait_until(desk, lambda: asked(page, desk, "weHere.drawn().crossed") is True)
    assert "crosses itself" in asked(page, desk, "weHere.drawn().said")
    assert any(words.startswith("It crosses itself near 53.2") for words in panel_words(page))
    assert not page.drawing.panel.next.isEnabled()
    tell(page, desk, "back")
    assert page.drawing.area.parts[0][0][0] == (-2.52, 53.26)
    assert page.drawing.panel.next.isEnabled()
    wait_until(desk, lambda: asked(page, desk, "weHere.drawn().crossed") is False)
    asked(page, desk, "document.querySelector('[data-spot=\"0 0 2\"]').focus(), 1")
    QTest.keyClick(browser, Qt.Key.Key_Delete)
    wait_until(desk, lambda: page.drawing.area.corners == 3)
    assert page.drawing.area.parts[0][0][2] == (-2.52, 53.27)


def test_that_what_crosses_itself_is_not_kept_until_it_is_mended(page: MapPage, desk: Desk) -> None:
    draw(page, desk, "priority", the_priority(desk).id, BOW)
    assert not page.drawing.panel.next.isEnabled()
    tell(page, desk, "close")
    assert the_priority(desk).area == ""
    page.drawing.panel.mend.click()
    assert press(page, desk) == "Keep this area"
    wait_until(desk, lambda: len(polygons_of(the_priority(desk).area)) == 2)


def test_that_corners_are_typed_as_positions_and_postcodes_and_a_bad_line_is_named(page: MapPage, desk: Desk) -> None:
    page.drawing.begin("priority", the_priority(desk).id)
    corners = page.drawing.panel.corners
    corners.setPlainText("53.19 -2.53\nCW7 9ZZZ\n53.20, -2.52")
    assert press(page, desk) == "Draw these corners"
    assert any(words.startswith("Line 2, “CW7 9ZZZ”: That is not a postcode") for words in panel_words(page))
    assert corners.toPlainText().splitlines()[1] == "CW7 9ZZZ"
    corners.setPlainText("53.19 -2.53\nSJ 6552 6615\n53.20, -2.52")
    press(page, desk)
    assert corners.toPlainText().startswith("53.190000, -2.530000\n53.19")
    assert press(page, desk) == "Keep this area"
    wait_until(desk, lambda: bool(the_priority(desk).area))


def test_that_an_area_is_edited_and_removed(page: MapPage, desk: Desk) -> None:
    record = the_priority(desk).id
    draw(page, desk, "priority", record, SQUARE)
    press(page, desk)
    wait_until(desk, lambda: bool(the_priority(desk).area))
    page.drawing.begin("priority", record)
    tell(page, desk, "insert", part=0, ring=0, corner=3, lat=53.265, lon=-2.53)
    tell(page, desk, "take", part=0, ring=0, corner=1, lat=0, lon=0)
    tell(page, desk, "move", part=7, ring=0, corner=0, lat=53, lon=-2)
    assert any("not there any more" in words for words in panel_words(page))
    press(page, desk)
    wait_until(desk, lambda: "-2.53,53.265" in the_priority(desk).area)
    assert "-2.5,53.26]" not in the_priority(desk).area
    page.drawing.begin("priority", record)
    page.drawing.panel.remove.click()
    wait_until(desk, lambda: the_priority(desk).area == "")
    assert not page.drawing.is_on


def test_that_a_boundary_says_what_changes_and_moves_places_with_it_as_one_undoable_change(
    page: MapPage, desk: Desk
) -> None:
    other = next(each for each in desk.book.beats.all() if each.name.startswith("Winsford W"))
    place = desk.book.places.all()[0]
    around = [(53.18, -2.54), (53.18, -2.50), (53.21, -2.50), (53.21, -2.54)]
    draw(page, desk, "beat", other.id, around)
    assert press(page, desk) == "See what changes"
    wait_until(desk, lambda: page.drawing.panel.next.text() == "Keep boundary")
    assert any(words.startswith(f"1 place moves to another beat: 1 to {other.name}") for words in panel_words(page))
    page.drawing.panel.day.fill({"since": "1 January 2099"})
    press(page, desk)
    assert not desk.book.beat_boundaries.all()
    page.drawing.panel.day.fill({"since": desk.today().isoformat()})
    if page.drawing.panel.next.text() == "See what changes":
        press(page, desk)
        wait_until(desk, lambda: page.drawing.panel.next.text() == "Keep boundary")
    press(page, desk)
    wait_until(desk, lambda: desk.book.places.get(place.id).beat == other.id)
    assert desk.book.beat_boundaries.current(desk.today())[0].source == "drawn on the map"
    desk.undo()
    wait_until(desk, lambda: whereabouts(desk.book.places.get(place.id)) == whereabouts(place))
    assert not desk.book.beat_boundaries.all()


def test_that_leaving_is_asked_about_once_several_corners_would_be_lost(page: MapPage, desk: Desk) -> None:
    page.drawing.begin("priority", the_priority(desk).id)
    for lat, lon in SQUARE:
        tell(page, desk, "add", lat=lat, lon=lon)
    assert page.has_unsaved()
    told(desk).answers[:] = [False, True]
    tell(page, desk, "leave")
    assert page.drawing.area.corners == 4
    page.drawing.chip.click()
    settle(desk)
    assert not page.drawing.is_on
    assert not page.has_unsaved()


def test_that_what_the_page_tells_without_sense_changes_nothing(page: MapPage, desk: Desk) -> None:
    tell(page, desk, "add", lat=53, lon=-2)
    assert not page.drawing.is_on
    page.drawing.begin("priority", the_priority(desk).id)
    for said in ({"lat": "nan", "lon": "-2"}, {"lat": "north", "lon": "-2"}, {"lat": "53"}, {"lat": "999", "lon": "0"}):
        tell(page, desk, "add", **said)
    tell(page, desk, "fly")
    tell(page, desk, "move", part="x", ring=0, corner=0, lat=53, lon=-2)
    assert page.drawing.area.corners == 0
    tell(page, desk, "add", lat=53.2, lon=-2.5)
    tell(page, desk, "close")
    assert any("three corners" in words for words in panel_words(page))


def test_that_the_beat_or_priority_is_found_by_name(page: MapPage, desk: Desk) -> None:
    page.drawing.choose("beat")
    field = page.drawing.panel.findChildren(QLineEdit)[-1]
    field.setText("Winsf")
    field.textEdited.emit("Winsf")
    settle(desk)
    assert page.drawing.panel.isVisible()
    assert not page.card.isVisible()
    page.drawing.panel.picked.emit("beat", beat_called(desk, "Winsford Over").id)
    assert any(words.startswith("Boundary of Winsford") for words in panel_words(page))


def move(page: MapPage, desk: Desk, lat: float, lon: float) -> None:
    """Have a place chosen and dragged to a position."""
    page.choose("place", desk.book.places.all()[0].id)
    wait_until(desk, lambda: "Elm Park Primary School" in words_of(page.card))
    page.card.putting.emit()
    page.map.told.emit("put", {"lat": str(lat), "lon": str(lon)})
    settle(desk)


def test_that_a_place_dragged_to_another_beat_says_so_and_goes_there_in_one_change(page: MapPage, desk: Desk) -> None:
    place = desk.book.places.all()[0]
    move(page, desk, 53.1950, -2.5010)
    wait_until(desk, lambda: any("Now in Winsford W" in words for words in words_of(page.card)))
    page.card.kept.emit()
    wait_until(desk, lambda: desk.book.places.get(place.id).latitude == pytest.approx(53.195))
    moved = desk.book.places.get(place.id)
    assert desk.book.beats.get(moved.beat).name.startswith("Winsford W")
    assert moved.found_by.startswith("Position: given.")
    desk.undo()
    wait_until(desk, lambda: whereabouts(desk.book.places.get(place.id)) == whereabouts(place))


def test_that_a_place_dragged_out_of_the_force_says_so_and_keeps_its_beat(page: MapPage, desk: Desk) -> None:
    place = desk.book.places.all()[0]
    move(page, desk, 53.4800, -2.2400)
    wait_until(desk, lambda: any("outside the force" in words for words in words_of(page.card)))
    page.card.kept.emit()
    wait_until(desk, lambda: desk.book.places.get(place.id).latitude == pytest.approx(53.48))
    assert desk.book.places.get(place.id).beat == place.beat


def test_that_a_beat_chosen_by_hand_stays_when_its_place_is_put_right_by_what_is_typed(
    page: MapPage, desk: Desk
) -> None:
    place = desk.book.places.all()[0]
    with desk.book.change("By hand"):
        desk.book.places.amend(place.id, found_by=BY_HAND)
    settle(desk)
    page.choose("place", place.id)
    wait_until(desk, lambda: "Elm Park Primary School" in words_of(page.card))
    page.card.putting.emit()
    field = page.card.findChildren(QLineEdit)[-1]
    field.setText("53.1950, -2.5010")
    field.returnPressed.emit()
    wait_until(desk, lambda: any("chosen by hand and stays" in words for words in words_of(page.card)))
    page.card.kept.emit()
    wait_until(desk, lambda: desk.book.places.get(place.id).latitude == pytest.approx(53.195))
    kept = desk.book.places.get(place.id)
    assert (kept.beat, kept.found_by.endswith(BY_HAND)) == (place.beat, True)
    assert Position(kept.latitude or 0, kept.longitude or 0).lon == pytest.approx(-2.501)
