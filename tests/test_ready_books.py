"""A copied book cannot be told from one made anew, and a practice book is at hand for whoever wants one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.elm_park import PASSPHRASE, TODAY, a_book, a_book_made_anew, a_place, reopened, still_world
from tests.practice_book import PRACTICE_BEATS, PRACTICE_PASSPHRASE
from tests.ready_books import ReadyBook
from wehere_desktop.preferences import IDENTITY_FILE
from wehere_desktop.records import BeatBook, open_book
from wehere_desktop.records.lock import read_lock

# When a step up was taken is told by the wall clock, whatever world the book is made in.
TOLD_BY_THE_WALL_CLOCK = "_sqlite_migrations"


def everything_in(book: BeatBook) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables of a book, whatever their order."""
    names = [name for (name,) in book.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {
        name: sorted(book.db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in names
        if name != TOLD_BY_THE_WALL_CLOCK
    }


@pytest.fixture
def anew(tmp_path: Path, laptop_home: Path, monkeypatch: pytest.MonkeyPatch) -> BeatBook:
    """A book made from nothing, on a laptop of its own."""
    monkeypatch.setenv("WEHERE_HOME", str(laptop_home / "another"))
    made = a_book_made_anew(tmp_path / "anew", still_world())
    monkeypatch.setenv("WEHERE_HOME", str(laptop_home))
    return made


def test_that_a_copied_book_cannot_be_told_from_one_made_anew(
    tmp_path: Path, laptop_home: Path, anew: BeatBook
) -> None:
    with anew, a_book(tmp_path / "copied") as copied:
        assert everything_in(copied) == everything_in(anew)
        assert copied.ownership == anew.ownership
        assert read_lock(copied.folder) == read_lock(anew.folder)
        assert {each.name for each in copied.folder.iterdir()} == {each.name for each in anew.folder.iterdir()}
        assert (copied.folder / "keys.json").read_bytes() == (anew.folder / "keys.json").read_bytes()
        known = [(home / IDENTITY_FILE).read_bytes() for home in (laptop_home, laptop_home / "another")]
        assert known[0] == known[1]


def test_that_what_is_written_in_a_copied_book_cannot_be_told_either(tmp_path: Path, anew: BeatBook) -> None:
    with anew, a_book(tmp_path / "copied") as copied:
        for book in (anew, copied):
            with book.change("Add a school"):
                book.places.add(a_place(book))
        assert everything_in(copied) == everything_in(anew)
        assert copied.check() == []


def test_that_what_one_test_writes_no_other_reads(tmp_path: Path) -> None:
    with a_book(tmp_path / "one") as book, book.change("Add a school"):
        book.places.add(a_place(book))
    with a_book(tmp_path / "two") as book:
        assert book.places.count() == 0


def test_that_a_copied_book_opens_again(tmp_path: Path) -> None:
    with reopened(a_book(tmp_path)) as book:
        assert book.officers.get(book.holder).name == "Robin Vale"
    with open_book(book.folder, PASSPHRASE, world=still_world(), read_only=True) as book:
        assert book.lpus.count() == 9


def test_that_a_practice_book_is_at_hand(practice_book: BeatBook, tmp_path: Path) -> None:
    assert practice_book.practice
    assert practice_book.world.today() == TODAY
    assert practice_book.check() == []
    beats = {each.id: each.police_id for each in practice_book.beats.all()}
    assert {beats[place.beat] for place in practice_book.places.all()} == set(PRACTICE_BEATS)
    for kind in ("contact", "visit", "meeting", "priority", "concern", "reported_figure", "posting", "absence"):
        assert practice_book.section(kind).count() > 0, kind
    with practice_book.change("Add a hall"):
        practice_book.places.add(a_place(practice_book, "Elm Park Hall"))
    practice_book.close()
    with open_book(tmp_path / "Practice.wehere", PRACTICE_PASSPHRASE, world=still_world()) as book:
        assert book.undo().label == "Add a hall"


def test_that_each_test_has_a_practice_book_of_its_own(
    practice_book: BeatBook, practice_book_made: ReadyBook, tmp_path: Path
) -> None:
    with practice_book.change("Add a hall"):
        practice_book.places.add(a_place(practice_book, "Elm Park Hall"))
    with practice_book_made.copied(tmp_path / "another", PRACTICE_PASSPHRASE, world=still_world()) as another:
        assert another.places.count() == practice_book.places.count() - 1
