"""The book's form: what the steps lay out is what the facts declare and what the page on book versions says."""

from __future__ import annotations

import re

from tests.real_files import ROOT
from wehere_desktop.neighbourhood.fact import STAMPS, fields_of
from wehere_desktop.neighbourhood.kinds import KINDS
from wehere_desktop.records import BeatBook
from wehere_desktop.records.database import rows
from wehere_desktop.records.rows import link_table
from wehere_desktop.records.steps import known_steps

HOUSE = {
    *("book", "change", "journal", "audit", "disposal", "search_row", "name_word", "name_near"),
    *("draft", "attachment_content", "last_contact"),
}
KEPT = {"place": {"seen"}}
"""What triggers keep in the table of a kind beside its fields."""


def columns(book: BeatBook, table: str) -> dict[str, tuple[str, bool]]:
    """Return the columns of a table: type, and whether they may be empty."""
    return {
        name: (kind, not notnull) for _, name, kind, notnull, _, _ in rows(book.db, f'PRAGMA table_info("{table}")')
    }


def test_that_each_kind_has_a_strict_table_of_just_its_fields(book: BeatBook) -> None:
    strict = {name for _, name, kind, _, _, strict in rows(book.db, "PRAGMA table_list") if strict and kind == "table"}
    types = {
        "text": "TEXT",
        "whole": "INTEGER",
        "number": "REAL",
        "yes_no": "INTEGER",
        "day": "TEXT",
        "instant": "TEXT",
        "choice": "TEXT",
        "texts": "TEXT",
    }
    for name, kind in KINDS.items():
        own = [each for each in fields_of(kind) if each.shape != "ids"]
        laid = columns(book, name)
        assert set(laid) == {each.name for each in own} | set(STAMPS) | KEPT.get(name, set())
        for each in own:
            assert laid[each.name] == (types[each.shape], each.optional or bool(each.told.refers)), (name, each.name)
        assert name in strict


def test_that_every_reference_is_a_foreign_key(book: BeatBook) -> None:
    for name, kind in KINDS.items():
        declared = {
            (each.name, each.told.refers) for each in fields_of(kind) if each.told.refers and each.shape != "ids"
        }
        assert {(row[3], row[2]) for row in rows(book.db, f'PRAGMA foreign_key_list("{name}")')} == declared
        for each in fields_of(kind):
            if each.shape == "ids":
                keys = rows(book.db, f'PRAGMA foreign_key_list("{link_table(kind, each.name)}")')
                assert {(row[3], row[2]) for row in keys} == {("from", name), ("to", each.told.refers)}


def test_that_there_is_no_table_beside_those_of_the_kinds_and_the_house(book: BeatBook) -> None:
    found = {name for _, name, kind, *_ in rows(book.db, "PRAGMA table_list") if kind == "table"}
    links = {link_table(kind, each.name) for kind in KINDS.values() for each in fields_of(kind) if each.shape == "ids"}
    own = {name for name in found if not name.startswith(("sqlite_", "_sqlite"))}
    assert own == set(KINDS) | links | HOUSE


def test_that_the_page_on_book_versions_lists_every_kind_and_field() -> None:
    page = (ROOT / "docs" / "book-versions.md").read_text(encoding="utf-8")
    listed: dict[str, set[str]] = {}
    for line in page.splitlines():
        row = re.fullmatch(r"\| `(\w+)` \| `(\w+)` \|.*", line)
        if row:
            listed.setdefault(row[1], set()).add(row[2])
    assert listed == {name: {each.name for each in fields_of(kind)} for name, kind in KINDS.items()}
    assert f"## Step {known_steps()}" in page


def test_that_every_field_says_who_may_see_it_and_a_kind_with_marked_fields_has_a_mark() -> None:
    for kind in KINDS.values():
        marked = [each for each in fields_of(kind) if each.told.public == "if_marked"]
        assert bool(marked) == bool(kind.mark), kind
        if kind.mark:
            assert next(each for each in fields_of(kind) if each.name == kind.mark).shape == "yes_no"
