"""The sheet on which people are let into a book and taken out of it, and one's own passphrase is changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from wehere_desktop.desk.forms import Field, Form
from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.desk.picker import RecordPicker
from wehere_desktop.desk.pieces import Button, Card, CardRow, Pill, Text, column
from wehere_desktop.window import holders

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

SECRET = ("own", "passphrase", "again")


class WhoMayOpen(QWidget):
    """Who may open this book: those who may, a form to let in one more, and a form for one's own passphrase."""

    def __init__(self, desk: Desk) -> None:
        """Begin with those who may open the desk's book."""
        super().__init__()
        self._desk = desk
        self._people = column(spacing=0)
        picker = RecordPicker(
            desk,
            "officer",
            name="Officer",
            first=lambda: [each.id for each in holders.who_could_be_let_in(desk.book)],
        )
        own = Field("own", "Your own passphrase", required=True)
        new = (
            Field("passphrase", "Their passphrase", under="They type it here themselves.", required=True),
            Field("again", "And once more", required=True),
        )
        self.letting_in = _secret(
            Form([Field("officer", "Officer", required=True), *new, own], today=desk.today, editors={"officer": picker})
        )
        self.changing = _secret(
            Form([own, Field("passphrase", "New passphrase", required=True), new[1]], today=desk.today)
        )
        self.let_in_button = Button("Let in", self.let_in, rank="first")
        self.change_button = Button("Change my passphrase", self.change)
        self._said = Text("", tone="late", wrap=True)
        self._said.hide()
        whole = column(spacing=12, margins=(24, 16, 24, 24))
        whole.addWidget(
            Text("Each has a passphrase of their own. Nobody else’s is ever shown or kept.", tone="quiet", wrap=True)
        )
        whole.addLayout(self._people)
        whole.addWidget(self._said)
        whole.addSpacing(8)
        whole.addWidget(Text("Let somebody in", strong=True))
        whole.addWidget(self.letting_in)
        whole.addWidget(self.let_in_button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addSpacing(16)
        whole.addWidget(Text("My passphrase", strong=True))
        whole.addWidget(self.changing)
        whole.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.setLayout(whole)
        self._show_people()

    def has_unsaved(self) -> bool:
        """Say whether something was typed and not used yet."""
        return self.letting_in.is_changed() or self.changing.is_changed()

    def let_in(self) -> None:
        """Let in the officer of the form."""
        typed = self.letting_in.typed()
        officer = typed["officer"][0] if typed["officer"] else ""
        given = {"officer": officer, "passphrase": typed["passphrase"], "again": typed["again"]}
        self._do(self.letting_in, self.let_in_button, partial(holders.let_in, self._desk.book, typed["own"], **given))

    def change(self) -> None:
        """Change one's own passphrase as the form has it."""
        typed = self.changing.typed()
        work = partial(
            holders.change_own, self._desk.book, typed["own"], passphrase=typed["passphrase"], again=typed["again"]
        )
        self._do(self.changing, self.change_button, work)

    def take_out(self, officer: str) -> None:
        """Take an officer out, with one's own passphrase from the form for letting in."""
        own = str(self.letting_in.typed()["own"])
        self._do(self.letting_in, self.let_in_button, partial(holders.take_out, self._desk.book, own, officer=officer))

    def _do(self, form: Form, button: Button, work: Callable[[], None]) -> None:
        form.clear_refusals()
        self._said.hide()
        button.setEnabled(False)

        def kept(_: None) -> None:
            button.setEnabled(True)
            form.fill(dict.fromkeys(form.typed(), ""))
            self._show_people()
            self._desk.notices.tell("Who may open this book is kept")

        def refused(error: Exception) -> None:
            button.setEnabled(True)
            refusal = as_refusal(error)
            if not form.refuse([refusal]):
                self._said.say(str(refusal))
                self._said.show()

        self._desk.background.run(work, then=kept, failed=refused, owner=self, title="Sealing the book’s key")

    def _show_people(self) -> None:
        book = self._desk.book
        card = Card(tight=True)
        for number, each in enumerate(holders.who_may_open(book)):
            mine = each.id == book.holder
            name = f"{each.rank} {each.name}"
            act = None if mine else Button("Take out", partial(self.take_out, each.id), rank="link")
            if act is not None:
                act.setAccessibleName(f"Take out {name}")
            line = CardRow(name, each.number, pill=Pill("you") if mine else None, act=act, pill_width=0)
            if number:
                card.add(line)
            else:
                card.body.addWidget(line)
        while self._people.count():
            item = self._people.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._people.addWidget(card)


def _secret(form: Form) -> Form:
    for name in SECRET:
        editor = form.editor(name) if name in form.typed() else None
        if isinstance(editor, QLineEdit):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
    return form
