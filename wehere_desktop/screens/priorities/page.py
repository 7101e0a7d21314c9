"""The Priorities page: the board or the list under one set of filters, and over both the record of what was opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.page_parts import (
    find_field,
    in_the_middle,
    list_card,
    page_action,
    tab_bar,
)
from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.desk.pieces import EmptyState, Text, clear, column, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.desk.tables import RowsModel, Table
from wehere_desktop.neighbourhood.priority import PriorityLife
from wehere_desktop.screens.priorities.board import Board
from wehere_desktop.screens.priorities.cards import CardFacts, gather_cards
from wehere_desktop.screens.priorities.doings import Doings
from wehere_desktop.screens.priorities.filters import Filters
from wehere_desktop.screens.priorities.listing import CardSource, columns
from wehere_desktop.screens.priorities.move_panel import MovePanel, asks_more
from wehere_desktop.screens.priorities.record import PriorityRecord, gather_record
from wehere_desktop.screens.priorities.record_page import RecordPage
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Job
    from wehere_desktop.neighbourhood.priority import Priority
    from wehere_desktop.records.change import Changed

BOARD, LIST = range(2)
TABS = ("Board", "List")
FILTER_WIDTH, COUNT_WIDTH = 224, 112
TYPING_MS = 60
NOTHING_FITS = "Nothing here fits"


class PrioritiesPage(ScreenWidget):
    """Cards are asked for once and narrowed here, so that a key is answered at once however many there are."""

    def __init__(self, desk: Desk) -> None:
        """Lay out board, list, record and the panel that asks what a step needs."""
        super().__init__()
        self._desk = desk
        self._cards: list[CardFacts] = []
        self._shown, self._then_on = "", ""
        self._asked: Job | None = None
        self._asked_record: Job | None = None
        self.filters, self.doings = Filters(desk), Doings(desk)
        self.tabs = tab_bar("Board or list", TABS)
        self.words = find_field(
            "Filter the priorities by title, words, beat, theme or partner", "Filter the priorities"
        )
        self.board = Board(desk.look)
        self._source = CardSource()
        self._model = RowsModel(columns(), self._source, desk.background, parent=self)
        self.table = Table("Priorities", self._model, desk.look)
        self.panel, self.record = MovePanel(desk), RecordPage(desk, self.doings)
        self._count = Text("", tone="quiet")
        self._pages, self._inner = QStackedWidget(), QStackedWidget()
        self._empty_box, self._empty = QWidget(), column()
        self.add_action = page_action(self, "Add a priority", self.add, "Ctrl+Shift+A", enabled=not desk.book.read_only)
        self._typing = after_a_pause(self, TYPING_MS, self._narrow_by_words)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.words.setFixedWidth(self._desk.look.px(FILTER_WIDTH))
        head = row(spacing=8)
        head.addWidget(Text("Priorities", step="title"))
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.words)
        chips = row(spacing=8)
        chips.addWidget(self.filters, 1)
        # Of one width, so that nothing else is laid anew with each letter that narrows
        self._count.setFixedWidth(self._desk.look.px(COUNT_WIDTH))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        chips.addWidget(self._count)
        self._empty_box.setLayout(self._empty)
        for each in (self.board, list_card("List of priorities", self.table), self._empty_box):
            self._inner.addWidget(each)
        every = QWidget()
        inside = column(spacing=12)
        inside.addLayout(head)
        inside.addLayout(chips)
        inside.addWidget(self._inner, 1)
        every.setLayout(inside)
        self._pages.addWidget(every)
        self._pages.addWidget(self.record)
        whole = column(spacing=12, margins=(20, 16, 20, 16))
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.panel)
        self.setLayout(whole)

    def _wire(self) -> None:
        self.words.textChanged.connect(lambda _: self._typing.start())
        self.words.returnPressed.connect(self._into_cards)
        self.tabs.currentChanged.connect(lambda _: self._narrow())
        self.filters.narrowed.connect(self._narrow)
        self.filters.moved.connect(self._ask)
        self.board.opened.connect(self.open)
        self.board.asked_to_move.connect(self._move)
        self.table.opened.connect(self.open)
        self.record.left.connect(self.leave_record)
        self.record.asked_to_move.connect(lambda life: self._move(self._shown, life))
        self.panel.kept.connect(self._moved)
        self.panel.left.connect(self._focus_back)
        self.doings.kept.connect(self.open)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (("F2", self.edit), ("Ctrl+F", self._filter), ("Escape", self._escape)):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)
        for keys, step in (("Ctrl+Right", 1), ("Ctrl+Left", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move_in_list, step))

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the cards and the record anew; what is on show stays until they are there."""
        del changed
        self._ask()
        if self._shown:
            self._ask_record()

    def show_record(self, kind: str, record: str) -> None:
        """Show a priority."""
        if kind == "priority":
            self.open(record)

    def has_unsaved(self) -> bool:
        """Say whether the plan, a new action or a step's answers are typed and not kept."""
        return self.panel.has_unsaved() or (bool(self._shown) and self.record.has_unsaved())

    def commands(self) -> list[QAction]:
        """Offer to add a priority."""
        return [self.add_action]

    def add(self) -> None:
        """Lay the sheet for a new priority, on the beat looked at."""
        beats = self.filters.beats()
        own = self._desk.mine().beats
        self.doings.add(beats[0] if len(beats) == 1 else next((each for each in own if each in beats), ""))

    def edit(self) -> None:
        """Lay the sheet for changing the priority on show, or the one with the focus."""
        card = self._card(self._shown or self._current())
        if card is not None:
            self.doings.edit(card.priority)
        elif self._shown:
            self.record.edit()

    def open(self, priority: str) -> None:
        """Show the record of a priority; what is written in the plan on show is kept first."""
        if self._shown and self._shown != priority and self.record.plan.has_unsaved():
            self.record.plan.keep(then=partial(self._open, priority))
            return
        self._open(priority)

    def leave_record(self) -> None:
        """Go back to the board or the list; what is written in the plan is kept first."""
        if self.record.plan.has_unsaved():
            self.record.plan.keep(then=self._leave)
            return
        self._leave()

    def _open(self, priority: str) -> None:
        self._shown = priority
        if self.panel.is_asking():
            self.panel.leave()
        self._ask_record()

    def _leave(self) -> None:
        left, self._shown = self._shown, ""
        self._pages.setCurrentIndex(0)
        self._stand_on(left)
        self._into_cards()

    def _ask(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
        desk, today, beats = self._desk, self._desk.today(), self.filters.beats()
        officer, own = desk.book.holder, desk.mine().beats
        self._asked = desk.ask_book(
            lambda book: gather_cards(book, today, beats, officer=officer, own_beats=own), self._tell, owner=self
        )

    def _tell(self, cards: list[CardFacts]) -> None:
        self._asked, self._cards = None, cards
        self.filters.tell_stale(sum(each.stale for each in cards))
        self._narrow()

    def _narrow_by_words(self) -> None:
        self.filters.want_words(self.words.text())

    def _narrow(self) -> None:
        fitting = self.filters.wanted.of(self._cards)
        listing = self.tabs.currentIndex() == LIST
        if listing:
            self._source.put(fitting)
            self._model.put_ids(self._source.ids(self._model.order, descending=self._model.descending))
            self._count.say(counted(len(fitting), "priority", "priorities"))
        else:
            self.board.put(fitting, self._desk.today())
            self._count.say(counted(self.board.number(), "priority", "priorities"))
        if not fitting and self._asked is None:
            self._say_empty()
            self._inner.setCurrentWidget(self._empty_box)
        else:
            self._inner.setCurrentIndex(LIST if listing else BOARD)
        if self._then_on:
            self._stand_on(self._then_on)
            self._then_on = ""

    def _say_empty(self) -> None:
        clear(self._empty)
        look, reading = self._desk.look, self._desk.book.read_only
        if self._cards:
            said = EmptyState(look, "filter", NOTHING_FITS, "Take them off.", step="Show all", take=self._all)
        else:
            said = EmptyState(
                look,
                "priorities",
                f"No priorities on {self.filters.where()} yet" if self.filters.beats() else "No priorities yet",
                "What a community has chosen, what is being done about it, and what people were told stand here.",
                step="" if reading else "Add a priority",
                take=self.add,
            )
        self._empty.addWidget(in_the_middle(said))

    def _all(self) -> None:
        self.words.clear()
        self.filters.want_words("")
        self.filters.clear()

    def _ask_record(self) -> None:
        if self._asked_record is not None:
            self._asked_record.cancel()
        priority, today = self._shown, self._desk.today()
        self._asked_record = self._desk.ask_book(
            lambda book: gather_record(book, priority, today), self._tell_record, owner=self
        )

    def _tell_record(self, record: PriorityRecord | None) -> None:
        self._asked_record = None
        if record is None or record.priority.id != self._shown:
            if record is None and self._shown:
                self._leave()
            return
        fresh = self._pages.currentWidget() is not self.record
        self.record.tell(record)
        self._pages.setCurrentWidget(self.record)
        if fresh:
            self.record.take_focus()

    def _move(self, priority: str, life: PriorityLife) -> None:
        found = self._priority(priority)
        if found is None or found.life is life or not self.doings.may_write():
            return
        if asks_more(found, life):
            # Out of proposed the next thing to know is always who chose it
            wanted = life if life is PriorityLife.CLOSED else PriorityLife.ADOPTED
            self.panel.ask(found, wanted, open_concerns=self._open_concerns(priority))
            return
        self._then_on = "" if self._shown else priority
        self.doings.move(found, life)

    def _move_in_list(self, step: int) -> None:
        found, lives = self._priority(self.table.current()), list(PriorityLife)
        if found is not None and 0 <= lives.index(found.life) + step < len(lives):
            self._move(found.id, lives[lives.index(found.life) + step])

    def _moved(self, priority: str) -> None:
        self._then_on = "" if self._shown else priority
        self._focus_back()

    def _focus_back(self) -> None:
        if self._shown:
            self.record.take_focus()
        else:
            self._into_cards()

    def _priority(self, priority: str) -> Priority | None:
        record = self.record.record()
        if self._shown and record is not None and record.priority.id == priority:
            return record.priority
        card = self._card(priority)
        return card.priority if card is not None else None

    def _card(self, priority: str) -> CardFacts | None:
        return next((each for each in self._cards if each.priority.id == priority), None)

    def _open_concerns(self, priority: str) -> int:
        card = self._card(priority)
        record = self.record.record()
        if card is None:
            return record.open_concerns if record is not None else 0
        return card.on.open_concerns

    def _current(self) -> str:
        return self.table.current() if self.tabs.currentIndex() == LIST else self.board.current()

    def _stand_on(self, priority: str) -> None:
        if self.tabs.currentIndex() == LIST:
            self.table.go_to(priority)
        else:
            self.board.go_to(priority)
            if self.board.isVisible() and not self._shown:
                self.board.take_focus()

    def _into_cards(self) -> None:
        if self.tabs.currentIndex() == LIST:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.board.take_focus()

    def _filter(self) -> None:
        if not self._shown:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()

    def _escape(self) -> None:
        if self.panel.is_asking():
            self.panel.leave()
        elif self._shown:
            self.leave_record()
        elif self.words.text():
            self.words.clear()
