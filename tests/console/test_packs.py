"""`packs` lists, adds and removes map packs; each file is taken or refused by itself."""

from __future__ import annotations

from pathlib import Path

from tests.console.terminal import ran
from tests.formats.packs_made import png, tile_at, town_tile, write_mbtiles
from wehere_desktop.records.map_packs import packs_of

AT = tile_at(53.26, -2.51, 12)


def test_that_packs_are_added_one_by_one_listed_and_removed(laptop_home: Path, tmp_path: Path) -> None:
    assert "No map pack has been added" in ran("packs").out
    good = write_mbtiles(tmp_path / "elm.mbtiles", {AT: town_tile()}, name="Elm \x1b[31m", attribution="© Elm")
    text = tmp_path / "list.mbtiles"
    text.write_text("no pack", encoding="utf-8")
    done = ran("packs", "add", text, good, tmp_path)
    assert done.code == 1
    assert "list.mbtiles is refused: “list.mbtiles” is named like a map pack, but it is a text." in done.err
    assert "Added Elm" in done.out
    assert "\x1b" not in done.out
    assert "2 files of 3 refused." in done.out
    assert [each.path for each in packs_of(laptop_home)] == [good]
    listed = ran("packs")
    assert "vector tiles, zoom 12" in listed.out
    assert "© Elm" in listed.out
    gone = ran("packs", "remove", "elm.mbtiles")
    assert gone.code == 0
    assert f"Its file stays: {good}" in gone.out
    assert ran("packs", "remove", "elm.mbtiles").code == 1


def test_that_programs_are_told_of_each_file_in_one_object(laptop_home: Path, tmp_path: Path) -> None:
    good = write_mbtiles(tmp_path / "far.mbtiles", {tile_at(36.5, -118.3, 12): png(256)}, name="Far")
    done = ran("packs", "add", good, tmp_path / "none.mbtiles", "--json")
    assert done.code == 1
    added, refused = done.told
    assert (added["name"], added["kind"], added["refusal"]) == ("Far", "png", None)
    assert added["trouble"] == "It shows nothing of Cheshire."
    assert refused["file"] == "none.mbtiles"
    assert refused["refusal"].startswith("There is no file")
    (listed,) = ran("packs", "--json").told
    assert listed["path"] == str(good)
    assert ran("packs", "add").code == 2
