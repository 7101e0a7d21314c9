"""The calls of a day on the map: asked for by their day, numbered and joined, and told in list and card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from tests.desk.a_desk import settle
from tests.elm_park import TODAY, a_place
from tests.screens.map.waiting import wait_until
from wehere_desktop.desk.screen import Desk
from wehere_desktop.neighbourhood.week_plan import WeekPlan
from wehere_desktop.records.week_plans import keep_week_plan
from wehere_desktop.screens.map.page import MapPage

HOSTILE = "</script><img src=https://example.com/x onerror=\"document.title='taken'\">"
MONDAY = TODAY + timedelta(days=1)

pytestmark = pytest.mark.long


def asked(page: MapPage, desk: Desk, script: str) -> Any:
    """Return what the page in the browser answers."""
    answers: list[Any] = []
    page.map.ask(f"JSON.stringify({script})", answers.append)
    wait_until(desk, lambda: bool(answers))
    return json.loads(answers[0]) if answers[0] else None


@pytest.fixture
def page(desk: Desk) -> Iterator[MapPage]:
    """The map of a book with a Monday of three calls, the second of a hostile name, and a Tuesday of one."""
    with desk.book.change("Lay out"):
        beat = desk.book.beats.known_as("Winsford Wharton")[0].id
        made = [
            desk.book.places.add(a_place(desk.book, name, beat=beat, latitude=53.18 + at / 100, longitude=-2.5)).id
            for at, name in enumerate(("Ash School", HOSTILE, "Cedar Hall", "Dale Shop", "Station"))
        ]
    plan = WeekPlan(MONDAY, start=made[4]).put(made[:3], 0).put([made[3]], 1)
    keep_week_plan(desk.book, plan)
    shown = MapPage(desk)
    shown.resize(1182, 688)
    shown.show()
    shown.refresh(None)
    shown.show_record("round", MONDAY.isoformat())
    wait_until(desk, lambda: len(asked(shown, desk, "the_map.round.stops()") or ()) == 4)
    yield shown
    settle(desk)
    shown.hide()
    shown.deleteLater()


def order(page: MapPage, desk: Desk) -> list[tuple[str, int]]:
    """Return names and numbers as the page in the browser has them."""
    found = asked(page, desk, "the_map.round.stops().map(function (each) { return each.properties; })")
    return [(each["n"], each["o"]) for each in found]


def test_that_a_round_is_numbered_and_its_call_clicked_is_told_in_list_and_card(page: MapPage, desk: Desk) -> None:
    assert order(page, desk) == [("Station", 0), ("Cedar Hall", 1), (HOSTILE, 2), ("Ash School", 3)]
    rows = [page.list.item(row).text() for row in range(page.list.count())]
    assert any(row.startswith(f"{HOSTILE}\n2nd call, 1.2 km from the one before") for row in rows)
    assert page.narrowing.round_chip.text() == "Calls of Mon 23 Nov ▾"
    wait_until(desk, lambda: asked(page, desk, "the_map.round.stops()[2].at"))
    spot = asked(page, desk, "the_map.layerPointToContainerPoint(the_map.round.stops()[2].at)")
    browser, inner = page.map.browser, page.map.page
    assert browser is not None
    assert inner is not None
    at = QPoint(round(spot["x"]), round(spot["y"]))
    QTest.mouseClick(browser, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    wait_until(
        desk,
        lambda: "2nd call, 1.2 km from the one before" in [each.text() for each in page.card.findChildren(QLabel)],
    )
    assert page.list.currentItem().text().startswith(HOSTILE)
    assert inner.title() == "Map"
    assert page.map.requests_refused == 0


def test_that_another_day_is_chosen_from_its_chip_and_the_round_is_turned_off(page: MapPage, desk: Desk) -> None:
    page.narrowing.round_chip.click()
    (menu,) = (each for each in page.findChildren(QMenu) if each.accessibleName() == "Calls of which day")
    lines = {each.text(): each for each in menu.actions() if each.text()}
    assert list(lines) == ["Mon 23 Nov: 3 calls", "Tue 24 Nov: 1 call", "Plan calls in Week…"]
    lines["Tue 24 Nov: 1 call"].trigger()
    menu.close()
    wait_until(desk, lambda: order(page, desk) == [("Station", 0), ("Dale Shop", 1)])
    page.narrowing.want_layers(frozenset({"place"}))
    wait_until(desk, lambda: order(page, desk) == [])


def test_that_a_plan_changed_meanwhile_is_shown_when_the_map_is_seen_again(page: MapPage, desk: Desk) -> None:
    page.hide()
    keep_week_plan(desk.book, WeekPlan(MONDAY))
    page.show()
    wait_until(desk, lambda: order(page, desk) == [])
    assert "none planned" in page.narrowing.in_words()


def test_that_the_map_as_shown_is_printed_with_the_round(page: MapPage, desk: Desk) -> None:
    wait_until(desk, page.prints)
    (offer,) = page.prints()
    assert offer.make(desk.book).startswith(b"%PDF")
