"""Which beats the Meetings screen looks at, chosen from a chip that opens a menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from wehere_desktop.desk.chips import add_choice, drop, new_menu, say_chip
from wehere_desktop.desk.pieces import Button

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

WHOLE_FORCE = "Whole force"


def own_beats(desk: Desk) -> tuple[str, ...]:
    """Return the beats that are one's own: those worked, else those of the unit led, else none for all of them."""
    mine = desk.mine()
    if mine.leads_unit and mine.lpu:
        return tuple(each.id for each in desk.book.beats.in_lpu(mine.lpu, desk.today()))
    return mine.beats


class BeatsChip(Button):
    """Shows the beats looked at, none for the whole force; `changed` says that others were chosen."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with one's own beats, else with all."""
        super().__init__("", self._offer, rank="chip")
        self._desk = desk
        self.beats: tuple[str, ...] = ()
        self.words = ""
        self._take(*self._own())

    def want(self, beats: tuple[str, ...], words: str) -> None:
        """Look at some beats (ids) under these words."""
        if beats != self.beats:
            self._take(beats, words)
            self.changed.emit()

    def _own(self) -> tuple[tuple[str, ...], str]:
        desk, mine = self._desk, self._desk.mine()
        beats = own_beats(desk)
        if mine.leads_unit:
            unit = desk.book.lpus.find(mine.lpu) if mine.lpu else None
            return (beats, f"All of {unit.name}") if unit is not None else ((), WHOLE_FORCE)
        names = [each.name for each in desk.book.beats.many(beats)]
        return beats, names[0] if len(names) == 1 else "My beats"

    def _take(self, beats: tuple[str, ...], words: str) -> None:
        self.beats, self.words = beats, words
        say_chip(self, f"{words} ▾", f"Which beats: {words}", on=bool(beats))

    def _offer(self) -> None:
        desk, mine = self._desk, self._desk.mine()
        menu = new_menu(self, "Which beats")

        def offer(words: str, beats: tuple[str, ...]) -> None:
            add_choice(menu, words, partial(self.want, beats, words))

        beats, words = self._own()
        if beats:
            offer(words, beats)
        unit = desk.book.lpus.find(mine.lpu) if mine.lpu else None
        in_unit = desk.book.beats.in_lpu(mine.lpu, desk.today()) if mine.lpu else []
        if unit is not None and words != f"All of {unit.name}":
            offer(f"All of {unit.name}", tuple(each.id for each in in_unit))
        offer(WHOLE_FORCE, ())
        menu.addSeparator()
        for each in in_unit:
            offer(each.name, (each.id,))
        drop(menu, self)
