"""Postcodes: a newer postcode file into this laptop's own gazetteer, which belongs to no book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from wehere_desktop.formats.postcode_files import open_postcode_file
from wehere_desktop.records.reference import REFERENCE_FILE, open_gazetteer, replace_postcodes
from wehere_desktop.records.reference_file import in_box, kept_postcodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from wehere_desktop.formats.postcode_files import PostcodeRow

ROWS_BETWEEN_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class PostcodesBroughtIn:
    """What a postcode file did to this laptop's gazetteer; the counts add up to `rows`.

    `rejected` are rows that lie too far from Cheshire, have no point, cannot be read, or repeat another row.
    """

    kind: ClassVar[str] = "postcodes"

    file: str
    edition: str
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int

    def as_json(self) -> dict[str, Any]:
        """Return the result as machines read it, in the words of every other intake."""
        return {
            "file": self.file,
            "kind": self.kind,
            "edition": self.edition,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "duplicate": 0,
            "rejected": self.rejected,
            "refusal": None,
        }


def bring_in_postcodes(
    folder: Path,
    file: Path,
    *,
    progress: Callable[[str], None] | None = None,
    read: Callable[[int], None] | None = None,
) -> PostcodesBroughtIn:
    """Bring a postcode file (Code-Point Open, ONSPD or NSPL; a file, folder or zip) into the gazetteer of a folder.

    The old gazetteer stays until the new one is whole. `read` is told now and then how many rows were read; whatever
    it raises ends the reading, and the old gazetteer stays. Raises the Refusals of `open_postcode_file` and of
    `replace_postcodes`.
    """
    source = open_postcode_file(file)
    open_gazetteer(folder, progress=progress).close()
    before = _known(folder)
    tally = _Tally(read)
    replace_postcodes(
        folder,
        tally.counting(source.rows),
        source.edition,
        lists_live_only=source.lists_live_only,
        progress=progress,
    )
    after = _known(folder)
    new = sum(1 for postcode in tally.near if postcode in after and postcode not in before)
    changed = sum(1 for postcode in tally.near if postcode in before and after.get(postcode) != before[postcode])
    unchanged = sum(1 for postcode in tally.near if postcode in before) - changed
    left = source.left_out
    rows = tally.rows + left.elsewhere + left.irish_grid + left.no_grid + left.unreadable
    return PostcodesBroughtIn(
        file.name, source.edition, rows, new, changed, unchanged, rows - new - changed - unchanged
    )


@dataclass(slots=True)
class _Tally:
    """How many rows were read, and the postcodes of those that may lie near Cheshire."""

    tell: Callable[[int], None] | None
    rows: int = 0
    near: set[str] = field(default_factory=set)

    def counting(self, rows: Iterable[PostcodeRow]) -> Iterator[PostcodeRow]:
        """Yield the rows as they come, counting them."""
        for row in rows:
            self.rows += 1
            if self.tell is not None and self.rows % ROWS_BETWEEN_WORDS == 0:
                self.tell(self.rows)
            if in_box(row):
                self.near.add(row.postcode)
            yield row


def _known(folder: Path) -> dict[str, PostcodeRow]:
    return {row.postcode: row for row, _ in kept_postcodes(folder / REFERENCE_FILE)}
