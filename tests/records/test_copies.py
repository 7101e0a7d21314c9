"""Copies of a book are whole, few, and never in the way of a full disk."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from wehere_desktop.records.copies import all_copies, copy_before_step, last_copy, remove_copies
from wehere_desktop.records.world import World
from wehere_desktop.refusal import Refusal

START = datetime(2026, 11, 22, 7, 12, 3, tzinfo=UTC)


def world_at(at: datetime) -> World:
    return World(lambda: at, lambda: "id", lambda seconds: None, bytes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = tmp_path / "Elm Park.wehere"
    book.mkdir()
    (book / "book.db").write_bytes(b"records" * 1000)
    return book


def copy(folder: Path, *, after: int = 0, version: int = 3) -> Path:
    world = world_at(START + timedelta(seconds=after))
    return copy_before_step(folder, folder / "book.db", version=version, world=world)


def test_that_a_copy_is_whole_and_named_by_instant_and_version(folder: Path) -> None:
    path = copy(folder)
    assert path == folder / "copies" / "book-2026-11-22-071203-version-3.db"
    assert path.read_bytes() == (folder / "book.db").read_bytes()
    assert last_copy(folder) == path


def test_that_two_copies_in_one_second_both_stay(folder: Path) -> None:
    first, second = copy(folder), copy(folder)
    assert first != second
    assert all_copies(folder) == [second, first]


def test_that_only_the_ten_newest_stay_and_strangers_files_are_left_alone(folder: Path) -> None:
    (folder / "copies").mkdir()
    (folder / "copies" / "note.txt").write_text("mine", encoding="utf-8")
    made = [copy(folder, after=seconds, version=1 + seconds) for seconds in range(13)]
    assert all_copies(folder) == made[:2:-1]
    assert sorted(path.name for path in (folder / "copies").iterdir()) == sorted(
        [*(path.name for path in made[3:]), "note.txt"]
    )


def test_that_a_book_without_copies_has_no_last_one(folder: Path) -> None:
    assert last_copy(folder) is None
    assert last_copy(folder / "nowhere") is None


def test_that_removing_copies_leaves_none(folder: Path) -> None:
    copy(folder)
    remove_copies(folder)
    assert last_copy(folder) is None


def test_that_changes_still_waiting_in_the_log_are_not_left_out_unsaid(folder: Path) -> None:
    (folder / "book.db-wal").write_bytes(b"frames")
    with pytest.raises(Refusal) as refused:
        copy(folder)
    assert refused.value.kind == "busy"
    (folder / "book.db-wal").write_bytes(b"")
    copy(folder)


def test_that_a_full_disk_is_said_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=500_000))
    with pytest.raises(Refusal) as refused:
        copy(folder)
    assert refused.value.kind == "disk-full"
    assert last_copy(folder) is None


def test_that_a_copy_cut_short_leaves_neither_half_a_copy_nor_fewer_old_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [copy(folder, after=seconds) for seconds in range(10)]

    def fill(source: object, target: object, size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", fill)
    with pytest.raises(Refusal) as refused:
        copy(folder, after=60)
    assert refused.value.kind == "disk-full"
    assert sorted((folder / "copies").iterdir()) == kept


def test_that_drafts_of_a_killed_copy_are_swept(folder: Path) -> None:
    (folder / "copies").mkdir()
    (folder / "copies" / f".book-2026-11-01-071203-version-2.db.{2**30}.wehere-part").write_bytes(b"half")
    path = copy(folder)
    assert list((folder / "copies").iterdir()) == [path]


def test_that_a_place_that_cannot_be_written_is_a_refusal(folder: Path) -> None:
    (folder / "copies").write_text("a file in the way", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        copy(folder)
    assert refused.value.kind == "no-permission"
