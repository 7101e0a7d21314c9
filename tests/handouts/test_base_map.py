"""What the map on the screen has for ground is printed too, with its credit, for the team and for the public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.elm_park import a_book
from tests.formats.packs_made import png, tile_at, town_tile, write_mbtiles
from tests.handouts.sheets import FULL
from wehere_desktop.cartography.drawing import Words
from wehere_desktop.cartography.frame import frame_around
from wehere_desktop.handouts import base_map as base
from wehere_desktop.handouts import map_picture
from wehere_desktop.handouts.map_picture import round_venue
from wehere_desktop.handouts.map_sheet import EXACT, MapLine, map_sheet
from wehere_desktop.handouts.meeting_handout import draw
from wehere_desktop.handouts.pen import Role
from wehere_desktop.neighbourhood.ground import Position
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.records.map_packs import add_pack, remove_pack
from wehere_desktop.records.point_field import View
from wehere_desktop.refusal import Refusal

CREDIT = "© Elm Surveys 2026"
VIEW = View(53.19, -2.53, 53.20, -2.51, 14)


@pytest.fixture(autouse=True)
def fresh_maps() -> Iterator[None]:
    """No map of another test is kept, and none of this one's."""
    map_picture.forget_maps()
    yield
    map_picture.forget_maps()


def pack(folder: Path, held: bytes, at: tuple[float, float], *, name: str = "Elm") -> Path:
    """Return a pack with one tile all round a point, at the zooms that papers ask for."""
    tiles: dict[tuple[int, int, int], bytes | None] = {}
    for zoom in range(10, 19):
        _, column, row = tile_at(*at, zoom)
        reach = range(-8, 9) if zoom > 11 else range(-2, 3)
        tiles |= {(zoom, column + right, row + low): held for right in reach for low in reach}
    return write_mbtiles(folder / f"{name}.mbtiles", tiles, attribution=CREDIT, name=name, bounds="-4,52,-1,54")


def sheet(folder: Path) -> bytes:
    with a_book(folder) as book:
        lines = [MapLine("Hall", "hall, in touch", Position(53.195, -2.52))]
        printed = map_sheet(book, VIEW, lines, under="All")
    assert EXACT in [each.text for each in printed.spoken]
    assert any(each.role is Role.FIGURE for each in printed.spoken)
    return printed.pdf


def pictures(pdf: bytes) -> list[tuple[int, int]]:
    """Return the sizes of the pictures on the first side of a paper."""
    with pikepdf.open(BytesIO(pdf)) as paper:
        held = paper.pages[0].Resources.get("/XObject", pikepdf.Dictionary())
        return [(int(each.Width), int(each.Height)) for each in held.values() if each.Subtype == "/Image"]


def test_that_the_map_sheet_has_the_packs_pictures_for_its_ground(laptop_home: Path, tmp_path: Path) -> None:
    assert pictures(sheet(tmp_path / "before")) == []
    add_pack(laptop_home, pack(tmp_path, png(256, (200, 30, 30)), (53.195, -2.52)))
    ((across, down),) = pictures(sheet(tmp_path / "after"))
    assert across / 515 == pytest.approx(2.25, rel=0.45)
    assert across * down < 3_000_000


def test_that_vector_tiles_are_printed_as_vectors(laptop_home: Path, tmp_path: Path) -> None:
    add_pack(laptop_home, pack(tmp_path, town_tile(), (53.195, -2.52)))
    assert pictures(sheet(tmp_path / "book")) == []


def test_that_a_public_handout_credits_the_pack_and_keeps_its_marks_as_they_were(
    laptop_home: Path, tmp_path: Path
) -> None:
    assert FULL.where.venue is not None
    before = round_venue(FULL.where, FULL.venue, 171.0, 200.0)
    at = to_wgs84(*FULL.where.venue)
    add_pack(laptop_home, pack(tmp_path, png(256, (200, 30, 30)), (at.lat, at.lon)))
    after = round_venue(FULL.where, FULL.venue, 171.0, 200.0)
    assert before.picture is None
    assert after.picture is not None
    small_print = " ".join(each.text for each in after.primitives if isinstance(each, Words))
    assert f"Base map: {CREDIT}." in small_print
    assert "The meeting place is marked exactly; no other place is marked." in small_print
    printed = draw(FULL)
    assert pictures(printed.pdf) != []
    assert printed.pdf == draw(FULL).pdf


def test_that_a_pack_taken_off_is_off_the_next_print_too(laptop_home: Path, tmp_path: Path) -> None:
    add_pack(laptop_home, pack(tmp_path, town_tile(), (53.195, -2.52)))
    with_pack = round_venue(FULL.where, FULL.venue, 171.0, 200.0)
    remove_pack(laptop_home, "Elm")
    assert round_venue(FULL.where, FULL.venue, 171.0, 200.0) != with_pack


@pytest.mark.parametrize("how", ["gone", "cut", "changed"])
def test_that_a_file_that_broke_since_never_stops_the_print(laptop_home: Path, tmp_path: Path, how: str) -> None:
    file = pack(tmp_path, png(256), (53.195, -2.52))
    add_pack(laptop_home, file)
    if how == "gone":
        file.unlink()
    else:
        held = file.read_bytes()
        file.write_bytes(held[:5000] if how == "cut" else b"text")
    assert pictures(sheet(tmp_path / "book")) == []
    assert draw(replace(FULL, title="Elm")).pages == 2


def test_that_a_list_of_packs_that_is_held_by_another_program_never_stops_the_print(
    laptop_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_: Path) -> tuple[()]:
        raise Refusal("The list is in use.", remedy="Try again.")

    add_pack(laptop_home, pack(tmp_path, png(256), (53.195, -2.52)))
    monkeypatch.setattr(base, "packs_of", held)
    assert base.packs_in_use() == ((0, 0), ())


def test_that_a_file_that_breaks_while_it_is_read_never_stops_the_print(laptop_home: Path, tmp_path: Path) -> None:
    file = pack(tmp_path, png(256), (53.195, -2.52))
    add_pack(laptop_home, file)
    packs = base.packs_in_use()
    file.write_bytes(b"text")
    frame = frame_around((365_000.0, 366_000.0), width=200, height=200, metres_across=3_000)
    assert base.base_map(frame, packs) is None
