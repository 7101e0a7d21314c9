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
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.search import Hit
    from wehere_desktop.window.finding import Line
    from wehere_desktop.window.found import Found

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
        self._list: Found | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RANKED_AFTER_MS)
        self._soon.timeout.connect(self._ask_ranked)
        self.textEdited.connect(self._typed)
        over.installEventFilter(self)

    @property
    def list(self) -> Found:
        """Return the list, made when first asked for."""
        return self.make_list()

    def make_list(self) -> Found:
        """Make the list, still hidden, so that the first letter need not wait for it; return it."""
        if self._list is None:
            from wehere_desktop.window.found import Found

            self._list = Found(self._over, self._desk.look)
            self._list.view.clicked.connect(lambda index: self._open(index.row()))
        return self._list

    def begin(self) -> None:
        """Take the focus, with what stands there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self._typed(self.text())

    def put_list_away(self) -> None:
        """Hide the list."""
        self._soon.stop()
        if self._list is not None:
            self._list.hide()

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
        from wehere_desktop.window.finding import grouped

        self.list.show_lines(grouped(hits, self._desk.book, self._desk.shown_kinds), typed=text)
        self._lay()
        self._soon.start()

    def _ask_ranked(self) -> None:
        text, book, kinds = self.text(), self._desk.book, self._desk.shown_kinds

        def find() -> Sequence[Line]:
            from wehere_desktop.window.finding import grouped, with_near

            best: Sequence[Hit] = book.search_ranked(text, limit=HITS)
            lines = grouped(best, book, kinds)
            return with_near(lines, book.search_near(text, limit=HITS), book, kinds)

        def show(lines: Sequence[Line]) -> None:
            if self.text() == text and self._is_up():
                self.list.show_lines(lines, typed=text, settled=True)
                self._lay()

        self._asked = self._desk.background.run(find, then=show, owner=self)

    def _is_up(self) -> bool:
        return self._list is not None and self._list.isVisible()

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
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._is_up():
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._is_up():
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
        if event.type() == QEvent.Type.Resize and self._is_up():
            self._lay()
        return super().eventFilter(watched, event)
