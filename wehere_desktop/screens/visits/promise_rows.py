"""The promises made on a visit, typed under it: what, by when (“fri”, “in 2 weeks”), and who keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from wehere_desktop.desk.pieces import Button, Text, column, restyle, row, without_words
from wehere_desktop.neighbourhood.agreed import NOT_A_DAY, agreed_day, day_agreed
from wehere_desktop.neighbourhood.fact import field_named
from wehere_desktop.neighbourhood.promise import Promise
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.visits.my_team import owners
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

MOST = 12
FIELD = "promises"
LONGEST = field_named(Promise, "promised").told.limit


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as it was read: what, by when (a time of day may stand with it), who keeps it, for which place."""

    promised: str
    due_on: date | None
    due_time: str
    owner: str
    place: str


class PromiseRow(QWidget):
    """One promise; all but its words stays out of sight until there are any."""

    changed = Signal()

    def __init__(
        self, desk: Desk, number: int, *, since: Callable[[], date], places: Callable[[], Sequence[str]]
    ) -> None:
        """Begin empty; a day without a year is looked for from `since` on, `places` are those of the visit."""
        super().__init__()
        self._desk, self._since, self._places = desk, since, places
        self.words = QLineEdit()
        self.words.setPlaceholderText("Bring the leaflets by; ask about the lights")
        self.words.setAccessibleName("Promise made" if number == 0 else f"Promise {number + 1}")
        self.due = QLineEdit()
        self.due.setPlaceholderText("fri, in 2 weeks, 3 dec")
        self.due.setAccessibleName("Due by")
        self.keeper = QComboBox()
        self.keeper.setAccessibleName("Who keeps it")
        self.place = QComboBox()
        self.place.setAccessibleName("For which place")
        self._understood = Text("", tone="quiet", step="small", elide=True)
        self._refusal = Text("", tone="late", step="small", wrap=True)
        self._refusal.hide()
        self.refused: QLineEdit | None = None
        self._details = QWidget()
        across = row(spacing=8)
        across.addWidget(Text("by", tone="quiet"))
        across.addWidget(self.due, 3)
        across.addWidget(self._understood, 3)
        across.addWidget(self.keeper, 4)
        self._details.setLayout(across)
        self.place.hide()
        whole = column(spacing=4, margins=(0, 0, 0, 4))
        for widget in (self.words, self._details, self.place, self._refusal):
            whole.addWidget(widget)
        self.setLayout(whole)
        self._details.hide()
        self.words.textChanged.connect(self._typed)
        self.due.textChanged.connect(self._show_understood)
        self.words.returnPressed.connect(self.focusNextChild)
        self.due.returnPressed.connect(self.focusNextChild)
        for combo in (self.keeper, self.place):
            combo.currentIndexChanged.connect(without_words(self.changed.emit))

    def is_empty(self) -> bool:
        """Say whether nothing was promised here."""
        return not self.words.text().strip()

    def typed(self) -> dict[str, str]:
        """Return what stands here as it was typed."""
        return {
            "words": self.words.text(),
            "due": self.due.text(),
            "owner": str(self.keeper.currentData() or ""),
            "place": str(self.place.currentData() or ""),
        }

    def put_typed(self, typed: dict[str, Any]) -> None:
        """Show again what was typed."""
        self.words.setText(str(typed.get("words", "")))
        self.due.setText(str(typed.get("due", "")))
        for combo, name in ((self.keeper, "owner"), (self.place, "place")):
            at = combo.findData(str(typed.get(name, "")))
            if at >= 0:
                combo.setCurrentIndex(at)

    def read(self) -> Promised | Refusal:
        """Return the promise, or why it cannot be read."""
        if len(self.words.text()) > LONGEST:
            refusal = Refusal(f"A promise has room for {LONGEST:,} characters.", remedy="Shorten it.", field=FIELD)
            self._refuse(self.words, str(refusal))
            return refusal
        found = agreed_day(self.due.text(), today=self._desk.today(), since=self._since())
        if found is None:
            refusal = Refusal(f"“{self.due.text().strip()}” is not a day to come.", remedy=NOT_A_DAY, field=FIELD)
            self._refuse(self.due, str(refusal))
            return refusal
        self._refuse(None)
        owner = str(self.keeper.currentData() or self._desk.book.holder)
        return Promised(self.words.text().strip(), *found, owner, str(self.place.currentData() or ""))

    def show_places(self) -> None:
        """Ask for which place the promise is where the visit was to several."""
        places = self._desk.book.places.many(self._places())
        several = len(places) > 1 and not self.is_empty()
        if [self.place.itemData(at) for at in range(self.place.count())] != [each.id for each in places]:
            held = self.place.currentData()
            self.place.clear()
            for each in places:
                self.place.addItem(f"For {each.name}", each.id)
            self.place.setCurrentIndex(max(self.place.findData(held), 0))
        self.place.setVisible(several)

    def _typed(self) -> None:
        if not self.is_empty() and not self.keeper.count():
            for record, name in owners(self._desk):
                self.keeper.addItem(name, record)
        self._details.setVisible(not self.is_empty())
        self.show_places()
        self.changed.emit()

    def _show_understood(self) -> None:
        self._understood.say(day_agreed(self.due.text(), today=self._desk.today(), since=self._since()))
        self._refuse(None)
        self.changed.emit()

    def _refuse(self, refused: QLineEdit | None, words: str = "") -> None:
        self.refused = refused
        self._refusal.say(words)
        self._refusal.setVisible(bool(words))
        for editor in (self.words, self.due):
            editor.setProperty("refused", "true" if editor is refused else "")
            restyle(editor)


class PromiseRows(QWidget):
    """As many promises as were made; another line is offered once the last one has words."""

    changed = Signal()

    def __init__(self, desk: Desk, *, since: Callable[[], date], places: Callable[[], Sequence[str]]) -> None:
        """Begin with one empty line."""
        super().__init__()
        self._make = partial(PromiseRow, desk, since=since, places=places)
        self.rows: list[PromiseRow] = []
        self._lines = column(spacing=0)
        self.another = Button("+ Another promise", self.add, rank="link")
        self.another.hide()
        whole = column(spacing=0, margins=(0, 0, 0, 8))
        whole.addWidget(Text("Promise made", strong=True))
        whole.addSpacing(2)
        whole.addLayout(self._lines)
        whole.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)
        self._append()

    def add(self) -> None:
        """Offer one more line and go to it."""
        self._append().words.setFocus(Qt.FocusReason.TabFocusReason)

    def show_places(self) -> None:
        """Follow the places of the visit."""
        for each in self.rows:
            each.show_places()

    def typed(self) -> list[dict[str, str]]:
        """Return what was typed, line by line, without the empty ones."""
        return [each.typed() for each in self.rows if not each.is_empty()]

    def put_typed(self, typed: Sequence[dict[str, Any]]) -> None:
        """Show again what was typed."""
        for number, each in enumerate(typed[:MOST]):
            line = self.rows[number] if number < len(self.rows) else self._append()
            line.put_typed(each)

    def read(self) -> tuple[list[Promised], list[Refusal]]:
        """Return the promises made, and why any of them cannot be read; each says so under its own line."""
        found = [each.read() for each in self.rows if not each.is_empty()]
        return [each for each in found if isinstance(each, Promised)], [
            each for each in found if isinstance(each, Refusal)
        ]

    def go_to_refused(self) -> None:
        """Give the focus to the first line that was refused."""
        for each in self.rows:
            if each.refused is not None:
                each.refused.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def in_words(self) -> str:
        """Return how many promises are typed, for the line that says what was done; empty for none."""
        number = len(self.typed())
        return counted(number, "promise") if number else ""

    def _append(self) -> PromiseRow:
        line = self._make(len(self.rows))
        line.changed.connect(self._changed)
        self.rows.append(line)
        self._lines.addWidget(line)
        if len(self.rows) > 1:
            # What is made late would else come last in the order of Tab
            every = [each for one in self.rows for each in (one.words, one.due, one.keeper, one.place)]
            for before, after in pairwise([*every, self.another]):
                self.setTabOrder(before, after)
        self.another.hide()
        return line

    def _changed(self) -> None:
        self.another.setVisible(not self.rows[-1].is_empty() and len(self.rows) < MOST)
        self.changed.emit()
