"""The page of what people raised: the list, what is to be sorted, and you said, we did, each on its tab."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from wehere_desktop.desk.grounds import Ground
from wehere_desktop.desk.left_behind import LeftLine
from wehere_desktop.desk.page_parts import page_action, tab_bar
from wehere_desktop.desk.pieces import column, row
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.neighbourhood.telling import Audience
from wehere_desktop.screens.concerns.board import Board
from wehere_desktop.screens.concerns.concern_sheet import DRAFTED, new_concern
from wehere_desktop.screens.concerns.filters import Wanted
from wehere_desktop.screens.concerns.list_page import ListPage
from wehere_desktop.screens.concerns.sorting import SortingPage

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.change import Changed

LIST, SORT, BOARD = range(3)
FIND_WIDTH = 220
# What decides which beats and officers there are to choose from
STAFF = frozenset({"beat", "officer", "posting"})
MOST_PRINTS = 12
PAPER = "wehere_desktop.handouts.you_said"
# What each paper is called, and what its file's name ends with
PAPERS = {
    Audience.BEAT: ("You said, we did", ""),
    Audience.EVERYONE: ("You said, we did, for everyone", " for everyone"),
    Audience.RAISED: ("Slips for those who raised it, not to be published", " slips"),
}


class ConcernsPage(ScreenWidget):
    """Three tabs; what was left behind in a sheet stands above them."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the tabs."""
        super().__init__()
        self._desk = desk
        self.tabs = tab_bar(
            "The list, what is to be sorted, or you said, we did", ("Raised", "To sort", "You said, we did")
        )
        self.list = ListPage(desk)
        self.sorting = SortingPage(desk)
        self.board = Board(desk)
        self._stack = QStackedWidget()
        for page in (self.list, self.sorting, self.board):
            self._stack.addWidget(page)
        self.left = LeftLine(desk, DRAFTED)
        self.add_action = page_action(
            self, "Add what was raised", self.add, "Ctrl+Shift+A", enabled=not desk.book.read_only
        )
        self.tabs.currentChanged.connect(self._turn)
        self.list.chosen.connect(self.offers_changed)
        self.list.asked_for_new.connect(self.add)
        self.list.filters.changed.connect(self._count_to_sort)
        self.sorting.counted.connect(self._say_to_sort)
        self.board.asked_to_show.connect(partial(self.show_record, "concern"))
        self.board.asked_for_list.connect(self._show_list)
        desk.look.changed.connect(self._fit)
        self._find = self.list.filters.typed
        head = row(spacing=16, margins=(20, 12, 20, 8))
        head.addWidget(self.tabs)
        head.addWidget(self.list.count, 1)
        head.addWidget(self._find)
        self._head = head
        whole = column(spacing=0)
        whole.addLayout(head)
        whole.addWidget(self.left)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._fit()

    def refresh(self, changed: Changed | None) -> None:
        """Ask for what is on show anew."""
        if changed is None or not STAFF.isdisjoint(changed.kinds):
            self.sorting.look_again()
        self._refresh_tab()
        if self.tabs.currentIndex() != SORT:
            self._count_to_sort()
        self.left.look()

    def show_record(self, kind: str, record: str) -> None:
        """Show one concern in the list."""
        self.tabs.setCurrentIndex(LIST)
        self.list.show_record(kind, record)

    def has_unsaved(self) -> bool:
        """Say whether something typed while sorting is not kept yet."""
        return self.sorting.has_unsaved()

    def commands(self) -> list[QAction]:
        """Return what can be begun here."""
        return [self.add_action] if not self._desk.book.read_only else []

    def prints(self) -> list[PrintOffer]:
        """Return the paper of you said, we did, for each beat looked at."""
        if find_spec(PAPER) is None:
            return []
        book = self._desk.book
        concern = self.list.concern
        on_show = (concern.beat,) if concern is not None else ()
        beats = self.board.ground.beats if self.tabs.currentIndex() == BOARD else on_show
        found = book.beats.many(beats)[:MOST_PRINTS]
        # For one beat in all three wordings; for many the list would be too long to read
        audiences = tuple(PAPERS) if len(found) == 1 else (Audience.BEAT,)
        return [_paper_of(each.id, each.name, audience) for each in found for audience in audiences]

    def add(self) -> None:
        """Lay the sheet for something that was raised."""
        self._desk.show_sheet("Add what was raised", new_concern(self._desk))

    def _refresh_tab(self) -> None:
        at = self.tabs.currentIndex()
        if at == LIST:
            self.list.refresh(None)
        elif at == SORT:
            self.sorting.reload(self.list.filters.wanted.ground.beats)
        else:
            self.board.reload()

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.list.count.setVisible(at == LIST)
        self._find.setVisible(at == LIST)
        self._head.setStretch(0, 0 if at == LIST else 1)
        self._refresh_tab()
        if at == SORT and self.sorting.concern is not None:
            self.sorting.take_focus()
        self.offers_changed.emit()

    def _show_list(self, step: str, ground: object) -> None:
        if isinstance(ground, Ground):
            self.list.filters.want(Wanted(step=step, ground=ground))
        self.tabs.setCurrentIndex(LIST)

    def _count_to_sort(self) -> None:
        self.sorting.reload(self.list.filters.wanted.ground.beats)

    def _say_to_sort(self) -> None:
        left = self.sorting.left
        self.tabs.setTabText(SORT, f"To sort ({left:,})" if left else "To sort")

    def _fit(self) -> None:
        self._find.setFixedWidth(self._desk.look.px(FIND_WIDTH))


def _paper_of(beat: str, name: str, audience: Audience) -> PrintOffer:
    def make(book: BeatBook) -> bytes:
        from wehere_desktop.handouts.catalogue import find_handouts

        today = book.world.today()
        paper = find_handouts()["you-said"]
        if paper.chosen is not None:
            paper = paper.chosen(audience, None, today)
        pdf: bytes = paper.draw(paper.gather(book, beat, today)).pdf
        return pdf

    file = "".join(letter if letter.isalnum() or letter in " -" else " " for letter in name)
    title, suffix = PAPERS[audience]
    return PrintOffer(f"{title}: {name}", f"You said, we did {' '.join(file.split())}{suffix}.pdf", make, "beat", beat)
