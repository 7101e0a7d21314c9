"""What the record of an officer or a beat begins with, and what its buttons ask for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from wehere_desktop.desk.pieces import Text, row
from wehere_desktop.desk.record_card import section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from wehere_desktop.desk.pieces import Pill, Tone


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
