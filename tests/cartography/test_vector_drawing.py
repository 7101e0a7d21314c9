"""What the usual packs call their things is drawn in our own styles, each from the zoom at which it helps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.packs_made import feature, town_tile, vector_tile
from wehere_desktop.cartography.drawing import Fill, Stroke
from wehere_desktop.cartography.pack_style import FROM_ZOOM, NAMES_FROM_ZOOM, ORDER, Form, is_wanted, name_of, style_of
from wehere_desktop.cartography.palette import PRINT
from wehere_desktop.cartography.vector_drawing import Square, draw_square
from wehere_desktop.formats.pack_facts import unpacked
from wehere_desktop.formats.vector_tile import TileLayer, read_vector_tile


def read(held: bytes) -> tuple[TileLayer, ...]:
    """Return the layers of a tile."""
    made = read_vector_tile(unpacked(held) or b"", is_wanted)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("layer", "form", "tells", "style"),
    [
        ("transportation", "lines", {"class": "motorway"}, "motorway"),
        ("transportation", "lines", {"class": "primary"}, "main"),
        ("transportation", "lines", {"class": "ferry"}, ""),
        ("water", "areas", {"class": "ocean"}, "estuary"),
        ("water", "areas", {}, "lake"),
        ("landcover", "areas", {"class": "wood"}, "wood"),
        ("boundary", "lines", {"admin_level": 6}, "authority"),
        ("boundary", "lines", {"admin_level": 10}, ""),
        ("place", "points", {"class": "village"}, "3"),
        ("roads_local", "lines", {"type": "Motorway"}, "motorway"),
        ("roads", "lines", {"type": "B Road"}, "second"),
        ("waterlines", "lines", {"type": "MHW"}, ""),
        ("waterlines", "lines", {"type": "Local"}, "stream"),
        ("local_buildings", "areas", {}, "building"),
        ("greenspaces", "areas", {"type": "Cemetery"}, "park"),
        ("names", "points", {"type": "Suburban Area", "name1": "Elm"}, "3"),
        ("streets", "lines", {"kind": "residential"}, "street"),
        ("water_polygons", "areas", {"kind": "river"}, "lake"),
        ("water_lines", "lines", {"kind": "canal"}, "canal"),
        ("place_labels", "points", {"kind": "hamlet"}, "4"),
        ("roads", "lines", {"kind": "highway", "kind_detail": "motorway"}, "motorway"),
        ("roads", "lines", {"kind": "minor_road", "kind_detail": "service"}, "service"),
        ("places", "points", {"kind": "locality", "kind_detail": "town"}, "2"),
        ("water", "lines", {"kind": "river"}, "river"),
        ("earth", "areas", {}, ""),
        ("", "areas", {"class": 7}, ""),
    ],
)
def test_that_each_way_of_naming_things_finds_our_style(
    layer: str, form: Form, tells: dict[str, Any], style: str
) -> None:
    assert style_of(layer, form, tells) == style


def test_that_every_style_has_its_place_in_the_order_and_every_name_its_zoom() -> None:
    assert set(FROM_ZOOM) <= set(ORDER)
    assert name_of("roads", "lines", {"kind": "major_road", "ref": "A54;A533"}) == ("A54", "road")
    assert name_of("transportation_name", "lines", {"class": "minor", "name": "Elm Road"}) == ("Elm Road", "street")
    assert name_of("transportation_name", "lines", {"class": "rail", "name": "Elm Line"}) is None
    assert name_of("names", "points", {"type": "Water", "name1": "Elm Mere"}) == ("Elm Mere", "water")
    for kind in ("road", "street", "water"):
        assert kind in NAMES_FROM_ZOOM


def test_that_houses_are_drawn_looked_at_closely_only() -> None:
    layers = read(town_tile())
    far, _ = draw_square(layers, Square(), zoom=12)
    near, _ = draw_square(layers, Square(), zoom=15)
    assert len(near.primitives) == len(far.primitives) + 1


def test_that_a_quarter_of_a_tile_shows_its_own_part_twice_as_large() -> None:
    layers = read(vector_tile({"water": [feature("POLYGON ((0 0, 2048 0, 2048 2048, 0 2048, 0 0))")]}))
    north_west, _ = draw_square(layers, Square(2, 0, 0), zoom=12)
    south_east, _ = draw_square(layers, Square(2, 1, 1), zoom=12)
    lake = PRINT.look("lake").fill
    (water,) = (each for each in north_west.primitives if isinstance(each, Fill) and each.colour == lake)
    xs, ys = zip(*water.rings[0], strict=True)
    assert min(xs) <= 0
    assert max(xs) >= north_west.width
    assert min(ys) <= 0
    assert max(ys) >= north_west.height
    spilled = [each for each in south_east.primitives if isinstance(each, Fill) and each.colour == lake]
    assert all(x <= 0 or y >= south_east.height for each in spilled for ring in each.rings for x, y in ring)


def test_that_all_casings_lie_under_all_roads_so_that_junctions_are_open() -> None:
    roads = [
        feature(f"LINESTRING (0 {at}, 4096 {at})", **{"class": kind}) for at, kind in ((9, "minor"), (99, "trunk"))
    ]
    drawing, _ = draw_square(read(vector_tile({"transportation": roads})), Square(), zoom=15)
    strokes = [each for each in drawing.primitives if isinstance(each, Stroke)]
    assert [each.colour for each in strokes] == [
        PRINT.look("lane").casing,
        PRINT.look("trunk").casing,
        PRINT.look("lane").fill,
        PRINT.look("trunk").fill,
    ]


def test_that_a_street_is_named_along_it_and_never_upside_down() -> None:
    road = feature("LINESTRING (3600 2000, 400 2400)", name="Elm Road", **{"class": "minor"})
    _, (name,) = draw_square(read(vector_tile({"transportation_name": [road]})), Square(), zoom=16)
    assert (name.text, name.kind) == ("Elm Road", "street")
    assert -10 < name.angle < 0
    assert name.room == pytest.approx(201, abs=2)


def test_that_ground_beyond_the_pack_is_left_to_the_sketch() -> None:
    drawing, _ = draw_square((), Square(), zoom=12, covered=(0.0, 0.5, 0.5, 1.0))
    (ground,) = drawing.primitives
    assert isinstance(ground, Fill)
    assert {x for x, _ in ground.rings[0]} == {0.0, drawing.width / 2}
    assert {y for _, y in ground.rings[0]} == {drawing.height / 2, drawing.height}
