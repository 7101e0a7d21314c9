"""The section of what has happened: a timeline narrowed by chips, a few entries first and all when asked for."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.desk.timeline import Happening, Timeline
from wehere_desktop.screens.places.happenings import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.places.happenings import Event

SHOWN = 12
# So many more each time: thousands at once would hold up the window.
STEP = 100
CHIPS_IN_A_LINE = 3


class Happened(QWidget):
    """Shows events of one place; of the same place, the chip pressed and how many are shown stay."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing."""
        super().__init__()
        self._desk = desk
        self._place = ""
        self._events: Sequence[Event] = ()
        self._group: Group | None = None
        self._most = SHOWN
        self._chips = column(spacing=6)
        self._body = column(spacing=4)
        whole = column(spacing=8, margins=(18, 14, 18, 14))
        whole.addWidget(Text("What has happened", strong=True))
        whole.addLayout(self._chips)
        whole.addLayout(self._body)
        self.setLayout(whole)

    def show_all(self, place: str, events: Sequence[Event]) -> None:
        """Show what has happened at a place, the newest first."""
        if place != self._place:
            self._group, self._most = None, SHOWN
        self._place, self._events = place, events
        self._fill()

    def narrow(self, group: Group | None) -> None:
        """Show one group alone, or all."""
        self._group, self._most = group, SHOWN
        self._fill()

    def _fill(self) -> None:
        counted = Counter(each.group for each in self._events)
        if self._group not in counted:
            self._group = None
        self._show_chips(counted)
        clear(self._body)
        if not self._events:
            self._body.addWidget(Text("Nothing yet. Visits and changes appear here.", tone="quiet", wrap=True))
            return
        fitting = [each for each in self._events if self._group in {None, each.group}]
        shown = fitting[: self._most]
        self._body.addWidget(Timeline(self._desk.look, [self._happening(each) for each in shown]))
        left = len(fitting) - len(shown)
        if left:
            words = f"Show {'all' if left <= STEP else f'{STEP} more of'} {len(fitting):,}"
            self._body.addWidget(Button(words, self._show_more, rank="link"), 0, Qt.AlignmentFlag.AlignLeft)

    def _show_chips(self, counted: Counter[Group]) -> None:
        pressed = self._focused_chip()
        clear(self._chips)
        if len(counted) <= 1:
            return
        offered: list[tuple[str, Group | None]] = [("All", None)]
        offered += [(f"{each.capitalize()} {counted[each]:,}", each) for each in Group if counted[each]]
        line = row(spacing=6)
        for number, (words, group) in enumerate(offered):
            if number and number % CHIPS_IN_A_LINE == 0:
                line.addStretch(1)
                self._chips.addLayout(line)
                line = row(spacing=6)
            chip = Button(words, partial(self.narrow, group), rank="chip")
            chip.setCheckable(True)
            chip.setChecked(group is self._group)
            chip.setAccessibleName(f"Show {words.lower()}")
            line.addWidget(chip)
            if pressed and group is self._group:
                chip.setFocus(Qt.FocusReason.OtherFocusReason)
        line.addStretch(1)
        self._chips.addLayout(line)

    def _focused_chip(self) -> bool:
        holder = self.focusWidget()
        return isinstance(holder, Button) and holder.hasFocus() and holder.isCheckable()

    def _show_more(self) -> None:
        self._most += STEP
        self._fill()

    def _happening(self, each: Event) -> Happening:
        opens = partial(self._desk.open, each.kind, each.record) if self._desk.can_open(each.kind) else None
        return Happening(each.when, each.what, each.more, full=each.ours, opens=opens)
