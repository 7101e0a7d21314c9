"""The list of what people raised, longest waiting first, with the chosen one beside it and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.list_and_record import ListAndRecord
from wehere_desktop.desk.pieces import Button, EmptyState, Text, column, row, rule
from wehere_desktop.desk.tables import Column
from wehere_desktop.records.telling_back import concern_in_words, merge_into
from wehere_desktop.screens.concerns.answer_sheet import AnswerSheet
from wehere_desktop.screens.concerns.concern_sheet import ConcernSheet
from wehere_desktop.screens.concerns.filters import Filters, Wanted, ids_of
from wehere_desktop.screens.concerns.record_view import ConcernRecord
from wehere_desktop.screens.concerns.telling_sheet import NobodySheet, TellingSheet
from wehere_desktop.screens.concerns.words import ConcernRow, concern_in_full, concern_rows
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.concern import Concern
    from wehere_desktop.records.change import Changed

COLUMNS = (
    Column("wait", "Waiting", lambda row: Cell(row.wait, tone="quiet"), 84),
    Column("said", "What was raised", lambda row: Cell(row.said, quiet=row.about, strong=True), 0),
    Column("step", "Stands", lambda row: Cell(row.step, tone=row.tone, pill=True), 116),
    Column("beat", "Beat", lambda row: Cell(row.beat, tone="quiet"), 112, gone_below=560),
    Column("owner", "Sees to it", lambda row: Cell(row.owner or "–", tone="quiet"), 104, gone_below=760),
)


class Listed:
    """Where the table's rows come from: the concerns that the filters ask for."""

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


class ListPage(ListAndRecord):
    """Filters over the list, and one concern of it in full."""

    RECORD_WIDTH, RECORD_SHARE, FILTERS_OVER_BOTH = 520, 0.44, True

    #: A new one is asked for.
    asked_for_new = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with what is open on one's own ground."""
        self.filters, self.record = Filters(desk), ConcernRecord(desk)
        super().__init__(
            desk,
            "concern",
            COLUMNS,
            Listed(desk, self.filters.wanted),
            self.filters,
            self.record,
            name="What was raised",
            beside="The one chosen",
            several=True,
        )
        self.table.opened.connect(lambda _: self.record.take_focus())
        self.table.selection_changed.connect(self._count_chosen)
        self.record.asked.connect(self.do)
        self.record.asked_to_add.connect(self._add_to)
        self.record.asked_to_join.connect(self._join)
        self._lay_out_bar()
        self.show_one("")

    @property
    def concern(self) -> Concern | None:
        """Return the concern on show."""
        return self.record.shown.concern if self.record.shown is not None else None

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the list anew and count the steps; what is on show stays until it is there."""
        self.filters.count()
        super().refresh(changed)

    def in_words(self, count: int) -> str:
        """Return how many concerns there are, and of which step and ground."""
        return f"{counted(count, 'concern')}, {self.filters.in_words()}"

    def show_one(self, record: str) -> bool:
        """Show a concern in full."""
        shown = concern_in_full(self._desk.book, record, self._desk.today()) if record else None
        self.record.show_concern(shown)
        return shown is not None

    def nothing(self) -> EmptyState:
        """Offer to look at every one, or to add the first."""
        look = self._desk.look
        if self._desk.book.concerns.count():
            return EmptyState(
                look,
                "concerns",
                "Nothing that was raised is like that.",
                "Look at other steps, other ground or other words.",
                step="Show every one",
                take=self.filters.want_everything,
            )
        return EmptyState(
            look,
            "concerns",
            "What people tell you belongs here.",
            "A worry, a question, an idea, thanks or a complaint, without a name unless they ask to be told.",
            step="" if self._desk.book.read_only else "Add what was raised",
            take=self.asked_for_new.emit,
        )

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
            then=lambda kept: self.show_record("concern", kept.id),
            say="Added to the one that was there",
        )

    def _join(self, priority: str) -> None:
        if (concern := self.concern) is not None:
            self._amend(concern, "Make a concern part of a priority", priority=priority, to_sort=False)

    def _lay_out_bar(self) -> None:
        """Put what can be done with several under the list."""
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
        self.held.body.addWidget(self._bar)

    def _clear(self) -> None:
        if record := self.table.current():
            self.table.go_to(record)
        self.table.setFocus()

    def _count_chosen(self) -> None:
        number = len(self.table.selectionModel().selectedRows())
        self._chosen_words.say(f"{counted(number, 'concern')} chosen")
        self._bar.setVisible(number > 1 and not self._desk.book.read_only)
