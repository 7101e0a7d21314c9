"""Backing the open book up from the window, and saying when that was last done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.window.kept import last_backup, remember_backup
from wehere_desktop.wording import ago, clock_time, local

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.safekeeping.backup import BackupMade


def last_copy_in_words(book: BeatBook) -> str:
    """Return when the book was last backed up from this laptop, in words for the foot."""
    made = last_backup(book.book_id)
    if made is None:
        return "" if book.practice else "Not backed up yet"
    day = local(made).date()
    return f"Last copy {ago(day, book.world.today())}, {clock_time(made)}"


def ask_for_backup(desk: Desk, then: Callable[[], None]) -> None:
    """Ask for a folder and back the book up into it, away from the window."""
    folder = desk.notices.folder("Where should the copy of this book go?")
    if folder is None:
        return

    def make() -> BackupMade:
        from wehere_desktop.safekeeping.backup import back_up

        return back_up(desk.book, folder)

    def tell(made: BackupMade) -> None:
        remember_backup(desk.book.book_id, desk.book.world.now())
        desk.notices.tell(f"Backed up into {made.path.name}")
        then()

    desk.background.run(make, then=tell, failed=desk.notices.fault, title="Backing up the book")
