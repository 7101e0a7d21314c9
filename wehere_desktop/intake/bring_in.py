"""Bringing in: applying a proposal as one change that one undo takes back, and writing out what was rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from wehere_desktop.formats.csv_file import write_csv
from wehere_desktop.intake.declaration import ROWS_BETWEEN_LOOKS
from wehere_desktop.intake.proposal import Proposal
from wehere_desktop.intake.settling import settled
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.neighbourhood.police_uk_entry import PoliceUkEntry
from wehere_desktop.neighbourhood.register import RegisterSource
from wehere_desktop.records.many_made import many_made
from wehere_desktop.refusal import Refusal
from wehere_desktop.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from wehere_desktop.intake.settling import Answers
    from wehere_desktop.neighbourhood.fact import Fact
    from wehere_desktop.records import BeatBook

Written = TypeVar("Written")


def apply(
    book: BeatBook,
    proposal: Proposal,
    *,
    by: str = "",
    duplicates: Answers = "hold",
    progress: Callable[[int, int], None] | None = None,
) -> Proposal:
    """Write a proposal into the book as one change, and return it as it was written, duplicates settled.

    A proposal that changes nothing writes nothing. Refusal `book-changed` if a record it would write is no longer as
    it was when the proposal was made; then nothing is written. `progress` is told now and then how many records of how
    many are written; whatever it raises ends the change with nothing written.
    """
    proposal = settled(proposal, duplicates)
    if proposal.changes_nothing:
        return proposal
    with many_made(), book.change(label_of(proposal), by=by):
        _refuse_if_changed(book, proposal)
        tell = _telling(progress, proposal)
        _write_new(book, [fact for record in proposal.new for fact in record.facts], tell)
        _write_changes(book, proposal, tell)
        _keep_mapping(book, proposal)
        if proposal.after is not None:
            proposal.after(book)
        book.register_sources.add(
            RegisterSource(
                id=book.world.new_id(),
                name=proposal.file.name[:300],
                register=proposal.register,
                fingerprint=proposal.fingerprint,
                edition=proposal.edition,
                rows=proposal.counts.rows,
                new=proposal.counts.new,
                changed_rows=proposal.counts.changed,
            )
        )
    return proposal


def label_of(proposal: Proposal) -> str:
    """Return how the change is called in the history: “Bring in 525 schools from cheshire_schools_2026_latlon.csv”."""
    one, many = proposal.noun
    rows = proposal.counts.new + proposal.counts.changed
    if rows:
        return f"Bring in {counted(rows, one, many)} from {proposal.file.name}"
    return f"Note that {proposal.file.name} bears out {counted(len(proposal.confirmed), one, many)}"


def _refuse_if_changed(book: BeatBook, proposal: Proposal) -> None:
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    for change in (*proposal.changed, *proposal.confirmed):
        wanted.setdefault(change.kind, {})[change.id] = {each.field: each.before for each in change.written}
    for kind, records in wanted.items():
        there = {fact.id: fact for fact in book.section(kind).many(records)}
        for record, fields in records.items():
            fact = there.get(record)
            if fact is None or any(getattr(fact, name) != before for name, before in fields.items()):
                raise _changed_meanwhile(proposal)
    for source, references in _new_references(proposal).items():
        if not references.isdisjoint(book.places.registered(source)):
            raise _changed_meanwhile(proposal)
    for (beat, shape), entries in _new_entries(proposal).items():
        kept = {(each.position, each.content) for each in book.police_uk_entries.of_beat(beat, shape=shape)}
        if not entries.isdisjoint(kept):
            raise _changed_meanwhile(proposal)


def _new_references(proposal: Proposal) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for record in proposal.new:
        fact = record.facts[0]
        if isinstance(fact, Place) and fact.reference:
            found.setdefault(fact.source, set()).add(fact.reference)
    return found


def _new_entries(proposal: Proposal) -> dict[tuple[str, str], set[tuple[int, str]]]:
    found: dict[tuple[str, str], set[tuple[int, str]]] = {}
    altered = (*proposal.changed, *proposal.confirmed)
    brought = (*(record.facts for record in proposal.new), *(change.also for change in altered))
    for fact in (fact for facts in brought for fact in facts):
        if isinstance(fact, PoliceUkEntry):
            found.setdefault((fact.beat, fact.shape), set()).add((fact.position, fact.content))
    return found


def _changed_meanwhile(proposal: Proposal) -> Refusal:
    return Refusal(
        f"The book has changed since “{proposal.file.name}” was read.",
        remedy="Bring the file in again.",
        kind="book-changed",
    )


def _telling(progress: Callable[[int, int], None] | None, proposal: Proposal) -> Callable[[int], None]:
    """Return what is told how many records more are written."""
    altered = (*proposal.changed, *proposal.confirmed)
    new = sum(len(record.facts) for record in proposal.new)
    of = new + sum(bool(change.written) + len(change.also) for change in altered)
    written = 0

    def tell(more: int) -> None:
        nonlocal written
        written += more
        if progress is not None:
            progress(written, of)

    return tell


def _write_new(book: BeatBook, facts: list[Fact], tell: Callable[[int], None]) -> None:
    """Write new records kind by kind, those first to which others point."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    for kind in sorted(by_kind, key=_ORDER.index):
        for some in _parts(by_kind[kind]):
            book.section(kind).add_all(some)
            tell(len(some))


_ORDER = (
    "place",
    "contact",
    "contact_role",
    "officer",
    "posting",
    "priority",
    "meeting",
    "publicity",
    "police_uk_entry",
    "beat_boundary",
)


def _write_changes(book: BeatBook, proposal: Proposal, tell: Callable[[int], None]) -> None:
    also: list[Fact] = []
    by_kind: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for change in (*proposal.changed, *proposal.confirmed):
        if change.written:
            by_kind.setdefault(change.kind, []).append((change.id, {each.field: each.after for each in change.written}))
        also.extend(change.also)
    for kind, changes in by_kind.items():
        for some in _parts(changes):
            book.section(kind).amend_all(some)
            tell(len(some))
    _write_new(book, also, tell)


def _parts(whole: Sequence[Written]) -> Iterator[Sequence[Written]]:
    """Yield a long row of things in parts, between which progress is told."""
    for start in range(0, len(whole), ROWS_BETWEEN_LOOKS):
        yield whole[start : start + ROWS_BETWEEN_LOOKS]


def _keep_mapping(book: BeatBook, proposal: Proposal) -> None:
    if proposal.mapping is None:
        return
    kept = book.saved_mappings.for_headings(proposal.mapping.intake, proposal.headings)
    if kept is None:
        book.saved_mappings.add(proposal.mapping)
    elif kept.columns != proposal.mapping.columns:
        book.saved_mappings.amend(kept.id, columns=proposal.mapping.columns)


def write_rejected(proposals: Proposal | Iterable[Proposal], path: Path, *, over: bool = False) -> int:
    """Write the rejected rows of one or more proposals to a CSV file, each with file, row and reason; return how many.

    The cells stand under their own headings, so that the file can be mended and brought in again; no cell can run as
    a formula. Raises the Refusals of `write_csv`.
    """
    given = [proposals] if isinstance(proposals, Proposal) else list(proposals)
    headings: list[str] = []
    extra = 0
    for proposal in given:
        if proposal.rejected:
            headings += [heading for heading in proposal.headings if heading not in headings]
            extra = max(extra, *(len(each.cells) - len(proposal.headings) for each in proposal.rejected))
    beyond = [f"Beyond the headings {number}" for number in range(1, extra + 1)]
    return write_csv(path, ["File", "Row", "Reason", *headings, *beyond], _rejected_rows(given, headings), over=over)


def _rejected_rows(proposals: Iterable[Proposal], headings: list[str]) -> Iterator[list[str]]:
    for proposal in proposals:
        width = len(proposal.headings)
        for each in proposal.rejected:
            by_heading = dict(zip(proposal.headings, each.cells, strict=False))
            cells = [by_heading.get(heading, "") for heading in headings]
            yield [proposal.file.name, str(each.row), each.reason, *cells, *each.cells[width:]]
