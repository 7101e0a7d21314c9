"""The columns of the list: which are shown, how wide and in which order; chosen by a person, kept on this laptop."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from wehere_desktop.desk.pausing import after_a_pause
from wehere_desktop.preferences import Setting, read_setting, write_setting
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.places.listing import USUAL_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.tables import RowsModel, Table

COLUMNS = Setting(
    "places.columns", "{}", "Columns of the list of places: shown, widths, order, and what it is sorted by."
)
# Columns that give way, in this order, where the list would leave a name less room than this.
GIVING_WAY = ("reference", "status", "every", "street", "postcode", "deputy", "town", "kind", "officer", "beat", "seen")
NAME_WIDTH = 190
NARROWEST, WIDEST = 48, 600
# A column is dragged through many widths; only the last is worth writing.
SETTLED_MS = 500


class TableColumns(QObject):
    """Looks after the heading of one table. Widths are kept as they would be at 100 % text size."""

    #: Other columns are wanted; they come with the next `fit`.
    changed = Signal()

    def __init__(self, table: Table, model: RowsModel, look: Look) -> None:
        """Take up what was chosen last."""
        super().__init__(table)
        self._table, self._model, self._look = table, model, look
        self._names = [each.name for each in model.columns]
        self._usual = {each.name: each.width for each in model.columns if each.width}
        kept = _kept()
        self._shown = _names_in(kept.get("shown"), self._names) or list(USUAL_COLUMNS)
        self._widths = _widths_in(kept.get("widths"), self._usual)
        self._fitting = False
        self._later = after_a_pause(self, SETTLED_MS, self.write)
        across = table.horizontalHeader()
        across.setSectionsMovable(True)
        across.setFirstSectionMovable(False)
        self._lay_in_order(_names_in(kept.get("order"), self._names))
        sort = kept.get("sort")
        ordered = [each.name for each in model.columns if each.order]
        name, down = sort if isinstance(sort, list) and len(sort) == len(("name", "down")) else ("due", False)
        table.order_by(name if name in ordered else "due", descending=down is True)
        across.sectionResized.connect(self._resized)
        across.sectionMoved.connect(lambda *_: self._later.start())
        across.sortIndicatorChanged.connect(lambda *_: self._later.start())

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the names of the columns a person wants to see; narrow windows may still hide some."""
        return tuple(self._shown)

    def turn(self, name: str) -> None:
        """Show a column or take it away; the name of the place always stays."""
        if name == "name":
            return
        self._shown = [each for each in self._shown if each != name] if name in self._shown else [*self._shown, name]
        self.write()

    def as_at_first(self) -> None:
        """Show the usual columns at their usual widths in their usual order."""
        self._shown, self._widths = list(USUAL_COLUMNS), {}
        self._lay_in_order(self._names)
        self.write()

    def fit(self, room: int, *, hidden: Collection[str] = ()) -> None:
        """Give the columns their widths in so many pixels; those of least weight go where the room does not reach."""
        left = [each for each in self._model.columns if each.name in self._shown and each.name not in hidden]
        for name in ("", *GIVING_WAY):
            left = [each for each in left if each.name != name]
            if sum(self._width(each.name) for each in left) <= room - self._look.px(NAME_WIDTH):
                break
        names = {each.name for each in left}
        across = self._table.horizontalHeader()
        self._fitting = True
        for number, each in enumerate(self._model.columns):
            self._table.setColumnHidden(number, each.name not in names)
            if each.width and each.name in names:
                across.resizeSection(number, self._width(each.name))
        self._fitting = False

    def menu(self, over: QWidget, others: Collection[QAction] = ()) -> QMenu:
        """Return the menu in which columns are chosen, `others` below them; it is deleted when it closes."""
        menu = QMenu(over)
        menu.setAccessibleName("Which columns")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, each in enumerate(self._model.columns):
            if each.name == "name":
                continue
            crowded = each.name in self._shown and self._table.isColumnHidden(number)
            action = menu.addAction(f"{each.title} (no room now)" if crowded else each.title)
            action.setCheckable(True)
            action.setChecked(each.name in self._shown)
            action.triggered.connect(partial(self._turned, each.name))
        menu.addSeparator()
        menu.addAction("Columns as at first").triggered.connect(lambda _=False: self._reset())
        menu.addSeparator()
        for action in others:
            menu.addAction(action)
        return menu

    def offer(self, under: QWidget, others: Collection[QAction] = ()) -> None:
        """Open the menu under a button."""
        self.menu(under, others).popup(under.mapToGlobal(under.rect().bottomLeft() + QPoint(0, 2)))

    def write(self) -> None:
        """Keep on this laptop how the columns are now."""
        self._later.stop()
        across = self._table.horizontalHeader()
        laid = sorted(range(len(self._names)), key=across.visualIndex)
        kept = {
            "shown": self._shown,
            "widths": self._widths,
            "order": [self._names[number] for number in laid],
            "sort": [self._model.order, self._model.descending],
        }
        try:
            write_setting(COLUMNS, json.dumps(kept))
        except Refusal:
            # Wide or narrow is a comfort, no reason to stop anybody's work
            return

    def _turned(self, name: str, *_: object) -> None:
        self.turn(name)
        self.changed.emit()

    def _reset(self) -> None:
        self.as_at_first()
        self.changed.emit()

    def _width(self, name: str) -> int:
        return self._look.px(self._widths.get(name, self._usual.get(name, 0)))

    def _resized(self, number: int, _: int, now: int) -> None:
        name = self._names[number]
        if self._fitting or not now or name not in self._usual:
            return
        self._widths[name] = min(max(round(now * 100 / self._look.scale), NARROWEST), WIDEST)
        self._later.start()

    def _lay_in_order(self, names: list[str]) -> None:
        across = self._table.horizontalHeader()
        wanted = ["name", *(each for each in names if each != "name")]
        wanted += [each for each in self._names if each not in wanted]
        for place, name in enumerate(wanted):
            across.moveSection(across.visualIndex(self._names.index(name)), place)


def _kept() -> dict[str, Any]:
    try:
        found = json.loads(read_setting(COLUMNS))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _names_in(kept: Any, names: list[str]) -> list[str]:
    """Return the names of columns in what was kept, each once; none where anybody has put something else there."""
    found = [each for each in kept if each in names] if isinstance(kept, list) else []
    return list(dict.fromkeys(found)) if "name" in found else []


def _widths_in(kept: Any, usual: dict[str, int]) -> dict[str, int]:
    if not isinstance(kept, dict):
        return {}
    return {
        name: min(max(width, NARROWEST), WIDEST)
        for name, width in kept.items()
        if name in usual and isinstance(width, int) and not isinstance(width, bool)
    }
