"""The call chosen, more closely: where it is, whom to ask for, what to read first, and the days it can be put on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.pieces import Button, Card, Pill, Text, clear, row
from wehere_desktop.neighbourhood.place import address_of
from wehere_desktop.screens.week.picture import word_of
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QHBoxLayout

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.calls import Call
    from wehere_desktop.screens.week.picture import DayFacts


class CallCard(Card):
    """Shows one call at a time."""

    #: The call is wanted on a day (0 for Monday), or on none (-1); carries the place's ids and the day.
    planned = Signal(object, int)

    def __init__(self, desk: Desk) -> None:
        """Begin without a call."""
        super().__init__()
        self._desk = desk
        self.body.setSpacing(6)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.place = ""

    def show_call(self, call: Call | None, days: Sequence[DayFacts], planned: int | None, today: date) -> None:
        """Show a call and which day it is planned on; without one, how a week is planned."""
        clear(self.body)
        if call is None:
            self.place = ""
            self.body.addWidget(Text("Choose a call", strong=True))
            words = "Press 1 to 5 for Monday to Friday, or drag it onto a day. 0 takes it off, L logs a visit."
            self.body.addWidget(Text(words, tone="quiet", wrap=True))
            self.body.addStretch(1)
            return
        self.place = call.place.id
        word, tone = word_of(call, today)
        head = row(spacing=8)
        head.addWidget(Text(call.place.name, strong=True, elide=True), 1)
        head.addWidget(Pill(word, tone))
        self.body.addLayout(head)
        self.body.addWidget(Text(address_of(call.place) or "No address in the book", tone="quiet", elide=True))
        self.body.addWidget(Text(f"Ask for {call.ask_for}" if call.ask_for else "Nobody known there", elide=True))
        for said in self._said(call):
            self.body.addWidget(said)
        self.body.addLayout(self._days(call, days, planned))
        self.body.addLayout(self._buttons(call))
        self.body.addStretch(1)

    def _said(self, call: Call) -> list[Text]:
        said = [Text(f"Read first: {each}", tone="due", wrap=True) for each in call.warnings[:1]]
        if call.people:
            verb = "is" if len(call.people) == 1 else "are"
            said.append(Text(f"{listed(call.people[:3])} {verb} due, too", elide=True))
        if call.promises:
            more = f" and {counted(len(call.promises) - 1, 'other')}" if len(call.promises) > 1 else ""
            said.append(Text(f"Promised: {call.promises[0]}{more}", elide=True))
        if call.position is None:
            said.append(
                Text("No position is known, so it comes last in its day.", tone="quiet", step="small", wrap=True)
            )
        return said

    def _days(self, call: Call, days: Sequence[DayFacts], planned: int | None) -> QHBoxLayout:
        across = row(spacing=4, margins=(0, 4, 0, 0))
        for number, day in enumerate(days):
            chip = Button(day.name.split(" ")[0], rank="chip", name=f"Plan {call.place.name} on {day.name}")
            chip.setProperty("on", "true" if planned == number else "")
            chip.setToolTip(f"Key {number + 1}")
            chip.clicked.connect(partial(self._plan, call.place.id, -1 if planned == number else number))
            across.addWidget(chip)
        across.addStretch(1)
        return across

    def _plan(self, place: str, day: int, *_: object) -> None:
        self.planned.emit([place], day)

    def _buttons(self, call: Call) -> QHBoxLayout:
        desk = self._desk
        across = row(spacing=8, margins=(0, 4, 0, 0))
        if desk.can_log:
            log = partial(desk.quick_log, call.place.id)
            across.addWidget(Button("Log visit", log, rank="first", name=f"Log visit to {call.place.name}"))
        if desk.can_open("place"):
            across.addWidget(Button("Open", partial(desk.open, "place", call.place.id), name=f"Open {call.place.name}"))
        across.addStretch(1)
        return across
