"""Of several packs the most detailed is shown, stretched where it ends, and where none has a tile the sketch stays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.formats.packs_made import feature, png, tile_at, town_tile, vector_tile, write_mbtiles, write_pmtiles
from wehere_desktop.maps.packs import KEPT_BYTES, PackGround
from wehere_desktop.records.map_packs import add_pack, remove_pack

HERE = (53.2611, -2.5123)
HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def ground(laptop_home: Path) -> Iterator[PackGround]:
    """The ground of a laptop without packs so far."""
    with closing(PackGround(laptop_home)) as made:
        yield made


def asked(ground: PackGround, zoom: int, at: tuple[float, float] = HERE, **more: str) -> Any:
    """Return what the page is told of the square that holds a point."""
    version = json.loads(ground.packs())["version"]
    _, column, row = tile_at(*at, zoom)
    said = ground.answer("/tile", {"v": str(version), "z": str(zoom), "x": str(column), "y": str(row), **more})
    assert isinstance(said, bytes)
    return json.loads(said)


def around(zoom: int) -> tuple[int, int, int]:
    """Return the tile of a zoom that holds the point of these tests."""
    return tile_at(*HERE, zoom)


def towns(*zooms: int, name: str = "Elmwick") -> Mapping[tuple[int, int, int], bytes]:
    """Return tiles with one town at these zooms."""
    return {around(zoom): town_tile(name) for zoom in zooms}


def test_that_without_a_pack_every_square_is_left_to_the_sketch(ground: PackGround) -> None:
    assert json.loads(ground.packs())["packs"] == []
    assert asked(ground, 12) is None


def test_that_a_vector_tile_is_drawn_in_our_own_inks_by_day_and_by_night(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    add_pack(laptop_home, write_mbtiles(tmp_path / "v.mbtiles", towns(12, 13, 14)))
    day, night = asked(ground, 15, dark="0"), asked(ground, 15, dark="1")
    assert day["pack"] == 0
    kinds = {shape[0] for shape in day["shapes"]}
    assert kinds == {"fill", "line"}
    assert day["shapes"][0][1] != night["shapes"][0][1]
    assert [shape[0] for shape in day["shapes"]] == [shape[0] for shape in night["shapes"]]
    written = {name[0]: name[1] for zoom in (13, 14, 15) for name in _names(ground, zoom)}
    assert written == {"Elmwick": "2", "A999": "road"}


def _names(ground: PackGround, zoom: int) -> list[list[Any]]:
    """Return the names of every square of the tile below the page's own zoom, as the page would ask for them."""
    _, column, row = around(zoom - 1)
    version = json.loads(ground.packs())["version"]
    found = []
    for x in (2 * column, 2 * column + 1):
        for y in (2 * row, 2 * row + 1):
            said = ground.square(version, zoom, x, y)
            found += json.loads(said)["names"]
    return found


def test_that_each_name_of_a_tile_is_told_by_one_of_its_squares(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    add_pack(laptop_home, write_mbtiles(tmp_path / "v.mbtiles", towns(12, 13)))
    assert [name[0] for name in _names(ground, 13)].count("Elmwick") == 1


def test_that_a_pack_with_streets_is_stretched_to_the_deepest_zoom_and_a_coarse_one_is_not(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    add_pack(laptop_home, write_mbtiles(tmp_path / "coarse.mbtiles", {around(6): png(256)}, name="coarse"))
    assert asked(ground, 8)["picture"] == list(around(6))
    assert asked(ground, 8)["part"][0] == 4
    assert asked(ground, 9) is None
    add_pack(laptop_home, write_mbtiles(tmp_path / "v.mbtiles", towns(13, 14)))
    assert asked(ground, 18)["shapes"]
    assert asked(ground, 18, (53.0, -2.2)) is None


def test_that_the_most_detailed_of_several_packs_is_shown_and_the_others_where_it_ends(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    wide = {around(zoom): png(256, (0, 0, zoom)) for zoom in range(8, 13)}
    add_pack(laptop_home, write_mbtiles(tmp_path / "wide.mbtiles", wide, name="Wide", bounds="-4,52,-1,54"))
    sharp = {around(zoom): png(256, (9, 9, zoom)) for zoom in range(12, 16)}
    add_pack(laptop_home, write_mbtiles(tmp_path / "sharp.mbtiles", sharp, name="Sharp"))
    names = [each["name"] for each in json.loads(ground.packs())["packs"]]
    assert [names[asked(ground, zoom)["pack"]] for zoom in (9, 12, 15, 17)] == ["Wide", "Sharp", "Sharp", "Sharp"]
    version = json.loads(ground.packs())["version"]
    at = dict(zip("zxy", map(str, around(15)), strict=True))
    number = str(names.index("Sharp"))
    assert ground.answer("/picture", {"v": str(version), "pack": number, **at}) == ("image/png", sharp[around(15)])


def test_that_a_hole_in_a_pack_shows_what_lies_above_it_and_a_large_one_the_sketch(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    tiles = {around(10): png(256), tile_at(53.2, -2.9, 16): png(256)}
    add_pack(laptop_home, write_mbtiles(tmp_path / "holes.mbtiles", tiles, bounds="-4,52,-1,54"))
    assert asked(ground, 12)["picture"] == list(around(10))
    assert asked(ground, 13) is None


def test_that_a_pack_added_or_removed_meanwhile_is_seen_and_older_squares_are_not_answered(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    before = json.loads(ground.packs())["version"]
    add_pack(laptop_home, write_pmtiles(tmp_path / "v.pmtiles", towns(12, 13, 14), told={"attribution": "© Elm & Co"}))
    now = json.loads(ground.packs())
    assert now["version"] != before
    assert now["packs"] == [{"name": "v", "credit": "© Elm & Co"}]
    assert asked(ground, 14)["shapes"]
    at = dict(zip("zxy", map(str, around(14)), strict=True))
    assert ground.answer("/tile", {"v": str(before), **at}) == b"null"
    assert ground.answer("/picture", {"v": str(before), "pack": "0", **at}) is None
    remove_pack(laptop_home, "v")
    assert asked(ground, 14) is None


def test_that_a_pack_whose_file_is_gone_or_changed_is_left_out(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    path = write_mbtiles(tmp_path / "v.mbtiles", towns(12, 13, 14))
    add_pack(laptop_home, path)
    assert asked(ground, 14)
    path.unlink()
    assert asked(ground, 14) is None
    assert json.loads(ground.packs())["packs"] == []


def test_that_a_tile_of_another_kind_than_its_pack_is_left_to_the_sketch(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    tiles = {around(14): png(256), around(15): b"<script>alert(1)</script>"}
    add_pack(laptop_home, write_mbtiles(tmp_path / "p.mbtiles", {**tiles, (15, 1, 1): png(256)}, bounds="-4,52,-1,54"))
    assert asked(ground, 15)["picture"] == list(around(14))
    version = json.loads(ground.packs())["version"]
    at = dict(zip("zxy", map(str, around(15)), strict=True))
    assert ground.answer("/picture", {"v": str(version), "pack": "0", **at}) is None


def test_that_hostile_names_are_numbers_and_plain_text_only(
    ground: PackGround, laptop_home: Path, tmp_path: Path
) -> None:
    tile = vector_tile(
        {
            "place": [feature("POINT (2000 2000)", name=HOSTILE + "x" * 500, **{"class": "city"})],
            "transportation": [feature("LINESTRING (-900000 5, 900000 5)", **{"class": HOSTILE})],
            HOSTILE: [feature("POINT (1 1)")],
        }
    )
    add_pack(laptop_home, write_mbtiles(tmp_path / "h.mbtiles", {around(11): tile, around(12): tile}))
    found = [name for name in _names(ground, 12) if name[1] == "1"]
    assert found
    assert len(found[0][0]) <= 60
    assert found[0][0].startswith(HOSTILE[:30])


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"z": "9", "x": "1", "y": "1"},
        {"v": "1", "z": "99", "x": "1", "y": "1"},
        {"v": "1", "z": "-1", "x": "0", "y": "0"},
        {"v": "1", "z": "9", "x": "512", "y": "0"},
        {"v": "1", "z": "9", "x": "0", "y": "-1"},
        {"v": "1", "z": "9", "x": "1", "y": "1e9"},
        {"v": "1", "z": "9", "x": "1", "y": "1", "scale": "nan"},
        {"v": "1", "z": "9", "x": "1", "y": "1", "scale": "1000000"},
        {"v": "1", "z": "9" * 5000, "x": "1", "y": "1"},
    ],
)
def test_that_a_question_that_makes_no_sense_is_not_answered(ground: PackGround, words: dict[str, str]) -> None:
    assert ground.answer("/tile", words) is None
    assert ground.answer("/picture", words) is None


def test_that_what_is_kept_in_memory_is_bounded(ground: PackGround, laptop_home: Path, tmp_path: Path) -> None:
    add_pack(laptop_home, write_mbtiles(tmp_path / "v.mbtiles", towns(12, 13)))
    version = json.loads(ground.packs())["version"]
    for number in range(60):
        ground.square(version, 17, *around(17)[1:], scale=1 + number / 100)
    with ground._lock:
        for number in range(6):
            ground._keep(("large", number), bytes(KEPT_BYTES // 4))
    assert sum(map(len, ground._kept.values())) <= KEPT_BYTES
    assert ("large", 5) in ground._kept
