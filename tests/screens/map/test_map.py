"""The map: drawn with no network, told in a list beside it, and a name on it is only ever text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.console.laptop import gazetteer_folder, laptop_with_postcodes
from tests.desk.a_desk import settle, told
from tests.screens.map.waiting import wait_until
from wehere_desktop.desk.about import About
from wehere_desktop.desk.network import REQUESTS
from wehere_desktop.desk.place_filters import PlaceFilters
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.screens.map.page import MapPage

__all__ = ["gazetteer_folder", "laptop_with_postcodes"]
HOSTILE = "</script><img src=https://example.com/x onerror=\"document.title='taken'\">"

pytestmark = pytest.mark.long


def asked(page: MapPage, desk: Desk, script: str) -> Any:
    """Return what the page in the browser answers."""
    answers: list[Any] = []
    page.map.ask(script, answers.append)
    wait_until(desk, lambda: bool(answers))
    return answers[0]


@pytest.fixture
def page(desk: Desk) -> Iterator[MapPage]:
    """The map of a book in which one place has a hostile name, everything on show."""
    with desk.book.change("Two places"):
        beat, new = desk.book.beats.all()[0].id, desk.book.world.new_id
        for place in (
            Place(id=new(), name=HOSTILE, place_kind=PlaceKind.SCHOOL, beat=beat, latitude=53.2600, longitude=-2.5100),
            Place(
                id=new(), name="Elm Hall", place_kind=PlaceKind.LIBRARY, beat=beat, latitude=53.2700, longitude=-2.4800
            ),
        ):
            desk.book.places.add(place)
    made = MapPage(desk)
    desk.announcer.changed.connect(made.refresh)
    made.resize(1182, 688)
    made.show()
    made.refresh(None)
    made.narrowing.clear()
    wait_until(desk, lambda: made.drawn)
    yield made
    settle(desk)
    made.hide()
    made.deleteLater()


def record_of(page: MapPage, name: str) -> str:
    """Return the id of the place on the map of that name."""
    return next(each.id for each in page._held.fields["place"].points if each.name == name)


def words_of(widget: QWidget) -> list[str]:
    """Return what the labels of a widget say."""
    return [each.text() for each in widget.findChildren(QLabel)]


def test_that_the_page_keeps_one_sheet_of_ground_and_one_of_all_that_lies_on_it(page: MapPage, desk: Desk) -> None:
    """Each sheet of the size of the view costs memory in two processes."""
    sheets = "document.querySelectorAll('canvas').length"
    wait_until(desk, lambda: asked(page, desk, sheets) == 2)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().sheet !== null"))
    page.map.do("measure", True)
    page.map.do("zoom", 1)
    page.map.do("measure", False)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().sheet === weHere.held().zoom"))
    assert asked(page, desk, sheets) == 2
    signs = "[...document.querySelectorAll('.legend i')].map(each => each.style.backgroundImage.slice(0, 19))"
    assert set(asked(page, desk, f"[...new Set({signs})].join()").split(",")) == {'url("data:image/png'}


def test_that_a_hostile_name_is_text_on_the_map_when_clicked_and_in_the_list(page: MapPage, desk: Desk) -> None:
    record = record_of(page, HOSTILE)
    page.map.do("go", 53.26, -2.51, 15)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().zoom + ' ' + weHere.held().features").startswith("15 1"))
    spot = asked(page, desk, f"JSON.stringify(weHere.where({record!r}))")
    x, y = (round(float(part.split(":")[1].strip("}"))) for part in spot.split(","))
    inner = page.map.page
    assert inner is not None
    browser = page.map.browser
    assert browser is not None
    QTest.mouseClick(browser, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, y))
    wait_until(desk, lambda: any(HOSTILE in words for words in words_of(page.card)))
    assert page.list.currentItem().text().startswith(HOSTILE)
    assert HOSTILE in asked(page, desk, "JSON.parse(JSON.stringify(weHere.held().names)).join()")
    assert asked(page, desk, "weHere.held().elements") == 0
    assert inner.title() == "Map"
    assert page.map.requests_refused == 0


def test_that_nothing_leaves_while_it_is_moved_and_filtered(page: MapPage, desk: Desk) -> None:
    for zoom in (9, 12, 16):
        page.map.do("go", 53.2, -2.5, zoom)
        wait_until(desk, lambda zoom=zoom: asked(page, desk, "weHere.held().sheet") == zoom)
    page.narrowing.want_kind(PlaceKind.LIBRARY)
    wait_until(desk, lambda: len(page._held.fields["place"]) == 1)
    page.narrowing.want_layers(frozenset({"place", "visit", "concern", "priority", "meeting"}))
    wait_until(desk, lambda: len(page._held.fields) == 5)
    assert page.map.requests_refused == 0
    assert any("0 requests sent." in words for words in words_of(page))


def test_that_a_request_to_anywhere_else_is_refused_and_counted(page: MapPage, desk: Desk) -> None:
    inner = page.map.page
    assert inner is not None
    asked(
        page,
        desk,
        "var one = document.createElement('img'); one.onerror = function () { document.body.dataset.barred = 'yes'; };"
        "one.src = 'https://example.com/x.png'; 1",
    )
    wait_until(desk, lambda: asked(page, desk, "document.body.dataset.barred") == "yes")
    assert inner.url().toString() == "wehere-map://map/"
    assert asked(page, desk, "weHere.held().zoom") > 0
    inner.runJavaScript("location.href = 'https://example.com/'")
    wait_until(desk, lambda: page.map.requests_refused == 1)
    assert any("0 requests sent, 1 refused." in words for words in words_of(page))


def test_that_the_row_chosen_in_the_list_stands_in_the_card_and_is_marked_on_the_map(page: MapPage, desk: Desk) -> None:
    wait_until(desk, lambda: page.list.count() > 0)
    row = next(at for at in range(page.list.count()) if page.list.item(at).text().startswith("Elm Hall"))
    page.list.setCurrentRow(row)
    wait_until(desk, lambda: "Elm Hall" in words_of(page.card))


@pytest.mark.usefixtures("laptop_with_postcodes")
def test_that_a_place_dragged_to_where_it_is_keeps_its_new_position_until_that_is_undone(
    page: MapPage, desk: Desk
) -> None:
    record = record_of(page, "Elm Hall")
    page.choose("place", record)
    wait_until(desk, lambda: "Elm Hall" in words_of(page.card))
    page.card.putting.emit()
    page.map.told.emit("put", {"lat": "53.2750", "lon": "-2.4800"})
    page.card.kept.emit()
    wait_until(desk, lambda: desk.book.places.get(record).latitude == pytest.approx(53.275))
    assert "Put Elm Hall right on the map" in told(desk).sentences
    desk.undo()
    wait_until(desk, lambda: desk.book.places.get(record).latitude == pytest.approx(53.27))


def test_that_the_map_as_shown_is_printed_with_its_places_numbered(page: MapPage, desk: Desk) -> None:
    (offer,) = page.prints()
    assert offer.title == "Map as shown"
    assert offer.make(desk.book).startswith(b"%PDF")


def test_that_what_is_chosen_stays_chosen_while_a_filter_hides_it_and_is_marked_again_after(
    page: MapPage, desk: Desk
) -> None:
    record = record_of(page, "Elm Hall")
    wait_until(desk, lambda: page.list.count() > 0)
    page.choose("place", record)
    wait_until(desk, lambda: "Elm Hall" in words_of(page.card))
    page.narrowing.want_kind(PlaceKind.SCHOOL)
    wait_until(desk, lambda: any("leaves it out" in words for words in words_of(page.card)))
    assert "Elm Hall" in words_of(page.card)
    assert page.list.current() == ("", "")
    page.narrowing.clear()
    wait_until(desk, lambda: page.list.current() == ("place", record))
    assert not any("leaves it out" in words for words in words_of(page.card))


def test_that_a_narrowing_chosen_on_the_list_of_places_holds_on_the_map(page: MapPage, desk: Desk) -> None:
    of_the_list = PlaceFilters(desk)
    of_the_list.want_kind(PlaceKind.LIBRARY)
    wait_until(desk, lambda: len(page._held.fields["place"]) == 1)
    of_the_list.want_kind(None)
    of_the_list.want_words("elm hall")
    wait_until(desk, lambda: "“elm hall”" in page.narrowing.words_chip.text())
    wait_until(desk, lambda: len(page._held.fields["place"]) == 1)
    page.narrowing.words_chip.click()
    wait_until(desk, lambda: len(page._held.fields["place"]) > 1)
    assert desk.narrowed.words == ""
    of_the_list.deleteLater()


def test_that_a_place_can_be_shown_that_the_filters_leave_out(page: MapPage, desk: Desk) -> None:
    record = record_of(page, "Elm Hall")
    page.narrowing.want_kind(PlaceKind.SCHOOL)
    wait_until(desk, lambda: len(page._held.fields["place"]) < 3)
    page.show_record("place", record)
    wait_until(desk, lambda: "Elm Hall" in words_of(page.card))
    wait_until(desk, lambda: (round(page.middle.lat, 3), round(page.middle.lon, 3)) == (53.27, -2.48))


def test_that_keys_alone_move_the_map_and_look_closer(page: MapPage, desk: Desk) -> None:
    browser = page.map.browser
    assert browser is not None
    page.activateWindow()
    browser.setFocus(Qt.FocusReason.TabFocusReason)
    before = asked(page, desk, "the_map.getCenter().lng")
    QTest.keyClick(browser, Qt.Key.Key_Right)
    wait_until(desk, lambda: asked(page, desk, "the_map.getCenter().lng") > before)
    closer = asked(page, desk, "weHere.held().zoom")
    QTest.keyClick(page.list, Qt.Key.Key_Plus)
    wait_until(desk, lambda: asked(page, desk, "weHere.held().zoom") == closer + 1)


def test_that_what_is_in_view_is_told_to_those_who_do_not_see_it(page: MapPage, desk: Desk) -> None:
    page.map.do("go", 53.27, -2.48, 16)
    wait_until(desk, lambda: "In view: 1 place" in page.map.accessibleDescription())
    browser = page.map.browser
    assert browser is not None
    assert "In view: 1 place" in browser.accessibleDescription()


def test_that_what_the_gate_refuses_counts_for_the_whole_program(page: MapPage, desk: Desk) -> None:
    before, inner = REQUESTS.refused, page.map.page
    assert inner is not None
    inner.runJavaScript("location.href = 'https://example.com/'")
    wait_until(desk, lambda: page.map.requests_refused == 1)
    about = About(desk)
    assert REQUESTS.refused == before + 1
    assert about.requests.words() == f"Requests sent to any network: {REQUESTS.sent} · refused: {before + 1}"
    about.deleteLater()
