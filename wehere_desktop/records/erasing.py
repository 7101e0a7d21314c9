"""Erasing: a record's values blanked for good in the book, its journal and its search, and noted for any restore."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.attachment import Attachment
from wehere_desktop.neighbourhood.fact import Fact, FieldFacts, fields_of, title_of
from wehere_desktop.records.database import rows
from wehere_desktop.records.journal import ERASED_LABEL
from wehere_desktop.records.rows import empty_raw
from wehere_desktop.records.whole_file import write_whole
from wehere_desktop.records.words import words_of_name

if TYPE_CHECKING:
    from pathlib import Path

    from wehere_desktop.records.change import Change
    from wehere_desktop.records.database import Database
    from wehere_desktop.records.section import Section

DISPOSAL_FILE = "disposal.json"
ERASED = "Erased"


@dataclass(frozen=True, slots=True)
class Disposal:
    """A record that was erased: its kind and id, never what it said."""

    kind: str
    record: str


class Erasable(Protocol):
    """What erasing again needs of a book."""

    db: Database

    def section(self, kind: str) -> Section[Any]:
        """Return the section of a kind."""

    def erase(self, kind: str, record: str, *, reason: str) -> None:
        """Erase one record."""


def is_blanked(each: FieldFacts) -> bool:
    """Say whether erasing blanks this field: texts and positions go; links, dates, counts and choices stay."""
    return (each.shape in ("text", "texts") and not each.told.refers) or each.shape == "number"


def _blanks(fact: Fact) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fields_of(type(fact)):
        if is_blanked(each):
            needs_words = each.told.required and each.shape == "text"
            found[each.name] = ERASED if needs_words else empty_raw(each)
    return found


def erase(db: Database, change: Change, fact: Fact, *, reason: str) -> None:
    """Blank a record inside an open change, with every earlier value in the journal, and register the disposal."""
    kind, record = type(fact), fact.id
    gone = {each.name for each in fields_of(kind) if is_blanked(each)}
    titles = {each.name for each in fields_of(kind) if each.told.search == "title"}
    names = {title_of(fact)}
    for seq, fields in rows(
        db, 'SELECT "change", "fields" FROM "journal" WHERE "record" = ? AND "kind" = ?', (record, kind.kind)
    ):
        pairs = json.loads(fields)
        names.update(value for title in titles & pairs.keys() for value in pairs[title] or () if value)
        kept = {name: None if name in gone else pair for name, pair in pairs.items()}
        db.execute(
            'UPDATE "journal" SET "fields" = ? WHERE "change" = ? AND "kind" = ? AND "record" = ?',
            (json.dumps(kept, separators=(",", ":")), seq, kind.kind, record),
        )
        db.execute(
            'UPDATE "change" SET "label" = ?2, "erased" = 1 WHERE "seq" = ?1 OR "target" = ?1', (seq, ERASED_LABEL)
        )
    # The label of a change to another record may quote a name as well: a visit's says whom it was to
    for name in filter(None, names):
        db.execute('UPDATE "change" SET "label" = ? WHERE instr("label", ?)', (ERASED_LABEL, name))
        db.execute('DELETE FROM "draft" WHERE instr("title", ?1) OR instr("body", ?1)', (name,))
    db.execute('DELETE FROM "draft" WHERE instr("body", ?)', (record,))
    change.erase(fact, _blanks(fact))
    if isinstance(fact, Attachment):
        db.execute(
            'DELETE FROM "attachment_content" WHERE "fingerprint" = ?1 '
            'AND NOT EXISTS (SELECT 1 FROM "attachment" WHERE "fingerprint" = ?1)',
            (fact.fingerprint,),
        )
    change.forget = {word for name in names for word in words_of_name(name)}
    db.execute(
        'INSERT OR REPLACE INTO "disposal" ("kind", "record", "at", "by", "reason") VALUES (?, ?, ?, ?, ?)',
        (kind.kind, record, change.at, change.by, reason),
    )


def disposals(db: Database) -> list[Disposal]:
    """Return what the book's own register says was erased."""
    return [Disposal(*row) for row in rows(db, 'SELECT "kind", "record" FROM "disposal" ORDER BY "at", "record"')]


def note_disposal(folder: Path, db: Database) -> None:
    """Write the ids of everything erased beside the book, so that restoring an older copy can erase them again."""
    write_disposals(folder, [*read_disposals(folder), *disposals(db)])


def write_disposals(folder: Path, entries: list[Disposal]) -> None:
    """Write the note beside a book anew, each entry once; no note is made where there is nothing to say."""
    known = {(each.kind, each.record) for each in entries}
    if known or (folder / DISPOSAL_FILE).exists():
        content = [{"kind": kind, "record": record} for kind, record in sorted(known)]
        write_whole(folder / DISPOSAL_FILE, (json.dumps(content, indent=2) + "\n").encode())


def read_disposals(folder: Path) -> list[Disposal]:
    """Return what the note beside a book says was erased; nothing if there is no note or it cannot be read."""
    try:
        content = json.loads((folder / DISPOSAL_FILE).read_text(encoding="utf-8"))
        return [Disposal(str(each["kind"]), str(each["record"])) for each in content]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def apply_disposals(book: Erasable, entries: list[Disposal]) -> int:
    """Erase again, in a restored book, what had been erased since its copy was made; return how many records."""
    done = {(each.kind, each.record) for each in disposals(book.db)}
    again = [each for each in entries if (each.kind, each.record) not in done]
    erased = 0
    for each in again:
        if book.section(each.kind).find(each.record) is not None:
            book.erase(each.kind, each.record, reason="Erased before; the copy that was restored still held it")
            erased += 1
    return erased
