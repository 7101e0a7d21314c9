"""What most pages are laid out with: tabs, a field to find by, what can be begun, a card for the list, widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget

from wehere_desktop.desk.pieces import Card, column, without_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtWidgets import QTableView

    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.tables import Column

RECORD_WIDTH, WIDEST_RECORD, LEAST_RECORD = 412, 520, 300


def tab_bar(name: str, words: Iterable[str]) -> QTabBar:
    """Return tabs under a name for screen readers, each as wide as its words."""
    tabs = QTabBar()
    for each in words:
        tabs.addTab(each)
    tabs.setAccessibleName(name)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(False)
    tabs.setDrawBase(False)
    return tabs


def find_field(name: str, hint: str = "Filter this list") -> QLineEdit:
    """Return a field for words that narrow a list, which can be emptied at a press."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setClearButtonEnabled(True)
    return field


def page_action(
    page: QWidget, words: str, do: Callable[[], object], keys: str = "", *, enabled: bool = True
) -> QAction:
    """Return something that can be begun on a page, at a press or by keys, and put it on the page."""
    action = QAction(words, page)
    if keys:
        # Wherever the focus is while the page is on show: in the rail, too, from which it was reached
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setEnabled(enabled)
    action.triggered.connect(without_words(do))
    page.addAction(action)
    return action


def list_card(name: str, *parts: QWidget) -> Card:
    """Return a card under a name for screen readers that is filled to its edge line by a list and what is under it."""
    card = Card(tight=True)
    card.setAccessibleName(name)
    card.body.setContentsMargins(1, 1, 1, 1)
    for part in parts:
        card.body.addWidget(part)
    return card


def in_the_middle(widget: QWidget) -> QWidget:
    """Return a page with a widget above its middle; alone, a few words would spread over the whole height."""
    page, whole = QWidget(), column()
    whole.addStretch(2)
    whole.addWidget(widget)
    whole.addStretch(3)
    page.setLayout(whole)
    return page


def record_width(look: Look, across: int) -> int:
    """Return how wide the record beside a list is on a page that is so many pixels wide."""
    wished = max(look.px(RECORD_WIDTH), across * 30 // 100)
    return min(wished, look.px(WIDEST_RECORD), max(across * 45 // 100, LEAST_RECORD))


def fit_columns(
    table: QTableView,
    columns: Sequence[Column],
    look: Look,
    room: int,
    *,
    giving_way: Sequence[str],
    hidden: Iterable[str] = (),
) -> None:
    """Show the columns for which there is room, in pixels: none of those `hidden`, and as few as need be give way.

    `giving_way` names those that may, the first to go first.
    """
    gone = set(hidden)
    for name in ("", *giving_way):
        gone.add(name)
        if sum(look.px(each.width) for each in columns if each.name not in gone) <= room:
            break
    for number, each in enumerate(columns):
        table.setColumnHidden(number, each.name in gone)
        if each.width:
            table.horizontalHeader().resizeSection(number, look.px(each.width))
