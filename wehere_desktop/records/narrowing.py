"""Narrows a question to some owners or beats, and to words, for the registers that have an owner and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wehere_desktop.records.words import query_of

if TYPE_CHECKING:
    from collections.abc import Collection

_ON_PLACE = '"place" IN (SELECT "id" FROM "place" WHERE "beat" IN ({marks}))'
_WORDS = (
    '("id" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = ?) '
    'OR "place" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = \'place\') '
    'OR "contact" IN (SELECT "record" FROM "search" WHERE "search" MATCH ? AND "kind" = \'contact\'))'
)


def narrow(
    where: list[str], given: list[Any], *, owners: Collection[str], beats: Collection[str], own_beat: bool = False
) -> None:
    """Add to a question that a record be owned by one of some officers or lie at a place of some beats.

    Either is enough where both are given; none of them narrows nothing. `own_beat` counts the record's own beat too.
    """
    whose = []
    if owners:
        whose.append(f'"owner" IN ({_marks(owners)})')
        given += sorted(owners)
    if beats:
        if own_beat:
            whose.append(f'"beat" IN ({_marks(beats)})')
            given += sorted(beats)
        whose.append(_ON_PLACE.format(marks=_marks(beats)))
        given += sorted(beats)
    if whose:
        where.append(f"({' OR '.join(whose)})")


def find_words(where: list[str], given: list[Any], kind: str, text: str) -> bool:
    """Add that words begin words of a record or of the name of its place or person; False if no word was typed."""
    query = query_of(text)
    if not query:
        return False
    where.append(_WORDS)
    named = f"{{title}} : ({query})"
    given += [query, kind, named, named]
    return True


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
