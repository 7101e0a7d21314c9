"""Two thousand concerns in the window: a key while like ones are looked for, a key of sorting, and the list."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.elm_park import TODAY, a_book
from wehere_desktop.neighbourhood.concern import Concern, Outcome

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records import BeatBook
    from wehere_desktop.screens.concerns.page import ConcernsPage

MANY = 2_000
TO_SORT = 60
ROUNDS = 3
A_FRAME = 16.0
A_MOMENT = 150.0
TYPED = "Off-road bikes on the recreation ground again when the children play, and nobody comes when we ring about it"
ABOUT = ("bikes", "parking", "lights", "noise", "litter", "speeding", "dogs", "fences")
WHERE = ("recreation ground", "School Lane", "the precinct", "Mill Street", "the towpath", "Station Road")


def fill(book: BeatBook) -> None:
    """Put the concerns into a book, spread over the beats, some answered, some still to be sorted."""
    beats = [each.id for each in book.beats.current(TODAY)]
    made = []
    for number in range(MANY):
        answered = number % 5 == 0
        made.append(
            Concern(
                id=book.world.new_id(),
                beat=beats[number % len(beats)],
                raised_on=TODAY,
                said=f"{ABOUT[number % len(ABOUT)]} by {WHERE[number % len(WHERE)]}, house number {number}",
                outcome=Outcome.DONE if answered else Outcome.OPEN,
                we_did="Mended." if answered else "",
                to_sort=number < TO_SORT,
            )
        )
    with book.change("Fill", undoable=False):
        book.concerns.add_all(made)


def measure() -> list[tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from wehere_desktop.desk.announcer import Announcer
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.concerns.page import ConcernsPage
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    application()
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        fill(book)
        background, look, announcer = Background(), Look(), Announcer(book)
        look.apply()
        desk = Desk(book, background=background, announcer=announcer, notices=Notices(), look=look)
        page = ConcernsPage(desk)
        announcer.changed.connect(page.refresh)
        page.resize(1182, 688)
        page.show()
        listed = _listed(page, desk)
        typed = _typed(desk)
        kept = _sorted(page, desk)
        page.hide()
        announcer.close()
        background.close()
    return [
        (f"a key typed while {MANY:,} are compared, until painted, 95th percentile", _slow(typed), A_FRAME, "ms"),
        (f"a key of sorting among {MANY:,} until painted, 95th percentile", _slow(kept), A_FRAME, "ms"),
        (f"the list of {MANY:,} asked for and painted", listed, A_MOMENT, "ms"),
    ]


def _listed(page: ConcernsPage, desk: Desk) -> float:
    """Return how long the list takes from being asked for until it is painted, the best of some."""
    page.list.filters.want_everything()
    taken = []
    for _ in range(ROUNDS):
        _quiet(desk)
        began = time.perf_counter()
        page.list.refresh(None)
        _quiet(desk)
        page.repaint()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def _typed(desk: Desk) -> list[float]:
    """Return how long each key took in the sheet for something new."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit

    from wehere_desktop.screens.concerns.concern_sheet import new_concern

    sheet = new_concern(desk)
    sheet.resize(480, 700)
    sheet.show()
    field = sheet.said.editor("said")
    assert isinstance(field, QPlainTextEdit)
    taken = []
    for letter in TYPED * ROUNDS:
        began = time.perf_counter()
        QTest.keyClicks(field, letter)
        field.repaint()
        taken.append((time.perf_counter() - began) * 1000)
        QTest.qWait(12)
    sheet.let_go()
    _quiet(desk)
    sheet.deleteLater()
    return taken


def _sorted(page: ConcernsPage, desk: Desk) -> list[float]:
    """Return how long each Enter took that keeps one and brings the next, with the letter and figure before it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from wehere_desktop.screens.concerns.page import SORT

    page.tabs.setCurrentIndex(SORT)
    _quiet(desk)
    taken = []
    for _ in range(TO_SORT // 2):
        for key in (Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Return):
            began = time.perf_counter()
            QTest.keyClick(page.sorting.theme, key)
            page.sorting.repaint()
            taken.append((time.perf_counter() - began) * 1000)
            # As fast as a person can decide
            QTest.qWait(80)
    _quiet(desk)
    return taken


def _quiet(desk: Desk) -> None:
    from PySide6.QtTest import QTest

    while desk.background.busy:
        QTest.qWait(1)
    QTest.qWait(1)


def _slow(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]
