"""Merging: two records that are one become one inside a change, with all that pointed to either of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records.erasing import disposals
from wehere_desktop.records.journal import references_to
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wehere_desktop.neighbourhood.contact import ContactRole
    from wehere_desktop.records.beatbook import BeatBook


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which both records say something, and not the same: its name, its label and what either says."""

    name: str
    label: str
    kept: Any
    other: Any
    joins: bool
    """Whether both can stand, one after the other: long texts can."""


def differences(kept: Fact, other: Fact) -> list[Difference]:
    """Return the fields in which two records of a kind contradict each other, in order: somebody has to choose.

    A yes and a no contradict each other; a field that one of them leaves blank is no matter for choice.
    """
    found = []
    for each in fields_of(type(kept)):
        mine, theirs = getattr(kept, each.name), getattr(other, each.name)
        if mine != theirs and not _blank(each, mine) and not _blank(each, theirs):
            joins = each.shape in {"texts", "ids"} or (each.shape == "text" and each.told.limit > _LINE)
            found.append(Difference(each.name, each.told.label, mine, theirs, joins))
    return found


_LINE = 1000
"""Characters beyond which a field is for notes, so that those of both can stand under one another."""


def joined(difference: Difference) -> Any:
    """Return what a field holds where both are to stand: the kept one's first."""
    if isinstance(difference.kept, tuple):
        return tuple(dict.fromkeys((*difference.kept, *difference.other)))
    return f"{difference.kept}\n\n{difference.other}"


def merge(book: BeatBook, kind: str, kept: str, other: str, *, choose: Mapping[str, Any] | None = None) -> Fact:
    """Make one of two records of a kind inside the open change, and return the one that is left, as it then is.

    Whatever refers to the other refers to the kept one afterwards. Blank fields of the kept are filled from the other;
    `choose` says, by field, what is to stand where they differ, and the kept one's stands where it says nothing.
    Refused if the two are one and the same, or either was erased or is gone.
    """
    if kept == other:
        raise Refusal("That is one and the same record.", remedy="Choose another one beside it.", kind="same")
    section = book.section(kind)
    first, second = section.get(kept), section.get(other)
    if any(each.kind == kind and each.record in {kept, other} for each in disposals(book.db)):
        raise Refusal(
            f"One of the two was erased, and an erased {first.words.lower()} cannot be merged.",
            remedy="What was erased stays as it is.",
            kind="erased",
        )
    for where, record in references_to(book.db, KINDS[kind], other):
        _turn(book, where, record, kind, other, kept)
    section.remove(other)
    left: Fact = section.amend(kept, **{**_filled(first, second), **dict(choose or {})})
    return left


def merge_contacts(book: BeatBook, kept: str, other: str, *, choose: Mapping[str, Any] | None = None) -> Fact:
    """Make one of two people as `merge` does; a role both held at a place at one time becomes one role."""
    left = merge(book, "contact", kept, other, choose=choose)
    for role in book.contact_roles.of_contact(kept):
        if book.contact_roles.find(role.id) is None:
            continue
        for twin in book.contact_roles.of_contact(kept):
            if twin.id > role.id and _same_role(role, twin):
                book.contact_roles.remove(twin.id)
                role = book.contact_roles.amend(role.id, **_both(role, twin))  # noqa: PLW2901 - grows with each twin
    return left


def _turn(book: BeatBook, kind: type[Fact], record: str, to: str, other: str, kept: str) -> None:
    """Let each field of a record that names the other name the kept one, once."""
    section = book.section(kind.kind)
    fact = section.get(record)
    turned: dict[str, Any] = {}
    for each in fields_of(kind):
        if each.told.refers != to:
            continue
        value = getattr(fact, each.name)
        if each.shape == "ids" and other in value:
            turned[each.name] = tuple(dict.fromkeys(kept if link == other else link for link in value))
        elif value == other:
            turned[each.name] = kept
    if turned:
        section.amend(record, **turned)


def _filled(first: Fact, second: Fact) -> dict[str, Any]:
    """Return what the second says where the first says nothing."""
    return {
        each.name: getattr(second, each.name)
        for each in fields_of(type(first))
        if _blank(each, getattr(first, each.name)) and not _blank(each, getattr(second, each.name))
    }


def _blank(each: FieldFacts, value: Any) -> bool:
    """Say whether a field holds nothing; a no is an answer, and so is a choice."""
    if each.shape in {"yes_no", "choice"}:
        return False
    return value in ("", None, ()) or (each.shape == "whole" and value == 0)


def _same_role(one: ContactRole, other: ContactRole) -> bool:
    return (
        one.place == other.place
        and one.duty is other.duty
        and one.role.casefold() in {other.role.casefold(), ""}
        and not _ends_before(one.ends, other.starts)
        and not _ends_before(other.ends, one.starts)
    )


def _ends_before(ends: date | None, starts: date | None) -> bool:
    return ends is not None and starts is not None and ends < starts


def _both(one: ContactRole, other: ContactRole) -> dict[str, Any]:
    """Return the span of two roles as one, unsaid where either is unsaid; published only if both may be."""
    starts = None if one.starts is None or other.starts is None else min(one.starts, other.starts)
    ends = None if one.ends is None or other.ends is None else max(one.ends, other.ends)
    return {
        "role": one.role or other.role,
        "starts": starts,
        "ends": ends,
        "publishable": one.publishable and other.publishable,
    }


def merged_label(kept: Fact, other: Fact) -> str:
    """Return the label of the change that makes one of two records."""
    if title_of(kept) == title_of(other):
        return f"Merge two records of {title_of(kept)}"
    return f"Merge {title_of(other)} into {title_of(kept)}"
