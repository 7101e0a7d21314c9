"""What the Bring in screen does away from the window's thread: looking at files, reading them, bringing them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.desk.notices import as_refusal
from wehere_desktop.formats.incoming import FileKind, kind_of_file
from wehere_desktop.intake import Proposal, apply, label_of, propose
from wehere_desktop.intake.boundary_sight import BoundariesSeen
from wehere_desktop.intake.crimes import bring_in_crimes
from wehere_desktop.intake.first_look import columns_seen, look_at
from wehere_desktop.intake.postcodes import bring_in_postcodes
from wehere_desktop.preferences import laptop_folder
from wehere_desktop.records.reference import open_gazetteer
from wehere_desktop.refusal import Refusal
from wehere_desktop.screens.bring_in.in_file import InFile
from wehere_desktop.screens.bring_in.ledger import Ledger
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from wehere_desktop.desk.background import Progress
    from wehere_desktop.intake.crimes import CrimesBroughtIn
    from wehere_desktop.intake.declaration import Duplicates, Options
    from wehere_desktop.intake.first_look import ColumnsSeen
    from wehere_desktop.intake.postcodes import PostcodesBroughtIn
    from wehere_desktop.neighbourhood.ground import Position
    from wehere_desktop.neighbourhood.whereabouts import PostcodePoint
    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.reference import Gazetteer

REJECTED_KEPT = 20_000
_BLOCK = 1 << 20


class LaptopPostcodes:
    """This laptop's postcodes, opened when first asked, so that nothing holds their file while nobody reads."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._opened: Gazetteer | None = None

    def postcode(self, text: str) -> PostcodePoint | None:
        """Return the postcode's point, or None if it is not known."""
        return self._open().postcode(text)

    def nearest(self, position: Position, *, live_only: bool = True) -> tuple[PostcodePoint, float] | None:
        """Return the nearest postcode and how many metres off it lies, or None if there is none near."""
        return self._open().nearest(position, live_only=live_only)

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _open(self) -> Gazetteer:
        if self._opened is None:
            self._opened = open_gazetteer(laptop_folder())
        return self._opened


@dataclass(frozen=True, slots=True)
class Read:
    """A file read: what it would do, its rows laid out for the eye, and its outlines where it is one of boundaries."""

    proposal: Proposal
    ledger: Ledger
    boundaries: BoundariesSeen | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A file brought in: what was written, how the change is called, and its number (0 if nothing was written)."""

    proposal: Proposal
    label: str
    change: int


def brought_in_sentence(done: Done) -> str:
    """Return what was done in a sentence: “62 schools brought in from halls.csv”."""
    counts, (one, many) = done.proposal.counts, done.proposal.noun
    rows = counts.new + counts.changed
    if rows:
        return f"{counted(rows, one, many)} brought in from {done.proposal.file.name}"
    return f"The newer edition of {done.proposal.file.name} noted"


def look_at_files(book: BeatBook, paths: Sequence[Path], progress: Progress) -> list[InFile]:
    """Return what each file seems to be, or why it cannot be looked at; one that is refused stops no other."""
    found = []
    for number, path in enumerate(paths):
        progress.step(number, len(paths))
        each = InFile(path)
        try:
            each.look = look_at(path)
        except Refusal as refusal:
            each.refusal = refusal
        except Exception as error:  # noqa: BLE001 - noted as a fault, and the other files go on
            each.refusal = as_refusal(error)
        else:
            each.kind = each.look.kind
            if each.look.fingerprint:
                each.before = book.register_sources.by_fingerprint(each.look.fingerprint)
        found.append(each)
    return found


def see_columns(book: BeatBook, kind: str, path: Path, options: Options) -> ColumnsSeen:
    """Return the columns of a file as a kind of intake reads them."""
    return columns_seen(book, kind, path, options)


def read_file(book: BeatBook, kind: str, path: Path, options: dict[str, Any], progress: Progress) -> Read:
    """Return what a file would do to the book; raises the Refusals of reading it.

    `options` are those of `Options`, by name; how far it is goes to `progress`, against the lines of a text file.
    """
    from wehere_desktop.intake.declaration import Options

    lines = _lines(path)

    def tell(rows: int) -> None:
        progress.step(rows, max(lines, rows) if lines else 0)

    postcodes = LaptopPostcodes()
    try:
        proposal = propose(book, kind, path, postcodes, Options(**options, progress=tell))
        progress.check()
        ledger = Ledger(proposal, beats={beat.id: beat.name for beat in book.beats.all()})
        return Read(proposal, ledger, proposal.boundaries() if proposal.boundaries is not None else None)
    finally:
        postcodes.close()


def bring_in(book: BeatBook, proposal: Proposal, answers: Mapping[int, Duplicates], progress: Progress) -> Done:
    """Write a file into the book as one change that one undo takes back; raises the Refusals of `apply`."""
    before = book.can_undo()
    # One answer that leaves them all out is the same as none.
    done = apply(book, proposal, duplicates=dict(answers), progress=progress.step)
    after = book.can_undo()
    written = after is not None and (before is None or after.seq != before.seq)
    return Done(done, label_of(done), after.seq if after is not None and written else 0)


def to_laptop(file: InFile, today: date, *, dry_run: bool = False) -> Callable[[Progress], Any]:
    """Return what brings a file of postcodes or crimes into this laptop's own, or, of crimes, only tries it.

    It raises the Refusals of `bring_in_postcodes` and `bring_in_crimes`.
    """
    path, crimes, everywhere = file.path, file.is_crimes, file.everywhere

    def work(progress: Progress) -> PostcodesBroughtIn | CrimesBroughtIn:
        lines = _lines(path)

        def tell(rows: int) -> None:
            progress.step(rows, max(lines, rows) if lines else 0)

        if not crimes:
            return bring_in_postcodes(laptop_folder(), path, read=tell)
        return bring_in_crimes(
            laptop_folder(),
            path,
            today=today,
            everywhere=everywhere,
            dry_run=dry_run,
            keep_rejected=REJECTED_KEPT,
            read=tell,
        )

    return work


def _lines(path: Path) -> int:
    """Return about how many rows a text file holds; nought where that cannot be told beforehand."""
    try:
        if path.is_dir() or kind_of_file(path) is not FileKind.TEXT:
            return 0
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    except (OSError, Refusal):
        return 0
