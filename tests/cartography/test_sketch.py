"""The built-in sketch map is whole, agrees with its hand-made lines, and refuses to be read when damaged."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import osgb
import pytest

from wehere_desktop.cartography.clipping import holds
from wehere_desktop.cartography.draw import dots_near
from wehere_desktop.cartography.sketch import SKETCH_FILE, load_sketch, packed_sketch, read_sketch, to_degrees
from wehere_desktop.preferences import resource
from wehere_desktop.refusal import Fault

CHESTER, MALPAS = (340500.0, 366300.0), (348700.0, 347200.0)
AUTHORITIES = {
    "E06000006": (351200.0, 385200.0),
    "E06000007": (360500.0, 388300.0),
    "E06000049": (391700.0, 373700.0),
    "E06000050": CHESTER,
}


def test_that_the_file_stays_small() -> None:
    assert resource(SKETCH_FILE).stat().st_size < 300_000


def test_that_the_sketch_is_read_once() -> None:
    assert load_sketch() is load_sketch()


def test_that_every_hand_made_line_is_in_the_sketch_from_end_to_end() -> None:
    drawn = [(line, [*line.points]) for line in load_sketch().lines]
    known = {(line.name, line.style, points[0], points[-1]) for line, points in drawn}
    read = 0
    for family in ("motorways", "main_roads", "lanes", "waterways", "railways"):
        for (name, style), ends in lines_of(family):
            read += 1
            assert (name, style, *ends) in known, f"{family}.txt: make the sketch again ({name})"
    assert read == len(load_sketch().lines)


def lines_of(family: str) -> list[tuple[tuple[str, str], tuple[tuple[float, float], tuple[float, float]]]]:
    made: list[tuple[tuple[str, str], list[tuple[float, float]]]] = []
    for row in resource(f"basemap/lines/{family}.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            name, style = (part.strip() for part in row.strip("[]").split("|"))
            made.append(((name.strip("-"), style), []))
        elif row.strip() and not row.startswith("#"):
            east, north = row.split()[:2]
            made[-1][1].append((round(float(east) * 100) * 10.0, round(float(north) * 100) * 10.0))
    return [(key, (points[0], points[-1])) for key, points in made]


@pytest.mark.parametrize(
    "name", ["M6", "M56", "M53", "A49", "A51", "A54", "A556", "River Weaver", "Trent and Mersey Canal"]
)
def test_that_what_people_steer_by_is_there(name: str) -> None:
    assert any(line.name == name for line in load_sketch().lines)


def test_that_each_authority_has_an_outline_that_holds_its_town() -> None:
    outlines = load_sketch().outlines
    assert set(outlines) == set(AUTHORITIES)
    for code, town in AUTHORITIES.items():
        assert any(holds(ring, town) for ring in outlines[code]), code


def test_that_towns_have_many_dots_and_villages_few() -> None:
    assert dots_near(load_sketch(), CHESTER) > 300
    assert 20 < dots_near(load_sketch(), MALPAS) < 200
    assert dots_near(load_sketch(), (330000.0, 391500.0 - 60000)) == 0


def test_that_everything_lies_on_the_ground_the_sketch_says_it_covers() -> None:
    sketch = load_sketch()
    left, _, right, top = sketch.bounds
    for square, packed in sketch.dots.squares.items():
        assert left - 1000 <= square[0] * 1000 <= right
        assert len(packed) % 2 == 0
        assert all("0" <= letter <= "~" for letter in packed)
    for area in sketch.areas:
        if area.style in ("built-up", "estuary"):
            assert left - 200 <= area.bounds[0]
            assert area.bounds[3] <= top + 200
    assert sketch.credit
    assert sketch.caveat


@pytest.mark.parametrize("point", [CHESTER, MALPAS, (391700.0, 373700.0), (319000.0, 337000.0), (403000.0, 401000.0)])
def test_that_degrees_agree_with_the_national_grid_within_a_metre(point: tuple[float, float]) -> None:
    latitude, longitude = to_degrees(load_sketch(), point)
    east, north = osgb.ll_to_grid(latitude, longitude)[:2]
    assert math.dist(point, (east, north)) < 1


def test_that_a_damaged_sketch_is_a_fault_and_not_a_half_map(tmp_path: Path) -> None:
    whole = resource(SKETCH_FILE).read_bytes()
    damaged = {
        "cut off": whole[: len(whole) // 2],
        "not gzip": b"PK\x03\x04 something else",
        "empty": b"",
        "not a map": gzip.compress(b"[1, 2, 3]"),
        "no lines": gzip.compress(
            json.dumps({key: value for key, value in packed_sketch().items() if key != "lines"}).encode()
        ),
        "newer": gzip.compress(json.dumps(packed_sketch() | {"format": 99}).encode()),
    }
    for name, content in damaged.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(Fault):
            read_sketch(file)
    with pytest.raises(Fault):
        read_sketch(tmp_path / "nowhere")
