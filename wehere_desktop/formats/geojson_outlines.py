"""GeoJSON, and the boundary of data.police.uk as JSON: the areas in it and the coordinates it says they are in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from wehere_desktop.formats.outlines import Outline, Polygon, broken, name_told, polygon_of, ring_of, stem_of, tells_of
from wehere_desktop.refusal import Refusal

_FEATURES = {"Feature", "FeatureCollection"}
_GEOMETRIES = {"Polygon", "MultiPolygon", "GeometryCollection", "Point", "MultiPoint", "LineString", "MultiLineString"}
_GRID, _DEGREES = re.compile(r"\b27700\b"), re.compile(r"CRS84|\b(?:4326|4258|4979)\b")
_DEEPEST = 20


def read_geojson(path: Path, text: bytes, *, member: str = "") -> tuple[list[Outline], bool | None]:
    """Return the areas of a GeoJSON text, and whether it says they are on the National Grid (None if it does not say).

    Refusals: `broken-file`, `wrong-file` for other JSON, `other-coordinates` for a system we cannot convert.
    """
    try:
        whole = json.loads(text.decode("utf-8-sig"), parse_constant=_no_constant)
    except RecursionError as error:
        raise broken(path, "GeoJSON", "nested too deeply") from error
    except ValueError as error:
        raise broken(path, "GeoJSON") from error
    stem = stem_of(member or path.name)
    if ring := _police_ring(whole):
        return [_outline(1, {}, {"type": "Polygon", "coordinates": [ring]}, stem)], False
    kind = whole.get("type") if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or kind not in _FEATURES | _GEOMETRIES:
        topology = " (it is TopoJSON)" if kind == "Topology" else ""
        raise Refusal(
            f"“{member or path.name}” is JSON, but not GeoJSON{topology}.", remedy="Save it as GeoJSON.",
            kind="wrong-file",
        )  # fmt: skip
    on_grid = _said(path, whole)
    features = whole.get("features") if kind == "FeatureCollection" else [whole]
    found: list[Outline] = []
    for feature in features if isinstance(features, list) else []:
        if not isinstance(feature, dict):
            continue
        bare = feature.get("type") != "Feature"
        told = {} if bare or not isinstance(feature.get("properties"), dict) else dict(feature["properties"])
        if "id" in feature and not bare:
            told.setdefault("id", feature["id"])
        outline = _outline(len(found) + 1, told, feature if bare else feature.get("geometry"), stem)
        if outline.polygons or outline.problem:
            found.append(outline)
    return found, on_grid


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _police_ring(whole: Any) -> list[tuple[float, float]]:
    """Return the one ring of data.police.uk's boundary call, a list of latitudes and longitudes as texts."""
    if not isinstance(whole, list) or not whole:
        return []
    try:
        return [(float(each["longitude"]), float(each["latitude"])) for each in whole]
    except (KeyError, TypeError, ValueError):
        return []


def _said(path: Path, whole: dict[str, Any]) -> bool | None:
    crs = whole.get("crs")
    if not isinstance(crs, dict):
        return None
    said = json.dumps(crs)
    if _GRID.search(said):
        return True
    if _DEGREES.search(said):
        return False
    raise other_coordinates(path)


def other_coordinates(path: Path) -> Refusal:
    """Return the Refusal of a file in coordinates that are neither of the two we read."""
    return Refusal(
        f"“{path.name}” is drawn in coordinates that are neither WGS84 nor British National Grid.",
        remedy="Save it anew in WGS84 (EPSG:4326).",
        kind="other-coordinates",
    )


def _outline(number: int, told: dict[str, Any], geometry: Any, stem: str) -> Outline:
    tells = tells_of(told.items())
    try:
        polygons = tuple(each for each in _polygons(geometry) if each)
    except (TypeError, ValueError, IndexError, OverflowError):
        return Outline(number, name_told(tells), tells, (), stem, "a corner of it is not a position")
    return Outline(number, name_told(tells), tells, polygons, stem)


def _polygons(geometry: Any, depth: int = 0) -> list[Polygon]:
    if not isinstance(geometry, dict) or depth > _DEEPEST:
        return []
    kind = geometry.get("type")
    if kind == "Polygon":
        return [polygon_of(ring_of(ring) for ring in geometry["coordinates"])] if geometry.get("coordinates") else []
    if kind == "MultiPolygon":
        return [polygon_of(ring_of(ring) for ring in polygon) for polygon in geometry.get("coordinates") or []]
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        return [found for each in (parts if isinstance(parts, list) else []) for found in _polygons(each, depth + 1)]
    return []
