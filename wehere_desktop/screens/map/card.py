"""The record beside the map: what was pointed at, in words, and the first things to do from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, Text, clear, row

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.map.card_facts import CardFacts

WHAT_WIDTH = 92


class RecordCard(Card):
    """Shows one record in brief. `putting` begins to put its place on the map right, `kept` and `left` end it."""

    putting = Signal()
    left = Signal()
    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with what to do."""
        super().__init__()
        self._desk = desk
        self.setAccessibleName("What was pointed at")
        self.body.setContentsMargins(16, 12, 16, 14)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.body.addWidget(self._inside)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what belongs here."""
        clear(self._lines)
        self._lines.addWidget(Text("Point at something", strong=True))
        self._lines.addWidget(
            Text(
                "Click a mark on the map, or move through the list below: its record stands here.",
                tone="quiet",
                wrap=True,
            )
        )

    def show_facts(self, facts: CardFacts, *, moved: str = "") -> None:
        """Show a record; `moved` says how far its mark was dragged while its place is being put right."""
        clear(self._lines)
        head = Text(facts.title, strong=True, wrap=True)
        self._lines.addWidget(head)
        self._lines.addWidget(Text(facts.under, tone="quiet", step="small"))
        for warning in facts.warnings:
            self._lines.addWidget(Text(f"Warning: {warning}", tone="late", wrap=True))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(8)
        grid.setColumnMinimumWidth(0, self._desk.look.px(WHAT_WIDTH))
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(facts.lines):
            grid.addWidget(Text(line.what, tone="quiet", step="small"), number, 0)
            grid.addWidget(Text(line.said, tone=line.tone, wrap=True), number, 1)
        self._lines.addLayout(grid)
        self._lines.addLayout(self._doings(facts, moved))

    def _doings(self, facts: CardFacts, moved: str) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(8)
        across = row(spacing=8)
        if moved:
            whole.addWidget(Text(moved, wrap=True))
            across.addWidget(Button("Keep this position", self.kept.emit, rank="first"))
            across.addWidget(Button("Leave it", self.left.emit))
            across.addStretch(1)
            whole.addLayout(across)
            return whole
        if self._desk.can_open(facts.kind):
            across.addWidget(
                Button(
                    "Open", lambda: self._desk.open(facts.kind, facts.record), rank="first", name=f"Open {facts.title}"
                )
            )
        if facts.kind == "place" and self._desk.can_log:
            across.addWidget(Button("Log a visit", lambda: self._desk.quick_log(facts.record)))
        across.addStretch(1)
        whole.addLayout(across)
        if facts.kind == "place" and facts.position is not None and not self._desk.book.read_only:
            under = row()
            under.addWidget(Button("Put its position right", self.putting.emit, rank="link"))
            under.addStretch(1)
            whole.addLayout(under)
        return whole
