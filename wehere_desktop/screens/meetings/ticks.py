"""Several of a few: chips that are on or off, with room for a word of one's own where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, clear, column, restyle, row

ACROSS = 4


class Ticks(QWidget):
    """Chosen words out of a few; it serves a form as an editor of its own. Words it does not offer are kept."""

    changed = Signal()

    def __init__(self, words: Sequence[str], *, name: str) -> None:
        """Offer words under the field's name."""
        super().__init__()
        self._offered = tuple(words)
        self._chosen: list[str] = []
        self.setAccessibleName(name)
        self._lines = column(spacing=6)
        self.setLayout(self._lines)
        self._buttons: dict[str, Button] = {}
        self._fill()

    def ids(self) -> tuple[str, ...]:
        """Return the words chosen, in the order offered."""
        return tuple(each for each in self._buttons if each in self._chosen)

    def put(self, ids: Sequence[str]) -> None:
        """Choose these words."""
        self._chosen = [each for each in ids if each]
        if set(self._chosen) - self._buttons.keys():
            self._fill()
        for each in self._buttons:
            self._show(each)

    def set_refused(self, refused: bool) -> None:  # noqa: FBT001 - a plain switch, as Qt has them
        """Do nothing: what is offered is never refused."""

    def _fill(self) -> None:
        clear(self._lines)
        self._buttons = {}
        line = row(spacing=6)
        for number, each in enumerate(dict.fromkeys((*self._offered, *self._chosen))):
            if number and number % ACROSS == 0:
                line.addStretch(1)
                self._lines.addLayout(line)
                line = row(spacing=6)
            self._buttons[each] = Button(each, partial(self._turn, each), rank="chip")
            line.addWidget(self._buttons[each])
        line.addStretch(1)
        self._lines.addLayout(line)
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _turn(self, word: str) -> None:
        if word in self._chosen:
            self._chosen.remove(word)
        else:
            self._chosen.append(word)
        self._show(word)
        self.changed.emit()

    def _show(self, word: str) -> None:
        button, on = self._buttons[word], word in self._chosen
        button.setProperty("on", "true" if on else "")
        button.setAccessibleName(f"{word}, {'chosen' if on else 'not chosen'}")
        restyle(button)
