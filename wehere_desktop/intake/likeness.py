"""Whether two places may be one and the same: how like their names are, and how near they lie."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from wehere_desktop.neighbourhood.ground import Position, metres_between
from wehere_desktop.neighbourhood.place import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_METRES = 250.0
"""Beyond this, places of like name are two; schools' own coordinates differ by up to 200 m between editions."""

LIKE_ENOUGH = 84
"""Likeness of sorted names, of 100, from which a row is held back; ours, set on the schools of 2017 and 2026."""

HOLDS_ALL = 90
"""Likeness given to a name that holds all the words of the other and more; ours."""

# Cells of 556 m by at least 540 m south of 61 degrees north, and the reach of 250 m in degrees there, a little more.
_CELLS_NORTH = 200
_CELLS_EAST = 100
_REACH_NORTH = 0.0023
_REACH_EAST = 0.0047
_WIDTH = 1_000_000
_START = 3
_TWO = 2

# Said of too many places to tell one from another; endowment and trust come and go between editions.
_NOISE_WORDS = """
the of and at a an in school schools academy church england ce coe cofe c e rc roman catholic voluntary aided controlled
va vc trust ltd limited plc st saint saints sts
"""
_NOISE = frozenset(_NOISE_WORDS.split())
# Words that make two places, however like the rest, where two names differ in them: infants and juniors share a
# site, as do a church and its hall. Each word stands for something of one sort.
_TELLING: dict[str, tuple[str, str]] = {
    word: (sort, thing)
    for sort, things in {
        "stage": {
            "infant": "infant infants",
            "junior": "junior juniors",
            "primary": "primary",
            "nursery": "nursery preschool",
            "high": "high secondary",
            "college": "college sixth",
        },
        "sex": {"girls": "girls", "boys": "boys"},
        "faith": {"anglican": "england ce cofe coe", "catholic": "catholic rc", "methodist": "methodist"},
        "thing": {"hall": "hall", "pharmacy": "pharmacy chemist", "surgery": "surgery", "library": "library"},
    }.items()
    for thing, words in things.items()
    for word in words.split()
}
_APOSTROPHES = re.compile("['`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}]")
_WORD = re.compile(r"\w+")
_NONE_TELLING: frozenset[tuple[str, str]] = frozenset()
_NO_FIGURES: frozenset[str] = frozenset()
_LEARNING = frozenset({PlaceKind.SCHOOL, PlaceKind.NURSERY, PlaceKind.COLLEGE})
_GATHERING = frozenset({PlaceKind.FAITH_CENTRE, PlaceKind.COMMUNITY_HALL, PlaceKind.YOUTH_CLUB})
_CARING = frozenset({PlaceKind.GP_SURGERY, PlaceKind.HOSPITAL, PlaceKind.CARE_HOME})


class NameWords(NamedTuple):
    """A name made ready for comparing.

    All its words in order, those that matter as one sorted text and as a set, the telling ones among all words, the
    figures, and the beginnings of words under which it is laid and under which it looks for its like.
    """

    plain: str
    text: str
    words: frozenset[str]
    telling: frozenset[tuple[str, str]]
    figures: frozenset[str]
    laid: tuple[str, ...]
    sought: tuple[str, ...]


class Known(NamedTuple):
    """A place as far as it matters for likeness; `row` is the row of the file that brings it, 0 for one on the book."""

    id: str
    title: str
    words: NameWords
    kind: PlaceKind
    postcode: str
    position: Position | None
    row: int = 0


class Alike(NamedTuple):
    """A place that a row resembles: how like the names are (to 100) and how far apart in metres, if that is known."""

    known: Known
    likeness: int
    metres: float | None


def plain_name(name: str) -> str:
    """Return a name as it is compared for being the very same: no capitals, accents or signs, “&” as “and”."""
    bare = _APOSTROPHES.sub("", name.casefold().replace("&", " and "))
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare)).replace("saint ", "st ")


def name_words(name: str) -> NameWords:
    """Return a name made ready for comparing."""
    plain = plain_name(name)
    words = plain.split()
    kept = [word for word in words if word not in _NOISE] or words
    telling = [_TELLING[word] for word in words if word in _TELLING]
    starts = {word[:_START] for word in kept if word not in _TELLING} or {word[:_START] for word in kept}
    figures = [word for word in words if word.isdigit()]
    return NameWords(
        plain,
        " ".join(sorted(kept)),
        frozenset(kept),
        frozenset(telling) if telling else _NONE_TELLING,
        frozenset(figures) if figures else _NO_FIGURES,
        *_laid_and_sought(tuple(sorted(starts))),
    )


@lru_cache(maxsize=16_384)
def _laid_and_sought(starts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return under which of its words' beginnings, sorted, a name is laid, and under which it looks for names like it.

    A short name and any other that is like it share the beginning of one word at least. Two names of three words or
    more share two, and looking for pairs leaves far fewer to compare.
    """
    short = tuple(f"{start} in a short name" for start in starts)
    long = tuple(f"{start} in a long name" for start in starts)
    if len(starts) <= _TWO:
        return short, short + long
    pairs = tuple(map(" ".join, combinations(starts, _TWO)))
    return pairs + long, pairs + short


def like_kinds(one: PlaceKind, other: PlaceKind) -> bool:
    """Say whether two kinds may be two readings of one place: the same, in one family, or one of them unknown."""
    return (
        one is other
        or PlaceKind.OTHER in {one, other}
        or any(one in family and other in family for family in (_LEARNING, _GATHERING, _CARING))
    )


def likeness(one: NameWords, other: NameWords) -> int:
    """Return how like two names are, 0 to 100; 0 where a telling word or a figure makes them two.

    After rapidfuzz's ratio of the sorted words; a name that holds all words of the other (two at least) counts 90.
    """
    # The sieve that most pairs end in comes first: this is asked of every pair of places that lie near.
    score = ratio(one.text, other.text, score_cutoff=LIKE_ENOUGH)
    if not score and not _holds_all(one.words, other.words):
        return 0
    if one.telling != other.telling and _tell_apart(one.telling, other.telling):
        return 0
    if one.figures != other.figures and one.figures and other.figures:
        return 0
    if one.plain == other.plain:
        return 100
    return min(99, round(score)) if score else HOLDS_ALL


def _holds_all(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared > 1 and shared in {len(one), len(other)}


def _tell_apart(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Say whether both names say something of one sort, and nothing they say of it agrees."""
    shared = {sort for sort, _ in one & other}
    return any(sort not in shared for sort in {sort for sort, _ in one} & {sort for sort, _ in other})


class Neighbours:
    """Places laid out by where they lie and how the words of their names begin.

    So a row is compared with the few places that may be the same one, and not with all that lie near.
    """

    def __init__(self) -> None:
        """Begin with no place."""
        self._cells: dict[int, dict[str, list[Known]]] = {}
        self._postcodes: dict[str, list[Known]] = {}

    def add(self, known: Known) -> None:
        """Take in one place."""
        for held in self._lists(known):
            held.append(known)

    def remove(self, known: Known) -> None:
        """Forget one place, given as it was when it was taken in."""
        for held in self._lists(known):
            held[:] = [each for each in held if each.id != known.id]

    def _lists(self, known: Known) -> Iterator[list[Known]]:
        if known.position is not None:
            cell = _row(known.position.lat) + _column(known.position.lon)
            held = self._cells.setdefault(cell, {})
            for start in known.words.laid:
                yield held.setdefault(start, [])
        if known.postcode:
            yield self._postcodes.setdefault(known.postcode, [])

    def most_alike(self, words: NameWords, kind: PlaceKind, postcode: str, position: Position | None) -> Alike | None:
        """Return the place that a row most resembles, or None if it resembles none enough to ask."""
        best: Alike | None = None
        text, own = words.text, words.words
        for known in self.near(words, postcode, position):
            theirs = known.words
            # The sieve of `likeness` once more, without its calls: nearly every pair ends here.
            if not ratio(text, theirs.text, score_cutoff=LIKE_ENOUGH):
                shared = len(own & theirs.words)
                if shared < _TWO or (shared != len(own) and shared != len(theirs.words)):
                    continue
            score = likeness(words, theirs)
            if score < LIKE_ENOUGH or not like_kinds(kind, known.kind):
                continue
            metres = metres_to(position, known)
            if metres is not None and metres > NEAR_METRES and (known.postcode != postcode or not postcode):
                continue
            if best is None or (score, -(metres or 0.0)) > (best.likeness, -(best.metres or 0.0)):
                best = Alike(known, score, metres)
        return best

    def near(self, words: NameWords, postcode: str, position: Position | None) -> list[Known]:
        """Return the places of the postcode, and those round about with a word that begins as one of these does.

        Round about is all within 250 m and some beyond; a place may come more than once.
        """
        found = list(self._postcodes.get(postcode, ())) if postcode else []
        if position is None:
            return found
        # The circle meets the cell of the position and at most three beside it.
        rows = {_row(position.lat - _REACH_NORTH), _row(position.lat + _REACH_NORTH)}
        columns = {_column(position.lon - _REACH_EAST), _column(position.lon + _REACH_EAST)}
        for row in rows:
            for column in columns:
                held = self._cells.get(row + column)
                if held:
                    for start in words.sought:
                        if start in held:
                            found += held[start]
        return found


def metres_to(position: Position | None, known: Known) -> float | None:
    """Return how far a place lies from a position in metres, None if either is not known."""
    if position is None or known.position is None:
        return None
    return metres_between(position, known.position)


def _row(lat: float) -> int:
    return math.floor(lat * _CELLS_NORTH) * _WIDTH


def _column(lon: float) -> int:
    return math.floor(lon * _CELLS_EAST)
