"""A section of the book: one kind of record, asked for by id and written only inside a change."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Generic, Protocol

from wehere_desktop.neighbourhood.fact import AnyFact
from wehere_desktop.records.database import rows
from wehere_desktop.records.rows import columns_of, fact_from_row, raw_of, tidied
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from wehere_desktop.records.change import Change
    from wehere_desktop.records.database import Database


class Writing(Protocol):
    """What a section needs of its book: somewhere to ask, and the change that is open."""

    def asking(self) -> AbstractContextManager[Database]:
        """Lend a connection for one question."""

    def open_change(self) -> Change:
        """Return the open change."""


class Section(Generic[AnyFact]):
    """The records of one kind: facts out, facts in."""

    def __init__(self, book: Writing, kind: type[AnyFact]) -> None:
        """Serve one kind of record of a book."""
        self._book = book
        self.kind = kind
        self._select = columns_of(kind).select

    def find(self, record: str) -> AnyFact | None:
        """Return a record by its id, or None."""
        return self._one(f'WHERE "{self.kind.kind}"."id" = ?', (record,))

    def get(self, record: str) -> AnyFact:
        """Return a record by its id; refused if it is not in the book."""
        found = self.find(record)
        if found is None:
            raise Refusal(
                f"There is no such {self.kind.words.lower()} in this book.",
                remedy="It may have been taken out; search for it by name.",
                kind="not-there",
            )
        return found

    def many(self, records: Iterable[str]) -> list[AnyFact]:
        """Return those of the given records that are there, in the order given."""
        wanted = list(records)
        found: dict[str, AnyFact] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            for fact in self._some(f'WHERE "{self.kind.kind}"."id" IN ({marks})', tuple(part)):
                found[fact.id] = fact
        return [found[record] for record in wanted if record in found]

    def all(self) -> list[AnyFact]:
        """Return every record, in the order in which they were made."""
        return self._some(f'ORDER BY "{self.kind.kind}"."id"')

    def count(self) -> int:
        """Return how many records there are."""
        return int(self._rows(f'SELECT count(*) FROM "{self.kind.kind}"')[0][0])

    def add(self, fact: AnyFact) -> AnyFact:
        """Write a new record and return it as kept; refused if a field cannot be kept as it stands."""
        return self.add_all([fact])[0]

    def add_all(self, facts: Sequence[AnyFact]) -> list[AnyFact]:
        """Write new records together and return them as kept; all or, with the first refusal, none."""
        change = self._book.open_change()
        kept = [tidied(fact) for fact in facts]
        change.insert(kept)
        return kept

    def amend(self, record: str, **fields: Any) -> AnyFact:
        """Write the fields given where they differ, and return the record as it then is."""
        change = self._book.open_change()
        before = self.get(record)
        after = tidied(dataclasses.replace(before, **fields))
        change.update(before, raw_of(after))
        return after

    def amend_all(self, changes: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Write the fields given for each record."""
        for record, fields in changes:
            self.amend(record, **fields)

    def remove(self, record: str) -> None:
        """Take a record out of the book; its history stays, and undo brings it back."""
        if not self._book.open_change().delete(self.kind, record):
            self.get(record)

    def _some(self, where: str, given: Sequence[Any] = ()) -> list[AnyFact]:
        return [fact_from_row(self.kind, row) for row in self._rows(f"{self._select} {where}", given)]

    def _one(self, where: str, given: Sequence[Any] = ()) -> AnyFact | None:
        found = self._some(f"{where} LIMIT 1", given)
        return found[0] if found else None

    def _rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._book.asking() as db:
            return rows(db, sql, tuple(given))
