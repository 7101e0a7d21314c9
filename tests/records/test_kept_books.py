"""A book made by each release still opens, walks up and holds what was put in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.elm_park import PASSPHRASE, still_world
from tests.real_files import ROOT
from wehere_desktop.records import open_book
from wehere_desktop.records.steps import known_steps

BOOKS = ROOT / "tests" / "books"


@pytest.mark.parametrize("kept", sorted(path.name for path in BOOKS.iterdir() if path.is_dir()))
def test_that_a_book_of_an_earlier_release_opens_and_holds_its_records(kept: str, tmp_path: Path) -> None:
    folder = tmp_path / kept
    shutil.copytree(BOOKS / kept, folder)
    with open_book(folder, PASSPHRASE, world=still_world()) as book:
        assert book.check() == []
        (walked,) = book.db.execute("PRAGMA user_version").fetchone()
        assert walked == known_steps()
        (school,) = book.places.called("Elm Park Primary School")
        assert school.notes == "Side gate after nine"
        assert [visit.said for visit in book.visits.of_place(school.id)] == ["Talked about parking at the gates."]
        assert [entry.label for entry in book.history("place", school.id)] == ["Add Elm Park", "Note the side gate"]
        assert [hit.title for hit in book.search("helen")] == ["Helen Marsh"]
        assert sorted(contact.name for contact in book.contacts.all()) == ["Erased", "Helen Marsh"]
        with book.change("Note it anew"):
            book.places.amend(school.id, notes="Front gate again")
        assert book.undo().label == "Note it anew"
        assert book.check() == []
