"""Files on their way into the book: what each seems to be, how it is read, what was answered, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wehere_desktop.intake import Proposal
from wehere_desktop.intake.boundary_sight import BoundariesSeen
from wehere_desktop.intake.crimes import CRIMES, CrimesBroughtIn
from wehere_desktop.intake.declaration import Duplicates, Options
from wehere_desktop.intake.first_look import POSTCODES, ColumnsSeen, FirstLook
from wehere_desktop.intake.headings import packed
from wehere_desktop.neighbourhood.register import RegisterSource
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.bring_in.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAID_OF_A_FILE = ("everywhere", "as_of", "mapping", "place_kind", "sheet", "keep_mapping", "beat", "mend")
"""The options of an intake that a person sets for a file."""


@dataclass(eq=False)
class InFile:
    """One file and everything said about it on the way.

    `chosen` maps our fields to the file's columns as the person set them, None while they are as the program read
    them. `crimes` is what a file of crimes would do, once it is read. `refusal` says why the file cannot be looked
    at. `before` is when this very file was brought in last.
    """

    path: Path
    look: FirstLook | None = None
    refusal: Refusal | None = None
    before: RegisterSource | None = None
    kind: str = ""
    sheet: str = ""
    place_kind: str = ""
    beat: str = ""
    as_of: date | None = None
    everywhere: bool = False
    mend: bool = True
    keep_mapping: bool = True
    seen: ColumnsSeen | None = None
    chosen: dict[str, int] | None = None
    proposal: Proposal | None = None
    ledger: Ledger | None = None
    boundaries: BoundariesSeen | None = None
    answers: dict[int, Duplicates] = field(default_factory=dict)
    crimes: CrimesBroughtIn | None = None

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.path.name

    @property
    def is_postcodes(self) -> bool:
        """Say whether it goes to this laptop's postcodes instead of the book."""
        return self.kind == POSTCODES

    @property
    def is_crimes(self) -> bool:
        """Say whether it goes to this laptop's published crimes instead of the book."""
        return self.kind == CRIMES

    @property
    def to_laptop(self) -> bool:
        """Say whether it goes to this laptop and into no book."""
        return self.is_postcodes or self.is_crimes

    @property
    def touched(self) -> bool:
        """Say whether the person has set or answered anything that would be lost."""
        return self.chosen is not None or bool(self.answers)

    def options(self) -> Options:
        """Return how the file is to be read."""
        return Options(
            everywhere=self.everywhere,
            as_of=self.as_of,
            mapping=mapping_of(self.seen.headings, self.chosen) if self.seen is not None and self.chosen else None,
            place_kind=self.place_kind if self.kind == "places" else "",
            sheet=self.sheet,
            keep_mapping=self.keep_mapping,
            beat=self.beat if self.kind in {"police-uk", "boundaries"} else "",
            mend=self.mend and self.kind == "boundaries",
        )

    def options_by_name(self) -> dict[str, Any]:
        """Return how the file is to be read, each option by its name, for a lane that tells of its own progress."""
        options = self.options()
        return {name: getattr(options, name) for name in SAID_OF_A_FILE}

    def mended(self) -> InFile:
        """Return the file itself, to be read once more with its outlines mended."""
        self.mend = True
        self.forget_reading()
        return self

    def forget_reading(self) -> None:
        """Forget what was read: the file is to be read in another way."""
        self.proposal, self.ledger, self.boundaries, self.answers, self.crimes = None, None, None, {}, None

    def open_questions(self) -> int:
        """Return how many rows held back nobody has answered yet."""
        if self.proposal is None:
            return 0
        return sum(1 for held in self.proposal.duplicates if held.row not in self.answers)


@dataclass(eq=False)
class Queue:
    """The files chosen, the first of them under way; `gone` counts those done with or left out, `refused` lists others.

    `file` stays the one under way after it is done with, until the next has its turn.
    """

    waiting: list[InFile] = field(default_factory=list)
    refused: list[InFile] = field(default_factory=list)
    file: InFile | None = None
    gone: int = 0

    @property
    def under_way(self) -> InFile | None:
        """Return the file under way, None where there is none or it is done with."""
        return self.file if self.file is not None and self.file in self.waiting else None

    @property
    def touched(self) -> bool:
        """Say whether something was set or answered for a file that is still to be brought in."""
        return any(each.touched for each in self.waiting)

    def add(self, found: Sequence[InFile]) -> bool:
        """Put files that were looked at behind those waiting; say whether any can be read."""
        good = [each for each in found if each.refusal is None]
        self.refused = [each for each in found if each.refusal is not None]
        self.waiting += good
        return bool(good)

    def done_with(self) -> None:
        """Take the file under way out of the queue."""
        if self.under_way is not None:
            self.waiting.remove(self.under_way)
            self.gone += 1

    def once_more(self) -> InFile | None:
        """Put the file that was done with first again, to be read anew, and return it."""
        file = self.file
        if file is None:
            return None
        file.forget_reading()
        if file.chosen is None:
            file.seen = None
        if file not in self.waiting:
            self.waiting.insert(0, file)
            self.gone -= 1
        return file

    def take_next(self) -> InFile | None:
        """Give the next file its turn and return it; None, and an empty queue, where there is none."""
        self.refused = []
        self.file = self.waiting[0] if self.waiting else None
        if self.file is None:
            self.gone = 0
        return self.file

    def let_go(self) -> None:
        """Forget every file."""
        self.waiting, self.refused, self.file, self.gone = [], [], None, 0

    def words(self) -> str:
        """Return which file is under way: “halls.csv · file 2 of 3”."""
        if self.file is None:
            return ""
        of = self.gone + len(self.waiting)
        at = self.gone + (1 if self.under_way is not None else 0)
        return f"{self.file.name} · file {at:,} of {of:,}" if of > 1 else self.file.name


def mapping_of(headings: Sequence[str], chosen: Mapping[str, int]) -> dict[str, str]:
    """Return a mapping as reading takes it: each heading with its field, empty for a column left out.

    Headings that cannot be told apart by their letters go by their number.
    """
    fields = {column: field for field, column in chosen.items()}
    seen: set[str] = set()
    found: dict[str, str] = {}
    for number, heading in enumerate(headings):
        alone = packed(heading) not in seen and bool(packed(heading))
        seen.add(packed(heading))
        found[heading if alone else f"Column {number + 1}"] = fields.get(number, "")
    return found
