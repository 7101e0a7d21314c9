"""What the buttons of a meeting's record ask for, and a sentence of it with what mends it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.pieces import Text, row

if TYPE_CHECKING:
    from wehere_desktop.desk.pieces import Tone


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
