"""A form on a sheet: fields, a button that keeps them and one that does not; Ctrl+Enter keeps, Escape leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, row
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.forms import Form
    from wehere_desktop.desk.screen import Desk


class Paper(QWidget):
    """The sheet's content: it knows whether something typed has not been kept, and is kept once at a time."""

    def __init__(self, desk: Desk, form: Form, keep: Callable[[], None], words: str, *, say: str = "") -> None:
        """Lay a form out above its buttons; `keep` is called when it is to be kept, `say` stands above it."""
        super().__init__()
        self.desk = desk
        self.form = form
        self._keep = keep
        self._done = False
        self.keep_button = Button(words, self.keep, rank="first")
        self.keep_button.setToolTip("Ctrl+Enter")
        leave = Button("Cancel", self._leave)
        self.page: QVBoxLayout = column(spacing=12, margins=(24, 16, 24, 24))
        if say:
            self.page.addWidget(Text(say, tone="quiet", wrap=True))
        self.page.addWidget(form)
        buttons = row(spacing=8)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        self.page.addLayout(buttons)
        self.page.addStretch(1)
        self.setLayout(self.page)
        form.submitted.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)

    def has_unsaved(self) -> bool:
        """Say whether something typed would be lost."""
        return not self._done and self.form.is_changed()

    def keep(self) -> None:
        """Keep what is typed, once; what cannot be read is said beside its field."""
        if not self.keep_button.isEnabled():
            return
        self.form.clear_refusals()
        try:
            self.keep_button.setEnabled(False)
            self._keep()
        except Refusal as refusal:
            self.give_back(refusal)
            self.desk.notices.refuse(refusal, self.form)

    def kept(self) -> None:
        """Take the sheet away: all is kept."""
        self._done = True
        self.desk.close_sheet()

    def give_back(self, refusal: Refusal | None = None) -> None:
        """Let the person go on typing: nothing was kept."""
        del refusal
        self.keep_button.setEnabled(True)

    def _leave(self) -> None:
        if not self.has_unsaved():
            self.desk.close_sheet()
            return
        self.desk.notices.ask(
            "What you typed in the sheet is not kept yet.",
            lambda yes: self.kept() if yes else None,
            yes="Let it go",
            no="Back to it",
            grave=True,
        )
