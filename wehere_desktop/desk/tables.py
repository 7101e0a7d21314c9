"""Tables of up to 100,000 records: ids first, rows fetched as they come into view, order made off the thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from wehere_desktop.desk.cells import TONE_ROLE, Cell, CellPainter

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.background import Background, Job
    from wehere_desktop.desk.look import Look

# About what one screen shows: a jump into the middle of a long list fetches no more than it needs
PAGE = 40
PAGES_KEPT = 150

Index = QModelIndex | QPersistentModelIndex

_TOLD = (
    TONE_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its title, what to show of a row, its width in pixels (0 takes what is left over).

    `order` is what the source is asked to order by; empty where the column cannot be ordered. In a list that has less
    room than `gone_below` pixels the column is left out: the record beside it says the same.
    """

    name: str
    title: str
    show: Callable[[Any], Cell | str]
    width: int = 120
    order: str = ""
    gone_below: int = 0


class Source(Protocol):
    """Where a table's rows come from."""

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of every row in the order asked for; called in the book's lane."""

    def rows(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return the rows of these ids, in this order, None where one is gone; called for one page at a time.

        Where a model fetches ahead it is called in the book's lane as well, after `ids`.
        """


class RowsModel(QAbstractTableModel):
    """A table of ids whose rows are fetched a page at a time when they are first shown, and kept for a while."""

    #: The ids are there (again); carries how many.
    arrived = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        source: Source,
        background: Background,
        *,
        ahead: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Show columns of a source; call `reload` to begin.

        A model of a long list fetches `ahead`, in the lane, the rows that are shown first once the ids are there.
        """
        super().__init__(parent)
        self.columns = list(columns)
        self.source = source
        self.order = ""
        self.descending = False
        #: The id whose row is brought into view when the ids have arrived; empty for none.
        self.near = ""
        self._ahead = ahead
        self._background = background
        self._ids: Sequence[str] = ()
        self._pages: dict[int, Sequence[Any]] = {}
        self._asked: Job | None = None

    def reload(self) -> None:
        """Ask for the ids anew in the book's lane; what is on show stays until they are there."""
        if self._asked is not None:
            self._asked.cancel()
        source, order, descending = self.source, self.order, self.descending
        near = self.near if self._ahead else None

        def ask() -> tuple[Sequence[str], dict[int, Sequence[Any]]]:
            ids = source.ids(order, descending=descending)
            numbers = _pages_near(ids, near) if near is not None else ()
            return ids, {number: source.rows(_page(ids, number)) for number in numbers}

        self._asked = self._background.run(ask, then=lambda found: self.put_ids(*found), owner=self, title="")

    def put_ids(self, ids: Sequence[str], pages: Mapping[int, Sequence[Any]] | None = None) -> None:
        """Show these ids, and the pages of rows that were fetched with them, by number."""
        self._asked = None
        self.beginResetModel()
        self._ids, self._pages = ids, dict(pages or {})
        self.endResetModel()
        self.arrived.emit(len(ids))

    def ids(self, first: int = 0, last: int | None = None) -> list[str]:
        """Return the ids of the rows from `first` to before `last`, of all if neither is given."""
        return list(self._ids) if not first and last in (None, len(self._ids)) else list(self._ids[first:last])

    def refresh_rows(self, ids: frozenset[str] | None = None) -> None:
        """Fetch rows anew, those given or all, where they are shown; the order stays."""
        del ids
        self._pages = {}
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def id_at(self, row: int) -> str:
        """Return the id of a row."""
        return self._ids[row]

    def place_of(self, record: str) -> int:
        """Return the row of an id, or -1."""
        try:
            return self._ids.index(record)
        except ValueError:
            return -1

    def row_at(self, row: int) -> Any:
        """Return a row, or None if it is gone from the book."""
        number, within = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self.source.rows(_page(self._ids, number))
            while len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = page
        return page[within] if within < len(page) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and for screen readers its words in full."""
        if role not in _TOLD or not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        shown = self.columns[index.column()].show(row)
        cell = Cell(shown) if isinstance(shown, str) else shown
        if role == TONE_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {cell.words} {cell.quiet}".strip()
        return f"{cell.words} {cell.quiet}".strip() if role == Qt.ItemDataRole.ToolTipRole else cell.words

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; the new order is made in the book's lane."""
        if 0 <= column < len(self.columns) and self.columns[column].order:
            self.order, self.descending = self.columns[column].order, order is Qt.SortOrder.DescendingOrder
            self.reload()


def _page(ids: Sequence[str], number: int) -> Sequence[str]:
    return ids[number * PAGE : (number + 1) * PAGE]


def _pages_near(ids: Sequence[str], record: str) -> list[int]:
    """Return which pages are shown first: those around a record that will be brought into view, else the first."""
    try:
        at = ids.index(record) if record else 0
    except ValueError:
        at = 0
    first, last = max(at - PAGE // 2, 0) // PAGE, (at + PAGE // 2) // PAGE
    return [number for number in range(first, last + 1) if number * PAGE < len(ids)]


class Table(QTableView):
    """A calm table: whole rows, no grid, a painter for strong, quiet and pill cells; Enter or a double click opens."""

    #: A row was opened (Enter, double click); carries its id.
    opened = Signal(str)
    #: The row with the focus is another one; carries its id, empty for none.
    current_changed = Signal(str)
    #: Which rows are selected has changed.
    selection_changed = Signal()

    def __init__(self, name: str, model: RowsModel, look: Look, *, several: bool = False) -> None:
        """Show a model under an accessible name; `several` rows may be selected if asked for."""
        super().__init__()
        self.setAccessibleName(name)
        self._rows = model
        self._look = look
        self._keep = ""
        self.setModel(model)
        self.setItemDelegate(CellPainter(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Heights are all the same: asking each of 100,000 rows for its own would be felt.
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSortIndicatorShown(False)
        across.setSectionsClickable(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setMinimumSectionSize(48)
        across.sectionClicked.connect(self._order_by)
        for number, column in enumerate(model.columns):
            if column.width:
                across.resizeSection(number, look.px(column.width))
            else:
                across.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.id_at(index.row())))
        model.modelAboutToBeReset.connect(self._remember)
        model.arrived.connect(self._find_again)
        look.changed.connect(self._fit)
        self._fit()

    def selected(self) -> list[str]:
        """Return the ids of the selected rows, from the top."""
        return [self._rows.id_at(index.row()) for index in sorted(self.selectionModel().selectedRows())]

    def current(self) -> str:
        """Return the id of the row with the focus, or an empty text."""
        row = self.currentIndex().row()
        return self._rows.id_at(row) if 0 <= row < self._rows.rowCount() else ""

    def go_to(self, record: str) -> bool:
        """Select a record and bring it into view; say whether it is in the table."""
        row = self._rows.place_of(record)
        if row < 0:
            self._keep = self._rows.near = record
            return False
        self.selectRow(row)
        self.setCurrentIndex(self._rows.index(row, 0))
        self.scrollTo(self._rows.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def order_by(self, column: str, *, descending: bool = False) -> None:
        """Order by a column of this name."""
        number = next(at for at, each in enumerate(self._rows.columns) if each.name == column)
        self._sorted(number, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current():
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which row has the focus now."""
        super().currentChanged(current, previous)
        self._rows.near = self._rows.id_at(current.row()) if current.isValid() else ""
        if current.row() != previous.row() or not previous.isValid():
            self.current_changed.emit(self._rows.near)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Say that the selection is another one."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to the type when that changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.px(37))

    def _order_by(self, column: int) -> None:
        if not self._rows.columns[column].order:
            return
        same = self._rows.order == self._rows.columns[column].order
        down = same and not self._rows.descending
        self._sorted(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def _sorted(self, column: int, order: Qt.SortOrder) -> None:
        across = self.horizontalHeader()
        across.setSortIndicatorShown(True)
        across.setSortIndicator(column, order)
        self._rows.sort(column, order)

    def _remember(self) -> None:
        self._keep = self.current() or self._keep

    def _find_again(self, count: int) -> None:
        kept, self._keep = self._keep, ""
        if count and kept:
            self.go_to(kept)
