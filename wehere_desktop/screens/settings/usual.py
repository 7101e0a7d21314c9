"""The days between contacts that each kind of place usually wants: checked as typed, and written as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.place import FREQUENCY_OTHERWISE, USUAL_FREQUENCY, PlaceKind
from wehere_desktop.neighbourhood.usual_frequency import LONGEST_FREQUENCY, UsualFrequency
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wehere_desktop.records.beatbook import BeatBook


def ours(kind: PlaceKind) -> int:
    """Return the days the program takes for a kind where the team says nothing else."""
    return USUAL_FREQUENCY.get(kind, FREQUENCY_OTHERWISE)


def days_typed(kind: PlaceKind, typed: str) -> int:
    """Return the days typed for a kind, 0 for an empty field; raises a Refusal pinned to the kind."""
    words = typed.strip().removesuffix("days").strip()
    if not words:
        return 0
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= LONGEST_FREQUENCY):
        raise Refusal(
            "No number of days.",
            # Short enough for one line of the narrow column it stands in
            remedy=f"Give 1 to {LONGEST_FREQUENCY:,}.",
            field=kind.value,
            kind="out-of-range",
        )
    return int(words)


def keep_usual(book: BeatBook, wanted: Mapping[PlaceKind, int]) -> int:
    """Write the days of each kind, 0 for the program's own; return for how many kinds something is new."""
    held = {each.place_kind: each for each in book.usual_frequencies.all()}
    new = 0
    for kind, days in wanted.items():
        there = held.get(kind)
        if days == (there.days if there is not None else 0):
            continue
        new += 1
        if there is None:
            book.usual_frequencies.add(UsualFrequency(id=book.world.new_id(), place_kind=kind, days=days))
        elif days:
            book.usual_frequencies.amend(there.id, days=days)
        else:
            book.usual_frequencies.remove(there.id)
    return new
