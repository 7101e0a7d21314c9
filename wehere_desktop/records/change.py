"""A change: the only way to write, which keeps record, journal, audit and search in step or leaves all untouched."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, once_per_kind
from wehere_desktop.records.journal_text import EXISTS, Fields, entry_text, fields_in, is_held, new_entry
from wehere_desktop.records.rows import (
    Raw,
    columns_of,
    empty_raw,
    fact_from_raw,
    fact_from_row,
    instant_text,
    link_table,
    raw_of,
    raw_values,
)
from wehere_desktop.records.words import one_letter_less, searched_texts, words_of_titles
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wehere_desktop.records.database import Database

AT_ONCE = 500
"""Ids or words asked for, and records placed in the index, in one go."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one change touched: its number, label, author and the ids touched of each kind."""

    seq: int
    label: str
    by: str
    what: str
    ids: dict[str, frozenset[str]]

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of record that were touched."""
        return frozenset(self.ids)


_Searched = tuple[str, str, str]
"""Title, other words and context under which a record is found."""


class Change:
    """An open change. Records are written as they come; journal and search follow in one go when it closes."""

    def __init__(self, db: Database, *, seq: int, at: str, by: str) -> None:
        """Open change number `seq`, made at an instant (as kept) by an officer id."""
        self._execute = db.conn.execute
        self._executemany = db.conn.executemany
        self.seq = seq
        self.at = at
        self.by = by
        self.forget: set[str] | None = None
        # What is new stays as text, which takes a third of the room, until it is touched again
        self._fields: dict[tuple[str, str], Fields | str] = {}
        self._was: dict[tuple[str, str], Fact | None] = {}
        self._is: dict[tuple[str, str], Fact | None] = {}

    @property
    def touched(self) -> dict[str, frozenset[str]]:
        """Return the ids touched so far, by kind."""
        found: dict[str, set[str]] = {}
        for (kind, record), fields in self._fields.items():
            if fields:
                found.setdefault(kind, set()).add(record)
        return {kind: frozenset(ids) for kind, ids in found.items()}

    def insert(self, facts: Sequence[Fact], *, created: Mapping[str, str] | None = None) -> None:
        """Write new records, all of one kind; `created` keeps by id the earlier instants of those that come back."""
        if not facts:
            return
        kind = type(facts[0])
        laid = columns_of(kind)
        own = laid.own_places
        rows = []
        for fact in facts:
            _refuse_broken(fact)
            born = (created or {}).get(fact.id) or self.at
            values = raw_values(fact)
            kept = values if own is None else [values[place] for place in own]
            rows.append((fact.id, *kept, born, self.at, self.by))
            self._note_new(kind, fact, new_entry(kind, values, born))
        self._executemany(laid.insert, rows)
        for each in laid.links:
            self._link(kind, each, [(fact.id, getattr(fact, each.name)) for fact in facts])

    def update(self, before: Fact, wanted: Raw) -> bool:
        """Write those of the wanted raw values that differ from the record as it is kept; say whether any did."""
        kind, record = type(before), before.id
        old = raw_of(before)
        differing = {name: value for name, value in wanted.items() if old[name] != value}
        if not differing:
            return False
        # What an erased record is linked to stays for the count, and may be merged into another
        if not differing.keys() <= _links_of(kind):
            self._refuse_erased(before)
        after = fact_from_raw(kind, record, old | differing)
        _refuse_broken(after, unless=before)
        own = {each.name for each in columns_of(kind).own}
        sets = "".join(f'"{name}" = ?, ' for name in differing if name in own)
        values = [value for name, value in differing.items() if name in own]
        self._execute(
            f'UPDATE "{kind.kind}" SET {sets}"changed" = ?, "by" = ? WHERE "id" = ?',
            (*values, self.at, self.by, record),
        )
        for each in columns_of(kind).links:
            if each.name in differing:
                self._execute(f'DELETE FROM "{link_table(kind, each.name)}" WHERE "from" = ?', (record,))
                self._link(kind, each, [(record, differing[each.name])])
        self._note(kind.kind, record, before, after, {name: [old[name], value] for name, value in differing.items()})
        return True

    def delete(self, kind: type[Fact], record: str) -> bool:
        """Take a record away, keeping all it held in the journal; say whether it was there."""
        before = self._read(kind, record)
        if before is None:
            return False
        self.delete_all(kind, [before])
        return True

    def delete_all(self, kind: type[Fact], facts: Sequence[Fact]) -> None:
        """Take records of one kind away, given as they are kept, keeping all they held in the journal."""
        erased = {
            record for (record,) in self._execute('SELECT "record" FROM "disposal" WHERE "kind" = ?', (kind.kind,))
        }
        for before in facts:
            if before.id in erased:
                raise _was_erased(before)
        for each in columns_of(kind).links:
            sql = f'DELETE FROM "{link_table(kind, each.name)}" WHERE "from" = ?'
            self._executemany(sql, [(before.id,) for before in facts])
        self._executemany(f'DELETE FROM "{kind.kind}" WHERE "id" = ?', [(before.id,) for before in facts])
        for before in facts:
            born = instant_text(before.created) if before.created is not None else None
            fields: Fields = {EXISTS: [1, 0], "created": [born, None]}
            fields |= {name: [raw, None] for name, raw in raw_of(before).items() if is_held(name, raw, kind)}
            self._note(kind.kind, before.id, before, None, fields)

    def erase(self, before: Fact, blanks: Raw) -> None:
        """Write the blanks over a record without keeping what they cover, and take it out of the search index."""
        kind, record = type(before), before.id
        self._refuse_erased(before)
        sets = "".join(f'"{name}" = ?, ' for name in blanks)
        self._execute(
            f'UPDATE "{kind.kind}" SET {sets}"changed" = ?, "by" = ? WHERE "id" = ?',
            (*blanks.values(), self.at, self.by, record),
        )
        self._note(kind.kind, record, before, None, {name: [None, value] for name, value in blanks.items()})

    def _refuse_erased(self, fact: Fact) -> None:
        found = self._execute(
            'SELECT 1 FROM "disposal" WHERE "kind" = ? AND "record" = ?', (fact.kind, fact.id)
        ).fetchone()
        if found is not None:
            raise _was_erased(fact)

    def reverse(self, kind: type[Fact], record: str, fields: Fields, *, forwards: bool) -> None:
        """Write what one journal entry says of a record that stays, backwards for an undo or forwards for a redo."""
        side = 1 if forwards else 0
        before = self._read(kind, record)
        if before is None:
            raise KeyError(record)
        values = {name: pair[side] for name, pair in fields.items() if pair is not None}
        self.update(before, {name: self._or_empty(kind, name, value) for name, value in values.items()})

    def put_back(self, kind: type[Fact], entries: Sequence[tuple[str, Fields]], *, side: int) -> None:
        """Write records of one kind again, each as that side of the pairs of its journal entry has it."""
        facts: list[Fact] = []
        created: dict[str, str] = {}
        for record, fields in entries:
            values = {name: pair[side] for name, pair in fields.items() if pair is not None and name != EXISTS}
            created[record] = values.pop("created", None) or ""
            facts.append(fact_from_raw(kind, record, values))
        self.insert(facts, created=created)

    @staticmethod
    def _or_empty(kind: type[Fact], name: str, value: Any) -> Any:
        if value is not None:
            return value
        return next(empty_raw(each) for each in fields_of(kind) if each.name == name)

    def _read(self, kind: type[Fact], record: str) -> Fact | None:
        row = self._execute(f'{columns_of(kind).select} WHERE "{kind.kind}"."id" = ?', (record,)).fetchone()
        return fact_from_row(kind, row) if row is not None else None

    def _link(self, kind: type[Fact], each: FieldFacts, pairs: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._executemany(
            f'INSERT INTO "{link_table(kind, each.name)}" ("from", "to", "position") VALUES (?, ?, ?)',
            [(record, to, position) for record, links in pairs for position, to in enumerate(links)],
        )

    def _note_new(self, kind: type[Fact], fact: Fact, entry: str) -> None:
        key = (kind.kind, fact.id)
        if key in self._fields:
            self._note(kind.kind, fact.id, None, fact, fields_in(entry))
            return
        self._was[key] = None
        self._is[key] = fact
        self._fields[key] = entry

    def _note(self, kind: str, record: str, before: Fact | None, after: Fact | None, fields: Fields) -> None:
        key = (kind, record)
        self._was.setdefault(key, before)
        self._is[key] = after
        kept = self._fields.get(key)
        if kept is None:
            self._fields[key] = fields
            return
        if isinstance(kept, str):
            kept = self._fields[key] = fields_in(kept)
        for name, pair in fields.items():
            earlier = kept.get(name)
            if earlier is None or pair is None:
                kept[name] = pair
            elif earlier[0] == pair[1] and name != "created":
                del kept[name]
            else:
                kept[name] = [earlier[0], pair[1]]
        if EXISTS not in kept and set(kept) <= {"created"}:
            kept.clear()

    def close(self) -> None:
        """Write journal and search for everything touched; called once, before the change is committed."""
        entries = (
            (self.seq, kind, record, fields if isinstance(fields, str) else entry_text(fields))
            for (kind, record), fields in self._fields.items()
            if fields
        )
        self._executemany('INSERT INTO "journal" ("change", "kind", "record", "fields") VALUES (?, ?, ?, ?)', entries)
        self._index()

    def _index(self) -> None:
        gone, moved = self._moved_in_index()
        self._take_from_index(gone)
        words: set[str] = set()
        fresh = self._fresh_in_index(moved)
        while part := list(islice(fresh, AT_ONCE)):
            self._place_in_index(part)
            words |= words_of_titles((kind, title) for kind, _, title, _, _ in part)
        if words:
            _learn_names(self._execute, self._executemany, words)
        if self.forget is not None:
            forget_names(self._execute, self.forget)
            # What was deleted lingers in the index until its parts are merged into one
            self._execute('INSERT INTO "search" ("search") VALUES (\'optimize\')')

    def _moved_in_index(self) -> tuple[list[tuple[str, str]], dict[tuple[str, str], _Searched]]:
        """Return of the records that were there before which leave the index, and how those stand that enter it."""
        gone: list[tuple[str, str]] = []
        moved: dict[tuple[str, str], _Searched] = {}
        for key, before in self._was.items():
            if before is None:
                continue
            after = self._is[key]
            was = searched_texts(before)
            now = searched_texts(after) if after is not None else None
            if was == now:
                continue
            if was is not None:
                gone.append(key)
            if now is not None:
                moved[key] = now
        return gone, moved

    def _fresh_in_index(self, moved: Mapping[tuple[str, str], _Searched]) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield what enters the index, in the order in which it was touched."""
        for key, after in self._is.items():
            now = moved.get(key)
            if after is not None and self._was[key] is None:
                now = searched_texts(after)
            if now is not None:
                yield (*key, *now)

    def _place_in_index(self, fresh: list[tuple[str, str, str, str, str]]) -> None:
        columns = '"kind", "record", "title", "words", "context"'
        if len(fresh) == 1:
            row = self._execute(f'INSERT INTO "search" ({columns}) VALUES (?, ?, ?, ?, ?)', fresh[0]).lastrowid
            placed = [(row, *fresh[0][:2])]
        else:
            (last,) = self._execute('SELECT coalesce(max(rowid), 0) FROM "search"').fetchone()
            rows = [(last + step, *each) for step, each in enumerate(fresh, start=1)]
            self._executemany(f'INSERT INTO "search" (rowid, {columns}) VALUES (?, ?, ?, ?, ?, ?)', rows)
            placed = [each[:3] for each in rows]
        self._executemany('INSERT INTO "search_row" ("row", "kind", "record") VALUES (?, ?, ?)', placed)

    def _take_from_index(self, gone: list[tuple[str, str]]) -> None:
        if len(gone) == 1:
            self.unindex(*gone[0])
            return
        by_kind: dict[str, list[str]] = {}
        for kind, record in gone:
            by_kind.setdefault(kind, []).append(record)
        for kind, records in by_kind.items():
            for start in range(0, len(records), AT_ONCE):
                part = records[start : start + AT_ONCE]
                marks = ", ".join("?" * len(part))
                where = f'FROM "search_row" WHERE "kind" = ? AND "record" IN ({marks})'
                self._execute(f'DELETE FROM "search" WHERE rowid IN (SELECT "row" {where})', (kind, *part))
                self._execute(f"DELETE {where}", (kind, *part))

    def unindex(self, kind: str, record: str) -> None:
        """Take a record out of the search index."""
        found = self._execute(
            'DELETE FROM "search_row" WHERE "kind" = ? AND "record" = ? RETURNING "row"', (kind, record)
        ).fetchone()
        if found is not None:
            self._execute('DELETE FROM "search" WHERE rowid = ?', found)


def _was_erased(fact: Fact) -> Refusal:
    return Refusal(
        f"This {fact.words.lower()} was erased and cannot be changed.", remedy="Add a new one.", kind="erased"
    )


def _learn_names(execute: Any, executemany: Any, words: set[str]) -> None:
    """Keep the near spellings of words of names not met before.

    A word no longer used stays, since finding that out at each change would cost more than a suggestion that leads
    nowhere; erasing takes it out.
    """
    asked, fresh = sorted(words), set(words)
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        marks = ", ".join("?" * len(part))
        known = execute(f'SELECT "word" FROM "name_word" WHERE "word" IN ({marks})', part).fetchall()
        fresh.difference_update(word for (word,) in known)
    if fresh:
        executemany('INSERT INTO "name_word" ("word") VALUES (?)', [(word,) for word in sorted(fresh)])
        executemany(
            'INSERT INTO "name_near" ("near", "word") VALUES (?, ?)',
            [(near, word) for word in sorted(fresh) for near in sorted(one_letter_less(word))],
        )


def forget_names(execute: Any, words: set[str]) -> None:
    """Take out those words of names that no title holds any more."""
    for word in sorted(words):
        held = execute('SELECT 1 FROM "search" WHERE "search" MATCH ? LIMIT 1', (f'{{title}} : "{word}"',))
        if held.fetchone() is None:
            execute('DELETE FROM "name_word" WHERE "word" = ?', (word,))
            execute('DELETE FROM "name_near" WHERE "word" = ?', (word,))


@once_per_kind
def _links_of(kind: type[Fact]) -> frozenset[str]:
    return frozenset(each.name for each in fields_of(kind) if each.told.refers)


def _refuse_broken(fact: Fact, *, unless: Fact | None = None) -> None:
    """Refuse a record that breaks a rule between its fields, save one that was broken before and is none of this."""
    broken = fact.broken_rules()
    if broken:
        before = {each.kind for each in unless.broken_rules()} if unless is not None else frozenset()
        for refusal in broken:
            if refusal.kind not in before:
                raise refusal
