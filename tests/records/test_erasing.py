"""What is erased is gone from record, history, search, labels and file, and stays gone after a restore."""

from __future__ import annotations

import pytest

from tests.elm_park import PASSPHRASE, a_contact, a_place, a_role, a_visit, reopened, still_world
from wehere_desktop.records import BeatBook, open_book
from wehere_desktop.records.copies import all_copies, copy_before_step
from wehere_desktop.records.database import connect, rows
from wehere_desktop.records.erasing import apply_disposals, read_disposals
from wehere_desktop.records.keyring import open_with, read_keyring
from wehere_desktop.refusal import Refusal

SECRETS = ("Thistlewood", "960888", "thistle@example.org", "Quarrelsome")


def a_person(book: BeatBook) -> str:
    """Return the id of a contact with a history, named in labels and met on a visit."""
    with book.change("Add Helen Thistlewood"):
        place = book.places.add(a_place(book))
        helen = book.contacts.add(
            a_contact(book, "Helen Thistlewood", phone="07700 960888", email="thistle@example.org")
        )
        book.contact_roles.add(a_role(book, helen.id, place.id, role="Warden"))
    with book.change("Note on Helen Thistlewood"):
        book.contacts.amend(helen.id, notes="Quarrelsome about parking")
    with book.change("Log visit to Helen Thistlewood"):
        book.visits.add(a_visit(book, place.id, contacts=(helen.id,)))
    book.undo()
    book.redo()
    return helen.id


def everything_in(book: BeatBook) -> str:
    """Return all that the unlocked file says in every table, the index of words included."""
    tables = [name for (name,) in rows(book.db, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    said = [repr(rows(book.db, f'SELECT * FROM "{table}"')) for table in tables]
    book.db.execute('DROP TABLE IF EXISTS temp."terms"')
    book.db.execute('CREATE VIRTUAL TABLE temp."terms" USING fts5vocab("main", "search", "row")')
    said.append(repr(rows(book.db, 'SELECT "term" FROM temp."terms"')))
    return "\n".join(said)


def test_that_nothing_erased_is_left_anywhere_in_the_file(book: BeatBook) -> None:
    helen = a_person(book)
    assert all(secret.lower() in everything_in(book).lower() for secret in SECRETS)
    book.erase("contact", helen, reason="asked to be forgotten")
    left = everything_in(book).lower()
    assert [secret for secret in SECRETS if secret.lower() in left] == []
    assert book.check() == []


def test_that_the_unlocked_pages_hold_nothing_erased(book: BeatBook) -> None:
    helen = a_person(book)
    book.erase("contact", helen, reason="asked to be forgotten")
    folder = book.folder
    book.close()
    key, _, _ = open_with(folder, read_keyring(folder), PASSPHRASE, world=still_world())
    plain = folder.parent / "plain.db"
    db = connect(folder / "book.db", key)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    # The free pages cannot be copied out in the clear; that they are few shows that what was freed is written over
    assert free < 200
    db.execute("ATTACH ? AS plain KEY ''", (str(plain),))
    db.execute("SELECT sqlcipher_export('plain')").fetchone()
    db.execute("DETACH plain")
    db.conn.close()
    assert [secret for secret in SECRETS if secret.lower().encode() in plain.read_bytes().lower()] == []


def test_that_a_name_a_person_had_before_is_gone_too(book: BeatBook) -> None:
    helen = a_person(book)
    with book.change("Helen Thistlewood married"):
        book.contacts.amend(helen, name="Helen Quillon")
    book.erase("contact", helen, reason="asked")
    left = everything_in(book).lower()
    assert [word for word in ("thistlewood", "histlewood", "quillon", "quilon") if word in left] == []
    assert book.check() == []


def test_that_links_dates_and_counts_stay(book: BeatBook) -> None:
    helen = a_person(book)
    visits = book.visits.count()
    book.erase("contact", helen, reason="asked")
    assert book.visits.count() == visits
    assert [each.contacts for each in book.visits.of_contact(helen)] == [(helen,)]
    assert book.contacts.get(helen).name == "Erased"


def test_that_an_erased_change_cannot_be_undone(book: BeatBook) -> None:
    helen = a_person(book)
    book.erase("contact", helen, reason="asked")
    label = book.undo().label
    assert label == "(erased)"
    assert book.visits.count() == 0
    with pytest.raises(Refusal) as refused:
        book.undo()
    assert refused.value.kind == "nothing-to-undo"
    assert book.contacts.get(helen).name == "Erased"
    assert book.check() == []


def test_that_an_erased_record_cannot_be_filled_again(book: BeatBook) -> None:
    helen = a_person(book)
    book.erase("contact", helen, reason="asked")
    with pytest.raises(Refusal) as refused, book.change("Fill"):
        book.contacts.amend(helen, name="Helen")
    assert refused.value.kind == "erased"


def test_that_an_older_copy_is_erased_again_after_a_restore(book: BeatBook) -> None:
    helen = a_person(book)
    with book.still() as file:
        older = file.read_bytes()
    book.erase("contact", helen, reason="asked")
    folder = book.folder
    book.close()
    (folder / "book.db").write_bytes(older)
    with open_book(folder, PASSPHRASE, world=still_world()) as restored:
        assert restored.contacts.get(helen).name == "Helen Thistlewood"
        assert apply_disposals(restored, read_disposals(folder)) == 1
        assert restored.contacts.get(helen).name == "Erased"
        assert "thistlewood" not in everything_in(restored).lower()
        assert restored.check() == []


def test_that_the_note_beside_the_book_holds_ids_alone(book: BeatBook) -> None:
    helen = a_person(book)
    book.erase("contact", helen, reason="Helen Thistlewood asked")
    note = (book.folder / "disposal.json").read_text(encoding="utf-8")
    assert helen in note
    assert "Thistlewood" not in note


def test_that_no_copy_beside_the_book_holds_what_was_erased(book: BeatBook) -> None:
    helen = a_person(book)
    with book.still() as file:
        copy_before_step(book.folder, file, version=1, world=book.world)
    (older,) = all_copies(book.folder)
    book.erase("contact", helen, reason="asked")
    (fresh,) = all_copies(book.folder)
    assert fresh != older
    key, _, _ = open_with(book.folder, read_keyring(book.folder), PASSPHRASE, world=still_world())
    copy = connect(fresh, key, read_only=True)
    assert rows(copy, 'SELECT "name" FROM "contact"') == [("Erased",)]
    copy.conn.close()


def test_that_a_note_lost_to_a_killed_process_is_written_at_the_next_opening(book: BeatBook) -> None:
    helen = a_person(book)
    book.erase("contact", helen, reason="asked")
    (book.folder / "disposal.json").unlink()
    book = reopened(book)
    assert [each.record for each in read_disposals(book.folder)] == [helen]
    book.close()
