"""The record at the right of a page: a card that scrolls, made of sections, and the parts of which those are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


class RecordCard(Card):
    """Shows sections one under another and keeps its place while the same record is shown anew."""

    #: A button was pressed; carries what it asks for and what that is about.
    asked = Signal(object, object)

    def __init__(self, desk: Desk, *, icon: str, choose: str, more: str) -> None:
        """Begin with nothing chosen; until something is, `choose` asks for it and `more` says what will stand here."""
        super().__init__(tight=True)
        self.desk = desk
        self._shown = ""
        #: The parts of the record on show that were opened whole.
        self.opened: set[str] = set()
        self._icon, self._choose, self._more = icon, choose, more
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._shown = ""
        self.setAccessibleName("What was chosen")
        clear(self._page.body)
        self._page.body.addStretch(2)
        self._page.body.addWidget(EmptyState(self.desk.look, self._icon, self._choose, self._more))
        self._page.body.addStretch(3)

    def show_sections(self, record: str, name: str, sections: Sequence[QWidget]) -> None:
        """Show the sections of a record (id, name)."""
        at = self._page.verticalScrollBar().value() if record == self._shown else 0
        self._shown = record
        self.setAccessibleName(name)
        clear(self._page.body)
        for number, each in enumerate(sections):
            if number:
                self._page.body.addWidget(rule())
            self._page.body.addWidget(each)
        self._page.body.addStretch(1)
        self._page.verticalScrollBar().setValue(at)

    def forget_opened(self, record: str) -> None:
        """Close what was opened in another record."""
        if record != self._shown:
            self.opened.clear()

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the record."""
        first = next((each for each in self.findChildren(Button) if each.isVisible() and each.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def section(heading: str = "", *acts: QWidget | None, spacing: int = 4) -> tuple[QWidget, QVBoxLayout]:
    """Return a section with its heading, what can be done at its right, and the layout to fill; lengths in pixels."""
    box = QWidget()
    whole = column(spacing=spacing, margins=(18, 14, 18, 14))
    box.setLayout(whole)
    if heading:
        head = row(spacing=8)
        head.addWidget(Text(heading, strong=True), 1)
        for each in acts:
            if each is not None:
                head.addWidget(each)
        whole.addLayout(head)
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
