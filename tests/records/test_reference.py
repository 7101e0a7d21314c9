"""The postcodes kept on this laptop: built whole, asked quickly, replaced by newer editions."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.real_files import real_file
from wehere_desktop.formats.postcode_files import PostcodeRow, open_postcode_file
from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.national_grid import to_wgs84
from wehere_desktop.records import reference
from wehere_desktop.records.reference import (
    REFERENCE_FILE,
    Gazetteer,
    build_reference,
    open_gazetteer,
    replace_postcodes,
)
from wehere_desktop.refusal import Refusal

WEST, EAST, STAFFORDSHIRE = "E06000050", "E06000049", "E07000198"

WINSFORD = PostcodeRow("CW7 3EP", 365910, 367890, WEST, live=True)
ENDED = PostcodeRow("CW7 9ZZ", 365920, 367900, WEST, live=False)
CREWE = PostcodeRow("CW1 2AF", 371094, 355727, EAST, live=True)
LEEK = PostcodeRow("ST13 5AA", 378000, 356000, STAFFORDSHIRE, live=True)
FAR = PostcodeRow("ST13 9FA", 385000, 345000, STAFFORDSHIRE, live=True)
ROWS = [WINSFORD, ENDED, CREWE, LEEK, FAR]


@pytest.fixture(autouse=True)
def small_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packaged directory be the five rows above."""
    monkeypatch.setattr(reference, "packaged_postcodes", FakePackage)
    monkeypatch.setattr(reference, "packaged_edition", lambda: FakePackage.edition)


class FakePackage:
    """A packaged directory of five postcodes."""

    edition = "small directory"

    def __init__(self, letters: str, box: object) -> None:
        self.rows = iter(ROWS)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Gazetteer]:
    with closing(open_gazetteer(tmp_path)) as opened:
        yield opened


def test_that_a_postcode_is_found_however_it_is_written(small: Gazetteer) -> None:
    found = small.postcode("cw73ep")
    assert found
    assert (found.postcode, found.authority, found.live) == ("CW7 3EP", WEST, True)
    assert metres_between(found.position, to_wgs84(365910, 367890)) < 0.2
    assert small.postcode("CW7 3XX") is None
    assert small.postcode("'; DROP TABLE postcode; --") is None


def test_that_an_ended_postcode_is_found_but_is_nobodys_nearest(small: Gazetteer) -> None:
    ended = small.postcode("CW7 9ZZ")
    assert ended
    assert not ended.live
    live, any_of_them = small.nearest(ended.position), small.nearest(ended.position, live_only=False)
    assert live
    assert any_of_them
    assert (live[0].postcode, any_of_them[0].postcode) == ("CW7 3EP", "CW7 9ZZ")
    assert live[1] == pytest.approx(14.1, abs=0.3)


def test_that_only_cheshire_and_its_margin_are_kept(small: Gazetteer) -> None:
    assert [point.postcode for point in small.points(live_only=False)] == ["CW1 2AF", "CW7 3EP", "CW7 9ZZ", "ST13 5AA"]
    assert [point.postcode for point in small.points([WEST])] == ["CW7 3EP"]


@pytest.mark.parametrize("position", [Position(53.6, -3.0), Position(51.5, 0.0), Position(0.0, 0.0)])
def test_that_far_from_every_postcode_there_is_no_nearest(small: Gazetteer, position: Position) -> None:
    assert small.nearest(position) is None


def test_that_the_nearest_is_the_nearest_of_all(tmp_path: Path) -> None:
    rng = random.Random(11)  # noqa: S311 - the same points each time
    rows = [
        PostcodeRow(f"CW{a} {b}{c}A", rng.randrange(360_000, 366_000), rng.randrange(360_000, 366_000), WEST, live=True)
        for a in range(1, 10)
        for b in range(10)
        for c in "ABDE"
    ]
    build_reference(tmp_path / REFERENCE_FILE, rows, edition=FakePackage.edition)
    with closing(open_gazetteer(tmp_path)) as built:
        points = list(built.points())
        for _ in range(200):
            position = to_wgs84(rng.randrange(357_000, 369_000), rng.randrange(357_000, 369_000))
            found = built.nearest(position)
            assert found
            best = min(metres_between(position, point.position) for point in points)
            assert found[1] == pytest.approx(best, abs=1)


def test_that_opening_a_second_time_builds_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    open_gazetteer(tmp_path, progress=told.append).close()
    assert told
    before = (tmp_path / REFERENCE_FILE).stat().st_mtime_ns
    open_gazetteer(tmp_path, progress=pytest.fail).close()
    assert (tmp_path / REFERENCE_FILE).stat().st_mtime_ns == before
    assert [file.name for file in tmp_path.iterdir()] == [REFERENCE_FILE]


def test_that_a_newer_package_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_gazetteer(tmp_path).close()
    monkeypatch.setattr(FakePackage, "edition", "next directory")
    with closing(open_gazetteer(tmp_path)) as opened:
        assert opened.edition == "next directory"


@pytest.mark.parametrize("damage", ["empty", "cut", "nonsense", "other"])
def test_that_a_damaged_file_is_built_anew(tmp_path: Path, damage: str) -> None:
    open_gazetteer(tmp_path).close()
    path = tmp_path / REFERENCE_FILE
    whole = path.read_bytes()
    if damage == "other":
        path.unlink()
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE t (x)")
    else:
        path.write_bytes({"empty": b"", "cut": whole[: len(whole) // 2], "nonsense": b"nonsense" * 999}[damage])
    with closing(open_gazetteer(tmp_path)) as opened:
        assert opened.postcode("CW7 3EP")


def test_that_damage_found_only_when_asking_is_told_plainly(tmp_path: Path) -> None:
    open_gazetteer(tmp_path).close()
    path = tmp_path / REFERENCE_FILE
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    path.write_bytes(whole)
    with pytest.raises(Refusal) as refused, closing(Gazetteer(path)) as opened:
        opened.postcode("CW7 3EP")
    assert refused.value.kind == "damaged-reference"
    with closing(open_gazetteer(tmp_path)) as opened:
        assert opened.postcode("CW7 3EP")


def test_that_a_build_cut_short_leaves_what_was_there(tmp_path: Path) -> None:
    def breaking() -> Iterator[PostcodeRow]:
        yield WINSFORD
        raise KeyboardInterrupt

    path = tmp_path / REFERENCE_FILE
    build_reference(path, ROWS, edition=FakePackage.edition)
    with pytest.raises(KeyboardInterrupt):
        build_reference(path, breaking(), edition="half")
    # As a process killed outright would leave it
    (tmp_path / f".{REFERENCE_FILE}.999999999").write_bytes(b"half")
    with closing(open_gazetteer(tmp_path)) as opened:
        assert opened.edition == FakePackage.edition
    build_reference(path, ROWS, edition=FakePackage.edition)
    assert [file.name for file in tmp_path.iterdir()] == [REFERENCE_FILE]


def test_that_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(Refusal):
        open_gazetteer(tmp_path / "file")


def test_that_rows_without_any_of_cheshire_are_refused_and_change_nothing(tmp_path: Path) -> None:
    open_gazetteer(tmp_path).close()
    before = (tmp_path / REFERENCE_FILE).read_bytes()
    london = PostcodeRow("SW1A 1AA", 529090, 179645, "E09000033", live=True)
    for rows in ([], [london], [FAR]):
        with pytest.raises(Refusal) as refused:
            build_reference(tmp_path / REFERENCE_FILE, rows, edition="wrong")
        with pytest.raises(Refusal):
            replace_postcodes(tmp_path, rows, "wrong")
        assert refused.value.kind == "wrong-file"
    assert (tmp_path / REFERENCE_FILE).read_bytes() == before


def test_that_a_newer_edition_wins_and_what_it_lacks_stays(tmp_path: Path) -> None:
    moved = WINSFORD._replace(easting=365990)
    fresh = PostcodeRow("CW7 4NE", 366000, 368000, WEST, live=True)
    assert replace_postcodes(tmp_path, [moved, fresh], "May 2026") == 2
    with closing(open_gazetteer(tmp_path)) as opened:
        assert opened.edition == "May 2026; small directory"
        found = opened.postcode("CW7 3EP")
        assert found
        assert metres_between(found.position, to_wgs84(365990, 367890)) < 0.2
        assert opened.postcode("CW7 4NE")
        assert opened.postcode("CW1 2AF")
        assert not opened.postcode("CW7 9ZZ").live  # type: ignore[union-attr] # it is there, as built above


def test_that_a_blank_authority_is_the_known_one_else_the_nearest_ones(tmp_path: Path) -> None:
    rows = [CREWE._replace(authority=""), PostcodeRow("CW7 4NE", 366000, 368000, "", live=True)]
    replace_postcodes(tmp_path, rows, "Code-Point")
    with closing(open_gazetteer(tmp_path)) as opened:
        assert [point.authority for point in opened.points()] == [EAST, WEST, WEST, STAFFORDSHIRE]


def test_that_what_a_list_of_live_postcodes_lacks_has_ended(tmp_path: Path) -> None:
    fresh = PostcodeRow("CW7 4NE", 366000, 368000, WEST, live=True)
    replace_postcodes(tmp_path, [fresh], "Code-Point", lists_live_only=True)
    with closing(open_gazetteer(tmp_path)) as opened:
        live = {point.postcode for point in opened.points()}
        # It does not cover CW1 and ST13, so it says nothing of them
        assert live == {"CW7 4NE", "CW1 2AF", "ST13 5AA"}
        assert len(list(opened.points(live_only=False))) == 5


def test_that_the_same_edition_twice_changes_nothing(tmp_path: Path) -> None:
    rows = [WINSFORD._replace(easting=365990), PostcodeRow("CW7 4NE", 366000, 368000, "", live=True)]
    replace_postcodes(tmp_path, rows, "May 2026", lists_live_only=True)
    with closing(open_gazetteer(tmp_path)) as opened:
        once = list(opened.points(live_only=False))
    replace_postcodes(tmp_path, rows, "May 2026", lists_live_only=True)
    with closing(open_gazetteer(tmp_path)) as opened:
        assert list(opened.points(live_only=False)) == once


def test_that_a_settlement_is_found_unless_two_bear_its_name(small: Gazetteer) -> None:
    tarporley = small.settlement(" tarporley ")
    assert tarporley
    assert (tarporley.name, tarporley.authority) == ("Tarporley", WEST)
    assert small.settlement("Willaston") is None
    assert len(small.settlements_named("Willaston")) == 2
    assert small.settlement("Atlantis") is None


def test_that_a_real_edition_of_code_point_open_comes_in(tmp_path: Path) -> None:
    source = open_postcode_file(real_file("postcodes/codepoint_open_2014/cw.csv"))
    kept = replace_postcodes(tmp_path, source.rows, source.edition, lists_live_only=source.lists_live_only)
    assert kept == 9_008
    with closing(open_gazetteer(tmp_path)) as opened:
        found = opened.postcode("CW1 2AG")
        assert found
        assert found.authority == EAST


def test_that_many_postcodes_asked_for_together_are_found_as_one_by_one(small: Gazetteer) -> None:
    asked = [WINSFORD.postcode, ENDED.postcode, "CW7 3XX", "'; DROP TABLE postcode; --", *map(str, range(1_200))]
    found = small.postcodes(asked)
    assert set(found) == {WINSFORD.postcode, ENDED.postcode}
    assert all(found[each] == small.postcode(each) for each in found)
    assert small.postcodes([]) == {}
