"""Who is here: a count by + and -, and the organisations and groups that came, never a person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCompleter, QLineEdit

from wehere_desktop.desk.pieces import Button, Card, Text, clear, column, row
from wehere_desktop.neighbourhood.fact import SHORT_TEXT

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.look import Look

MOST = 99_999
PLUS = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Up, Qt.Key.Key_Equal})
MINUS = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Down})


class CountField(QLineEdit):
    """Big digits: type a number, or press + and -."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count on + and -, type digits, leave the rest."""
        if event.key() in PLUS or event.key() in MINUS:
            self.stepped.emit(1 if event.key() in PLUS else -1)
        else:
            super().keyPressEvent(event)


class CountCard(Card):
    """How many are here."""

    #: The count was changed by hand.
    counted = Signal()

    def __init__(self, look: Look) -> None:
        """Begin without a count."""
        super().__init__("How many are here", "Alt ↑  Alt ↓")
        self._look = look
        self.field = CountField()
        self.field.setAccessibleName("How many are here")
        self.field.setPlaceholderText("0")
        self.field.setValidator(QIntValidator(0, MOST, self.field))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setMaxLength(5)
        self.less = Button("\N{MINUS SIGN}", partial(self.step, -1), name="One fewer")
        self.more = Button("+", partial(self.step, 1), name="One more")
        across = row(spacing=8)
        across.addWidget(self.less)
        across.addWidget(self.field, 1)
        across.addWidget(self.more)
        self.body.addLayout(across)
        self.field.stepped.connect(self.step)
        self.field.textEdited.connect(self.counted)
        look.changed.connect(self._fit)
        self._fit()

    def count(self) -> int | None:
        """Return the count, None where there is none."""
        text = self.field.text()
        return int(text) if text.isdecimal() else None

    def put(self, count: int | None) -> None:
        """Show a count."""
        self.field.setText("" if count is None else str(count))

    def step(self, by: int) -> None:
        """Count one more, or fewer."""
        self.put(min(max((self.count() or 0) + by, 0), MOST))
        self.counted.emit()

    def _fit(self) -> None:
        self.field.setFont(self._look.font(30, strong=True))
        for each in (self.less, self.more):
            each.setFont(self._look.font(20, strong=True))
            each.setFixedWidth(self._look.px(48))


class GroupsCard(Card):
    """The organisations and groups that are here."""

    #: The groups are other ones; carries them.
    chosen = Signal(object)
    #: Something was typed and not added yet.
    typed = Signal()

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__("Organisations and groups here")
        self._groups: tuple[str, ...] = ()
        self._known = QStringListModel(self)
        self.field = QLineEdit()
        self.field.setAccessibleName("Organisation or group that is here")
        self.field.setPlaceholderText("Parish council, youth club …")
        self.field.setMaxLength(SHORT_TEXT)
        # Completed in the line itself: nothing pops up over the list while people talk
        completer = QCompleter(self._known, self.field)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._add)
        self.field.textEdited.connect(self.typed)
        self._chips = column(spacing=4)
        self._hint = Text("Never a person, and nothing about one.", tone="quiet", step="small", wrap=True)
        self.body.addLayout(self._chips)
        self.body.addWidget(self.field)
        self.body.addWidget(self._hint)

    def put(self, groups: Sequence[str]) -> None:
        """Show the groups that are here."""
        if tuple(groups) == self._groups and self._chips.count():
            return
        self._groups = tuple(groups)
        clear(self._chips)
        for each in self._groups:
            shown = each if len(each) <= 30 else f"{each[:29]}…"  # noqa: PLR2004 - what the card has room for
            chip = Button(f"{shown}  ×", partial(self._drop, each), rank="chip", name=f"{each}: take off")
            chip.setProperty("on", "true")
            chip.setToolTip(each)
            self._chips.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)

    def know(self, names: Sequence[str]) -> None:
        """Complete what is typed to one of these."""
        self._known.setStringList(list(names))

    def _add(self) -> None:
        name = " ".join(self.field.text().split())
        self.field.clear()
        if name and name.casefold() not in {each.casefold() for each in self._groups}:
            self.put((*self._groups, name))
            self.chosen.emit(self._groups)
        self.typed.emit()

    def _drop(self, name: str) -> None:
        self.put([each for each in self._groups if each != name])
        self.chosen.emit(self._groups)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
