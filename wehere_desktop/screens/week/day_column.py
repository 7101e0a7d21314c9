"""One day of the week: its name, what to know about it, its calls in order, and about how long they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from wehere_desktop.desk.pieces import Text, column, row
from wehere_desktop.neighbourhood.week_plan import metres_in_words, minutes_in_words
from wehere_desktop.screens.week.call_list import CallLine, CallList
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.week_plan import DayRound
    from wehere_desktop.records.calls import Call
    from wehere_desktop.screens.week.picture import DayFacts


class DayColumn(QFrame):
    """A day's calls under its name; calls dragged onto it are planned on it."""

    #: The day is the one looked at more closely now; carries its number, 0 for Monday.
    looked_at = Signal(int)

    def __init__(self, number: int, look: Look) -> None:
        """Begin an empty day."""
        super().__init__()
        self.setProperty("house", "card")
        self.number = number
        self.name = Text("", strong=True)
        self.note = Text("", tone="due", step="small", wrap=True)
        self.total = Text("", tone="quiet", step="small", elide=True)
        self.calls = CallList("", look, narrow=True)
        self.calls.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.calls.setMinimumWidth(64)
        self.today = Text("today", tone="link", step="small")
        head = row(spacing=6)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.today)
        top = column(spacing=2, margins=(12, 10, 8, 8))
        top.addLayout(head)
        top.addWidget(self.total)
        top.addWidget(self.note)
        whole = column(spacing=0, margins=(1, 0, 1, 1))
        whole.addLayout(top)
        whole.addWidget(self.calls, 1)
        self.setLayout(whole)
        self.calls.itemSelectionChanged.connect(self._look)
        self.calls.currentRowChanged.connect(self._look)
        self.calls.came_in.connect(self._look)

    def show_day(self, facts: DayFacts, way: DayRound, calls: dict[str, Call], done: frozenset[str]) -> None:
        """Show the calls of a day in the order of its way."""
        self.name.say(facts.name)
        self.name.setEnabled(not facts.is_over)
        self.today.setVisible(facts.is_today)
        self.note.say("\n".join(facts.notes))
        self.note.setVisible(bool(facts.notes))
        number = len(way.legs)
        self.total.say(f"{counted(number, 'call')} · {minutes_in_words(way.minutes)}" if number else "no calls yet")
        self.calls.setAccessibleName(f"Calls on {facts.name}")
        lines = []
        for position, leg in enumerate(way.legs, 1):
            call = calls[leg.place]
            lines.append(_line(position, call, call.closed_on(facts.day), leg.metres, leg.minutes, leg.place in done))
        self.calls.show_lines(lines)

    def _look(self, *_: object) -> None:
        if self.calls.hasFocus():
            self.looked_at.emit(self.number)


def _line(number: int, call: Call, closed: str, metres: float | None, minutes: int, done: bool) -> CallLine:  # noqa: FBT001 - one call, above
    careful = False
    if done:
        more = "✓ seen this week"
    elif closed:
        more, careful = f"closed: {closed}", True
    elif call.warnings:
        more, careful = f"! {call.warnings[0]}", True
    elif call.position is None:
        more, careful = "no position", True
    elif metres is None:
        more = "first call"
    else:
        more = f"{metres_in_words(metres)} · {minutes} min"
    return CallLine(call.place.id, call.place.name, more, careful=careful, number=number)
