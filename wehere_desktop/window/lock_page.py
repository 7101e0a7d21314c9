"""The lock: covers a book that stays open behind it, until the person who opened it types their passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.pieces import Button, Card, Text, column, restyle, row
from wehere_desktop.window.front_door import check_it_is_me

if TYPE_CHECKING:
    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.records.beatbook import BeatBook

WIDTH = 420


class LockPage(QWidget):
    """Asks for the passphrase. Nothing of the book is on show, not even whose it is beyond the officer's name."""

    unlocked = Signal()
    asked_to_close = Signal()

    def __init__(self, book: BeatBook, *, background: Background, look: Look) -> None:
        """Guard one book."""
        super().__init__()
        self.setProperty("house", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._book, self._background, self._look = book, background, look
        officer = book.officers.get(book.holder)
        self._picture = QLabel()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Passphrase")
        self.field.setPlaceholderText("Passphrase")
        self.field.setMinimumHeight(look.px(34))
        self.field.returnPressed.connect(self._try)
        self.button = Button("Unlock", self._try, rank="first")
        self._refused = Text("", tone="late", wrap=True)
        self._refused.hide()
        card = Card()
        card.setFixedWidth(look.px(WIDTH))
        inside = card.body
        inside.setContentsMargins(32, 32, 32, 24)
        inside.setSpacing(12)
        inside.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (
            Text("Locked", step="title"),
            Text(f"{officer.rank} {officer.name}. What you were typing is still here.", tone="quiet", wrap=True),
        ):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(words)
        across = row()
        across.addWidget(self.field, 1)
        across.addWidget(self.button)
        inside.addLayout(across)
        inside.addWidget(self._refused)
        inside.addWidget(
            Button("Close this book instead", self.asked_to_close.emit, rank="link"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        whole = column()
        whole.addStretch(2)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(3)
        self.setLayout(whole)
        look.changed.connect(self._dress)
        self._dress()

    def begin(self) -> None:
        """Wait for the passphrase."""
        self.field.clear()
        self._refused.hide()
        self.field.setFocus()

    def _try(self) -> None:
        if not self.button.isEnabled():
            return
        passphrase = self.field.text()
        self.button.setEnabled(False)
        self._background.run(
            lambda: check_it_is_me(self._book, passphrase), then=self._let_in, failed=self._refuse, owner=self
        )

    def _let_in(self, _: None) -> None:
        self.button.setEnabled(True)
        self.field.clear()
        self.unlocked.emit()

    def _refuse(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._refused.say(str(as_refusal(error)))
        self._refused.show()
        self.field.setProperty("refused", "true")
        restyle(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _dress(self) -> None:
        self._picture.setPixmap(self._look.pixmap("lock", self._look.colours.quiet, 32))
