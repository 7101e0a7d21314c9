"""The sheet that names a main officer for a place nobody is named for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Text, column, row
from wehere_desktop.neighbourhood.place import Duty
from wehere_desktop.records.staffing import name_officer
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk


class NameSheet(QWidget):
    """Who, and from when; whoever is posted to the place's beat is offered first."""

    def __init__(self, desk: Desk, place: str) -> None:
        """Ask for the main officer of a place."""
        super().__init__()
        self._desk, self._done = desk, False
        self._place = desk.book.places.get(place)
        self.picker = RecordPicker(
            desk,
            "officer",
            name="Officer",
            hint="Type a name or a collar number, or press ↓ for this beat",
            first=partial(_posted, desk, self._place.beat),
        )
        self.form = Form(
            [Field("officer", "Officer", required=True), Field("starts", "From", "day", hint="today", required=True)],
            today=desk.today,
            editors={"officer": self.picker},
        )
        self.form.fill({"starts": desk.today()})
        self.form.submitted.connect(self.keep)
        self.button = Button("Name the officer", self.keep, rank="first")
        whole = column(spacing=12, margins=(24, 16, 24, 24))
        whole.addWidget(Text(f"For {self._place.name}, as its main officer.", tone="quiet", wrap=True))
        whole.addWidget(self.form)
        buttons = row(spacing=8)
        buttons.addWidget(self.button)
        buttons.addWidget(Button("Cancel", desk.close_sheet))
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addStretch(1)
        self.setLayout(whole)
        self.setFocusProxy(self.picker)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep)

    def has_unsaved(self) -> bool:
        """Say whether something typed would be lost."""
        return not self._done and self.form.is_changed()

    def keep(self) -> None:
        """Name the officer, once at a time; what cannot be read is said beside its field."""
        if not self.button.isEnabled():
            return
        self.form.clear_refusals()
        try:
            values = self.form.values()
        except Refusal as refusal:
            self._desk.notices.refuse(refusal, self.form)
            return
        self.button.setEnabled(False)
        place = self._place
        self._desk.change(
            f"Name an officer for {place.name}",
            lambda book: name_officer(book, place.id, values["officer"], Duty.MAIN, starts=values["starts"]),
            owner=self,
            then=lambda _: self._kept(),
            form=self.form,
            failed=lambda _: self.button.setEnabled(True),
        )

    def _kept(self) -> None:
        self._done = True
        self._desk.close_sheet()


def _posted(desk: Desk, beat: str) -> list[str]:
    if not beat:
        return []
    return [each.officer for each in desk.book.postings.on_beat(beat, desk.today())]
