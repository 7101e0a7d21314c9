"""What becomes of rows held back as possible duplicates, once the user has said: still held, new, or the same place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from wehere_desktop.intake.declaration import Duplicates
    from wehere_desktop.intake.proposal import NewRecord, Proposal, RecordChange
    from wehere_desktop.neighbourhood.fact import Fact


def settled(proposal: Proposal, duplicates: Duplicates) -> Proposal:
    """Return the proposal with every row held back still held, brought in as new, or written on what it resembles."""
    if duplicates == "hold" or not proposal.duplicates:
        return proposal
    if duplicates == "new":
        return _as_new(proposal)
    if duplicates == "match":
        return _as_matches(proposal)
    raise Refusal(
        f"“{duplicates}” is not an answer to possible duplicates.", remedy="Say hold, new or match.", kind="bad-answer"
    )


def _as_new(proposal: Proposal) -> Proposal:
    found = {held.as_new.facts[0].id: held.as_new for held in reversed(proposal.duplicates)}
    new = sorted([*proposal.new, *found.values()], key=lambda each: each.row)
    counts = replace(
        proposal.counts,
        new=proposal.counts.new + len(found),
        # Further rows of a place that is held back already add nothing to it any more.
        unchanged=proposal.counts.unchanged + proposal.counts.duplicate - len(found),
        duplicate=0,
    )
    return replace(proposal, new=tuple(new), duplicates=(), counts=counts)


def _as_matches(proposal: Proposal) -> Proposal:
    new = {record.facts[0].id: record for record in proposal.new}
    changed = {change.id: change for change in proposal.changed}
    confirmed = {change.id: change for change in proposal.confirmed}
    counts = proposal.counts
    for held in proposal.duplicates:
        match = held.as_match
        counts = replace(counts, duplicate=counts.duplicate - 1)
        if match is None:
            counts = replace(counts, unchanged=counts.unchanged + 1)
            continue
        if match.fields or match.also:
            counts = replace(counts, changed=counts.changed + 1)
        else:
            counts = replace(counts, unchanged=counts.unchanged + 1)
        if held.other in new:
            new[held.other] = _amended(new[held.other], match)
        else:
            confirmed.pop(held.other, None)
            earlier = changed.get(held.other)
            changed[held.other] = replace(match, also=(*(earlier.also if earlier else ()), *match.also))
    return replace(
        proposal,
        new=tuple(new.values()),
        changed=tuple(changed.values()),
        confirmed=tuple(confirmed.values()),
        duplicates=(),
        counts=counts,
    )


def _amended(record: NewRecord, match: RecordChange) -> NewRecord:
    fields = {change.field: change.after for change in match.written}
    first: Fact = replace(record.facts[0], **fields)
    return replace(record, facts=(first, *record.facts[1:], *match.also))
