"""A register of promises or queries: the list at the left, the chosen one beside it with what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.pieces import Card, EmptyState, Text, column, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.screens.visits.narrowing import Narrowed, Narrowing
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.records.change import Changed
    from wehere_desktop.screens.visits.entry_card import EntryCard

RECORD_WIDTH = 420
RECORD_SHARE = 0.42
# Where large type leaves the list little room, the last columns go: the card beside it says the same.
GONE_BELOW = (0, 0, 560, 680)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a register keeps, in words: one and several of it, what belongs there, the first step, and its icon."""

    kind: str
    one: str
    many: str
    belongs: str
    more: str
    step: str
    icon: str
    find: str


class RegisterSource:
    """Where the rows come from; `ids` is asked in the book's lane, after the narrowing was read in the window."""

    def __init__(self, ids: Callable[[], Sequence[str]], rows: Callable[[Sequence[str]], Sequence[Any]]) -> None:
        """Ask these two."""
        self._ids, self._rows = ids, rows

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids, always in the register's own order."""
        del order, descending
        return self._ids()

    def rows(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return the lines of some."""
        return self._rows(ids)


class RegisterPage(ScreenWidget):
    """Shows one register, and one of its entries in full."""

    #: The number of entries shown is another.
    counted = Signal()
    #: A new entry is asked for.
    asked_for_new = Signal()

    def __init__(
        self,
        desk: Desk,
        kept: Kept,
        columns: Sequence[Column],
        card: EntryCard,
        *,
        stands: Sequence[tuple[str, str]],
        ids: Callable[[Narrowed, tuple[str, ...], tuple[str, ...]], Sequence[str]],
        rows: Callable[[Sequence[str]], Sequence[Any]],
    ) -> None:
        """Lay out a register; `ids` is asked with what is wanted, the officers and the beats."""
        super().__init__()
        self._desk, self._kept, self._ids = desk, kept, ids
        self._shown = ""
        self._wished = ""
        self.card = card
        self.filters = Narrowing(desk, stands, find=kept.find)
        self._asked = (self.filters.wanted, *self.filters.owners_and_beats())
        self.model = RowsModel(columns, RegisterSource(self._all, rows), desk.background, parent=self)
        self.table = Table(kept.many.capitalize(), self.model, desk.look)
        self.count = Text("", tone="quiet", elide=True)
        self.filters.changed.connect(self.reload)
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(self._go_to_card)
        desk.look.changed.connect(self._fit)
        self._lay_out()

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the register anew; what is on show and what is typed beside it stays."""
        del changed
        self.reload()
        if self._shown:
            self._show(self._shown)

    def reload(self) -> None:
        """Ask for the list as it is narrowed now."""
        self._asked = (self.filters.wanted, *self.filters.owners_and_beats())
        self.model.reload()

    def show_record(self, kind: str, record: str) -> None:
        """Show one entry, widening the register where it is narrowed to others."""
        del kind
        self._wished = record
        self._show(record)
        if self.table.go_to(record):
            self._wished = ""
        elif self.model.rowCount():
            self._widen()

    def has_unsaved(self) -> bool:
        """Say whether something typed beside the list is not kept yet."""
        return self.card.has_unsaved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between list and entry."""
        super().resizeEvent(event)
        self._fit()

    def _all(self) -> Sequence[str]:
        return self._ids(*self._asked)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = QWidget()
        self._stack.addWidget(self._empty)
        held = Card("", tight=True)
        held.setAccessibleName(self._kept.many.capitalize())
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self._stack)
        left = column(spacing=12)
        left.addWidget(self.filters)
        left.addWidget(held, 1)
        self._side = Card("", tight=True)
        self._side.setAccessibleName(f"The {self._kept.one} chosen")
        self._side.body.addWidget(self.card)
        whole = row(spacing=16, margins=(20, 0, 20, 20))
        whole.addLayout(left, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)
        self.card.show_one("")
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        self._side.setFixedWidth(min(look.px(RECORD_WIDTH), max(int(self.width() * RECORD_SHARE), 280)))
        left = self.width() - self._side.width()
        for number, least in enumerate(GONE_BELOW):
            self.table.setColumnHidden(number, left < look.px(least))

    def _arrived(self, count: int) -> None:
        self.count.say(f"{counted(count, self._kept.one, self._kept.many)}, {self.filters.in_words()}")
        self.counted.emit()
        if not count:
            self._show_empty()
        self._stack.setCurrentIndex(0 if count else 1)
        if self._wished:
            if self.table.go_to(self._wished):
                self._wished = ""
            else:
                self._widen()
            return
        if count and not self.table.current():
            self.table.go_to(self.model.id_at(0))
        if not count:
            self._show("")

    def _widen(self) -> None:
        wished, self._wished = self._wished, ""
        if self._desk.book.section(self._kept.kind).find(wished) is None:
            return
        before = self.filters.wanted
        self.filters.want_everything()
        if self.filters.wanted != before:
            self._wished = wished

    def _show_empty(self) -> None:
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        look, kept = self._desk.look, self._kept
        if self._desk.book.section(kept.kind).count():
            state = EmptyState(
                look,
                kept.icon,
                f"No {kept.one} is like that.",
                "Look at everybody’s, or at those that are over.",
                step=f"Show all {kept.many}",
                take=self.filters.want_everything,
            )
        else:
            step = "" if self._desk.book.read_only else kept.step
            state = EmptyState(look, kept.icon, kept.belongs, kept.more, step=step, take=self.asked_for_new.emit)
        middle = column()
        middle.addStretch(2)
        middle.addWidget(state)
        middle.addStretch(3)
        self._empty = QWidget()
        self._empty.setLayout(middle)
        self._stack.insertWidget(1, self._empty)

    def _go_to_card(self) -> None:
        self.card.take_focus()

    def _choose(self, record: str) -> None:
        if record and record != self._shown:
            self._show(record)

    def _show(self, record: str) -> None:
        there = record if record and self._desk.book.section(self._kept.kind).find(record) is not None else ""
        self._shown = there
        self.card.show_one(there)
        self._side.setVisible(bool(there))
