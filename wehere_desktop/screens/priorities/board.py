"""The board: five columns by life, in which the arrows move between cards and Ctrl with an arrow moves a card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wehere_desktop.desk.pieces import Text, column, row
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.records.priorities import CLOSED_LATELY
from wehere_desktop.screens.priorities.card_column import CardColumn
from wehere_desktop.screens.priorities.cards import LIVES

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.screens.priorities.cards import CardFacts

HEADINGS = {
    PriorityLife.PROPOSED: ("Proposed", "What somebody has put forward, until a meeting chooses it."),
    PriorityLife.ADOPTED: ("Adopted", "What a meeting chose and work has not begun on."),
    PriorityLife.IN_ACTION: ("In action", "What is being worked on."),
    PriorityLife.UNDER_REVIEW: ("Under review", "What is being looked at: did it work, and what if we stop?"),
    PriorityLife.CLOSED: ("Closed lately", "What was closed in the last three months. The list has all of them."),
}


class Board(QWidget):
    """Shows the cards by life. One card of all has the focus."""

    #: A card was opened; carries the priority's id.
    opened = Signal(str)
    #: A card is to be moved to another life: the priority's id and the life wanted.
    asked_to_move = Signal(str, PriorityLife)
    #: Another card has the focus; carries its id, empty for none.
    current_changed = Signal(str)

    def __init__(self, look: Look) -> None:
        """Lay out the columns."""
        super().__init__()
        self.columns = {life: CardColumn(words, empty, look) for life, (words, empty) in HEADINGS.items()}
        self._counts = {life: Text("", tone="quiet") for life in LIVES}
        across = row(spacing=12)
        for life, each in self.columns.items():
            head = row(spacing=6, margins=(4, 0, 4, 0))
            heading = Text(HEADINGS[life][0], strong=True)
            head.addWidget(heading)
            # It takes what is left over, so that nothing is laid anew when the number changes
            self._counts[life].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            head.addWidget(self._counts[life], 1)
            inside = column(spacing=6)
            inside.addLayout(head)
            inside.addWidget(each, 1)
            across.addLayout(inside, 1)
            each.opened.connect(self.opened)
            each.sideways.connect(partial(self._sideways, life))
            each.asked_to_move.connect(partial(self._move, life))
            each.entered.connect(partial(self._entered, life))
            each.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit(self.current()))
        self.setLayout(across)
        self._here = PriorityLife.PROPOSED
        self._let_one_in()

    def put(self, cards: Sequence[CardFacts], today: date) -> None:
        """Show these, each in the column of its life; of those closed only the last quarter's."""
        since = today - timedelta(days=CLOSED_LATELY)
        by_life: dict[PriorityLife, list[CardFacts]] = {life: [] for life in LIVES}
        for each in cards:
            priority = each.priority
            if priority.life is not PriorityLife.CLOSED or (priority.closed is not None and priority.closed >= since):
                by_life[priority.life].append(each)
        for life, shown in by_life.items():
            self.columns[life].put(shown)
            self._counts[life].say(f"{len(shown):,}" if shown else "")
            self.columns[life].setAccessibleName(f"{HEADINGS[life][0]}, {len(shown):,}")
        if not self.columns[self._here].cards.rowCount():
            self._here = next((life for life in LIVES if by_life[life]), self._here)
        self._let_one_in()

    def number(self) -> int:
        """Return how many cards are shown."""
        return sum(each.cards.rowCount() for each in self.columns.values())

    def current(self) -> str:
        """Return the id of the card with the focus, or an empty text."""
        return self.columns[self._here].current()

    def go_to(self, priority: str) -> bool:
        """Stand on a card; say whether it is on the board."""
        for life, each in self.columns.items():
            found = each.cards.place_of(priority)
            if found >= 0:
                self._entered(life)
                each.stand_on(found)
                each.scrollTo(each.cards.index(found, 0))
                return True
        return False

    def take_focus(self) -> None:
        """Give the focus to the card it was on."""
        self.columns[self._here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _sideways(self, life: PriorityLife, step: int) -> None:
        at, height = LIVES.index(life) + step, self.columns[life].height_of_current()
        while 0 <= at < len(LIVES):
            beside = self.columns[LIVES[at]]
            if beside.cards.rowCount():
                beside.stand_beside(height)
                self._entered(LIVES[at])
                beside.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            at += step

    def _move(self, life: PriorityLife, priority: str, step: int) -> None:
        at = LIVES.index(life) + step
        if 0 <= at < len(LIVES):
            self.asked_to_move.emit(priority, LIVES[at])

    def _entered(self, life: PriorityLife) -> None:
        if life is not self._here:
            self._here = life
            for other, each in self.columns.items():
                if other is not life:
                    each.leave()
            self._let_one_in()
        self.current_changed.emit(self.current())

    def _let_one_in(self) -> None:
        """Let Tab stop at the board once; inside it the arrows lead on."""
        for life, each in self.columns.items():
            tab = life is self._here
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
