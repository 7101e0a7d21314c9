"""A process that opens a book, types a visit by keys and goes on living until it is killed; a test does that."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk.a_desk import a_desk, settle
from tests.elm_park import PASSPHRASE, TODAY, still_world
from wehere_desktop.desk.look import Look, Mode
from wehere_desktop.records import open_book
from wehere_desktop.screens.visits.sheet import quick_log

A_SECOND_MS = 1000


def main(folder: Path, words: str) -> int:
    """Type words into the sheet of a new visit, say so a second later, and wait for the end.

    What is being written at that second is waited for: how long the disk takes is no promise of the program's.
    """
    app = QApplication([])
    look = Look(Mode.LIGHT)
    desk = a_desk(open_book(folder, PASSPHRASE, world=still_world(TODAY, seed="typing")), look)
    sheet = quick_log(desk, desk.book.places.all()[0].id)
    sheet.show()
    QTest.keyClicks(sheet.form.editor("said"), words)
    sheet.form.promises.rows[0].words.setText("Ring the council")

    def typed() -> None:
        settle(desk)
        sys.stdout.write("typed\n")
        sys.stdout.flush()

    QTimer.singleShot(A_SECOND_MS, app, typed)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
