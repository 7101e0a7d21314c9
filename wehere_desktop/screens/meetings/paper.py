"""A form on a sheet of the Meetings screen: what is typed is read, said back in plain words, and kept once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

T = TypeVar("T")


class Paper(QWidget):
    """The sheet's content. Subclasses say what to write (`keep_typed`) and what to say meanwhile (`said`)."""

    #: It is kept; carries the id of the record to bring into view, or an empty text.
    kept = Signal(str)

    def __init__(
        self,
        desk: Desk,
        fields: Sequence[Field],
        words: str,
        *,
        say: str = "",
        editors: Mapping[str, QWidget] | None = None,
        filled: Mapping[str, Any] | None = None,
        grave: bool = False,
        above: QWidget | None = None,
        beside: bool = False,
    ) -> None:
        """Lay a form out above its buttons; `words` name the deed, `say` and `above` stand over it."""
        super().__init__()
        self.desk = desk
        self.form = Form(fields, today=desk.today, editors=editors, beside=beside)
        if filled:
            self.form.fill(filled)
        self._pickers = {name: each for name, each in (editors or {}).items() if isinstance(each, RecordPicker)}
        self._done = False
        self.keep_button = Button(words, self.keep, rank="grave" if grave else "first")
        self.keep_button.setToolTip("Ctrl+Enter")
        page = column(spacing=12, margins=(24, 16, 24, 24))
        if say:
            page.addWidget(Text(say, tone="quiet", wrap=True))
        if above is not None:
            page.addWidget(above)
        page.addWidget(self.form)
        self._said_box = QWidget()
        self._said = column(spacing=4)
        self._said_box.setLayout(self._said)
        page.addWidget(self._said_box)
        self.buttons = row(spacing=8)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addWidget(Button("Cancel", self._leave))
        self.buttons.addStretch(1)
        page.addLayout(self.buttons)
        page.addStretch(1)
        self.setLayout(page)
        self.form.changed.connect(self._say)
        self.form.submitted.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)

    def begin(self, first: str) -> None:
        """Say what there is to say and let typing begin in a field."""
        self._say()
        self.setFocusProxy(self.form.editor(first))

    def said(self) -> list[tuple[str, bool]]:
        """Return sentences about what is typed so far, each with whether it is a warning."""
        return []

    def keep_typed(self) -> None:
        """Read the form and write; what cannot be read is raised as a refusal."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        """Return what is typed into a field, without white space at its ends."""
        return str(self.form.typed()[name]).strip()

    def one(self, name: str) -> str:
        """Return the id picked in a field, refusing letters from which nothing was chosen."""
        picker = self._pickers[name]
        if typed := picker.field.text().strip():
            raise Refusal(
                f"“{typed}” has not been chosen yet.",
                remedy="Choose from the list below it, or clear it.",
                field=name,
                kind="not-chosen",
            )
        return next(iter(picker.ids()), "")

    def write(self, label: str, work: Callable[[BeatBook], T], *, opens: Callable[[T], str] | None = None) -> None:
        """Write inside one change of this label, then take the sheet away; `opens` says which record to show."""

        def done(answer: T) -> None:
            self._done = True
            self.desk.close_sheet()
            self.kept.emit(opens(answer) if opens is not None else "")

        self.desk.change(label, work, owner=self, then=done, form=self.form, failed=self.give_back)

    def has_unsaved(self) -> bool:
        """Say whether something typed would be lost."""
        return not self._done and self.form.is_changed()

    def keep(self) -> None:
        """Keep what is typed, once; what cannot be read is said beside its field."""
        if not self.keep_button.isEnabled():
            return
        self.form.clear_refusals()
        self.keep_button.setEnabled(False)
        try:
            self.keep_typed()
        except Refusal as refusal:
            self.give_back(refusal)
            self.desk.notices.refuse(refusal, self.form)

    def give_back(self, refusal: Refusal) -> None:
        """Let the person try again after a refusal."""
        del refusal
        self.keep_button.setEnabled(True)

    def _say(self) -> None:
        try:
            found = self.said()
        except Refusal:
            # Half a day has been typed; whoever goes on typing need not be told
            found = []
        clear(self._said)
        for words, warns in found:
            self._said.addWidget(Text(words, tone="due" if warns else "quiet", wrap=True))
        self._said_box.setVisible(bool(found))

    def _leave(self) -> None:
        if not self.has_unsaved():
            self.desk.close_sheet()
            return
        self.desk.notices.ask(
            "What you typed in the sheet is not kept yet.",
            lambda yes: self.desk.close_sheet() if yes else None,
            yes="Let it go",
            no="Back to it",
            grave=True,
        )
