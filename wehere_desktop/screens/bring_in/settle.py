"""The fourth step: rows that look like something in the book, side by side with it, settled one by one or in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, Card, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.intake.settling import sharing_an_answer
from wehere_desktop.neighbourhood.contact import Contact, ContactRole
from wehere_desktop.screens.bring_in.step import Onward, Step
from wehere_desktop.screens.bring_in.words import ANSWERS, brief, side_by_side, why_alike
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.declaration import Duplicates
    from wehere_desktop.intake.proposal import Held
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.screens.bring_in.in_file import InFile

LEFT_WIDTH = 440
LIKENESSES = (100, 98, 95, 92, 90, 87, 84, 0)
USUAL_LIKENESS = 95
LABEL = 116


class HeldSource:
    """Where the table of rows held back gets its lines from."""

    def __init__(self) -> None:
        """Begin with no file."""
        self.file: InFile | None = None

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the numbers of the rows held back, the most alike first."""
        del order, descending
        if self.file is None or self.file.proposal is None:
            return ()
        held = sorted(self.file.proposal.duplicates, key=lambda each: (-each.likeness, each.row))
        return [str(each.row) for each in held]

    def rows(self, ids: Sequence[str]) -> Sequence[tuple[Held, Duplicates | None] | None]:
        """Return some rows with the answers given to them."""
        file = self.file
        if file is None or file.ledger is None:
            return [None for _ in ids]
        found = file.ledger.held
        return [(found[int(each)], file.answers.get(int(each))) if int(each) in found else None for each in ids]


def _answer(line: tuple[Held, Duplicates | None]) -> Cell:
    answer = line[1]
    if answer is None:
        return Cell("open", tone="due", pill=True)
    return Cell(ANSWERS[answer], tone="plain" if answer == "hold" else "kept", pill=True)


COLUMNS = (
    Column("theirs", "In the file", lambda line: Cell(line[0].title, strong=True), 0),
    Column("alike", "Alike", lambda line: Cell(f"{line[0].likeness}", tone="quiet"), 52),
    Column("answer", "Answer", _answer, 92),
)


class SettleStep(Step):
    """Asks about each row held back."""

    def __init__(self, desk: Desk) -> None:
        """Lay out the step."""
        super().__init__()
        self._desk = desk
        self._file: InFile | None = None
        self._sharing: dict[int, tuple[int, ...]] = {}
        self._shown = 0
        self.source = HeldSource()
        self.model = RowsModel(COLUMNS, self.source, desk.background, parent=self)
        self.table = Table("Possible duplicates", self.model, desk.look)
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self.said = Text("", wrap=True)
        self.least = QComboBox()
        for likeness in LIKENESSES:
            self.least.addItem(f"{likeness}" if likeness else "anything", likeness)
        self.least.setCurrentIndex(LIKENESSES.index(USUAL_LIKENESS))
        self.least.setAccessibleName("Least likeness, of 100")
        self.least.setToolTip("How alike the names must be, of 100")
        self.new = Button("It is new", lambda: self.answer("new"), name="It is new, key N")
        self.match = Button("It is the same", lambda: self.answer("match"), rank="first", name="It is the same, key M")
        self.skip = Button("Leave it out", lambda: self.answer("hold"), name="Leave it out, key S")
        self.bulk_match = Button(
            "the same", lambda: self.answer_all("match"), rank="chip", name="All these are the same"
        )
        self.bulk_new = Button("new", lambda: self.answer_all("new"), rank="chip", name="All these are new")
        self.bulk_skip = Button("left out", lambda: self.answer_all("hold"), rank="chip", name="All these are left out")
        for key, answer in (("N", "new"), ("M", "match"), ("S", "hold")):
            self._key(key, answer)  # type: ignore[arg-type] # one of the three answers
        self._keys = Text("keys M, N and S", tone="quiet", step="small", elide=True)
        self._page = ScrollPage(margins=(16, 12, 16, 12), spacing=8)
        self._lay_out()

    def _key(self, key: str, answer: Duplicates) -> None:
        short = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        short.activated.connect(lambda: self.answer(answer))

    def _lay_out(self) -> None:
        held = Card(tight=True)
        held.setAccessibleName("Possible duplicates")
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self.table)
        bulk = Card()
        bulk.setAccessibleName("Settle several at once")
        bulk.body.setContentsMargins(16, 10, 16, 12)
        first = row(spacing=8)
        first.addWidget(Text("All open ones, at least"))
        first.addWidget(self.least)
        first.addWidget(Text("in 100 alike:", elide=True), 1)
        second = row(spacing=8)
        for button in (self.bulk_match, self.bulk_new, self.bulk_skip):
            second.addWidget(button)
        second.addStretch(1)
        bulk.body.addLayout(first)
        bulk.body.addLayout(second)
        left = column(spacing=12)
        left.addWidget(held, 1)
        left.addWidget(bulk)
        self._left = QWidget()
        self._left.setLayout(left)
        buttons = row(spacing=8, margins=(16, 10, 16, 12))
        for button, key in ((self.match, "M"), (self.new, "N"), (self.skip, "S")):
            button.setToolTip(f"{button.text()}  {key}")
            buttons.addWidget(button)
        buttons.addWidget(self._keys, 1)
        side = Card(tight=True)
        side.setAccessibleName("Side by side")
        side.body.addWidget(self._page, 1)
        side.body.addWidget(rule())
        side.body.addLayout(buttons)
        across = row(spacing=16)
        across.addWidget(self._left)
        across.addWidget(side, 1)
        whole = column(spacing=12)
        whole.addWidget(self.said)
        whole.addLayout(across, 1)
        self.setLayout(whole)
        self._desk.look.changed.connect(self._fit)
        self._fit()

    def show_file(self, file: InFile, *, row: int = 0) -> None:
        """Show the rows of a file that were held back, beginning with one of them if given."""
        self._file = self.source.file = file
        held = file.proposal.duplicates if file.proposal is not None else ()
        self._sharing = sharing_an_answer(held)
        self._shown = row
        only = file.proposal is not None and file.proposal.matches_only
        self.new.setVisible(not only)
        self.bulk_new.setVisible(not only)
        self._keys.say("keys M and S" if only else "keys M, N and S")
        self._tell()
        self.model.reload()

    def answer(self, answer: Duplicates) -> None:
        """Answer for the row on show, and for those that speak of the same record, and go to the next open one."""
        if self._file is None or not self._shown or (answer == "new" and self.new.isHidden()):
            return
        for each in self._sharing.get(self._shown, ()):
            self._file.answers[each] = answer
        self.model.refresh_rows()
        self._tell()
        self._go_to_open()

    def answer_all(self, answer: Duplicates) -> None:
        """Answer for every open row whose likeness is at least that chosen."""
        file = self._file
        if file is None or file.proposal is None:
            return
        least = int(self.least.currentData())
        for held in file.proposal.duplicates:
            if held.likeness >= least and held.row not in file.answers:
                for each in self._sharing[held.row]:
                    file.answers[each] = answer
        self.model.refresh_rows()
        self._tell()
        self._go_to_open()

    def onward(self) -> Onward:
        """Offer to go on; what is still open stays out."""
        open_ones = self._file.open_questions() if self._file is not None else 0
        note = f"{counted(open_ones, 'is', 'are')} still open and would be left out" if open_ones else ""
        return Onward("Go on", note)

    def take_focus(self) -> None:
        """Give the focus to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        file = self._file
        if file is None or file.proposal is None:
            return
        whole, open_ones = len(file.proposal.duplicates), file.open_questions()
        rows = counted(whole, "row")
        self.said.say(
            f"{rows} of the file {'looks' if whole == 1 else 'look'} like something the book or the file has already; "
            + (f"{open_ones:,} still to settle." if open_ones else "all are settled.")
        )
        self.onward_changed.emit()

    def _go_to_open(self) -> None:
        file = self._file
        if file is None:
            return
        at, count = self.model.place_of(str(self._shown)), self.model.rowCount()
        for step in range(1, count + 1):
            row = int(self.model.id_at((at + step) % count))
            if row not in file.answers:
                self.table.go_to(str(row))
                return

    def _arrived(self, count: int) -> None:
        if not count:
            clear(self._page.body)
            return
        if not (self._shown and self.table.go_to(str(self._shown))):
            self.table.go_to(self.model.id_at(0))
        self._choose(self.table.current())

    def _choose(self, number: str) -> None:
        file = self._file
        if not number or file is None or file.ledger is None:
            return
        held = file.ledger.held.get(int(number))
        if held is not None:
            self._shown = held.row
            self._show(file, held)

    def _show(self, file: InFile, held: Held) -> None:
        page = self._page.body
        clear(page)
        only = file.proposal is not None and file.proposal.matches_only
        asked = f"Is {held.title} {held.other_title}, or part of it?" if only else f"The same as {held.other_title}?"
        page.addWidget(Text(asked, step="title", wrap=True))
        page.addWidget(Text(why_alike(held), tone="quiet", wrap=True))
        ours, names = self._ours(file, held)
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, self._desk.look.px(LABEL))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        where = f"In row {held.other_row:,}" if held.other_row else "In the book"
        for at, words in enumerate(("", f"In row {held.row:,} of the file", where)):
            grid.addWidget(Text(words, strong=True), 0, at)
        for line, each in enumerate(side_by_side(held, ours, names=names), start=1):
            same = each.theirs == each.ours
            label = Text(each.label, tone="quiet", wrap=True)
            label.setMaximumWidth(self._desk.look.px(LABEL))
            theirs = Text(
                brief(each.theirs) + ("  → taken" if each.taken and each.theirs else ""),
                tone="quiet" if same else "",
                strong=each.taken,
                wrap=True,
                selectable=True,
            )
            mine = Text(brief(each.ours), tone="quiet" if same else "", wrap=True, selectable=True)
            for at, widget in enumerate((label, theirs, mine)):
                grid.addWidget(widget, line, at, Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        box.setLayout(grid)
        page.addWidget(box)
        page.addWidget(
            Text(
                "If it is, its outline goes to that beat; several outlines for one beat become one."
                if only
                else "If it is the same, what is marked as taken goes into the book; the team’s own notes stay.",
                tone="quiet",
                step="small",
                wrap=True,
            )
        )
        page.addStretch(1)
        self._page.verticalScrollBar().setValue(0)

    def _ours(self, file: InFile, held: Held) -> tuple[list[Fact], dict[str, str]]:
        """Return the record that a row resembles with its roles, and the names of beats and places they speak of."""
        book, ledger = self._desk.book, file.ledger
        names = dict(ledger.beats) if ledger is not None else {}
        theirs = list(held.as_new.facts[1:])
        found: list[Fact]
        if ledger is not None and held.other in ledger.new:
            found = list(ledger.new[held.other].facts)
        else:
            record = book.section(type(held.as_new.facts[0]).kind).find(held.other)
            found = [record] if record is not None else []
            if isinstance(record, Contact):
                found += book.contact_roles.of_contacts([record.id], self._desk.today())
        places = {fact.place for fact in [*theirs, *found] if isinstance(fact, ContactRole)}
        names |= {place.id: place.name for place in book.places.many(sorted(places))}
        return found, names

    def _fit(self) -> None:
        self._left.setFixedWidth(min(self._desk.look.px(LEFT_WIDTH), max(self.width() * 40 // 100, 300)))

    def resizeEvent(self, event: object) -> None:
        """Share out the width."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self._fit()
