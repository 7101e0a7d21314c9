"""Postcode files of every layout, whole and damaged."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from tests.real_files import real_file
from wehere_desktop.formats.postcode_files import (
    GridBox,
    Layout,
    LeftOut,
    PostcodeRow,
    open_postcode_file,
    packaged_edition,
    packaged_postcodes,
)
from wehere_desktop.refusal import Refusal

CODE_POINT = (
    '"CW7 3EP",10,365910,367890,"E92000001","","","","E06000050","E05008700"\r\n'
    '"CW101AA",10,370400,366200,"E92000001","","","","E06000049","E05008700"\r\n'
    '"CW9 9ZZ",90,0,0,"E92000001","","","","",""\r\n'
)
CODE_POINT_ROWS = [
    PostcodeRow("CW7 3EP", 365910, 367890, "E06000050", live=True),
    PostcodeRow("CW10 1AA", 370400, 366200, "E06000049", live=True),
]
ONSPD_2018 = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,oseast1m,osnrth1m,osgrdind,lat,long"
ONSPD_2025 = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,east1m,north1m,gridind,lat,long"
NSPL_2025 = "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,laua"


def written(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> tuple[list[PostcodeRow], LeftOut]:
    file = open_postcode_file(path)
    return list(file.rows), file.left_out


def ons(header: str, *rows: tuple[str, str, str, str, str]) -> str:
    """Return an ONS directory of rows that hold postcode, end, authority, easting and northing."""
    names = header.split(",")
    at = [
        names.index("pcds"),
        names.index("doterm"),
        next(place for place, name in enumerate(names) if name in {"oslaua", "laua", "lad25cd"}),
        next(place for place, name in enumerate(names) if "east1m" in name),
        next(place for place, name in enumerate(names) if name in {"osnrth1m", "north1m"}),
    ]
    lines = [header]
    for row in rows:
        cells = ["x"] * len(names)
        for place, value in zip(at, row, strict=True):
            cells[place] = value
        lines.append(",".join(f'"{cell}"' for cell in cells))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("header", [ONSPD_2018, ONSPD_2025, NSPL_2025])
def test_that_every_edition_of_the_ons_directories_is_read_by_its_own_column_names(tmp_path: Path, header: str) -> None:
    path = written(
        tmp_path,
        ons(
            header,
            ("CW7 3EP", "", "E06000050", "365910", "0367890"),
            ("CW7 1AA", "199606", "E06000050", "365000", "0366000"),
            ("BT1 1AA", "", "N09000003", "333700", "0374200"),
            ("JE2 3AB", "", "L99999999", "", ""),
        ),
    )
    rows, left_out = read(path)
    assert rows == [
        PostcodeRow("CW7 3EP", 365910, 367890, "E06000050", live=True),
        PostcodeRow("CW7 1AA", 365000, 366000, "E06000050", live=False),
    ]
    assert (left_out.irish_grid, left_out.no_grid, left_out.unreadable) == (1, 1, 0)
    assert open_postcode_file(path).layout is Layout.ONS_DIRECTORY


def test_that_northern_ireland_is_left_out_even_where_only_its_postcode_tells(tmp_path: Path) -> None:
    rows, left_out = read(written(tmp_path, CODE_POINT + '"BT1 1AA",10,333700,374200,"","","","","",""\n'))
    assert rows == CODE_POINT_ROWS
    assert left_out.irish_grid == 1


def test_that_code_point_open_is_read_without_a_heading_row(tmp_path: Path) -> None:
    file = open_postcode_file(written(tmp_path, CODE_POINT))
    assert list(file.rows) == CODE_POINT_ROWS
    assert file.left_out.no_grid == 1
    assert file.layout is Layout.CODE_POINT_OPEN
    assert file.lists_live_only


def test_that_code_point_open_may_have_its_heading_row_or_only_its_first_columns(tmp_path: Path) -> None:
    headed = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n" + CODE_POINT
    assert read(written(tmp_path, headed))[0] == CODE_POINT_ROWS
    short = "CW7 3EP,10,365910,367890\n"
    assert read(written(tmp_path, short))[0] == [CODE_POINT_ROWS[0]._replace(authority="")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_the_encoding_is_known_by_its_mark(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path, CODE_POINT, encoding=encoding))[0] == CODE_POINT_ROWS


def test_that_a_folder_and_a_zip_give_the_same_as_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "codepo_gb"
    written(folder, CODE_POINT.splitlines()[0], "Data/CSV/cw.csv")
    written(folder, CODE_POINT.splitlines()[1], "Data/CSV/wa.CSV")
    written(folder, "a,b\n1,2\n", "Doc/other.csv")
    written(folder, "not a table", "readme.txt")
    with zipfile.ZipFile(tmp_path / "codepo_gb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.rglob("*.[cC][sS][vV]"):
            archive.write(file, file.relative_to(tmp_path))
        archive.writestr("../../climbs.csv", "a,b\n1,2\n")
    assert read(folder)[0] == read(tmp_path / "codepo_gb.zip")[0] == CODE_POINT_ROWS
    assert open_postcode_file(tmp_path / "codepo_gb.zip").edition == "Code-Point Open, codepo gb"


def test_that_rows_shipped_twice_by_the_ons_are_read_once(tmp_path: Path) -> None:
    row = ("CW7 3EP", "", "E06000050", "365910", "367890")
    written(tmp_path, ons(ONSPD_2025, row), "Data/ONSPD_NOV_2025_UK.csv")
    written(tmp_path, ons(ONSPD_2025, row), "Data/multi_csv/ONSPD_NOV_2025_UK_CW.csv")
    assert len(read(tmp_path)[0]) == 1
    assert open_postcode_file(tmp_path).edition == "ONS postcode directory, ONSPD NOV 2025 UK"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name,postcode\nA,CW7 3EP\n",
        b"just words",
        b"\x00\x01\x02\xff" * 50,
        b"PK\x03\x04 cut off",
        b"<html><script>alert(1)</script></html>",
        b'"' + b"x" * 300_000,
    ],
)
def test_that_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(path)
    assert refused.value.kind in {"wrong-file", "damaged-file"}
    assert refused.value.remedy


def test_that_an_empty_folder_and_a_missing_file_are_refused_apart(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as wrong:
        open_postcode_file(tmp_path)
    with pytest.raises(Refusal) as missing:
        open_postcode_file(tmp_path / "none.csv")
    assert (wrong.value.kind, missing.value.kind) == ("wrong-file", "no-file")


def test_that_a_zip_cut_off_or_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codepo.zip"
    rng = random.Random(7)  # noqa: S311 - the same rows each time
    lines = "".join(
        f"CW{rng.randrange(1, 10)} {rng.randrange(1, 10)}AA,10,{rng.randrange(10**6)},{rng.randrange(10**6)}\n"
        for _ in range(20_000)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cw.csv", lines)
    whole = path.read_bytes()
    for damaged in (whole[:-300], whole[:80_000] + b"\x00" * 400 + whole[80_400:]):
        path.write_bytes(damaged)
        with pytest.raises(Refusal):
            read(path)


def test_that_a_zip_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codepo.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cw.csv", CODE_POINT)
    content = bytearray(path.read_bytes())
    # The first bit of the flags says "encrypted", in the member's own header and in the list at the end
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(path)
    assert refused.value.kind == "damaged-file"


def test_that_a_file_cut_off_loses_its_last_row_and_says_so(tmp_path: Path) -> None:
    rows, left_out = read(written(tmp_path, CODE_POINT + '"CW7 3ES",10,3659'))
    assert rows == CODE_POINT_ROWS
    assert left_out.unreadable == 1


def test_that_a_file_most_of_whose_rows_are_nonsense_is_refused(tmp_path: Path) -> None:
    nonsense = "".join(f'"row {number}",10,1,2,"","","","","",""\n' for number in range(40))
    with pytest.raises(Refusal) as refused:
        read(written(tmp_path, CODE_POINT + nonsense))
    assert refused.value.kind == "damaged-file"


def test_that_numbers_off_the_grid_and_odd_authorities_do_not_get_in(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ons(
            ONSPD_2025,
            ("CW7 3EP", "", "=cmd|' /C calc'!A0", "365910.0", "367890.4"),
            ("CW7 3ER", "", "E06000050", "9365910", "367890"),
            ("CW7 3ES", "", "E06000050", "-5", "367890"),
            ("CW7 3ET", "", "E06000050", "1e999", "367890"),
        ),
    )
    rows, left_out = read(path)
    assert rows == [PostcodeRow("CW7 3EP", 365910, 367890, "", live=True)]
    assert left_out.unreadable == 3


def test_that_the_packaged_directory_is_read_without_importing_its_package() -> None:
    file = packaged_postcodes("C", GridBox(355_000, 360_000, 375_000, 375_000))
    rows = {row.postcode: row for row in file.rows}
    assert rows["CW7 3EP"].authority == "E06000050"
    assert file.left_out.elsewhere > len(rows) > 1_000
    assert "2" in packaged_edition()


def test_that_the_packaged_directory_leaves_the_irish_grid_out() -> None:
    file = packaged_postcodes("B", GridBox(320_000, 340_000, 400_000, 400_000))
    assert not [row for row in file.rows if row.postcode.startswith("BT")]
    assert file.left_out.irish_grid > 10_000


@pytest.mark.parametrize("edition", ["onspd_may2018", "onspd_aug2024", "onspd_nov2025"])
def test_that_the_ons_layouts_of_three_years_are_read(edition: str) -> None:
    rows, left_out = read(real_file(f"postcodes/uk_geo_utils/{edition}__onspd_test.csv"))
    assert len(rows) + left_out.no_grid + left_out.irish_grid == 4
    assert rows
    assert not left_out.unreadable


def test_that_real_code_point_files_are_read_whole() -> None:
    rows, left_out = read(real_file("postcodes/codepoint_open_2014/cw.csv"))
    assert len(rows) == 9_008
    assert rows[0] == PostcodeRow("CW1 2AF", 371094, 355727, "E06000049", live=True)
    assert left_out == LeftOut()


@pytest.mark.parametrize(
    "name",
    [
        "postcodes/uk_geo_utils/onsud__onsud_test.csv",
        "postcodes/uk_geo_utils/addressbase_plus__addressbase_test1.csv",
        "postcodes/gb_placenames_from_os_open_names_2019.csv",
        "postcodes/postcode_area_names.xlsx",
        "postcodes/codepoint_open_2014/Doc/Codelist.xls",
    ],
)
def test_that_neighbouring_kinds_of_file_are_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(real_file(name))
    assert refused.value.kind == "wrong-file"
