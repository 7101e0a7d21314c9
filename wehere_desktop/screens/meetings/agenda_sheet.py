"""The agenda on a sheet: lines typed one after another, put in order and taken out by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, row
from wehere_desktop.records.next_pack import agenda_from, next_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.meeting import Meeting

LONGEST = 1000
LEAST_HEIGHT = 260


class Lines(QListWidget):
    """The lines: F2 or Enter changes one, Alt with an arrow moves it, Delete takes it out."""

    altered = Signal()

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.setAccessibleName("Lines of the agenda")
        self.setAccessibleDescription("F2 changes a line, Alt with an arrow moves it, Delete takes it out")
        self.setWordWrap(True)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model().rowsMoved.connect(lambda *_: self.altered.emit())
        self.itemChanged.connect(lambda _: self.altered.emit())

    def lines(self) -> tuple[str, ...]:
        """Return the lines, without empty ones."""
        found = (self.item(number).text().strip() for number in range(self.count()))
        return tuple(each for each in found if each)

    def put(self, lines: Sequence[str]) -> None:
        """Show these lines."""
        self.clear()
        for each in lines:
            self.append(each)

    def append(self, words: str, *, at: int | None = None) -> None:
        """Add a line, at the end or at a place."""
        item = QListWidgetItem(words)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.insertItem(self.count() if at is None else at, item)

    def shift(self, step: int) -> None:
        """Move the current line up (-1) or down (1)."""
        row_ = self.currentRow()
        if row_ < 0 or not 0 <= row_ + step < self.count():
            return
        item = self.takeItem(row_)
        self.insertItem(row_ + step, item)
        self.setCurrentRow(row_ + step)
        self.altered.emit()

    def take_out(self) -> None:
        """Take the current line out."""
        if self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.altered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, change or take out a line."""
        key, moved = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if moved and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.shift(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.take_out()
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self.currentItem() is not None:
                self.editItem(self.currentItem())
        else:
            super().keyPressEvent(event)


class AgendaSheet(QWidget):
    """The agenda of one meeting."""

    def __init__(self, desk: Desk, meeting: Meeting) -> None:
        """Show the lines there are."""
        super().__init__()
        self._desk, self._meeting = desk, meeting
        self._done = False
        self.lines = Lines()
        self.lines.put(meeting.agenda)
        self.lines.setMinimumHeight(desk.look.px(LEAST_HEIGHT))
        if self.lines.count():
            self.lines.setCurrentRow(0)
        self.new = QLineEdit()
        self.new.setAccessibleName("A new line of the agenda")
        self.new.setPlaceholderText("A new line; Enter adds it before the last")
        self.new.setMaxLength(LONGEST)
        self.new.returnPressed.connect(self._add)
        self.keep_button = Button("Keep the agenda", self.keep, rank="first")
        self.keep_button.setToolTip("Ctrl+Enter")
        moving = row(spacing=8)
        moving.addWidget(Button("Up", lambda: self.lines.shift(-1), name="Move the line up"))
        moving.addWidget(Button("Down", lambda: self.lines.shift(1), name="Move the line down"))
        moving.addWidget(Button("Take out", self.lines.take_out, name="Take the line out"))
        moving.addStretch(1)
        keys = Text(
            "F2 changes a line, Alt+↑ and Alt+↓ move it, Delete takes it out.", tone="quiet", step="small", wrap=True
        )
        done = row(spacing=8)
        done.addWidget(self.keep_button)
        done.addWidget(Button("Cancel", self._leave))
        done.addStretch(1)
        whole = column(spacing=12, margins=(24, 16, 24, 24))
        whole.addWidget(Text("Everybody may read the agenda: name nobody in it.", tone="quiet", wrap=True))
        whole.addWidget(self.new)
        whole.addWidget(self.lines, 1)
        whole.addLayout(moving)
        whole.addWidget(keys)
        whole.addWidget(
            Button("Add what is still open on the beat", self._from_open, rank="link"), 0, Qt.AlignmentFlag.AlignLeft
        )
        whole.addLayout(done)
        self.setLayout(whole)
        self.setFocusProxy(self.new)
        for pressed in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(pressed), self).activated.connect(self.keep)

    def has_unsaved(self) -> bool:
        """Say whether something typed would be lost."""
        return not self._done and (self.lines.lines() != self._meeting.agenda or bool(self.new.text().strip()))

    def keep(self) -> None:
        """Keep the lines, once."""
        if not self.keep_button.isEnabled():
            return
        if self.new.text().strip():
            self._add()
        self.keep_button.setEnabled(False)
        lines, meeting = self.lines.lines(), self._meeting.id
        self._desk.change(
            f"Agenda of {self._meeting.title}",
            lambda book: book.meetings.amend(meeting, agenda=lines),
            owner=self,
            then=lambda _: self._kept(),
            failed=lambda _: self.keep_button.setEnabled(True),
        )

    def _kept(self) -> None:
        self._done = True
        self._desk.close_sheet()

    def _add(self) -> None:
        words = self.new.text().strip()
        if not words:
            return
        # What is new comes before the last line, which says good-bye
        at = self.lines.count() - 1 if self.lines.count() > 1 else self.lines.count()
        self.lines.append(words, at=at)
        self.lines.setCurrentRow(at)
        self.new.clear()

    def _from_open(self) -> None:
        book = self._desk.book
        wanted = agenda_from(next_pack(book, self._meeting.beat, meeting=self._meeting.id))
        there = {each.casefold() for each in self.lines.lines()}
        if not there:
            self.lines.put(wanted)
            return
        for each in (each for each in wanted[1:-2] if each.casefold() not in there):
            self.lines.append(each, at=max(self.lines.count() - 1, 0))

    def _leave(self) -> None:
        if not self.has_unsaved():
            self._desk.close_sheet()
            return
        self._desk.notices.ask(
            "The agenda is not kept yet.",
            lambda yes: self._desk.close_sheet() if yes else None,
            yes="Let it go",
            no="Back to it",
            grave=True,
        )
