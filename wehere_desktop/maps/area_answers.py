"""The areas of priorities as the map page draws them: GeoJSON, longitude first."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.drawn_area import area_kept, square_metres

if TYPE_CHECKING:
    from collections.abc import Collection

    from wehere_desktop.records.beatbook import BeatBook

NONE = b'{"type":"FeatureCollection","features":[]}'
MOST_AREAS = 400
"""Areas drawn at once, the most lately chosen: more would hide the map."""


def areas_on_map(book: BeatBook, beats: Collection[str] = ()) -> bytes:
    """Return the areas of the priorities being worked on, of some beats or of all, with their ids and square metres."""
    found = [_feature(each.id, each.area) for each in book.priorities.drawn(beats)[:MOST_AREAS]]
    features = [each for each in found if each["geometry"]["coordinates"]]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


@lru_cache(maxsize=MOST_AREAS)
def _feature(record: str, text: str) -> dict[str, Any]:
    area = area_kept(text)
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": area.polygons()},
        "properties": {"id": record, "metres": round(square_metres(area))},
    }
