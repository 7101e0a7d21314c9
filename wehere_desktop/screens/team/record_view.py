"""The record at the right: a card that scrolls, made of sections, for an officer or a beat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import (
    Button,
    Card,
    EmptyState,
    Pill,
    ScrollPage,
    Text,
    WayIn,
    clear,
    column,
    row,
    rule,
)

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import Tone
    from wehere_desktop.desk.screen import Desk


class Ask(Enum):
    """What a record's buttons ask for."""

    POST = "post"
    AWAY = "away"
    EDIT = "edit"
    LEAVE = "leave"
    COME_BACK = "come back"
    POSTING = "posting"
    ABSENCE = "absence"
    DROP_ABSENCE = "drop absence"
    HAND_ALL = "hand all over"
    HAND_ONE = "hand one over"
    END_DUTY = "end duty"
    NAME_ALL = "name for all"
    NAME_ONE = "name for one"
    WHOLE = "show all"


class RecordCard(Card):
    """Shows sections one under another and keeps its place while the same record is shown anew."""

    #: A button was pressed; carries an `Ask` and what it is about.
    asked = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing chosen."""
        super().__init__(tight=True)
        self.desk = desk
        self._shown = ""
        self.opened: set[str] = set()
        self.setAccessibleName("What was chosen")
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._shown = ""
        clear(self._page.body)
        self._page.body.addStretch(2)
        self._page.body.addWidget(
            EmptyState(
                self.desk.look,
                "team",
                "Choose an officer or a beat",
                "Postings, places and days away stand here, and who answers meanwhile.",
            )
        )
        self._page.body.addStretch(3)

    def show_sections(self, record: str, name: str, sections: Sequence[QWidget]) -> None:
        """Show the sections of a record (id, name)."""
        at = self._page.verticalScrollBar().value() if record == self._shown else 0
        self._shown = record
        self.setAccessibleName(name)
        clear(self._page.body)
        for number, section in enumerate(sections):
            if number:
                self._page.body.addWidget(rule())
            self._page.body.addWidget(section)
        self._page.body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def forget_opened(self, record: str) -> None:
        """Close what was opened in another record."""
        if record != self._shown:
            self.opened.clear()

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the record."""
        first = next((each for each in self.findChildren(Button) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def section(heading: str = "", act: QWidget | None = None, *, spacing: int = 4) -> tuple[QWidget, QVBoxLayout]:
    """Return a section with its heading, what can be done at its right, and the layout to fill."""
    box = QWidget()
    whole = column(spacing=spacing, margins=(18, 14, 18, 14))
    box.setLayout(whole)
    if heading:
        head = row(spacing=8)
        head.addWidget(Text(heading, strong=True, wrap=False), 1)
        if act is not None:
            head.addWidget(act)
        whole.addLayout(head)
    return box, whole


def head(title: str, under: str, pill: Pill | None, lines: Sequence[tuple[str, Tone]]) -> tuple[QWidget, QVBoxLayout]:
    """Return the head of a record: its title, a quiet line, a pill, and lines in a tone."""
    box, whole = section(spacing=2)
    whole.addWidget(Text(title, step="title", wrap=True, selectable=True))
    whole.addWidget(Text(under, tone="quiet", wrap=True))
    if pill is not None:
        stands = row(spacing=8, margins=(0, 6, 0, 0))
        stands.addWidget(pill)
        stands.addStretch(1)
        whole.addLayout(stands)
    for words, tone in lines:
        said = Text(words, tone=tone, wrap=True)
        said.setContentsMargins(0, 4, 0, 0)
        whole.addWidget(said)
    return box, whole


def buttons(*shown: Button) -> QHBoxLayout:
    """Return a line of buttons."""
    line = row(spacing=8, margins=(0, 8, 0, 0))
    for each in shown:
        line.addWidget(each)
    line.addStretch(1)
    return line


def entry(
    title: str,
    more: str,
    *,
    acts: Sequence[QWidget] = (),
    pill: Pill | None = None,
    opens: Callable[[], object] | None = None,
    strong: bool = False,
    quiet: bool = False,
    more_tone: Tone = "quiet",
) -> QWidget:
    """Return a line of a section: a title and a quiet line under it, a pill, and what can be done at its right."""
    box = QWidget()
    across = row(spacing=4)
    said = ", ".join(part for part in (title, more, pill.text() if pill is not None else "") if part)
    words = WayIn(said, opens)
    inside = row(spacing=8, margins=(0, 3, 0, 3))
    told = column(spacing=1)
    told.addWidget(Text(title, strong=strong, tone="quiet" if quiet else "", elide=True))
    if more:
        told.addWidget(Text(more, tone=more_tone, step="small", wrap=True))
    inside.addLayout(told, 1)
    if pill is not None:
        inside.addWidget(pill)
    words.setLayout(inside)
    across.addWidget(words, 1)
    for each in acts:
        across.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    box.setLayout(across)
    return box
