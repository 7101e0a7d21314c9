"""A form on a sheet: what is typed is read, said back in plain words, and kept once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Form
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, clear, column, row
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import parse_coming_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.forms import Field
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.records.beatbook import BeatBook

T = TypeVar("T")


class Paper(QWidget):
    """The sheet's content: a form, a button that keeps it and one that does not; Ctrl+Enter keeps.

    Subclasses say what to write (`keep_typed`) and, if they like, what to say while it is typed (`said`).
    """

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
        filled: Fact | Mapping[str, Any] | None = None,
        above: QWidget | None = None,
        beside: bool = False,
        grave: bool = False,
    ) -> None:
        """Lay a form out above its buttons; `words` name the deed, `say` and `above` stand over it."""
        super().__init__()
        self.desk = desk
        self.form = Form(fields, today=desk.today, editors=editors, beside=beside)
        if filled is not None:
            self.form.fill(filled)
        self._pickers = {name: each for name, each in (editors or {}).items() if isinstance(each, RecordPicker)}
        self._done = False
        self.keep_button = Button(words, self.keep, rank="grave" if grave else "first")
        self.keep_button.setToolTip("Ctrl+Enter")
        self.page = column(spacing=12, margins=(24, 16, 24, 24))
        if say:
            self.page.addWidget(Text(say, tone="quiet", wrap=True))
        if above is not None:
            self.page.addWidget(above)
        self.page.addWidget(self.form)
        self._said_box = QWidget()
        self._said = column(spacing=4)
        self._said_box.setLayout(self._said)
        self.page.addWidget(self._said_box)
        self.buttons = row(spacing=8)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addWidget(Button("Cancel", self._leave))
        self.buttons.addStretch(1)
        self.page.addLayout(self.buttons)
        self.page.addStretch(1)
        self.setLayout(self.page)
        self.form.changed.connect(self._say)
        self.form.submitted.connect(self.keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)

    def begin(self, first: str) -> None:
        """Say what there is to say and let typing begin in a field."""
        self._say()
        self.setFocusProxy(self.form.editor(first))

    def under_form(self, widget: QWidget) -> None:
        """Put a widget between the form and what is said of it."""
        self.page.insertWidget(self.page.indexOf(self.form) + 1, widget)

    def said(self) -> list[tuple[str, bool]]:
        """Return sentences about what is typed so far, each with whether it is a warning."""
        return []

    def keep_typed(self) -> None:
        """Read the form and write; what cannot be read is raised as a refusal."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        """Return what is typed into a field, without white space at its ends."""
        return str(self.form.typed()[name]).strip()

    def day(self, name: str, *, since: date | None = None) -> date | None:
        """Return the day typed into a field, None if empty; without a year it is the one to come from `since` on."""
        typed = self.typed(name)
        if not typed:
            return None
        found = parse_coming_day(typed, today=self.desk.today(), since=since)
        if found is None:
            raise Refusal(
                f"“{typed}” is not a day.",
                remedy="Write it like 22 Nov, 22/11/2026, Monday or tomorrow.",
                field=name,
                kind="not-a-day",
            )
        return found

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
            # Told first: taken away last, the sheet gives the focus back to where it came from
            self.kept.emit(opens(answer) if opens is not None else "")
            self.desk.close_sheet()

        self.keep_button.setEnabled(False)
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
            self.not_kept(refusal)

    def not_kept(self, error: Exception) -> None:
        """Say why nothing was kept, a refusal beside its field, and let the person try again."""
        self.give_back()
        if isinstance(error, Refusal):
            self.desk.notices.refuse(error, self.form)
        else:
            self.desk.notices.fault(error)

    def give_back(self, refusal: Refusal | None = None) -> None:
        """Let the person try again after a refusal that has been told."""
        del refusal
        self.keep_button.setEnabled(True)

    def take_away(self) -> None:
        """Take the sheet away without asking: all is kept, or is no longer wanted."""
        self._done = True
        self.desk.close_sheet()

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
