"""A key on the board of priorities among 500 of them, until what it does is painted: an arrow, a letter of a filter."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.elm_park import TODAY, a_book
from wehere_desktop.neighbourhood.action import Action
from wehere_desktop.neighbourhood.concern import Concern
from wehere_desktop.neighbourhood.osara import OsaraPlan
from wehere_desktop.neighbourhood.priority import Priority, PriorityLife, PriorityUpdate
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.records import BeatBook

if TYPE_CHECKING:
    from wehere_desktop.screens.priorities.page import PrioritiesPage

PRIORITIES = 500
A_FRAME = 16.0
ROUNDS = 4
STEPS = 60
TYPED = ("bikes", "parking", "wharton", "speeding")
TITLES = ("Bikes on the towpath", "Parking at the gates", "Speeding on Crook Lane", "Theft from farms and stables")


def measure() -> list[tuple[str, float, float, str]]:
    """Return what was measured, its figure and its budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from wehere_desktop.desk.announcer import Announcer
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.priorities.page import PrioritiesPage
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    application()
    arrows: list[float] = []
    letters: list[float] = []
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder)) as book:
        filled(book)
        background, look, announcer = Background(), Look(), Announcer(book)
        look.apply()
        desk = Desk(book, background=background, announcer=announcer, notices=Notices(), look=look)
        page = PrioritiesPage(desk)
        page.resize(1182, 688)
        page.show()
        page.filters.where_chip.want("")
        while background.busy:
            QTest.qWait(5)
        QTest.qWait(20)
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Up)
        page.board.take_focus()
        for _ in range(ROUNDS):
            arrows += [_took(partial(_press, page, keys[step % len(keys)])) for step in range(STEPS)]
            letters += [_took(partial(_type, page, text[:end])) for text in TYPED for end in range(1, len(text) + 1)]
        page.hide()
        announcer.close()
        background.close()
    return [
        (f"an arrow among {PRIORITIES:,} priorities until painted, 95th percentile", _slow(arrows), A_FRAME, "ms"),
        (f"a letter that narrows {PRIORITIES:,} until painted, 95th percentile", _slow(letters), A_FRAME, "ms"),
    ]


def filled(book: BeatBook) -> None:
    """Put the priorities into a book, each with an update, an action, a plan and a concern."""
    beats = [each.id for each in book.beats.all()]
    lives, themes, new_id = list(PriorityLife), list(Theme), book.world.new_id
    made = [
        Priority(
            id=new_id(),
            beat=beats[number % len(beats)],
            title=f"{TITLES[number % len(TITLES)]} {number}",
            issue="What happens there, where and when, as people told it at the meeting.",
            issue_date=TODAY - timedelta(days=number % 300),
            life=lives[number % len(lives)],
            closed=TODAY - timedelta(days=number % 90) if lives[number % len(lives)] is PriorityLife.CLOSED else None,
            theme=themes[number % len(themes)],
        )
        for number in range(PRIORITIES)
    ]
    with book.change("Fill", undoable=False):
        book.priorities.add_all(made)
        for number, each in enumerate(made):
            on = TODAY - timedelta(days=number % 70)
            book.priority_updates.add(PriorityUpdate(id=new_id(), priority=each.id, on=on, text="We were there."))
            due = TODAY + timedelta(days=number % 40 - 10)
            book.actions.add(Action(id=new_id(), priority=each.id, what="Write to the council", due_on=due))
            book.osara_plans.add(OsaraPlan(id=new_id(), priority=each.id, objective="Fewer", scanning="Daily"))
            book.concerns.add(
                Concern(id=new_id(), beat=each.beat, priority=each.id, said="Cars on the pavement", raised_on=on)
            )


def _press(page: PrioritiesPage, key: int) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    column = next(each for each in page.board.columns.values() if each.current() == page.board.current())
    QTest.keyClick(column, Qt.Key(key))


def _type(page: PrioritiesPage, words: str) -> None:
    page.words.setText(words)
    # At once, not when the typing rests
    page.filters.want_words(words)


def _took(act: Callable[[], object]) -> float:
    from PySide6.QtCore import QCoreApplication

    began = time.perf_counter()
    act()
    # What has changed is painted, as it is before the next key
    QCoreApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def _slow(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]
