"""The journal: what each change did to each field, read back as history, and turned round by undo and redo."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, fields_of, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records.change import AT_ONCE, Change
from wehere_desktop.records.database import rows
from wehere_desktop.records.journal_text import EXISTS, Fields
from wehere_desktop.records.rows import EMPTY, columns_of, fact_from_row, instant_from, link_table, raw_of
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wehere_desktop.records.database import Database

ERASED_LABEL = "(erased)"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change to one record: when (UTC), by which officer id, the change's label, and each field's before and after.

    `what` is do, make (not undoable), undo, redo or erase; the field named `*` says whether the record was there.
    Values are as kept; None in place of a pair means that the values were erased.
    """

    seq: int
    at: datetime
    by: str
    laptop: str
    label: str
    what: str
    fields: dict[str, tuple[Any, Any] | None]


@dataclass(frozen=True, slots=True)
class Reversible:
    """A change that an undo or a redo would act on: its number and label."""

    seq: int
    label: str


def history_of(db: Database, kind: str, record: str) -> list[HistoryEntry]:
    """Return every change to one record, oldest first."""
    found = rows(
        db,
        'SELECT c."seq", c."at", c."by", c."laptop", c."label", c."what", j."fields" FROM "journal" j '
        'JOIN "change" c ON c."seq" = j."change" WHERE j."record" = ? AND j."kind" = ? ORDER BY c."seq"',
        (record, kind),
    )
    return [
        HistoryEntry(
            seq,
            instant_from(at),
            by,
            laptop,
            label,
            what,
            {name: tuple(pair) if pair is not None else None for name, pair in json.loads(fields).items()},
        )
        for seq, at, by, laptop, label, what, fields in found
    ]


_UNDONE = (
    'coalesce((SELECT u."what" FROM "change" u WHERE u."target" = c."seq" ORDER BY u."seq" DESC LIMIT 1), \'redo\')'
)


def next_to_undo(db: Database, *, by: str, laptop: str) -> Reversible | None:
    """Return the latest change of this person on this laptop that stands, or None. Erased changes are passed over."""
    found = rows(
        db,
        f'SELECT c."seq", c."label" FROM "change" c WHERE c."by" = ? AND c."laptop" = ? AND c."what" = \'do\' '
        f'AND c."erased" = 0 AND {_UNDONE} = \'redo\' ORDER BY c."seq" DESC LIMIT 1',
        (by, laptop),
    )
    return Reversible(*found[0]) if found else None


def next_to_redo(db: Database, *, by: str, laptop: str) -> Reversible | None:
    """Return the change this person undid last on this laptop, unless they have done something else since, or None."""
    found = rows(
        db,
        'SELECT c."seq", c."label" FROM "change" u JOIN "change" c ON c."seq" = u."target" '
        'WHERE u."what" = \'undo\' AND u."by" = ? AND u."laptop" = ? AND c."erased" = 0 '
        'AND u."seq" = (SELECT max(v."seq") FROM "change" v WHERE v."target" = c."seq") '
        'AND NOT EXISTS (SELECT 1 FROM "change" d WHERE d."what" = \'do\' AND d."by" = u."by" '
        'AND d."laptop" = u."laptop" AND d."seq" > u."seq") ORDER BY u."seq" DESC LIMIT 1',
        (by, laptop),
    )
    return Reversible(*found[0]) if found else None


def reverse(db: Database, target: Reversible, change: Change, *, forwards: bool) -> None:
    """Write the target's entries backwards (undo) or forwards (redo) inside an open change.

    Refuses, naming it, if a later change that still stands touched the same field.
    """
    entries = [
        (kind, record, json.loads(fields))
        for kind, record, fields in rows(
            db, 'SELECT "kind", "record", "fields" FROM "journal" WHERE "change" = ?', (target.seq,)
        )
    ]
    found = _Found.of(db, target, entries)
    for kind, record, fields in entries:
        _refuse_if_touched_since(found, target, kind, record, fields, forwards=forwards)
    order = list(KINDS)
    # Records that refer to others go first when taken away and last when put back
    entries.sort(key=lambda entry: order.index(entry[0]), reverse=not forwards)
    leaving = {(kind, record) for kind, record, _ in entries}
    there = 1 if forwards else 0
    for (name, exists), some in groupby(entries, key=lambda entry: (entry[0], entry[2].get(EXISTS))):
        kind, alike = KINDS[name], [(record, fields) for _, record, fields in some]
        if exists is None:
            for record, fields in alike:
                change.reverse(kind, record, fields, forwards=forwards)
        elif exists[there]:
            change.put_back(kind, alike, side=there)
        else:
            _refuse_if_referred_to(db, target, kind, [record for record, _ in alike], leaving)
            change.delete_all(kind, [found.now[name, record] for record, _ in alike])


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the records of some entries, asked for many at once: how they are now, and what touched them."""

    now: dict[tuple[str, str], Fact]
    touching: dict[tuple[str, str], list[tuple[int, str, str, int]]]

    @classmethod
    def of(cls, db: Database, target: Reversible, entries: list[tuple[str, str, Fields]]) -> _Found:
        now: dict[tuple[str, str], Fact] = {}
        touching: dict[tuple[str, str], list[tuple[int, str, str, int]]] = {}
        by_kind: dict[str, list[str]] = {}
        for kind, record, _ in entries:
            by_kind.setdefault(kind, []).append(record)
        for name, records in by_kind.items():
            laid = KINDS[name]
            for part, marks in _parts(records):
                select = f'{columns_of(laid).select} WHERE "{name}"."id" IN ({marks})'
                now.update(((name, row[0]), fact_from_row(laid, row)) for row in rows(db, select, part))
                for record, *other in rows(
                    db,
                    f'SELECT j."record", c."seq", c."label", j."fields", c."what" = \'erase\' OR {_UNDONE} = \'redo\' '
                    'FROM "journal" j JOIN "change" r ON r."seq" = j."change" '
                    'JOIN "change" c ON c."seq" = coalesce(r."target", r."seq") '
                    f'WHERE j."record" IN ({marks}) AND j."kind" = ? AND c."seq" <> ? ORDER BY j."change" DESC',
                    (*part, name, target.seq),
                ):
                    touching.setdefault((name, record), []).append((other[0], other[1], other[2], other[3]))
        return cls(now, touching)


def _parts(records: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a long row of ids in parts, each with as many question marks."""
    for start in range(0, len(records), AT_ONCE):
        part = tuple(records[start : start + AT_ONCE])
        yield part, ", ".join("?" * len(part))


def _refuse_if_touched_since(
    found: _Found, target: Reversible, kind: str, record: str, fields: Fields, *, forwards: bool
) -> None:
    """Refuse if a later change that stands touched the same, or if the record is not as the target left or found it."""
    touching = [
        (seq, label, stands)
        for seq, label, others, stands in found.touching.get((kind, record), ())
        if EXISTS in fields or not {EXISTS, *fields}.isdisjoint(json.loads(others))
    ]
    later = next((label for seq, label, stands in touching if seq > target.seq and stands), None)
    if later is None and not _is_as_expected(found.now.get((kind, record)), fields, forwards=forwards):
        later = touching[0][1] if touching else target.label
    if later is not None:
        again = "done again" if forwards else "taken back"
        raise Refusal(
            f"“{target.label}” cannot be {again}, because “{later}” came in between and changed the same thing.",
            remedy="Undo that one first, or change the record by hand.",
            kind="touched-since",
        )


def _is_as_expected(fact: Fact | None, fields: Fields, *, forwards: bool) -> bool:
    side = 0 if forwards else 1
    expected = {name: pair[side] for name, pair in fields.items() if pair is not None and name != "created"}
    if not expected.pop(EXISTS, 1):
        return fact is None
    if fact is None:
        return False
    now = raw_of(fact)
    return all(now[name] == value or (now[name] in EMPTY and value in EMPTY) for name, value in expected.items())


def _refuse_if_referred_to(
    db: Database, target: Reversible, kind: type[Fact], records: list[str], leaving: set[tuple[str, str]]
) -> None:
    for other, where in references_to(db, kind, *records):
        if (other.kind, where) in leaving:
            continue
        row = db.execute(f'{columns_of(other).select} WHERE "{other.kind}"."id" = ?', (where,)).fetchone()
        name = title_of(fact_from_row(other, row)) or other.words
        history = history_of(db, other.kind, where)
        label = history[-1].label if history else name
        raise Refusal(
            f"“{target.label}” cannot be taken back, because “{label}” came after it and depends on it.",
            remedy="Undo that one first.",
            kind="touched-since",
        )


def references_to(db: Database, kind: type[Fact], *records: str) -> list[tuple[type[Fact], str]]:
    """Return kind and id of every record that names one of these, once for each field it does so in."""
    found: list[tuple[type[Fact], str]] = []
    for other in KINDS.values():
        for each in fields_of(other):
            if each.told.refers != kind.kind:
                continue
            for part, marks in _parts(list(records)):
                if each.shape == "ids":
                    sql = f'SELECT "from" FROM "{link_table(other, each.name)}" WHERE "to" IN ({marks})'
                else:
                    sql = f'SELECT "id" FROM "{other.kind}" WHERE "{each.name}" IN ({marks})'
                found.extend((other, where) for (where,) in rows(db, sql, part))
    return found


def replayed(db: Database) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what the journal alone says is in the book: each record that is there, with its fields as kept."""
    state: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, record, fields in db.execute('SELECT "kind", "record", "fields" FROM "journal" ORDER BY "change"'):
        pairs: Fields = json.loads(fields)
        there = pairs.pop(EXISTS, None)
        if there == [0, 1]:
            state[kind, record] = {}
        if there == [1, 0]:
            del state[kind, record]
            continue
        state[kind, record].update({name: pair[1] for name, pair in pairs.items() if pair is not None})
    return state
