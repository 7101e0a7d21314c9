"""What a register is narrowed to: whose it is, how it stands, and with which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wehere_desktop.desk.chips import say_chip
from wehere_desktop.desk.list_filters import ListFilters, Worded
from wehere_desktop.desk.pieces import Button, row
from wehere_desktop.screens.visits.my_team import my_team
from wehere_desktop.wording import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wehere_desktop.desk.screen import Desk

MINE, TEAM, ALL = "mine", "my team’s", "everybody’s"


@dataclass(frozen=True, slots=True)
class Narrowed(Worded):
    """Whose, how it stands (empty for all) and words to find."""

    whose: str = ALL
    stands: str = ""


class Narrowing(ListFilters[Narrowed]):
    """Two chips with menus.

    `stands` are the ways to stand, each with its words; the first is what is wanted to begin with.
    """

    def __init__(self, desk: Desk, stands: Sequence[tuple[str, str]], *, find: str) -> None:
        """Begin with my own, or with my team's where I lead one; `find` names the field for words."""
        self._desk, self._stands = desk, list(stands)
        first = Narrowed(whose=TEAM if desk.mine().leads_unit else MINE, stands=self._stands[0][0])
        super().__init__(first, Narrowed(), find=find)
        self.whose = Button("", self._ask_whose, rank="chip")
        self.standing = Button("", self._ask_standing, rank="chip")
        across = row(spacing=8)
        across.addWidget(self.whose)
        across.addWidget(self.standing)
        across.addStretch(1)
        self.setLayout(across)
        self.show_wanted()

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

    def show_wanted(self) -> None:
        """Show whose and how it stands on the chips."""
        words = dict(self._stands)[self.wanted.stands]
        for chip, name, shown, on in (
            (self.whose, "Whose", self.wanted.whose, self.wanted.whose != ALL),
            (self.standing, "How it stands", words, bool(self.wanted.stands)),
        ):
            say_chip(chip, f"{capital(shown)} ▾", f"{name}: {shown}", on=on)

    def _ask_whose(self) -> None:
        self.offer(self.whose, [(words, replace(self.wanted, whose=words)) for words in (MINE, TEAM, ALL)])

    def _ask_standing(self) -> None:
        self.offer(self.standing, [(words, replace(self.wanted, stands=value)) for value, words in self._stands])
