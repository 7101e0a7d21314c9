"""Positions on the ground and the distances between them."""

from __future__ import annotations

import math
import re

from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Refusal

_POLE, _DATE_LINE = 90.0, 180.0

EARTH_RADIUS = 6_371_008.8
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
"""Mean radius of the earth in metres (IUGG)."""

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
_POSITION = re.compile(rf"\s*({_NUMBER})\s*°?\s*([NS]?)\s*[,;\s]\s*({_NUMBER})\s*°?\s*([EW]?)\s*", re.IGNORECASE)
_POSTCODE = re.compile(
    r"([A-PR-UWYZ](?:[0-9][0-9]?|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][0-9]?|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"([0-9][ABD-HJLNP-UW-Z]{2})"
)


@dataclass(frozen=True, slots=True)
class Position:
    """A point in WGS84 degrees, north and east positive; refuses numbers that are not a place on the earth."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        """Refuse what is not finite or lies outside 90 degrees of latitude and 180 of longitude."""
        if not (
            math.isfinite(self.lat)
            and math.isfinite(self.lon)
            and abs(self.lat) <= _POLE
            and abs(self.lon) <= _DATE_LINE
        ):
            raise Refusal(
                "That is not a position on the earth.",
                remedy="Give a latitude between -90 and 90 and a longitude between -180 and 180, such as 53.19, -2.51.",
                field="position",
                kind="bad-position",
            )

    def __str__(self) -> str:
        """Return latitude and longitude with five decimals (about a metre), as `parse_position` reads them."""
        return f"{self.lat:.5f}, {self.lon:.5f}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in WGS84 degrees, edges included."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, position: Position) -> bool:
        """Say whether the position lies in the rectangle or on its edge."""
        return self.south <= position.lat <= self.north and self.west <= position.lon <= self.east


def metres_between(a: Position, b: Position) -> float:
    """Return the great-circle distance in metres (haversine, mean radius; within 0.5 % of the ellipsoid's)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2)
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2)
    chord = half_lat * half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def parse_position(text: str) -> Position:
    """Return the position that a text such as “53.19, -2.51” or “53.19N 2.51W” gives: latitude first, in degrees.

    Raises Refusal for anything else.
    """
    found = _POSITION.fullmatch(text)
    if not found:
        raise Refusal(
            "That is not a position.",
            remedy="Write latitude and longitude in degrees, such as 53.19, -2.51.",
            field="position",
            kind="bad-position",
        )
    lat, north_south, lon, east_west = found.groups()
    return Position(
        -abs(float(lat)) if north_south in {"S", "s"} else float(lat),
        -abs(float(lon)) if east_west in {"W", "w"} else float(lon),
    )


def box_around(position: Position, radius: float) -> Box:
    """Return a rectangle that holds every point within `radius` metres of the position, and little more.

    Near a pole or across the 180th meridian it widens to all longitudes.
    """
    reach = math.degrees(radius / EARTH_RADIUS)
    south, north = max(-_POLE, position.lat - reach), min(_POLE, position.lat + reach)
    if north >= _POLE or south <= -_POLE:
        return Box(south, -_DATE_LINE, north, _DATE_LINE)
    # The widest point of the circle lies a little poleward of its middle, hence the arcsine.
    sideways = math.degrees(math.asin(min(1.0, math.sin(radius / EARTH_RADIUS) / math.cos(math.radians(position.lat)))))
    west, east = position.lon - sideways, position.lon + sideways
    if west < -_DATE_LINE or east > _DATE_LINE:
        west, east = -_DATE_LINE, _DATE_LINE
    return Box(south, west, north, east)


def normal_postcode(text: str) -> str | None:
    """Return a British postcode as the post writes it, “CW7 3EP”, or None where the text is not one.

    Case and blanks do not matter. Letters and figures that look alike (O and 0) are left alone: guessing would send
    someone to another street. Shapes after the Royal Mail's programmers' guide.
    """
    packed = "".join(text.split())
    found = _POSTCODE.fullmatch(packed.upper()) if packed.isascii() else None
    return f"{found[1]} {found[2]}" if found else None


def compass_point(start: Position, end: Position) -> str:
    """Return in which of eight directions one position lies from another: “north”, “south-west”."""
    north = end.lat - start.lat
    east = (end.lon - start.lon) * math.cos(math.radians((start.lat + end.lat) / 2))
    turn = math.degrees(math.atan2(east, north)) % 360
    return _COMPASS[round(turn / 45) % 8]
