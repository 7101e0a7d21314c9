"""The drafts that a crash or a hurried evening left behind: offered when a book is opened, and on their page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.drafts import drafts_left, drop_draft, when_typed
from wehere_desktop.desk.pieces import Button, Text, clear, row
from wehere_desktop.records.drafts import Draft
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

Lay = Callable[["Desk", Draft], tuple[str, QWidget]]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A form whose drafts are kept: under which name, and of which kind is the record that is filed from one.

    `article` goes before a draft's title in a sentence, `page` is where else drafts are found, and `sheet` returns the
    title and the sheet that go on with one.
    """

    what: str
    kind: str
    article: str
    page: str
    sheet: Lay


def left_behind(desk: Desk, drafted: Drafted) -> list[Draft]:
    """Return the drafts to go on with, latest first; one that was filed after all is dropped on the way."""
    if desk.book.read_only:
        return []
    found = []
    for draft in drafts_left(desk, drafted.what):
        if draft.body.get("new", True) and desk.book.section(drafted.kind).find(draft.id) is not None:
            drop_draft(desk, draft.id)
        else:
            found.append(draft)
    return found


def in_words(desk: Desk, drafted: Drafted, drafts: list[Draft]) -> str:
    """Return the sentence that offers them: “You were typing a visit to Elm Park School (18:42), and 1 other.”."""
    first = drafts[0]
    title = first.title if first.title.startswith("changes") else f"{drafted.article} {first.title}"
    more = f", and {counted(len(drafts) - 1, 'other')}" if len(drafts) > 1 else ""
    return f"You were typing {title} ({when_typed(first, desk)}){more}."


def offer(desk: Desk, drafted: Drafted) -> None:
    """Ask whether to go on with what was left behind, once, when a book has been opened."""
    drafts = left_behind(desk, drafted)
    if not drafts:
        return

    def answered(yes: bool) -> None:  # noqa: FBT001 - the answer to a question
        if yes:
            desk.show_sheet(*drafted.sheet(desk, drafts[0]))

    desk.notices.ask(
        in_words(desk, drafted, drafts),
        answered,
        more=f"It is kept as a draft; {drafted.page} has it too, and throws it away if you want.",
        yes="Go on",
        no="Later",
    )


class LeftLine(QWidget):
    """One line for all that was left behind, to go on with it or to throw it away; hidden where there is nothing."""

    def __init__(self, desk: Desk, drafted: Drafted) -> None:
        """Begin with nothing; `look` asks what there is."""
        super().__init__()
        self._desk, self._drafted = desk, drafted
        self._line = row(spacing=8, margins=(20, 0, 20, 8))
        self.setLayout(self._line)
        self.hide()

    def look(self) -> None:
        """Offer what was left behind."""
        drafts = left_behind(self._desk, self._drafted)
        clear(self._line)
        self.setVisible(bool(drafts))
        if not drafts:
            return
        first = drafts[0]
        words = Text(in_words(self._desk, self._drafted, drafts), tone="due", strong=True, elide=True)
        self._line.addWidget(words, 1)
        for does, do, name in (
            ("Go on", self._go_on, f"Go on with the {first.title}"),
            ("Throw away", self._throw_away, f"Throw away the {first.title}"),
        ):
            self._line.addWidget(Button(does, partial(do, first), rank="link", name=name))

    def _go_on(self, draft: Draft) -> None:
        self._desk.show_sheet(*self._drafted.sheet(self._desk, draft))
        self.look()

    def _throw_away(self, draft: Draft) -> None:
        desk, drafted = self._desk, self._drafted
        drop_draft(desk, draft.id, then=self.look)
        desk.notices.tell(
            f"Thrown away: {draft.title}",
            link="Get it back",
            follow=lambda: desk.show_sheet(*drafted.sheet(desk, draft)),
        )
