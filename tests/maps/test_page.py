"""The map page stands alone in one small file, asks nothing of any network, and shows every text as text."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wehere_desktop.maps.page import POLICY, MapBeat, MapFacts, MapPlace, edges_in_words, map_page
from wehere_desktop.maps.pins import PINS, letters_and_colour, standing_of
from wehere_desktop.neighbourhood.blurring import BLUR_MEANS
from wehere_desktop.neighbourhood.place import PlaceKind
from wehere_desktop.preferences import resource

HOSTILE = "</script><img src=x onerror=\"alert(1)\"> {{ 7*7 }} {% raw %} \u2028 ${x} ]]> <!-- 'o'"
HALL = MapPlace("Elm Park Hall", "community hall", 53.19, -2.51, "Winsford Wharton", "3 days late", "PCSO Sam Ashdown")
BEAT = MapBeat("Winsford Wharton", ((((53.18, -2.53), (53.18, -2.48), (53.21, -2.48)),),), "Northwich")
FACTS = MapFacts("Key places", (HALL,), (BEAT,), "22 November 2026", "OFFICIAL")
MOST_BYTES = 3 * 1024 * 1024
SCRIPTS = [each for folder in ("map_page", "live_map") for each in resource(folder).glob("*.js")]


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found
    held: dict[str, Any] = json.loads(found[1])
    return held


class Tags(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(page)
    return reader.found


def test_that_no_address_is_in_the_page_but_the_namespaces_of_the_web_itself() -> None:
    page = map_page(FACTS)
    assert {
        address for address in re.findall(r"https?:[\\/]+[^\s\"'<>)]*", page) if "www.w3.org" not in address
    } == set()
    assert not re.search(r"""["'(]//\w""", page)
    assert "sourceMappingURL" not in page
    assert "url(images" not in page
    assert "openstreetmap" not in page.lower()


def test_that_nothing_in_the_page_loads_anything() -> None:
    for tag, attributes in tags_of(map_page(FACTS)):
        assert tag not in {"link", "iframe", "object", "embed", "base", "img", "form"}
        assert not {"src", "href", "srcset", "action", "onload", "onerror", "onclick"} & set(attributes)


def test_that_the_policy_forbids_every_request_and_comes_before_any_script() -> None:
    page = map_page(FACTS)
    assert POLICY.startswith("default-src 'none'")
    assert "http" not in POLICY
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_that_seven_hundred_places_and_all_beats_stay_under_three_megabytes() -> None:
    places = tuple(
        replace(HALL, name=f"{HALL.name} {at}", latitude=53 + at / 2000, longitude=-2.9 + at / 1000)
        for at in range(700)
    )
    ring = tuple((53 + at / 1000, -2.5 + at / 2000) for at in range(200))
    beats = tuple(replace(BEAT, name=f"Beat {at}", polygons=((ring,),)) for at in range(122))
    assert len(map_page(replace(FACTS, places=places, beats=beats)).encode()) < MOST_BYTES


def test_that_hostile_text_in_any_field_stays_text() -> None:
    place = MapPlace(HOSTILE, HOSTILE, 53.19, -2.51, HOSTILE, HOSTILE, HOSTILE)
    facts = MapFacts(HOSTILE, (place,), (MapBeat(HOSTILE, BEAT.polygons, HOSTILE),), HOSTILE, HOSTILE, practice=True)
    page = map_page(facts)
    plain = map_page(replace(FACTS, practice=True))
    assert [tag for tag, _ in tags_of(page)] == [tag for tag, _ in tags_of(plain)]
    assert HOSTILE not in page
    held = data_of(page)
    assert held["places"]["features"][0]["properties"]["name"] == HOSTILE
    assert held["beats"]["features"][0]["properties"]["lpu"] == HOSTILE
    assert held["kinds"][0]["word"] == HOSTILE


@pytest.mark.parametrize("script", sorted(f"{each.parent.name}/{each.name}" for each in SCRIPTS))
def test_that_no_script_of_a_map_can_take_a_text_for_markup(script: str) -> None:
    text = resource(script).read_text(encoding="utf-8")
    taken_as_markup = (
        r"(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc"
    )
    assert re.findall(taken_as_markup, text) == []
    # Leaflet takes a text given to a popup or tooltip for markup: only elements, made of text, may be given.
    assert re.findall(r"(?:bindPopup|setContent|bindTooltip|setPopupContent)\((?!function)", text) == []
    assert re.findall(r"divIcon\([^)]*html|L\.(?:popup|tooltip)\(", text) == []


def test_that_a_hostile_name_in_a_popup_is_put_there_as_text_alone() -> None:
    text = resource("map_page/map.js").read_text(encoding="utf-8")
    card = text[text.index("function row(list") : text.index("var shared = ")]
    assert "head.textContent = title" in card
    assert "said.textContent = text" in card
    assert re.findall(r"bindPopup\(function \(\) \{\s*(?:var [^;]*;\s*)?return (\w+)\(", text) == [
        "card",
        "card",
    ]


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ([], ""),
        ([(False, None)], "Dashed edges of beats are indicative."),
        ([(True, date(2026, 3, 1))], "Solid edges are the beats’ boundaries (since 1 Mar 2026)."),
        (
            [(True, date(2026, 3, 1)), (True, date(2026, 9, 5)), (False, None)],
            "Solid edges are the beats’ boundaries (the latest since 5 Sep 2026); dashed ones are indicative.",
        ),
        ([(True, None)], "Solid edges are the beats’ boundaries."),
    ],
)
def test_that_the_foot_says_what_the_edges_are(edges: list[tuple[bool, date | None]], said: str) -> None:
    beats = tuple(replace(BEAT, drawn=drawn, since=since) for drawn, since in edges)
    assert edges_in_words(beats) == said
    assert html.escape(said) in map_page(replace(FACTS, beats=beats))


def test_that_each_beat_says_what_its_edge_is_and_holes_stay_in_their_polygon() -> None:
    outer, hole = ((53.1, -2.6), (53.1, -2.4), (53.3, -2.5)), ((53.15, -2.52), (53.15, -2.48), (53.2, -2.5))
    held = data_of(map_page(replace(FACTS, beats=(MapBeat("Drawn", ((outer, hole),), drawn=True), BEAT))))
    drawn, other = held["beats"]["features"]
    assert [each["properties"]["edge"] for each in (drawn, other)] == ["boundary", "indicative: the nearest beat"]
    assert [len(ring) for ring in drawn["geometry"]["coordinates"][0]] == [4, 4]


def test_that_a_map_says_whether_its_places_stand_exactly_or_only_roughly() -> None:
    inside, outside = map_page(FACTS), map_page(replace(FACTS, public=True, marking=""))
    assert "for the team, not to be handed out" in inside
    assert BLUR_MEANS in outside
    assert BLUR_MEANS not in inside
    assert "no contact yet" in inside
    assert "no contact yet" not in outside[: outside.index("</body>")]


@settings(max_examples=15)
@given(st.text(max_size=40), st.text(max_size=10))
def test_that_any_name_and_kind_can_be_shown(name: str, kind: str) -> None:
    page = map_page(replace(FACTS, places=(replace(HALL, name=name, kind=kind),)))
    page.encode()
    assert data_of(page)["places"]["features"][0]["properties"]["name"] == name.encode("utf-8", "replace").decode()


def test_that_half_a_surrogate_pair_does_not_keep_the_page_from_being_written() -> None:
    assert map_page(replace(FACTS, title="Hall \ud800", places=(replace(HALL, name="Hall \ud800"),))).encode()


def test_that_places_are_one_collection_of_points_with_their_words() -> None:
    held = data_of(map_page(FACTS))
    assert held["places"]["type"] == "FeatureCollection"
    feature = held["places"]["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-2.51, 53.19]}
    assert feature["properties"]["standing"] == "late"
    assert feature["properties"]["state"] == "3 days late"
    assert held["kinds"] == [
        {"word": "community hall", "count": 1, "letters": "C", "colour": PINS["community hall"][1]}
    ]
    ring = held["beats"]["features"][0]["geometry"]["coordinates"][0][0]
    assert ring[0] == ring[-1] == [-2.53, 53.18]


def test_that_the_same_facts_give_the_same_page() -> None:
    assert map_page(FACTS) == map_page(FACTS)


def test_that_a_book_without_places_is_a_map_all_the_same() -> None:
    held = data_of(map_page(MapFacts("Key places", ())))
    assert held["places"]["features"] == []
    assert held["kinds"] == []
    assert held["sketch"]["lines"]


def test_that_the_marking_stands_at_top_and_bottom_and_a_practice_book_says_so() -> None:
    page = map_page(replace(FACTS, practice=True))
    body = page[page.index("<body>") : page.index("</body>")]
    assert body.count("OFFICIAL") == 2
    assert "Practice book" in body
    assert "Practice book" not in map_page(FACTS)
    unmarked = map_page(replace(FACTS, marking=""))
    assert "OFFICIAL" not in unmarked


def test_that_the_page_can_be_zoomed_and_says_its_language() -> None:
    page = map_page(FACTS)
    assert '<html lang="en-GB">' in page
    assert "user-scalable" not in page


def test_that_every_kind_of_place_has_its_own_letters() -> None:
    assert set(PINS) == {kind.value for kind in PlaceKind}
    assert len({letters for letters, _ in PINS.values()}) == len(PINS)


@given(st.lists(st.text(max_size=12), unique=True, max_size=30))
def test_that_no_two_kinds_share_letters_whatever_a_team_calls_them(kinds: list[str]) -> None:
    letters = [letters for letters, _ in letters_and_colour([*kinds, "school"] if "school" not in kinds else kinds)]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("3 days late", "late"),
        ("1 day late", "late"),
        ("no contact yet", "none"),
        ("to open", "opening"),
        ("due today", "due"),
        ("in touch", "kept"),
        ("", "kept"),
    ],
)
def test_that_each_state_has_its_ring(state: str, standing: str) -> None:
    assert standing_of(state) == standing
