"""A desk for tests: laid on a book, with notices that are kept, and a way to wait until its lanes are quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEventLoop, QObject, QTimer
from shiboken6 import isValid

from wehere_desktop.desk.announcer import Announcer
from wehere_desktop.desk.background import Background
from wehere_desktop.desk.look import Look
from wehere_desktop.desk.notices import FakeNotices
from wehere_desktop.desk.screen import Desk
from wehere_desktop.records import BeatBook

EVERY_KIND = frozenset({"place", "contact", "officer", "beat", "visit", "meeting", "priority"})
TURN_MS, MOST_TURNS = 5, 4_000
LONGEST_PAUSE_MS = 1_000


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


def settle(desk: Desk, *around: QObject | None) -> None:
    """Wait until the lanes are quiet and every answer has been given.

    Where a page or sheet is given, wait also until every pause begun inside it is over, such as that after typing, and
    what was put off until then is done.
    """

    def quiet() -> bool:
        return not desk.background.busy and not pausing(*around)

    def stays_quiet() -> bool:
        # The answer that came last may have asked for more
        if not quiet():
            return False
        turn(1)
        return quiet()

    turn(1)
    until(stays_quiet, "the lanes are still at work")


def until(holds: Callable[[], object], otherwise: str = "it did not come to that") -> None:
    """Let events and lanes go on until something holds; fail, saying so, when it does not come to that.

    The patience is one of turns and not of time: where each turn takes longer, there is as much more of it.
    """
    for _ in range(MOST_TURNS):
        if holds():
            return
        turn(TURN_MS)
    raise AssertionError(otherwise)


def pausing(*around: QObject | None) -> bool:
    """Say whether something in these widgets waits for a pause to end, shorter than a notice stays to be read."""
    timers = (
        each for widget in around if widget is not None and isValid(widget) for each in widget.findChildren(QTimer)
    )
    return any(each.isActive() and each.isSingleShot() and each.interval() <= LONGEST_PAUSE_MS for each in timers)


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
