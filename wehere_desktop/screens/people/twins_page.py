"""Likely duplicates: pairs of people who may be one, set side by side, to be merged or told apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wehere_desktop.desk.background import Lane
from wehere_desktop.desk.page_parts import in_the_middle
from wehere_desktop.desk.pieces import Card, EmptyState, ScrollPage, Text, WayIn, clear, column, restyle, row, rule
from wehere_desktop.preferences import Setting, read_setting, write_setting
from wehere_desktop.screens.people.merge_view import Both, MergeView, both_of
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from wehere_desktop.desk.background import Job
    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.records.beatbook import BeatBook

TOLD_APART = Setting("people.told_apart", "", "Pairs of people, by their ids, who are two although they look like one.")
MOST_TOLD_APART = 2_000
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one, in words."""

    one: str
    other: str
    names: str
    why: str

    @property
    def key(self) -> str:
        """What the pair is remembered by."""
        return f"{self.one} {self.other}"


def pairs_of(book: BeatBook, apart: frozenset[str]) -> list[Pair]:
    """Return the pairs of people who may be one, the surest first, but for those told apart."""
    from wehere_desktop.intake.alike_people import likely_same

    found = [each for each in likely_same(book) if f"{each.one} {each.other}" not in apart]
    people = {each.id: each.name for each in book.contacts.many({record for pair in found for record in pair[:2]})}
    pairs = []
    for each in found:
        one, other = people[each.one], people[each.other]
        pairs.append(Pair(each.one, each.other, one if one == other else f"{one} · {other}", each.why))
    return pairs


class TwinsPage(QWidget):
    """The pairs at the left, the one chosen side by side at the right."""

    #: How many pairs there are.
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Lay out the page; nothing is asked of the book yet."""
        super().__init__()
        self._desk = desk
        self._pairs: list[Pair] = []
        self._chosen = ""
        self._rows: dict[str, WayIn] = {}
        self._asked: Job | None = None
        self._looked: Job | None = None
        self._page = ScrollPage(margins=(0, 0, 0, 0), spacing=0)
        left = Card("May be one and the same", tight=True)
        self._note = left.note
        left.add(self._page)
        self.merge_view = MergeView(desk)
        self.merge_view.asked_to_merge.connect(self._merge)
        self.merge_view.told_apart.connect(self._tell_apart)
        across = row(spacing=18)
        across.addWidget(left, 2)
        across.addWidget(self.merge_view, 5)
        self.setLayout(across)

    def look(self) -> None:
        """Look for pairs anew, beside the book's lane."""
        if self._looked is not None:
            self._looked.cancel()
        apart = frozenset(read_setting(TOLD_APART).splitlines())
        # Comparing everybody takes seconds in a large book, for which nobody's writing should have to wait
        book, background = self._desk.book, self._desk.background
        self._looked = background.run(
            lambda: pairs_of(book, apart),
            then=self._tell,
            failed=self._desk.notices.fault,
            owner=self,
            lane=Lane.FILES,
            title="Looking for people who are here twice",
        )

    def _tell(self, pairs: list[Pair]) -> None:
        self._looked = None
        self._pairs = pairs
        self.counted.emit(len(pairs))
        clear(self._page.body)
        self._rows = {}
        self._note.say(counted(len(pairs), "pair") if pairs else "")
        inside: QVBoxLayout = self._page.body
        if not pairs:
            words = "People of one name at one place, or with one number or e-mail, would stand here."
            nobody = EmptyState(self._desk.look, "good-day", "Nobody seems to be here twice", words)
            inside.addWidget(in_the_middle(nobody))
            self._chosen = ""
            self.merge_view.show_nothing()
            return
        for each in pairs[:SHOWN]:
            inside.addWidget(self._row(each))
            inside.addWidget(rule())
        if len(pairs) > SHOWN:
            inside.addWidget(Text(f"And {len(pairs) - SHOWN:,} more once these are settled.", tone="quiet"))
        inside.addStretch(1)
        keys = [each.key for each in pairs]
        self._choose(self._chosen if self._chosen in keys else keys[0])

    def _row(self, pair: Pair) -> WayIn:
        line = WayIn(f"{pair.names}, {pair.why}", partial(self._choose, pair.key))
        inside = column(spacing=1, margins=(16, 8, 12, 8))
        inside.addWidget(Text(pair.names, strong=True, elide=True))
        inside.addWidget(Text(pair.why, tone="quiet", step="small", wrap=True))
        line.setLayout(inside)
        self._rows[pair.key] = line
        return line

    def _choose(self, key: str) -> None:
        self._chosen = key
        for each, line in self._rows.items():
            line.setProperty("on", "true" if each == key else "")
            restyle(line)
        if self._asked is not None:
            self._asked.cancel()
        one, _, other = key.partition(" ")
        today = self._desk.today()
        self._asked = self._desk.ask_book(lambda book: both_of(book, one, other, today), self._show, owner=self)

    def _show(self, both: Both | None) -> None:
        self._asked = None
        if both is None:
            self.merge_view.show_nothing()
        else:
            self.merge_view.show_both(both)
        # Tab goes through the pairs and then through the two, whichever of them was laid out last
        for one, following in pairwise([*self._rows.values(), *self.merge_view.stops()]):
            QWidget.setTabOrder(one, following)

    def _merge(self, both: Both) -> None:
        from wehere_desktop.records.merging import merge_contacts, merged_label

        choose = self.merge_view.chosen()
        self._desk.change(
            merged_label(both.kept, both.other),
            lambda book: merge_contacts(book, both.kept.id, both.other.id, choose=choose),
            owner=self,
            then=lambda _: self._desk.open("contact", both.kept.id) if len(self._pairs) <= 1 else None,
            failed=lambda _: self.merge_view.give_back(),
        )

    def _tell_apart(self, both: Both) -> None:
        key = " ".join(sorted((both.kept.id, both.other.id)))
        known = [*read_setting(TOLD_APART).splitlines(), key][-MOST_TOLD_APART:]
        write_setting(TOLD_APART, "\n".join(known))
        self._desk.notices.tell(f"{both.kept.name} and {both.other.name} are two, and stay so on this laptop.")
        self.look()

    def take_focus(self) -> None:
        """Give the focus to the pair chosen."""
        line = self._rows.get(self._chosen)
        if line is not None:
            line.setFocus(Qt.FocusReason.TabFocusReason)
