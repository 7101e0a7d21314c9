"""A practice book of two beats for any test that wants real-looking work: made once, copied for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.elm_park import still_world
from tests.gazetteer_fixture import gazetteer_folder
from tests.ready_books import ReadyBook, made_ready
from wehere_desktop.records import BeatBook, World
from wehere_desktop.records.reference import open_gazetteer

__all__ = ["gazetteer_folder", "practice_book", "practice_book_made"]

PRACTICE_PASSPHRASE = "practice"  # noqa: S105 - no secret: every practice book opens with it
# Winsford Wharton, where the next meeting is, of Northwich, the holder's unit; and Middlewich, of Congleton.
PRACTICE_BEATS = ("VB02", "BE04")


@pytest.fixture(scope="session")
def practice_book_made(gazetteer_folder: Path) -> ReadyBook:
    """The practice book of two beats on the usual day, to be copied."""
    # Loaded late: most runs of a few tests need none of it.
    from wehere_desktop.intake.practice import make_practice_book

    def make(folder: Path, world: World) -> BeatBook:
        with closing(open_gazetteer(gazetteer_folder)) as postcodes:
            return make_practice_book(folder / "Practice.wehere", world=world, gazetteer=postcodes, only=PRACTICE_BEATS)

    return made_ready(make, still_world())


@pytest.fixture
def practice_book(practice_book_made: ReadyBook, tmp_path: Path) -> Iterator[BeatBook]:
    """A practice book of this test's own, open for writing by Chief Inspector Ruth Hollinshead of Northwich.

    It stands at 22 November 2026 in `tmp_path / "Practice.wehere"` and opens again with `PRACTICE_PASSPHRASE`. It holds
    two beats' places, contacts, visits, meetings, priorities, concerns and figures, and every officer of their units.
    """
    with practice_book_made.copied(tmp_path, PRACTICE_PASSPHRASE, world=still_world()) as book:
        yield book
