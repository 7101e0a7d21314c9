"""Which unit the Team screen looks at, chosen from a chip that opens a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.chips import add_choice, drop, new_menu, say_chip
from wehere_desktop.desk.pieces import Button

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
        say_chip(self, f"{self.words} ▾", f"Which unit: {self.words}", on=found is not None)

    def _offer(self) -> None:
        menu = new_menu(self, "Which unit")
        add_choice(menu, "Whole force", partial(self.want, ""))
        menu.addSeparator()
        for each in self._desk.book.lpus.current(self._desk.today()):
            add_choice(menu, each.name, partial(self.want, each.id))
        drop(menu, self)
