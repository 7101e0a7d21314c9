"""The proposals put to the meeting and the show of hands for each: for, against and neither, by digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, Text, clear, column, rule
from wehere_desktop.records.choosing import Hands

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.proposal import Proposal

MOST_HANDS = 9_999
HEADS = ("For", "Against", "Neither")
NOTHING = "Nothing is proposed yet. Type v: and the words into the line; it comes up here and on the screen."
Counts = tuple[str, str, str]


class VoteRow(QWidget):
    """One proposal with its three counts."""

    #: A count was typed; carries the proposal's id.
    counted = Signal(str)
    #: It is to become a priority; carries the proposal's id.
    asked_to_adopt = Signal(str)

    def __init__(self, proposal: Proposal) -> None:
        """Show a proposal."""
        super().__init__()
        self.proposal = proposal
        self._title = Text(proposal.title, strong=True, wrap=True)
        self.fields = [QLineEdit() for _ in HEADS]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for number, (head, field) in enumerate(zip(HEADS, self.fields, strict=True)):
            field.setValidator(QIntValidator(0, MOST_HANDS, field))
            field.setMaxLength(4)
            field.setPlaceholderText("–")
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.textEdited.connect(lambda _: self.counted.emit(self.proposal.id))
            field.returnPressed.connect(self.focusNextChild)
            label = Text(head, tone="quiet", step="small")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, number)
            grid.addWidget(field, 1, number)
        self.adopt = Button("Make it a priority", self._adopt, rank="link")
        self._chosen = Pill("Chosen", "kept")
        whole = column(spacing=4, margins=(0, 4, 0, 4))
        whole.addWidget(self._title)
        whole.addLayout(grid)
        whole.addWidget(self.adopt, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._chosen)
        self.setLayout(whole)
        self.put(proposal, keep=False)

    def counts(self) -> Counts:
        """Return the counts as they stand here, empty where nobody counted."""
        return self.fields[0].text(), self.fields[1].text(), self.fields[2].text()

    def put_counts(self, counts: Counts) -> None:
        """Show counts."""
        for field, count in zip(self.fields, counts, strict=True):
            if field.text() != count:
                field.setText(count)

    def put(self, proposal: Proposal, *, keep: bool) -> None:
        """Show the proposal as it is now; `keep` leaves the counts as typed."""
        self.proposal = proposal
        self._title.say(proposal.title)
        for head, field in zip(HEADS, self.fields, strict=True):
            field.setAccessibleName(f"{head}: {proposal.title}")
        if not keep:
            self.put_counts(counts_of(proposal))
        chosen = bool(proposal.priority)
        self._chosen.setVisible(chosen)
        for field in self.fields:
            field.setReadOnly(chosen)
        self.adopt.setAccessibleName(f"Make it a priority: {proposal.title}")
        self.adopt.setVisible(not chosen and proposal.hands_for is not None)

    def _adopt(self) -> None:
        self.asked_to_adopt.emit(self.proposal.id)


class VotesCard(Card):
    """The proposals, in the order in which they were made."""

    #: A count was typed; carries the proposal's id.
    counted = Signal(str)
    #: A proposal is to become a priority; carries its id.
    asked_to_adopt = Signal(str)

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__("Proposals and hands")
        self.rows: dict[str, VoteRow] = {}
        self._nothing = Text(NOTHING, tone="quiet", step="small", wrap=True)
        self._list = column(spacing=4)
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._list)

    def put(self, proposals: Sequence[Proposal], *, unsaved: frozenset[str] = frozenset()) -> None:
        """Show these proposals; the counts of those unsaved stay as they were typed."""
        self._nothing.setVisible(not proposals)
        if [each.id for each in proposals] == list(self.rows):
            for each in proposals:
                self.rows[each.id].put(each, keep=each.id in unsaved)
            return
        typed = {record: line.counts() for record, line in self.rows.items() if record in unsaved}
        gone = set(self.rows) - {each.id for each in proposals}
        if not gone:
            # Only more of them: those there stay, with the one that is being typed in
            for each in proposals:
                if each.id in self.rows:
                    self.rows[each.id].put(each, keep=each.id in unsaved)
                else:
                    self._append(each)
            return
        clear(self._list)
        self.rows = {}
        for each in proposals:
            self._append(each)
            if each.id in typed:
                self.rows[each.id].put_counts(typed[each.id])

    def _append(self, proposal: Proposal) -> None:
        line = VoteRow(proposal)
        line.counted.connect(self.counted)
        line.asked_to_adopt.connect(self.asked_to_adopt)
        if self.rows:
            self._list.addWidget(rule())
        self.rows[proposal.id] = line
        self._list.addWidget(line)


def counts_of(proposal: Proposal) -> Counts:
    """Return the counts kept of a proposal as they would be typed."""
    kept = (proposal.hands_for, proposal.hands_against, proposal.hands_neither)
    shown = ["" if each is None else str(each) for each in kept]
    return shown[0], shown[1], shown[2]


def hands_typed(counts: Counts) -> Hands:
    """Return counts as typed as hands; None where nothing is typed."""
    found = [int(each) if each.isdecimal() else None for each in counts]
    return Hands(found[0], found[1], found[2])
