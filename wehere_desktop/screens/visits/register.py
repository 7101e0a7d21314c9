"""A register of promises or queries: the list at the left, the chosen one beside it with what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from wehere_desktop.desk.list_and_record import ListAndRecord
from wehere_desktop.desk.pieces import EmptyState
from wehere_desktop.screens.visits.narrowing import Narrowed, Narrowing
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wehere_desktop.desk.screen import Desk
    from wehere_desktop.desk.tables import Column
    from wehere_desktop.screens.visits.entry_card import EntryCard

Owned = tuple[Narrowed, tuple[str, ...], tuple[str, ...]]
"""What is wanted, and the officers and the beats that it is narrowed to."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a register keeps, in words: one and several of it, what belongs there, the first step, and its icon."""

    kind: str
    one: str
    many: str
    belongs: str
    more: str
    step: str
    icon: str
    find: str


class RegisterSource:
    """Where the rows come from: the entries that the narrowing asks for."""

    def __init__(
        self,
        wanted: Owned,
        ids: Callable[[Narrowed, tuple[str, ...], tuple[str, ...]], Sequence[str]],
        rows: Callable[[Sequence[str]], Sequence[Any]],
    ) -> None:
        """Ask these two, to begin with for what is `wanted`."""
        self.wanted, self._ids, self._rows = wanted, ids, rows

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the ids, always in the register's own order."""
        del order, descending
        return self._ids(*self.wanted)

    def rows(self, ids: Sequence[str]) -> Sequence[Any]:
        """Return the lines of some."""
        return self._rows(ids)


class RegisterPage(ListAndRecord):
    """Shows one register, and one of its entries in full."""

    #: A new entry is asked for.
    asked_for_new = Signal()

    def __init__(
        self,
        desk: Desk,
        kept: Kept,
        columns: Sequence[Column],
        card: EntryCard,
        *,
        stands: Sequence[tuple[str, str]],
        ids: Callable[[Narrowed, tuple[str, ...], tuple[str, ...]], Sequence[str]],
        rows: Callable[[Sequence[str]], Sequence[Any]],
    ) -> None:
        """Lay out a register; `ids` is asked with what is wanted, the officers and the beats."""
        self._kept, self.card = kept, card
        self.filters = Narrowing(desk, stands, find=kept.find)
        source = RegisterSource(self.asked(), ids, rows)
        name, beside = kept.many.capitalize(), f"The {kept.one} chosen"
        super().__init__(desk, kept.kind, columns, source, self.filters, card, name=name, beside=beside)
        self.table.opened.connect(lambda _: self.card.take_focus())
        self.show_one("")

    def asked(self) -> Owned:
        """Return what is wanted, with its officers and beats as they are now."""
        return (self.filters.wanted, *self.filters.owners_and_beats())

    def has_unsaved(self) -> bool:
        """Say whether something typed beside the list is not kept yet."""
        return self.card.has_unsaved()

    def in_words(self, count: int) -> str:
        """Return how many entries there are, whose they are and how they stand."""
        return f"{counted(count, self._kept.one, self._kept.many)}, {self.filters.in_words()}"

    def show_one(self, record: str) -> bool:
        """Show an entry; what is typed beside it stays."""
        there = bool(record) and self._desk.book.section(self._kept.kind).find(record) is not None
        self.card.show_one(record if there else "")
        return there

    def nothing(self) -> EmptyState:
        """Offer to look at all of them, or to add the first."""
        look, kept = self._desk.look, self._kept
        if self._desk.book.section(kept.kind).count():
            return EmptyState(
                look,
                kept.icon,
                f"No {kept.one} is like that.",
                "Look at everybody’s, or at those that are over.",
                step=f"Show all {kept.many}",
                take=self.filters.want_everything,
            )
        step = "" if self._desk.book.read_only else kept.step
        return EmptyState(look, kept.icon, kept.belongs, kept.more, step=step, take=self.asked_for_new.emit)
