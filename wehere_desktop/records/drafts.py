"""Drafts: what is being typed and not yet filed, kept in the sealed book so that a crash loses nothing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.database import rows
from wehere_desktop.records.rows import instant_from, instant_text

if TYPE_CHECKING:
    from wehere_desktop.records.apart import WrittenApart


@dataclass(frozen=True, slots=True)
class Draft:
    """Something typed and not yet filed. `what` says which form it belongs to, `body` holds its fields as typed."""

    id: str
    officer: str
    what: str
    title: str
    body: dict[str, Any]
    at: datetime


class Drafts:
    """The drafts: written apart from changes, never undone, and removed when what they hold is filed."""

    def __init__(self, book: WrittenApart) -> None:
        """Keep the drafts of one book."""
        self._book = book

    def keep(self, draft: str, *, what: str, title: str, body: dict[str, Any], by: str = "") -> None:
        """Write a draft by its id, in place of what it held before. Nothing is written in a book opened for reading."""
        if self._book.read_only:
            return
        with self._book.writing_apart():
            self._book.db.execute(
                'INSERT OR REPLACE INTO "draft" ("id", "officer", "what", "title", "body", "at") '
                "VALUES (?, ?, ?, ?, ?, ?)",
                (
                    draft,
                    by or self._book.holder,
                    what,
                    title,
                    json.dumps(body, ensure_ascii=False),
                    instant_text(self._book.world.now()),
                ),
            )

    def drop(self, draft: str) -> None:
        """Remove a draft that was filed or thrown away; one that is not there is no matter."""
        if self._book.read_only:
            return
        with self._book.writing_apart():
            self._book.db.execute('DELETE FROM "draft" WHERE "id" = ?', (draft,))

    def of(self, officer: str = "", *, what: str = "") -> list[Draft]:
        """Return the drafts of one officer, the book's holder if empty, the newest first; of one form if given."""
        with self._book.asking() as db:
            found = rows(
                db,
                'SELECT "id", "officer", "what", "title", "body", "at" FROM "draft" '
                'WHERE "officer" = ? AND (? = \'\' OR "what" = ?) ORDER BY "at" DESC, "id" DESC',
                (officer or self._book.holder, what, what),
            )
        return [
            Draft(record, owner, form, title, json.loads(body), instant_from(at))
            for record, owner, form, title, body, at in found
        ]
