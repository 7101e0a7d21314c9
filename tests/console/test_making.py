"""The verbs that make something: new, print, map, backup and restore, import."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.console.terminal import ran
from tests.elm_park import PASSPHRASE, still_world
from wehere_desktop.records import open_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.console.conftest import ElmPark

NEW = ("--officer", "Robin Vale", "--rank", "chief inspector", "--lpu", "northwich")


@pytest.fixture
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEHERE_PASSPHRASE", PASSPHRASE)


@pytest.mark.usefixtures("_passphrase")
def test_that_a_new_book_opens_with_its_passphrase_and_with_its_recovery_code(tmp_path: Path) -> None:
    (told,) = ran("new", tmp_path / "North", *NEW, "--json", world=still_world()).told
    assert told["book"] == str(tmp_path / "North.wehere")
    with open_book(tmp_path / "North.wehere", PASSPHRASE, world=still_world()) as book:
        assert book.beats.count() == 122
        assert book.lpus.count() == 9
        assert str(book.officers.get(told["officer"]).rank) == "Chief Inspector"
    with open_book(tmp_path / "North.wehere", told["recovery_code"], world=still_world()) as book:
        assert book.holder == told["officer"]


@pytest.mark.usefixtures("_passphrase")
def test_that_nothing_is_made_over_what_is_there_or_where_no_folder_is(tmp_path: Path) -> None:
    (tmp_path / "North.wehere").mkdir()
    assert "There is something already" in ran("new", tmp_path / "North", *NEW).err
    assert "There is no folder" in ran("new", tmp_path / "no" / "North", *NEW).err
    assert list(tmp_path.rglob("*")) == [tmp_path / "North.wehere"]


@pytest.mark.usefixtures("_passphrase")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--officer", "R", "--rank", "boss", "--lpu", "Northwich"), "Use Chief Inspector, Inspector, Sergeant, PC,"),
        (("--officer", "R", "--rank", "PC", "--lpu", "Nantwich"), "Chester, Congleton, Crewe, Ellesmere Port"),
        (("--officer", " ", "--rank", "PC", "--lpu", "Northwich"), "missing"),
    ],
)
def test_that_an_unknown_rank_or_unit_or_no_name_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = ran("new", tmp_path / "North", *words, world=still_world())
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_that_a_short_passphrase_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEHERE_PASSPHRASE", "short")
    assert "at least 8 characters" in ran("new", tmp_path / "North", *NEW, world=still_world()).err
    assert list(tmp_path.iterdir()) == []


def test_that_the_next_meetings_handout_is_printed_and_audited(elm_park: ElmPark, tmp_path: Path) -> None:
    paper = tmp_path / "handout.pdf"
    done = elm_park.asks("print", "handout", "--out", paper)
    assert done.code == 0, done.err
    assert "Beat meeting, Winsford Wharton, Wednesday 9 December 2026, 7 pm; 2 sides." in done.out
    pdf = paper.read_bytes()
    assert pdf.startswith(b"%PDF-")
    with open_book(elm_park.folder, PASSPHRASE, world=elm_park.clock.world()) as book:
        line = next(each for each in reversed(book.audit.lines()) if each.what.startswith("printed"))
    assert (line.what, line.kind, line.record) == ("printed handout", "meeting", elm_park.meeting)
    assert line.digest == hashlib.sha256(pdf).hexdigest()


def test_that_a_handout_is_printed_for_a_meeting_by_its_id_and_for_a_named_beat(
    elm_park: ElmPark, tmp_path: Path
) -> None:
    (by_id,) = elm_park.asks(
        "print", "handout", "--meeting", elm_park.meeting, "--out", tmp_path / "a.pdf", "--json"
    ).told
    (by_beat,) = elm_park.asks("print", "handout", "--beat", elm_park.beat, "--out", tmp_path / "b.pdf", "--json").told
    assert by_id["meeting"] == by_beat["meeting"] == elm_park.meeting
    assert by_id["missing"] == []


def test_that_a_paper_is_never_printed_over_a_file_without_being_told(elm_park: ElmPark, tmp_path: Path) -> None:
    paper = tmp_path / "handout.pdf"
    paper.write_text("mine", encoding="utf-8")
    done = elm_park.asks("print", "handout", "--out", paper)
    assert done.code == 1
    assert "--replace" in done.err
    assert paper.read_text(encoding="utf-8") == "mine"
    assert elm_park.asks("print", "handout", "--out", paper, "--replace").code == 0
    assert paper.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["handout", "--meeting", "nothing"], 1, "There is no meeting with the id “nothing”."),
        (["handout", "--beat", "Hoole"], 1, "No meeting is planned on"),
        (["handuot"], 2, "Did you mean “handout”?"),
    ],
)
def test_that_a_paper_that_cannot_be_printed_is_refused(
    elm_park: ElmPark, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = elm_park.asks("print", *words, "--out", tmp_path / "x.pdf")
    assert done.code == code
    assert said in done.err
    assert not (tmp_path / "x.pdf").exists()


def test_that_a_folder_or_a_missing_folder_is_no_place_for_a_paper(elm_park: ElmPark, tmp_path: Path) -> None:
    assert "is a folder" in elm_park.asks("print", "handout", "--out", tmp_path).err
    assert "There is no folder" in elm_park.asks("map", "--out", tmp_path / "no" / "map.html").err


def test_that_the_map_is_one_file_with_the_places_on_it(elm_park: ElmPark, tmp_path: Path) -> None:
    (told,) = elm_park.asks("map", "--out", tmp_path / "map.html", "--json").told
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert told["places"] == 2
    assert told["beats"] == 122
    assert "Elm Park Primary School" in page
    (told,) = elm_park.asks("map", "--out", tmp_path / "beat.html", "--beat", "Winsford Wharton", "--json").told
    assert (told["places"], told["beats"]) == (2, 1)


def test_that_a_book_comes_back_from_its_backup_as_it_was(elm_park: ElmPark, tmp_path: Path) -> None:
    (made,) = elm_park.asks("backup", "--to", tmp_path, "--json").told
    elm_park.asks("log-visit", "--place", elm_park.school, "--said", "After the backup.")
    done = ran("restore", made["file"], "--to", tmp_path / "Back", world=elm_park.clock.world())
    assert done.code == 0, done.err
    assert ran("--book", tmp_path / "Back", "check", world=elm_park.clock.world()).out == "The book is sound.\n"
    assert "Nothing here holds" in ran("--book", tmp_path / "Back", "search", "After", world=elm_park.clock.world()).out


def test_that_a_standing_book_is_restored_over_only_when_told_and_then_set_aside(
    elm_park: ElmPark, tmp_path: Path
) -> None:
    (made,) = elm_park.asks("backup", "--to", tmp_path, "--json").told
    refused = ran("restore", made["file"], "--to", elm_park.folder, world=elm_park.clock.world())
    assert refused.code == 1
    done = ran("restore", made["file"], "--to", elm_park.folder, "--over", "--json", world=elm_park.clock.world())
    assert done.code == 0, done.err
    assert ran("--book", done.told[0]["set_aside"], "check", world=elm_park.clock.world()).code == 0


def test_that_what_is_no_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEHERE_PASSPHRASE", PASSPHRASE)
    (tmp_path / "a.wehere-backup").write_bytes(b"not a backup")
    for file in (tmp_path / "a.wehere-backup", tmp_path / "none"):
        done = ran("restore", file, "--to", tmp_path / "Back", world=still_world())
        assert (done.code, done.out) == (1, "")
        assert not (tmp_path / "Back.wehere").exists()
