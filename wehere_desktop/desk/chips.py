"""Chips that narrow what a page shows: what they say, whether they are on, and the menus under them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.chosen import MINE
from wehere_desktop.desk.pieces import restyle, without_words
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.narrowing import Area
    from wehere_desktop.desk.pieces import Button
    from wehere_desktop.desk.screen import Desk


def say_chip(chip: Button, words: str, name: str, *, on: bool) -> None:
    """Show words on a chip, pressed or not, and a screen reader its name; one that opens a menu ends with “ ▾”."""
    chip.setText(words.replace("&", "&&"))
    chip.setAccessibleName(name)
    if chip.property("on") != ("true" if on else ""):
        chip.setProperty("on", "true" if on else "")
        restyle(chip)


def say_choice(chip: Button, words: str, *, on: bool) -> None:
    """Show words on a chip that is chosen or not, and tell a screen reader both."""
    say_chip(chip, words, f"{words}, chosen" if on else words, on=on)


def new_menu(parent: QWidget, name: str) -> QMenu:
    """Return an empty menu that is let go once it has been closed."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def add_choice(menu: QMenu, words: str, do: Callable[[], object]) -> QAction:
    """Put a line at the end of a menu."""
    action = menu.addAction(words.replace("&", "&&"))
    action.triggered.connect(without_words(do))
    return action


def drop(menu: QMenu, under: QWidget) -> None:
    """Open a menu under what was pressed."""
    menu.popup(under.mapToGlobal(under.rect().bottomLeft() + QPoint(0, 2)))


def menu_under(chip: Button, offers: Sequence[tuple[str, bool, Callable[[], object]]]) -> None:
    """Open a menu under a chip: for each line its words, whether it is what holds now, and what it does."""
    menu = new_menu(chip, chip.accessibleName().partition(":")[0])
    for words, chosen, do in offers:
        action = add_choice(menu, capital(words), do)
        action.setCheckable(True)
        action.setChecked(chosen)
    drop(menu, chip)


def areas_menu(
    desk: Desk, parent: QWidget, want: Callable[[str], object], *, own: Area, everywhere: str = "Everywhere"
) -> QMenu:
    """Return a menu of one's own beats if there are any, of everywhere, and of each unit with its beats.

    `want` is called with the area chosen, in the words of `desk.narrowing.area_of`.
    """
    menu, book, today = new_menu(parent, "Which beats"), desk.book, desk.today()
    if own.beats:
        add_choice(menu, own.words, partial(want, MINE))
    add_choice(menu, everywhere, partial(want, ""))
    menu.addSeparator()
    for unit in book.lpus.current(today):
        beats = book.beats.in_lpu(unit.id, today)
        if not beats:
            continue
        inner = menu.addMenu(unit.name.replace("&", "&&"))
        add_choice(inner, f"All of {unit.name}", partial(want, f"lpu:{unit.id}"))
        inner.addSeparator()
        for each in beats:
            add_choice(inner, each.name, partial(want, f"beat:{each.id}"))
    return menu
