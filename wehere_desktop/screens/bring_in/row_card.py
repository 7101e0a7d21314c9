"""One row of the file in full: what it came to and why, what would change, and what was left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wehere_desktop.desk.pieces import Button, Card, Pill, ScrollPage, Text, clear, column, row, rule
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.fact import STAMPS, Fact, fields_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.screens.bring_in.step import put_behind
from wehere_desktop.screens.bring_in.words import CAME, brief, label_of_field, noun_of, value_words, why_alike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wehere_desktop.desk.pieces import PillTone
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.intake.proposal import Came, FieldChange
    from wehere_desktop.screens.bring_in.ledger import Ledger

_NOT_SHOWN = frozenset(
    {*STAMPS, "editions", "found_by", "source", "authority", "frequency", "basis", "longitude", "ours", "ours_kind"}
    | {"rings", "fingerprint"}
)
CELLS_SHOWN = 40
LABEL = 128


class RowCard(Card):
    """Shows the row chosen in the table."""

    #: A row held back is to be settled; carries its number.
    asked_to_settle = Signal(int)

    def __init__(self, desk: Desk, *, behind: QWidget) -> None:
        """Begin with no row; Tab comes here from the widget `behind` which it stands."""
        super().__init__(tight=True)
        self._desk, self._behind = desk, behind
        self._page = ScrollPage(margins=(16, 16, 16, 16), spacing=10)
        self.body.addWidget(self._page)
        self.setAccessibleName("The row chosen")

    def show_row(self, ledger: Ledger, number: int) -> None:
        """Show a row of a ledger."""
        told = ledger.told[number]
        name = ledger.name_of(number)
        self.setAccessibleName(f"Row {number}: {name}")
        page = self._page.body
        clear(page)
        page.addWidget(Text(brief(name), step="title", wrap=True, selectable=True))
        head = row(spacing=8)
        words, _ = CAME[told.came]
        head.addWidget(Pill(words, _pill(told.came)))
        head.addWidget(Text(f"row {number:,} of the file", tone="quiet", step="small", elide=True), 1)
        page.addLayout(head)
        self._body(ledger, number, told.came, told.record)
        for left in ledger.older.get(number, ()):
            page.addWidget(rule())
            page.addWidget(Text(f"{_label(left.field)}: left as in the book", strong=True, wrap=True))
            page.addWidget(
                Text(
                    f"It was changed in the book to {brief(left.kept)}; the file has {brief(left.offered)}."
                    if ledger.proposal.register == "police-uk"
                    else f"The book has {brief(left.kept)}; the file, no newer, has {brief(left.offered)}.",
                    wrap=True,
                )
            )
        page.addStretch(1)
        self._page.verticalScrollBar().setValue(0)

    def show_nothing(self, words: str) -> None:
        """Show that no row is chosen."""
        clear(self._page.body)
        self._page.body.addWidget(Text(words, tone="quiet", wrap=True))
        self._page.body.addStretch(1)

    def _body(self, ledger: Ledger, number: int, came: Came, record: str) -> None:
        page = self._page.body
        if came == "rejected":
            each = ledger.rejected[number]
            page.addWidget(Text(f"It cannot be brought in: {each.reason}.", wrap=True))
            page.addWidget(_cells(ledger, each.cells, self._desk.look.px(LABEL)))
        elif came == "duplicate":
            held = ledger.held[number]
            page.addWidget(Text(f"It may be {held.other_title}. {why_alike(held)}", wrap=True))
            said = "the same" if ledger.proposal.matches_only else "new or the same"
            page.addWidget(Text(f"It is left out unless you say it is {said}.", tone="quiet", wrap=True))
            act, button = row(), Button("Settle it", lambda: self.asked_to_settle.emit(number))
            act.addWidget(button)
            act.addStretch(1)
            page.addLayout(act)
            put_behind(self._behind, [button])
        elif came == "new" and record in ledger.new:
            main, *others = ledger.new[record].facts
            for fact in (main, *(each for each in others if each.kind != PoliceUkEntry.kind)):
                page.addWidget(_facts(fact, ledger.beats, self._desk.look.px(LABEL)))
        elif came == "changed" and record in ledger.changed:
            change = ledger.changed[record]
            kind = KINDS[change.kind]
            page.addWidget(_changes(change.fields, kind, ledger.beats))
            for fact in change.also:
                if fact.kind == PoliceUkEntry.kind:
                    continue
                page.addWidget(Text(f"A {noun_of(fact)} comes with it:", tone="quiet"))
                page.addWidget(_facts(fact, ledger.beats, self._desk.look.px(LABEL)))
        elif record in ledger.new:
            first = ledger.new[record].row
            page.addWidget(
                Text(f"It speaks of what row {first:,} of the file brings, and goes into the same record.", wrap=True)
            )
        else:
            page.addWidget(Text("The book has what this row says, or has it from a newer edition.", wrap=True))


def _pill(came: Came) -> PillTone:
    tones: dict[Came, PillTone] = {"new": "kept", "changed": "due", "duplicate": "due", "rejected": "late"}
    return tones.get(came, "plain")


def _label(name: str) -> str:
    found = label_of_field(Place, name)
    return found if found else label_of_field(Contact, name)


def _grid(width: int) -> tuple[QWidget, QGridLayout]:
    box, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, width)
    grid.setColumnStretch(1, 1)
    box.setLayout(grid)
    return box, grid


def _put(grid: QGridLayout, label: str, words: str) -> None:
    line = grid.rowCount()
    name = Text(label, tone="quiet", elide=True)
    name.setFixedWidth(grid.columnMinimumWidth(0))
    grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(Text(brief(words), wrap=True, selectable=True), line, 1)


def _facts(fact: Fact, names: Mapping[str, str], width: int) -> QWidget:
    box, grid = _grid(width)
    for each in fields_of(type(fact)):
        value: Any = getattr(fact, each.name)
        if each.name in _NOT_SHOWN or each.told.refers not in {"", "beat"} or value is False:
            continue
        words = value_words(value, beats=names)
        if each.name == "latitude" and isinstance(fact, Place) and fact.longitude is not None:
            words = f"{words}, {fact.longitude:.5f}"
        if words:
            _put(grid, "Position" if each.name == "latitude" else each.told.label, words)
    return box


def _changes(fields: tuple[FieldChange, ...], kind: type[Fact], names: Mapping[str, str]) -> QWidget:
    box = QWidget()
    inside = column(spacing=10)
    for each in fields:
        before, after = (value_words(value, beats=names) for value in (each.before, each.after))
        words = column(spacing=2)
        words.addWidget(Text(label_of_field(kind, each.field), tone="quiet", step="small"))
        if before:
            words.addWidget(Text(f"was {brief(before)}", tone="quiet", wrap=True, selectable=True))
        words.addWidget(
            Text(f"becomes {brief(after)}" if before else f"new: {brief(after)}", wrap=True, selectable=True)
        )
        inside.addLayout(words)
    box.setLayout(inside)
    return box


def _cells(ledger: Ledger, cells: tuple[str, ...], width: int) -> QWidget:
    box, grid = _grid(width)
    headings = ledger.proposal.headings
    shown = [(number, cell) for number, cell in enumerate(cells) if cell.strip()]
    for number, cell in shown[:CELLS_SHOWN]:
        _put(grid, headings[number] if number < len(headings) else "Beyond the headings", cell)
    if len(shown) > CELLS_SHOWN:
        _put(grid, "", f"and {len(shown) - CELLS_SHOWN:,} more cells")
    return box
