"""Opening a book: made new, or unlocked, checked and walked up to this program's form, with each refusal told apart."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.officer import Officer, Posting, Rank
from wehere_desktop.preferences import laptop_identity
from wehere_desktop.records import keyring as keys
from wehere_desktop.records.beatbook import BeatBook
from wehere_desktop.records.copies import copy_before_step, last_copy
from wehere_desktop.records.database import DATABASE_FILE, READERS_CACHE, connect, errors_made_ours
from wehere_desktop.records.drive import refuse_network_drive
from wehere_desktop.records.erasing import note_disposal
from wehere_desktop.records.force_structure import lpu_names, units_and_beats
from wehere_desktop.records.lock import HeldLock, held_by, hold, read_lock
from wehere_desktop.records.ownership import Ownership
from wehere_desktop.records.rows import columns_of
from wehere_desktop.records.steps import known_steps, walk_up
from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.sealing import FULL_SETTINGS, SealSettings, check_passphrase, new_key

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.database import Database
    from wehere_desktop.records.world import World

BOOK_ENDING = ".wehere"


def create_book(
    folder: Path,
    passphrase: str,
    *,
    officer: str,
    rank: Rank,
    lpu: str,
    world: World,
    practice: bool = False,
    settings: SealSettings = FULL_SETTINGS,
) -> tuple[BeatBook, str]:
    """Make a new book in a folder that is not there yet; return it open, with the recovery code to print once.

    It holds the force's units and beats and its first officer, whose passphrase opens it and who is posted to the unit
    named. Nothing is left behind if it cannot be made whole. Refused: a folder that is there, a network drive, an
    unknown unit, a weak passphrase, a full disk, no permission.
    """
    if folder.exists():
        raise Refusal(
            f"“{folder.name}” is already there.", remedy="Choose another name, or open that book.", kind="already-there"
        )
    refuse_network_drive(folder.parent)
    if lpu.strip().lower() not in {name.lower() for name in lpu_names()}:
        raise Refusal(
            f"There is no Local Policing Unit called “{lpu}”.",
            remedy=f"Use one of: {', '.join(lpu_names())}.",
            field="lpu",
            kind="no-such-unit",
        )
    check_passphrase(passphrase, practice=practice)
    first = Officer(id=world.new_id(), name=officer, rank=rank, started=world.today())
    book_id = world.new_id()
    key = new_key(world.random_bytes)
    draft = folder.with_name(f".{folder.name}.{book_id[-12:]}")
    with errors_made_ours(folder.name):
        draft.mkdir(parents=True)
    try:
        ring, code = keys.new_keyring(
            key, passphrase, book_id=book_id, officer=first.id, world=world, settings=settings, practice=practice
        )
        keys.save(ring, draft)
        _lay_out(draft, key, book_id=book_id, practice=practice)
        with _serve(_connected(draft, key), draft, key, book_id=book_id, holder=first.id, world=world) as book:
            _first_records(book, first, lpu)
        with errors_made_ours(folder.name):
            draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    lock = hold(folder, officer=first.id, world=world, officer_name=first.name)
    return _serve(_connected(folder, key), folder, key, book_id=book_id, holder=first.id, world=world, lock=lock), code


def _lay_out(folder: Path, key: bytes, *, book_id: str, practice: bool) -> None:
    with errors_made_ours(folder.name):
        db = connect(folder / DATABASE_FILE, key)
        try:
            walk_up(db)
            db.conn.executemany(
                'INSERT INTO "book" ("name", "value") VALUES (?, ?)',
                [("id", book_id), ("practice", str(int(practice)))],
            )
        finally:
            db.conn.close()


def _first_records(book: BeatBook, first: Officer, lpu: str) -> None:
    with book.change(f"Make the book for {first.name}", undoable=False):
        lpus, beats = units_and_beats(book.world)
        book.lpus.add_all(lpus)
        book.beats.add_all(beats)
        book.officers.add(first)
        unit = next(each for each in lpus if each.name.lower() == lpu.strip().lower())
        book.postings.add(Posting(id=book.world.new_id(), officer=first.id, lpu=unit.id, starts=book.world.today()))


def open_book(
    folder: Path,
    passphrase: str,
    *,
    world: World,
    read_only: bool = False,
    take_over: bool = False,
    officer: str = "",
) -> BeatBook:
    """Return the book in a folder, unlocked with a passphrase or, in its place, the recovery code.

    An older book is copied and then walked up. Raises a Refusal of kind ``not-a-book``, ``damaged-keys``,
    ``wrong-passphrase``, ``newer-book``, ``held`` (who, since when), ``network-drive``, ``damaged-book`` (what is still
    whole and where the last copy is), ``disk-full`` or ``no-permission``. `read_only` reads beside whoever holds it.
    """
    refuse_network_drive(folder)
    ring = keys.read_keyring(folder)
    file = folder / DATABASE_FILE
    if not file.is_file():
        raise _damaged(folder, "its file of records is missing")
    key, holder, ring = keys.open_with(folder, ring, passphrase, world=world, officer=officer)
    lock = None if read_only else _held(folder, key, holder, world, take_over=take_over)
    try:
        return _unlocked(folder, key, ring.book_id, holder, world, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _held(folder: Path, key: bytes, holder: str, world: World, *, take_over: bool) -> HeldLock:
    try:
        return hold(folder, officer=holder, world=world, take_over=take_over)
    except Refusal as refusal:
        holding = read_lock(folder)
        if refusal.kind != "held" or holding is None:
            raise
        # Who holds it is sealed in the book itself, which can be read beside its writer
        raise held_by(holding, _name_of(folder, key, holding.officer)) from None


def _name_of(folder: Path, key: bytes, officer: str) -> str:
    try:
        with errors_made_ours(folder.name):
            db = connect(folder / DATABASE_FILE, key, read_only=True)
            row = db.execute('SELECT "rank" || \' \' || "name" FROM "officer" WHERE "id" = ?', (officer,)).fetchone()
            db.conn.close()
    except (Refusal, Fault):
        return ""
    return str(row[0]) if row else ""


def _unlocked(folder: Path, key: bytes, book_id: str, holder: str, world: World, lock: HeldLock | None) -> BeatBook:
    db: Database | None = None
    try:
        with errors_made_ours(folder.name):
            db = connect(folder / DATABASE_FILE, key, read_only=lock is None)
            (walked,) = db.execute("PRAGMA user_version").fetchone()
            _refuse_strange(walked)
            if walked < known_steps():
                _step_up(folder, db, walked, lock, world)
            db.execute('SELECT count(*) FROM "change"').fetchone()
            if lock is not None:
                # A process killed between erasing and noting it left the note behind
                note_disposal(folder, db)
        return _serve(db, folder, key, book_id=book_id, holder=holder, world=world, lock=lock, read_only=lock is None)
    except BaseException as error:
        if db is not None:
            db.conn.close()
            if isinstance(error, Refusal) and error.kind == "damaged-book":
                raise _damaged(folder, _what_is_whole(folder, key)) from error
        raise


def _refuse_strange(walked: int) -> None:
    if not walked:
        # An empty file opens as an empty database, which must not be taken for a book and filled anew
        raise Refusal("The book's file of records is empty.", kind="damaged-book")
    if walked > known_steps():
        raise Refusal(
            "This book was made by a newer WeHere than this one.",
            remedy="Bring this laptop's WeHere up to date, then open the book again.",
            kind="newer-book",
        )


def _step_up(folder: Path, db: Database, walked: int, lock: HeldLock | None, world: World) -> None:
    if lock is None:
        raise Refusal(
            "This book is of an older form and has to be brought up to date before it can be read.",
            remedy="Open it once for writing.",
            kind="older-book",
        )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    copy_before_step(folder, folder / DATABASE_FILE, version=walked, world=world)
    walk_up(db)


def _connected(folder: Path, key: bytes) -> Database:
    with errors_made_ours(folder.name):
        return connect(folder / DATABASE_FILE, key)


def _serve(
    db: Database,
    folder: Path,
    key: bytes,
    *,
    book_id: str,
    holder: str,
    world: World,
    lock: HeldLock | None = None,
    read_only: bool = False,
) -> BeatBook:
    with errors_made_ours(folder.name):
        facts = dict(db.execute('SELECT "name", "value" FROM "book"').fetchall())
    laptop = laptop_identity(book_id, make_id=world.new_id)
    ownership = Ownership(book_id, holder, laptop.id, read_only, facts.get("practice") == "1")
    another = partial(connect, folder / DATABASE_FILE, key, read_only=True, cache=READERS_CACHE)
    return BeatBook(db, folder, ownership, world=world, lock=lock, another=another)


def _damaged(folder: Path, whole: str) -> Refusal:
    copy = last_copy(folder)
    where = f"The last copy is {copy}." if copy is not None else "There is no copy in the book's folder."
    return Refusal(
        f"The book “{folder.name}” is damaged: {whole}.",
        remedy=f"{where} Restore it or your last backup; keep this folder aside until you have.",
        kind="damaged-book",
    )


def _what_is_whole(folder: Path, key: bytes) -> str:
    """Return which kinds of record can still be read, as words."""
    whole: list[str] = []
    broken: list[str] = []
    try:
        with errors_made_ours():
            db = connect(folder / DATABASE_FILE, key, read_only=True)
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except (Refusal, Fault):
        return "none of its records can be read"
    for kind in KINDS.values():
        words = kind.words.lower()
        try:
            with errors_made_ours():
                count = len(db.execute(columns_of(kind).select).fetchall())
            if count:
                whole.append(f"{count:,} {words}{'' if count == 1 else ' records'}")
        except (Refusal, Fault):
            broken.append(words)
    db.conn.close()
    if not broken:
        return "all its records can still be read, but not its history or its search"
    return f"it can still read {', '.join(whole) or 'nothing'}, but not {', '.join(broken)}"
