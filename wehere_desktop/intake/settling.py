"""What becomes of rows held back as possible duplicates, once the user has said: still held, new, or the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.intake.proposal import NewRecord, RecordChange, RowTold
from wehere_desktop.neighbourhood.contact import ContactRole
from wehere_desktop.neighbourhood.force import Beat
from wehere_desktop.neighbourhood.place import Place
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.intake.declaration import Duplicates
    from wehere_desktop.intake.proposal import Came, Held, Proposal
    from wehere_desktop.neighbourhood.fact import Fact

    Answers = Duplicates | Mapping[int, Duplicates]


def settled(proposal: Proposal, duplicates: Answers) -> Proposal:
    """Return the proposal with its rows held back still held, brought in as new, or written on what they resemble.

    One answer is for every such row; a mapping answers row by row, and a row it does not name stays held. Rows that
    speak of one and the same record held back share the first answer given for any of them.
    """
    answers = _answers(proposal, duplicates)
    if not answers:
        return proposal
    as_new = [held for held in proposal.duplicates if answers.get(held.row) == "new"]
    rows = {row for row, answer in answers.items() if answer == "match"}
    as_match = [held for held in _weighed(proposal, rows) if held.row in rows]
    proposal = replace(proposal, duplicates=tuple(held for held in proposal.duplicates if held.row not in answers))
    return _matched(_brought_as_new(proposal, as_new), as_match)


def sharing_an_answer(duplicates: Iterable[Held]) -> dict[int, tuple[int, ...]]:
    """Return for each row held back the rows that speak of the same record and so share its answer, itself among them.

    Most rows stand alone.
    """
    by_record: dict[str, list[int]] = {}
    for held in duplicates:
        by_record.setdefault(held.as_new.facts[0].id, []).append(held.row)
    return {row: tuple(rows) for rows in by_record.values() for row in rows}


def _answers(proposal: Proposal, duplicates: Answers) -> dict[int, Duplicates]:
    """Return the answer to each row held back that is answered; refused if one of them is none."""
    given = duplicates if isinstance(duplicates, Mapping) else dict.fromkeys(_rows(proposal), duplicates)
    for answer in given.values() if isinstance(duplicates, Mapping) else [duplicates]:
        if answer not in {"hold", "new", "match"}:
            raise Refusal(
                f"“{answer}” is not an answer to possible duplicates.",
                remedy="Say hold, new or match.",
                kind="bad-answer",
            )
        if answer == "new" and proposal.matches_only:
            raise Refusal(
                f"A row of “{proposal.file.name}” that is held back cannot be new: it belongs to a record there is.",
                remedy="Say match, or hold to leave it out.",
                kind="bad-answer",
            )
    found: dict[int, Duplicates] = {}
    for row, rows in sharing_an_answer(proposal.duplicates).items():
        answer = next((given[each] for each in rows if each in given), "hold")
        if answer != "hold":
            found[row] = answer
    return found


def _rows(proposal: Proposal) -> list[int]:
    return [held.row for held in proposal.duplicates]


def _weighed(proposal: Proposal, rows: set[int]) -> tuple[Held, ...]:
    """Return the rows held back as they stand if only these are matches.

    What a row writes goes on from the rows before it that resemble the same place, so it is said anew where one of
    those is not a match after all.
    """
    others = {held.other for held in proposal.duplicates if held.row in rows}
    mixed = any(held.other in others and held.row not in rows for held in proposal.duplicates)
    return proposal.rematch(rows) if mixed and proposal.rematch is not None else proposal.duplicates


def _brought_as_new(proposal: Proposal, duplicates: list[Held]) -> Proposal:
    if not duplicates:
        return proposal
    found = {held.as_new.facts[0].id: held.as_new for held in reversed(duplicates)}
    first = {record.row for record in found.values()}
    # Further rows of a place that is held back already add nothing to it any more.
    came: dict[int, tuple[Came, str]] = {
        held.row: ("new" if held.row in first else "unchanged", held.as_new.facts[0].id) for held in duplicates
    }
    new = tuple(sorted([*proposal.new, *found.values()], key=lambda each: each.row))
    return _told_anew(replace(proposal, new=new), came)


def _matched(proposal: Proposal, duplicates: list[Held]) -> Proposal:
    new = {record.facts[0].id: record for record in proposal.new}
    changed = {change.id: change for change in proposal.changed}
    confirmed = {change.id: change for change in proposal.confirmed}
    came: dict[int, tuple[Came, str]] = {}
    for held in duplicates:
        match = held.as_match
        if match is None:
            came[held.row] = "unchanged", held.other
            continue
        came[held.row] = ("changed" if match.fields or match.also else "unchanged"), held.other
        if held.other in new:
            new[held.other] = _amended(new[held.other], match)
        else:
            confirmed.pop(held.other, None)
            changed[held.other] = _after(changed.get(held.other), match)
    proposal = replace(
        proposal,
        new=tuple(new.values()),
        changed=tuple(changed.values()),
        confirmed=tuple(confirmed.values()),
    )
    return _told_anew(proposal, came)


def _told_anew(proposal: Proposal, came: dict[int, tuple[Came, str]]) -> Proposal:
    """Return the proposal with counts and rows told, once these rows, held back before, came to something else."""
    counts = proposal.counts
    for what, _ in came.values():
        counts = replace(counts, **{what: getattr(counts, what) + 1, "duplicate": counts.duplicate - 1})
    told = tuple(
        RowTold(each.row, came[each.row][0], each.title, came[each.row][1]) if each.row in came else each
        for each in proposal.told
    )
    return replace(proposal, counts=counts, told=told)


def _after(earlier: RecordChange | None, match: RecordChange) -> RecordChange:
    """Return what is written on a record once a row more is matched with it.

    What a row writes on a place or a beat holds what the rows before it wrote; on a person the row's own alone.
    """
    if earlier is None or match.kind in {Place.kind, Beat.kind}:
        return match
    filled = {change.field for change in earlier.fields}
    fields = (*earlier.fields, *(change for change in match.fields if change.field not in filled))
    return replace(earlier, fields=fields, also=_roles([*earlier.also, *match.also]))


def _amended(record: NewRecord, match: RecordChange) -> NewRecord:
    first = record.facts[0]
    place = match.kind == Place.kind
    # A person's blank that another row has filled meanwhile is no blank any more.
    fields = {
        change.field: change.after for change in match.written if place or getattr(first, change.field) == change.before
    }
    return replace(record, facts=(replace(first, **fields), *_roles([*record.facts[1:], *match.also])))


def _roles(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the records that come with a person, one role at each place."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        kept.setdefault(fact.place if isinstance(fact, ContactRole) else fact.id, fact)
    return tuple(kept.values())
