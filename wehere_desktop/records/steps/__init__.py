"""The book's form, one step at a time: each step is kept for ever, and an older book walks up them in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.database import Database
from wehere_desktop.records.steps import (
    s0001_the_spine,
    s0002_a_beats_work,
    s0003_told_back,
    s0004_the_map,
    s0005_last_seen,
)

if TYPE_CHECKING:
    import sqlite_utils


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, which is noted in the book and never changes, and what it does there."""

    name: str
    walk: Callable[[Database], None]


def _the_spine(db: Database) -> None:
    """Lay out the first book: units, people, places, visits, priorities, meetings, the journal, audit and search."""
    _lay_out(db, s0001_the_spine.LAID_OUT)


def _a_beats_work(db: Database) -> None:
    """Lay out promises, queries, snoozes, access notes, attachments, questionnaires, term dates and drafts."""
    _lay_out(db, s0002_a_beats_work.LAID_OUT)
    for statement in (s0002_a_beats_work.COUNTED, *s0002_a_beats_work.TRIGGERS):
        db.conn.execute(statement)


def _told_back(db: Database) -> None:
    """Lay out themes, owners and wordings, actions, OSARA plans, publicity, proposals, feedback and publications."""
    _lay_out(db, s0003_told_back.LAID_OUT)


def _the_map(db: Database) -> None:
    """Lay out the dated outlines of beats, and the areas of priorities."""
    _lay_out(db, s0004_the_map.LAID_OUT)


def _last_seen(db: Database) -> None:
    """Keep the last contact with a place in its row, and in the index that lists of places are read from."""
    _lay_out(db, s0005_last_seen.LAID_OUT)
    for statement in (s0005_last_seen.COUNTED, s0005_last_seen.INDEX, *s0005_last_seen.TRIGGERS):
        db.conn.execute(statement)


STEPS = [
    Step(s0001_the_spine.NAME, _the_spine),
    Step(s0002_a_beats_work.NAME, _a_beats_work),
    Step(s0003_told_back.NAME, _told_back),
    Step(s0004_the_map.NAME, _the_map),
    Step(s0005_last_seen.NAME, _last_seen),
]


def known_steps() -> int:
    """Return how many steps this program knows; a book that has walked more was made by a newer program."""
    return len(STEPS)


def walk_up(db: Database) -> None:
    """Bring a book up to this program's form and note in the file how many steps it has walked."""
    # Loaded for this alone: it takes longer than all else that opening a book needs
    from sqlite_utils import Database as WholeDatabase
    from sqlite_utils import Migrations

    steps = Migrations("book")
    for step in STEPS:
        steps(name=step.name)(_walking(step))
    steps.apply(WholeDatabase(db.conn))
    db.conn.execute(f"PRAGMA user_version = {known_steps()}")


def _walking(step: Step) -> Callable[[sqlite_utils.Database], None]:
    def walk(whole: sqlite_utils.Database) -> None:
        step.walk(Database(whole.conn))

    return walk


def _lay_out(db: Database, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
