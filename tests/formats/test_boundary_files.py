"""Files of boundaries: what each sort gives, and that broken, odd and hostile ones end quickly in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.pace import A_SECOND, paces
from tests.real_files import FOLDER, real_file
from wehere_desktop.formats.boundary_files import looks_like_boundaries, read_boundaries
from wehere_desktop.formats.outlines import Outline
from wehere_desktop.refusal import Refusal

SQUARE = [[-2.5, 53.1], [-2.4, 53.1], [-2.4, 53.2], [-2.5, 53.2], [-2.5, 53.1]]
HOLE = [[-2.48, 53.12], [-2.42, 53.12], [-2.42, 53.18], [-2.48, 53.12]]
RING = "<LinearRing><coordinates>{}</coordinates></LinearRing>"
CORNERS = "-2.5,53.1,30 -2.4,53.1 -2.4,53.2,0\n\t-2.5,53.2 -2.5,53.1"
POLYGON = f"<Polygon><outerBoundaryIs>{RING.format(CORNERS)}</outerBoundaryIs></Polygon>"
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2">{}</kml>'
PLACEMARK = f"<Placemark><name> Elm \n Park </name>{POLYGON}</Placemark>"
WGS84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257]]]'
GRID = 'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936"],PROJECTION["Transverse_Mercator"]]'


def written(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def packed(folder: Path, name: str, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return folder / name


def outlines(path: Path, **asked: Any) -> list[Outline]:
    return list(read_boundaries(path, **asked).outlines)


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_boundaries(path)
    assert caught.value.sentence
    assert caught.value.remedy
    return caught.value.kind


def shapes(
    rows: list[tuple[str, list[list[list[float]]]]], *, prj: str = "", coding: str = "utf-8"
) -> dict[str, bytes]:
    import shapefile  # type: ignore[import-untyped] # it comes without types

    shp, dbf, shx = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, dbf=dbf, shx=shx, shapeType=shapefile.POLYGON, encoding=coding) as writer:
        writer.field("NAME", "C", 40)
        for name, rings in rows:
            writer.poly(rings)
            writer.record(name)
    parts = {"beats.shp": shp.getvalue(), "beats.dbf": dbf.getvalue(), "beats.shx": shx.getvalue()}
    return {**parts, **({"beats.prj": prj.encode()} if prj else {})}


@pytest.mark.parametrize(
    "text",
    [
        KML.format(PLACEMARK),
        KML.format(f"<Document><Folder><Folder>{PLACEMARK}</Folder></Folder></Document>"),
        f"<kml>{PLACEMARK}</kml>",
        f'<kml xmlns="http://earth.google.com/kml/2.0">{PLACEMARK}</kml>',
        f'<k:kml xmlns:k="urn:x">{PLACEMARK.replace("<", "<k:").replace("<k:/", "</k:")}</k:kml>',
        KML.format(PLACEMARK.replace(POLYGON, f"<gx:Tour/><MultiGeometry>{POLYGON}</MultiGeometry>")),
        KML.format(PLACEMARK).replace("-2.4,53.1 ", "-2.4 , 53.1 "),
        KML.format(PLACEMARK.replace(POLYGON, f"<LineString><coordinates>{CORNERS}</coordinates></LineString>")),
    ],
    ids=["plain", "nested", "no namespace", "old namespace", "prefixed", "undeclared gx", "odd spaces", "closed line"],
)
def test_that_a_placemark_with_an_area_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    (outline,) = outlines(written(tmp_path, "AA01.kml", text))
    assert (outline.name, outline.stem) == ("Elm Park", "AA01")
    assert outline.polygons == ((tuple(map(tuple, SQUARE)),),)


def test_that_holes_and_what_else_is_said_are_kept(tmp_path: Path) -> None:
    inner = f"<innerBoundaryIs>{RING.format('-2.48,53.12 -2.42,53.12 -2.42,53.18')}</innerBoundaryIs>"
    said = '<ExtendedData><SchemaData><SimpleData name="CODE">AA01</SimpleData></SchemaData></ExtendedData>'
    text = KML.format(PLACEMARK.replace("</Polygon>", f"{inner}</Polygon>").replace("<Polygon>", f"{said}<Polygon>"))
    (outline,) = outlines(written(tmp_path, "a.kml", text))
    assert [len(ring) for ring in outline.polygons[0]] == [5, 4]
    assert ("CODE", "AA01") in outline.tells


def test_that_a_corner_which_is_none_spoils_its_own_outline_alone(tmp_path: Path) -> None:
    bad = PLACEMARK.replace("-2.4,53.1 ", "west,53.1 ")
    first, second = outlines(written(tmp_path, "a.kml", KML.format(f"<Document>{bad}{PLACEMARK}</Document>")))
    assert (first.problem, first.polygons) == ("a corner of it is not a position", ())
    assert second.polygons


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml>&b;</kml>', "entities"),
        ('<!DOCTYPE k SYSTEM "http://example.org/x.dtd"><kml/>', "no-boundaries"),
        (KML.format(PLACEMARK)[:-30], "broken-file"),
        ("<svg/>", "wrong-file"),
        ("<kml>" + "<Folder>" * 5000 + "</Folder>" * 5000 + "</kml>", "broken-file"),
        (KML.format("<Placemark><Point><coordinates>1,1</coordinates></Point></Placemark>"), "no-boundaries"),
        (KML.format(PLACEMARK.replace("-2.4,53.1", "400,53.1")), "odd-coordinates"),
        ("name,latitude", "not-boundaries"),
        (b"\x00\x01\x02", "not-boundaries"),
    ],
)
def test_that_what_is_no_sound_kml_is_refused_in_one_sentence(tmp_path: Path, text: str | bytes, kind: str) -> None:
    assert refused(written(tmp_path, "a.kml", text)) == kind


def test_that_a_kmz_is_read_and_of_all_forces_only_ours(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.kmz", {"doc.kml": KML.format(PLACEMARK), "files/x.png": b"\x89PNG"})
    assert [each.name for each in outlines(path)] == ["Elm Park"]
    forces = {f"2026-11/{force}/{beat}.kml": KML.format(PLACEMARK) for force in ("cheshire", "dorset") for beat in "AB"}
    path = packed(tmp_path, "b.zip", forces)
    assert [each.stem for each in outlines(path, folder="cheshire")] == ["A", "B"]
    assert [each.number for each in outlines(path, folder="kent")] == [1, 2, 3, 4]


def test_that_an_archive_that_swells_or_lacks_or_ends_early_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    assert refused(packed(tmp_path, "a.kmz", {"doc.kml": b" " * 50_000_000})) == "too-large"
    assert refused(packed(tmp_path, "b.kmz", {"readme.txt": "x"})) == "not-boundaries"
    whole = packed(tmp_path, "c.kmz", {"doc.kml": KML.format(PLACEMARK)}).read_bytes()
    assert refused(written(tmp_path, "d.kmz", whole[:-40])) == "broken-file"
    spoilt = bytearray(whole)
    spoilt[60:80] = b"\xff" * 20
    assert refused(written(tmp_path, "e.kmz", bytes(spoilt))) == "broken-file"
    assert refused(packed(tmp_path, "f.zip", {f"{n}.kml": "" for n in range(10_001)})) == "too-large"


def test_that_the_person_may_stop_between_two_members(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.zip", {"1.kml": KML.format(PLACEMARK)})
    with pytest.raises(Refusal, match="Stopped"):
        read_boundaries(path, stop=lambda: True)


@pytest.mark.parametrize(
    "content",
    [
        {
            "type": "Feature",
            "properties": {"WD13NM": "Elm Park"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        },
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": None, "geometry": None},
                {
                    "type": "Feature",
                    "properties": {"CODE": 7, "name": "Elm Park", "deep": {"a": 1}},
                    "geometry": {"type": "MultiPolygon", "coordinates": [[[[*each, 12] for each in SQUARE]]]},
                },
            ],
        },
    ],
)
def test_that_geojson_features_give_name_and_shape(tmp_path: Path, content: dict[str, Any]) -> None:
    (outline,) = outlines(written(tmp_path, "a.geojson", content))
    assert outline.name == "Elm Park"
    assert outline.polygons == ((tuple(map(tuple, SQUARE)),),)


def test_that_a_bare_geometry_and_the_boundary_of_police_uk_go_by_the_name_of_their_file(tmp_path: Path) -> None:
    bare = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [SQUARE, HOLE]}]}
    police = json.dumps([{"latitude": str(lat), "longitude": str(lon)} for lon, lat in SQUARE])
    for name, content in (("AA01.geojson", bare), ("AA01.json", police)):
        (outline,) = outlines(written(tmp_path, name, content))
        assert (outline.name, outline.stem, len(outline.polygons)) == ("", "AA01", 1)


def test_that_the_grid_is_known_by_what_the_file_says_or_by_the_size_of_its_numbers(tmp_path: Path) -> None:
    metres = [[365000.5, 366000.0], [366000.0, 366000.0], [366000.0, 367000.0], [365000.5, 366000.0]]
    shape: dict[str, Any] = {"type": "Polygon", "coordinates": [metres]}
    said = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    assert read_boundaries(written(tmp_path, "a.geojson", shape)).on_grid
    assert read_boundaries(written(tmp_path, "b.geojson", shape | {"crs": said})).on_grid
    wrong = {"type": "name", "properties": {"name": "EPSG:3857"}}
    assert refused(written(tmp_path, "c.geojson", shape | {"crs": wrong})) == "other-coordinates"
    degrees = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert refused(written(tmp_path, "d.geojson", shape | {"crs": degrees})) == "odd-coordinates"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"type":"FeatureCollection","features":[', "broken-file"),
        ("[" * 100_000, "broken-file"),
        ('{"type":"Polygon","coordinates":[[[NaN,1],[2,2],[3,3],[1,1]]]}', "broken-file"),
        ('{"type":"Topology"}', "wrong-file"),
        ("{}", "wrong-file"),
        ('{"type":"FeatureCollection","features":7}', "no-boundaries"),
        ('{"type":"Polygon","coordinates":[[["a","b"]]]}', "no-boundaries"),
        ('{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}', "no-boundaries"),
        ('{"type":"Polygon","coordinates":[[[1e400,1],[2,2],[3,3],[1,1]]]}', "no-boundaries"),
    ],
)
def test_that_what_is_no_sound_geojson_is_refused_in_one_sentence(tmp_path: Path, text: str, kind: str) -> None:
    assert refused(written(tmp_path, "a.geojson", text)) == kind


def clockwise(ring: list[list[float]]) -> list[list[float]]:
    return ring[::-1]


def test_that_a_shapefile_in_a_zip_gives_names_holes_and_coordinates(tmp_path: Path) -> None:
    rows = [("Elm Park", [clockwise(SQUARE), HOLE]), ("Ash", [clockwise(SQUARE)])]
    read = read_boundaries(packed(tmp_path, "a.zip", shapes(rows, prj=WGS84)))
    assert [each.name for each in read.outlines] == ["Elm Park", "Ash"]
    assert [[len(ring) for ring in each] for each in read.outlines[0].polygons] == [[5, 4]]
    assert not read.on_grid
    metres = [[365000.0, 366000.0], [365000.0, 367000.0], [366000.0, 367000.0], [365000.0, 366000.0]]
    assert read_boundaries(packed(tmp_path, "b.zip", shapes([("A", [metres])], prj=GRID))).on_grid
    assert read_boundaries(packed(tmp_path, "c.zip", shapes([("A", [metres])]))).on_grid
    mercator = GRID.replace("British_National_Grid", "WGS_1984_Web_Mercator").replace("OSGB_1936", "WGS_1984")
    assert refused(packed(tmp_path, "d.zip", shapes([("A", [metres])], prj=mercator))) == "other-coordinates"


def test_that_a_table_in_the_older_windows_coding_keeps_its_letters(tmp_path: Path) -> None:
    parts = shapes([("Llanarmon Dyffryn Ceiriog – Tŷ"[:28] + "é", [clockwise(SQUARE)])], coding="cp1252")
    (outline,) = outlines(packed(tmp_path, "a.zip", parts))
    assert outline.name.endswith("–é") or "–" in outline.name


def test_that_a_layer_without_its_table_or_beside_its_files_is_read_and_one_without_shapes_is_not(
    tmp_path: Path,
) -> None:
    parts = shapes([("Elm Park", [clockwise(SQUARE)])])
    (bare,) = outlines(packed(tmp_path, "a.zip", {"beats.shp": parts["beats.shp"]}))
    assert (bare.name, bare.stem) == ("", "beats")
    for name, content in parts.items():
        written(tmp_path, name, content)
    assert [each.name for each in outlines(tmp_path / "beats.shp")] == ["Elm Park"]
    assert refused(packed(tmp_path, "b.zip", {"beats.dbf": parts["beats.dbf"]})) == "not-boundaries"


def test_that_a_shapefile_cut_off_or_spoilt_anywhere_is_read_or_refused_but_never_a_crash(tmp_path: Path) -> None:
    parts = shapes([("Elm Park", [clockwise(SQUARE), HOLE]), ("Ash", [clockwise(SQUARE)])])
    for at in range(0, len(parts["beats.shp"]), 7):
        assert refused(packed(tmp_path, "a.zip", {**parts, "beats.shp": parts["beats.shp"][:at]})) == "broken-file"
        for byte in (0, 0x7F, 0xFF):
            for part in ("beats.shp", "beats.dbf"):
                spoilt = bytearray(parts[part])
                spoilt[at % len(spoilt)] = byte
                try:
                    read_boundaries(packed(tmp_path, "b.zip", {**parts, part: bytes(spoilt)}))
                except Refusal as refusal:
                    assert refusal.kind in {"broken-file", "no-boundaries", "odd-coordinates", "too-large"}


def test_that_a_file_is_known_for_boundaries_by_name_and_content(tmp_path: Path) -> None:
    assert looks_like_boundaries(written(tmp_path, "a.kml", "x"))
    assert looks_like_boundaries(written(tmp_path, "b.json", '{"coordinates": []}'))
    assert not looks_like_boundaries(written(tmp_path, "c.json", '[{"issue": ""}]'))
    assert looks_like_boundaries(packed(tmp_path, "d.zip", {"x.SHP": "x"}))
    assert not looks_like_boundaries(packed(tmp_path, "e.zip", {"x.csv": "x"}))
    assert not looks_like_boundaries(written(tmp_path, "f.zip", "PK no"))
    assert not looks_like_boundaries(written(tmp_path, "g.csv", "x"))


def read_or_refused(path: Path) -> None:
    try:
        read_boundaries(path)
    except Refusal as refusal:
        assert refusal.sentence


def test_that_every_hostile_and_odd_file_at_hand_ends_within_a_second_in_outlines_or_a_refusal() -> None:
    real_file("boundaries/togeojson-kml/polygon.kml")
    real_file("hostile/libkml/kml__billion.kml")
    folders = ("boundaries/togeojson-kml", "hostile/libkml", "hostile/zip-broken", "hostile/zip-odd-but-valid")
    files = [each for folder in (*folders, "hostile/payloads") for each in sorted((FOLDER / folder).iterdir())]
    slow = {each.name: took for each in files if (took := paces(partial(read_or_refused, each))) >= A_SECOND}
    assert len(files) > 50
    assert slow == {}


def test_that_the_bomb_of_entities_is_refused_and_the_known_polygon_is_read() -> None:
    assert refused(real_file("hostile/libkml/kml__billion.kml")) == "entities"
    (hollow,) = outlines(real_file("boundaries/togeojson-kml/polygon.kml"))
    assert (hollow.name, len(hollow.polygons[0])) == ("hollow box", 2)
