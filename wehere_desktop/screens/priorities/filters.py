"""The chips over the board and the list: where, which theme, antisocial behaviour, mine, and those gone stale."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.beats_chip import BeatsChip
from wehere_desktop.desk.chips import add_choice, drop, new_menu, say_chip
from wehere_desktop.desk.chosen import MINE
from wehere_desktop.desk.pieces import Button, row
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.screens.priorities.cards import Wanted
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

WHOLE_FORCE = "Whole force"


class Filters(QWidget):
    """Chips that open menus and chips that are on or off."""

    #: Something else is wanted of the priorities at hand.
    narrowed = Signal()
    #: Other beats are looked at, whose priorities have to be asked for.
    moved = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with the officer's unit where they lead one, else with their beats, else with the whole force."""
        super().__init__()
        self._desk = desk
        mine = desk.mine()
        self.wanted = Wanted()
        self.where_chip = BeatsChip(desk, area=MINE if mine.leads_unit or mine.beats else "", everywhere=WHOLE_FORCE)
        self.theme_chip = Button("", self._offer_themes, rank="chip")
        self.asb_chip = Button("", partial(self._turn, "asb"), rank="chip")
        self.mine_chip = Button("", partial(self._turn, "mine"), rank="chip")
        self.stale_chip = Button("", partial(self._turn, "stale"), rank="chip")
        self.all_link = Button("Show all", self.clear, rank="link", name="Show all on these beats")
        self._stale = 0
        self.where_chip.changed.connect(self.moved)
        line = row(spacing=8)
        chips = (self.where_chip, self.theme_chip, self.asb_chip, self.mine_chip, self.stale_chip, self.all_link)
        for chip in chips:
            line.addWidget(chip)
        line.addStretch(1)
        self.setLayout(line)
        self._show()

    def beats(self) -> tuple[str, ...]:
        """Return the ids of the beats looked at, none for all of them."""
        return self.where_chip.beats

    def where(self) -> str:
        """Return the beats looked at in words."""
        return self.where_chip.words or WHOLE_FORCE

    def want(self, wanted: Wanted) -> None:
        """Want these of the priorities at hand; words typed stay with whoever typed them."""
        self.wanted = wanted
        self._show()
        self.narrowed.emit()

    def want_words(self, words: str) -> None:
        """Want those that have these words; the chips stay as they are, so that each letter is answered at once."""
        self.wanted = replace(self.wanted, words=words)
        self.narrowed.emit()

    def is_narrowed(self) -> bool:
        """Say whether anything but the beats and the words typed narrows what is shown."""
        return replace(self.wanted, words="") != Wanted()

    def clear(self) -> None:
        """Take off every filter but the beats."""
        self.want(Wanted(words=self.wanted.words))

    def tell_stale(self, number: int) -> None:
        """Show how many of those on these beats are stale."""
        self._stale = number
        self._show()

    def _turn(self, name: str) -> None:
        turned: dict[str, Any] = {name: not getattr(self.wanted, name)}
        self.want(replace(self.wanted, **turned))

    def _want_theme(self, theme: Theme | None, *, rural: bool = False) -> None:
        self.want(replace(self.wanted, theme=theme, rural=rural))

    def _show(self) -> None:
        wanted = self.wanted
        theme = "Rural crime" if wanted.rural else capital(wanted.theme or "") or "Every theme"
        self._say(self.theme_chip, "Which theme", f"{theme} ▾", on=wanted.rural or wanted.theme is not None)
        self._say(self.asb_chip, "Filter", "ASB", on=wanted.asb)
        self._say(self.mine_chip, "Filter", "Mine", on=wanted.mine)
        self._say(self.stale_chip, "Filter", f"Stale {self._stale:,}" if self._stale else "Stale", on=wanted.stale)
        self.mine_chip.setToolTip("Those you lead on, and those on your beats on which nobody leads")
        days = self._desk.book.team_settings.number("priority stale days")
        self.stale_chip.setToolTip(f"Being worked on, and the public has been told nothing for more than {days} days")
        self.all_link.setVisible(self.is_narrowed())

    def _say(self, chip: Button, what: str, words: str, *, on: bool) -> None:
        told = ", on" if on and what == "Filter" else ""
        say_chip(chip, words, f"{what}: {words.removesuffix(' ▾')}{told}", on=on)

    def _offer_themes(self) -> None:
        menu = new_menu(self, "Which theme")
        add_choice(menu, "Every theme", partial(self._want_theme, None))
        add_choice(menu, "Rural crime, all five kinds", partial(self._want_theme, None, rural=True))
        menu.addSeparator()
        for each in (*list(Theme)[1:], Theme.OTHER):
            add_choice(menu, capital(each), partial(self._want_theme, each))
        drop(menu, self.theme_chip)
