"""The bar at the top: the search box, what can be done on this page, printing, and logging a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from wehere_desktop.desk.pieces import Button, clear, row
from wehere_desktop.window.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from wehere_desktop.desk.screen import Desk, PrintOffer

HEIGHT = 52
SEARCH_WIDTH = 430


class TopBar(QWidget):
    """Holds the search box at the left and what can be done at the right."""

    log_visit = Signal()
    #: A paper was chosen to be printed; carries a `PrintOffer`.
    chosen_print = Signal(object)

    def __init__(self, desk: Desk, *, over: QWidget, can_log: bool) -> None:
        """Search over the page `over`; leave logging out where no screen does it."""
        super().__init__()
        self.setProperty("house", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = desk.look
        self.search = SearchBox(desk, over)
        self._commands = row()
        self._offers: Sequence[PrintOffer] = ()
        self.print_button = Button("Print…", self._print)
        self.print_button.setToolTip("Print from this page  Ctrl+P")
        self.log_button = Button("Log a visit  Ctrl L", self.log_visit.emit, rank="first", name="Log a visit")
        across = row(spacing=12, margins=(20, 8, 20, 8))
        across.addWidget(self.search, 1)
        across.addStretch(0)
        across.addLayout(self._commands)
        across.addWidget(self.print_button)
        across.addWidget(self.log_button)
        self.setLayout(across)
        # Not before it lies in the bar: until then it would be a window of its own
        self.log_button.setVisible(can_log)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("What can be printed")
        desk.look.changed.connect(self._dress)
        self._dress()

    def show_commands(self, commands: Sequence[QAction], prints: Sequence[PrintOffer]) -> None:
        """Offer what the page on show can do and print."""
        clear(self._commands)
        for action in commands:
            self._commands.addWidget(_button_for(action))
        self._offers = prints
        self.print_button.setVisible(bool(prints))

    def print_something(self) -> None:
        """Print the one paper on offer, or let the person choose."""
        if self._offers:
            self._print()

    def _print(self) -> None:
        if len(self._offers) == 1:
            self.chosen_print.emit(self._offers[0])
            return
        self._menu.clear()
        for offer in self._offers:
            self._menu.addAction(offer.title.replace("&", "&&")).triggered.connect(
                lambda _=False, offer=offer: self.chosen_print.emit(offer)
            )
        self._menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _dress(self) -> None:
        self.setMinimumHeight(self._look.px(HEIGHT))
        self.search.setMaximumWidth(self._look.px(SEARCH_WIDTH))
        self.search.setMinimumWidth(self._look.px(200))
        self.search.setMinimumHeight(self._look.px(32))
        self.print_button.setIcon(self._look.icon("print", self._look.colours.link, 16))
        self.log_button.setIcon(self._look.icon("log", self._look.colours.on_accent, 16))
        for button in (self.print_button, self.log_button):
            button.setIconSize(QSize(self._look.px(16), self._look.px(16)))


def _button_for(action: QAction) -> QPushButton:
    button = Button(action.text().replace("&", ""), action.trigger)
    button.setToolTip(" ".join(part for part in (action.toolTip(), action.shortcut().toString()) if part))
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
    return button
