"""The window tries itself out where nobody looks: every screen is built on a small book, and the map is drawn."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop

from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.refusal import Fault, Refusal
from wehere_desktop.window.start import application
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.screen import Screen
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.world import World
    from wehere_desktop.window.book_page import BookPage

PATIENCE_MS = 30_000
TURN_MS = 20
QUIET_TURNS = 5


def try_window() -> int:
    """Print what was built and return 0, or print on stderr what does not work and return 1; no book is touched.

    Whoever starts it says through `WEHERE_HOME` which laptop's folder may be used.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from wehere_desktop.records.world import real_world
    from wehere_desktop.screens import find_screens

    screens = find_screens()
    with tempfile.TemporaryDirectory(prefix="wehere-window-test-", ignore_cleanup_errors=True) as folder:
        try:
            wrong = wrong_with(screens, Path(folder), real_world())
        except (Refusal, Fault) as error:
            wrong = [str(error)]
    if wrong:
        sys.stderr.write("\n".join(wrong) + "\n")
        return 1
    sys.stdout.write(f"{counted(len(screens), 'screen')}\n")
    return 0


def wrong_with(screens: Sequence[Screen], folder: Path, world: World) -> list[str]:
    """Return what does not work when each screen is shown once on a new book in a folder; nothing if all does."""
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notice, Notices, Tone
    from wehere_desktop.records import create_book
    from wehere_desktop.window.book_page import BookPage

    if not screens:
        return ["No screen is found."]
    app = application()
    look = Look.kept()
    look.apply()
    wrong: list[str] = []

    def hear(notice: Notice) -> None:
        if notice.tone is Tone.FAULT:
            wrong.append(notice.sentence)

    notices = Notices()
    notices.told.connect(hear)
    background = Background(fault=notices.fault)
    book, _ = create_book(
        folder / "Window.wehere",
        world.random_bytes(16).hex(),
        officer="Robin Vale",
        rank=Rank.INSPECTOR,
        lpu="Northwich",
        world=world,
        practice=True,
    )
    page = BookPage(book, screens, background=background, notices=notices, look=look)
    try:
        page.resize(1280, 720)
        page.show()
        for screen in screens:
            page.stage.go(screen.name)
            if not _comes_to_rest(app, page, background):
                wrong.append(f"{screen.title} does not come to rest.")
    finally:
        _put_away(app, page, background, book)
    return wrong


def _comes_to_rest(app: QApplication, page: BookPage, background: Background) -> bool:
    """Turn the loop until what is shown has been asked for and drawn; say whether that came."""
    until, quiet = QDeadlineTimer(PATIENCE_MS), 0
    while quiet < QUIET_TURNS:
        if until.hasExpired():
            return False
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)
        shown = page.stage.current()
        quiet = quiet + 1 if not background.busy and shown is not None and shown.at_rest() else 0
    return True


def _put_away(app: QApplication, page: BookPage, background: Background, book: BeatBook) -> None:
    page.leave()
    page.hide()
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.processEvents()
    background.close()
    book.close()
