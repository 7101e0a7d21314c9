"""The list of map packs: kept for this laptop, told from files that are gone or changed, never broken by damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.formats.packs_made import png, tile_at, town_tile, write_mbtiles, write_pmtiles
from wehere_desktop.records.map_packs import MOST_PACKS, PACKS_FILE, add_pack, packs_of, remove_pack, stamp_of
from wehere_desktop.refusal import Refusal

AT = tile_at(53.26, -2.51, 12)


def made(path: Path, name: str = "Elm") -> Path:
    """Write a pack of one tile in Cheshire."""
    return write_mbtiles(path, {AT: town_tile()}, name=name, attribution="© Elm")


def test_that_a_pack_is_listed_with_what_it_says_of_itself_until_it_is_removed(
    laptop_home: Path, tmp_path: Path
) -> None:
    assert packs_of(laptop_home) == ()
    before = stamp_of(laptop_home)
    added = add_pack(laptop_home, made(tmp_path / "elm.mbtiles"))
    add_pack(laptop_home, write_pmtiles(tmp_path / "b.pmtiles", {AT: town_tile()}, told={"name": "Birch"}))
    assert [each.facts.name for each in packs_of(laptop_home)] == ["Birch", "Elm"]
    assert added in packs_of(laptop_home)
    assert (added.facts.kind, added.facts.credit, added.trouble()) == ("mvt", "© Elm", "")
    assert added.in_words().startswith("vector tiles, zoom 12, ")
    assert stamp_of(laptop_home) != before
    assert remove_pack(laptop_home, " ELM ") == added
    assert [each.facts.name for each in packs_of(laptop_home)] == ["Birch"]
    assert (tmp_path / "elm.mbtiles").exists()


def test_that_a_file_that_is_gone_or_changed_is_said_so_until_it_is_added_again(
    laptop_home: Path, tmp_path: Path
) -> None:
    path = made(tmp_path / "elm.mbtiles")
    add_pack(laptop_home, path)
    path.unlink()
    assert "not there" in packs_of(laptop_home)[0].trouble()
    write_mbtiles(path, {AT: png(), tile_at(53.26, -2.51, 3): png()})
    assert "changed" in packs_of(laptop_home)[0].trouble()
    add_pack(laptop_home, path)
    (now,) = packs_of(laptop_home)
    assert (now.trouble(), now.facts.kind) == ("", "png")


def test_that_a_pack_of_somewhere_else_says_that_it_shows_nothing_of_cheshire(
    laptop_home: Path, tmp_path: Path
) -> None:
    path = write_mbtiles(tmp_path / "far.mbtiles", {tile_at(36.5, -118.3, 12): png()})
    assert add_pack(laptop_home, path).trouble() == "It shows nothing of Cheshire."


def test_that_a_refused_file_changes_nothing(laptop_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "text.mbtiles"
    path.write_text("no pack", encoding="utf-8")
    with pytest.raises(Refusal):
        add_pack(laptop_home, path)
    assert packs_of(laptop_home) == ()


def test_that_a_pack_is_removed_by_its_path_where_two_have_one_name(laptop_home: Path, tmp_path: Path) -> None:
    first, second = (add_pack(laptop_home, made(tmp_path / f"{name}.mbtiles")) for name in "ab")
    with pytest.raises(Refusal) as caught:
        remove_pack(laptop_home, "Elm")
    assert caught.value.kind == "ambiguous"
    remove_pack(laptop_home, str(first.path))
    assert packs_of(laptop_home) == (second,)
    with pytest.raises(Refusal, match="There is Elm"):
        remove_pack(laptop_home, "Oak")


def test_that_names_of_files_come_back_as_they_are_even_where_they_are_no_text(
    laptop_home: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "ta\udcffiles #1?.mbtiles"
    try:
        made(tmp_path / "plain").rename(odd)
    except OSError:
        pytest.skip("this disk takes no such name")
    added = add_pack(laptop_home, odd)
    assert packs_of(laptop_home) == (added,)
    assert added.path == odd


@pytest.mark.parametrize(
    "held", [b"not a database at all, but long enough to be looked at " * 40, b"SQLite format 3\x00"]
)
def test_that_a_damaged_list_counts_as_empty_and_is_made_anew(laptop_home: Path, tmp_path: Path, held: bytes) -> None:
    laptop_home.mkdir(exist_ok=True)
    (laptop_home / PACKS_FILE).write_bytes(held)
    assert packs_of(laptop_home) == ()
    added = add_pack(laptop_home, made(tmp_path / "elm.mbtiles"))
    assert packs_of(laptop_home) == (added,)


def test_that_no_more_packs_are_taken_than_can_be_asked_quickly(laptop_home: Path, tmp_path: Path) -> None:
    path = made(tmp_path / "elm.mbtiles")
    add_pack(laptop_home, path)
    with closing(sqlite3.connect(laptop_home / PACKS_FILE)) as database:
        columns = "name, kind, min_zoom, max_zoom, west, south, east, north, credit, pixels, size, changed"
        for number in range(MOST_PACKS - 1):
            database.execute(f"INSERT INTO pack SELECT ?, {columns} FROM pack LIMIT 1", (f"/{number}".encode(),))
        database.commit()
    assert add_pack(laptop_home, path) in packs_of(laptop_home)
    with pytest.raises(Refusal, match=f"{MOST_PACKS} map packs already"):
        add_pack(laptop_home, made(tmp_path / "other.mbtiles"))
