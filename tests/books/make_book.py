"""Makes the book that is kept for a release: `python -m tests.books.make_book 0.1.0`, run once and never again."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.elm_park import a_book, a_contact, a_place, a_role, a_visit, an_officer
from wehere_desktop.neighbourhood.place import NamedOfficer

FOLDER = Path(__file__).resolve().parent


def make(release: str) -> Path:
    """Return the folder of a book with a little of everything the release can do; refuses to replace one."""
    kept = FOLDER / f"{release}.wehere"
    if kept.exists():
        raise FileExistsError(kept)
    with tempfile.TemporaryDirectory() as scratch:
        book = a_book(Path(scratch))
        with book.change("Add Elm Park"):
            school = book.places.add(
                a_place(book, town="Winsford", postcode="CW7 3EP", latitude=53.19, longitude=-2.52)
            )
            helen = book.contacts.add(a_contact(book))
            book.contact_roles.add(a_role(book, helen.id, school.id, role="Head's secretary"))
            sam = book.officers.add(an_officer(book, number="PS4417"))
            book.named_officers.add(
                NamedOfficer(id=book.world.new_id(), place=school.id, officer=sam.id, starts=book.world.today())
            )
        with book.change("Note the side gate"):
            book.places.amend(school.id, notes="Side gate after nine")
        with book.change("Log visit to Elm Park Primary School"):
            book.visits.add(a_visit(book, school.id, contacts=(helen.id,)))
        with book.change("Add somebody"):
            gone = book.contacts.add(a_contact(book, "Somebody Else", notes="Moved away"))
        with book.change("Ring tomorrow"):
            book.contacts.amend(helen.id, notes="Ring tomorrow")
        book.undo()
        book.erase("contact", gone.id, reason="Asked to be forgotten")
        with book.still():
            pass
        book.close()
        shutil.copytree(book.folder, kept, ignore=shutil.ignore_patterns("lock.json", "*-wal", "*-shm"))
    return kept


if __name__ == "__main__":
    make(sys.argv[1])
