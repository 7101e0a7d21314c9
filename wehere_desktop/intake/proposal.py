"""A proposal: everything a file would change in the book, row by row and field by field, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wehere_desktop.intake.boundary_sight import BoundariesSeen
from wehere_desktop.neighbourhood.fact import Fact
from wehere_desktop.neighbourhood.register import SavedMapping
from wehere_desktop.records import BeatBook

Came = Literal["new", "changed", "unchanged", "duplicate", "rejected"]


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A row that brings a new record, with the records that come with it (a contact's role at a place)."""

    row: int
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record that would be written: its name, what is kept now and what it would be."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record on the book that would be written, and the records that would come with it.

    `fields` are what a reader would see change; `quiet` is the book's own remembering of editions and keys.
    """

    row: int
    kind: str
    id: str
    title: str
    fields: tuple[FieldChange, ...]
    also: tuple[Fact, ...] = ()
    quiet: tuple[FieldChange, ...] = ()

    @property
    def written(self) -> tuple[FieldChange, ...]:
        """Return every field that would be written."""
        return (*self.fields, *self.quiet)


@dataclass(frozen=True, slots=True)
class Held:
    """A row held back as a possible duplicate, until someone says whether it is new or the same.

    `likeness` is how like the names are, up to 100; `metres` how far apart, None if one has no position. `as_new` is
    the record it would bring, and `as_match` what it would write on the record it resembles (None if nothing, or if
    it resembles another row of the same file: then `other_row` says which).
    """

    row: int
    title: str
    other: str
    other_title: str
    likeness: int
    metres: float | None
    as_new: NewRecord
    as_match: RecordChange | None
    other_row: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be brought in, with the reason and its cells as they stand in the file."""

    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OlderLeft:
    """A value that was left as it is on the book because the file's is not newer."""

    row: int
    title: str
    field: str
    kept: str
    offered: str


class RowTold(NamedTuple):
    """What one row of the file came to: its name, and the id of the record it speaks of (empty if it was rejected).

    A row that is `changed` or `unchanged` may speak of a record that an earlier row of the same file brings.
    """

    row: int
    came: Came
    title: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """How one column of the file was read: its heading and our field for it, empty if it is not used."""

    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows came to what; they add up to the rows of the file."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one file would do to the book.

    `edition` is the day of the file's edition, None if it has none or each row its own. `confirmed` are records whose
    values the file bears out as of a newer edition: nothing a reader sees would change. `older_left` keeps the first
    of the values left alone and `older_left_count` counts them all. `findings` are sentences for the user. `told` says
    of each row what it came to, in the order of the file. `rematch` says anew what the rows held back would do if only
    those of the rows given are taken for what they resemble; None where no row depends on another.
    `matches_only` says that a row held back cannot be new: it is what it resembles or stays out. `after` writes what
    follows from the records once they are written, within the same change. `boundaries` makes the outlines of a file
    of boundaries ready to be shown; long: call it in a lane.
    """

    register: str
    file: Path
    fingerprint: str
    edition: date | None
    noun: tuple[str, str]
    headings: tuple[str, ...]
    columns: tuple[ColumnUse, ...]
    counts: Counts
    new: tuple[NewRecord, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    confirmed: tuple[RecordChange, ...] = ()
    duplicates: tuple[Held, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    older_left: tuple[OlderLeft, ...] = ()
    older_left_count: int = 0
    findings: tuple[str, ...] = ()
    mapping: SavedMapping | None = None
    told: tuple[RowTold, ...] = ()
    rematch: Callable[[Set[int]], tuple[Held, ...]] | None = field(default=None, repr=False, compare=False)
    matches_only: bool = False
    after: Callable[[BeatBook], None] | None = field(default=None, repr=False, compare=False)
    boundaries: Callable[[], BoundariesSeen] | None = field(default=None, repr=False, compare=False)

    @property
    def rows(self) -> int:
        """Return how many rows the file holds."""
        return self.counts.rows

    @property
    def changes_nothing(self) -> bool:
        """Say whether applying this would write nothing at all."""
        return not (self.new or self.changed or self.confirmed)

    def as_json(self) -> dict[str, Any]:
        """Return the result as machines read it: the counts, which add up to `rows`, and `refusal`, which is None."""
        return {
            "file": self.file.name,
            "kind": self.register,
            "edition": self.edition.isoformat() if self.edition is not None else None,
            "rows": self.counts.rows,
            "new": self.counts.new,
            "changed": self.counts.changed,
            "unchanged": self.counts.unchanged,
            "duplicate": self.counts.duplicate,
            "rejected": self.counts.rejected,
            "older_left": self.older_left_count,
            "findings": list(self.findings),
            "refusal": None,
        }

    def mapping_lines(self) -> list[str]:
        """Return how each column was read, one line each: “Heading → field”, those not used last."""
        used = [f"{column.heading} → {column.field}" for column in self.columns if column.field]
        unused = [column.heading for column in self.columns if not column.field]
        return [*used, *([f"not used: {', '.join(unused)}"] if unused else [])]
