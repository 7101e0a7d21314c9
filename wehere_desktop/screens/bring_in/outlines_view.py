"""A file's outlines before they are brought in: on a map, and each thing that is wrong with them in words beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, WayIn, clear, column, row
from wehere_desktop.intake.boundary_sight import CROSSING, GAP, OVERLAP
from wehere_desktop.screens.bring_in.outlines_picture import MOST_NUMBERED, OutlinesPicture
from wehere_desktop.screens.bring_in.step import put_behind
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.boundary_sight import BoundariesSeen, TroubleSeen

LIST_WIDTH = 372
SORTS = {CROSSING: "Crosses itself", OVERLAP: "Overlap", GAP: "Gap"}
SIGNS = (
    "Light ground is in the file. Red hatching: ground that two outlines claim. Amber hatching: a gap. Numbers are "
    "those of the list. Sketch map; contains OS, Royal Mail and National Statistics data © Crown copyright and "
    "database right 2025."
)
CLEAN = (
    "Nothing is wrong with these outlines: none crosses itself, none overlaps another, and no gap lies between them."
)
MENDED = "Mended as the file is brought in; each line says how. Press one to look closer."
NOT_MENDED = "They are brought in as they are. Press a line to look closer."


class OutlinesView(QWidget):
    """The picture at the left, the list of what is wrong at the right; a line of it is looked at closely by a click."""

    #: What is wrong is to be mended after all.
    asked_to_mend = Signal()

    def __init__(self, desk: Desk, *, behind: QWidget) -> None:
        """Begin with nothing; Tab comes here from the widget `behind` which it stands."""
        super().__init__()
        self._desk, self._behind = desk, behind
        self._seen: BoundariesSeen | None = None
        self.picture = OutlinesPicture(desk)
        self.whole = Button("Show all of it", self.show_whole, rank="link")
        self.mend = Button("Mend them", self.asked_to_mend.emit)
        self._list = ScrollPage(margins=(4, 4, 4, 8), spacing=0)
        self._card = Card(tight=True)
        self._card.setAccessibleName("What is wrong with the outlines")
        self._head = Text("", strong=True)
        self._said = Text("", tone="quiet", wrap=True)
        self._lay_out()
        desk.look.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        left = column(spacing=6)
        left.addWidget(self.picture, 1)
        signs = row(spacing=12)
        signs.addWidget(Text(SIGNS, tone="quiet", step="small", wrap=True), 1)
        signs.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(signs)
        top = column(spacing=6, margins=(16, 12, 16, 8))
        top.addWidget(self._head)
        top.addWidget(self._said)
        act = row()
        act.addWidget(self.mend)
        act.addStretch(1)
        top.addLayout(act)
        self._card.body.addLayout(top)
        self._card.body.addWidget(self._list, 1)
        across = row(spacing=16)
        across.addLayout(left, 1)
        across.addWidget(self._card)
        self.setLayout(across)

    def show_seen(self, seen: BoundariesSeen | None) -> None:
        """Show the outlines of a file and what is wrong with them."""
        self._seen = seen
        self.picture.show_seen(seen)
        clear(self._list.body)
        if seen is None:
            return
        number = len(seen.troubles)
        self._head.say(f"{counted(number, 'thing')} wrong with the outlines" if number else "All is well")
        self._said.say((MENDED if seen.mends else NOT_MENDED) if number else CLEAN)
        self.mend.setVisible(bool(number) and not seen.mends)
        self.whole.setVisible(bool(number))
        rows = [self._row(at, each) for at, each in enumerate(seen.troubles[:MOST_NUMBERED])]
        for each in rows:
            self._list.body.addWidget(each)
        if number > MOST_NUMBERED:
            more = Text(f"and {number - MOST_NUMBERED:,} smaller ones", tone="quiet")
            more.setContentsMargins(12, 8, 12, 8)
            self._list.body.addWidget(more)
        self._list.body.addStretch(1)
        put_behind(self._behind, [self.whole, self.mend, *rows])

    def look_at(self, trouble: int) -> None:
        """Look closely at one thing that is wrong, by its place in the list from 0."""
        self.picture.show_seen(self._seen, trouble)

    def show_whole(self) -> None:
        """Show all the outlines again."""
        self.picture.show_seen(self._seen)

    def _row(self, at: int, trouble: TroubleSeen) -> WayIn:
        what = f"{SORTS[trouble.sort]}, {trouble.size}" if trouble.size else SORTS[trouble.sort]
        line = WayIn(f"{at + 1}. {what}: {trouble.about}, {trouble.becomes}; look closer", partial(self.look_at, at))
        words = column(spacing=1, margins=(12, 8, 12, 8))
        words.addWidget(Text(f"{at + 1}. {what}", strong=True, wrap=True))
        words.addWidget(Text(trouble.about, wrap=True))
        words.addWidget(
            Text(f"{trouble.becomes[:1].upper()}{trouble.becomes[1:]}.", tone="quiet", step="small", wrap=True)
        )
        line.setLayout(words)
        return line

    def resizeEvent(self, event: object) -> None:
        """Share out the width."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self._fit()

    def _fit(self) -> None:
        self._card.setFixedWidth(min(self._desk.look.px(LIST_WIDTH), max(self.width() * 36 // 100, 260)))
