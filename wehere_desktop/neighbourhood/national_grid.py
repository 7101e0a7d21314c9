"""The National Grid: eastings, northings and grid references to and from WGS84, exactly, by OSTN15."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EAST_LIMIT = 700_000
NORTH_LIMIT = 1_250_000
"""Where the shifts of OSTN15 end, in metres from the grid's origin (Ordnance Survey, OSTN15)."""

_SQUARE = 100_000
_KILOMETRE = 1_000
_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_REFERENCE = re.compile(r"([HJNOST][A-HJ-Z])((?:[0-9]{2}){0,5})")
_SPACED_REFERENCE = re.compile(r"([HJNOST][A-HJ-Z])\s*([0-9]{1,5})\s+([0-9]{1,5})")
# The box of Great Britain in degrees: what lies outside need not be tried, and the conversion would only guess.
_SOUTH, _NORTH, _WEST, _EAST = 49.7, 61.0, -8.8, 2.0
_FULL_FIGURES = 10


def to_wgs84(easting: float, northing: float) -> Position:
    """Return where a point of the National Grid lies, within a centimetre; metres in, WGS84 degrees out.

    Raises Refusal for numbers that lie outside Great Britain's grid.
    """
    if not (math.isfinite(easting) and math.isfinite(northing)):
        raise _outside()
    if not (0 < easting < EAST_LIMIT and 0 < northing < NORTH_LIMIT):
        raise _outside()
    lat, lon = _conversions()[0](easting, northing, rounding=8)
    return Position(lat, lon)


def many_to_wgs84(points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield latitude and longitude for many eastings and northings, in WGS84 degrees and within 10 cm of `to_wgs84`.

    Each kilometre square's corners are converted exactly and what lies between is drawn straight, since OSTN15 itself
    is given by kilometre; twenty times as fast for the postcodes of a county. Raises Refusal as `to_wgs84` does.
    """
    convert = _conversions()[0]
    corners: dict[tuple[int, int], tuple[float, float]] = {}

    def corner(east: int, north: int) -> tuple[float, float]:
        known = corners.get((east, north))
        if known is None:
            known = corners[east, north] = convert(east * _KILOMETRE, north * _KILOMETRE, rounding=9)
        return known

    for easting, northing in points:
        if not (0 < easting < EAST_LIMIT and 0 < northing < NORTH_LIMIT):
            raise _outside()
        east, north = int(easting // _KILOMETRE), int(northing // _KILOMETRE)
        along, up = easting - east * _KILOMETRE, northing - north * _KILOMETRE
        right, top = along / _KILOMETRE, up / _KILOMETRE
        (sw_lat, sw_lon), (se_lat, se_lon) = corner(east, north), corner(east + 1, north)
        (nw_lat, nw_lon), (ne_lat, ne_lon) = corner(east, north + 1), corner(east + 1, north + 1)
        yield (
            (sw_lat * (1 - right) + se_lat * right) * (1 - top) + (nw_lat * (1 - right) + ne_lat * right) * top,
            (sw_lon * (1 - right) + se_lon * right) * (1 - top) + (nw_lon * (1 - right) + ne_lon * right) * top,
        )


def to_grid(position: Position) -> tuple[float, float]:
    """Return easting and northing in metres, to the millimetre, of a WGS84 position.

    Raises Refusal for a position outside Great Britain's grid.
    """
    if not (_SOUTH <= position.lat <= _NORTH and _WEST <= position.lon <= _EAST):
        raise _outside()
    easting, northing = _conversions()[1](position.lat, position.lon, rounding=3)
    if not (0 <= easting < EAST_LIMIT and 0 <= northing < NORTH_LIMIT):
        raise _outside()
    return easting, northing


def many_to_grid(corners: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield easting and northing in metres for many longitudes and latitudes in WGS84 degrees, longitude first.

    Exact, as `to_grid`. What lies outside Great Britain's grid is passed over.
    """
    convert = _conversions()[1]
    for lon, lat in corners:
        if _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST:
            easting, northing = convert(lat, lon, rounding=2)
            yield easting, northing


def parse_grid_reference(text: str) -> tuple[float, float]:
    """Return the middle of the square that a grid reference names, as easting and northing in metres.

    “SJ 4055 6640”, “sj40556640” and “SJ46” are read; a reference with more figures names a smaller square. Raises
    Refusal for anything else.
    """
    plain = text.strip().upper()
    spaced = _SPACED_REFERENCE.fullmatch(plain)
    if spaced and len(spaced[2]) == len(spaced[3]):
        letters, east, north = spaced.groups()
    else:
        found = _REFERENCE.fullmatch(re.sub(r"\s", "", plain)) if not spaced else None
        if not found:
            raise Refusal(
                "That is not a grid reference.",
                remedy="Write two letters and an even number of figures, such as SJ 4055 6640.",
                field="position",
                kind="bad-grid-reference",
            )
        letters, figures = found.groups()
        east, north = figures[: len(figures) // 2], figures[len(figures) // 2 :]
    corner_east, corner_north = _corner(letters)
    size = _SQUARE // 10 ** len(east)
    easting = corner_east + int(east or 0) * size + size / 2
    northing = corner_north + int(north or 0) * size + size / 2
    if not (0 <= easting < EAST_LIMIT and 0 <= northing < NORTH_LIMIT):
        raise _outside()
    return easting, northing


def format_grid_reference(easting: float, northing: float, figures: int = 6) -> str:
    """Return the grid reference, “SJ 405 664” with six figures, of the square that holds the point.

    Figures are cut, not rounded, as the Ordnance Survey has it. Raises Refusal outside Great Britain's grid.
    """
    if figures % 2 or not 0 <= figures <= _FULL_FIGURES:
        raise ValueError("a grid reference has an even number of figures, ten at most")
    if not (0 <= easting < EAST_LIMIT and 0 <= northing < NORTH_LIMIT):
        raise _outside()
    east, north = math.floor(easting), math.floor(northing)
    letters = _letters(east // _SQUARE, north // _SQUARE)
    half = figures // 2
    if not half:
        return letters
    size = _SQUARE // 10**half
    return f"{letters} {east % _SQUARE // size:0{half}d} {north % _SQUARE // size:0{half}d}"


def _corner(letters: str) -> tuple[int, int]:
    """Return the south-western corner of a lettered 100-km square, in metres."""
    big, small = _LETTERS.index(letters[0]), _LETTERS.index(letters[1])
    east = (big % 5 - 2) * 5 + small % 5
    north = (3 - big // 5) * 5 + 4 - small // 5
    return east * _SQUARE, north * _SQUARE


def _letters(east: int, north: int) -> str:
    """Return the letters of the 100-km square that many squares east and north of the origin."""
    big = (3 - north // 5) * 5 + east // 5 + 2
    small = (4 - north % 5) * 5 + east % 5
    return _LETTERS[big] + _LETTERS[small]


@cache
def _conversions() -> tuple[Callable[..., tuple[float, float]], Callable[..., tuple[float, float]]]:
    # Loaded when first needed: the library reads its tables of shifts and of map sheets, which takes 0.3 s.
    import osgb

    return osgb.grid_to_ll, osgb.ll_to_grid


def _outside() -> Refusal:
    return Refusal(
        "That point is outside Great Britain.",
        remedy="Check the numbers: an easting comes before a northing, and a latitude before a longitude.",
        field="position",
        kind="outside-great-britain",
    )
