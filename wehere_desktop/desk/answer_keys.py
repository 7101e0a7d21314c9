"""An answer in one key: 1 to 5, 0 for none, and on to the next question; five small buttons do the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, Text, restyle, row
from wehere_desktop.neighbourhood.answer_numbers import ANSWERS, BEST

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_KEYS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(BEST + 1)}


class AnswerKeys(QWidget):
    """The answer to one question, 1 to 5, 0 for none. It serves a form as an editor of its own."""

    changed = Signal()
    #: Enter was pressed: what that does is for the sheet to say.
    entered = Signal()

    def __init__(self, question: str, before: int = 0) -> None:
        """Ask a question; `before` is what was answered last time, 0 for nothing."""
        super().__init__()
        self._question, self._before, self._answer = question, before, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across = row(spacing=6)
        self._buttons = []
        for number in range(1, BEST + 1):
            button = Button(str(number), partial(self._press, number), rank="chip", name=f"{number}, {ANSWERS[number]}")
            button.setToolTip(ANSWERS[number])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            across.addWidget(button)
            self._buttons.append(button)
        self._words = Text("", tone="quiet", elide=True)
        across.addWidget(self._words, 1)
        self.setLayout(across)
        self._show()

    @property
    def answer(self) -> int:
        """Return the answer, 0 for none."""
        return self._answer

    def ids(self) -> tuple[str, ...]:
        """Return the answer as a form asks for it."""
        return (str(self._answer),)

    def put(self, ids: Sequence[str]) -> None:
        """Take an answer as a form gives it."""
        self._take(int(ids[0]) if ids and str(ids[0]).isdigit() else 0)

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Mark the answer as refused, or take the mark away."""
        self._words.say(self._said(), tone="late" if refused else "quiet")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with a figure and go on; the arrows move the answer, Backspace takes it back."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._take(_KEYS[key])
            self.focusNextChild()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._take(max(self._answer + (1 if key == Qt.Key.Key_Right else -1), 0))
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self._take(0)
        elif (
            key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            (self.focusNextChild if key == Qt.Key.Key_Down else self.focusPreviousChild)()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here now."""
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Take up a new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_words"):
            self._show()

    def _press(self, number: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._take(0 if number == self._answer else number)

    def _take(self, number: int) -> None:
        if 0 <= number <= BEST and number != self._answer:
            self._answer = number
            self._show()
            self.changed.emit()

    def _said(self) -> str:
        said = ANSWERS[self._answer] if self._answer else ""
        if self._before:
            said = f"{said} · last time {self._before}" if said else f"last time {self._before}"
        if self.hasFocus() and not self._answer:
            said = f"press 1 to {BEST}" + (f" · {said}" if said else "")
        return said

    def _show(self) -> None:
        for number, button in enumerate(self._buttons, 1):
            on = "true" if number == self._answer else ""
            if (button.property("on") or "") != on:
                button.setProperty("on", on)
                restyle(button)
        self._words.say(self._said(), tone="quiet")
        answer = f"{self._answer}, {ANSWERS[self._answer]}" if self._answer else ANSWERS[0]
        self.setAccessibleName(f"{self._question} {answer}")
        self.setAccessibleDescription(f"1 {ANSWERS[1]} to {BEST} {ANSWERS[BEST]}; 0 for no answer")
