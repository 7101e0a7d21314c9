"""Checking: whether the book's file, links, journal, audit and search all agree, said in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.neighbourhood.fact import fields_of, title_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records.audit import broken_links
from wehere_desktop.records.database import rows
from wehere_desktop.records.journal import replayed
from wehere_desktop.records.rows import EMPTY, columns_of, empty_raw, fact_from_row, instant_text, raw_of
from wehere_desktop.records.words import name_words, one_letter_less, searched_texts

if TYPE_CHECKING:
    from wehere_desktop.records.database import Database
FEW = 20


def check(db: Database) -> list[str]:
    """Return one sentence for each thing found wrong, at most twenty of a sort; none if the book is sound."""
    found = [f"The file is damaged: {words}." for (words,) in rows(db, "PRAGMA cipher_integrity_check")[:FEW]]
    if found:
        return found
    found += [
        f"The file is damaged: {words}." for (words,) in rows(db, "PRAGMA integrity_check")[:FEW] if words != "ok"
    ]
    found += [
        f"A {table.replace('_', ' ')} refers to a {parent.replace('_', ' ')} that is not there."
        for table, _, parent, _ in rows(db, "PRAGMA foreign_key_check")[:FEW]
    ]
    if found:
        return found
    return [*_records_and_journal(db), *broken_links(db)[:FEW], *_search(db)]


def _records_and_journal(db: Database) -> list[str]:
    found: list[str] = []
    expected = replayed(db)
    for name, kind in KINDS.items():
        # A field that came with a later step is not in the history of what was there before it
        empty = {each.name: empty_raw(each) for each in fields_of(kind)}
        for row in rows(db, columns_of(kind).select):
            fact = fact_from_row(kind, row)
            said = expected.pop((name, fact.id), None)
            if said is None:
                found.append(f"A {kind.words.lower()} ({fact.id}) is in the book without any history.")
                continue
            kept = raw_of(fact) | {"created": instant_text(fact.created) if fact.created else None}
            differing = [
                field
                for field, value in kept.items()
                if said.get(field, empty.get(field)) != value and not (said.get(field) in EMPTY and value in EMPTY)
            ]
            if differing:
                found.append(f"A {kind.words.lower()} ({fact.id}) differs from its history in {', '.join(differing)}.")
    found.extend(
        f"A {kind.replace('_', ' ')} ({record}) has a history but is not in the book." for kind, record in expected
    )
    return found[:FEW]


def _search(db: Database) -> list[str]:
    found: list[str] = []
    indexed = {
        (kind, record): (title, words, context)
        for kind, record, title, words, context in rows(
            db,
            'SELECT r."kind", r."record", s."title", s."words", s."context" FROM "search_row" r '
            'JOIN "search" s ON s.rowid = r."row" AND s."record" = r."record"',
        )
    }
    (in_index,) = rows(db, 'SELECT count(*) FROM "search"')[0]
    if in_index != len(indexed):
        found.append("The search index holds entries that no record owns.")
    names: set[str] = set()
    erased = set(rows(db, 'SELECT "kind", "record" FROM "disposal"'))
    for name, kind in KINDS.items():
        for row in rows(db, columns_of(kind).select):
            fact = fact_from_row(kind, row)
            if (name, fact.id) in erased:
                if (name, fact.id) in indexed:
                    found.append(f"An erased {kind.words.lower()} ({fact.id}) can still be found by searching.")
                continue
            names |= name_words(fact)
            if indexed.pop((name, fact.id), None) != searched_texts(fact):
                found.append(f"A {kind.words.lower()} “{title_of(fact)}” is not found under what it says now.")
    known = {word for (word,) in rows(db, 'SELECT "word" FROM "name_word"')}
    if names - known:
        found.append("Some names in the book have no near spellings.")
    near = {(form, word) for word in known for form in one_letter_less(word)}
    if near != set(rows(db, 'SELECT "near", "word" FROM "name_near"')):
        found.append("The near spellings of names are incomplete.")
    return found[:FEW]
