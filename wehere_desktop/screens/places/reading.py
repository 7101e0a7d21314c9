"""The order in which Tab goes through a page that is laid out anew: as it is read, whenever its parts were made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout


def in_reading_order(layout: QLayout | None) -> list[QWidget]:
    """Return what takes the focus in a layout and the layouts within it, in the order in which they are laid."""
    found: list[QWidget] = []
    for number in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(number) if layout is not None else None
        if item is None:
            continue
        widget = item.widget()
        found += in_reading_order(item.layout()) if widget is None else _of_widget(widget)
    return found


def _of_widget(widget: QWidget) -> list[QWidget]:
    own = [widget] if widget.focusPolicy() & Qt.FocusPolicy.TabFocus else []
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return own + (in_reading_order(inner.layout()) if inner is not None else [])
    if widget.layout() is not None:
        return own + in_reading_order(widget.layout())
    # Parts laid by their widget itself are its children in the order in which they were given
    return own or [each for each in widget.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def tab_through(parts: Sequence[QWidget]) -> None:
    """Let Tab go from each of the parts to the next."""
    for one, other in pairwise(parts):
        QWidget.setTabOrder(one, other)
