"""The sheet for one entry of a register: one form, and the button that keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.desk.deed_sheet import DeedSheet
from wehere_desktop.desk.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from wehere_desktop.desk.forms import Field
    from wehere_desktop.desk.screen import Desk


class EntrySheet(DeedSheet):
    """Holds a form. A subclass reads it in `keep_now`, which may raise a Refusal pinned to a field."""

    def __init__(
        self, desk: Desk, fields: Sequence[Field], words: str, *, editors: Mapping[str, QWidget] | None = None
    ) -> None:
        """Lay out the form; `words` name the deed."""
        super().__init__(desk, words)
        self.form = self.hold(Form(fields, today=desk.today, editors=editors))
        self.setFocusProxy(self.form.editor(fields[0].name))

    def done(self, _: object = None) -> None:
        """Take the sheet away: all is kept."""
        self.desk.close_sheet()
