"""The list that hangs under the search box: what was found, chosen with the arrows while the focus stays in the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListView, QWidget

from wehere_desktop.desk.pieces import Text, column
from wehere_desktop.window.lines import LINE_HEIGHT, LinePainter, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.look import Look
    from wehere_desktop.window.finding import Line


class Found(QFrame):
    """The list of what was found."""

    def __init__(self, over: QWidget, look: Look) -> None:
        """Lie hidden over a widget."""
        super().__init__(over)
        self.setProperty("house", "popup")
        self._look = look
        self._lines = Lines()
        self.view = QListView()
        self.view.setModel(self._lines)
        self.view.setItemDelegate(LinePainter(look, self.view))
        self.view.setAccessibleName("What was found")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text("", tone="quiet", wrap=True)
        self._nothing.setContentsMargins(12, 10, 12, 10)
        whole = column(spacing=0, margins=(4, 4, 4, 4))
        whole.addWidget(self._nothing)
        whole.addWidget(self.view)
        self.setLayout(whole)
        self.hide()

    def show_lines(self, lines: Sequence[Line], *, typed: str, settled: bool = False) -> None:
        """Show these; while better ones are still looked for, nothing found is not said yet."""
        kept = self.line(self.view.currentIndex().row())
        self._lines.put(list(lines))
        self.view.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._nothing.say(f"Nothing is called “{typed.strip()}”." if settled else "Looking …")
        rows = [row for row, line in enumerate(lines) if not line.is_heading]
        if rows:
            again = next((row for row in rows if lines[row] == kept), rows[0])
            self.view.setCurrentIndex(self._lines.index(again))

    def titles(self) -> list[str]:
        """Return the titles on show, headings left out."""
        return [line.title for line in self._lines.lines if not line.is_heading]

    def line(self, row: int) -> Line | None:
        """Return the line of a row, or None."""
        return self._lines.lines[row] if 0 <= row < len(self._lines.lines) else None

    def step(self, by: int) -> None:
        """Go to the next record up or down, past headings."""
        row = self.view.currentIndex().row() + by
        while 0 <= row < len(self._lines.lines):
            if not self._lines.lines[row].is_heading:
                self.view.setCurrentIndex(self._lines.index(row))
                return
            row += by

    def wanted_height(self) -> int:
        """Return the height in which everything found would be seen."""
        if not self._lines.lines:
            return self._nothing.sizeHint().height() + 10
        return len(self._lines.lines) * self._look.px(LINE_HEIGHT) + 12
