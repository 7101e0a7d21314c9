"""A sheet that holds one deed: what there is to read, its forms, and the button that does it, also by Ctrl+Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLabel, QLayout, QWidget

from wehere_desktop.desk.pieces import Button, ScrollPage, column, row, rule
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from wehere_desktop.desk.forms import Form
    from wehere_desktop.desk.screen import Desk


def lay_over_foot(sheet: QWidget, page: ScrollPage, button: Button) -> QHBoxLayout:
    """Lay a page that scrolls on a sheet, over its foot with the button that does the deed, and return the foot.

    Ctrl+Enter presses the button from wherever the focus is on the sheet.
    """
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(keys), sheet)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
    key = QLabel("Ctrl ↵")
    key.setProperty("house", "key")
    key.setAccessibleName("Ctrl+Enter")
    foot = row(spacing=12, margins=(24, 12, 24, 12))
    foot.addWidget(button)
    foot.addWidget(key)
    foot.addStretch(1)
    whole = column(spacing=0)
    whole.addWidget(page, 1)
    whole.addWidget(rule())
    whole.addLayout(foot)
    sheet.setLayout(whole)
    return foot


class DeedSheet(QWidget):
    """Holds forms. A subclass adds them with `hold` and does the deed in `keep_now`, which may raise a Refusal."""

    def __init__(self, desk: Desk, words: str) -> None:
        """Lay out an empty sheet; `words` name the deed."""
        super().__init__()
        self.desk = desk
        self._filing = False
        self._forms: list[Form] = []
        self.button = Button(words, self.file, rank="first", name=f"{words}, Ctrl+Enter")
        self.page = ScrollPage(margins=(24, 16, 24, 16), spacing=8)
        self.page.body.addStretch(1)
        self.foot = lay_over_foot(self, self.page, self.button)

    def hold(self, form: Form) -> Form:
        """Put a form under what is there already."""
        self._forms.append(form)
        for box in form.findChildren(QComboBox):
            # A list of meetings is as wide as its longest title, and the sheet is not
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.put(form)
        return form

    def put(self, part: QWidget | QLayout) -> None:
        """Put something under what is there already."""
        body = self.page.body
        if isinstance(part, QWidget):
            body.insertWidget(body.count() - 1, part)
        else:
            body.insertLayout(body.count() - 1, part)

    def values(self) -> dict[str, Any]:
        """Return what stands in all the forms; raises a Refusal pinned to a field that cannot be read."""
        return {name: value for form in self._forms for name, value in form.values().items()}

    def keep_now(self, values: dict[str, Any]) -> None:
        """Do the deed with what was read from the forms."""
        raise NotImplementedError

    def has_unsaved(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return not self._filing and any(form.is_changed() for form in self._forms)

    def file(self) -> None:
        """Do it once; what cannot be read is said beside its field and nothing typed is lost."""
        if self._filing:
            return
        self.set_filing(filing=True)
        for form in self._forms:
            form.clear_refusals()
        try:
            self.keep_now(self.values())
        except Refusal as refusal:
            self.desk.notices.refuse([refusal], self)
            self.set_filing(filing=False)

    def refuse(self, refusals: Sequence[Refusal]) -> bool:
        """Show each refusal beside its field, whichever form has it; say whether all found one."""
        self.set_filing(filing=False)
        placed = False
        for form in self._forms:
            placed = form.refuse(refusals) or placed
        return placed

    def give_back(self, _: Refusal) -> None:
        """Let the person go on: nothing was kept."""
        self.set_filing(filing=False)

    def set_filing(self, *, filing: bool) -> None:
        """Say whether the deed is being done just now."""
        self._filing = filing
        self.button.setEnabled(not filing)
