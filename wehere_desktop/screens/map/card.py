"""The record beside the map: what was pointed at, in words, and the first things to do from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, Text, clear, row

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.map.card_facts import CardFacts

WHAT_WIDTH = 92
DRAWN = {"priority": "Draw or edit its area", "beat": "Draw or edit its boundary"}


class RecordCard(Card):
    """Shows one record in brief. `putting` begins to put its place on the map right, `kept` and `left` end that.

    `where_typed` says where the place is, typed; `drawing` begins to draw the area of a priority or beat.
    """

    putting = Signal()
    where_typed = Signal(str)
    drawing = Signal()
    left = Signal()
    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with what to do."""
        super().__init__()
        self._desk = desk
        self.setAccessibleName("What was pointed at")
        self.body.setContentsMargins(16, 12, 16, 14)
        self._first: QWidget = self
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

    def show_facts(
        self, facts: CardFacts, *, moved: str = "", aside: str = "", late: bool = False, can_keep: bool = False
    ) -> None:
        """Show a record; `moved` says how far its mark was dragged while its place is being put right.

        `late` says that in a warning tone, `can_keep` that it may be kept.
        `aside` is told under its name, such as that the map does not hold it.
        """
        had_focus = any(each.hasFocus() for each in self._inside.findChildren(QWidget))
        clear(self._lines)
        head = Text(facts.title, strong=True, wrap=True)
        self._lines.addWidget(head)
        self._lines.addWidget(Text(facts.under, tone="quiet", step="small"))
        if aside:
            self._lines.addWidget(Text(aside, tone="due", step="small", wrap=True))
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
        self._lines.addLayout(self._moving(moved, late=late, can_keep=can_keep) if moved else self._doings(facts))
        if moved and had_focus:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moving(self, moved: str, *, late: bool, can_keep: bool) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(8)
        whole.addWidget(Text(moved, tone="late" if late else "", wrap=True))
        where = QLineEdit()
        where.setAccessibleName("Where it is: a postcode, a grid reference or a position")
        where.setPlaceholderText("CW7 3EP, SJ 6552 6615 or 53.19, -2.51")
        where.returnPressed.connect(lambda: self.where_typed.emit(where.text()))
        whole.addWidget(where)
        across = row(spacing=8)
        keep = Button("Keep this position", self.kept.emit, rank="first")
        keep.setEnabled(can_keep)
        across.addWidget(keep)
        across.addWidget(Button("Leave it", self.left.emit))
        across.addStretch(1)
        whole.addLayout(across)
        self._first = keep if can_keep else where
        return whole

    def _doings(self, facts: CardFacts) -> QVBoxLayout:
        whole = QVBoxLayout()
        whole.setSpacing(8)
        across = row(spacing=8)
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
        if facts.kind in DRAWN and not self._desk.book.read_only:
            under = row()
            under.addWidget(Button(DRAWN[facts.kind], self.drawing.emit, rank="link"))
            under.addStretch(1)
            whole.addLayout(under)
        return whole
