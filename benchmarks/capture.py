"""A keystroke in the line of an evening at which 2,000 concerns are filed, until painted; and Enter, likewise."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.search import A_FRAME
from tests.elm_park import TODAY, a_book

CONCERNS = 2_000
LINES = ("q: when are the lights on the towpath mended #asb @Station Road", "Cars on the pavement outside school #park")
ROUNDS = 15


def measure() -> list[tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest

    from tests.desk.a_desk import a_desk, settle
    from tests.records.an_evening import a_meeting
    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.screens.evening.page import EveningPage
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    application()
    with tempfile.TemporaryDirectory() as folder:
        book = a_book(Path(folder))
        meeting = a_meeting(book, 0, agenda=("Welcome", "Close"))
        with book.change("Fill"):
            book.concerns.add_all(
                [
                    Concern(
                        id=book.world.new_id(),
                        beat=meeting.beat,
                        raised_on=TODAY,
                        raised_at=meeting.id,
                        said=f"Cars on the pavement, the {number}th time",
                        to_sort=True,
                    )
                    for number in range(CONCERNS)
                ]
            )
        look = Look()
        look.apply()
        desk = a_desk(book, look)
        page = EveningPage(desk)
        page.resize(1140, 690)
        page.show()
        page.refresh(None)
        desk.announcer.changed.connect(page.refresh)
        settle(desk)
        keys: list[float] = []
        enters: list[float] = []
        for _ in range(ROUNDS):
            for line in LINES:
                for letter in line:
                    began = time.perf_counter()
                    QTest.keyClicks(page.capture.field, letter)
                    QCoreApplication.sendPostedEvents(page, QEvent.Type.UpdateRequest.value)
                    keys.append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                QTest.keyClick(page.capture.field, Qt.Key.Key_Return)
                QCoreApplication.sendPostedEvents(page, QEvent.Type.UpdateRequest.value)
                enters.append((time.perf_counter() - began) * 1000)
                settle(desk)
        desk.announcer.changed.disconnect(page.refresh)
        page.close()
        page.deleteLater()
        desk.background.close()
        desk.announcer.close()
        book.close()
    return [
        (f"a keystroke in the room with {CONCERNS:,} concerns, 95th percentile", _slow(keys), A_FRAME, "ms"),
        (f"Enter in the room with {CONCERNS:,} concerns, 95th percentile", _slow(enters), A_FRAME, "ms"),
    ]


def _slow(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]
