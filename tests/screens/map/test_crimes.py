"""Published crimes on the map: clustered by how many, narrowed by month and kind, and never without their caveat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from tests.crime_files import BEHAVIOUR, BURGLARY, SOLVED, UNSOLVED, a_crime, street_file
from tests.desk.a_desk import settle
from wehere_desktop.desk.screen import Desk
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.maps.live_answers import MapWanted, on_map, points_of
from wehere_desktop.neighbourhood.crime import CAVEAT
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.crime_file import CRIMES_FILE
from wehere_desktop.records.place_list import PlacesWanted
from wehere_desktop.records.point_field import MOST_FEATURES, View
from wehere_desktop.screens.map.card_facts import card_of
from wehere_desktop.screens.map.narrowing import Narrowing
from wehere_desktop.screens.map.shown import foot_line, how_many, in_view

TODAY = date(2026, 11, 22)
VIEW = View(52.9, -3.2, 53.6, -1.9, 10)
CRIME = frozenset({"crime"})
HOSTILE = "On or near <img src=x onerror=alert(1)>"


@pytest.fixture
def crimes(laptop_home: Path, tmp_path: Path) -> None:
    """Two months: burglaries and antisocial behaviour at one point, more of it some streets off."""
    here = {"lat": "53.194200", "lon": "-2.511300", "street": HOSTILE}
    january = [
        a_crime("a", kind=BURGLARY, outcome=SOLVED, **here),
        a_crime("b", kind=BURGLARY, outcome=UNSOLVED, **here),
        a_crime(**here),
        a_crime(lat="", lon="", area=""),
    ]
    february = [a_crime(month="2019-02", lat=f"53.19{at}000") for at in range(5)]
    for rows, name in ((january, "2019-01-cheshire-street.csv"), (february, "2019-02-cheshire-street.csv")):
        bring_in_crimes(laptop_folder(), street_file(tmp_path, rows, name), today=TODAY)


def features(desk: Desk, **wanted: object) -> list[dict[str, object]]:
    """Return the properties of what the map shows of crimes alone."""
    held = on_map(desk.book, MapWanted(layers=CRIME, **wanted), today=desk.today())  # type: ignore[arg-type] # of MapWanted
    return [each["properties"] for each in json.loads(points_of(held, VIEW))["features"]]


@pytest.mark.usefixtures("crimes")
def test_that_months_and_kinds_are_chosen_and_a_cluster_counts_crimes(desk: Desk) -> None:
    assert sum(int(str(each.get("c", each.get("w", 1)))) for each in features(desk)) == 5
    assert sum(int(str(each.get("c", each.get("w", 1)))) for each in features(desk, crime_months=12)) == 8
    (burglaries,) = features(desk, crime_months=12, crime_categories=(BURGLARY,))
    assert burglaries == {"l": "crime", "i": "53194200,-2511300", "n": HOSTILE, "w": 2}


@pytest.mark.usefixtures("crimes")
def test_that_the_caveat_stands_in_legend_foot_and_card_while_crimes_are_shown(desk: Desk) -> None:
    held = on_map(desk.book, MapWanted(layers=CRIME, crime_months=12), today=desk.today())
    legend = json.loads(held.legend)["layers"]["crime"]
    assert legend["on"] is True
    assert (
        legend["words"] == "crimes, January to February 2019, at a point near, never the place; 1 other without a place"
    )
    assert CAVEAT in foot_line(held, 0)
    assert CAVEAT not in foot_line(on_map(desk.book, MapWanted(), today=desk.today()), 0)
    assert how_many(held) == "8 published crimes"
    assert in_view(held, VIEW) == "In view: 8 published crimes."
    card = card_of(desk.book, "crime", "53194200,-2511300", desk.today(), held.crimes)
    assert card is not None
    assert (card.title, card.under) == (HOSTILE, "3 published crimes")
    lines = [(line.what, line.said) for line in card.lines]
    assert lines == [
        ("2", "Burglary: investigation complete; no suspect identified 1, local resolution 1"),
        ("1", BEHAVIOUR),
        ("When", "January 2019 (3)"),
        ("Where", CAVEAT),
    ]
    assert card_of(desk.book, "crime", "1,1", desk.today(), held.crimes) is None


@pytest.mark.usefixtures("crimes")
def test_that_a_beat_narrows_crimes_as_it_narrows_places(desk: Desk) -> None:
    beats = {each.police_id: each.id for each in desk.book.beats.current(desk.today())}
    near, far = (
        features(desk, crime_months=12, places=PlacesWanted(beats=(beat,)))
        for beat in (desk.book.beats.known_as("Winsford Wharton")[0].id, beats["AA01"])
    )
    assert near
    assert far == []


def test_that_a_laptop_without_crimes_or_with_damaged_ones_says_so_and_shows_the_rest(
    desk: Desk, laptop_home: Path
) -> None:
    def legend() -> str:
        held = on_map(desk.book, MapWanted(layers=CRIME), today=desk.today())
        assert features(desk) == []
        return str(json.loads(held.legend)["layers"]["crime"]["words"])

    assert legend() == "no published crimes have been brought in on this laptop"
    laptop_home.mkdir(parents=True, exist_ok=True)
    (laptop_home / CRIMES_FILE).write_bytes(b"no database at all" * 400)
    assert "are damaged" in legend()


@pytest.fixture
def narrowing(desk: Desk) -> Iterator[Narrowing]:
    """The chips, on show."""
    made = Narrowing(desk)
    made.show()
    yield made
    settle(desk)
    made.hide()
    made.deleteLater()


@pytest.mark.usefixtures("crimes")
def test_that_the_chip_offers_the_months_and_kinds_there_are(narrowing: Narrowing, desk: Desk) -> None:
    assert not narrowing.crimes_chip.isVisibleTo(narrowing)
    narrowing.turn_on("crime")
    assert narrowing.crimes_chip.text() == "Published crimes ▾"
    narrowing.tell_crimes(on_map(desk.book, narrowing.wanted_on_map(), today=desk.today()).crimes)
    assert narrowing.crimes_chip.text() == "Crimes of February 2019 ▾"
    narrowing.crimes_chip.click()
    (menu,) = (each for each in narrowing.findChildren(QMenu) if each.accessibleName() == "Which crimes")
    lines = {line.text(): line for line in menu.actions() if line.text()}
    assert list(lines) == [
        "February 2019",
        "January to February 2019",
        "All kinds of crime",
        BEHAVIOUR,
        BURGLARY,
        "Bring in a file from data.police.uk…",
    ]
    lines["January to February 2019"].trigger()
    menu.close()
    assert narrowing.wanted_on_map().crime_months == 3
    narrowing.want_crimes(3, (BURGLARY,))
    assert narrowing.crimes_chip.text() == "Crimes of January to February 2019, Burglary ▾"
    assert "never the place" in narrowing.in_words()


def test_that_no_more_features_are_sent_than_a_page_may_hold(desk: Desk, laptop_home: Path, tmp_path: Path) -> None:
    rows = [a_crime(lat=f"{53.0 + at % 70 / 150:.6f}", lon=f"{-3.0 + at // 70 / 75:.6f}") for at in range(4_000)]
    bring_in_crimes(laptop_folder(), street_file(tmp_path, rows), today=TODAY)
    every = frozenset({"place", "crime", "visit", "concern", "priority", "meeting"})
    held = on_map(desk.book, MapWanted(layers=every), today=desk.today())
    for zoom in range(8, 19):
        found = json.loads(points_of(held, View(52.9, -3.2, 53.6, -1.9, zoom)))["features"]
        assert len(found) <= MOST_FEATURES
        assert sum(int(each["properties"].get("c", each["properties"].get("w", 1))) for each in found) == 4_000
