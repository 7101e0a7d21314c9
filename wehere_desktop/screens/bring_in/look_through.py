"""The third step: every row of the file and what it would do, narrowed by what it came to or by words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, Card, EmptyState, Text, column, restyle, row
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.screens.bring_in.ledger import Narrowed, RowLine, RowSource
from wehere_desktop.screens.bring_in.outlines_view import OutlinesView
from wehere_desktop.screens.bring_in.rejected import save_rejected
from wehere_desktop.screens.bring_in.row_card import RowCard
from wehere_desktop.screens.bring_in.step import Onward, Step
from wehere_desktop.screens.bring_in.words import CAME
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.screens.bring_in.in_file import InFile

CARD_WIDTH = 372
TYPED_MS = 150
FINDINGS_SHOWN = 3
CHIPS: tuple[tuple[Narrowed, str], ...] = (
    ("", "All rows"),
    ("new", "New"),
    ("changed", "Changed"),
    ("unchanged", "Unchanged"),
    ("duplicate", "Held back"),
    ("rejected", "Rejected"),
    ("older", "Older, left"),
)


def _pill(line: RowLine) -> Cell:
    words, tone = CAME[line.came]
    return Cell(
        words,
        tone="kept" if tone == "kept" else "due" if tone == "due" else "late" if tone == "late" else "plain",
        pill=True,
    )


COLUMNS = (
    Column("row", "Row", lambda line: Cell(f"{line.row:,}", tone="quiet"), 64),
    Column("name", "In the file", lambda line: Cell(line.name, strong=True), 0),
    Column("came", "Comes to", _pill, 104),
    Column("more", "Why", lambda line: Cell(line.more, tone="quiet"), 270),
)
WHY_SHARE = 0.48


class LookStep(Step):
    """Shows what a file would do."""

    #: A row held back is to be settled; carries its number.
    asked_to_settle = Signal(int)
    #: What is wrong with the outlines of a file is to be mended as it is brought in.
    asked_to_mend = Signal()

    def __init__(self, desk: Desk) -> None:
        """Lay out the step."""
        super().__init__()
        self._desk = desk
        self._file: InFile | None = None
        self.source = RowSource()
        self.model = RowsModel(COLUMNS, self.source, desk.background, parent=self)
        self.table = Table("Rows of the file", self.model, desk.look)
        self.save = Button("Save the rejected rows…", self.save_rejected, rank="link")
        self.card = RowCard(desk, behind=self.save)
        self.card.asked_to_settle.connect(self.asked_to_settle)
        self.words = QLineEdit()
        self.words.setAccessibleName("Filter the rows by words")
        self.words.setPlaceholderText("Filter these rows")
        self.words.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPED_MS)
        self._later.timeout.connect(self._narrow)
        self.words.textChanged.connect(lambda _: self._later.start())
        self.words.returnPressed.connect(self.table.setFocus)
        self.chips = {name: Button(words, partial(self.narrow, name), rank="chip") for name, words in CHIPS}
        self.map_chip = Button("Map", self.show_map, rank="chip", name="Map of the outlines")
        self.outlines = OutlinesView(desk, behind=self.words)
        self.outlines.asked_to_mend.connect(self.asked_to_mend)
        self._findings = Text("", tone="due", wrap=True)
        self._empty = QWidget()
        self.model.arrived.connect(self._arrived)
        self.table.current_changed.connect(self._choose)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = row(spacing=6)
        inside.addWidget(self.map_chip)
        for chip in self.chips.values():
            inside.addWidget(chip)
        inside.addStretch(1)
        # They may never make the page wider than the screen: large type hides those that count nothing.
        held_chips = QWidget()
        held_chips.setLayout(inside)
        held_chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        chips = row(spacing=8)
        chips.addWidget(held_chips, 1)
        chips.addWidget(self.words)
        nothing = column()
        nothing.addStretch(2)
        nothing.addWidget(
            EmptyState(self._desk.look, "search", "No row is like that", "Look at other rows, or for other words.")
        )
        nothing.addStretch(3)
        self._empty.setLayout(nothing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        held = Card(tight=True)
        held.setAccessibleName("Rows of the file")
        held.body.setContentsMargins(1, 1, 1, 1)
        held.body.addWidget(self._stack)
        below = row()
        below.addWidget(self.save)
        below.addStretch(1)
        left = column(spacing=8)
        left.addWidget(held, 1)
        left.addLayout(below)
        across = row(spacing=16)
        across.addLayout(left, 1)
        across.addWidget(self.card)
        rows = QWidget()
        rows.setLayout(across)
        self._sight = QStackedWidget()
        self._sight.addWidget(rows)
        self._sight.addWidget(self.outlines)
        whole = column(spacing=12)
        whole.addLayout(chips)
        whole.addWidget(self._findings)
        whole.addWidget(self._sight, 1)
        self.setLayout(whole)
        self._desk.look.changed.connect(self._fit)
        self._fit()

    def show_file(self, file: InFile) -> None:
        """Show what was read of a file."""
        self._file = file
        proposal, ledger = file.proposal, file.ledger
        if proposal is None or ledger is None:
            return
        counts = proposal.counts
        numbers = {"": counts.rows, "older": proposal.older_left_count}
        for name, words in CHIPS:
            number = numbers[name] if name in numbers else getattr(counts, name)
            chip = self.chips[name]
            chip.setText(f"{words}  {number:,}")
            chip.setAccessibleName(f"{words}: {counted(number, 'value' if name == 'older' else 'row')}")
            chip.setEnabled(bool(number) or not name)
        seen = file.boundaries if file.boundaries is not None and file.boundaries.outlines else None
        self.map_chip.setVisible(seen is not None)
        self._fit_chips()
        self.save.setVisible(bool(counts.rejected))
        # What is wrong with outlines stands beside their map
        beside = seen.sentences if seen is not None else ()
        said = [each for each in proposal.findings if each not in beside][:FINDINGS_SHOWN]
        self._findings.say("\n".join(f"{each[:1].upper()}{each[1:]}" for each in said))
        self._findings.setVisible(bool(said))
        self.source.ledger = ledger
        self.words.clear()
        self.outlines.show_seen(seen)
        self.narrow("")
        if seen is not None:
            self.show_map()

    def show_map(self) -> None:
        """Show the outlines of a file of boundaries on a map."""
        self._sight.setCurrentWidget(self.outlines)
        self._fill_chip(None)

    def narrow(self, to: Narrowed) -> None:
        """Show only the rows that came to this."""
        self.source.narrowed = to
        self._sight.setCurrentIndex(0)
        self._fill_chip(to)
        self._narrow()

    def _fill_chip(self, to: Narrowed | None) -> None:
        """Fill the chip of what is on show: that of some rows, or of the map where there is none."""
        for chip, shown in ((self.map_chip, to is None), *((chip, name == to) for name, chip in self.chips.items())):
            on = "true" if shown else ""
            if (chip.property("on") or "") != on:
                chip.setProperty("on", on)
                restyle(chip)
        self.words.setVisible(to is not None)

    def save_rejected(self) -> None:
        """Write the rejected rows, each with its reason, to a file that can be mended and brought in."""
        if self._file is not None and self._file.proposal is not None:
            save_rejected(self._desk, self._file.proposal, self)

    def onward(self) -> Onward:
        """Offer the next step."""
        file = self._file
        if file is None or file.proposal is None:
            return Onward()
        if file.proposal.duplicates:
            number = len(file.proposal.duplicates)
            return Onward(f"Settle {counted(number, 'possible duplicate')}")
        return Onward("Go on")

    def take_focus(self) -> None:
        """Give the focus to the rows, or to the map's chip where that is on show."""
        first = self.table if self._sight.currentIndex() == 0 else self.map_chip
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: object) -> None:
        """Share out the width."""
        super().resizeEvent(event)  # type: ignore[arg-type] # a resize event of the toolkit's own
        self._fit()

    def _fit_chips(self) -> None:
        for chip in self.chips.values():
            chip.setVisible(True)
        room = self.width() - self.words.width() - 8
        if not self.map_chip.isHidden():
            room -= self.map_chip.sizeHint().width() + 6
        if sum(chip.sizeHint().width() + 6 for chip in self.chips.values()) > room:
            for chip in self.chips.values():
                chip.setVisible(chip.isEnabled())

    def _narrow(self) -> None:
        self._later.stop()
        self.source.words = self.words.text()
        self.model.reload()

    def _arrived(self, count: int) -> None:
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            self.card.show_nothing("No row is chosen.")
        elif not self.table.current():
            self.table.go_to(self.model.id_at(0))
        else:
            self._choose(self.table.current())

    def _choose(self, number: str) -> None:
        ledger = self.source.ledger
        if number and ledger is not None and int(number) in ledger.told:
            self.card.show_row(ledger, int(number))

    def _fit(self) -> None:
        look = self._desk.look
        self.card.setFixedWidth(min(look.px(CARD_WIDTH), max(self.width() * 36 // 100, 260)))
        self.words.setFixedWidth(min(look.px(190), max(self.width() // 6, 110)))
        self._fit_chips()
        # What is left beside number and outcome is shared by name and reason.
        room = self.width() - self.card.width() - look.px(sum(each.width for each in COLUMNS if each.name != "more"))
        for number, each in enumerate(COLUMNS):
            if each.width:
                wide = min(look.px(each.width), int(room * WHY_SHARE)) if each.name == "more" else look.px(each.width)
                self.table.horizontalHeader().resizeSection(number, max(wide, 60))
