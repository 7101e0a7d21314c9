"""Words to search by: how text is cut into words, and which near spellings of a name lead to it."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import Fact, fields_of, once_per_kind, title_of
from wehere_desktop.records.tidy_facts import Values, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMED_KINDS = frozenset({"place", "contact", "officer", "beat", "lpu"})
SHORTEST_NEAR = 4
LONGEST_NEAR = 24

_WORD = re.compile(r"\w+", re.UNICODE)


def folded(text: str) -> str:
    """Return text in lower case and without accents, as the search index has it."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def name_words(fact: Fact | None) -> set[str]:
    """Return the words of a record's name that a misspelt word may lead to; none for kinds without a name."""
    return words_of_name(title_of(fact)) if fact is not None and fact.kind in NAMED_KINDS else set()


def words_of_titles(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return the words of `name_words` of many records at once, of each given its kind and title."""
    return words_of_name(" ".join(title for kind, title in found if kind in NAMED_KINDS))


def words_of_name(name: str) -> set[str]:
    """Return the words of a name that a misspelt word may lead to, folded."""
    words = _WORD.findall(folded(name))
    # A number one slip away is another number, not a misspelling
    return {word for word in words if SHORTEST_NEAR <= len(word) <= LONGEST_NEAR and word.isalpha()}


def one_letter_less(word: str) -> set[str]:
    """Return the word and every form of it with one letter left out.

    Two words one slip apart (a letter more, less, other or two swapped) share at least one of these (SymSpell).
    """
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}


def sound(text: str) -> str:
    """Return text without the characters no record can hold, so that asking for them breaks nothing."""
    return text.replace("\x00", " ").encode("utf-8", "ignore").decode()


def query_of(text: str) -> str:
    """Return what was typed as a full-text query: every word must occur, each as a beginning; empty if no words.

    Each piece is quoted, so no sign in it has a meaning to the index.
    """
    pieces = [piece for piece in sound(text).split() if _WORD.search(piece.replace("_", ""))]
    return " ".join(f'"{piece.replace(chr(34), chr(34) * 2)}"*' for piece in pieces)


def typed_words(text: str) -> list[str]:
    """Return the folded words of what was typed, in order."""
    return _WORD.findall(folded(sound(text)))


# The fields that tell one record from another of the same title, kept beside it for a first look without asking more
_CONTEXT = {
    "place": ("place_kind", "town"),
    "contact": ("organisation",),
    "contact_role": ("role",),
    "officer": ("rank", "number"),
    "beat": ("police_id",),
    "visit": ("on",),
    "meeting": ("starts",),
    "priority": ("life",),
    "priority_update": ("on",),
    "concern": ("raised_on",),
}


def searched_texts(fact: Fact) -> tuple[str, str, str] | None:
    """Return the title, the other words and the context under which a record is found; None if nothing is searched."""
    searched = _searched(type(fact))
    if searched is None:
        return None
    values = searched.words(fact)
    words: list[str] = []
    if searched.texts_alone:
        words += filter(None, values)
        values = ()
    for value in values:
        if isinstance(value, tuple):
            words.extend(value)
        elif value:
            words.append(str(value))
    context = ", ".join([shown for value in searched.context(fact) if (shown := _shown(value))])
    return title_of(fact), "\n".join(words), context


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return str(value) if value else ""


@dataclass(frozen=True, slots=True)
class _Searched:
    """The values of one kind that its words and its context are made of; whether the words are of plain texts alone."""

    words: Values
    texts_alone: bool
    context: Values


@once_per_kind
def _searched(kind: type[Fact]) -> _Searched | None:
    fields = [each for each in fields_of(kind) if each.told.search]
    if not fields:
        return None
    words = [each for each in fields if each.told.search == "words"]
    return _Searched(
        values_of(tuple(each.name for each in words)),
        all(each.shape == "text" for each in words),
        values_of(_CONTEXT.get(kind.kind, ())),
    )
