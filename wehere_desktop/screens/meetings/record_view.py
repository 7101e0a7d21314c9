"""The record at the right: a card that scrolls, made of the sections of one meeting."""

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

    EDIT = "edit"
    VENUE = "venue"
    LEADER = "leader"
    MOMENT = "moment"
    ACCESS = "access"
    AGENDA = "agenda"
    OPEN_ITEMS = "open items"
    PUBLICISE = "publicise"
    PUBLICITY = "publicity"
    NOTICE = "notice"
    REPEAT = "repeat"
    COPY = "copy"
    CALL_OFF = "call off"
    CLOSE = "close"
    PUBLISH = "publish"
    FORMS = "type in forms"
    FORMS_FILE = "bring in forms"


class RecordCard(Card):
    """Shows sections one under another and keeps its place while the same record is shown anew."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing chosen."""
        super().__init__(tight=True)
        self.desk = desk
        self._shown = ""
        self.setAccessibleName("The meeting chosen")
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        self.body.addWidget(self._page)
        self.show_nothing()

    #: A button was pressed; carries an `Ask` and what it is about.
    asked = Signal(object, object)

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._shown = ""
        clear(self._page.body)
        self._page.body.addStretch(2)
        said = "Its plan stands here, what it still lacks, how people were told, and later how it went."
        self._page.body.addWidget(EmptyState(self.desk.look, "meetings", "Choose a meeting", said))
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

    def take_focus(self) -> None:
        """Give the focus to the first thing that can be done with the record."""
        first = next((each for each in self.findChildren(Button) if each.isVisible() and each.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)


def section(heading: str = "", *acts: QWidget, spacing: int = 4) -> tuple[QWidget, QVBoxLayout]:
    """Return a section with its heading, what can be done at its right, and the layout to fill."""
    box = QWidget()
    whole = column(spacing=spacing, margins=(18, 14, 18, 14))
    box.setLayout(whole)
    if heading:
        head = row(spacing=8)
        head.addWidget(Text(heading, strong=True), 1)
        for each in acts:
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


def said_with(words: str, act: QWidget | None, *, tone: Tone = "", mark: str = "") -> QWidget:
    """Return a sentence with what mends it at its right; `mark` stands before it and says what a tone cannot."""
    box = QWidget()
    across = row(spacing=8)
    if mark:
        sign = Text(mark, tone=tone, strong=True)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(Text(words, tone="" if mark else tone, wrap=True), 1)
    if act is not None:
        across.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
    box.setLayout(across)
    return box


def entry(
    title: str,
    more: str,
    *,
    acts: Sequence[QWidget] = (),
    pill: Pill | None = None,
    opens: Callable[[], object] | None = None,
    quiet: bool = False,
) -> QWidget:
    """Return a line of a section: a title and a quiet line under it, a pill, and what can be done at its right."""
    box = QWidget()
    across = row(spacing=4)
    said = ", ".join(part for part in (title, more, pill.text() if pill is not None else "") if part)
    words = WayIn(said, opens)
    inside = row(spacing=8, margins=(0, 3, 0, 3))
    told = column(spacing=1)
    told.addWidget(Text(title, tone="quiet" if quiet else "", elide=True))
    if more:
        told.addWidget(Text(more, tone="quiet", step="small", wrap=True))
    inside.addLayout(told, 1)
    if pill is not None:
        inside.addWidget(pill)
    words.setLayout(inside)
    across.addWidget(words, 1)
    for each in acts:
        across.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    box.setLayout(across)
    return box
