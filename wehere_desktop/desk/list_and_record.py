"""A list that narrows at the left, and the record of its chosen row beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wehere_desktop.desk.page_parts import in_the_middle, list_card
from wehere_desktop.desk.pieces import Card, EmptyState, Text, column, row
from wehere_desktop.desk.screen import Desk, ScreenWidget
from wehere_desktop.desk.tables import RowsModel, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from wehere_desktop.desk.list_filters import ListFilters
    from wehere_desktop.desk.tables import Column
    from wehere_desktop.records.change import Changed

LEAST_RECORD = 280


class NarrowedSource(Protocol):
    """Where the rows come from: `ids` is asked in the book's lane for what was `wanted` when the list was asked for.

    It holds no widget.
    """

    wanted: Any

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of all that is wanted."""

    def rows(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return the lines of some, None where one is gone."""


class ListAndRecord(ScreenWidget):
    """Filters over a list of records of one kind, and one of them in full.

    Subclasses say how many there are (`in_words`), what stands where there are none (`nothing`), and show one
    (`show_one`).
    """

    #: Another record is shown beside the list, or none.
    chosen = Signal()
    #: The list is there anew.
    counted = Signal()

    #: The widest the record may be, in pixels, and its greatest share of the page.
    RECORD_WIDTH: ClassVar[int] = 420
    RECORD_SHARE: ClassVar[float] = 0.42
    #: Whether the filters stand over list and record alike.
    FILTERS_OVER_BOTH: ClassVar[bool] = False

    def __init__(
        self,
        desk: Desk,
        kind: str,
        columns: Sequence[Column],
        source: NarrowedSource,
        filters: ListFilters[Any],
        record: QWidget,
        *,
        name: str,
        beside: str,
        several: bool = False,
    ) -> None:
        """Lay out a list called `name` and what lies `beside` it; `several` rows may be chosen if asked for."""
        super().__init__()
        self._desk, self._kind, self._source = desk, kind, source
        self._shown = ""
        self._wished = ""
        self._list_filters, self._beside = filters, record
        self.model = RowsModel(columns, source, desk.background, parent=self)
        self.table = Table(name, self.model, desk.look, several=several)
        self.count = Text("", tone="quiet", elide=True)
        self.held = self._lay_out(name, beside)
        filters.changed.connect(self.reload)
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        desk.look.changed.connect(self._fit)

    def asked(self) -> Any:
        """Return what the list is asked for now; read in the window, and handed to the source."""
        return self._list_filters.wanted

    def in_words(self, count: int) -> str:
        """Return how many there are and of what."""
        raise NotImplementedError

    def nothing(self) -> EmptyState:
        """Return what stands where the list is empty."""
        raise NotImplementedError

    def show_one(self, record: str) -> bool:
        """Show a record, none for an empty id; say whether it is there."""
        raise NotImplementedError

    def refresh(self, changed: Changed | None) -> None:
        """Ask for the list anew; what is on show stays until it is there."""
        del changed
        self.reload()
        if self._shown:
            self._show(self._shown)

    def reload(self) -> None:
        """Ask for the list as it is narrowed now."""
        self._source.wanted = self.asked()
        self.model.reload()

    def show_record(self, kind: str, record: str) -> None:
        """Show one record, widening the list where it is narrowed to others."""
        del kind
        self._wished = record
        self._show(record)
        if self.table.go_to(record):
            self._wished = ""
        elif self.model.rowCount():
            self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the list and the record."""
        super().resizeEvent(event)
        self._fit()

    def fit_columns(self, room: int) -> None:
        """Show the columns for which there is room, in pixels."""
        for number, each in enumerate(self.model.columns):
            self.table.setColumnHidden(number, room < self._desk.look.px(each.gone_below))

    def _lay_out(self, name: str, beside: str) -> Card:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = QWidget()
        self._stack.addWidget(self._empty)
        held = list_card(name, self._stack)
        self._side = Card("", tight=True)
        self._side.setAccessibleName(beside)
        self._side.body.addWidget(self._beside)
        left = column(spacing=12)
        across, whole = row(spacing=16), column(spacing=12, margins=(20, 0, 20, 20))
        (whole if self.FILTERS_OVER_BOTH else left).addWidget(self._list_filters)
        left.addWidget(held, 1)
        across.addLayout(left, 1)
        across.addWidget(self._side)
        whole.addLayout(across, 1)
        self.setLayout(whole)
        self._fit()
        return held

    def _fit(self) -> None:
        share = max(int(self.width() * self.RECORD_SHARE), LEAST_RECORD)
        self._side.setFixedWidth(min(self._desk.look.px(self.RECORD_WIDTH), share))
        self.fit_columns(self.width() - self._side.width())

    def _arrived(self, count: int) -> None:
        self.count.say(self.in_words(count))
        self.counted.emit()
        if not count:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = in_the_middle(self.nothing())
            self._stack.insertWidget(1, self._empty)
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
        if self._desk.book.section(self._kind).find(wished) is None:
            return
        before = self._list_filters.wanted
        self._list_filters.want_everything()
        if self._list_filters.wanted != before:
            self._wished = wished

    def _choose(self, record: str) -> None:
        if record and record != self._shown:
            self._show(record)

    def _show(self, record: str) -> None:
        there = self.show_one(record)
        self._shown = record if there else ""
        self._side.setVisible(there)
        self.chosen.emit()
