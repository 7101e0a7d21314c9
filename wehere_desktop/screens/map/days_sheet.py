"""The sheet on which the days of the visits to be shown are typed, from a first to a last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.forms import Field
from wehere_desktop.desk.paper import Paper
from wehere_desktop.neighbourhood.spell import Spell, spell_between

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

FIELDS = (
    Field("first", "From", "day", hint="1 Oct", required=True),
    Field("last", "To", "day", hint="today", under="Left empty, up to today."),
)


class DaysSheet(Paper):
    """Two days. `chosen` carries the spell they make; nothing is written to the book."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, now: Spell) -> None:
        """Begin with the days shown now."""
        filled = {"first": now.first, "last": now.last}
        super().__init__(desk, FIELDS, "Show these visits", filled=filled)
        self.begin("first")

    def keep_typed(self) -> None:
        """Read both days and show the visits between them."""
        days = self.form.values()
        self.chosen.emit(spell_between(days["first"], days["last"], self.desk.today()))
        self.take_away()
