"""Questions beside writing: nobody waits for a change of another, sees half of one, or asks a book that is closed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.elm_park import a_place
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.records import BeatBook
from wehere_desktop.records.database import Database
from wehere_desktop.records.readers import Readers
from wehere_desktop.refusal import Refusal

SOON = 20.0
"""Seconds after which a thread that waits is taken to wait for ever."""


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    """Another thread, as the book's lane is to the window."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def _added(book: BeatBook, name: str) -> Place:
    with book.change(f"Add {name}"):
        return book.places.add(a_place(book, name))


def test_that_a_question_is_answered_while_a_change_is_being_written(
    book: BeatBook, elsewhere: ThreadPoolExecutor
) -> None:
    known = _added(book, "Elm Park Primary School")
    with book.change("A long change"):
        book.places.amend(known.id, name="Half written")
        book.places.add(a_place(book, "Half Written Hall"))
        assert elsewhere.submit(book.places.get, known.id).result(SOON).name == known.name
        assert elsewhere.submit(book.places.count).result(SOON) == 1
        assert elsewhere.submit(book.search, "half").result(SOON) == []
        assert len(elsewhere.submit(book.history, "place", known.id).result(SOON)) == 1
        undoable = elsewhere.submit(book.can_undo).result(SOON)
        assert undoable is not None
        assert undoable.label == "Add Elm Park Primary School"


def test_that_a_change_reads_what_it_has_written(book: BeatBook) -> None:
    known = _added(book, "Elm Park Primary School")
    with book.change("Rename"):
        book.places.amend(known.id, name="Elm Park Academy")
        assert book.places.get(known.id).name == "Elm Park Academy"
        book.places.add(a_place(book, "Elm Park Library"))
        assert book.places.count() == 2


def test_that_a_change_is_seen_everywhere_once_it_is_kept(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    with book.change("Nothing yet"):
        assert elsewhere.submit(book.places.count).result(SOON) == 0
    for number in range(1, 6):
        _added(book, f"Place {number}")
        with book.change("Nothing more"):
            assert elsewhere.submit(book.places.count).result(SOON) == number


def test_that_a_question_does_not_wait_for_a_long_one(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    _added(book, "Elm Park Primary School")
    with book.asking():
        assert elsewhere.submit(book.places.count).result(SOON) == 1


def test_that_a_change_is_written_while_a_reader_reads(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    _added(book, "Elm Park Primary School")
    reading, written = Event(), Event()

    def read() -> int:
        with book.asking() as db:
            found = db.execute('SELECT "id" FROM "place"')
            reading.set()
            assert written.wait(SOON)
            return len(found.fetchall())

    with book.change("Holding the book's own connection"):
        answer = elsewhere.submit(read)
        assert reading.wait(SOON)
    _added(book, "Elm Park Library")
    written.set()
    assert answer.result(SOON) == 1
    assert book.places.count() == 2


def test_that_the_log_is_emptied_although_there_are_readers(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    log = book.folder / "book.db-wal"
    with book.change("Let a reader be made"):
        assert elsewhere.submit(book.places.count).result(SOON) == 0
    gone = _added(book, "Elm Park Primary School")
    assert log.stat().st_size > 0
    book.erase("place", gone.id, reason="asked for")
    assert log.stat().st_size == 0
    _added(book, "Elm Park Library")
    with book.still() as file:
        assert file.is_file()
        assert log.stat().st_size == 0
        assert elsewhere.submit(book.places.count).result(SOON) == 2


def test_that_the_file_is_kept_still_only_once_nobody_reads_it(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    reading, done = Event(), Event()

    def read() -> str:
        with book.asking() as db:
            rows = db.execute('SELECT "id" FROM "beat"')
            reading.set()
            done.wait(SOON)
            return str(len(rows.fetchall()))

    with book.change("Let a reader be made"), ThreadPoolExecutor(1) as other:
        answer = elsewhere.submit(read)
        assert reading.wait(SOON)
        other.submit(done.set)
    _added(book, "Elm Park Library")
    with book.still():
        assert answer.done()


def test_that_a_closed_book_is_neither_asked_nor_written(book: BeatBook, elsewhere: ThreadPoolExecutor) -> None:
    with book.change("Let a reader be made"):
        assert elsewhere.submit(book.places.count).result(SOON) == 0
    book.close()
    for ask in (book.places.count, lambda: book.search("elm"), book.can_undo, lambda: _added(book, "Too late")):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.kind == "closed"
        with pytest.raises(Refusal) as refused:
            elsewhere.submit(ask).result(SOON)
        assert refused.value.kind == "closed"
    assert not (book.folder / "book.db-wal").exists()


def test_that_readers_refuse_once_closed_and_give_their_connections_back() -> None:
    made: list[object] = []

    def fail() -> Database:
        made.append(None)
        raise Refusal("The disk is gone.", kind="disk")

    readers = Readers(fail)
    for _ in range(2):
        with pytest.raises(Refusal, match="disk"), readers.one():
            pass
    assert len(made) == 2
    readers.close()
    with pytest.raises(Refusal) as refused, readers.one():
        pass
    assert refused.value.kind == "closed"
