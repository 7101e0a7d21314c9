"""The rows of a file as the table shows them: every one, what it came to and why, narrowed by that and by words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wehere_desktop.intake.proposal import Came
from wehere_desktop.neighbourhood.contact import Contact
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.screens.bring_in.words import label_of_field, noun_of
from wehere_desktop.wording import counted, listed

if TYPE_CHECKING:
    from wehere_desktop.intake import Proposal
    from wehere_desktop.intake.proposal import Held, NewRecord, OlderLeft, RecordChange, Rejected, RowTold

Narrowed = Literal["", "new", "changed", "unchanged", "duplicate", "rejected", "older"]
"""Which rows are asked for: all, those that came to something, or those of which an older value was left."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row as the table shows it: its number in the file, its name, what it came to and why in a few words."""

    row: int
    name: str
    came: Came
    more: str


class Ledger:
    """Every row of a proposal, to be found by number; made once, away from the window's thread."""

    def __init__(self, proposal: Proposal, *, beats: Mapping[str, str]) -> None:
        """Lay out a proposal's rows; `beats` are names of beats by their ids."""
        self.proposal = proposal
        self.beats = beats
        self.told: dict[int, RowTold] = {each.row: each for each in proposal.told}
        self.new: dict[str, NewRecord] = {each.facts[0].id: each for each in proposal.new}
        self.changed: dict[str, RecordChange] = {each.id: each for each in proposal.changed}
        self.held: dict[int, Held] = {each.row: each for each in proposal.duplicates}
        self.rejected: dict[int, Rejected] = {each.row: each for each in proposal.rejected}
        self.older: dict[int, list[OlderLeft]] = {}
        for each in proposal.older_left:
            self.older.setdefault(each.row, []).append(each)
        names = [number for number, column in enumerate(proposal.columns) if column.field == "name"]
        self._name_at = names[0] if names else 0
        # Put together at the first search: the letters that follow then find them at once.
        self._texts: dict[int, str] = {}

    def rows(self, narrowed: Narrowed, words: str) -> list[int]:
        """Return the numbers of the rows that came to this and whose line holds these words, in the file's order."""
        wanted = words.casefold().split()
        if narrowed == "older":
            found = [row for row in self.told if row in self.older]
        else:
            found = [row for row, told in self.told.items() if not narrowed or told.came == narrowed]
        if not wanted:
            return found
        return [row for row in found if all(word in self._searched(row) for word in wanted)]

    def line(self, row: int) -> RowLine:
        """Return a row as the table shows it."""
        told = self.told[row]
        return RowLine(row, self.name_of(row), told.came, self._more(told))

    def name_of(self, row: int) -> str:
        """Return what a row calls what it lists: its name, or of a rejected row its first words."""
        told = self.told[row]
        rejected = self.rejected.get(row)
        if told.title or rejected is None:
            return told.title
        cells = rejected.cells
        name = cells[self._name_at].strip() if self._name_at < len(cells) else ""
        return name or next((cell.strip() for cell in cells if cell.strip()), "a row without words")

    def _searched(self, row: int) -> str:
        text = self._texts.get(row)
        if text is None:
            line = self.line(row)
            text = self._texts[row] = f"{line.row} {line.name} {line.more}".casefold()
        return text

    def _more(self, told: RowTold) -> str:
        row = told.row
        if told.came == "rejected":
            return self.rejected[row].reason if row in self.rejected else ""
        if told.came == "duplicate":
            held = self.held[row]
            return f"{held.likeness} in 100 like {held.other_title}"
        if told.came == "new":
            return self._new_words(told.record)
        if told.record in self.new:
            return (
                f"adds to row {self.new[told.record].row:,}"
                if told.came == "changed"
                else "says what a row before it says"
            )
        if told.came == "changed" and told.record in self.changed:
            change = self.changed[told.record]
            labels = [label_of_field(KINDS[change.kind], each.field) for each in change.fields]
            beside = [each for each in change.also if each.kind != PoliceUkEntry.kind]
            if beside:
                labels.append(counted(len(beside), noun_of(beside[0])))
            return listed(dict.fromkeys(labels))
        left = self.older.get(row)
        if left:
            return f"{counted(len(left), 'older value')} left as in the book"
        return "the book says the same"

    def _new_words(self, record: str) -> str:
        new = self.new.get(record)
        first = new.facts[0] if new is not None else None
        if isinstance(first, Place):
            parts = (str(first.place_kind), first.town, first.postcode, self.beats.get(first.beat, "no beat found"))
        elif isinstance(first, Contact):
            parts = (first.organisation, first.mobile or first.phone, first.email, "")
        elif first is not None:
            parts = (first.words, self.beats.get(getattr(first, "beat", ""), ""), "", "")
        else:
            return ""
        words = " · ".join(part for part in parts if part)
        return f"{words[:1].upper()}{words[1:]}"


@dataclass
class RowSource:
    """Where the table's rows come from: a ledger's rows as they are narrowed."""

    ledger: Ledger | None = None
    narrowed: Narrowed = ""
    words: str = ""

    def ids(self, order: str, *, descending: bool) -> Sequence[str]:
        """Return the numbers of the rows as texts, always in the order of the file."""
        del order, descending
        if self.ledger is None:
            return ()
        return [str(row) for row in self.ledger.rows(self.narrowed, self.words)]

    def rows(self, ids: Sequence[str]) -> Sequence[RowLine | None]:
        """Return the lines of some rows."""
        ledger = self.ledger
        if ledger is None:
            return [None for _ in ids]
        return [ledger.line(int(each)) if int(each) in ledger.told else None for each in ids]
