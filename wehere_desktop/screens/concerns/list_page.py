"""The list of what people raised, longest waiting first, with the chosen one beside it and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, Card, EmptyState, Text, column, row, rule
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.records.telling_back import concern_in_words, merge_into
from wehere_desktop.screens.concerns.answer_sheet import AnswerSheet
from wehere_desktop.screens.concerns.concern_sheet import ConcernSheet
from wehere_desktop.screens.concerns.filters import Filters, Wanted, ids_of
from wehere_desktop.screens.concerns.record_view import ConcernRecord
from wehere_desktop.screens.concerns.telling_sheet import NobodySheet, TellingSheet
from wehere_desktop.screens.concerns.words import ConcernRow, concern_in_full, concern_rows
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.concern import Concern

RECORD_WIDTH = 520
RECORD_SHARE = 0.44
# Where large type leaves the list little room, the last columns go: the record beside it says the same.
GONE_BELOW = {"beat": 560, "owner": 760}

COLUMNS = (
    Column("wait", "Waiting", lambda row: Cell(row.wait, tone="quiet"), 84),
    Column("said", "What was raised", lambda row: Cell(row.said, quiet=row.about, strong=True), 0),
    Column("step", "Stands", lambda row: Cell(row.step, tone=row.tone, pill=True), 116),
    Column("beat", "Beat", lambda row: Cell(row.beat, tone="quiet"), 112),
    Column("owner", "Sees to it", lambda row: Cell(row.owner or "–", tone="quiet"), 104),
)


class Listed:
    """Where the table's rows come from; `ids` is asked in the book's lane, after the filters were read."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        """Begin with what the filters begin with."""
        self._desk = desk
        self.wanted = wanted

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the concerns, in the order the filters ask for."""
        del order, descending
        return ids_of(self._desk.book, self.wanted)

    def rows(self, ids: Sequence[str]) -> Sequence[ConcernRow | None]:
        """Return the lines of some concerns."""
        return concern_rows(self._desk.book, ids, self._desk.today())


class ListPage(QWidget):
    """Filters over the list, and one concern of it in full."""

    #: Another concern is shown, or none.
    chosen = Signal()
    #: A new one is asked for.
    asked_for_new = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with what is open on one's own ground."""
        super().__init__()
        self._desk = desk
        self._shown = ""
        self._wished = ""
        self.filters = Filters(desk)
        self._listed = Listed(desk, self.filters.wanted)
        self.model = RowsModel(COLUMNS, self._listed, desk.background, parent=self)
        self.table = Table("What was raised", self.model, desk.look, several=True)
        self.record = ConcernRecord(desk)
        self.count = Text("", tone="quiet", elide=True)
        self.filters.changed.connect(self.reload)
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _: self.record.take_focus())
        self.table.selection_changed.connect(self._count_chosen)
        self.record.asked.connect(self.do)
        self.record.asked_to_add.connect(self._add_to)
        self.record.asked_to_join.connect(self._join)
        desk.look.changed.connect(self._fit)
        self._lay_out()

    @property
    def concern(self) -> Concern | None:
        """Return the concern on show."""
        return self.record.shown.concern if self.record.shown is not None else None

    def refresh(self) -> None:
        """Ask for the list anew; what is on show stays until it is there."""
        self.filters.count()
        self.reload()
        if self._shown:
            self._show(self._shown)

    def reload(self) -> None:
        """Ask for the list as it is narrowed now."""
        self._listed.wanted = self.filters.wanted
        self.model.reload()

    def show_record(self, record: str) -> None:
        """Show one concern, widening the list where it is narrowed to others."""
        self._wished = record
        self._show(record)
        if self.table.go_to(record):
            self._wished = ""
        elif self.model.rowCount():
            self._widen()

    def do(self, deed: str) -> None:
        """Do what the record asks for: edit, answer, tell, nobody, again, further or out."""
        concern = self.concern
        if concern is None or self._desk.book.read_only:
            return
        desk = self._desk
        if deed == "edit":
            desk.show_sheet("Edit what was raised", ConcernSheet(desk, concern, new=False))
        elif deed == "answer":
            desk.show_sheet("Answer", AnswerSheet(desk, concern))
        elif deed == "tell":
            desk.show_sheet("Tell back", TellingSheet(desk, [concern]))
        elif deed == "nobody":
            desk.show_sheet("Nobody can be told", NobodySheet(desk, concern))
        elif deed == "again":
            self._open_again(concern)
        elif deed == "further":
            self._amend(concern, "Tell how to take a complaint further", further_told_on=desk.today())
        elif deed == "out":
            say = f"Taken out: {concern_in_words(concern)}"
            desk.change("Take out a concern", lambda book: book.concerns.remove(concern.id), owner=self, say=say)

    def tell_chosen(self) -> None:
        """Lay the sheet for telling back about all that are chosen in the list."""
        chosen = self._desk.book.concerns.many(self.table.selected())
        self._desk.show_sheet("Tell back", TellingSheet(self._desk, chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the list and the record."""
        super().resizeEvent(event)
        self._fit()

    def _open_again(self, concern: Concern) -> None:
        self._amend(
            concern,
            "Open a concern again",
            told_back_on=None,
            told_back_at="",
            told_back_how="",
            told_back_to="",
            nobody_to_tell="",
        )

    def _amend(self, concern: Concern, label: str, **fields: object) -> None:
        self._desk.change(label, lambda book: book.concerns.amend(concern.id, **fields), owner=self)

    def _add_to(self, other: str) -> None:
        concern = self.concern
        if concern is None:
            return
        self._desk.change(
            "Add to a concern",
            lambda book: merge_into(book, concern.id, other),
            owner=self,
            then=lambda kept: self.show_record(kept.id),
            say="Added to the one that was there",
        )

    def _join(self, priority: str) -> None:
        if (concern := self.concern) is not None:
            self._amend(concern, "Make a concern part of a priority", priority=priority, to_sort=False)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = QWidget()
        self._stack.addWidget(self._empty)
        held = Card("", tight=True)
        held.setAccessibleName("What was raised")
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self._stack)
        self._bar = QWidget()
        across = row(spacing=8, margins=(12, 8, 12, 8))
        self._chosen_words = Text("", strong=True)
        across.addWidget(self._chosen_words)
        across.addWidget(Button("Tell back", self.tell_chosen, name="Tell back about all that are chosen"))
        across.addWidget(Button("Clear", self._clear, rank="link", name="Choose only one"))
        across.addStretch(1)
        lines = column(spacing=0)
        lines.addWidget(rule())
        lines.addLayout(across)
        self._bar.setLayout(lines)
        self._bar.hide()
        held.body.addWidget(self._bar)
        self._side = Card("", tight=True)
        self._side.setAccessibleName("The one chosen")
        self._side.body.addWidget(self.record)
        below = row(spacing=16)
        below.addWidget(held, 1)
        below.addWidget(self._side)
        whole = column(spacing=12, margins=(20, 0, 20, 20))
        whole.addWidget(self.filters)
        whole.addLayout(below, 1)
        self.setLayout(whole)
        self.record.show_concern(None)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        self._side.setFixedWidth(min(look.px(RECORD_WIDTH), max(int(self.width() * RECORD_SHARE), 280)))
        left = self.width() - self._side.width()
        for number, each in enumerate(COLUMNS):
            self.table.setColumnHidden(number, left < look.px(GONE_BELOW.get(each.name, 0)))

    def _arrived(self, count: int) -> None:
        self.count.say(f"{counted(count, 'concern')}, {self.filters.in_words()}")
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
        if self._desk.book.concerns.find(wished) is None:
            return
        before = self.filters.wanted
        self.filters.want_everything()
        if self.filters.wanted != before:
            self._wished = wished

    def _show_empty(self) -> None:
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        look = self._desk.look
        if self._desk.book.concerns.count():
            state = EmptyState(
                look,
                "concerns",
                "Nothing that was raised is like that.",
                "Look at other steps, other ground or other words.",
                step="Show every one",
                take=self.filters.want_everything,
            )
        else:
            state = EmptyState(
                look,
                "concerns",
                "What people tell you belongs here.",
                "A worry, a question, an idea, thanks or a complaint, without a name unless they ask to be told.",
                step="" if self._desk.book.read_only else "Add what was raised",
                take=self.asked_for_new.emit,
            )
        middle = column()
        middle.addStretch(2)
        middle.addWidget(state)
        middle.addStretch(3)
        self._empty = QWidget()
        self._empty.setLayout(middle)
        self._stack.insertWidget(1, self._empty)

    def _choose(self, record: str) -> None:
        if record and record != self._shown:
            self._show(record)

    def _clear(self) -> None:
        if record := self.table.current():
            self.table.go_to(record)
        self.table.setFocus()

    def _count_chosen(self) -> None:
        number = len(self.table.selectionModel().selectedRows())
        self._chosen_words.say(f"{counted(number, 'concern')} chosen")
        self._bar.setVisible(number > 1 and not self._desk.book.read_only)

    def _show(self, record: str) -> None:
        shown = concern_in_full(self._desk.book, record, self._desk.today()) if record else None
        self._shown = record if shown is not None else ""
        self.record.show_concern(shown)
        self._side.setVisible(shown is not None)
        self.chosen.emit()
