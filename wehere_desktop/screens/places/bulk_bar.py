"""The bar at the list's foot while several places are chosen: what can be done with all of them at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, Text, column
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class BulkBar(QWidget):
    """Says how many are chosen and asks for a deed by its name: name, frequency, snooze, csv or clear."""

    asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Lie hidden until there is something to do."""
        super().__init__()
        self.setAccessibleName("What can be done with the places chosen")
        self._said = Text("", strong=True)
        self._line = WrappingLine(self._said)
        deeds = [("Save as a list", "csv", "Save the places chosen as a list for a spreadsheet")]
        if not desk.book.read_only:
            deeds = [
                ("Name an officer", "name", "Name an officer for all places chosen"),
                ("How often", "frequency", "Set how often all places chosen want to see us"),
                ("Put off", "snooze", "Put the next contact with all places chosen off"),
                *deeds,
            ]
        for words, what, name in deeds:
            self._line.add(Button(words, partial(self.asked.emit, what), name=name))
        clear = Button("Clear", partial(self.asked.emit, "clear"), rank="link", name="Choose none of them")
        clear.setToolTip("Esc")
        self._line.add(clear)
        whole = column(margins=(12, 8, 12, 8))
        whole.addWidget(self._line)
        self.setLayout(whole)
        self.hide()

    def tell(self, number: int) -> None:
        """Show the bar for so many places; for fewer than two it goes away."""
        self._said.say(f"{counted(number, 'place')} chosen")
        self._line.arrange()
        self.setVisible(number > 1)
