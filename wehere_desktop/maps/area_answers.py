"""The areas of priorities as the map page draws them: GeoJSON, longitude first."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.drawn_area import area_kept, square_metres

if TYPE_CHECKING:
    from collections.abc import Collection

    from wehere_desktop.formats.outlines import Polygon
    from wehere_desktop.records.beatbook import BeatBook

NONE = b'{"type":"FeatureCollection","features":[]}'
MOST_AREAS = 400
"""Areas drawn at once, the most lately chosen: more would hide the map."""


def areas_on_map(book: BeatBook, beats: Collection[str] = ()) -> bytes:
    """Return the areas of the priorities being worked on, of some beats or of all, with their ids and square metres."""
    found = [_feature(each.id, each.area) for each in book.priorities.drawn(beats)[:MOST_AREAS]]
    features = [each for each in found if each["geometry"]["coordinates"]]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def areas_in(answered: bytes) -> list[tuple[str, tuple[Polygon, ...]]]:
    """Return each area of such an answer: its priority's id and its polygons in WGS84 degrees, longitude first."""
    return [
        (
            str(each["properties"]["id"]),
            tuple(
                tuple(tuple((float(lon), float(lat)) for lon, lat in ring) for ring in polygon)
                for polygon in each["geometry"]["coordinates"]
            ),
        )
        for each in json.loads(answered)["features"]
    ]


@lru_cache(maxsize=MOST_AREAS)
def _feature(record: str, text: str) -> dict[str, Any]:
    area = area_kept(text)
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": area.polygons()},
        "properties": {"id": record, "metres": round(square_metres(area))},
    }
