"""What a visit sheet says of one place, in finished words; an internal paper, so it may name people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NOBODY_KNOWN = "Nobody by name yet: ask whom to speak to, and who is their deputy."
NO_VISITS = "No contact has been logged yet."
NO_PROMISES = "Nothing is promised and still to keep."
NOBODY_NAMED = "Nobody is named for it."


@dataclass(frozen=True, slots=True)
class KnownThere:
    """Somebody with a role at the place: their name, role and duty, and how to reach them."""

    name: str
    role: str
    reach: str
    key_individual: bool = False


@dataclass(frozen=True, slots=True)
class LastVisit:
    """A contact that was logged: the day and manner, by whom, whom they saw, and what was said and learnt."""

    when: str
    by: str
    seen: str
    purpose: str
    said: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise or a query that is open: what, how it stands (“3 days late”, “9 h left”), and who sees to it."""

    what: str
    stands: str
    who: str
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """Everything a visit sheet says of a place. An empty text or tuple means that there is nothing to say."""

    place: str
    under: str
    address: str
    reach: str
    due: str
    every: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    named: tuple[str, ...]
    known: tuple[KnownThere, ...]
    gaps: tuple[str, ...]
    visits: tuple[LastVisit, ...]
    earlier: int
    promises: tuple[Owed, ...]
    queries: tuple[Owed, ...]
    made: str
    practice: bool

    def as_text(self) -> str:
        """Return the whole sheet as plain text that a person can read and a test can compare, line by line."""
        return "\n".join(_lines(self)) + "\n"


def _lines(sheet: VisitSheet) -> Iterator[str]:
    if sheet.practice:
        yield "[practice]"
    yield sheet.place
    yield from (words for words in (sheet.under, sheet.address, sheet.reach) if words)
    yield f"Next contact {sheet.due} (wanted {sheet.every})"
    for warning in sheet.warnings:
        yield f"WARNING: {warning}"
    for note in sheet.notes:
        yield f"Note: {note}"
    yield "## Who we know there"
    for known in sheet.known:
        mark = " (KIN)" if known.key_individual else ""
        yield f"- {known.name}{mark} | {known.role} | {known.reach}"
    if not sheet.known:
        yield NOBODY_KNOWN
    yield from sheet.gaps
    yield "## Named for it"
    yield from sheet.named or (NOBODY_NAMED,)
    yield "## Last contacts"
    for visit in sheet.visits:
        yield f"- {visit.when} | {visit.by} | {visit.seen} | {visit.purpose}"
        yield f"  {visit.said}"
    if not sheet.visits:
        yield NO_VISITS
    if sheet.earlier:
        yield f"and {sheet.earlier} earlier"
    for heading, owed in (("## Promised, still to keep", sheet.promises), ("## Asked, waiting", sheet.queries)):
        yield heading
        for each in owed:
            yield f"- {each.what} | {each.stands} | {each.who}"
    yield sheet.made
