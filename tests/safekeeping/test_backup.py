"""A backup holds the whole book in one file, or there is none."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.elm_park import a_book, a_place, reopened
from wehere_desktop.records import BeatBook
from wehere_desktop.refusal import Refusal
from wehere_desktop.safekeeping.backup import back_up, backup_name


@pytest.fixture
def book(tmp_path: Path):  # type: ignore[no-untyped-def] # the fixture closes what it made
    with a_book(tmp_path) as made:
        with made.change("Add Elm Park"):
            made.places.add(a_place(made))
        yield made


def refusal_of(book: BeatBook, to: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        back_up(book, to)
    assert refused.value.remedy
    return refused.value


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_a_backup_is_one_file_named_after_the_book_and_the_local_minute(book: BeatBook, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    made = back_up(book, tmp_path / "stick")
    assert made.path.name.startswith("Elm Park-2026-11-22-09")
    assert made.path.name.endswith(".wehere-backup")
    assert len(made.path.name) == len("Elm Park-2026-11-22-0900.wehere-backup")
    assert made.bytes == made.path.stat().st_size
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert names_in(tmp_path / "stick") == [made.path.name]


def test_that_it_holds_records_and_keys_and_vouches_for_each(book: BeatBook, tmp_path: Path) -> None:
    made = back_up(book, tmp_path / "mine")
    assert made.path.name == "mine.wehere-backup"
    with zipfile.ZipFile(made.path) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["book.db", "keys.json", "manifest.json"]
        manifest = json.loads(archive.read("manifest.json"))
        for name, stated in manifest["files"].items():
            content = archive.read(name)
            assert (stated["bytes"], stated["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["book"] == book.book_id
    assert manifest["name"] == "Elm Park.wehere"
    assert manifest["made"].startswith("2026-11-22T09:")


def test_that_what_was_erased_goes_along_by_id_only(book: BeatBook, tmp_path: Path) -> None:
    place = book.places.all()[0]
    book.erase("place", place.id, reason="Asked for")
    with zipfile.ZipFile(back_up(book, tmp_path / "mine").path) as archive:
        assert json.loads(archive.read("disposal.json")) == [{"kind": "place", "record": place.id}]


def test_that_no_word_of_the_records_can_be_read_in_the_file(book: BeatBook, tmp_path: Path) -> None:
    raw = back_up(book, tmp_path / "mine").path.read_bytes()
    for word in (b"Elm Park Primary", b"Robin Vale", b"SQLite format 3", b"Northwich"):
        assert word not in raw


def test_that_the_book_goes_on_being_written_after_a_backup(book: BeatBook, tmp_path: Path) -> None:
    back_up(book, tmp_path / "one")
    with book.change("Add another"):
        book.places.add(a_place(book, "Oak Hall"))
    back_up(book, tmp_path / "two")
    assert book.check() == []
    assert [line.what for line in book.audit.lines()].count("backup") == 2


def test_that_nothing_is_written_over(book: BeatBook, tmp_path: Path) -> None:
    (tmp_path / "mine.wehere-backup").write_text("precious", encoding="utf-8")
    assert refusal_of(book, tmp_path / "mine.wehere-backup").kind == "already-there"
    assert (tmp_path / "mine.wehere-backup").read_text(encoding="utf-8") == "precious"


def test_that_a_backup_never_lies_in_the_book_it_is_of(book: BeatBook, tmp_path: Path) -> None:
    (book.folder / "copies").mkdir(exist_ok=True)
    for to in (
        book.folder,
        book.folder / "copies",
        book.folder / "x",
        tmp_path / "Elm Park.wehere" / ".." / book.folder,
    ):
        assert refusal_of(book, to).kind == "inside-the-book"


def test_that_a_folder_which_is_not_there_is_a_refusal(book: BeatBook, tmp_path: Path) -> None:
    assert refusal_of(book, tmp_path / "nowhere" / "mine").kind == "no-such-folder"


def test_that_a_full_disk_is_said_before_anything_is_written(
    book: BeatBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    assert refusal_of(book, tmp_path / "mine").kind == "disk-full"
    assert names_in(tmp_path) == ["Elm Park.wehere"]


def test_that_a_disk_that_fills_up_half_way_leaves_nothing(
    book: BeatBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(self: zipfile.ZipFile, name: zipfile.ZipInfo, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fill)
    assert refusal_of(book, tmp_path / "mine").kind == "disk-full"
    assert names_in(tmp_path) == ["Elm Park.wehere"]
    with book.change("Add another"):
        book.places.add(a_place(book, "Oak Hall"))


def test_that_a_book_open_for_reading_only_is_refused(book: BeatBook, tmp_path: Path) -> None:
    with reopened(book, read_only=True) as reading:
        assert refusal_of(reading, tmp_path / "mine").kind == "read-only"


def test_that_the_name_says_the_local_and_not_the_universal_minute(tmp_path: Path) -> None:
    from datetime import date

    from tests.elm_park import still_world

    with a_book(tmp_path, world=still_world(date(2026, 7, 1))) as book:
        assert backup_name(book).startswith("Elm Park-2026-07-01-10")
