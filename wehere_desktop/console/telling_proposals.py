"""Tells what a file would do or has done to the book: counts, and for a trial every change field by field."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wehere_desktop.console.speech import say
from wehere_desktop.neighbourhood.fact import fields_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.wording import counted, listed, moment_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wehere_desktop.intake import Proposal
    from wehere_desktop.intake.proposal import Held, RecordChange

COUNTS = ("new", "changed", "unchanged", "duplicate", "rejected")
IN_WORDS = {"duplicate": "held back as possible duplicates"}
NOTHING: dict[str, int] = {"rows": 0, **dict.fromkeys(COUNTS, 0)}
MOST_SHOWN = 20
ROWS_BETWEEN_WORDS = 10_000


def counts_in_words(name: str, counts: Mapping[str, Any]) -> str:
    """Return one file's counts as a sentence: “a.csv: 12 rows: 9 new, 2 unchanged and 1 rejected.”."""
    parts = [f"{counts[each]:,} {IN_WORDS.get(each, each)}" for each in COUNTS if counts.get(each)]
    return f"{name}: {counted(counts['rows'], 'row')}{': ' + listed(parts) if parts else ''}."


def show(proposal: Proposal, *, dry_run: bool) -> None:
    """Say what a file has done, or for a trial what it would do, each long list cut to its beginning."""
    say(counts_in_words(proposal.file.name, proposal.as_json()), *(f"  {each}" for each in proposal.findings))
    if proposal.older_left_count:
        say(f"  {counted(proposal.older_left_count, 'older value')} left as on the book.")
    if dry_run:
        _list("Columns", proposal.mapping_lines())
        _list("New", (f"row {each.row}: {each.title}" for each in proposal.new))
        _list("Changed", (line for each in proposal.changed for line in _changes(each)))
        _list(
            "Older, left",
            (
                f"row {each.row}: {each.title}: {each.field} stays {each.kept} (the file has {each.offered})"
                for each in proposal.older_left
            ),
        )
    _list("Possible duplicates, held back", (_held(each) for each in proposal.duplicates))
    _list("Rejected", (f"row {each.row}: {each.reason}" for each in proposal.rejected))
    if proposal.duplicates:
        either = "" if proposal.matches_only else "--duplicates new or "
        say(f"  Say {either}--duplicates match to bring them in.")
    if dry_run:
        say("  Nothing was written: this was a trial.")


def details(proposal: Proposal) -> dict[str, Any]:
    """Return everything a trial found, for a program: new, changed, held back, left and rejected, row by row."""
    return {
        "new_records": [{"row": each.row, "title": each.title} for each in proposal.new],
        "changes": [
            {
                "row": each.row,
                "id": each.id,
                "title": each.title,
                "fields": {one.field: {"before": one.before, "after": one.after} for one in each.fields},
            }
            for each in proposal.changed
        ],
        "duplicates": [
            {
                "row": each.row,
                "title": each.title,
                "like": each.other_title,
                "id": each.other,
                "likeness": each.likeness,
                "metres": each.metres,
            }
            for each in proposal.duplicates
        ],
        "older": [
            {"row": each.row, "title": each.title, "field": each.field, "kept": each.kept, "offered": each.offered}
            for each in proposal.older_left
        ],
        "rejections": [{"row": each.row, "reason": each.reason} for each in proposal.rejected],
        "columns": {each.heading: each.field for each in proposal.columns},
    }


def progress() -> Callable[[int], None] | None:
    """Return what tells a person at a terminal how many rows were read, or None where nobody watches."""
    if not (sys.stderr and sys.stderr.isatty()):
        return None

    def tell_rows(rows: int) -> None:
        if rows and rows % ROWS_BETWEEN_WORDS == 0:
            sys.stderr.write(f"{rows:,} rows read\n")

    return tell_rows


def _list(heading: str, lines: Iterable[str]) -> None:
    given = list(lines)
    if given:
        say(f"  {heading}:", *(f"    {line}" for line in given[:MOST_SHOWN]))
    if len(given) > MOST_SHOWN:
        say(f"    and {len(given) - MOST_SHOWN:,} more; --json with --dry-run tells them all")


def _changes(change: RecordChange) -> list[str]:
    labels = {each.name: each.told.label for each in fields_of(KINDS[change.kind])}
    where = f"row {change.row}: {change.title}"
    return [
        f"{where}: {labels.get(each.field, each.field)}: {_short(each.before)} -> {_short(each.after)}"
        for each in change.fields
    ]


def _short(value: Any) -> str:
    if isinstance(value, datetime):
        return moment_in_words(value)
    return "blank" if value in (None, "", ()) else str(value)


def _held(held: Held) -> str:
    away = "" if held.metres is None else f", {held.metres:.0f} m away"
    row = f" in row {held.other_row}" if held.other_row else ""
    return f"row {held.row}: {held.title} is like {held.other_title}{row} ({held.likeness} in 100{away})"
