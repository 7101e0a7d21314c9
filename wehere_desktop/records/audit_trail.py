"""The audit trail of an open book: a line for each reading, printing and signing in, and the whole chain to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.records import audit
from wehere_desktop.records.rows import instant_text

if TYPE_CHECKING:
    from wehere_desktop.records.apart import WrittenApart


class AuditTrail:
    """The chain of lines saying who read, printed, signed in and changed what."""

    def __init__(self, book: WrittenApart) -> None:
        """Keep the trail of one book."""
        self._book = book

    def note(self, what: str, *, kind: str = "", record: str = "", digest: str = "", by: str = "") -> None:
        """Add a line for something that changes no record: signing in, viewing, printing. Never undone.

        `digest` is the fingerprint of what went out. Nothing is written in a book opened for reading only.
        """
        book = self._book
        if book.read_only:
            return
        with book.writing_apart():
            book.add_line(
                at=instant_text(book.world.now()),
                by=by or book.holder,
                what=what,
                kind=kind,
                record=record,
                digest=digest,
            )

    def lines(self) -> list[audit.AuditLine]:
        """Return the whole chain, oldest first."""
        with self._book.asking() as db:
            return audit.lines(db)
