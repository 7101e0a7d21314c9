"""What can be typed under a line of Today: a few short fields, a button that does it and one that does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, restyle, row
from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.pieces import CardRow

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One field under a line: its name, its label, a hint inside it, what stands in it first, and its share of room."""

    name: str
    label: str
    hint: str = ""
    first: str = ""
    share: int = 1


class Inline(QWidget):
    """The fields of one line. Enter does it, Escape leaves; a refusal stands under the fields and nothing is cleared.

    `do` gets what was typed, by name, and this widget to show refusals in; it calls `finished` once all is kept.
    """

    closed = Signal()

    def __init__(
        self, about: str, fields: Sequence[Asked], words: str, do: Callable[[dict[str, str], Inline], object]
    ) -> None:
        """Ask for some fields; `about` names the line for screen readers, `words` stand on the button that does it."""
        super().__init__()
        self._do = do
        self._first = {each.name: each.first for each in fields}
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for number, each in enumerate(fields):
            field = QLineEdit(each.first)
            field.setPlaceholderText(each.hint)
            field.setAccessibleName(f"{each.label}, {about}")
            field.setMaxLength(LONGEST)
            field.returnPressed.connect(self.do)
            self.fields[each.name] = field
            label = Text(each.label, tone="quiet", step="small")
            label.setBuddy(field)
            grid.addWidget(label, 0, number)
            grid.addWidget(field, 1, number)
            grid.setColumnStretch(number, each.share)
        self.button = Button(words, self.do, rank="first", name=f"{words}, {about}")
        leave = Button("Cancel", self.leave, name=f"Cancel, {about}")
        buttons = row(spacing=8)
        buttons.addWidget(self.button)
        buttons.addWidget(leave)
        grid.addLayout(buttons, 1, len(fields))
        self._refusal = Text("", tone="late", step="small", wrap=True)
        self._refusal.hide()
        whole = column(spacing=4, margins=(16, 0, 12, 12))
        whole.addLayout(grid)
        whole.addWidget(self._refusal)
        self.setLayout(whole)
        self.setFocusProxy(next(iter(self.fields.values())))

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, by name."""
        return {name: field.text() for name, field in self.fields.items()}

    def is_changed(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return self.typed() != self._first

    def do(self) -> None:
        """Do it, once at a time; what cannot be read is said under the fields."""
        if not self.button.isEnabled():
            return
        self._clear()
        self.button.setEnabled(False)
        try:
            self._do(self.typed(), self)
        except Refusal as refusal:
            self.refuse([refusal])

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show why it was refused and let the person go on typing."""
        self.button.setEnabled(True)
        self._refusal.say(" ".join(str(each) for each in refusals))
        self._refusal.show()
        for each in reversed(refusals):
            field = self.fields.get(each.field)
            if field is not None:
                field.setProperty("refused", "true")
                restyle(field)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def finished(self) -> None:
        """Say that all is kept: the fields go."""
        self._first = self.typed()
        self.leave()

    def leave(self) -> None:
        """Take the fields away; what was typed is let go."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self._refusal.hide()
        for field in self.fields.values():
            if field.property("refused"):
                field.setProperty("refused", "")
                restyle(field)


class Doable(QWidget):
    """A line with room for its fields under it."""

    #: The fields were opened or went away.
    changed = Signal()

    def __init__(self, line: CardRow) -> None:
        """Hold a line."""
        super().__init__()
        self.line = line
        self.inline: Inline | None = None
        self._whole = column(spacing=0)
        self._whole.addWidget(line)
        self.setLayout(self._whole)

    def ask(self, make: Callable[[], Inline]) -> None:
        """Open fields under the line and go to the first, or take those away that are open."""
        if self.inline is not None:
            self.inline.leave()
            return
        self.inline = make()
        self.inline.closed.connect(self._close)
        self._whole.addWidget(self.inline)
        # Shown at once, so that it can take the focus
        self.inline.show()
        self.inline.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def is_typing(self) -> bool:
        """Say whether something typed here is not kept yet."""
        return self.inline is not None and self.inline.is_changed()

    def _close(self) -> None:
        if self.inline is None:
            return
        gone, self.inline = self.inline, None
        gone.hide()
        self._whole.removeWidget(gone)
        gone.deleteLater()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
