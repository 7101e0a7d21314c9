"""Makes a practice book: the whole force with invented people and eighteen months of work, the same for a given day."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from wehere_desktop.intake.practice.chance import Chance
from wehere_desktop.intake.practice.facts import PracticeChange, practice_facts
from wehere_desktop.intake.practice.scene import PracticeGazetteer, mailbox
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.preferences import laptop_identity
from wehere_desktop.records.database import errors_made_ours
from wehere_desktop.records.opening import create_book, open_book
from wehere_desktop.records.world import World, id_maker
from wehere_desktop.refusal import Refusal
from wehere_desktop.sealing import PRACTICE_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from wehere_desktop.records.beatbook import BeatBook

PASSPHRASE = "practice"  # noqa: S105 - no secret: every practice book opens with it
FIRST_OFFICER = "Ruth Hollinshead"
SEED = 2026

_LED_SINCE = timedelta(days=900)


def make_practice_book(
    folder: Path,
    *,
    world: World,
    gazetteer: PracticeGazetteer,
    seed: int = SEED,
    progress: Callable[[str], None] | None = None,
    officer: str = FIRST_OFFICER,
    rank: Rank = Rank.CHIEF_INSPECTOR,
    lpu: str = "Northwich",
    only: Collection[str] = (),
) -> BeatBook:
    """Return a new practice book, open for writing; it opens with the passphrase “practice”.

    Its facts and their ids depend on the day, the seed and the postcodes alone. `only` keeps the work to some beats by
    their police.uk ids, for a small book. `progress` is told in sentences how far it is. Raises the refusals of
    `create_book`; the folder is there only when the book is whole.
    """
    tell = progress or _nobody
    if folder.exists():
        raise Refusal(
            f"“{folder.name}” is already there.", remedy="Choose another name, or open that book.", kind="already-there"
        )
    tell("Making a practice book: nine units, 122 beats, invented people.")
    # The same name in a hidden folder, so that a refusal on the way names what was asked for.
    draft = folder.parent / f".making-{world.new_id()[-12:]}" / folder.name
    try:
        with _empty_book(draft, world, seed, officer=officer, rank=rank, lpu=lpu) as book:
            _fill(book, gazetteer, seed, only, tell)
        with errors_made_ours(folder.name):
            draft.rename(folder)
    finally:
        shutil.rmtree(draft.parent, ignore_errors=True)
    # Opened again in the world as it is: what is typed from now on takes its ids from there.
    return open_book(folder, PASSPHRASE, world=world)


def _empty_book(draft: Path, world: World, seed: int, *, officer: str, rank: Rank, lpu: str) -> BeatBook:
    """Return a book with nothing but the force's structure and its first officer, its ids from the seed."""
    ids = _seeded_ids(world, seed)
    ids()
    # The second id of a new book is the book's own. Who this laptop is to it must not come from the seed, nor depend
    # on whether it has had a practice book before.
    laptop_identity(ids(), make_id=world.new_id)
    book, _ = create_book(
        draft,
        PASSPHRASE,
        officer=officer,
        rank=rank,
        lpu=lpu,
        world=replace(world, new_id=_seeded_ids(world, seed)),
        practice=True,
        settings=PRACTICE_SETTINGS,
    )
    return book


def _fill(
    book: BeatBook, gazetteer: PracticeGazetteer, seed: int, only: Collection[str], tell: Callable[[str], None]
) -> None:
    first = book.officers.get(book.holder)
    posting = book.postings.of(first.id)[0]
    today = book.world.today()
    facts = practice_facts(
        today,
        lpus=book.lpus.all(),
        beats=book.beats.all(),
        first=first,
        first_lpu=posting.lpu,
        gazetteer=gazetteer,
        new_id=book.world.new_id,
        seed=seed,
        only=only,
    )
    with book.change("Say how to reach me", by=first.id):
        book.officers.amend(first.id, email=mailbox(first.name), started=today - 2 * _LED_SINCE)
        book.postings.amend(posting.id, starts=today - _LED_SINCE)
    for number, change in enumerate(facts.changes, 1):
        _write(book, change)
        if number % 100 == 0 or number == len(facts.changes):
            tell(f"{number} of {len(facts.changes)} changes written.")


def _write(book: BeatBook, change: PracticeChange) -> None:
    with book.change(change.label, by=change.by):
        for kind, facts in groupby(change.facts, key=lambda fact: fact.kind):
            book.section(kind).add_all(list(facts))


def _seeded_ids(world: World, seed: int) -> Callable[[], str]:
    """Return a maker of ids that depend on the day and the seed alone, as if all were made at midnight."""
    midnight = datetime.combine(world.today(), time(), UTC)
    return id_maker(lambda: midnight, Chance("ids", seed, world.today()).bytes)


def _nobody(_sentence: str) -> None:
    """Listen to progress when nobody else does."""
