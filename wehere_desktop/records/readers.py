"""Connections for reading alone, so that no question waits while a change is written or a long one is answered."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wehere_desktop.records.database import Database


def book_is_closed() -> Refusal:
    """Return the Refusal for whoever asks a book that has been closed."""
    return Refusal("This book has been closed.", remedy="Open it again.", kind="closed")


class Readers:
    """The reading connections of one book: made when first needed, lent for one question, and kept for the next."""

    def __init__(self, connect: Callable[[], Database]) -> None:
        """Make connections with `connect`, each of which sees what has been committed."""
        self._connect = connect
        self._turn = threading.Condition()
        self._idle: list[Database] = []
        self._lent = 0
        self._barred = 0
        self._closed = False

    @contextmanager
    def one(self) -> Iterator[Database]:
        """Lend a connection for one question, which must read all it asks for before it gives it back.

        Waits while the file is kept still. Refused, kind ``closed``, once the book is closed.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._barred or self._closed)
            if self._closed:
                raise book_is_closed()
            self._lent += 1
            reader = self._idle.pop() if self._idle else None
        try:
            if reader is None:
                reader = self._connect()
            yield reader
        finally:
            with self._turn:
                self._lent -= 1
                if reader is not None:
                    self._idle.append(reader)
                self._turn.notify_all()

    @contextmanager
    def barred(self) -> Iterator[None]:
        """Wait until no question is being answered, and let none begin: one that reads keeps the log from the file."""
        with self._turn:
            self._barred += 1
            self._turn.wait_for(lambda: not self._lent)
        try:
            yield
        finally:
            with self._turn:
                self._barred -= 1
                self._turn.notify_all()

    def close(self) -> None:
        """Wait for the questions being answered, then close every connection and refuse all further questions."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            self._turn.wait_for(lambda: not self._lent)
            while self._idle:
                self._idle.pop().conn.close()
