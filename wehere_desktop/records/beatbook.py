"""The beat book: every record of a team, its questions by section, one door for writing, undo, history and search."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.neighbourhood.fact import tidy
from wehere_desktop.neighbourhood.figure import ReportedFigure
from wehere_desktop.neighbourhood.force import Beat, Lpu
from wehere_desktop.neighbourhood.meeting import Meeting
from wehere_desktop.neighbourhood.officer import Absence, Officer, Posting
from wehere_desktop.neighbourhood.place import NamedOfficer, Place
from wehere_desktop.neighbourhood.priority import Priority, PriorityUpdate
from wehere_desktop.neighbourhood.register import RegisterSource, SavedMapping
from wehere_desktop.neighbourhood.visit import Visit
from wehere_desktop.records import audit, checking, erasing, journal
from wehere_desktop.records import search as searching
from wehere_desktop.records.change import Change, Changed
from wehere_desktop.records.concerns import Concerns, ReportedFigures
from wehere_desktop.records.contacts import ContactRoles, Contacts
from wehere_desktop.records.copies import copy_before_step, last_copy, remove_copies
from wehere_desktop.records.database import DATABASE_FILE, errors_made_ours
from wehere_desktop.records.meetings import Meetings
from wehere_desktop.records.officers import Absences, Officers, Postings
from wehere_desktop.records.places import NamedOfficers, Places
from wehere_desktop.records.priorities import Priorities, PriorityUpdates
from wehere_desktop.records.registers import RegisterSources, SavedMappings
from wehere_desktop.records.rows import instant_text
from wehere_desktop.records.section import Section
from wehere_desktop.records.units import Beats, Lpus
from wehere_desktop.records.visits import Visits
from wehere_desktop.refusal import Fault, Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from wehere_desktop.records.lock import HeldLock
    from wehere_desktop.records.world import World

Listener = Callable[[Changed], None]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose book it is and how it was opened: its id, the holder's officer id, this laptop's id, what is allowed."""

    book_id: str
    holder: str
    laptop: str
    read_only: bool
    practice: bool


class BeatBook:
    """An open book. Close it, or use it as a context manager."""

    def __init__(
        self, db: Database, folder: Path, ownership: Ownership, *, world: World, lock: HeldLock | None
    ) -> None:
        """Serve the book in a folder through its unlocked database; `lock` is held by whoever may write."""
        self.db = db
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
        self.lpus = Lpus(self, Lpu)
        self.beats = Beats(self, Beat)
        self.officers = Officers(self, Officer)
        self.postings = Postings(self, Posting)
        self.absences = Absences(self, Absence)
        self.places = Places(self, Place)
        self.named_officers = NamedOfficers(self, NamedOfficer)
        self.contacts = Contacts(self, Contact)
        self.contact_roles = ContactRoles(self, ContactRole)
        self.visits = Visits(self, Visit)
        self.meetings = Meetings(self, Meeting)
        self.priorities = Priorities(self, Priority)
        self.priority_updates = PriorityUpdates(self, PriorityUpdate)
        self.concerns = Concerns(self, Concern)
        self.figures = ReportedFigures(self, ReportedFigure)
        self.register_sources = RegisterSources(self, RegisterSource)
        self.saved_mappings = SavedMappings(self, SavedMapping)
        self._sections: dict[str, Section[Any]] = {
            each.kind.kind: each for each in vars(self).values() if isinstance(each, Section)
        }

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
            return self._sections[kind]
        except KeyError:
            raise Refusal(
                f"“{kind}” is not a kind of record.",
                remedy=f"Use one of: {', '.join(self._sections)}.",
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
        found = journal.next_to_undo(self.db, by=by or self.holder, laptop=self.ownership.laptop)
        if found is None:
            raise Refusal(
                "There is nothing to undo.",
                remedy="Only your own changes on this laptop can be undone.",
                kind="nothing-to-undo",
            )
        with self._changing(f"Undo: {found.label}", by=by, what="undo", target=found.seq) as change:
            journal.reverse(self.db, found, change, forwards=False)
        return found

    def redo(self, *, by: str = "") -> journal.Reversible:
        """Do again what this person undid last on this laptop, and return it; refused if there is none."""
        found = journal.next_to_redo(self.db, by=by or self.holder, laptop=self.ownership.laptop)
        if found is None:
            raise Refusal(
                "There is nothing to redo.",
                remedy="Only what was just undone can be done again.",
                kind="nothing-to-redo",
            )
        with self._changing(f"Redo: {found.label}", by=by, what="redo", target=found.seq) as change:
            journal.reverse(self.db, found, change, forwards=True)
        return found

    def can_undo(self, *, by: str = "") -> journal.Reversible | None:
        """Return what undo would take back, or None."""
        return journal.next_to_undo(self.db, by=by or self.holder, laptop=self.ownership.laptop)

    def can_redo(self, *, by: str = "") -> journal.Reversible | None:
        """Return what redo would do again, or None."""
        return journal.next_to_redo(self.db, by=by or self.holder, laptop=self.ownership.laptop)

    def history(self, kind: str, record: str) -> list[journal.HistoryEntry]:
        """Return every change to one record, oldest first."""
        with errors_made_ours(self.name):
            return journal.history_of(self.db, kind, record)

    def search(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the first hits for what was typed so far, unranked: for every keystroke."""
        with errors_made_ours(self.name):
            return searching.find(self.db, text, limit=limit)

    def search_ranked(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the best hits for what was typed."""
        with errors_made_ours(self.name):
            return searching.find_ranked(self.db, text, limit=limit)

    def search_near(self, text: str, *, limit: int = 30) -> list[searching.Hit]:
        """Return the hits for near spellings of the names typed."""
        with errors_made_ours(self.name):
            return searching.find_near(self.db, text, limit=limit)

    def erase(self, kind: str, record: str, *, reason: str, by: str = "") -> None:
        """Blank a record for good: in its row, its whole history, search and labels, and enter it for disposal.

        It cannot be undone, and a restored copy is erased again. The record's id, links and dates stay for the count.
        """
        section = self.section(kind)
        before = section.get(record)
        with self._changing("Erase a record", by=by, what="erase") as change:
            erasing.erase(self.db, change, before, reason=reason)
        with self._guard, errors_made_ours(self.name):
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
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
            (blocked, *_) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if blocked:
                raise Refusal(
                    "The book is being read at this moment.", remedy="Try again in a few seconds.", kind="busy"
                )
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.folder / DATABASE_FILE
            finally:
                self.db.execute("ROLLBACK")

    def _refuse_reading_only(self) -> None:
        if self.read_only:
            raise Refusal(
                "This book is open for reading only.",
                remedy="Close it where it is being written, then open it again.",
                kind="read-only",
            )

    def close(self) -> None:
        """Close the book and let others write in it."""
        self.db.conn.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> BeatBook:
        """Return the book itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the book."""
        self.close()


class AuditTrail:
    """The chain of lines saying who read, printed, signed in and changed what."""

    def __init__(self, book: BeatBook) -> None:
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
        with errors_made_ours(self._book.name):
            return audit.lines(self._book.db)
