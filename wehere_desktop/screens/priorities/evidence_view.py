"""Counts before and after as two plain bars, each with what must be borne in mind, and what others have tried."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wehere_desktop.desk.pieces import Card, EmptyState, Text, WayIn, clear, column, row
from wehere_desktop.screens.priorities.overview import banded

if TYPE_CHECKING:
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.evidence import Evidence
    from wehere_desktop.screens.priorities.record import PastLine, PriorityRecord

BAR = 14
LABEL = 56
NUMBER = 64


class EvidenceView(QWidget):
    """The evidence of a priority: our own count first, then the reported figures that bear on it."""

    #: Something is to be counted: the plan's last step asks for it.
    asked_to_count = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.setProperty("house", "bare")
        self._body = column(spacing=16)
        self.setLayout(self._body)

    def tell(self, record: PriorityRecord) -> None:
        """Show the evidence of a record."""
        clear(self._body)
        if not record.evidence:
            self._body.addWidget(
                EmptyState(
                    self._desk.look,
                    "good-day",
                    "Nothing is counted yet",
                    "What your plan counts before and after stands here, and figures reported for this beat that bear "
                    "on its theme, with what must be borne in mind about each.",
                    step="" if self._desk.book.read_only else "Count something in the plan",
                    take=self.asked_to_count.emit,
                )
            )
        for each in record.evidence:
            self._body.addWidget(self._card(each))
        self._body.addStretch(1)

    def _card(self, evidence: Evidence) -> QWidget:
        card = Card(evidence.measure, " · ".join(part for part in (evidence.period, evidence.source) if part))
        card.body.addWidget(Text(change_in_words(evidence.before, evidence.after), wrap=True))
        card.body.addWidget(Bars(self._desk.look, evidence.before, evidence.after))
        for each in evidence.caveats:
            card.body.addWidget(Text(f"– {each}", tone="quiet", step="small", wrap=True))
        return card


class Bars(QWidget):
    """Two bars under one another, before and after, each with its number; told in words to a screen reader."""

    def __init__(self, look: Look, before: int, after: int) -> None:
        """Draw two counts."""
        super().__init__()
        self._look, self._counts = look, (("before", before), ("after", after))
        self.setAccessibleName(f"{before:,} before, {after:,} after")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for two bars."""
        return QSize(320, self._look.px(2 * (BAR + 10)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars on one scale that begins at nought."""
        del event
        look, colours = self._look, self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(12))
        most = max(*(number for _, number in self._counts), 1)
        left, room = look.px(LABEL), max(self.width() - look.px(LABEL + NUMBER), 1)
        for place, (words, number) in enumerate(self._counts):
            top, height = place * look.px(BAR + 10) + look.px(4), look.px(BAR)
            painter.setPen(QColor(colours.quiet))
            middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(QRectF(0, top, left, height), middle, words)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if words == "after" else colours.plain_line))
            length = max(room * number / most, 2)
            painter.drawRoundedRect(QRectF(left, top, length, height), 3, 3)
            painter.setPen(QColor(colours.ink))
            painter.drawText(QRectF(left + length + 8, top, look.px(NUMBER), height), middle, f"{number:,}")
        painter.end()


def change_in_words(before: int, after: int) -> str:
    """Return the difference of two counts: “13 fewer than before (54 before, 41 after)”."""
    counts = f"{before:,} before, {after:,} after"
    if before == after:
        return f"As many as before: {after:,}"
    word = "fewer" if after < before else "more"
    return f"{abs(after - before):,} {word} than before: {counts}"


def past_card(desk: Desk, record: PriorityRecord) -> QWidget:
    """Return a card of closed priorities about much the same, each with what worked."""
    card = banded(desk, "Tried before")
    if not record.past:
        words = "Nothing alike has been closed yet. What you learn here will be offered to the next."
        card.body.addWidget(Text(words, tone="quiet", wrap=True))
    for each in record.past:
        card.body.addWidget(_past(desk, each))
    return card


def _past(desk: Desk, line: PastLine) -> QWidget:
    priority = line.priority
    learned = priority.lesson or "No lesson was written down."
    way = WayIn(f"{priority.title}, {line.where}: {learned}", partial(desk.open, "priority", priority.id))
    words = column(spacing=1, margins=(4, 4, 4, 4))
    head = row(spacing=8)
    head.addWidget(Text(priority.title, strong=True, elide=True), 1)
    words.addLayout(head)
    words.addWidget(Text(line.where, tone="quiet", step="small", elide=True))
    words.addWidget(Text(learned, tone="" if priority.lesson else "quiet", wrap=True))
    way.setLayout(words)
    return way
