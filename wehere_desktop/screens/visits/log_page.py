"""The log: visits by day at the left, the chosen one beside it, and the sheet for logging or editing one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Card, EmptyState, Text, column, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.screens.visits.filters import Filters
from wehere_desktop.screens.visits.record import VisitRecord
from wehere_desktop.screens.visits.sheet import edit
from wehere_desktop.screens.visits.words import LogRow, VisitInFull, in_full, rows_of, whom
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.neighbourhood.visit import Visit
    from wehere_desktop.records.change import Changed

RECORD_WIDTH = 420
# On a narrow page the log keeps the greater part.
RECORD_SHARE = 0.42
PURPOSE_SHARE = 0.34
# Where large type leaves the log this little room, place and purpose matter more than these.
GONE_BELOW = {"officer": 660, "time": 560}


class Log:
    """Where the table's rows come from: the visits that the filters ask for, newest first."""

    def __init__(self, desk: Desk, filters: Filters) -> None:
        """Ask the desk's book."""
        self._desk, self._filters = desk, filters
        self._first_of_day: frozenset[str] = frozenset()

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the visits, always by day."""
        del order, descending
        wanted, today = self._filters.wanted, self._desk.today()
        found = self._desk.book.visits.log(
            wanted.period.first(today),
            officer=wanted.officer,
            beats=wanted.ground.beats,
            channel=wanted.channel,
            text=wanted.text,
        )
        days = [day for _, day in found]
        self._first_of_day = frozenset(
            record for at, (record, day) in enumerate(found) if at == 0 or days[at - 1] != day
        )
        return [record for record, _ in found]

    def rows(self, ids: Sequence[str]) -> Sequence[LogRow | None]:
        """Return the lines of some visits."""
        return rows_of(self._desk.book, ids, self._first_of_day, self._desk.today())


COLUMNS = (
    Column("day", "Day", lambda row: Cell(row.day, strong=True), 96),
    Column("time", "Time", lambda row: Cell(row.time, tone="quiet"), 56),
    Column("where", "Where or who", lambda row: Cell(row.where, strong=True), 0),
    Column("purpose", "What for", lambda row: Cell(row.purpose, quiet=row.how), 200),
    Column("officer", "Officer", lambda row: Cell(row.officer, tone="quiet"), 136),
)


class LogPage(ScreenWidget):
    """Shows the log, and one visit of it in full."""

    #: Another visit is shown beside the log.
    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin with the last four weeks of one's own ground."""
        super().__init__()
        self._desk = desk
        self._shown: VisitInFull | None = None
        self._wished = ""
        self.filters = Filters(desk)
        self.model = RowsModel(COLUMNS, Log(desk, self.filters), desk.background, parent=self)
        self.table = Table("The log", self.model, desk.look)
        self.record = VisitRecord(desk)
        self.count = Text("", tone="quiet", elide=True)
        self.filters.changed.connect(self.model.reload)
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _: self.edit())
        self.record.asked_to_edit.connect(self.edit)
        self.record.asked_to_take_out.connect(self.take_out)
        desk.look.changed.connect(self._fit)
        self._lay_out()

    @property
    def visit(self) -> Visit | None:
        """Return the visit on show."""
        return self._shown.visit if self._shown is not None else None

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the log anew; what is on show stays until it is there."""
        del changed
        self.model.reload()
        if self._shown is not None:
            self._show(self._shown.visit.id)

    def show_record(self, kind: str, record: str) -> None:
        """Show a visit, widening the log where it is narrowed to others."""
        del kind
        self._wished = record
        self._show(record)
        if self.table.go_to(record):
            self._wished = ""
        elif self.model.rowCount():
            self._widen()

    def edit(self) -> None:
        """Lay the sheet for editing the visit on show."""
        if self._shown is not None and not self._desk.book.read_only:
            self._desk.show_sheet("Edit visit", edit(self._desk, self._shown.visit))

    def take_out(self) -> None:
        """Take the visit on show out of the log; the line below offers to undo it."""
        if self._shown is None:
            return
        visit = self._shown.visit
        name = whom(self._desk.book, visit)
        self._desk.change(
            f"Take out {name}",
            lambda book: book.visits.remove(visit.id),
            owner=self,
            say=f"{name[:1].upper()}{name[1:]} taken out of the log",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the log and the visit."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = QWidget()
        self._stack.addWidget(self._empty)
        held = Card("", tight=True)
        held.setAccessibleName("The log")
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self._stack)
        left = column(spacing=12)
        left.addWidget(self.filters)
        left.addWidget(held, 1)
        self._side = Card("", tight=True)
        self._side.setAccessibleName("The visit chosen")
        self._side.body.addWidget(self.record)
        whole = row(spacing=16, margins=(20, 0, 20, 20))
        whole.addLayout(left, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)
        self.record.show_visit(None)
        self._fit()

    def _fit(self) -> None:
        look = self._desk.look
        self._side.setFixedWidth(min(look.px(RECORD_WIDTH), max(int(self.width() * RECORD_SHARE), 280)))
        log = self.width() - self._side.width()
        for number, each in enumerate(COLUMNS):
            if each.name == "purpose":
                self.table.setColumnWidth(number, min(look.px(each.width), int(log * PURPOSE_SHARE)))
            self.table.setColumnHidden(number, log < look.px(GONE_BELOW.get(each.name, 0)))

    def _arrived(self, count: int) -> None:
        wanted = self.filters.wanted
        when = f" in the {wanted.period.words}" if wanted.period.days else ""
        where = "" if not wanted.ground.beats else f", {wanted.ground.words}"
        self.count.say(f"{counted(count, 'entry', 'entries')}{when}{where}")
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
        if self._desk.book.visits.find(wished) is None:
            return
        before = self.filters.wanted
        self.filters.want_everything()
        if self.filters.wanted != before:
            self._wished = wished

    def _show_empty(self) -> None:
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        wanted = self.filters.wanted
        if wanted.narrowed or self._desk.book.visits.count():
            state = EmptyState(
                self._desk.look,
                "visits",
                "No visit in the log is like that.",
                "Look at other days, other ground or other words.",
                step="Show the whole log",
                take=self.filters.want_everything,
            )
        else:
            log = partial(self._desk.quick_log) if self._desk.can_log else None
            state = EmptyState(
                self._desk.look,
                "visits",
                "Every contact with a place or a person belongs here.",
                "A visit, a call, a letter: where, whom you met and what was said. It takes twenty seconds.",
                step="Log a visit" if log is not None else "",
                take=log,
            )
        # Without a stretch above and below it the few words would be spread over the whole height.
        middle = column()
        middle.addStretch(2)
        middle.addWidget(state)
        middle.addStretch(3)
        self._empty = QWidget()
        self._empty.setLayout(middle)
        self._stack.insertWidget(1, self._empty)

    def _choose(self, record: str) -> None:
        if record:
            self._show(record)

    def _show(self, record: str) -> None:
        self._shown = in_full(self._desk.book, record, self._desk.today()) if record else None
        self.record.show_visit(self._shown)
        self._side.setVisible(self._shown is not None)
        self.chosen.emit()
