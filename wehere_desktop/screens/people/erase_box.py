"""Erasing somebody: said first what goes and what stays, asked for a reason, and done only by a second press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, restyle, row

GOES = (
    "Goes for good: name, organisation, numbers, e-mail, language, times, notes, their questionnaires and attachments, "
    "and each earlier version of them."
)
STAYS = (
    "Stays: that somebody was seen on those days, the dates of their roles, and what visits, promises and queries say "
    "in words. If they are named there, change those first."
)


class EraseBox(QWidget):
    """A quiet link that opens into a question with a reason; `asked` carries the reason once it is confirmed."""

    asked = Signal(str)

    def __init__(self, name: str) -> None:
        """Offer to erase a person of this name."""
        super().__init__()
        self.first = Button("Erase this person …", self._open, rank="link", name=f"Erase {name} …")
        self._box = QWidget()
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why they are erased")
        self.reason.setPlaceholderText("Why: they asked, no longer needed …")
        self.reason.setMaxLength(300)
        self._missing = Text("Say why: the disposal register keeps the reason.", tone="late", step="small", wrap=True)
        self._missing.hide()
        inside = column(spacing=6)
        inside.addWidget(Text(f"Erase {name} for good?", strong=True, wrap=True))
        inside.addWidget(Text(GOES, wrap=True, step="small"))
        inside.addWidget(Text(STAYS, wrap=True, step="small"))
        inside.addWidget(Text("This cannot be undone, and a restored back-up is erased again.", tone="late", wrap=True))
        inside.addWidget(self.reason)
        inside.addWidget(self._missing)
        buttons = row(spacing=8)
        self.keep = Button("Keep them", self._close)
        self.erase = Button("Erase for good", self._erase, rank="grave")
        buttons.addWidget(self.keep)
        buttons.addWidget(self.erase)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self._box.setLayout(inside)
        self._box.hide()
        whole = column(spacing=4, margins=(14, 10, 18, 14))
        whole.addWidget(self.first, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._box)
        self.setLayout(whole)

    def _open(self) -> None:
        self.first.hide()
        self._box.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._box.hide()
        self._missing.hide()
        self.first.show()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _erase(self) -> None:
        if not self.reason.text().strip():
            self._missing.show()
            self.reason.setProperty("refused", "true")
            restyle(self.reason)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.erase.setEnabled(False)
        self.asked.emit(self.reason.text().strip())
