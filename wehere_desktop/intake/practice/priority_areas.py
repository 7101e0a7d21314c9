"""Where the priorities of the practice book lie: most have an area drawn round a few streets, the others a point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.boundary import METRES_PER_DEGREE
from wehere_desktop.neighbourhood.drawn_area import DrawnArea, closed, middle_of, with_corner

if TYPE_CHECKING:
    from wehere_desktop.intake.practice.chance import Chance
    from wehere_desktop.neighbourhood.ground import Position

_WITH_AREA = 0.7
_CORNERS = (6, 10)
_NEAREST, _FURTHEST = 140.0, 380.0
"""Metres from the middle of the area to its corners."""
_AWAY = 250.0
"""Metres from the middle of the locality to that of the area, at most: two priorities seldom lie alike."""


def whereabouts_near(at: Position, chance: Chance) -> dict[str, Any]:
    """Return the fields of a priority that say where it lies, about a position: area, latitude and longitude."""
    across, up = METRES_PER_DEGREE
    middle_lat = at.lat + chance.part(-_AWAY, _AWAY) / up
    middle_lon = at.lon + chance.part(-_AWAY, _AWAY) / across
    if not chance.happens(_WITH_AREA):
        return {"latitude": round(middle_lat, 6), "longitude": round(middle_lon, 6)}
    area, corners = DrawnArea(), chance.whole(*_CORNERS)
    for corner in range(corners):
        # Turning once round the middle, the line crosses itself nowhere
        turned = 2 * math.pi * (corner + chance.part(-0.3, 0.3)) / corners
        away = chance.part(_NEAREST, _FURTHEST)
        lat, lon = middle_lat + away * math.sin(turned) / up, middle_lon + away * math.cos(turned) / across
        area = with_corner(area, lat, lon)
    area = closed(area)
    middle = middle_of(area)
    return {"area": area.text(), "latitude": middle.lat, "longitude": middle.lon}
