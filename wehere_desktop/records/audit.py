"""The audit: a chain of lines saying who did what and when, by kind and id and never by text."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.rows import instant_from
from wehere_desktop.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.records.database import Database

FIRST_LINK = "0" * 64
Link = tuple[int, str]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the chain; `change` is the number of the change it stands for, None for reading and printing."""

    seq: int
    at: datetime
    by: str
    laptop: str
    what: str
    kind: str
    record: str
    change: int | None
    digest: str


def digest_of(touched: Iterable[tuple[str, str]]) -> str:
    """Return the fingerprint (SHA-256) of the kinds and ids a change touched, whatever their order."""
    lines = "\n".join(f"{kind} {record}" for kind, record in sorted(touched))
    return fingerprint(lines.encode())


def _hash(fields: list[object], before: str) -> str:
    return fingerprint(json.dumps([*fields, before], ensure_ascii=False).encode())


def add_line(
    db: Database,
    *,
    at: str,
    by: str,
    laptop: str,
    what: str,
    kind: str = "",
    record: str = "",
    change: int | None = None,
    digest: str = "",
    after: Link | None = None,
) -> Link:
    """Add a line to the chain and return its link; it carries the fingerprint of the line before it.

    `after` is the last line's link where the caller knows it.
    """
    last = after or db.conn.execute('SELECT "seq", "hash" FROM "audit" ORDER BY "seq" DESC LIMIT 1').fetchone()
    seq, before = (last[0] + 1, last[1]) if last else (1, FIRST_LINK)
    fields: list[object] = [seq, at, by, laptop, what, kind, record, change, digest]
    link = (seq, _hash(fields, before))
    db.conn.execute('INSERT INTO "audit" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', (*fields, link[1]))
    return link


def lines(db: Database) -> list[AuditLine]:
    """Return the whole chain, oldest first."""
    found = db.execute(
        'SELECT "seq", "at", "by", "laptop", "what", "kind", "record", "change", "digest" FROM "audit" ORDER BY "seq"'
    )
    return [AuditLine(row[0], instant_from(row[1]), *row[2:]) for row in found]


def broken_links(db: Database) -> list[str]:
    """Return one sentence for each place where the chain does not hold; none if it is whole."""
    found: list[str] = []
    before, expected = FIRST_LINK, 1
    for row in db.execute('SELECT * FROM "audit" ORDER BY "seq"'):
        fields, kept = list(row[:-1]), row[-1]
        if fields[0] != expected:
            found.append(f"Audit line {expected} is missing.")
        if _hash(fields, before) != kept:
            found.append(f"Audit line {fields[0]} does not follow from the line before it.")
        before, expected = kept, fields[0] + 1
    touched: dict[int, list[tuple[str, str]]] = {}
    for change, kind, record in db.execute('SELECT "change", "kind", "record" FROM "journal"'):
        touched.setdefault(change, []).append((kind, record))
    audited = dict(db.execute('SELECT "change", "digest" FROM "audit" WHERE "change" IS NOT NULL').fetchall())
    for (seq,) in db.execute('SELECT "seq" FROM "change" ORDER BY "seq"').fetchall():
        if audited.pop(seq, None) != digest_of(touched.get(seq, [])):
            found.append(f"Change {seq} and its audit line do not agree.")
    found.extend(f"Audit line for change {seq} has no change." for seq in audited)
    return found
