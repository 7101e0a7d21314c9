"""The log: visits by day at the left, the chosen one beside it, and the sheet for logging or editing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.list_and_record import ListAndRecord
from wehere_desktop.desk.pieces import EmptyState
from wehere_desktop.desk.tables import Column
from wehere_desktop.screens.visits.filters import Filters, Wanted
from wehere_desktop.screens.visits.record import VisitRecord
from wehere_desktop.screens.visits.sheet import edit
from wehere_desktop.screens.visits.words import LogRow, VisitInFull, in_full, rows_of, whom
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.visit import Visit

PURPOSE_SHARE = 0.34


class Log:
    """Where the table's rows come from: the visits that the filters ask for, newest first."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        """Begin with what the filters begin with."""
        self._desk, self.wanted = desk, wanted
        self._first_of_day: frozenset[str] = frozenset()

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the visits, always by day."""
        del order, descending
        wanted, today = self.wanted, self._desk.today()
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


# Where large type leaves the log little room, place and purpose matter more than time and officer.
COLUMNS = (
    Column("day", "Day", lambda row: Cell(row.day, strong=True), 96),
    Column("time", "Time", lambda row: Cell(row.time, tone="quiet"), 56, gone_below=560),
    Column("where", "Where or who", lambda row: Cell(row.where, strong=True), 0),
    Column("purpose", "What for", lambda row: Cell(row.purpose, quiet=row.how), 200),
    Column("officer", "Officer", lambda row: Cell(row.officer, tone="quiet"), 136, gone_below=660),
)


class LogPage(ListAndRecord):
    """Shows the log, and one visit of it in full."""

    def __init__(self, desk: Desk) -> None:
        """Begin with the last four weeks of one's own ground."""
        self.filters, self.record = Filters(desk), VisitRecord(desk)
        self._visit: VisitInFull | None = None
        log = Log(desk, self.filters.wanted)
        super().__init__(
            desk, "visit", COLUMNS, log, self.filters, self.record, name="The log", beside="The visit chosen"
        )
        self.table.opened.connect(lambda _: self.edit())
        self.record.asked_to_edit.connect(self.edit)
        self.record.asked_to_take_out.connect(self.take_out)
        self.show_one("")

    @property
    def visit(self) -> Visit | None:
        """Return the visit on show."""
        return self._visit.visit if self._visit is not None else None

    def in_words(self, count: int) -> str:
        """Return how many entries there are, of which days and which ground."""
        wanted = self.filters.wanted
        when = f" in the {wanted.period.words}" if wanted.period.days else ""
        where = "" if not wanted.ground.beats else f", {wanted.ground.words}"
        return f"{counted(count, 'entry', 'entries')}{when}{where}"

    def show_one(self, record: str) -> bool:
        """Show a visit in full."""
        self._visit = in_full(self._desk.book, record, self._desk.today()) if record else None
        self.record.show_visit(self._visit)
        return self._visit is not None

    def nothing(self) -> EmptyState:
        """Offer the whole log, or to log the first visit."""
        if self.filters.wanted.narrowed or self._desk.book.visits.count():
            return EmptyState(
                self._desk.look,
                "visits",
                "No visit in the log is like that.",
                "Look at other days, other ground or other words.",
                step="Show the whole log",
                take=self.filters.want_everything,
            )
        return EmptyState(
            self._desk.look,
            "visits",
            "Every contact with a place or a person belongs here.",
            "A visit, a call, a letter: where, whom you met and what was said. It takes twenty seconds.",
            step="Log a visit" if self._desk.can_log else "",
            take=self._desk.quick_log,
        )

    def fit_columns(self, room: int) -> None:
        """Leave the purpose its share of the room."""
        super().fit_columns(room)
        for number, each in enumerate(COLUMNS):
            if each.name == "purpose":
                self.table.setColumnWidth(number, min(self._desk.look.px(each.width), int(room * PURPOSE_SHARE)))

    def edit(self) -> None:
        """Lay the sheet for editing the visit on show."""
        if self._visit is not None and not self._desk.book.read_only:
            self._desk.show_sheet("Edit visit", edit(self._desk, self._visit.visit))

    def take_out(self) -> None:
        """Take the visit on show out of the log; the line below offers to undo it."""
        if self._visit is None:
            return
        visit = self._visit.visit
        name = whom(self._desk.book, visit)
        self._desk.change(
            f"Take out {name}",
            lambda book: book.visits.remove(visit.id),
            owner=self,
            say=f"{name[:1].upper()}{name[1:]} taken out of the log",
        )
