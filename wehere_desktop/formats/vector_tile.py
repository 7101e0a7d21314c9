"""Vector tiles (Mapbox Vector Tile 2) read into plain shapes: the layers asked for, never more than a tile holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from wehere_desktop.formats.pack_facts import LARGEST_TILE

MOST_LAYERS = 100
MOST_FEATURES = 60_000
MOST_NUMBERS = 2_000_000
"""Numbers that tell the shapes of one tile; a dense tile of a town has a tenth of it."""

_KNOWN_FORMS = frozenset({1, 2, 3})

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing of a tile: points, lines or rings in steps of the tile's `extent`, x to the east and y to the south.

    `tells` is what is written with it: short words and numbers by name, written by somebody else.
    """

    form: Literal["points", "lines", "areas"]
    parts: tuple[Ring, ...]
    tells: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TileLayer:
    """The shapes of one layer, and how many steps the side of the tile has."""

    name: str
    extent: int
    shapes: tuple[Shape, ...]


def read_vector_tile(held: bytes, wanted: Callable[[str], bool]) -> tuple[TileLayer, ...] | None:
    """Return the layers of an unpacked tile whose name is `wanted`, in their order; None if it is no such tile.

    A tile that says more than `MOST_FEATURES` things or `MOST_NUMBERS` numbers is none either.
    """
    parsed = _parsed(held)
    if parsed is None:
        return None
    layers = parsed.tile.layers
    if not _is_bearable(layers):
        return None
    for at in reversed(range(len(layers))):
        if not wanted(layers[at].name) or not 0 < layers[at].extent <= 1 << 16:
            del layers[at]
            continue
        features = layers[at].features
        for number in reversed(range(len(features))):
            # The format lets a tile hold shapes of no known form, to be passed over; the library would stop at one
            if features[number].type not in _KNOWN_FORMS:
                del features[number]
    try:
        message = parsed.get_message()
    # What the library meets in a tile that contradicts itself, from a value that is none to a line without an end
    except (ValueError, IndexError, KeyError, AssertionError, OverflowError, TypeError, AttributeError):
        return None
    return tuple(
        TileLayer(name, layer["extent"], tuple(_shape(each) for each in layer["features"] if each["geometry"]))
        for name, layer in message.items()
    )


def is_vector_tile(held: bytes) -> bool:
    """Say whether the bytes of an unpacked tile are a vector tile with at least one layer that has a name."""
    parsed = _parsed(held)
    return parsed is not None and len(parsed.tile.layers) > 0 and all(each.name for each in parsed.tile.layers)


def _parsed(held: bytes) -> Any:
    # Loaded when a first vector tile is drawn: with the library for areas that it brings, 0.2 s
    from google.protobuf.message import DecodeError
    from mapbox_vector_tile.decoder import TileData

    if not held or len(held) > LARGEST_TILE:
        return None
    try:
        parsed = TileData(held, default_options={"y_coord_down": True, "geojson": False})
    except (DecodeError, ValueError, RuntimeError):
        return None
    return parsed if len(parsed.tile.layers) <= MOST_LAYERS else None


def _is_bearable(layers: Any) -> bool:
    if sum(len(layer.features) for layer in layers) > MOST_FEATURES:
        return False
    numbers = 0
    for layer in layers:
        for each in layer.features:
            numbers += len(each.geometry) + len(each.tags)
    return numbers <= MOST_NUMBERS


_FORMS: dict[str, tuple[Literal["points", "lines", "areas"], int]] = {
    "Point": ("points", 0),
    "MultiPoint": ("points", 1),
    "LineString": ("lines", 1),
    "MultiLineString": ("lines", 2),
    "Polygon": ("areas", 2),
    "MultiPolygon": ("areas", 3),
}


def _shape(feature: Mapping[str, Any]) -> Shape:
    geometry = feature["geometry"]
    form, depth = _FORMS[geometry["type"]]
    held = geometry["coordinates"]
    if depth == 0:
        held = [[held]]
    elif depth == 1:
        held = [held]
    elif depth == 3:  # noqa: PLR2004 - areas of several parts, each with its rings
        held = [ring for area in held for ring in area]
    parts = tuple(tuple((x, y) for x, y in part) for part in held)
    return Shape(form, cast("tuple[Ring, ...]", parts), feature["properties"])
