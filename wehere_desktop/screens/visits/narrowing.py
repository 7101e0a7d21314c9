"""What a register is narrowed to: whose it is, how it stands, and with which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from wehere_desktop.desk.pieces import Button, restyle, row, without_words
from wehere_desktop.screens.visits.my_team import my_team

if TYPE_CHECKING:
    from wehere_desktop.desk.screen import Desk

TYPED_MS = 200
MINE, TEAM, ALL = "mine", "my team’s", "everybody’s"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose, how it stands (empty for all) and words to find."""

    whose: str = ALL
    stands: str = ""
    text: str = ""


class Narrowing(QWidget):
    """Two chips with menus, and a field for words that stands elsewhere. `changed` says that something else is wanted.

    `stands` are the ways to stand, each with its words; the first is what is wanted to begin with.
    """

    changed = Signal()

    def __init__(self, desk: Desk, stands: Sequence[tuple[str, str]], *, find: str) -> None:
        """Begin with my own, or with my team's where I lead one; `find` names the field for words."""
        super().__init__()
        self._desk, self._stands = desk, list(stands)
        self.wanted = self._first = Narrowed(TEAM if desk.mine().leads_unit else MINE, self._stands[0][0])
        self.whose = Button("", self._ask_whose, rank="chip")
        self.standing = Button("", self._ask_standing, rank="chip")
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(find)
        self.typed.setAccessibleName(find)
        self.typed.setClearButtonEnabled(True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPED_MS)
        self._later.timeout.connect(lambda: self.want(replace(self.wanted, text=self.typed.text().strip())))
        self.typed.textChanged.connect(without_words(self._later.start))
        across = row(spacing=8)
        across.addWidget(self.whose)
        across.addWidget(self.standing)
        across.addStretch(1)
        self.setLayout(across)
        self._show()

    def want(self, wanted: Narrowed) -> None:
        """Narrow the register to this."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if self.typed.text().strip() != wanted.text:
            self.typed.setText(wanted.text)
        self._show()
        self.changed.emit()

    def want_everything(self) -> None:
        """Narrow it no more."""
        self._later.stop()
        self.want(Narrowed())

    def owners_and_beats(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the officers and beats that it is narrowed to; none of either for everybody's."""
        if self.wanted.whose == ALL:
            return (), ()
        if self.wanted.whose == MINE:
            return (self._desk.book.holder,), ()
        team = my_team(self._desk)
        return tuple(record for record, _ in team.officers), team.beats

    def in_words(self) -> str:
        """Return whose and how it stands, for the count beside: “mine, late”."""
        words = dict(self._stands)[self.wanted.stands]
        return ", ".join(part for part in (self.wanted.whose, words) if part)

    def _show(self) -> None:
        words = dict(self._stands)[self.wanted.stands]
        for chip, name, shown, on in (
            (self.whose, "Whose", self.wanted.whose, self.wanted.whose != ALL),
            (self.standing, "How it stands", words, bool(self.wanted.stands)),
        ):
            chip.setText(f"{shown[:1].upper()}{shown[1:]} ▾")
            chip.setAccessibleName(f"{name}: {shown}")
            if bool(chip.property("on")) != on:
                chip.setProperty("on", "true" if on else "")
                restyle(chip)

    def _ask_whose(self) -> None:
        self._offer(self.whose, [(words, replace(self.wanted, whose=words)) for words in (MINE, TEAM, ALL)])

    def _ask_standing(self) -> None:
        self._offer(self.standing, [(words, replace(self.wanted, stands=value)) for value, words in self._stands])

    def _offer(self, chip: Button, offers: Sequence[tuple[str, Narrowed]]) -> None:
        menu = QMenu(self)
        for words, wanted in offers:
            action = menu.addAction(f"{words[:1].upper()}{words[1:]}")
            action.setCheckable(True)
            action.setChecked(wanted == self.wanted)
            action.triggered.connect(without_words(partial(self.want, wanted)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
