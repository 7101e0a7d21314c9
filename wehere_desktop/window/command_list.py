"""The list of every command, found by typing a few of its letters (Ctrl+Shift+P)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from wehere_desktop.desk.pieces import column
from wehere_desktop.window.finding import Line
from wehere_desktop.window.lines import LinePainter, Lines

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.window.commands import Command

WIDTH, HEIGHT = 560, 380


def matching(commands: list[Command], typed: str) -> list[Command]:
    """Return the commands in which each typed word begins some word, those that begin as typed first."""
    wanted = typed.lower().split()

    def fits(command: Command) -> bool:
        words = command.words.lower().replace("…", "").split()
        return all(any(word.startswith(each) for word in words) for each in wanted)

    found = [command for command in commands if fits(command)]
    return sorted(found, key=lambda command: not command.words.lower().startswith(typed.strip().lower()))


class CommandList(QFrame):
    """Lies over the page until a command is chosen, Escape is pressed or the focus goes elsewhere."""

    def __init__(self, over: QWidget, look: Look) -> None:
        """Lie hidden over a widget."""
        super().__init__(over)
        self.setProperty("house", "popup")
        self.setAccessibleName("Commands")
        self._over, self._look = over, look
        self._commands: list[Command] = []
        self._shown: list[Command] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText("What would you like to do?")
        self.field.setAccessibleName("Find a command")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._look_for)
        self._lines = Lines()
        self.list = QListView()
        self.list.setModel(self._lines)
        self.list.setItemDelegate(LinePainter(look, self.list, context_right=True))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Commands found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._do(index.row()))
        whole = column(margins=(12, 12, 12, 12))
        whole.addWidget(self.field)
        whole.addWidget(self.list, 1)
        self.setLayout(whole)
        self.hide()

    def ask(self, commands: list[Command]) -> None:
        """Show these commands."""
        self._commands = commands
        self.field.clear()
        self._look_for("")
        width = min(self._look.px(WIDTH), self._over.width() - 32)
        height = min(self._look.px(HEIGHT), self._over.height() - 96)
        self.setGeometry((self._over.width() - width) // 2, 64, width, height)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, do what is chosen, or go away."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.currentIndex().row()
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._choose(row + step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._do(row)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._over.setFocus(Qt.FocusReason.OtherFocusReason)
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def _look_for(self, typed: str) -> None:
        self._shown = matching(self._commands, typed)
        self._lines.put([Line(each.words, each.shortcut, "command", each.words) for each in self._shown])
        self._choose(0)

    def _choose(self, row: int) -> None:
        if self._shown:
            self.list.setCurrentIndex(self._lines.index(min(max(row, 0), len(self._shown) - 1)))

    def _do(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            chosen = self._shown[row]
            self.hide()
            chosen.do()
