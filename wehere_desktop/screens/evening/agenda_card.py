"""The agenda with a clock: which item is now, what time it has left, and, quietly, when it runs over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from wehere_desktop.desk.pieces import Button, Card, Text, WayIn, clear, column, restyle, row
from wehere_desktop.neighbourhood.agenda_clock import TimedItem, timed
from wehere_desktop.wording import local

if TYPE_CHECKING:
    from datetime import datetime

    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.meeting import Meeting


class AgendaCard(Card):
    """Shows the agenda of a meeting; a click or Enter on an item makes it the item now."""

    #: Another item is now; carries its number, -1 for none.
    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        """Begin without a meeting."""
        super().__init__("Agenda", tight=True)
        self._look = look
        self.items: tuple[TimedItem, ...] = ()
        self.item = -1
        self._rows: list[_ItemRow] = []
        self.clock = Text("", strong=True)
        self._stands = Text("", tone="quiet", step="small")
        self._stands.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across = row(spacing=8, margins=(16, 0, 16, 8))
        across.addWidget(self.clock)
        across.addWidget(self._stands, 1)
        self._list = column(spacing=0)
        self._none = Text("This meeting has no agenda yet. Write one under Meetings.", tone="quiet", wrap=True)
        self._none.setContentsMargins(16, 0, 16, 12)
        self.back = Button("Back", partial(self.turn, -1), name="Back to the item before")
        self.next = Button("Next item", partial(self.turn, 1))
        self.next.setToolTip("Alt+Page Down")
        buttons = row(spacing=8, margins=(16, 8, 16, 12))
        buttons.addWidget(self.back)
        buttons.addWidget(self.next, 1)
        self.body.addLayout(across)
        self.body.addLayout(self._list)
        self.body.addWidget(self._none)
        self.body.addLayout(buttons)
        look.changed.connect(self._fit)
        self._fit()

    def begin(self, meeting: Meeting, now: datetime) -> None:
        """Show the agenda of a meeting; while it is on, the item that is due is the item now."""
        items = timed(meeting.agenda, meeting.starts, meeting.ends)
        if items != self.items:
            self.items = items
            self._lay()
        due = [at for at, each in enumerate(items) if each.begins is not None and each.begins <= now]
        last = items[-1].ends if items else None
        self.item = due[-1] if due and last is not None and now < last else -1
        self.tick(now)

    def again(self, meeting: Meeting, now: datetime) -> None:
        """Show the agenda as it is now; the item now stays."""
        items = timed(meeting.agenda, meeting.starts, meeting.ends)
        if items != self.items:
            self.items = items
            self.item = min(self.item, len(items) - 1)
            self._lay()
        self.tick(now)

    def turn(self, step: int) -> None:
        """Go so many items on, or back."""
        self.go(min(max(self.item + step, 0), len(self.items) - 1))

    def go(self, item: int) -> None:
        """Make an item the item now."""
        if item != self.item:
            self.item = item
            self._mark()
            self.turned.emit(item)

    def tick(self, now: datetime) -> None:
        """Show the time, and how the item now stands."""
        self._now = now
        self.clock.say(f"{local(now):%H:%M}")
        self._mark()

    _now: datetime | None = None

    def _mark(self) -> None:
        for number, each in enumerate(self._rows):
            each.mark(now=number == self.item, past=number < self.item)
        self.back.setEnabled(self.item > 0)
        self.next.setEnabled(self.item < len(self.items) - 1)
        self.next.setText("Begin" if self.item < 0 and self.items else "Next item")
        self._stands.say("", tone="quiet")
        if self._now is None:
            return
        if 0 <= self.item < len(self.items):
            item = self.items[self.item]
            self._stands.say(item.standing(self._now), tone="due" if item.is_over(self._now) else "quiet")
        elif self.items and self.items[0].begins is not None and self._now < self.items[0].begins:
            self._stands.say(f"begins {local(self.items[0].begins):%H:%M}", tone="quiet")

    def _lay(self) -> None:
        clear(self._list)
        self._rows = [_ItemRow(each, partial(self.go, number)) for number, each in enumerate(self.items)]
        for each in self._rows:
            self._list.addWidget(each)
        self._none.setVisible(not self.items)
        self.back.setVisible(bool(self.items))
        self.next.setVisible(bool(self.items))

    def _fit(self) -> None:
        self.clock.setFont(self._look.font(26, strong=True))


class _ItemRow(WayIn):
    """One item with the time at which it is due to begin."""

    def __init__(self, item: TimedItem, go: partial[None]) -> None:
        self._said = f"{local(item.begins):%H:%M}, {item.words}" if item.begins is not None else item.words
        super().__init__(self._said, go)
        self._time = Text(f"{local(item.begins):%H:%M}" if item.begins is not None else "", tone="quiet", step="small")
        # As wide for 11:10 as for 10:40, so that the words stand in one line
        self._time.setMinimumWidth(self._time.fontMetrics().horizontalAdvance("00:00"))
        self._words = Text(item.words, wrap=True)
        across = row(spacing=8, margins=(16, 6, 12, 6))
        across.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)
        self.setLayout(across)

    def mark(self, *, now: bool, past: bool) -> None:
        """Show whether it is the item now, past or still to come."""
        on = "true" if now else ""
        if self.property("on") != on:
            self.setProperty("on", on)
            self._words.setProperty("strong", on)
            restyle(self)
            restyle(self._words)
        self._words.say(self._words.words(), tone="quiet" if past else "")
        self.setAccessibleName(f"{self._said}{', now' if now else ''}")
