"""The sheet for one entry of a register: a form, the button that keeps it, and Ctrl+Enter for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from wehere_desktop.desk.forms import Form
from wehere_desktop.desk.pieces import Button, ScrollPage, column, row, rule
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wehere_desktop.desk.forms import Field
    from wehere_desktop.desk.screen import Desk


class EntrySheet(QWidget):
    """Holds a form. A subclass reads it in `keep_now`, which may raise a Refusal pinned to a field."""

    def __init__(
        self, desk: Desk, fields: Sequence[Field], words: str, *, editors: Mapping[str, QWidget] | None = None
    ) -> None:
        """Lay out the form; `words` name the deed."""
        super().__init__()
        self.desk = desk
        self._filing = False
        self.form = Form(fields, today=desk.today, editors=editors)
        self.button = Button(words, self.file, rank="first", name=f"{words}, Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.file)
        key = QLabel("Ctrl ↵")
        key.setProperty("house", "key")
        key.setAccessibleName("Ctrl+Enter")
        page = ScrollPage(margins=(24, 16, 24, 8), spacing=0)
        page.body.addWidget(self.form)
        page.body.addStretch(1)
        foot = row(spacing=12, margins=(24, 12, 24, 12))
        foot.addWidget(self.button)
        foot.addWidget(key)
        foot.addStretch(1)
        whole = column(spacing=0)
        whole.addWidget(page, 1)
        whole.addWidget(rule())
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setFocusProxy(self.form.editor(fields[0].name))

    def keep_now(self, values: dict[str, Any]) -> None:
        """Keep what was read from the form."""
        raise NotImplementedError

    def has_unsaved(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return not self._filing and self.form.is_changed()

    def file(self) -> None:
        """Keep what is typed, once; what cannot be read is said beside its field and nothing is lost."""
        if self._filing:
            return
        self._set_filing(filing=True)
        try:
            self.keep_now(self.form.values())
        except Refusal as refusal:
            self.refuse([refusal])

    def refuse(self, found: Sequence[Refusal]) -> None:
        """Say beside the fields why it cannot be kept, and let the person go on."""
        self._set_filing(filing=False)
        self.desk.notices.refuse(found, self.form)

    def done(self, _: object = None) -> None:
        """Take the sheet away: all is kept."""
        self.desk.close_sheet()

    def give_back(self, _: Refusal) -> None:
        """Let the person go on: nothing was kept."""
        self._set_filing(filing=False)

    def _set_filing(self, *, filing: bool) -> None:
        self._filing = filing
        self.button.setEnabled(not filing)
