"""One column of the board: a list of cards that holds any number of them and draws only those in sight."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from wehere_desktop.screens.priorities.card_painter import CARD_ROLE, CardPainter

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent

    from wehere_desktop.desk.look import Look
    from wehere_desktop.screens.priorities.cards import CardFacts

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardsModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._cards: Sequence[CardFacts] = ()

    def put(self, cards: Sequence[CardFacts]) -> None:
        """Show these."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def are(self, cards: Sequence[CardFacts]) -> bool:
        """Say whether these very cards are shown already."""
        return len(cards) == len(self._cards) and all(map(is_, cards, self._cards))

    def card_at(self, row: int) -> CardFacts | None:
        """Return a card, or None where there is none."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def place_of(self, priority: str) -> int:
        """Return the row of a priority, or -1."""
        return next((row for row, card in enumerate(self._cards) if card.priority.id == priority), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a card's title, its facts, or for screen readers all of it in words."""
        card = self.card_at(index.row())
        if card is None or role == CARD_ROLE:
            return card
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return card.said
        return card.priority.title if role == Qt.ItemDataRole.DisplayRole else None


class CardColumn(QListView):
    """Shows the cards under one another; the arrows go up, down and to the columns beside it."""

    #: A card was opened (Enter, double click); carries the priority's id.
    opened = Signal(str)
    #: An arrow leads to the column beside it: -1 to the left, 1 to the right.
    sideways = Signal(int)
    #: Ctrl and an arrow ask to move the card on or back: a priority's id, and -1 or 1.
    asked_to_move = Signal(str, int)
    #: The column has the focus now.
    entered = Signal()

    def __init__(self, name: str, empty: str, look: Look) -> None:
        """Show a column under a name; `empty` says what belongs there while there is nothing."""
        super().__init__()
        self._look, self._empty, self._keep = look, empty, ""
        self.cards = CardsModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardPainter(look, self))
        self.setAccessibleName(name)
        self.setProperty("house", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def put(self, cards: Sequence[CardFacts]) -> None:
        """Show these; the card with the focus keeps it where it is still here, else the one in its place takes it."""
        if self.cards.are(cards):
            return
        row, kept = self.currentIndex().row(), self.current()
        at = self.verticalScrollBar().value()
        self.cards.put(cards)
        again = self.cards.place_of(kept) if kept else -1
        if again < 0 <= row:
            again = min(row, len(cards) - 1)
        if again >= 0:
            self.stand_on(again)
        self.verticalScrollBar().setValue(at)
        if again >= 0:
            self.scrollTo(self.cards.index(again, 0))

    def current(self) -> str:
        """Return the id of the card with the focus, or an empty text."""
        card = self.cards.card_at(self.currentIndex().row())
        return card.priority.id if card is not None else ""

    def stand_on(self, row: int) -> None:
        """Give the focus inside the column to a row."""
        self.setCurrentIndex(self.cards.index(row, 0))

    def height_of_current(self) -> int:
        """Return how far down the chosen card's middle is, in pixels of the board."""
        return self.visualRect(self.currentIndex()).center().y()

    def stand_beside(self, height: int) -> None:
        """Stand on the card that lies at a height, else on the last."""
        found = self.indexAt(QPoint(self.viewport().width() // 2, max(height, 1)))
        row = found.row() if found.isValid() else self.cards.rowCount() - 1
        self.stand_on(max(row, 0))

    def leave(self) -> None:
        """Have no card chosen, since another column has the focus."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go sideways, move the card or open it; all else as lists do."""
        step = SIDEWAYS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and self.current():
            self._open(self.currentIndex().row())
        elif step and held == Qt.KeyboardModifier.ControlModifier:
            if self.current():
                self.asked_to_move.emit(self.current(), step)
        elif step and held == Qt.KeyboardModifier.NoModifier:
            self.sideways.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so, and stand on the first card if none is chosen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.stand_on(0)
        self.entered.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the cards anew when the type changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or what belongs here where there are none."""
        super().paintEvent(event)
        if self.cards.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._look.colours.quiet))
        painter.setFont(self._look.font(12))
        box = self.viewport().rect().adjusted(8, 8, -8, -8)
        where = QRect(box.left(), box.top(), box.width(), box.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), self._empty)
        painter.end()

    def _open(self, row: int) -> None:
        card = self.cards.card_at(row)
        if card is not None:
            self.opened.emit(card.priority.id)
