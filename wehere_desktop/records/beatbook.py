"""The beat book: every record of a team, its questions by section, one door for writing, undo, history and search."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.fact import tidy
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records import audit, checking, erasing, journal
from wehere_desktop.records import search as searching
from wehere_desktop.records.audit_trail import AuditTrail
from wehere_desktop.records.change import Change, Changed
from wehere_desktop.records.copies import copy_before_step, last_copy, remove_copies
from wehere_desktop.records.database import DATABASE_FILE, errors_made_ours
from wehere_desktop.records.drafts import Drafts
from wehere_desktop.records.many_made import many_made
from wehere_desktop.records.readers import Readers, book_is_closed
from wehere_desktop.records.rows import instant_text
from wehere_desktop.records.sections import Sections
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.database import Database
    from wehere_desktop.records.lock import HeldLock
    from wehere_desktop.records.ownership import Ownership
    from wehere_desktop.records.section import Section
    from wehere_desktop.records.world import World

Listener = Callable[[Changed], None]


class BeatBook(Sections):
    """An open book. Close it, or use it as a context manager."""

    def __init__(
        self,
        db: Database,
        folder: Path,
        ownership: Ownership,
        *,
        world: World,
        lock: HeldLock | None,
        another: Callable[[], Database],
    ) -> None:
        """Serve the book in a folder through its unlocked database; `lock` is held by whoever may write.

        `another` gives one more connection to the same database, for reading.
        """
        self.db = db
        self._readers = Readers(another)
        self._closed = False
        self.folder = folder
        self.name = folder.name
        self.world = world
        self.ownership = ownership
        self._lock = lock
        self._guard = threading.RLock()
        self._open: Change | None = None
        self._open_in: int | None = None
        self._listeners: list[Listener] = []
        self._last_change: int | None = None
        self._last_line: audit.Link | None = None
        self.audit = AuditTrail(self)
        self.drafts = Drafts(self)

    @property
    def book_id(self) -> str:
        """Return the book's id."""
        return self.ownership.book_id

    @property
    def holder(self) -> str:
        """Return the officer id of the person whose passphrase opened the book."""
        return self.ownership.holder

    @property
    def read_only(self) -> bool:
        """Say whether the book was opened for reading only."""
        return self.ownership.read_only

    @property
    def practice(self) -> bool:
        """Say whether this is a practice book, whose every screen and print must say so."""
        return self.ownership.practice

    def section(self, kind: str) -> Section[Any]:
        """Return the section of a kind by its name; refused if there is no such kind."""
        try:
            return self.section_of(kind)
        except KeyError:
            raise Refusal(
                f"“{kind}” is not a kind of record.",
                remedy=f"Use one of: {', '.join(KINDS)}.",
                kind="no-such-kind",
            ) from None

    def change(self, label: str, *, by: str = "", undoable: bool = True) -> AbstractContextManager[Change]:
        """Open the one door for writing: everything inside is kept together, or, if anything is raised, none of it.

        `by` is an officer id, the book's holder if empty. A change that in the end touched nothing leaves no trace.
        What makes a book in the first place is not `undoable`. Refused in a book opened for reading only.
        """
        return self._changing(label, by=by, what="do" if undoable else "make")

    @contextmanager
    def _changing(self, label: str, *, by: str, what: str, target: int | None = None) -> Iterator[Change]:
        self._refuse_reading_only()
        if self._open is not None and self._open_in == threading.get_ident():
            raise Fault("A change was opened inside another.")
        execute = self.db.conn.execute
        with self._guard, errors_made_ours(self.name):
            execute("BEGIN IMMEDIATE")
            try:
                seq = self._next_change()
                at = instant_text(self.world.now())
                author = by or self.holder
                change = Change(self.db, seq=seq, at=at, by=author)
                self._open, self._open_in = change, threading.get_ident()
                yield change
                touched = change.touched
                if not touched:
                    execute("ROLLBACK")
                    return
                execute(
                    'INSERT INTO "change" ("seq", "laptop", "number", "at", "by", "label", "what", "target") '
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (seq, self.ownership.laptop, seq, at, author, tidy(label), what, target),
                )
                change.close()
                self._audit_change(change, touched, what)
                execute("COMMIT")
                self._last_change = seq
            except BaseException:
                self._last_line = self._last_change = None
                if self.db.conn.in_transaction:
                    execute("ROLLBACK")
                raise
            finally:
                self._open = self._open_in = None
        self._tell(Changed(seq, tidy(label), author, what, touched))

    def _audit_change(self, change: Change, touched: dict[str, frozenset[str]], what: str) -> None:
        pairs = [(kind, record) for kind, ids in touched.items() for record in ids]
        kind, record = pairs[0] if len(pairs) == 1 else ("", "")
        self.add_line(
            at=change.at,
            by=change.by,
            what=what,
            kind=kind,
            record=record,
            change=change.seq,
            digest=audit.digest_of(pairs),
        )

    def _next_change(self) -> int:
        if self._last_change is None:
            (self._last_change,) = self.db.conn.execute('SELECT coalesce(max("seq"), 0) FROM "change"').fetchone()
        return self._last_change + 1

    def add_line(self, **fields: Any) -> None:
        """Add a line to the audit inside an open transaction; see `audit.add_line` for its fields."""
        # Nobody else writes in the file, so the last link of the chain need not be asked for each time
        self._last_line = audit.add_line(self.db, after=self._last_line, laptop=self.ownership.laptop, **fields)

    @contextmanager
    def writing_apart(self) -> Iterator[None]:
        """Hold the door for one of the few things that are written apart from changes and never undone."""
        with self._guard, errors_made_ours(self.name):
            try:
                with self.db.atomic():
                    yield
            except BaseException:
                self._last_line = None
                raise

    def open_change(self) -> Change:
        """Return the open change; writing outside one is a fault of ours."""
        if self._open is None or self._open_in != threading.get_ident():
            raise Fault("Something was written outside a change.")
        return self._open

    def undo(self, *, by: str = "") -> journal.Reversible:
        """Take back this person's latest change on this laptop that still stands, and return it.

        Refused if there is none, or, naming it, if a later change touched the same field.
        """
        found = self.can_undo(by=by)
        if found is None:
            raise Refusal(
                "There is nothing to undo.",
                remedy="Only your own changes on this laptop can be undone.",
                kind="nothing-to-undo",
            )
        with many_made(), self._changing(f"Undo: {found.label}", by=by, what="undo", target=found.seq) as change:
            journal.reverse(self.db, found, change, forwards=False)
        return found

    def redo(self, *, by: str = "") -> journal.Reversible:
        """Do again what this person undid last on this laptop, and return it; refused if there is none."""
        found = self.can_redo(by=by)
        if found is None:
            raise Refusal(
                "There is nothing to redo.",
                remedy="Only what was just undone can be done again.",
                kind="nothing-to-redo",
            )
        with many_made(), self._changing(f"Redo: {found.label}", by=by, what="redo", target=found.seq) as change:
            journal.reverse(self.db, found, change, forwards=True)
        return found

    def can_undo(self, *, by: str = "") -> journal.Reversible | None:
        """Return what undo would take back, or None."""
        with self.asking() as db:
            return journal.next_to_undo(db, by=by or self.holder, laptop=self.ownership.laptop)

    def can_redo(self, *, by: str = "") -> journal.Reversible | None:
        """Return what redo would do again, or None."""
        with self.asking() as db:
            return journal.next_to_redo(db, by=by or self.holder, laptop=self.ownership.laptop)

    def history(self, kind: str, record: str) -> list[journal.HistoryEntry]:
        """Return every change to one record, oldest first."""
        with self.asking() as db:
            return journal.history_of(db, kind, record)

    def search(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the first hits for what was typed so far, unranked: for every keystroke."""
        with self.asking() as db:
            return searching.find(db, text, limit=limit)

    def search_ranked(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the best hits for what was typed."""
        with self.asking() as db:
            return searching.find_ranked(db, text, limit=limit)

    def search_near(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the hits for near spellings of the names typed."""
        with self.asking() as db:
            return searching.find_near(db, text, limit=limit)

    def erase(self, kind: str, record: str, *, reason: str, by: str = "") -> None:
        """Blank a record for good: in its row, its whole history, search and labels, and enter it for disposal.

        It cannot be undone, and a restored copy is erased again. The record's id, links and dates stay for the count.
        """
        section = self.section(kind)
        before = section.get(record)
        with self._changing("Erase a record", by=by, what="erase") as change:
            erasing.erase(self.db, change, before, reason=reason)
        with self._guard, errors_made_ours(self.name):
            self._settle_log()
            erasing.note_disposal(self.folder, self.db)
            if last_copy(self.folder) is not None:
                # What was erased must not live on beside the book, yet there must always be a copy
                remove_copies(self.folder)
                (walked,) = self.db.execute("PRAGMA user_version").fetchone()
                copy_before_step(self.folder, self.folder / DATABASE_FILE, version=walked, world=self.world)

    def check(self) -> list[str]:
        """Return one sentence for everything found wrong with the book; none if it is sound."""
        with self._guard, errors_made_ours(self.name):
            return checking.check(self.db)

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call the listener once after each change with what it touched; return how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            listener(changed)

    @contextmanager
    def still(self) -> Iterator[Path]:
        """Hold the book's file still and whole, so that it may be copied, and give its path."""
        self._refuse_reading_only()
        with self._guard, errors_made_ours(self.name):
            if not self._settle_log():
                raise Refusal(
                    "The book is being read at this moment.", remedy="Try again in a few seconds.", kind="busy"
                )
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.folder / DATABASE_FILE
            finally:
                self.db.execute("ROLLBACK")

    def _settle_log(self) -> bool:
        """Bring all that is in the log into the file and empty it; say whether no other program's reading forbade."""
        with self._readers.barred():
            (blocked, *_) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not blocked

    @contextmanager
    def asking(self) -> Iterator[Database]:
        """Lend a connection for one question, all of whose rows are fetched before it is given back.

        It is the book's own while that is free, or in a change of this thread, which so reads what it has written;
        while another thread writes or asks, it is one for reading, which sees what was last committed.
        """
        with errors_made_ours(self.name):
            if self._guard.acquire(blocking=False):
                try:
                    if self._closed:
                        raise book_is_closed()
                    yield self.db
                finally:
                    self._guard.release()
            else:
                with self._readers.one() as reader:
                    yield reader

    def _refuse_reading_only(self) -> None:
        if self._closed:
            raise book_is_closed()
        if self.read_only:
            raise Refusal(
                "This book is open for reading only.",
                remedy="Close it where it is being written, then open it again.",
                kind="read-only",
            )

    def close(self) -> None:
        """Close the book and let others write in it."""
        with self._guard:
            self._closed = True
            # The last to close takes the log into the file, which a connection for reading cannot
            self._readers.close()
            self.db.conn.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> BeatBook:
        """Return the book itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the book."""
        self.close()
