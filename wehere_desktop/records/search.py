"""Search over everything: by the beginnings of words at once, and by near spellings of names a moment later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.records.database import rows
from wehere_desktop.records.words import (
    NAMED_KINDS,
    SHORTEST_NEAR,
    folded,
    one_letter_less,
    query_of,
    sound,
    typed_words,
)

if TYPE_CHECKING:
    from wehere_desktop.records.database import Database
FIRST_LOOK = 300
NEAR_WORDS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: its kind, id and title, and a few words that tell it from others of that title."""

    kind: str
    id: str
    title: str
    context: str


def find(db: Database, text: str, *, limit: int = 30) -> list[Hit]:
    """Return the first hits for what was typed so far, unranked, quick enough for every keystroke.

    Every word must occur in the record, each as the beginning of a word. Text without any letter or figure is looked
    for as it stands.
    """
    query = query_of(text)
    if not query:
        return _as_it_stands(db, sound(text).strip(), limit)
    found = rows(
        db, 'SELECT "kind", "record", "title", "context" FROM "search" WHERE "search" MATCH ? LIMIT ?', (query, limit)
    )
    return [Hit(*row) for row in found]


def find_ranked(db: Database, text: str, *, limit: int = 30) -> list[Hit]:
    """Return the best hits: names that begin as typed, then other titles with the words, then the rest.

    Of each sort the first 300 are looked at, since ordering every hit of a short beginning would be felt.
    """
    query = query_of(text)
    if not query:
        return _as_it_stands(db, sound(text).strip(), limit)
    sql = 'SELECT "kind", "record", "title" FROM "search" WHERE "search" MATCH ? LIMIT ?'
    titled = rows(db, sql, (f"{{title}} : ({query})", FIRST_LOOK))
    typed = folded(sound(text).strip())
    titled.sort(key=lambda hit: _rank(hit[0], hit[2], typed))
    found = titled[:limit]
    if len(found) < limit:
        known = {hit[:2] for hit in found}
        others = rows(db, sql, (query, FIRST_LOOK))
        found += [hit for hit in others if hit[:2] not in known][: limit - len(found)]
    return _with_context(db, found)


def _rank(kind: str, title: str, typed: str) -> tuple[bool, bool, bool, int, str]:
    name = folded(title)
    return (name != typed, not name.startswith(typed), kind not in NAMED_KINDS, len(name), name)


def find_near(db: Database, text: str, *, limit: int = 30) -> list[Hit]:
    """Return the hits for near spellings of the names typed: one slip a word, nearest first; exact hits left out."""
    query = query_of(text)
    near_query = _near_query(db, text)
    if not near_query:
        return []
    exact = rows(db, 'SELECT rowid FROM "search" WHERE "search" MATCH ? LIMIT ?', (query, FIRST_LOOK)) if query else []
    known = {row for (row,) in exact}
    found = rows(
        db,
        'SELECT rowid, "kind", "record", "title" FROM "search" WHERE "search" MATCH ? LIMIT ?',
        (f"{{title}} : ({near_query})", limit + len(known)),
    )
    return _with_context(db, [row[1:] for row in found if row[0] not in known][:limit])


def _near_query(db: Database, text: str) -> str:
    """Return a full-text query in which each word may be one of the known words of names it is near to."""
    parts = []
    any_near = False
    for word in typed_words(text):
        choices = [f'"{word}"*']
        if len(word) >= SHORTEST_NEAR and word.isalpha():
            near = near_words(db, word)
            any_near = any_near or bool(near)
            choices += [f'"{each}"' for each in near]
        parts.append(f"({' OR '.join(choices)})")
    return " AND ".join(parts) if any_near else ""


def near_words(db: Database, word: str) -> list[str]:
    """Return the words of names one slip away from a folded word."""
    # Loaded when first needed, which is never at start
    from rapidfuzz.distance import OSA

    forms = sorted(one_letter_less(word))
    marks = ", ".join("?" * len(forms))
    found = rows(
        db,
        f'SELECT DISTINCT "word" FROM "name_near" WHERE "near" IN ({marks}) ORDER BY "word"',
        tuple(forms),
    )
    # Sharing a form with a letter left out allows two slips at different ends, so the distance is asked as well
    close = [near for (near,) in found if near != word and OSA.distance(near, word, score_cutoff=1) <= 1]
    return close[:NEAR_WORDS]


def _as_it_stands(db: Database, text: str, limit: int) -> list[Hit]:
    if not text:
        return []
    found = rows(
        db,
        'SELECT "kind", "record", "title" FROM "search" WHERE instr("title", ?1) OR instr("words", ?1) LIMIT ?2',
        (text, limit),
    )
    return _with_context(db, found)


# What tells one hit from another of the same title, asked for each hit shown so that it is never out of date
_CONTEXT = {
    "place": """
        SELECT p."id", p."place_kind" || coalesce(', ' || nullif(p."town", ''), '') || coalesce(', ' || b."name", '')
        FROM "place" p LEFT JOIN "beat" b ON b."id" = p."beat" WHERE p."id" IN""",
    "contact": """
        SELECT c."id", coalesce((SELECT r."role" || ', ' || p."name" FROM "contact_role" r
        JOIN "place" p ON p."id" = r."place" WHERE r."contact" = c."id" ORDER BY r."id" LIMIT 1), c."organisation")
        FROM "contact" c WHERE c."id" IN""",
    "contact_role": """
        SELECT r."id", c."name" || ', ' || p."name" FROM "contact_role" r JOIN "contact" c ON c."id" = r."contact"
        JOIN "place" p ON p."id" = r."place" WHERE r."id" IN""",
    "officer": """
        SELECT "id", "rank" || coalesce(' ' || nullif("number", ''), '') FROM "officer" WHERE "id" IN""",
    "beat": """
        SELECT b."id", b."police_id" || ', ' || l."name"
        FROM "beat" b JOIN "lpu" l ON l."id" = b."lpu" WHERE b."id" IN""",
    "visit": """
        SELECT v."id", v."on" || coalesce(', ' || (SELECT p."name" FROM "visit_places" l
        JOIN "place" p ON p."id" = l."to"
        WHERE l."from" = v."id" ORDER BY l."position" LIMIT 1), '') FROM "visit" v WHERE v."id" IN""",
    "meeting": """
        SELECT m."id", substr(m."starts", 1, 10) || ', ' || b."name"
        FROM "meeting" m JOIN "beat" b ON b."id" = m."beat" WHERE m."id" IN""",
    "priority": """
        SELECT p."id", p."life" || ', ' || b."name"
        FROM "priority" p JOIN "beat" b ON b."id" = p."beat" WHERE p."id" IN""",
    "priority_update": """
        SELECT u."id", u."on" || ', ' || p."title"
        FROM "priority_update" u JOIN "priority" p ON p."id" = u."priority" WHERE u."id" IN""",
    "concern": """
        SELECT c."id", c."raised_on" || ', ' || b."name"
        FROM "concern" c JOIN "beat" b ON b."id" = c."beat" WHERE c."id" IN""",
    "reported_figure": """
        SELECT f."id", b."name" FROM "reported_figure" f JOIN "beat" b ON b."id" = f."beat" WHERE f."id" IN""",
}


def _with_context(db: Database, found: list[tuple[str, str, str]]) -> list[Hit]:
    by_kind: dict[str, list[str]] = {}
    for kind, record, _ in found:
        by_kind.setdefault(kind, []).append(record)
    told: dict[tuple[str, str], str] = {}
    for kind, records in by_kind.items():
        if kind in _CONTEXT:
            marks = ", ".join("?" * len(records))
            asked = rows(db, f"{_CONTEXT[kind]} ({marks})", tuple(records))
            told.update(((kind, record), words or "") for record, words in asked)
    return [Hit(kind, record, title, told.get((kind, record), "")) for kind, record, title in found]
