"""The lists one sorts by: each keeps one choice; letters choose the theme and figures the priority, wherever one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from wehere_desktop.neighbourhood.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent

LETTERS: dict[str, Theme] = {
    "E": Theme.OTHER,
    "A": Theme.ANTISOCIAL,
    "S": Theme.SPEEDING,
    "P": Theme.PARKING,
    "D": Theme.DRUGS,
    "B": Theme.BURGLARY,
    "V": Theme.VEHICLE_CRIME,
    "W": Theme.VIOLENCE,
    "C": Theme.SHOP_CRIME,
    "H": Theme.HATE_CRIME,
    "F": Theme.FRAUD,
    "R": Theme.AT_RISK,
    "L": Theme.VISIBILITY,
    "G": Theme.AGRICULTURAL,
    "Q": Theme.EQUINE,
    "I": Theme.WILDLIFE,
    "T": Theme.HERITAGE,
    "N": Theme.ENVIRONMENTAL,
}
"""The letter that chooses each theme; each stands in the theme's own words."""

FIGURES = "0123456789"
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_VALUE = Qt.ItemDataRole.UserRole


class ChoiceList(QListWidget):
    """A list of which one line is chosen. Keys that mean something to the whole page are passed on by signals."""

    chosen = Signal()
    #: It has the focus now (1), or has lost it (0).
    entered = Signal(int)
    #: Enter: keep and go on.
    kept = Signal()
    #: An arrow to the list at the left (-1) or right (1).
    sideways = Signal(int)
    #: Page up or down: the one before (-1) or after (1), nothing kept.
    skipped = Signal(int)
    #: A letter or figure that chooses in another list.
    typed = Signal(str)

    def __init__(self, name: str, *, letters: bool) -> None:
        """Begin empty; with `letters` they choose the theme, else they find a line by its first letters."""
        super().__init__()
        self._keys = frozenset((*FIGURES, *(LETTERS if letters else ())))
        self.setAccessibleName(name)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.currentRowChanged.connect(lambda _: self.chosen.emit())
        self.itemDoubleClicked.connect(lambda _: self.kept.emit())

    def offer(self, choices: Sequence[tuple[str, str]], value: str, *, keys: Sequence[QIcon] = ()) -> None:
        """Offer these values with their words, and choose one; `keys` are pictures of the keys that choose them."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own switch
        self.clear()
        for each, words in choices:
            item = QListWidgetItem(words)
            item.setData(_VALUE, each)
            item.setToolTip(words)
            if self.count() < len(keys):
                item.setIcon(keys[self.count()])
            self.addItem(item)
        self.choose(value)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own switch

    def choose(self, value: str) -> bool:
        """Choose the line of a value, the first where there is none; say whether it is there."""
        for number in range(self.count()):
            if self.item(number).data(_VALUE) == value:
                self.setCurrentRow(number)
                return True
        self.setCurrentRow(0)
        return False

    def value(self) -> str:
        """Return the value of the line chosen."""
        row = self.currentRow()
        return str(self.item(row).data(_VALUE)) if row >= 0 else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusInEvent(event)
        self.entered.emit(1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so."""
        super().focusOutEvent(event)
        self.entered.emit(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on what concerns the page; up and down stay the list's own."""
        key, text = Qt.Key(event.key()), event.text().upper()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if key in ENTER:
            self.kept.emit()
        elif plain and key in SIDEWAYS:
            self.sideways.emit(SIDEWAYS[key])
        elif plain and key in PAGES:
            self.skipped.emit(PAGES[key])
        elif plain and text in self._keys:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
