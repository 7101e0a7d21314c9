"""The line into which everything said in the room is typed: what was understood stands below it as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from wehere_desktop.desk.pieces import Button, Card, Text, row
from wehere_desktop.screens.evening.filing import Typed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.look import Look
    from wehere_desktop.neighbourhood.capture_line import Captured

LONGEST = 19_000
"""Characters a line has room for: what a concern can keep, with its shortcuts."""
AT_REST = "Enter files it. ↑ changes the last one."
CHANGING = "Changing what was filed: Enter keeps it, Esc leaves it as it was."
# What stands on the chip, what it puts into the line, and what it is called
SHORTCUTS = (
    ("# theme", "#", "A theme: #road, #park, #asb, #farm …"),
    ("! ASB", " ! ", "Antisocial behaviour"),
    ("@ where", "@", "A beat or a street: @Crook Lane"),
    ("q: question", "q: ", "A question"),
    ("p: promise", "p: ", "A promise we make: p: ring the council by fri"),
    ("v: proposal", "v: ", "A proposal to vote on; it is shown on the screen"),
)


class CaptureLine(QLineEdit):
    """The line itself. Up asks for the last one, Escape leaves changing, Down goes to the list."""

    asked_for_last = Signal()
    left = Signal()
    asked_for_list = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the three keys that lead away from the line; type all others."""
        if event.key() == Qt.Key.Key_Up and not event.modifiers():
            self.asked_for_last.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.asked_for_list.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CaptureCard(Card):
    """Takes lines. Nothing typed is cleared before it was handed on."""

    #: A line is to be filed; carries a `Typed`.
    entered = Signal(object)
    #: Something was typed.
    typed = Signal()

    def __init__(
        self, look: Look, *, read: Callable[[str], Captured], today: Callable[[], date], new_id: Callable[[], str]
    ) -> None:
        """Begin with an empty line; `read` understands one."""
        super().__init__("What is said")
        self._read, self._today, self._new_id, self._look = read, today, new_id, look
        self._id, self._changes = new_id(), ""
        self._aside: Typed | None = None
        self.field = CaptureLine()
        self.field.setAccessibleName("What is said")
        self.field.setPlaceholderText("Cars on the pavement outside the school #park @School Road")
        self.field.setMaxLength(LONGEST)
        self.understood = Text(AT_REST, tone="quiet", step="small", elide=True)
        self._chips: list[Button] = []
        chips = row(spacing=8)
        for words, put, tip in SHORTCUTS:
            chip = Button(words, partial(self._put, put), rank="chip", name=tip)
            chip.setToolTip(tip)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chips.addWidget(chip)
            self._chips.append(chip)
        chips.addStretch(1)
        self.body.addWidget(self.field)
        self.body.addWidget(self.understood)
        self.body.addLayout(chips)
        self.field.textChanged.connect(self._show_understood)
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self.leave)
        look.changed.connect(self._fit)
        self._fit()

    def line(self) -> Typed:
        """Return the line as it stands."""
        return Typed(self._id, self.field.text(), self._changes)

    def aside(self) -> Typed | None:
        """Return the line that was put aside while another is changed."""
        return self._aside

    def put(self, line: Typed, aside: Typed | None = None) -> None:
        """Go on with a line that was being typed."""
        self._id, self._changes, self._aside = line.id or self._new_id(), line.changes, aside
        self.field.setText(line.line)
        self._show_understood()

    def change(self, record: str, words: str) -> None:
        """Change what was filed: its words come into the line, and what stood there is put aside.

        Nothing happens while another is being changed: what was typed of that would be lost.
        """
        if self._changes:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.field.text().strip():
            self._aside = self.line()
        self.put(Typed(self._new_id(), words, record), self._aside)
        self.typed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self, line: Typed) -> None:
        """Take a line that could not be filed, to be typed again; what stood here is put aside."""
        aside = self.line() if self.field.text().strip() else self._aside
        self.put(line, aside)
        self.typed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Leave what was filed as it was, and go on with what had been put aside."""
        if self._changes:
            self._go_on()

    def begin(self) -> None:
        """Begin a new, empty line."""
        self._aside = None
        self._go_on()

    def allow(self, words: str) -> None:
        """Let lines be typed, or say why they cannot be."""
        self.field.setEnabled(not words)
        for chip in self._chips:
            chip.setEnabled(not words)
        self._refusal = words
        self._show_understood()

    _refusal = ""

    def _go_on(self) -> None:
        aside, self._aside = self._aside, None
        self.put(aside or Typed(self._new_id(), ""))
        self.typed.emit()

    def _enter(self) -> None:
        line = self.line()
        if not line.line.strip():
            return
        if not self._read(line.line).words:
            self.understood.say("There are no words yet beside the shortcut.", tone="due")
            return
        # Handed on first: between the two the words are held twice rather than nowhere
        self.entered.emit(line)
        self._go_on()

    def _put(self, words: str) -> None:
        at_start = words.endswith(": ")
        text = self.field.text()
        if at_start:
            self.field.setText(words + text)
        else:
            gap = "" if not text or text.endswith(" ") or words.startswith(" ") else " "
            self.field.insert(gap + words)
        self.typed.emit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_understood(self) -> None:
        if self._refusal:
            self.understood.say(self._refusal, tone="due")
            return
        text = self.field.text()
        what = self._read(text).in_words(self._today()) if text.strip() else ""
        rest = CHANGING if self._changes else AT_REST if not what else ""
        self.understood.say("   ".join(part for part in (what, rest) if part), tone="link" if what else "quiet")

    def _fit(self) -> None:
        self.field.setFont(self._look.font(16))
