"""The page of visits: the log, the promises made and the queries asked, each on its tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.left_behind import LeftLine
from wehere_desktop.desk.page_parts import page_action, tab_bar
from wehere_desktop.desk.pieces import Text, column, row
from wehere_desktop.desk.screen import Desk, PrintOffer, ScreenWidget
from wehere_desktop.screens.visits.log_page import LogPage
from wehere_desktop.screens.visits.papers import offers_of
from wehere_desktop.screens.visits.promises import new_promise, promises_page
from wehere_desktop.screens.visits.queries import queries_page
from wehere_desktop.screens.visits.query_sheet import new_query
from wehere_desktop.screens.visits.sheet import DRAFTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QLineEdit

    from wehere_desktop.records.change import Changed
    from wehere_desktop.screens.visits.register import RegisterPage

TABS = (("visit", "Visits"), ("promise", "Promises"), ("query", "Queries"))
FIND_WIDTH = 220
MINUTE_MS = 60_000


class VisitsPage(ScreenWidget):
    """Three tabs, what was left behind above them, and at their right how many there are and a field to find some."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the log; the registers are made when their tabs are first turned to."""
        super().__init__()
        self._desk = desk
        self.tabs = tab_bar("Visits, promises or queries", [words for _, words in TABS])
        self.log = LogPage(desk)
        self._pages: dict[str, LogPage | RegisterPage] = {"visit": self.log}
        self._registers: dict[str, RegisterPage] = {}
        self._stale: set[str] = set()
        self._stack = QStackedWidget()
        self._heads = QStackedWidget()
        self._add(self.log, self.log.count, self.log.filters.typed)
        self.left = LeftLine(desk, DRAFTED)
        may = not desk.book.read_only
        self.promise_action = page_action(
            self, "Add a promise", partial(self._show_sheet, "promise"), "Ctrl+Shift+R", enabled=may
        )
        self.query_action = page_action(
            self, "Log a query", partial(self._show_sheet, "query"), "Ctrl+Shift+Q", enabled=may
        )
        self.log.chosen.connect(self.offers_changed)
        # A clock that says “9 h left” is looked at again each minute while it is on show
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.look_at_clocks)
        self._minute.start()
        self.tabs.currentChanged.connect(self._turn)
        desk.look.changed.connect(self._fit)
        head = row(spacing=16, margins=(20, 12, 20, 8))
        head.addWidget(self.tabs)
        head.addWidget(self._heads, 1)
        whole = column(spacing=0)
        whole.addLayout(head)
        whole.addWidget(self.left)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._fit()

    @property
    def kind(self) -> str:
        """Return the kind of record whose tab is on show."""
        return TABS[max(self.tabs.currentIndex(), 0)][0]

    def register(self, kind: str) -> RegisterPage:
        """Return the page of promises or of queries, made when first asked for."""
        page = self._registers.get(kind)
        if page is None:
            page = promises_page(self._desk) if kind == "promise" else queries_page(self._desk)
            self._registers[kind] = self._pages[kind] = page
            self._add(page, page.count, page.filters.typed)
            page.refresh(None)
        return page

    def refresh(self, changed: Changed | None) -> None:
        """Ask for what is on show anew; the other tabs are asked when they are turned to."""
        self._stale = set(self._pages) - {self.kind}
        self._pages[self.kind].refresh(changed)
        self.left.look()

    def show_record(self, kind: str, record: str) -> None:
        """Turn to the tab of a record and show it there."""
        self.turn_to(kind)
        self._pages[kind].show_record(kind, record)

    def turn_to(self, kind: str) -> None:
        """Show a tab."""
        self.tabs.setCurrentIndex([each for each, _ in TABS].index(kind))

    def has_unsaved(self) -> bool:
        """Say whether something typed beside a register is not kept yet."""
        return any(page.has_unsaved() for page in self._pages.values())

    def commands(self) -> list[QAction]:
        """Return what can be begun here."""
        return [self.promise_action, self.query_action] if not self._desk.book.read_only else []

    def prints(self) -> list[PrintOffer]:
        """Return the sheet for the place of the visit on show, and the blank one."""
        visit = self.log.visit if self.kind == "visit" else None
        return offers_of(self._desk.book, visit)

    def look_at_clocks(self) -> None:
        """Show what is left of each query's hours as it is now, if the queries are on show."""
        if self.kind == "query" and self.isVisible():
            self.register("query").model.refresh_rows()

    def _add(self, page: LogPage | RegisterPage, count: Text, typed: QLineEdit) -> None:
        self._stack.addWidget(page)
        held = QWidget()
        across = row(spacing=8)
        across.addWidget(count, 1)
        across.addWidget(typed)
        held.setLayout(across)
        self._heads.addWidget(held)
        typed.setFixedWidth(self._desk.look.px(FIND_WIDTH))

    def _turn(self, at: int) -> None:
        kind = TABS[at][0]
        page = self.log if kind == "visit" else self.register(kind)
        self._stack.setCurrentWidget(page)
        self._heads.setCurrentIndex(self._stack.currentIndex())
        if kind in self._stale:
            self._stale.discard(kind)
            page.refresh(None)
        self.offers_changed.emit()

    def _show_sheet(self, kind: str) -> None:
        if kind == "promise":
            self._desk.show_sheet("Add a promise", new_promise(self._desk))
        else:
            self._desk.show_sheet("Log a query", new_query(self._desk))

    def _fit(self) -> None:
        for each in self._find_fields():
            each.setFixedWidth(self._desk.look.px(FIND_WIDTH))

    def _find_fields(self) -> Sequence[QLineEdit]:
        return [page.filters.typed for page in self._pages.values()]
