"""Picks records by name as you type: one place, several people; each becomes a chip that can be taken off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import Button, clear, column, restyle
from wehere_desktop.neighbourhood.fact import title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.search import Hit

SHOWN = 8
SEARCHED = 60
NEAR_AFTER_MS = 250


class RecordPicker(QWidget):
    """A field for the ids of records of one kind, found by the beginnings of their words and by near spellings.

    `first` are offered before anything is typed: the places of my beat, the people at this place.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        kind: str,
        *,
        name: str,
        several: bool = False,
        hint: str = "",
        first: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        """Pick records of a kind; `name` is the field's label."""
        super().__init__()
        self._desk, self._kind, self._several, self._first = desk, kind, several, first
        self._ids: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint or "Type a few letters of the name")
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self._list = _Popup(self)
        # It lies in the window, not in this widget, so it has to be let go with it
        self.destroyed.connect(self._list.deleteLater)
        self._list.chosen.connect(self._take)
        self._later = after_a_pause(self, NEAR_AFTER_MS, self._look_near)
        self.field.textEdited.connect(self._look)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(4)
        whole = column(spacing=4)
        whole.addLayout(self._chips)
        whole.addWidget(self.field)
        self.setLayout(whole)

    def ids(self) -> tuple[str, ...]:
        """Return the ids picked, in order."""
        return tuple(self._ids)

    def put(self, ids: Sequence[str]) -> None:
        """Hold these instead."""
        self._ids = [each for each in ids if each]
        self._show_chips()

    def offered(self) -> list[str]:
        """Return the titles on offer in the list, if it is on show."""
        return [title for _, title, _ in self._list.offered()] if self._list.isVisible() else []

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Mark the field as refused, or take the mark away."""
        self.field.setProperty("refused", "true" if refused else "")
        restyle(self.field)

    def _look(self, typed: str) -> None:
        if not typed.strip():
            self._offer_first()
            return
        hits = [hit for hit in self._desk.book.search_ranked(typed, limit=SEARCHED) if self._fits(hit)]
        self._list.offer([(hit.id, hit.title, hit.context) for hit in hits[:SHOWN]])
        if len(hits) < SHOWN:
            self._later.start()

    def _look_near(self) -> None:
        typed = self.field.text()
        if not typed.strip() or not self.field.hasFocus():
            return
        near = [hit for hit in self._desk.book.search_near(typed, limit=SEARCHED) if self._fits(hit)]
        known = set(self._list.ids())
        offered = [(hit.id, hit.title, hit.context) for hit in near if hit.id not in known]
        self._list.offer([*self._list.offered(), *offered][:SHOWN])

    def _fits(self, hit: Hit) -> bool:
        return hit.kind == self._kind and hit.id not in self._ids

    def _offer_first(self) -> None:
        if self._first is None:
            self._list.hide()
            return
        found = self._desk.book.section(self._kind).many([each for each in self._first() if each not in self._ids])
        self._list.offer([(each.id, title_of(each), "") for each in found[:SHOWN]])

    def _take(self, record: str) -> None:
        self._ids = [*self._ids, record] if self._several else [record]
        self.field.clear()
        self._list.hide()
        self._show_chips()
        self.field.setFocus()
        self.changed.emit()

    def _drop(self, record: str) -> None:
        self._ids = [each for each in self._ids if each != record]
        self._show_chips()
        self.field.setVisible(True)
        self.field.setFocus()
        self.changed.emit()

    def _show_chips(self) -> None:
        clear(self._chips)
        for each in self._desk.book.section(self._kind).many(self._ids):
            words = title_of(each)
            chip = Button(f"{words}  ×", partial(self._drop, each.id), rank="chip", name=f"{words}: take off")
            chip.setProperty("on", "true")
            self._chips.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.field.setVisible(self._several or not self._ids)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter go to the list while it is open."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._list.isVisible() and self._list.takes(event):
                return True
            if event.key() == Qt.Key.Key_Down:
                self._look(self.field.text())
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._ids:
                self._drop(self._ids[-1])
                return True
        if event.type() == QEvent.Type.FocusOut:
            self._list.hide()
        return super().eventFilter(watched, event)


class _Popup(QFrame):
    """The list under the field. It never takes the focus, so typing goes on."""

    chosen = Signal(str)

    def __init__(self, under: RecordPicker) -> None:
        super().__init__()
        self._under = under
        self.setProperty("house", "popup")
        self._list = QListWidget()
        self._list.setAccessibleName("Records found")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = column(margins=(4, 4, 4, 4))
        whole.addWidget(self._list)
        self.setLayout(whole)
        self._offered: list[tuple[str, str, str]] = []

    def offered(self) -> list[tuple[str, str, str]]:
        """Return what is on offer: id, title, context."""
        return self._offered

    def ids(self) -> list[str]:
        """Return the ids on offer."""
        return [record for record, _, _ in self._offered]

    def offer(self, found: list[tuple[str, str, str]]) -> None:
        """Show these, or hide if there are none."""
        self._offered = found
        self._list.clear()
        for record, title, context in found:
            item = QListWidgetItem(f"{title}  ·  {context}" if context else title)
            item.setData(Qt.ItemDataRole.UserRole, record)
            self._list.addItem(item)
        if not found:
            self.hide()
            return
        self._list.setCurrentRow(0)
        self._lay()

    def _lay(self) -> None:
        """Hang under the field, over everything else in its window; above it where there is no room below."""
        field, window = self._under.field, self._under.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        height = self._list.sizeHintForRow(0) * len(self._offered) + 18
        corner = field.mapTo(window, QPoint(0, field.height() + 2))
        if corner.y() + height > window.height():
            corner = field.mapTo(window, QPoint(0, -height - 2))
        self.setGeometry(corner.x(), corner.y(), max(field.width(), 320), height)
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Act on a key meant for the list; say whether it was."""
        key, row = event.key(), self._list.currentRow()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(min(max(row + step, 0), self._list.count() - 1))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab} and row >= 0:
            self.chosen.emit(self._offered[row][0])
            return key != Qt.Key.Key_Tab
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
