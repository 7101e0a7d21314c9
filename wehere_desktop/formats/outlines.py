"""Outlines as a file of boundaries gives them: a name, what else is said, and rings of plain coordinates."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from wehere_desktop.refusal import Refusal

Corner = tuple[float, float]
"""Across and up: longitude and latitude in degrees, or easting and northing in metres."""

Ring = tuple[Corner, ...]
"""A closed line, its last corner the same as its first."""

Polygon = tuple[Ring, ...]
"""A ring around an area, and the rings around the holes in it."""

MOST_OUTLINES = 20_000
MOST_CORNERS = 3_000_000
LARGEST = 200_000_000
"""Bytes of a file, or of one unpacked from an archive, up to which it is read: four times all wards of the country."""

_LEAST_CORNERS = 4
_GRID_EAST, _GRID_NORTH = 700_000, 1_300_000
_HALF_TURN, _QUARTER_TURN = 180.0, 90.0
# WD13NM, LAD20NM, NAME, ward_name, Title, neighbourhood
_NAME_KEY = re.compile(r"(?:name|nm|title|label)$|^(?:beat|neighbou?rhood|ward|division)$", re.IGNORECASE)
_MOST_TOLD = 60
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline of a file: its number, its name or "", what else is said of it by key, and its polygons.

    `problem` says in words why nothing can be made of it; then it has no polygons. `stem` is the bare name of the
    file, or of the member of an archive, that it stands in.
    """

    number: int
    name: str
    tells: tuple[tuple[str, str], ...]
    polygons: tuple[Polygon, ...]
    stem: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OutlineFile:
    """What a file of boundaries holds; `on_grid` says that corners are metres of the British National Grid."""

    outlines: tuple[Outline, ...]
    on_grid: bool = False


def ring_of(corners: Iterable[Sequence[float]]) -> Ring:
    """Return a closed ring without corners that repeat the one before; empty if it can enclose nothing.

    Raises ValueError for a corner that is not two finite numbers.
    """
    ring: list[Corner] = []
    for corner in corners:
        across, up = float(corner[0]), float(corner[1])
        if not (math.isfinite(across) and math.isfinite(up)):
            raise ValueError("a corner is not two numbers")
        if not ring or ring[-1] != (across, up):
            ring.append((across, up))
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return tuple(ring) if len(ring) >= _LEAST_CORNERS else ()


def polygon_of(rings: Iterable[Ring]) -> Polygon:
    """Return the outer ring and the holes that enclose something; empty if the outer one, the first, does not."""
    outer, *holes = list(rings) or [()]
    return (outer, *(hole for hole in holes if hole)) if outer else ()


def name_told(tells: Iterable[tuple[str, str]]) -> str:
    """Return the first text whose key calls it a name, such as NAME or WD13NM; empty if there is none."""
    return next((text for key, text in tells if text and _NAME_KEY.search(key)), "")


def tells_of(pairs: Iterable[tuple[object, object]]) -> tuple[tuple[str, str], ...]:
    """Return what is said of an outline as short texts on one line; what is empty, nested or long is left out."""
    found = []
    for key, value in pairs:
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            text = " ".join(str(value).replace("\x00", " ").split())
            if text and len(text) <= _LONGEST:
                found.append((str(key)[:_LONGEST], text))
        if len(found) == _MOST_TOLD:
            break
    return tuple(found)


def laid_out(path: Path, outlines: Sequence[Outline], *, on_grid: bool | None) -> OutlineFile:
    """Return the outlines of a file, its coordinates known by what it says (`on_grid`) or else by their size.

    Refusals: `no-boundaries`, `too-large`, `odd-coordinates`.
    """
    if not any(outline.polygons for outline in outlines):
        raise Refusal(
            f"“{path.name}” holds no outline of an area.",
            remedy="Choose a file with areas in it; points and lines are no boundaries.",
            kind="no-boundaries",
        )
    corners = [corner for each in outlines for polygon in each.polygons for ring in polygon for corner in ring]
    if len(outlines) > MOST_OUTLINES or len(corners) > MOST_CORNERS:
        raise too_large(path)
    across = [corner[0] for corner in corners]
    up = [corner[1] for corner in corners]
    degrees = max(map(abs, across)) <= _HALF_TURN and max(map(abs, up)) <= _QUARTER_TURN
    metres = min(chain(across, up)) >= 0 and max(across) < _GRID_EAST and max(up) < _GRID_NORTH
    if on_grid is None:
        on_grid = not degrees
    if not (metres if on_grid else degrees):
        what = "the British National Grid" if on_grid else "the earth in degrees"
        raise Refusal(
            f"The coordinates of “{path.name}” do not lie on {what}.",
            remedy="Save it anew in WGS84 (EPSG:4326) or in British National Grid (EPSG:27700).",
            kind="odd-coordinates",
        )
    return OutlineFile(tuple(outlines), on_grid)


def too_large(path: Path) -> Refusal:
    """Return the Refusal of a file that is too large to be read."""
    return Refusal(
        f"“{path.name}” is too large to be a file of boundaries.",
        remedy="Choose the file of your own force, or a generalised one.",
        kind="too-large",
    )


def broken(path: Path, what: str, why: str = "") -> Refusal:
    """Return the Refusal of a file that is a `what` but cannot be read to its end."""
    return Refusal(
        f"“{path.name}” is not whole: it cannot be read as {what}{f' ({why})' if why else ''}.",
        remedy="Fetch or save it again.",
        kind="broken-file",
    )


def stem_of(name: str) -> str:
    """Return the bare name of a file or a member of an archive: “cheshire/AA01.kml” gives “AA01”."""
    return PurePosixPath(name.replace("\\", "/")).stem[:_LONGEST]
