"""How the page of an evening is laid out: three columns, or the first step where no meeting is near."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QWidget

from wehere_desktop.desk.pieces import EmptyState, Pill, ScrollPage, Text, column, row

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import Card
    from wehere_desktop.desk.screen import Desk

LEFT, RIGHT = 248, 248


class Parts(QStackedWidget):
    """The empty state (0) and the evening (1), with the meeting chosen at its head."""

    def __init__(self, desk: Desk, left: Sequence[Card], middle: Sequence[Card], right: Sequence[Card]) -> None:
        """Lay out the cards; the last in the middle takes the height that is left over."""
        super().__init__()
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Meeting")
        self.chooser.setMinimumContentsLength(30)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pill = Pill("")
        self.venue = Text("", tone="quiet", elide=True)
        head = row(spacing=12)
        head.addWidget(self.chooser, 5)
        head.addWidget(self.pill)
        head.addWidget(self.venue, 2)
        inside = column(spacing=12)
        inside.addLayout(head)
        for each in middle:
            inside.addWidget(each, 1 if each is middle[-1] else 0)
        across = row(spacing=12, margins=(20, 16, 20, 16))
        across.addWidget(_Side(desk, LEFT, left))
        across.addLayout(inside, 1)
        across.addWidget(_Side(desk, RIGHT, right))
        working = QWidget()
        working.setLayout(across)
        self.addWidget(_nothing(desk))
        self.addWidget(working)


class _Side(ScrollPage):
    """A column of cards at one side, as wide as the text size asks for."""

    def __init__(self, desk: Desk, width: int, cards: Sequence[Card]) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=12)
        self._look, self._width = desk.look, width
        for each in cards:
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._fit()
        desk.look.changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(self._look.px(self._width))


def _nothing(desk: Desk) -> QWidget:
    empty = QWidget()
    whole = column()
    whole.addStretch(1)
    whole.addWidget(
        EmptyState(
            desk.look,
            "meetings",
            "No meeting is near.",
            "Plan one under Meetings. A week before and four weeks after its day it can be run from here.",
            step="Plan a meeting",
            take=partial(desk.go, "meetings"),
        )
    )
    whole.addStretch(2)
    empty.setLayout(whole)
    return empty
