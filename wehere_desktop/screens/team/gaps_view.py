"""The tab of gaps: one card for each sort, each line with the button that mends it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from wehere_desktop.desk.pieces import Button, Card, CardRow, EmptyState, Pill, ScrollPage, clear
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.team.gaps import Gap, GapGroup

SHOWN = 12
PILL_WIDTH = 104


class GapsView(ScrollPage):
    """Widgets only: it shows gaps and says which is to be mended or looked at."""

    #: A gap is to be mended; carries the `Gap`.
    asked_to_mend = Signal(object)
    #: What a gap is about is to be shown; carries kind and id.
    asked_to_show = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__(margins=(0, 0, 0, 0), spacing=16)
        self._desk = desk
        self._open: set[str] = set()
        self._groups: Sequence[GapGroup] = ()

    def show_all(self, groups: Sequence[GapGroup]) -> None:
        """Show these gaps; where there are none, that it is a good day."""
        self._groups = groups
        at = self.verticalScrollBar().value()
        clear(self.body)
        for each in groups:
            self.body.addWidget(self._card(each))
        if not groups:
            self.body.addStretch(2)
            self.body.addWidget(
                EmptyState(
                    self._desk.look,
                    "good-day",
                    "No gaps.",
                    "Every beat has somebody, every place has a name, and whoever is away is covered.",
                )
            )
            self.body.addStretch(1)
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(at)

    def _card(self, group: GapGroup) -> Card:
        card = Card(group.heading, group.note, tight=True)
        whole = group.heading in self._open or len(group.gaps) <= SHOWN + 1
        for each in group.gaps if whole else group.gaps[:SHOWN]:
            card.add(self._row(each))
        if not whole:
            words = f"Show all {counted(len(group.gaps), 'line')}"
            more = Button(
                words, partial(self._show_whole, group.heading), rank="link", name=f"{words}: {group.heading}"
            )
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
            card.body.addSpacing(8)
        return card

    def _row(self, gap: Gap) -> CardRow:
        act: Button | None = None
        if not self._desk.book.read_only:
            name = f"{gap.mend.value}: {gap.title}"
            act = Button(gap.mend.value, partial(self.asked_to_mend.emit, gap), rank="link", name=name)
            act.setMinimumWidth(self._desk.look.px(PILL_WIDTH + 16))
        pill = Pill(gap.word, gap.tone) if gap.word else None
        opens = partial(self.asked_to_show.emit, gap.kind, gap.record)
        return CardRow(gap.title, gap.more, pill=pill, act=act, opens=opens, pill_width=self._desk.look.px(PILL_WIDTH))

    def _show_whole(self, heading: str) -> None:
        self._open.add(heading)
        self.show_all(self._groups)
