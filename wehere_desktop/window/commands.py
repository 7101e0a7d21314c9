"""What can be done from anywhere: its words, its keys, and where it stands in the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from wehere_desktop.desk.look import SCALE_STEP, Look, Mode
from wehere_desktop.desk.pieces import without_words
from wehere_desktop.frozen import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from wehere_desktop.desk.screen import Screen

MODES = ((Mode.SYSTEM, "As the system has it"), (Mode.LIGHT, "Light"), (Mode.DARK, "Dark"))
COLOURS = "Colours"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: its words, its shortcut as people read it, and what does it."""

    words: str
    shortcut: str
    do: Callable[[], object]


def action(owner: QWidget, words: str, do: Callable[[], object], *keys: str | QKeySequence.StandardKey) -> QAction:
    """Return an action of a page with its keys; it works while the page is on show."""
    made = QAction(words, owner)
    made.setShortcuts([QKeySequence(key) for key in keys])
    made.triggered.connect(without_words(do))
    owner.addAction(made)
    return made


def screen_actions(owner: QWidget, screens: Sequence[Screen], go: Callable[[str], None]) -> list[QAction]:
    """Return one action for each screen, with its own keys or Ctrl and its number in the rail."""
    made = []
    for number, screen in enumerate(screens, 1):
        keys = screen.shortcut or (f"Ctrl+{number}" if number <= 9 and not screen.at_foot else "")  # noqa: PLR2004 - the keys there are
        made.append(action(owner, f"Go to {screen.title}", partial(go, screen.name), *([keys] if keys else [])))
    return made


def look_actions(owner: QWidget, look: Look) -> tuple[list[QAction], list[QAction]]:
    """Return the actions for light and dark, and those for the text size."""
    group = QActionGroup(owner)
    modes = []
    for mode, words in MODES:
        made = action(owner, words, partial(look.choose, mode=mode))
        made.setCheckable(True)
        made.setData(f"{COLOURS}: {words.lower()}")
        made.setChecked(look.mode is mode)
        group.addAction(made)
        modes.append(made)
    sizes = [
        action(owner, "Larger text", lambda: look.choose(scale=look.scale + SCALE_STEP), "Ctrl++", "Ctrl+="),
        action(owner, "Smaller text", lambda: look.choose(scale=look.scale - SCALE_STEP), "Ctrl+-"),
        action(owner, "Usual text size", lambda: look.choose(scale=100), "Ctrl+0"),
    ]
    return modes, sizes


def fill_menu(
    menu: QMenu, groups: Sequence[Sequence[QAction]], modes: Sequence[QAction], sizes: Sequence[QAction]
) -> None:
    """Lay out the menu: groups parted by lines, the look in menus of its own after the first group."""
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        menu.addActions(list(group))
        if number == 0:
            menu.addSeparator()
            menu.addMenu(COLOURS).addActions(list(modes))
            menu.addMenu("Text size").addActions(list(sizes))


def as_commands(actions: Sequence[QAction]) -> list[Command]:
    """Return the actions that can be done now as commands."""
    return [
        # In a menu of its own a word is clear that here would not be
        Command(each.data() or each.text().replace("&", ""), each.shortcut().toString(), each.trigger)
        for each in actions
        if each.isEnabled()
    ]
