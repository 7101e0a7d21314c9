"""The list of what was said this evening, the newest at the top: points, promises, proposals, filed or on their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from wehere_desktop.desk.cells import Cell
from wehere_desktop.desk.pieces import Button, Card, Text, row
from wehere_desktop.desk.tables import Column, RowsModel, Table
from wehere_desktop.neighbourhood.concern import Concern, ConcernKind
from wehere_desktop.neighbourhood.promise import Promise, standing
from wehere_desktop.neighbourhood.proposal import Proposal
from wehere_desktop.neighbourhood.theme import Theme
from wehere_desktop.neighbourhood.trail import TrailStep, step_of
from wehere_desktop.records.choosing import hands_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.capturing import Said
    from wehere_desktop.screens.evening.filing import Typed

KINDS: tuple[tuple[str, type[Said] | None], ...] = (
    ("Everything", None),
    ("Points", Concern),
    ("Promises", Promise),
    ("Proposals", Proposal),
)
NOTHING = "Nothing has been said yet. Type the first thing into the line above and press Enter: it is filed at once."


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: what was said, what was understood, and how it stands."""

    words: str
    about: str
    stands: str
    tone: str = "quiet"


class SaidTable(Table):
    """The list's table: Enter changes a line, Delete takes it back, Up from the first row goes to the line above."""

    asked_to_take_back = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Delete, and on Up in the first row."""
        if event.key() == Qt.Key.Key_Delete and self.current():
            self.asked_to_take_back.emit(self.current())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SaidList(Card):
    """Shows what was said; knows the records, and the lines that are not in the book yet."""

    #: A line is to be changed, or a refused one typed again; carries its id.
    asked_to_change = Signal(str)
    #: A line is to be taken back; carries its id.
    asked_to_take_back = Signal(str)
    #: Up was pressed in the first row.
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__("Said this evening", tight=True)
        self._desk = desk
        self._said: dict[str, Said] = {}
        self._typed: Mapping[str, Typed] = {}
        self._beat = ""
        self._beats: dict[str, str] = {}
        self._only: type[Said] | None = None
        self._counted = -1
        columns = [
            Column("words", "What was said", lambda each: Cell(each.words), width=0),
            Column("about", "Understood as", lambda each: Cell(each.about, tone="quiet"), width=184),
            Column("stands", "Stands at", lambda each: Cell(each.stands, tone=each.tone), width=112),
        ]
        self.model = RowsModel(columns, self, desk.background, parent=self)
        self.table = SaidTable("What was said this evening", self.model, desk.look)
        self.table.setMinimumHeight(160)
        self.table.opened.connect(self.asked_to_change)
        self.table.asked_to_take_back.connect(self.asked_to_take_back)
        self.table.left.connect(self.left)
        self._nothing = Text(NOTHING, tone="quiet", wrap=True)
        self._nothing.setContentsMargins(16, 16, 16, 16)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._chips: list[Button] = []
        chips = row(spacing=8, margins=(16, 0, 16, 12))
        for words, kind in KINDS:
            chip = Button(words, partial(self._show_only, kind), rank="chip")
            chip.setCheckable(True)
            chip.setChecked(kind is None)
            chips.addWidget(chip)
            self._chips.append(chip)
        chips.addStretch(1)
        self.body.addLayout(chips)
        self.add(self.table)
        self.body.addWidget(self._nothing, 1)
        self.note.say("Enter changes a line, Del takes it back")

    def begin(self, beat: str, said: Iterable[Said], beats: Mapping[str, str]) -> None:
        """Show another meeting of a beat; `beats` are names by id."""
        self._beat, self._beats = beat, dict(beats)
        self._counted = -1
        self._said = {each.id: each for each in said}
        self._show()

    def put_typed(self, typed: Mapping[str, Typed]) -> None:
        """Show the lines that are on their way, or were refused."""
        if self._typed != typed:
            self._typed = dict(typed)
            self._show()

    def put(self, said: Iterable[Said], gone: Iterable[str] = ()) -> None:
        """Show records that are new or different, and take away those that are gone."""
        held = len(self._said)
        fresh = {each.id: each for each in said if self._said.get(each.id) != each}
        self._said |= fresh
        for record in gone:
            self._said.pop(record, None)
        if fresh or len(self._said) != held:
            self._counted = -1
            self._show()

    def said(self, record: str) -> Said | None:
        """Return a record of the list, or None."""
        return self._said.get(record)

    def proposals(self) -> list[Proposal]:
        """Return the proposals in the order in which they were made."""
        return [each for _, each in sorted(self._said.items()) if isinstance(each, Proposal)]

    def last(self) -> Said | None:
        """Return what was filed last, or None."""
        return self._said[max(self._said)] if self._said else None

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids of the list, the newest first."""
        del order, descending
        only = self._only
        shown = (
            self._said if only is None else {key: each for key, each in self._said.items() if isinstance(each, only)}
        )
        return sorted(shown.keys() | self._typed.keys(), reverse=True)

    def rows(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return rows for the table."""
        return [self._row(each) for each in ids]

    def _row(self, record: str) -> Row | None:
        typed = self._typed.get(record)
        if typed is not None:
            words = "Not filed: Enter to type again" if typed.refused else "Being filed"
            return Row(typed.line, typed.refused, words, "late" if typed.refused else "quiet")
        said = self._said.get(record)
        return self._row_of(said) if said is not None else None

    def _row_of(self, said: Said) -> Row:
        today = self._desk.today()
        if isinstance(said, Promise):
            return Row(said.promised, "promise", standing(said, today=today), "due" if said.due_on else "quiet")
        if isinstance(said, Proposal):
            about = _joined(("proposal", _theme(said.theme)))
            stands = "chosen" if said.priority else _hands(said) or "to be voted on"
            return Row(said.title, about, stands, "kept" if said.priority else "quiet")
        about = _joined(
            (
                str(said.concern_kind) if said.concern_kind is not ConcernKind.CONCERN else "",
                _theme(said.theme),
                "ASB" if said.asb and said.theme is not Theme.ANTISOCIAL else "",
                self._beats.get(said.beat, "") if said.beat != self._beat else "",
                said.whereabouts,
            )
        )
        step = step_of(said)
        return Row(said.said or said.you_said, about, "to sort" if step is TrailStep.TO_SORT else str(step))

    def _show_only(self, kind: type[Said] | None) -> None:
        self._only = kind
        for chip, (_, each) in zip(self._chips, KINDS, strict=True):
            chip.setChecked(each is kind)
        self._show()

    def _show(self) -> None:
        self.model.put_ids(self.ids("", descending=True))
        self._show_counts()
        empty = self.model.rowCount() == 0
        if empty:
            self._nothing.say(NOTHING if not self._said else "None of these yet.")
        self._nothing.setVisible(empty)
        self.table.setVisible(not empty)

    def _show_counts(self) -> None:
        if self._counted == len(self._said):
            return
        self._counted = len(self._said)
        counts = Counter(type(each) for each in self._said.values())
        for chip, (words, kind) in zip(self._chips, KINDS, strict=True):
            count = counts.total() if kind is None else counts[kind]
            chip.setText(f"{words}  {count:,}" if count else words)


def _hands(proposal: Proposal) -> str:
    return f"{proposal.hands_for:,} for" if proposal.hands_for is not None else hands_of(proposal).in_words


def _theme(theme: Theme) -> str:
    return str(theme) if theme is not Theme.OTHER else ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
