"""The chip that says which beats a page looks at, and opens the menu of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.chips import areas_menu, drop, say_chip
from wehere_desktop.desk.chosen import MINE
from wehere_desktop.desk.narrowing import area_of
from wehere_desktop.desk.pieces import Button

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class BeatsChip(Button):
    """Shows the area looked at; `changed` says that another was chosen."""

    changed = Signal()

    def __init__(self, desk: Desk, *, area: str = MINE, everywhere: str = "Everywhere") -> None:
        """Begin with an area: the officer's own beats, or their unit, else everywhere, which is called so."""
        super().__init__("", self._offer, rank="chip")
        self._desk, self._everywhere = desk, everywhere
        self._take(area)

    def want(self, area: str) -> None:
        """Look at an area: “mine”, “lpu:” or “beat:” and an id, empty for everywhere."""
        self._take(area)
        self.changed.emit()

    @property
    def beats(self) -> tuple[str, ...]:
        """Return the ids of the beats looked at, none for everywhere."""
        return self._area.beats

    @property
    def words(self) -> str:
        """Return the beats looked at in words, empty for everywhere."""
        return self._area.words

    def _take(self, area: str) -> None:
        self._area = area_of(self._desk, area)
        said = self.words or self._everywhere
        say_chip(self, f"{said} ▾", f"Which beats: {said}", on=bool(self.beats))

    def _offer(self) -> None:
        own = area_of(self._desk, MINE)
        drop(areas_menu(self._desk, self, self.want, own=own, everywhere=self._everywhere), self)
