"""What stands beside the map: all of it does without a browser, and its words are those of people."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from tests.desk.a_desk import settle, told
from wehere_desktop.desk.screen import Desk
from wehere_desktop.maps.live_answers import OnMap
from wehere_desktop.maps.round_layer import ROUND
from wehere_desktop.neighbourhood.ground import Position, compass_point
from wehere_desktop.neighbourhood.place import Place, PlaceKind
from wehere_desktop.records.point_field import MapPoint, PointField, View
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.map.days_sheet import DaysSheet
from wehere_desktop.screens.map.finding import find
from wehere_desktop.screens.map.nearby import MOST, NearbyList, in_words, nearest, said_together, together
from wehere_desktop.screens.map.page import MapPage
from wehere_desktop.screens.map.shown import foot_line, how_many, in_view

MIDDLE = Position(53.2, -2.5)


def on_map(*points: MapPoint) -> OnMap:
    """Return a map of places alone."""
    return OnMap({"place": PointField(points)})


@pytest.fixture
def without_browser(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[MapPage]:
    """The page of the map on a computer where the browser cannot be loaded, and two places."""
    monkeypatch.setitem(sys.modules, "PySide6.QtWebEngineWidgets", None)
    with desk.book.change("Two places"):
        beat = desk.book.beats.all()[0].id
        for name, lat in (("Elm Hall", 53.21), ("Oak Hall", 53.30)):
            desk.book.places.add(
                Place(
                    id=desk.book.world.new_id(),
                    name=name,
                    place_kind=PlaceKind.LIBRARY,
                    beat=beat,
                    latitude=lat,
                    longitude=-2.5,
                )
            )
    page = MapPage(desk)
    page.resize(1182, 688)
    page.show()
    page.refresh(None)
    page.narrowing.clear()
    settle(desk)
    yield page
    page.hide()
    page.deleteLater()


def test_that_without_a_browser_the_page_says_so_and_its_list_still_answers(
    without_browser: MapPage, desk: Desk
) -> None:
    page = without_browser
    said = " ".join(each.text() for each in page.map.findChildren(QLabel))
    assert "The map cannot be drawn on this computer" in said
    assert "Ask your IT support" in said
    assert {page.list.item(row).text().partition("\n")[0] for row in range(page.list.count())} == {
        "Elm Hall",
        "Oak Hall",
    }
    page.words.setText("Oak Hall")
    page.words.returnPressed.emit()
    settle(desk)
    page.list.setCurrentRow(0)
    settle(desk)
    page.refresh(None)
    settle(desk)
    assert told(desk).sentences == []
    assert page.list.count() == 2


def test_that_without_a_browser_a_postcode_brings_what_is_nearest_to_it_first(
    without_browser: MapPage, desk: Desk
) -> None:
    page = without_browser
    for typed, first in (("53.30, -2.5", "Oak Hall"), ("53.20, -2.5", "Elm Hall")):
        page.words.setText(typed)
        page.words.returnPressed.emit()
        settle(desk)
        assert page.list.item(0).text().startswith(first)


def test_that_the_list_says_how_far_and_in_which_direction() -> None:
    held = on_map(
        MapPoint("n", 53.21, -2.5, "North", "school", "late", nobody=True),
        MapPoint("h", 53.2, -2.5, "Here", "library", "kept"),
        MapPoint("w", 53.2, -2.53, "West", "pub", "due"),
    )
    assert [in_words(each) for each in nearest(held, MIDDLE)] == [
        "library · in touch · 0 m",
        "school · losing touch · nobody named · 1.1 km north",
        "pub · due within a week · 2.0 km west",
    ]


def test_that_what_is_chosen_is_in_the_list_however_far_it_lies() -> None:
    near = [MapPoint(f"p{number}", 53.2, -2.5, f"Place {number}") for number in range(MOST + 5)]
    far = MapPoint("far", 53.5, -2.1, "Far")
    assert "far" not in {each.point.id for each in nearest(on_map(*near, far), MIDDLE)}
    assert nearest(on_map(*near, far), MIDDLE, ("place", "far"))[-1].point == far


def test_that_a_place_on_several_layers_is_one_line_that_says_all_of_it() -> None:
    elm = MapPoint("elm", 53.21, -2.5, "Elm Hall", "library", "late", nobody=True)
    held = OnMap(
        {
            "place": PointField([elm, MapPoint("oak", 53.2, -2.5, "Oak", "pub", "kept")]),
            "visit": PointField(
                [replace(elm, state="", nobody=False, weight=2), MapPoint("ash", 53.3, -2.5, "Ash", "farm")]
            ),
            ROUND: PointField([replace(elm, kind="1st call", state="", nobody=False)]),
            "concern": PointField([MapPoint("elm", 53.4, -2.5, "Not a place")]),
        }
    )
    lines = nearest(held, MIDDLE)
    assert [(each.layer, in_words(each)) for each in lines] == [
        ("place", "pub · in touch · 0 m"),
        ("place", "1st call · losing touch · nobody named · visited 2 times · 1.1 km north"),
        ("visit", "farm · visited once · 11.1 km north"),
        ("concern", "open concern · 22.2 km north"),
    ]
    first = held.find("place", "elm")
    assert first is not None
    said = said_together(together(held, "place", first))
    assert said == "1st call · library · losing touch · nobody named · visited 2 times"
    shown = NearbyList()
    shown.put(lines)
    for layer in ("place", "visit", ROUND):
        assert nearest(held, MIDDLE, (layer, "elm")) == lines
        assert shown.mark(layer, "elm")
        assert shown.current() == ("place", "elm")
    assert shown.mark("concern", "elm")
    assert not shown.mark("priority", "elm")


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [(53.3, -2.5, "north"), (53.3, -2.33, "north-east"), (53.1, -2.67, "south-west"), (53.2, -2.6, "west")],
)
def test_that_directions_are_those_of_the_compass(lat: float, lon: float, words: str) -> None:
    assert compass_point(MIDDLE, Position(lat, lon)) == words


def test_that_the_words_of_the_map_count_what_is_there_and_never_claim_a_request() -> None:
    held = on_map(MapPoint("n", 53.21, -2.5, "North", "school", "late"), MapPoint("s", 53.1, -2.5, "South"))
    assert how_many(held) == "2 places"
    assert in_view(held, View(53.2, -2.6, 53.3, -2.4, 12)) == "In view: 1 place, 1 losing touch."
    assert in_view(held, View(50.2, -2.6, 50.3, -2.4, 12)) == "In view: nothing of what was chosen."
    assert foot_line(held, 0).endswith("Works without any network: 0 requests sent.")
    assert foot_line(held, 2).endswith("Works without any network: 0 requests sent, 2 refused.")


@pytest.mark.parametrize("typed", ["Northwhich", "northwitch", "Northwih"])
def test_that_a_town_is_found_with_a_slip_of_the_pen(desk: Desk, typed: str) -> None:
    assert find(desk.book, typed, desk.today()).words == "Northwich"


@pytest.mark.parametrize("typed", ["", "qqqqqq", "xyz", "<script>"])
def test_that_what_is_like_nothing_is_refused_and_not_guessed(desk: Desk, typed: str) -> None:
    with pytest.raises(Refusal):
        find(desk.book, typed, desk.today())


def test_that_other_days_of_visits_are_typed_and_a_wrong_order_is_said_beside_its_field(desk: Desk) -> None:
    page = MapPage(desk)
    sheet = DaysSheet(desk, page.narrowing.spell)
    sheet.chosen.connect(page.narrowing.want_spell)
    sheet.form.fill({"first": date(2026, 11, 2), "last": date(2026, 11, 1)})
    sheet.keep()
    assert "visit" not in page.narrowing.layers
    sheet.form.fill({"first": date(2026, 10, 1), "last": date(2026, 11, 1)})
    sheet.keep()
    assert page.narrowing.wanted_on_map().visits == (date(2026, 10, 1), date(2026, 11, 1))
    assert "1 Oct to 1 Nov" in page.narrowing.days_chip.text()
    settle(desk)
    sheet.deleteLater()
    page.deleteLater()
