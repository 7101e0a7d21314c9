"""What the search box shows: hits gathered under the kinds they are of, each leading to the record that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wehere_desktop.wording import short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wehere_desktop.records.beatbook import BeatBook
    from wehere_desktop.records.search import Hit

HEADINGS = {
    "place": "Places",
    "contact": "People",
    "officer": "Officers",
    "beat": "Beats",
    "lpu": "Local Policing Units",
    "priority": "Priorities",
    "meeting": "Meetings",
    "visit": "Visits",
    "concern": "Concerns",
}
# Records that have no page of their own are shown on that of what they belong to.
BELONGS_TO = {"contact_role": ("contact", "contact"), "priority_update": ("priority", "priority")}
# Of one kind beside others; more would push the others out of sight
MOST_OF_A_KIND = 6
_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
NEAR = "Spelt nearly so"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a heading, or a record with the kind and id it leads to."""

    title: str
    context: str = ""
    kind: str = ""
    record: str = ""

    @property
    def is_heading(self) -> bool:
        """Say whether this is a heading."""
        return not self.kind


def grouped(hits: Sequence[Hit], book: BeatBook, can_open: Collection[str]) -> list[Line]:
    """Return the hits under the headings of their kinds, kinds in the order in which their best hit came."""
    found: dict[str, list[Line]] = {}
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        kind, record = _leads_to(hit, book)
        if kind not in can_open or kind not in HEADINGS or (kind, record) in seen:
            continue
        seen.add((kind, record))
        found.setdefault(kind, []).append(Line(hit.title or "(no title)", _readable(hit.context), kind, record))
    lines: list[Line] = []
    most = MOST_OF_A_KIND if len(found) > 1 else len(hits)
    for kind, group in found.items():
        lines += [Line(HEADINGS[kind]), *group[:most]]
    return lines


def with_near(lines: Sequence[Line], near: Sequence[Hit], book: BeatBook, can_open: Collection[str]) -> list[Line]:
    """Return the lines with those spelt nearly so after them, none twice."""
    known = {(line.kind, line.record) for line in lines}
    more = [line for line in grouped(near, book, can_open) if not line.is_heading]
    more = [line for line in more if (line.kind, line.record) not in known]
    return [*lines, *([Line(NEAR), *more] if more else [])]


def _readable(context: str) -> str:
    """Return what tells a hit from others as people write it: a day in words, a capital to begin with."""
    words = _DAY.sub(_day_in_words, context)
    return words[:1].upper() + words[1:]


def _day_in_words(found: re.Match[str]) -> str:
    try:
        return short_day(date.fromisoformat(found[0]))
    except ValueError:
        # Not a day after all, such as 31 February in somebody's title
        return found[0]


def _leads_to(hit: Hit, book: BeatBook) -> tuple[str, str]:
    if hit.kind not in BELONGS_TO:
        return hit.kind, hit.id
    kind, field = BELONGS_TO[hit.kind]
    fact = book.section(hit.kind).find(hit.id)
    return kind, getattr(fact, field) if fact is not None else ""
