"""A process that opens a book, runs an evening by keys and goes on living until it is killed; a test does that."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk.a_desk import a_desk, settle
from tests.elm_park import PASSPHRASE, TODAY, still_world
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.records import open_book
from wehere_desktop.screens.evening.page import EveningPage

A_SECOND_MS = 1000


def main(folder: Path, lines: list[str]) -> int:
    """Type lines, each but the last with Enter; count, say so a second later, and go on typing until the end.

    What is being written at that second is waited for: how long the disk takes is no promise of the program's.
    """
    app = QApplication([])
    look = Look(Mode.LIGHT)
    desk = a_desk(open_book(folder, PASSPHRASE, world=still_world(TODAY, seed="typing")), look)
    page = EveningPage(desk)
    page.show()
    page.refresh(None)
    for line in lines[:-1]:
        QTest.keyClicks(page.capture.field, line)
        QTest.keyClick(page.capture.field, Qt.Key.Key_Return)
    QTest.keyClicks(page.capture.field, lines[-1])
    page.count.step(23)

    def typed() -> None:
        settle(desk)
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        more = QTimer(page)
        more.timeout.connect(lambda: QTest.keyClicks(page.capture.field, "x"))
        more.start(5)

    QTimer.singleShot(A_SECOND_MS, page, typed)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
