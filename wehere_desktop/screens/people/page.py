"""The page: its head with the three ways of looking, and under it the one that is looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from wehere_desktop.desk.chips import say_choice
from wehere_desktop.desk.page_parts import find_field, page_action
from wehere_desktop.desk.pieces import Button, Text, column, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.screens.people.list_page import ListPage
from wehere_desktop.screens.people.panel_page import PanelPage
from wehere_desktop.screens.people.twins_page import TwinsPage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.records.change import Changed

# What can put a person elsewhere in the list or change their row; anything else touches the record alone.
IN_THE_LIST = frozenset({"contact", "contact_role", "place", "visit", "beat"})
IN_THE_PANEL = frozenset({"contact", "contact_role", "place", "questionnaire", "beat"})
AMONG_TWINS = frozenset({"contact", "contact_role"})
FILTER_WIDTH = 224
LIST, PANEL, TWINS = range(3)
WAYS = ("Everybody", "Key Individual Network", "Likely duplicates")


class People(ScreenWidget):
    """Three ways of looking at the people of the book."""

    def __init__(self, desk: Desk) -> None:
        """Lay out head and pages; the panel and the pairs are asked for when they are first looked at."""
        super().__init__()
        self._desk = desk
        # Made in the order in which they are read, which is that of Tab
        self.ways = [Button(words, partial(self.look_at, at), rank="chip") for at, words in enumerate(WAYS)]
        self.words = find_field("Filter the list by name, organisation, number or place")
        self.list = ListPage(desk, self.words)
        self.panel = PanelPage(desk, self.list.deeds)
        self.twins = TwinsPage(desk)
        self._stale = {PANEL, TWINS}
        self._twins = -1
        self._told = ""
        self._count = Text("", tone="quiet", elide=True)
        self._stack = QStackedWidget()
        for page in (self.list, self.panel, self.twins):
            self._stack.addWidget(page)
        head = row(spacing=8)
        head.addWidget(Text("People", step="title"))
        head.addSpacing(8)
        for chip in self.ways:
            head.addWidget(chip)
        head.addSpacing(4)
        head.addWidget(self._count, 1)
        head.addWidget(self.words)
        whole = column(spacing=12, margins=(20, 16, 20, 16))
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.add_action = page_action(self, "Add a person", self.add, "Ctrl+Shift+A", enabled=not desk.book.read_only)
        self._wire()
        self._show_ways()

    def _wire(self) -> None:
        self.list.counted.connect(self._tell_count)
        self.list.asked_to_add.connect(self.add)
        self.twins.counted.connect(self._tell_twins)
        deeds = self.list.deeds
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (
            ("F2", lambda: deeds.edit(self.list.shown)),
            ("F8", self._ask_questions),
            ("Ctrl+F", self._filter),
            ("Ctrl+Shift+N", lambda: deeds.add_role(self.list.shown)),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def refresh(self, changed: Changed | None) -> None:
        """Ask anew for what the change touched; what is on show stays until it is there."""
        kinds = changed.kinds if changed is not None else IN_THE_LIST | IN_THE_PANEL
        if not IN_THE_LIST.isdisjoint(kinds):
            self.list.narrow()
        if self.list.shown:
            self.list.ask()
        self._stale |= {at for at, of in ((PANEL, IN_THE_PANEL), (TWINS, AMONG_TWINS)) if not of.isdisjoint(kinds)}
        self._freshen()

    def show_record(self, kind: str, record: str) -> None:
        """Show a person, or whoever answered a questionnaire."""
        if kind == "questionnaire":
            found = self._desk.book.questionnaires.find(record)
            record = found.contact if found is not None else ""
        if record:
            self.look_at(LIST)
            self.list.show_person(record)

    def commands(self) -> list[QAction]:
        """Offer to add a person."""
        return [self.add_action]

    def add(self, name: str = "") -> None:
        """Lay the sheet for a new person."""
        self.list.deeds.add(name, then=lambda contact: self.show_record("contact", contact))

    def look_at(self, page: int) -> None:
        """Look at the list, the panel or the likely duplicates."""
        self._stack.setCurrentIndex(page)
        self._show_ways()
        self._freshen()

    def _freshen(self) -> None:
        page = self._stack.currentIndex()
        if page in self._stale:
            self._stale.discard(page)
            if page == PANEL:
                self.panel.reload()
            else:
                self.twins.look()

    def _show_ways(self) -> None:
        at = self._stack.currentIndex()
        for number, chip in enumerate(self.ways):
            known = number == TWINS and self._twins >= 0
            say_choice(chip, f"{WAYS[number]} {self._twins:,}" if known else WAYS[number], on=number == at)
        self.words.setVisible(at == LIST)
        self._count.say(self._told if at == LIST else "")

    def _tell_count(self, words: str) -> None:
        self._told = words
        self._show_ways()

    def _tell_twins(self, number: int) -> None:
        self._twins = number
        self._show_ways()

    def _ask_questions(self) -> None:
        if self._stack.currentIndex() == PANEL:
            self.panel.ask()
        else:
            self.list.deeds.ask_questions(self.list.shown)

    def _filter(self) -> None:
        self.look_at(LIST)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the filter field its share of the room."""
        super().resizeEvent(event)
        self.words.setFixedWidth(min(self._desk.look.px(FILTER_WIDTH), max(self.width() // 5, 120)))
