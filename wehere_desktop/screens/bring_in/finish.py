"""The last step: what is about to be written in a few lines, then what was done, with a way to take it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from wehere_desktop.desk.pieces import Button, Card, Text, clear, column, row
from wehere_desktop.intake.crimes import CrimesBroughtIn
from wehere_desktop.intake.settling import settled
from wehere_desktop.records.change import Changed
from wehere_desktop.screens.bring_in.crimes_card import (
    changes_something,
    crimes_of,
    lines_of,
    save_button,
    title_after,
    title_before,
)
from wehere_desktop.screens.bring_in.rejected import save_rejected
from wehere_desktop.screens.bring_in.step import Onward, Step, put_behind
from wehere_desktop.screens.bring_in.words import counts_words
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake import Proposal
    from wehere_desktop.intake.postcodes import PostcodesBroughtIn
    from wehere_desktop.refusal import Refusal
    from wehere_desktop.screens.bring_in.in_file import InFile
    from wehere_desktop.screens.bring_in.lanes import Done

WIDTH = 640


class FinishStep(Step):
    """Asks once more, and says what was done."""

    asked_to_undo = Signal()
    asked_for_next = Signal()
    asked_to_read_again = Signal()

    def __init__(self, desk: Desk, *, behind: QWidget) -> None:
        """Lay out the step; Tab comes here from the widget `behind` which it stands."""
        super().__init__()
        self._desk, self._behind = desk, behind
        self._file: InFile | None = None
        self._settled: Proposal | None = None
        self._over = False
        self._first: Button | None = None
        self.undo = Button("Undo", self.asked_to_undo.emit)
        self._card = Card()
        self._card.setAccessibleName("What is brought in")
        self._inside = column(spacing=8, margins=(8, 12, 8, 8))
        self._card.body.addLayout(self._inside)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        whole = column()
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)
        self.setLayout(whole)
        desk.look.changed.connect(self._fit)
        self._fit()

    def show_file(self, file: InFile) -> None:
        """Show what bringing a file in would do, with its answers as they are."""
        self._file, self._over = file, False
        self._begin()
        if file.is_postcodes:
            self._settled = None
            self._title(f"Bring {file.name} into this laptop’s postcodes?")
            self._say("It belongs to no book and cannot be undone; to go back, bring the older file in again.")
        elif file.crimes is not None:
            self._settled = None
            self._title(title_before(file.crimes))
            self._put(lines_of(file.crimes))
        elif file.proposal is not None:
            # As it will be written: what is not answered stays out.
            self._settled = settled(file.proposal, dict(file.answers))
            self._show_counts(self._settled)
        self.onward_changed.emit()

    def show_done(self, done: Done, *, more: int) -> None:
        """Show what was brought in; `more` files are still to come."""
        self._over = True
        self._begin()
        one, many = done.proposal.noun
        rows = done.proposal.counts.new + done.proposal.counts.changed
        self._title(
            f"✓ {_upper(counted(rows, one, many))} brought in" if rows else "✓ The book has all of this already"
        )
        self._tally(done.proposal)
        buttons = self._buttons(more)
        if done.change and not self._desk.book.read_only:
            self.undo = Button("Undo", self.asked_to_undo.emit, name=f"Undo: {done.label}")
            buttons.addWidget(self.undo)
        if done.proposal.register == "police-uk":
            buttons.addWidget(Button("See the priorities", lambda: self._desk.go("priorities")))
        elif done.proposal.register != "contacts":
            buttons.addWidget(Button("See the places", lambda: self._desk.go("places")))
        elif self._desk.can_open("contact") and done.proposal.new:
            record = done.proposal.new[0].facts[0].id
            buttons.addWidget(Button("See the people", lambda: self._desk.open("contact", record)))
        if done.proposal.rejected:
            save = partial(save_rejected, self._desk, done.proposal, self)
            buttons.addWidget(Button("Save the rejected rows…", save, rank="link"))
        buttons.addStretch(1)
        self._inside.addLayout(buttons)
        self.onward_changed.emit()
        self.take_focus()

    def show_on_laptop(self, done: PostcodesBroughtIn | CrimesBroughtIn, *, more: int) -> None:
        """Show what a file of postcodes or crimes did to this laptop."""
        if isinstance(done, CrimesBroughtIn):
            self._show_crimes(done, more)
        else:
            self._show_postcodes(done, more)

    def _show_postcodes(self, done: PostcodesBroughtIn, more: int) -> None:
        self._over = True
        self._begin()
        self._title(f"✓ {done.edition or done.file} brought in")
        self._say(f"{done.new:,} new in and around Cheshire, {done.changed:,} changed, {done.unchanged:,} as before")
        self._say(f"{done.rejected:,} of {counted(done.rows, 'row')} lie elsewhere or cannot be read")
        buttons = self._buttons(more)
        buttons.addStretch(1)
        self._inside.addLayout(buttons)
        self.onward_changed.emit()
        self.take_focus()

    def _show_crimes(self, done: CrimesBroughtIn, more: int) -> None:
        self._over = True
        # No change of the book, but the map shows crimes too
        self._desk.announcer.changed.emit(Changed(0, "", "", "", {"crime": frozenset()}))
        self._begin()
        self._title(title_after(done))
        self._put(lines_of(done))
        buttons = self._buttons(more)
        buttons.addWidget(Button("See the map", lambda: self._desk.go("map")))
        if done.rejected_rows:
            buttons.addWidget(save_button(self._desk, done, self))
        buttons.addStretch(1)
        self._inside.addLayout(buttons)
        self.onward_changed.emit()
        self.take_focus()

    def _put(self, lines: Sequence[QWidget]) -> None:
        for line in lines:
            self._inside.addWidget(line)

    def show_undone(self, *, more: int) -> None:
        """Show that what was brought in was taken back."""
        self._begin()
        self._title("Taken back")
        self._say("The book is as it was before this file; nothing of it was kept.")
        buttons = self._buttons(more)
        buttons.addWidget(Button("Read the file again", self.asked_to_read_again.emit))
        buttons.addStretch(1)
        self._inside.addLayout(buttons)
        self.take_focus()

    def show_refused(self, refusal: Refusal) -> None:
        """Show why nothing was written, and offer to read the file again where that may help."""
        self._over = True
        self._begin()
        self._title("Nothing was brought in")
        said = Text(f"✕ {refusal}", tone="late", wrap=True, selectable=True)
        self._inside.addWidget(said)
        buttons = row(spacing=8, margins=(0, 12, 0, 0))
        self._first = Button("Read the file again", self.asked_to_read_again.emit, rank="first")
        buttons.addWidget(self._first)
        buttons.addStretch(1)
        self._inside.addLayout(buttons)
        self.onward_changed.emit()
        self.take_focus()

    def onward(self) -> Onward:
        """Offer to bring the file in, until that is done."""
        file = self._file
        if file is None or self._over:
            return Onward()
        if file.is_postcodes:
            return Onward("Bring in the postcodes")
        if file.crimes is not None:
            return Onward(f"Bring in {crimes_of(file.crimes)}" if changes_something(file.crimes) else "Done")
        if self._settled is None:
            return Onward()
        if self._desk.book.read_only:
            return Onward("Bring in", "This book is open for reading only", may=False)
        one, many = self._settled.noun
        rows = self._settled.counts.new + self._settled.counts.changed
        if self._settled.changes_nothing:
            return Onward("Next file" if rows else "Done")
        return Onward(f"Bring in {counted(rows, one, many)}" if rows else "Note the newer edition")

    @property
    def nothing_to_do(self) -> bool:
        """Say whether bringing the file in would write nothing at all."""
        crimes = self._file.crimes if self._file is not None else None
        if crimes is not None:
            return not changes_something(crimes)
        return self._settled is not None and self._settled.changes_nothing

    def take_focus(self) -> None:
        """Give the focus to the next thing to do."""
        put_behind(self._behind, self._card.findChildren(Button))
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def _show_counts(self, proposal: Proposal) -> None:
        one, many = proposal.noun
        rows = proposal.counts.new + proposal.counts.changed
        if proposal.changes_nothing:
            self._title("There is nothing to bring in")
        else:
            self._title(f"Bring in {counted(rows, one, many)}?" if rows else "Note the newer edition?")
        self._tally(proposal)
        if not proposal.changes_nothing:
            self._say("It is one change: one undo takes the whole file back.")
        elif proposal.counts.rows and proposal.counts.rows == proposal.counts.unchanged:
            self._say("The book says all of this already.")

    def _begin(self) -> None:
        clear(self._inside)
        self._first = None

    def _title(self, words: str) -> None:
        head = row(spacing=12)
        if words.startswith("✓ "):
            tick = QLabel()
            tick.setPixmap(self._desk.look.pixmap("tick", self._desk.look.colours.kept, 24))
            tick.setAccessibleName(" ")
            head.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(words.removeprefix("✓ "), step="title", wrap=True), 1)
        self._inside.addLayout(head)

    def _tally(self, proposal: Proposal) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        lines = [(number, words, came in {"new", "changed"}) for came, number, words in counts_words(proposal.counts)]
        if proposal.older_left_count:
            lines.append((proposal.older_left_count, "older values left as in the book", False))
        for line, (number, words, strong) in enumerate(lines):
            figure = Text(f"{number:,}", strong=True, tone="" if strong else "quiet")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(figure, line, 0)
            grid.addWidget(Text(words, tone="" if strong else "quiet", strong=strong, wrap=True), line, 1)
        self._inside.addLayout(grid)

    def _say(self, words: str) -> None:
        self._inside.addWidget(Text(words, tone="quiet", wrap=True))

    def _buttons(self, more: int) -> QHBoxLayout:
        buttons = row(spacing=8, margins=(0, 12, 0, 0))
        words = f"Next file ({more:,} to go)" if more else "Bring in more"
        self._first = Button(words, self.asked_for_next.emit, rank="first")
        buttons.addWidget(self._first)
        return buttons

    def _fit(self) -> None:
        self._card.setFixedWidth(min(self._desk.look.px(WIDTH), 900))


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
