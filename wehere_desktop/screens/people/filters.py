"""The chips above the list: which beats, and which people; they wrap where there is little room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.beats_chip import BeatsChip
from wehere_desktop.desk.chips import say_choice
from wehere_desktop.desk.pieces import Button
from wehere_desktop.desk.wrapping import WrappingLine
from wehere_desktop.records.contact_list import PeopleWanted, Which

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wehere_desktop.desk.screen import Desk

_WORDS = {
    Which.EVERYBODY: "All",
    Which.KEY_INDIVIDUALS: "Key Individuals",
    Which.REVIEW_DUE: "Review due",
    Which.NO_ROLE: "No role now",
    Which.MAY_BE_PUBLISHED: "May be published",
}


class Filters(WrappingLine):
    """A chip that opens the menu of beats, and one for each sort of people. `changed` says something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with everybody on the officer's own beats, or their unit's, or everywhere."""
        self.which = Which.EVERYBODY
        self._counts: Mapping[Which, int] = {}
        self.beats_chip = BeatsChip(desk)
        self.chips = {each: Button("", partial(self.want, each), rank="chip") for each in Which}
        super().__init__(self.beats_chip, *self.chips.values())
        self.beats_chip.changed.connect(self._tell)
        desk.look.changed.connect(self.arrange)
        self._show()

    def wanted(self, words: str = "") -> PeopleWanted:
        """Return who is wanted, with the words typed."""
        return PeopleWanted(self.which, self.beats_chip.beats, words)

    def narrowed(self) -> bool:
        """Say whether anybody is left out."""
        return bool(self.beats_chip.beats) or self.which is not Which.EVERYBODY

    def tell(self, counts: Mapping[Which, int]) -> None:
        """Show how many there are of each sort."""
        self._counts = counts
        self._show()

    def clear(self) -> None:
        """Look at everybody everywhere."""
        self.which = Which.EVERYBODY
        self.beats_chip.want("")

    def want(self, which: Which) -> None:
        """Look at one sort of people."""
        self.which = which
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for each, chip in self.chips.items():
            number = self._counts.get(each)
            told = number is not None and each is not Which.EVERYBODY
            say_choice(chip, f"{_WORDS[each]} {number:,}" if told else _WORDS[each], on=each is self.which)
        self.arrange()
