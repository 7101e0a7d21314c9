"""One visit in full beside the log: everything in it, places and people as links, and what was done to it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wehere_desktop.desk.named import fact_grid, links_to
from wehere_desktop.desk.pieces import Button, Pill, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.desk.timeline import Happening, Timeline

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.visits.words import VisitInFull

LABELS = 56


class VisitRecord(QWidget):
    """Shows one visit at a time."""

    asked_to_edit = Signal()
    asked_to_take_out = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing on show."""
        super().__init__()
        self._desk = desk
        self._page = ScrollPage(margins=(16, 16, 16, 16), spacing=12)
        whole = column()
        whole.addWidget(self._page)
        self.setLayout(whole)
        self.edit_button: Button | None = None
        self.take_out_button: Button | None = None

    def show_visit(self, shown: VisitInFull | None) -> None:
        """Show this visit, or nothing."""
        body = self._page.body
        clear(body)
        self.edit_button = self.take_out_button = None
        if shown is None:
            body.addWidget(Text("Choose a visit to see all of it here.", tone="quiet", wrap=True))
            body.addStretch(1)
            return
        head = column(spacing=2)
        title = Text(shown.heading, strong=True, wrap=True, selectable=True)
        title.setProperty("step", "title")
        head.addWidget(title)
        head.addWidget(Text(shown.when, tone="quiet", wrap=True))
        body.addLayout(head)
        if not self._desk.book.read_only:
            body.addLayout(self._buttons())
        body.addWidget(rule())
        body.addLayout(self._facts(shown))
        for label, words in (("What was said", shown.visit.said), ("What was learnt", shown.visit.learnt)):
            if words:
                body.addLayout(_passage(label, Text(words, wrap=True, selectable=True)))
        if shown.promises:
            body.addLayout(_passage("Promised", links_to(self._desk, shown.promises)))
        if shown.visit.public_line:
            body.addLayout(self._public(shown))
        body.addWidget(rule())
        body.addWidget(Text("What was done to this entry", strong=True))
        body.addWidget(
            Timeline(self._desk.look, [Happening(each.when, each.what, each.more, full=False) for each in shown.done])
        )
        body.addStretch(1)
        self._page.verticalScrollBar().setValue(0)

    def _buttons(self) -> QHBoxLayout:
        self.edit_button = Button("Edit", self.asked_to_edit.emit, name="Edit this visit")
        self.take_out_button = Button("Take out", self.asked_to_take_out.emit, name="Take this visit out of the log")
        across = row()
        across.addWidget(self.edit_button)
        across.addWidget(self.take_out_button)
        across.addStretch(1)
        return across

    def _facts(self, shown: VisitInFull) -> QGridLayout:
        officer = (shown.officer,) if shown.officer is not None else ()
        facts = (("Where", shown.places), ("Seen", shown.contacts), ("By", officer), ("How", shown.how))
        return fact_grid(self._desk, facts, labels=LABELS)

    def _public(self, shown: VisitInFull) -> QVBoxLayout:
        words = "may be published" if shown.visit.publishable else "not to be published"
        box = _passage("Line for the public", Text(shown.visit.public_line, wrap=True, selectable=True))
        box.addWidget(Pill(words, "kept" if shown.visit.publishable else "plain"), 0, Qt.AlignmentFlag.AlignLeft)
        return box


def _passage(label: str, words: QWidget) -> QVBoxLayout:
    box = column(spacing=2)
    box.addWidget(Text(label, tone="quiet", step="small"))
    box.addWidget(words)
    return box
