"""Which unit the Team screen looks at, chosen from a chip that opens a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.pieces import Button, restyle, without_words

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class UnitChip(Button):
    """Shows the unit looked at, an empty id for all of them; `changed` says that another was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with the person's own unit, else with all."""
        super().__init__("", self._offer, rank="chip")
        self._desk = desk
        self.unit = desk.mine().lpu
        self.words = ""
        self._show()

    def want(self, unit: str) -> None:
        """Look at a unit (id), or at all of them."""
        if unit != self.unit:
            self.unit = unit
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        found = self._desk.book.lpus.find(self.unit) if self.unit else None
        self.words = f"All of {found.name}" if found is not None else "Whole force"
        self.setText(f"{self.words} ▾".replace("&", "&&"))
        self.setAccessibleName(f"Which unit: {self.words}")
        self.setProperty("on", "true" if found is not None else "")
        restyle(self)

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Which unit")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Whole force").triggered.connect(without_words(partial(self.want, "")))
        menu.addSeparator()
        for each in self._desk.book.lpus.current(self._desk.today()):
            menu.addAction(each.name.replace("&", "&&")).triggered.connect(without_words(partial(self.want, each.id)))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft() + QPoint(0, 2)))
