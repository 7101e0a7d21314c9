"""A fact: one frozen record of the neighbourhood, whose every field declares what it is and who may see it."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
import unicodedata
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, ClassVar, Literal, TypeVar

from wehere_desktop.frozen import dataclass
from wehere_desktop.refusal import Refusal

if typing.TYPE_CHECKING:
    from collections.abc import Callable

Public = Literal["always", "if_marked", "never"]
Search = Literal["", "title", "words"]
Shape = Literal["text", "whole", "number", "yes_no", "day", "instant", "choice", "texts", "ids"]

SHORT_TEXT = 300
LONG_TEXT = 20_000

# NUL ends a text early in many programs, and half a surrogate pair cannot be written in UTF-8
_CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Told:
    """What one field declares about itself: its label, who may see it, and how it is kept and found.

    `public` is `always`, `if_marked` (only when the record's own mark is set) or `never`, which is the default.
    `refers` names the kind whose id the field holds. `register` says that an open register may fill it.
    `search` says whether its text is a title, other words, or not searched. `limit` is in characters.
    """

    label: str
    public: Public = "never"
    refers: str = ""
    register: bool = False
    search: Search = ""
    required: bool = False
    limit: int = SHORT_TEXT


@dataclass(frozen=True, slots=True)
class FieldFacts:
    """One field of one kind: its name, the shape of its value, its choices if any, and what it declares."""

    name: str
    shape: Shape
    optional: bool
    choices: type[StrEnum] | None
    told: Told
    default: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every kind of record carries: its id (UUIDv7 text) and, once kept, when and by whom it was written.

    `created` and `changed` are UTC instants and `by` an officer id; all three are set by the book alone.
    """

    kind: ClassVar[str] = ""
    words: ClassVar[str] = ""
    mark: ClassVar[str] = ""

    id: str
    created: datetime | None = None
    changed: datetime | None = None
    by: str = ""

    def broken_rules(self) -> list[Refusal]:
        """Return every rule between its fields that this record breaks as it stands; a kind with such rules says so.

        The book keeps no record that breaks one, by whatever order of changes, undo and redo it came to be.
        """
        return []


STAMPS = ("id", "created", "changed", "by")
AnyFact = TypeVar("AnyFact", bound=Fact)
Made = TypeVar("Made")


def once_per_kind(make: Callable[[type[Fact]], Made]) -> Callable[[type[Fact]], Made]:
    """Return the function so that it works once for each kind and remembers what it made."""
    made: dict[type[Fact], Made] = {}

    @wraps(make)
    def remembered(kind: type[Fact]) -> Made:
        if kind not in made:
            made[kind] = make(kind)
        return made[kind]

    return remembered


def told(
    label: str,
    *,
    default: Any = "",
    public: Public = "never",
    refers: str = "",
    register: bool = False,
    search: Search = "",
    required: bool = False,
    limit: int = SHORT_TEXT,
) -> Any:
    """Return a dataclass field that carries its declaration; a field of a fact is made in no other way."""
    declared = Told(label, public, refers, register, search, required, limit)
    return field(default=default, metadata={"told": declared})


def _shape_of(annotation: Any, declared: Told) -> tuple[Shape, bool, type[StrEnum] | None]:
    optional = False
    if isinstance(annotation, types.UnionType):
        kept = [part for part in typing.get_args(annotation) if part is not type(None)]
        optional = len(kept) < len(typing.get_args(annotation))
        (annotation,) = kept
    if typing.get_origin(annotation) is tuple:
        return ("ids" if declared.refers else "texts"), optional, None
    if issubclass(annotation, StrEnum):
        return "choice", optional, annotation
    shapes: dict[type, Shape] = {
        bool: "yes_no",
        int: "whole",
        float: "number",
        str: "text",
        datetime: "instant",
        date: "day",
    }
    return shapes[annotation], optional, None


@once_per_kind
def fields_of(kind: type[Fact]) -> tuple[FieldFacts, ...]:
    """Return what each field of a kind declares, in order, leaving out the four that the book sets itself."""
    hints = typing.get_type_hints(kind)
    found = []
    for each in dataclasses.fields(kind):
        if each.name in STAMPS:
            continue
        declared: Told = each.metadata["told"]
        shape, optional, choices = _shape_of(hints[each.name], declared)
        found.append(FieldFacts(each.name, shape, optional, choices, declared, each.default))
    return tuple(found)


def field_named(kind: type[Fact], name: str) -> FieldFacts:
    """Return what one named field of a kind declares; a KeyError if the kind has no such field."""
    for each in fields_of(kind):
        if each.name == name:
            return each
    raise KeyError(name)


def tidy(text: str) -> str:
    """Return text as it is kept: Unicode NFC, with the white space at both ends taken off."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def title_of(fact: Fact) -> str:
    """Return the words a person knows a record by: its title fields, joined."""
    parts = [str(getattr(fact, name)) for name in _titles(type(fact))]
    return parts[0] if len(parts) == 1 else " ".join(part for part in parts if part)


@once_per_kind
def _titles(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(each.name for each in fields_of(kind) if each.told.search == "title")


def may_be_published(fact: Fact, name: str) -> bool:
    """Say whether one field of this very record may reach the public: always, or marked on the record, else not."""
    declared = field_named(type(fact), name).told.public
    if declared == "if_marked":
        return bool(type(fact).mark) and bool(getattr(fact, type(fact).mark))
    return declared == "always"


def published(fact: Fact, name: str) -> Any:
    """Return one field's value if it may reach the public, else its empty default: the one way to print a fact."""
    return getattr(fact, name) if may_be_published(fact, name) else field_named(type(fact), name).default


def problems(fact: Fact) -> list[Refusal]:
    """Return every reason, each pinned to its field, why a record cannot be kept as it stands.

    Asks only what the declarations say: required fields, lengths in characters, and characters that no file can hold.
    """
    found = []
    for each in _asked_of(type(fact)):
        value = getattr(fact, each.name)
        if not value:
            if each.told.required and value in ("", None, ()):
                found.append(_missing(each))
        elif isinstance(value, str):
            # Nearly every text is short and printable, and is so asked in no time
            if len(value) > each.told.limit or not value.isprintable():
                found.extend(_text_problems(each, value))
        elif isinstance(value, tuple):
            for text in value:
                found.extend(_text_problems(each, text))
    return found


@once_per_kind
def _asked_of(kind: type[Fact]) -> tuple[FieldFacts, ...]:
    texts = ("text", "texts", "ids")
    return tuple(each for each in fields_of(kind) if each.told.required or each.shape in texts)


def _missing(each: FieldFacts) -> Refusal:
    return Refusal(
        f"{each.told.label} is missing.", remedy="Fill it in and try again.", field=each.name, kind="missing"
    )


def _text_problems(each: FieldFacts, text: str) -> list[Refusal]:
    if len(text) > each.told.limit:
        return [
            Refusal(
                f"{each.told.label} is {len(text):,} characters long; at most {each.told.limit:,} can be kept.",
                remedy="Shorten it, or attach it as a document.",
                field=each.name,
                kind="too-long",
            )
        ]
    if _CANNOT_BE_KEPT.search(text):
        return [
            Refusal(
                f"{each.told.label} holds a character that cannot be kept.",
                remedy="Type it again without that character.",
                field=each.name,
                kind="bad-character",
            )
        ]
    return []
