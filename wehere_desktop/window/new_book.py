"""Making a book: who you are, what it is called, a passphrase, and the recovery code that is shown once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget

from wehere_desktop.desk.forms import Field, Form, choices_of
from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, column, row
from wehere_desktop.neighbourhood.officer import Rank
from wehere_desktop.window import front_door
from wehere_desktop.wording import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from wehere_desktop.desk.background import Background
    from wehere_desktop.desk.look import Look
    from wehere_desktop.desk.notices import Notices
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.world import World

COLUMN_WIDTH = 520
SECRET = ("passphrase", "again")


class NewBook(QStackedWidget):
    """The form, then the recovery code. `made` carries the open book once the code has been kept."""

    made = Signal(object)
    back = Signal()

    def __init__(self, *, world: Callable[[], World], background: Background, notices: Notices, look: Look) -> None:
        """Begin with an empty form."""
        super().__init__()
        self._world, self._background, self._notices, self._look = world, background, notices, look
        self._book: BeatBook | None = None
        self.form = Form(_fields(), today=_today)
        for name in SECRET:
            editor = self.form.editor(name)
            if isinstance(editor, QLineEdit):
                editor.setEchoMode(QLineEdit.EchoMode.Password)
        self._make_button = Button("Make the book", self.make, rank="first")
        self.form.submitted.connect(self.make)
        self._said = Text("", tone="late", wrap=True)
        self._said.hide()
        self.addWidget(self._form_page())
        self.code = Text("", step="title", selectable=True)
        self._kept = QCheckBox("I have written it down or printed it, and it is not kept with the laptop")
        self.go_on = Button("Open the book", self._open, rank="first")
        self._kept.toggled.connect(self.go_on.setEnabled)
        self.addWidget(self._code_page())

    def begin(self) -> None:
        """Show the form, with the usual folder filled in."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.form.fill({"folder": documents or str(Path.home()), "passphrase": "", "again": ""})
        self.form.clear_refusals()
        self._said.hide()
        self.setCurrentIndex(0)
        self.form.editor("officer").setFocus()

    def _form_page(self) -> QWidget:
        page = ScrollPage(margins=(48, 40, 48, 32))
        held = QWidget()
        held.setMaximumWidth(self._look.px(COLUMN_WIDTH))
        whole = column(spacing=12)
        whole.addWidget(Text("Make a new book", step="title"))
        whole.addWidget(
            Text(
                "It begins with the force’s units and beats, and you. Others can be let in later.",
                tone="quiet",
                wrap=True,
            )
        )
        whole.addWidget(self.form)
        whole.addWidget(self._said)
        across = row()
        across.addWidget(self._make_button)
        across.addWidget(Button("Back", self.back.emit))
        across.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(1)
        held.setLayout(whole)
        page.body.addWidget(held)
        return page

    def _code_page(self) -> QWidget:
        page = ScrollPage(margins=(48, 40, 48, 32))
        held = QWidget()
        held.setMaximumWidth(self._look.px(COLUMN_WIDTH))
        whole = column(spacing=12)
        whole.addWidget(Text("Your recovery code", step="title"))
        whole.addWidget(
            Text(
                "If the passphrase is forgotten, this code alone opens the book. It is shown once. Nobody, not even "
                "the people who look after WeHere, can make another without the passphrase.",
                tone="quiet",
                wrap=True,
            )
        )
        card = Card()
        self.code.setWordWrap(True)
        card.body.setContentsMargins(16, 16, 16, 16)
        card.body.addWidget(self.code)
        card.body.addWidget(Button("Copy", self._copy, rank="link"), 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(card)
        whole.addWidget(self._kept)
        across = row()
        across.addWidget(self.go_on)
        across.addStretch(1)
        whole.addLayout(across)
        whole.addStretch(1)
        held.setLayout(whole)
        page.body.addWidget(held)
        return page

    def make(self) -> None:
        """Make the book as the form has it, and show its recovery code."""
        if not self._make_button.isEnabled():
            return
        typed = self.form.typed()
        self.form.clear_refusals()
        self._said.hide()
        self._make_button.setEnabled(False)
        self._make_button.setText("Making it …")
        world = self._world
        self._background.run(
            lambda: front_door.made(
                Path(typed["folder"]).expanduser(),
                typed["name"],
                typed["passphrase"],
                typed["again"],
                officer=typed["officer"],
                rank=Rank(typed["rank"]),
                lpu=typed["lpu"],
                world=world(),
            ),
            then=self._show_code,
            failed=self._refuse,
            owner=self,
        )

    def _ready(self) -> None:
        self._make_button.setEnabled(True)
        self._make_button.setText("Make the book")

    def _refuse(self, error: Exception) -> None:
        self._ready()
        refusal = as_refusal(error)
        if not self.form.refuse([refusal]):
            self._said.say(str(refusal))
            self._said.show()

    def _show_code(self, made: tuple[BeatBook, str]) -> None:
        self._ready()
        self._book, code = made
        self.code.say(code)
        self._kept.setChecked(False)
        self.go_on.setEnabled(False)
        self.setCurrentIndex(1)
        self._kept.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.words())

    def _open(self) -> None:
        book, self._book = self._book, None
        self.code.say("")
        for name in SECRET:
            self.form.fill({name: ""})
        if book is not None:
            self.made.emit(book)


def _today() -> date:
    return local(datetime.now(UTC)).date()


def _fields() -> list[Field]:
    from wehere_desktop.records.force_structure import lpu_names

    return [
        Field("officer", "Your name", hint="As the public knows you", required=True),
        Field("rank", "Rank or role", "choice", choices_of(Rank)),
        Field("lpu", "Local Policing Unit", "choice", [(name, name) for name in lpu_names()]),
        Field("name", "Name of the book", hint="Such as: Northwich team", required=True),
        Field("folder", "Folder", under="On this laptop’s own disk, not on a network drive.", required=True),
        Field(
            "passphrase", "Passphrase", under="At least eight characters. Three or four words do well.", required=True
        ),
        Field("again", "And once more", required=True),
    ]
