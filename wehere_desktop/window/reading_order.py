"""The order in which a page is read, and so the one in which Tab goes through it, however late its parts were made."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def tab_through(around: QWidget, *, forward: bool) -> bool:
    """Give the focus to what is read after (or before) whatever has it, round and round; False if nothing takes it.

    What has it may just have been hidden: then the focus goes on from where that stood, which the toolkit asks for too.
    """
    holder = around.window().focusWidget()
    order = in_reading_order(around, besides=holder)
    others = [each for each in order if each is not holder]
    if not others:
        return holder in order
    at = order.index(holder) if holder in order else (-1 if forward else 0)
    found = others[(at if holder in order else at + 1) % len(others)] if forward else others[at - 1]
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def in_reading_order(around: QWidget, *, besides: QWidget | None = None) -> list[QWidget]:
    """Return what takes the focus by Tab inside a widget that is on show, in the order in which it is laid out.

    Boxes are read in the order of their parts and grids row by row, a stack is what it shows, and what lies in no
    layout is read line by line after what does. `besides` is in the list at its place whether or not it is on show.
    """
    meant = around is besides
    if not around.isVisible() and not meant and not (besides is not None and around.isAncestorOf(besides)):
        return []
    found = [around] if meant or _takes_focus(around) else []
    for part in _parts(around):
        found += in_reading_order(part, besides=besides)
    return found


def _takes_focus(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _parts(around: QWidget) -> list[QWidget]:
    if isinstance(around, QScrollArea):
        return [each for each in (around.widget(),) if each is not None]
    if isinstance(around, QStackedWidget):
        return [each for each in (around.currentWidget(),) if each is not None]
    held = around.viewport() if isinstance(around, QAbstractScrollArea) else around
    laid = _laid(held.layout())
    known = set(laid)
    loose = [each for each in held.children() if isinstance(each, QWidget) and not each.isWindow()]
    return laid + sorted((each for each in loose if each not in known), key=_line)


def _laid(layout: QLayout | None) -> list[QWidget]:
    if layout is None:
        return []
    at = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        at.sort(key=lambda number: _cell(layout, number))
    found: list[QWidget] = []
    for number in at:
        item = layout.itemAt(number)
        if item is not None:
            widget = item.widget()
            found += _laid(item.layout()) if widget is None else [widget]
    return found


def _cell(grid: QGridLayout, number: int) -> tuple[int, int]:
    # Four numbers, though the toolkit's types do not say so
    place: tuple[int, int, int, int] = grid.getItemPosition(number)  # type: ignore[assignment]
    return place[0], place[1]


def _line(widget: QWidget) -> tuple[int, int]:
    corner: QPoint = widget.pos()
    return corner.y(), corner.x()
