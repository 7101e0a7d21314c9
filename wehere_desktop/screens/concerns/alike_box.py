"""Points out concerns about the same thing or close by while one is typed, and offers to put them together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.neighbourhood.trail import is_closed, step_of
from wehere_desktop.screens.concerns.words import STEP_WORDS, title_words, waiting_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.alike_concerns import Alike
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.neighbourhood.ground import Position

REST_MS = 300
SHOWN = 3
LEAST_LETTERS = 8


class AlikeBox(QWidget):
    """Asks in the book's lane and shows the likeliest; hidden while there is nothing like it."""

    #: “Add to that one” was pressed; carries the other's id.
    asked_to_add = Signal(str)
    #: “Join its priority” was pressed; carries the priority's id.
    asked_to_join = Signal(str)
    #: How many are shown has changed.
    found = Signal(int)

    def __init__(self, desk: Desk, heading: str) -> None:
        """Begin with nothing."""
        super().__init__()
        self._desk, self._heading = desk, heading
        self._asked: tuple[str, Position | None, tuple[str, ...], str] = ("", None, (), "")
        self._job: Job | None = None
        self.shown: Sequence[Alike[Concern]] = ()
        self._later = after_a_pause(self, REST_MS, self._ask)
        self._body = column(spacing=4, margins=(0, 0, 0, 8))
        self.setLayout(self._body)
        self.hide()

    def look_for(self, text: str, position: Position | None, beats: tuple[str, ...], *, but: str = "") -> None:
        """Look for what is like a text or near a position on some beats, `but` one, once the typing rests."""
        wanted = (text, position, beats, but)
        if wanted == self._asked and self.shown:
            return
        self._asked = wanted
        if len(text.strip()) < LEAST_LETTERS and position is None:
            self._later.stop()
            self._show(())
        else:
            self._later.start()

    def put_away(self) -> None:
        """Show nothing, and look no further."""
        self._later.stop()
        if self._job is not None:
            self._job.cancel()
        self._show(())

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        text, position, beats, but = self._asked
        self._job = self._desk.ask_book(
            lambda book: book.concerns.similar(text, position, beats, but=but, limit=SHOWN), self._show, owner=self
        )

    def _show(self, found: Sequence[Alike[Concern]]) -> None:
        self.shown = found
        clear(self._body)
        self.setVisible(bool(found))
        if found:
            self._body.addWidget(Text(self._heading, tone="due", step="small", strong=True, wrap=True))
        for each in found:
            self._body.addWidget(self._line(each))
        self.found.emit(len(found))

    def _line(self, each: Alike[Concern]) -> QWidget:
        other, today = each.of, self._desk.today()
        box = QWidget()
        inside = column(spacing=0)
        words = title_words(other)
        inside.addWidget(Text(words, elide=True))
        away = f"{each.metres:,.0f} m away" if each.metres is not None else ""
        stands = f"{STEP_WORDS[step_of(other)].lower()}, {waiting_in_words(other, today)}"
        line = row(spacing=4)
        line.addWidget(
            Text(", ".join(part for part in (stands, away) if part), tone="quiet", step="small", elide=True), 1
        )
        writes = not self._desk.book.read_only
        if writes and not is_closed(other):
            line.addWidget(_link("Add to that one", words, partial(self.asked_to_add.emit, other.id)))
        if writes and other.priority:
            line.addWidget(_link("Join its priority", words, partial(self.asked_to_join.emit, other.priority)))
        inside.addLayout(line)
        box.setLayout(inside)
        return box


def _link(words: str, about: str, do: Callable[[], object]) -> Button:
    return Button(words, do, rank="link", name=f"{words}: {about}")
