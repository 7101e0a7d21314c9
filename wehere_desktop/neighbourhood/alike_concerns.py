"""Alike concerns: which of those on the book are about the same thing, by the words in common and by metres apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from wehere_desktop.neighbourhood.ground import Position, metres_between

if TYPE_CHECKING:
    from wehere_desktop.neighbourhood.concern import Concern

Of = TypeVar("Of")

NEAR_METRES = 250.0
"""How near two concerns lie that may be one; a short street. Ours."""
LIKE_ENOUGH = 50
"""Likeness, of 100, from which a concern is pointed out. Ours, set on the practice book's concerns."""
LIKE_ENOUGH_NEARBY = 25
"""Likeness from which one that lies near is pointed out. Ours."""
_ONE_WORD = 40
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ings", "ing", "ers", "ies", "ed", "es", "er", "s", "y")
_SHORTEST_STEM = 4
_NOISE_WORDS = """
the and for are was were not but you your our out all any can had has have his her they them their there here this that
these those with from about into over under again always never every each some when what where who why how would will
could should does did done get gets got been being just very much more most too also than then people person somebody
nobody everyone anyone road street lane one two three still keep keeps please police officer officers because like
really want wants need needs near round around along past
"""
_NOISE = frozenset(_NOISE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Alike(Generic[Of]):
    """Something about the same thing: how like its words are (to 100) and how far off in metres, if that is known."""

    of: Of
    likeness: int
    metres: float | None = None


@lru_cache(maxsize=20_000)
def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, without accents, capitals and endings."""
    bare = text.casefold().replace("’", "").replace("'", "")
    if not bare.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each))
    return frozenset(_stem(each) for each in _WORD.findall(bare) if len(each) >= _SHORTEST and each not in _NOISE)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return stem
    return word


def likeness(one: str, other: str) -> int:
    """Return how like two texts are by their telling words, from 0 to 100; one word alone is never the same thing.

    It is the share of the shorter text's words that the longer has, so that it does not fall while a person types on.
    """
    ours, theirs = telling_words(one), telling_words(other)
    in_common = len(ours & theirs)
    if not in_common:
        return 0
    share = round(100 * in_common / min(len(ours), len(theirs)))
    return share if in_common > 1 else min(share, _ONE_WORD)


def words_of(concern: Concern) -> str:
    """Return the text by which a concern is compared: what was said, in both wordings, and where."""
    return " ".join(filter(None, (concern.said, concern.you_said, concern.whereabouts)))


def alike(
    text: str, position: Position | None, others: Iterable[tuple[Of, str, Position | None]], *, limit: int = 5
) -> list[Alike[Of]]:
    """Return those of the others that are about the same thing, the likeliest first, each given with its words.

    One is pointed out when its words are like enough, or, where both have a position within `NEAR_METRES`, a little
    alike; without any text all that lie near are.
    """
    wanted = telling_words(text)
    found = []
    for of, words, at in others:
        metres = metres_between(position, at) if position is not None and at is not None else None
        like = likeness(text, words) if wanted else 0
        near = metres is not None and metres <= NEAR_METRES
        if like >= LIKE_ENOUGH or (near and (like >= LIKE_ENOUGH_NEARBY or not wanted)):
            found.append(Alike(of, like, metres))
    found.sort(key=_rank)
    return found[:limit]


def _rank(each: Alike[Of]) -> tuple[float, float]:
    near = each.metres is not None and each.metres <= NEAR_METRES
    return (-(each.likeness + (50 if near else 0)), each.metres if each.metres is not None else NEAR_METRES)
