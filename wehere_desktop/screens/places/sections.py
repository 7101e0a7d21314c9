"""The parts that sections of a place's record are made of: a heading with buttons, and labelled lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from wehere_desktop.desk.pieces import Text, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout, QWidget

LABEL = 104
# Letters of one word that fit the column of values
LONG_WORD = 32


def heading(words: str, *others: QWidget) -> QHBoxLayout:
    """Return a section's heading with what stands at its right."""
    line = row(spacing=8)
    line.addWidget(Text(words, strong=True))
    line.addStretch(1)
    for each in others:
        line.addWidget(each)
    return line


def lines(label_width: int) -> QGridLayout:
    """Return a grid for labelled lines; the label's width in pixels."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, label_width)
    grid.setColumnStretch(1, 1)
    return grid


def line(grid: QGridLayout, label: str, values: Sequence[QWidget]) -> None:
    """Add a labelled line whose values stand under one another."""
    at = grid.rowCount()
    grid.addWidget(Text(label, tone="quiet"), at, 0, Qt.AlignmentFlag.AlignTop)
    inside = column(spacing=1)
    for value in values:
        inside.addWidget(value)
    grid.addLayout(inside, at, 1)


def value(words: str) -> Text:
    """Return a value that wraps; a long address of a website is cut on show and whole in its tip."""
    long_word = max((len(word) for word in words.split()), default=0) > LONG_WORD
    return Text(words, wrap=not long_word, elide=long_word, selectable=True)
