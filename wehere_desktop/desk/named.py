"""Facts of a record as a grid: labels at the left, and beside each its words or links to the records it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wehere_desktop.desk.screen import Desk

# Words that are no link stand where the words of a link would
AS_LINKS = (5, 3, 5, 3)


@dataclass(frozen=True, slots=True)
class Named:
    """A record to be opened: its kind, id and name, and a few quiet words."""

    kind: str
    record: str
    name: str
    more: str = ""


def fact_grid(desk: Desk, facts: Iterable[tuple[str, Sequence[Named] | str]], *, labels: int) -> QGridLayout:
    """Return the facts that there are; the labels' column is at least so many pixels wide."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, desk.look.px(labels))
    grid.setColumnStretch(1, 1)
    for number, (label, value) in enumerate((label, value) for label, value in facts if value):
        name = Text(label, tone="quiet")
        name.setContentsMargins(0, AS_LINKS[1], 0, 0)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(value) if isinstance(value, str) else links_to(desk, value), number, 1)
    return grid


def _words(value: str) -> QWidget:
    words = Text(value, wrap=True, selectable=True)
    words.setContentsMargins(*AS_LINKS)
    return words


def links_to(desk: Desk, named: Sequence[Named]) -> QWidget:
    """Return records under one another, each a link, or its name where no screen shows its kind."""
    lines = column(spacing=0)
    for each in named:
        line = row(spacing=6)
        if desk.can_open(each.kind):
            line.addWidget(Button(each.name, partial(desk.open, each.kind, each.record), rank="link"))
        else:
            name = Text(each.name, strong=True, wrap=True, selectable=True)
            name.setContentsMargins(*AS_LINKS)
            line.addWidget(name)
        line.addWidget(Text(each.more, tone="quiet", step="small", elide=True), 1)
        lines.addLayout(line)
    box = QWidget()
    box.setLayout(lines)
    return box
