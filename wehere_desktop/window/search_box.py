"""The one search box: what is found shows as you type, near spellings a moment later, arrows and Enter open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)

from wehere_desktop.desk.pieces import Text, column
from wehere_desktop.window.finding import Line, grouped, with_near
from wehere_desktop.window.lines import LINE_HEIGHT, LinePainter, Lines

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.search import Hit

HITS = 30
RANKED_AFTER_MS = 120
WIDEST, TALLEST = 640, 480


class SearchBox(QLineEdit):
    """Type to find anything. The list hangs below; the focus never leaves the box."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        """Search the book of a desk; the list is laid over a widget."""
        super().__init__()
        self._desk, self._over = desk, over
        self._asked: Job | None = None
        self.setPlaceholderText("Find a place, person, priority, meeting …")
        self.setAccessibleName("Find anything in the book")
        self.setClearButtonEnabled(False)
        self._hint = QLabel("Ctrl K", self)
        self._hint.setProperty("house", "key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.list = Found(over, desk.look)
        self.list.view.clicked.connect(lambda index: self._open(index.row()))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RANKED_AFTER_MS)
        self._soon.timeout.connect(self._ask_ranked)
        self.textEdited.connect(self._typed)
        over.installEventFilter(self)

    def begin(self) -> None:
        """Take the focus, with what stands there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self._typed(self.text())

    def put_list_away(self) -> None:
        """Hide the list."""
        self._soon.stop()
        self.list.hide()

    def _typed(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if not text.strip():
            self.put_list_away()
            return
        try:
            hits = self._desk.book.search(text, limit=HITS)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told as a line
            self._desk.notices.fault(error)
            return
        self.list.show_lines(grouped(hits, self._desk.book, self._desk.shown_kinds), typed=text)
        self._lay()
        self._soon.start()

    def _ask_ranked(self) -> None:
        text, book, kinds = self.text(), self._desk.book, self._desk.shown_kinds

        def find() -> list[Line]:
            best: list[Hit] = book.search_ranked(text, limit=HITS)
            lines = grouped(best, book, kinds)
            return with_near(lines, book.search_near(text, limit=HITS), book, kinds)

        def show(lines: list[Line]) -> None:
            if self.text() == text and self.list.isVisible():
                self.list.show_lines(lines, typed=text, settled=True)
                self._lay()

        self._asked = self._desk.background.run(find, then=show, owner=self)

    def _lay(self) -> None:
        over = self._over
        look = self._desk.look
        corner = self.mapTo(over, QPoint(0, self.height() + 4))
        width = max(self.width(), min(look.px(WIDEST), over.width() - corner.x() - 16))
        height = min(self.list.wanted_height(), look.px(TALLEST), over.height() - corner.y() - 16)
        self.list.setGeometry(corner.x(), corner.y(), width, height)
        self.list.show()
        self.list.raise_()

    def _open(self, row: int) -> None:
        line = self.list.line(row)
        if line is None or line.is_heading:
            return
        self.put_list_away()
        self.clear()
        self._desk.open(line.kind, line.record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows, Enter and Escape go to the list."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.list.isVisible():
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.isVisible():
            self._open(self.list.view.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.put_list_away()
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: Any) -> None:
        """Hide the list when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.put_list_away()

    def resizeEvent(self, event: Any) -> None:
        """Keep the hint at the right."""
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 10, (self.height() - self._hint.height()) // 2)

    def paintEvent(self, event: Any) -> None:
        """Show the hint only while nothing is typed."""
        self._hint.setVisible(not self.text())
        super().paintEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list where it belongs when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.list.isVisible():
            self._lay()
        return super().eventFilter(watched, event)


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

    def show_lines(self, lines: list[Line], *, typed: str, settled: bool = False) -> None:
        """Show these; while better ones are still looked for, nothing found is not said yet."""
        kept = self.line(self.view.currentIndex().row())
        self._lines.put(lines)
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
