"""Each way in which a book cannot be opened is a refusal of its own, with what to do next."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.elm_park import PASSPHRASE, QUICK_SEAL, a_book, a_book_made_anew, a_place, still_world
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.records import BeatBook, create_book, open_book
from wehere_desktop.records.copies import all_copies
from wehere_desktop.records.database import Database, connect, errors_made_ours, rows
from wehere_desktop.records.keyring import open_with, read_keyring
from wehere_desktop.records.steps import STEPS, Step, known_steps
from wehere_desktop.refusal import Fault, Refusal


def refusal_of(folder: Path, passphrase: str = PASSPHRASE) -> Refusal:
    """Return the refusal that opening a folder meets with."""
    with pytest.raises(Refusal) as refused:
        open_book(folder, passphrase, world=still_world())
    return refused.value


def closed(book: BeatBook) -> Path:
    """Close a book with a place in it and return its folder."""
    with book.change("Add"):
        book.places.add(a_place(book))
    book.close()
    return book.folder


def test_that_a_wrong_passphrase_is_told_and_each_next_try_waits_longer(book: BeatBook) -> None:
    folder = closed(book)
    paused: list[float] = []
    standing = dataclasses.replace(
        still_world(), now=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC), pause=paused.append
    )
    for _ in range(4):
        with pytest.raises(Refusal) as refused:
            open_book(folder, "not the passphrase", world=standing)
        assert refused.value.kind == "wrong-passphrase"
    assert paused == [1, 2, 4]
    open_book(folder, PASSPHRASE, world=standing).close()
    assert json.loads((folder / "keys.json").read_text(encoding="utf-8"))["holders"][0]["failed"] == 0


def test_that_a_folder_without_a_book_is_not_a_book(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).kind == "not-a-book"
    assert refusal_of(tmp_path / "nowhere").kind == "not-a-book"
    (tmp_path / "file").write_text("hello", encoding="utf-8")
    assert refusal_of(tmp_path / "file").kind == "not-a-book"


@pytest.mark.parametrize("keys", ["", "{", '{"magic": "wehere-keys", "format": 1}', "[]", "\x00\x01"])
def test_that_damaged_keys_are_told_from_a_damaged_book(book: BeatBook, keys: str) -> None:
    folder = closed(book)
    (folder / "keys.json").write_text(keys, encoding="utf-8")
    assert refusal_of(folder).kind == "damaged-keys"


def test_that_a_missing_file_of_records_is_a_damaged_book(book: BeatBook) -> None:
    folder = closed(book)
    (folder / "book.db").unlink()
    assert refusal_of(folder).kind == "damaged-book"


@pytest.mark.parametrize("cut", [0, 100, 5000])
def test_that_a_cut_off_file_is_a_damaged_book(book: BeatBook, cut: int) -> None:
    folder = closed(book)
    with (folder / "book.db").open("rb+") as file:
        file.truncate(cut)
    refusal = refusal_of(folder)
    assert refusal.kind == "damaged-book"
    assert "copy" in refusal.remedy


def test_that_a_damaged_book_says_what_is_still_whole(book: BeatBook) -> None:
    with book.change("Add many"):
        book.places.add_all([a_place(book, f"Place {number}", notes="x" * 900) for number in range(200)])
    folder = closed(book)
    size = (folder / "book.db").stat().st_size
    with (folder / "book.db").open("rb+") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 2))
    try:
        with open_book(folder, PASSPHRASE, world=still_world()) as damaged, pytest.raises(Refusal) as refused:
            damaged.places.all()
            damaged.visits.all()
            raise Refusal(damaged.check()[0], kind="damaged-book")
    except Refusal as refusal:
        assert refusal.kind == "damaged-book"
        assert "can still read" in refusal.sentence or "can still be read" in refusal.sentence
    else:
        assert refused.value.kind == "damaged-book"


def test_that_a_plain_database_in_its_place_is_a_damaged_book(book: BeatBook) -> None:
    folder = closed(book)
    for ending in ("", "-wal", "-shm"):
        (folder / f"book.db{ending}").unlink(missing_ok=True)
    plain = sqlite3.connect(folder / "book.db")
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    assert refusal_of(folder).kind == "damaged-book"


def test_that_a_newer_book_is_refused_with_a_sentence(book: BeatBook) -> None:
    folder = closed(book)
    key, _, _ = open_with(folder, read_keyring(folder), PASSPHRASE, world=still_world())
    db = connect(folder / "book.db", key)
    db.execute(f"PRAGMA user_version = {known_steps() + 1}")
    db.conn.close()
    assert refusal_of(folder).kind == "newer-book"


def test_that_a_book_held_by_a_living_process_says_since_when_and_offers_reading(book: BeatBook) -> None:
    refusal = refusal_of(book.folder)
    assert refusal.kind == "held"
    assert "22 November 2026" in refusal.sentence
    assert refusal.sentence.startswith("Inspector Robin Vale")
    assert "reading only" in refusal.remedy
    open_book(book.folder, PASSPHRASE, world=still_world(), read_only=True).close()


def test_that_a_refused_opening_leaves_the_book_free(book: BeatBook) -> None:
    folder = closed(book)
    refusal_of(folder, "not the passphrase")
    open_book(folder, PASSPHRASE, world=still_world()).close()


def test_that_a_new_book_never_overwrites(tmp_path: Path) -> None:
    a_book(tmp_path).close()
    with pytest.raises(Refusal) as refused:
        a_book_made_anew(tmp_path, still_world())
    assert refused.value.kind == "already-there"


def test_that_an_unknown_unit_is_refused_and_nothing_left_behind(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        create_book(
            tmp_path / "Book.wehere",
            PASSPHRASE,
            officer="A",
            rank=Rank.PC,
            lpu="Atlantis",
            world=still_world(),
            settings=QUICK_SEAL,
        )
    assert "Ellesmere Port" in refused.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_that_a_book_whose_first_record_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        create_book(
            tmp_path / "Book.wehere",
            PASSPHRASE,
            officer=" ",
            rank=Rank.PC,
            lpu="Crewe",
            world=still_world(),
            settings=QUICK_SEAL,
        )
    assert refused.value.field == "name"
    assert list(tmp_path.iterdir()) == []


def test_that_the_recovery_code_opens_the_book(tmp_path: Path) -> None:
    book, code = create_book(
        tmp_path / "Book.wehere",
        PASSPHRASE,
        officer="Robin Vale",
        rank=Rank.PC,
        lpu="Crewe",
        world=still_world(),
        settings=QUICK_SEAL,
    )
    book.close()
    with open_book(book.folder, code, world=still_world()) as opened:
        assert opened.officers.get(opened.holder).name == "Robin Vale"


def test_that_a_new_book_holds_the_force_as_it_is(book: BeatBook) -> None:
    assert (book.lpus.count(), book.beats.count()) == (9, 122)
    congleton = book.lpus.named("Congleton")
    assert congleton is not None
    assert {beat.police_id for beat in book.beats.in_lpu(congleton.id, book.world.today())} == {
        "CA01",
        "CA03",
        "BC05",
        "BE01",
        "BE02BE05",
        "BE03",
        "BE04",
        "BE06BE07",
        "BE08",
    }
    assert book.officers.get(book.holder).rank is Rank.INSPECTOR


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else False, reason="root may write everywhere")
def test_that_a_folder_one_may_not_write_in_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)
    with pytest.raises(Refusal) as refused:
        a_book(tmp_path)
    assert refused.value.kind == "no-permission"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (13, "disk-full"),
        (8, "no-permission"),
        (14, "no-permission"),
        (11, "damaged-book"),
        (26, "damaged-book"),
        (5, "busy"),
        (787, "referred-to"),
    ],
)
def test_that_the_errors_of_both_drivers_become_ours(code: int, kind: str) -> None:
    import sqlcipher3

    for error in (
        sqlcipher3.dbapi2.OperationalError("words of the record"),
        sqlite3.OperationalError("words of the record"),
    ):
        error.sqlite_errorcode = code
        with pytest.raises(Refusal) as refused, errors_made_ours("Elm Park"):
            raise error
        assert refused.value.kind == kind
        assert "words of the record" not in str(refused.value)


def test_that_a_full_disk_while_writing_is_refused_and_nothing_is_half_written(book: BeatBook) -> None:
    (pages,) = book.db.execute("PRAGMA page_count").fetchone()
    book.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Refusal) as refused, book.change("Add many"):
        book.places.add_all([a_place(book, f"Place {number}", notes="x" * 900) for number in range(200)])
    assert refused.value.kind == "disk-full"
    book.db.execute("PRAGMA max_page_count = 1000000")
    assert book.places.count() == 0
    assert book.check() == []


def test_that_a_book_moved_elsewhere_opens_there(book: BeatBook) -> None:
    folder = closed(book)
    moved = folder.parent / "elsewhere" / "Moved.wehere"
    moved.parent.mkdir()
    shutil.move(folder, moved)
    with open_book(moved, PASSPHRASE, world=still_world()) as opened:
        assert opened.places.count() == 1


@pytest.fixture
def a_later_step() -> Iterator[None]:
    """The program as a later release has it, with one step more."""

    def add_a_column(db: Database) -> None:
        db.conn.execute('ALTER TABLE "place" ADD COLUMN "later" TEXT')

    STEPS.append(Step("9999 a later step", add_a_column))
    yield
    STEPS.pop()


def test_that_an_older_book_is_copied_and_then_walks_up(book: BeatBook, a_later_step: None) -> None:
    folder = closed(book)
    before = (folder / "book.db").stat().st_size
    with open_book(folder, PASSPHRASE, world=still_world()) as stepped:
        assert "later" in {row[1] for row in rows(stepped.db, 'PRAGMA table_info("place")')}
        assert rows(stepped.db, "PRAGMA user_version") == [(known_steps(),)]
        assert stepped.places.count() == 1
        assert stepped.check() == []
    (copy,) = all_copies(folder)
    assert copy.stat().st_size == before
    key, _, _ = open_with(folder, read_keyring(folder), PASSPHRASE, world=still_world())
    older = connect(copy, key, read_only=True)
    assert "later" not in {row[1] for row in rows(older, 'PRAGMA table_info("place")')}
    older.conn.close()
    open_book(folder, PASSPHRASE, world=still_world()).close()
    assert len(all_copies(folder)) == 1


def test_that_a_step_which_fails_leaves_the_book_as_it_was(book: BeatBook) -> None:
    folder = closed(book)

    def fail(db: Database) -> None:
        db.conn.execute('ALTER TABLE "place" ADD COLUMN "later" TEXT')
        db.conn.execute("SELECT nonsense FROM nowhere")

    STEPS.append(Step("9999 a step that fails", fail))
    try:
        with pytest.raises(Fault):
            open_book(folder, PASSPHRASE, world=still_world())
    finally:
        STEPS.pop()
    with open_book(folder, PASSPHRASE, world=still_world()) as opened:
        assert opened.places.count() == 1
        assert opened.check() == []


def test_that_an_older_book_cannot_be_only_read(book: BeatBook, a_later_step: None) -> None:
    folder = closed(book)
    with pytest.raises(Refusal) as refused:
        open_book(folder, PASSPHRASE, world=still_world(), read_only=True)
    assert refused.value.kind == "older-book"
