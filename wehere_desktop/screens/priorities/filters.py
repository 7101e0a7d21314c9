"""The chips over the board and the list: where, which theme, antisocial behaviour, mine, and those gone stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from wehere_desktop.desk.pieces import Button, restyle, row
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.screens.priorities.cards import Wanted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

MINE = "mine"


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
        self.area = f"lpu:{mine.lpu}" if mine.leads_unit and mine.lpu else MINE if mine.beats else ""
        self.wanted = Wanted()
        self.where_chip = Button("", self._offer_areas, rank="chip")
        self.theme_chip = Button("", self._offer_themes, rank="chip")
        self.asb_chip = Button("", partial(self._turn, "asb"), rank="chip")
        self.mine_chip = Button("", partial(self._turn, "mine"), rank="chip")
        self.stale_chip = Button("", partial(self._turn, "stale"), rank="chip")
        self.all_link = Button("Show all", self.clear, rank="link", name="Show all on these beats")
        self._stale = 0
        line = row(spacing=8)
        chips = (self.where_chip, self.theme_chip, self.asb_chip, self.mine_chip, self.stale_chip, self.all_link)
        for chip in chips:
            line.addWidget(chip)
        line.addStretch(1)
        self.setLayout(line)
        self._show()

    def beats(self) -> tuple[str, ...]:
        """Return the ids of the beats looked at, none for all of them."""
        what, _, record = self.area.partition(":")
        if what == MINE:
            return self._desk.mine().beats
        if what == "lpu":
            return tuple(each.id for each in self._desk.book.beats.in_lpu(record, self._desk.today()))
        return (record,) if record else ()

    def want_area(self, area: str) -> None:
        """Look at “mine”, “lpu:” or “beat:” and an id, or with an empty text at the whole force."""
        self.area = area
        self._show()
        self.moved.emit()

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
        theme = "Rural crime" if wanted.rural else _capital(wanted.theme or "") or "Every theme"
        self._say(self.where_chip, "Which beats", f"{self.where()} ▾", on=bool(self.area))
        self._say(self.theme_chip, "Which theme", f"{theme} ▾", on=wanted.rural or wanted.theme is not None)
        self._say(self.asb_chip, "Filter", "ASB", on=wanted.asb)
        self._say(self.mine_chip, "Filter", "Mine", on=wanted.mine)
        self._say(self.stale_chip, "Filter", f"Stale {self._stale:,}" if self._stale else "Stale", on=wanted.stale)
        self.mine_chip.setToolTip("Those you lead on, and those on your beats on which nobody leads")
        days = self._desk.book.team_settings.number("priority stale days")
        self.stale_chip.setToolTip(f"Being worked on, and the public has been told nothing for more than {days} days")
        self.all_link.setVisible(self.is_narrowed())

    def where(self) -> str:
        """Return the beats looked at in words."""
        what, _, record = self.area.partition(":")
        if what == MINE:
            beats = self._desk.book.beats.many(self._desk.mine().beats)
            return beats[0].name if len(beats) == 1 else "My beats"
        if what == "lpu":
            unit = self._desk.book.lpus.find(record)
            return f"All of {unit.name}" if unit is not None else "Whole force"
        beat = self._desk.book.beats.find(record) if record else None
        return beat.name if beat is not None else "Whole force"

    def _say(self, chip: Button, what: str, words: str, *, on: bool) -> None:
        chip.setText(words.replace("&", "&&"))
        chip.setAccessibleName(f"{what}: {words.removesuffix(' ▾')}" + (", on" if on and what == "Filter" else ""))
        if chip.property("on") != ("true" if on else ""):
            chip.setProperty("on", "true" if on else "")
            restyle(chip)

    def _offer_areas(self) -> None:
        menu, book, today = self._menu("Which beats"), self._desk.book, self._desk.today()
        if self._desk.mine().beats:
            _add(menu, "My beats", partial(self.want_area, MINE))
        _add(menu, "Whole force", partial(self.want_area, ""))
        menu.addSeparator()
        for unit in book.lpus.current(today):
            inner = menu.addMenu(unit.name.replace("&", "&&"))
            _add(inner, f"All of {unit.name}", partial(self.want_area, f"lpu:{unit.id}"))
            inner.addSeparator()
            for each in book.beats.in_lpu(unit.id, today):
                _add(inner, each.name, partial(self.want_area, f"beat:{each.id}"))
        menu.popup(self.where_chip.mapToGlobal(self.where_chip.rect().bottomLeft() + QPoint(0, 2)))

    def _offer_themes(self) -> None:
        menu = self._menu("Which theme")
        _add(menu, "Every theme", partial(self._want_theme, None))
        _add(menu, "Rural crime, all five kinds", partial(self._want_theme, None, rural=True))
        menu.addSeparator()
        for each in (*list(Theme)[1:], Theme.OTHER):
            _add(menu, _capital(each), partial(self._want_theme, each))
        menu.popup(self.theme_chip.mapToGlobal(self.theme_chip.rect().bottomLeft() + QPoint(0, 2)))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _add(menu: QMenu, words: str, do: Callable[[], None]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: do())


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
