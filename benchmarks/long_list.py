"""A list of 100,000 places in the window: painted and scrolled against one of 1,000; ordered and narrowed in a moment.

While an order is made the window's thread must not be held: what is told is the longest that a timer of a thousandth
of a second was kept waiting, in the middle one of some rounds, since other programs may hold the machine in any one.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.start import fill
from tests.elm_park import a_book
from wehere_desktop.records import BeatBook
from wehere_desktop.records.place_list import Standing

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.tables import RowsModel, Table
    from wehere_desktop.screens.places.listing import PlaceSource

MANY, FEW = 100_000, 1_000
AGAINST_FEW = 1.2
NEW_ORDER = 150.0
A_FRAME = 16.0
ROUNDS = 5
STEPS = 40
A_WHILE = 150
ORDERS = ("name", "kind", "town", "beat", "officer", "seen", "due")

Row = tuple[str, float, float] | tuple[str, float, float, str]


def measure() -> list[Row]:
    """Return what was measured, its figure and its budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from wehere_desktop.desk.background import Background
    from wehere_desktop.window.start import application, take_turns

    take_turns()
    application()
    background = Background()
    with (
        tempfile.TemporaryDirectory() as folder,
        a_book(Path(folder, "few")) as few,
        a_book(Path(folder, "many")) as many,
    ):
        for book, places in ((few, FEW), (many, MANY)):
            with book.change("Fill", undoable=False):
                fill(book, places=places, visits=2 * places)
        short, long = _List(few, background), _List(many, background)
        painted = _in_turn(short.painted_first, long.painted_first)
        scrolled = _in_turn(short.scrolled, long.scrolled)
        ordered = {order: long.ordered(order) for order in ORDERS}
        narrowed = {words: long.narrowed(wish) for words, wish in long.wishes().items()}
        idle = statistics.median(long.idle() for _ in range(ROUNDS))
        background.close()
    taken = {**{f"by {order}": each for order, each in ordered.items()}, **narrowed}
    slowest = max(taken, key=lambda each: taken[each][0])
    held = max(taken, key=lambda each: taken[each][1])
    told = ", ".join(f"{what} {took:.0f}" for what, (took, _) in taken.items())
    return [
        (f"first paint of {MANY:,} rows, {painted[1]:.1f} ms, against {FEW:,}", painted[1] / painted[0], AGAINST_FEW),
        (f"scrolling {MANY:,} rows, {scrolled[1]:.1f} ms, against {FEW:,}", scrolled[1] / scrolled[0], AGAINST_FEW),
        (f"new order or narrower list, {slowest} (all, ms: {told})", taken[slowest][0], NEW_ORDER, "ms"),
        (f"window's thread held meanwhile, {held}; {idle:.1f} with nothing to do", taken[held][1], A_FRAME, "ms"),
    ]


class _List:
    """The list of places of one book in a window of its own."""

    def __init__(self, book: BeatBook, background: Background) -> None:
        from wehere_desktop.desk.look import Look
        from wehere_desktop.desk.tables import RowsModel, Table
        from wehere_desktop.screens.places.listing import PlaceSource, columns

        self.source: PlaceSource = PlaceSource(book, book.world.today)
        self.model: RowsModel = RowsModel(columns(), self.source, background, ahead=True)
        self.table: Table = Table("Places", self.model, Look())
        self.table.resize(1000, 700)
        self.table.show()
        self._end: Callable[[], None] = lambda: None
        self.model.arrived.connect(lambda _: self._show())
        self._beat = book.beats.all()[0].id
        self._settle(self.model.reload)
        # What the window does once when it is first shown is no part of any order
        self.idle()

    def painted_first(self) -> float:
        """Return the milliseconds from the ids being there to their first rows on show."""
        ids = self.model.ids()
        return _took(lambda: self.model.put_ids(ids))

    def scrolled(self) -> float:
        """Return the milliseconds that showing another part of the list takes, its rows never seen before."""
        bar = self.table.verticalScrollBar()

        def scroll() -> None:
            for step in range(STEPS):
                # A short list has few pages, so they are let go each time: both fetch as many
                self.model.refresh_rows()
                bar.setValue(bar.maximum() * step // STEPS)
                self.table.viewport().repaint()

        return _took(scroll) / STEPS

    def ordered(self, order: str) -> tuple[float, float]:
        """Return the milliseconds until another order is on show, and how long the thread was held at most."""
        found = []
        for number in range(ROUNDS):
            self.model.order, self.model.descending = order, bool(number % 2)
            found.append(self._settle(self.model.reload))
        return _middle(found)

    def wishes(self) -> dict[str, dict[str, object]]:
        """Return how the list is narrowed, each in words."""
        return {
            "on one beat": {"beats": (self._beat,)},
            "losing touch": {"standing": Standing.LOSING_TOUCH},
            "in touch": {"standing": Standing.IN_TOUCH},
            "nobody named": {"nobody_named": True},
            "by a word": {"words": "win"},
        }

    def narrowed(self, wish: dict[str, object]) -> tuple[float, float]:
        """Return the milliseconds until the narrower list is on show, and how long the thread was held at most."""
        from dataclasses import replace

        before, self.model.order = self.source.wanted, "name"
        self.source.wanted = replace(before, **wish)  # type: ignore[arg-type]
        try:
            return _middle([self._settle(self.model.reload) for _ in range(ROUNDS)])
        finally:
            self.source.wanted = before

    def idle(self) -> float:
        """Return the milliseconds the thread was held at most with nothing to do, which is the machine's own doing."""
        from PySide6.QtCore import QTimer

        return self._waited(lambda end: QTimer.singleShot(A_WHILE, end))[1]

    def _settle(self, begin: Callable[[], None]) -> tuple[float, float]:
        def ask(end: Callable[[], None]) -> None:
            self._end = end
            begin()

        return self._waited(ask)

    def _show(self) -> None:
        self.table.viewport().repaint()
        self._end()

    def _waited(self, begin: Callable[[Callable[[], None]], None]) -> tuple[float, float]:
        """Return the milliseconds until what has begun calls its end, and of those the longest in one piece."""
        from PySide6.QtCore import QEventLoop, Qt, QTimer

        loop, began = QEventLoop(), time.perf_counter()
        beats = [began]
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start(1)
        begin(loop.quit)
        loop.exec()
        ended = time.perf_counter()
        timer.stop()
        gaps = [later - earlier for earlier, later in zip(beats, [*beats[1:], ended], strict=True)]
        return (ended - began) * 1000, max(gaps) * 1000


def _middle(found: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(took for took, _ in found), statistics.median(held for _, held in found)


def _in_turn(short: Callable[[], float], long: Callable[[], float]) -> tuple[float, float]:
    pairs = [(short(), long()) for _ in range(ROUNDS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
