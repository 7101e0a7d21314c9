"""A table whose rows stand in groups: a heading goes across all columns, and the arrow keys pass it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from wehere_desktop.desk.tables import Index, RowsModel, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.look import Look

GROUP = "group:"
"""What the id of a heading's row begins with."""


class GroupedModel(RowsModel):
    """Rows of which some are headings."""

    def is_heading(self, row: int) -> bool:
        """Say whether a row is a heading."""
        return self.id_at(row).startswith(GROUP)

    def first_record(self) -> str:
        """Return the id of the first row that is no heading, or an empty text."""
        rows = range(self.rowCount())
        return next((self.id_at(row) for row in rows if not self.is_heading(row)), "")

    def records(self) -> int:
        """Return how many rows are no headings."""
        return sum(not self.is_heading(row) for row in range(self.rowCount()))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a heading can be neither chosen nor stood on."""
        if index.isValid() and index.row() < self.rowCount() and self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class GroupedTable(Table):
    """Shows a grouped model."""

    def __init__(self, name: str, model: GroupedModel, look: Look) -> None:
        """Show a model under an accessible name."""
        super().__init__(name, model, look)
        self._grouped = model
        model.arrived.connect(self._span)

    def _span(self, _count: int) -> None:
        self.clearSpans()
        across = self._grouped.columnCount()
        for row in range(self._grouped.rowCount()):
            if self._grouped.is_heading(row) and across > 1:
                self.setSpan(row, 0, 1, across)


def with_headings(groups: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return the ids of groups, each after its heading's id; a group without any is left out."""
    found: list[str] = []
    for heading, ids in groups:
        if ids:
            found += [f"{GROUP}{heading}", *ids]
    return found
