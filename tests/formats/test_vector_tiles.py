"""Vector tiles become plain shapes; one that contradicts itself, or holds more than any map does, is none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from mapbox_vector_tile.Mapbox import vector_tile_pb2

from tests.formats.packs_made import feature, town_tile, vector_tile
from wehere_desktop.formats.pack_facts import unpacked
from wehere_desktop.formats.vector_tile import MOST_FEATURES, is_vector_tile, read_vector_tile


def every(_: str) -> bool:
    """Want any layer."""
    return True


def test_that_only_the_layers_asked_for_are_read_with_rings_lines_and_points() -> None:
    held = vector_tile(
        {
            "water": [
                feature("POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0), (20 20, 20 40, 40 40, 20 20))", kind="lake")
            ],
            "roads": [feature("MULTILINESTRING ((0 0, 50 50), (60 60, 90 60))", lanes=2)],
            "place": [feature("POINT (7 9)", name="Élm")],
            "poi": [feature("POINT (1 1)", name="no")],
        },
        packed=False,
    )
    read = read_vector_tile(held, lambda name: name != "poi")
    assert read is not None
    layers = {layer.name: layer for layer in read}
    assert set(layers) == {"water", "roads", "place"}
    assert layers["water"].extent == 4096
    (lake,), (road,), (place,) = (layers[name].shapes for name in ("water", "roads", "place"))
    assert (lake.form, len(lake.parts), lake.tells) == ("areas", 2, {"kind": "lake"})
    assert (road.form, road.parts, road.tells) == ("lines", (((0, 0), (50, 50)), ((60, 60), (90, 60))), {"lanes": 2})
    assert (place.form, place.parts, place.tells) == ("points", (((7, 9),),), {"name": "Élm"})


def test_that_a_shape_of_no_known_form_is_passed_over_and_the_rest_is_read() -> None:
    tile = vector_tile_pb2.tile()
    tile.ParseFromString(vector_tile({"place": [feature("POINT (1 2)", name="Elm")]}, packed=False))
    tile.layers[0].features.add().geometry.extend([9, 2, 2])
    read = read_vector_tile(tile.SerializeToString(), every)
    assert read is not None
    assert [shape.tells for shape in read[0].shapes] == [{"name": "Elm"}]


def test_that_a_line_without_an_end_or_a_word_that_is_not_there_is_no_tile() -> None:
    tile = vector_tile_pb2.tile()
    layer = tile.layers.add(name="roads", version=2)
    layer.features.add(type=2).geometry.extend([9, 0, 0, (1 << 29 - 3) | 2, 4])
    assert read_vector_tile(tile.SerializeToString(), every) is None
    layer.features[0].geometry[:] = [9, 0, 0]
    layer.features[0].tags.extend([7, 7])
    assert read_vector_tile(tile.SerializeToString(), every) is None


def test_that_a_tile_with_more_things_than_any_map_is_none() -> None:
    tile = vector_tile_pb2.tile()
    layer = tile.layers.add(name="roads", version=2)
    for _ in range(MOST_FEATURES + 1):
        layer.features.add()
    assert read_vector_tile(tile.SerializeToString(), every) is None


def test_that_a_layer_of_no_size_is_left_out() -> None:
    tile = vector_tile_pb2.tile()
    tile.layers.add(name="roads", version=2, extent=0)
    assert read_vector_tile(tile.SerializeToString(), every) == ()


def test_that_bytes_that_are_no_tile_are_none() -> None:
    for held in (b"", b"GIF89a", b"\xff" * 40, bytes(20)):
        assert not is_vector_tile(held)
    assert is_vector_tile(unpacked(town_tile()) or b"")


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6), st.integers(1, 2000))
def test_that_whatever_is_flipped_in_a_tile_it_is_shapes_or_none(flips: list[tuple[int, int]], length: int) -> None:
    held = bytearray(unpacked(town_tile()) or b"")
    for at, byte in flips:
        held[at % len(held)] = byte
    read = read_vector_tile(bytes(held[:length]), every)
    assert read is None or all(shape.form in {"points", "lines", "areas"} for layer in read for shape in layer.shapes)
