"""A desk for tests: laid on a book, with notices that are kept, and a way to wait until its lanes are quiet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

from wehere_desktop.desk.announcer import Announcer
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import FakeNotices
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook

EVERY_KIND = frozenset({"place", "contact", "officer", "beat", "visit", "meeting", "priority"})
PATIENCE_MS = 20_000


def a_desk(
    book: BeatBook, look: Look, *, answers: Sequence[bool] = (), shown_kinds: frozenset[str] = EVERY_KIND
) -> Desk:
    """Return a desk on which every kind can be opened and visits can be logged."""
    notices = FakeNotices(answers)
    background = Background(fault=notices.fault)
    return Desk(
        book,
        background=background,
        announcer=Announcer(book),
        notices=notices,
        look=look,
        shown_kinds=shown_kinds,
        can_log=True,
    )


def told(desk: Desk) -> FakeNotices:
    """Return the desk's notices, to see what the person was told."""
    assert isinstance(desk.notices, FakeNotices)
    return desk.notices


def settle(desk: Desk) -> None:
    """Wait until the lanes are quiet and every answer has been given."""
    patience = QDeadlineTimer(PATIENCE_MS)
    turn(1)
    while desk.background.busy:
        assert not patience.hasExpired(), "the lanes are still at work"
        turn(5)
    turn(1)


def turn(milliseconds: int) -> None:
    """Let events run for a while; unlike `QTest.qWait` this leaves the interpreter to the lanes meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def put_away(desk: Desk) -> None:
    """End the lanes and close the book."""
    desk.background.close()
    desk.announcer.close()
    desk.book.close()
