"""Files the lines of an evening in the order in which they were typed, and knows which are not in the book yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wehere_desktop.records.capturing import Said, capture, find_said, recapture, take_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.capture_line import Captured
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.refusal import Refusal

SHOWN = 48
"""Characters of a line in the words that say it was filed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A line on its way into the book: the id it is filed under, its words, and what it changes, if anything.

    `refused` says why it could not be filed; it stays, to be typed again.
    """

    id: str
    line: str
    changes: str = ""
    refused: str = ""


class Filing(QObject):
    """The lines of one meeting on their way into the book."""

    #: Which lines are on their way, or were refused, has changed.
    changed = Signal()
    #: A line was filed; carries the record.
    filed = Signal(object)

    def __init__(self, desk: Desk, read: Callable[[str], Captured], parent: QWidget) -> None:
        """File on a desk; `read` understands a line."""
        super().__init__(parent)
        self._desk, self._read = desk, read
        self.meeting = ""
        self.on_their_way: dict[str, Typed] = {}

    def begin(self, meeting: str) -> None:
        """File for another meeting from now on; what was refused for the one before is let go."""
        self.meeting = meeting
        self.on_their_way = {}

    def file(self, typed: Typed) -> None:
        """File a line in the book's lane, after those before it."""
        meeting, captured = self.meeting, self._read(typed.line)
        typed = replace(typed, refused="")
        self.on_their_way[typed.id] = typed
        verb = "Change to" if typed.changes else "File"
        self._desk.change(
            f"{verb} “{cut(captured.words)}”",
            partial(_write, meeting=meeting, typed=typed, captured=captured),
            owner=self,
            then=partial(self._done, typed),
            failed=partial(self._refused, typed),
        )
        self.changed.emit()

    def give_back(self, record: str) -> Typed | None:
        """Return a refused line, which is then no longer held here; None if it is not one."""
        held = self.on_their_way.get(record)
        if held is None or not held.refused:
            return None
        del self.on_their_way[record]
        self.changed.emit()
        return held

    def take_back(self, said: Said, words: str) -> None:
        """Take back what was filed; undo brings it again."""
        self._desk.change(f"Take back “{cut(words)}”", partial(_take_back, record=said.id), owner=self)

    def _done(self, typed: Typed, said: Said) -> None:
        self.on_their_way.pop(typed.id, None)
        self.filed.emit(said)
        self.changed.emit()

    def _refused(self, typed: Typed, refusal: Refusal) -> None:
        if typed.id in self.on_their_way:
            self.on_their_way[typed.id] = replace(typed, refused=refusal.sentence)
            self.changed.emit()


def cut(words: str) -> str:
    """Return words short enough for a line that says what was done."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"


def _write(book: BeatBook, *, meeting: str, typed: Typed, captured: Captured) -> Said:
    before = find_said(book, typed.changes) if typed.changes else None
    if before is None:
        return capture(book, meeting, captured, typed.id)
    return recapture(book, before, captured, typed.id)


def _take_back(book: BeatBook, *, record: str) -> None:
    said = find_said(book, record)
    if said is not None:
        take_back(book, said)
