"""Facts to rows and back: one mapping for every kind, made from what the fields declare."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from wehere_desktop.frozen import dataclass
from wehere_desktop.neighbourhood.fact import AnyFact, Fact, FieldFacts, fields_of, once_per_kind, problems, tidy
from wehere_desktop.records.tidy_facts import is_tidy, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

Raw = dict[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], "[]")
# Made once: asked for in other letters than its own, the library makes one for each text
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def instant_text(instant: datetime) -> str:
    """Return an aware instant as it is kept: UTC to the millisecond, so that texts sort as times do."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant_from(text: str) -> datetime:
    """Return the aware UTC instant that a kept text stands for."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Columns:
    """How one kind lies in its table: its own columns, and for each list of ids a link table."""

    kind: type[Fact]
    own: tuple[FieldFacts, ...]
    links: tuple[FieldFacts, ...]
    select: str
    insert: str
    own_places: tuple[int, ...] | None
    """Where its own columns stand among all its fields; None if all are its own."""

    @property
    def names(self) -> tuple[str, ...]:
        """The field columns followed by the three stamps, as they are selected and inserted after the id."""
        return tuple(each.name for each in self.own)


def link_table(kind: type[Fact], field: str) -> str:
    """Return the name of the table that holds one field's list of ids."""
    return f"{kind.kind}_{field}"


@once_per_kind
def columns_of(kind: type[Fact]) -> Columns:
    """Return how a kind lies in its table."""
    own = tuple(each for each in fields_of(kind) if each.shape != "ids")
    links = tuple(each for each in fields_of(kind) if each.shape == "ids")
    table = kind.kind
    parts = [f'"{table}"."id"', *(f'"{table}"."{each.name}"' for each in own)]
    parts += [f'"{table}"."created"', f'"{table}"."changed"', f'"{table}"."by"']
    for each in links:
        link = link_table(kind, each.name)
        parts.append(
            f'(SELECT json_group_array("to") FROM (SELECT "to" FROM "{link}" '
            f'WHERE "from" = "{table}"."id" ORDER BY "position"))'
        )
    marks = ", ".join("?" * (len(own) + 4))
    named = ", ".join(f'"{each.name}"' for each in own)
    return Columns(
        kind,
        own,
        links,
        f'SELECT {", ".join(parts)} FROM "{table}"',
        f'INSERT INTO "{table}" ("id", {named}, "created", "changed", "by") VALUES ({marks})',
        tuple(place for place, each in enumerate(fields_of(kind)) if each.shape != "ids") if links else None,
    )


def raw_value(each: FieldFacts, value: Any) -> Any:
    """Return one field's value as the database keeps it."""
    writer = _writer(each)
    return writer(value) if writer is not None else value


def _writer(each: FieldFacts) -> Callable[[Any], Any] | None:
    match each.shape:
        case "text":
            return (lambda value: value or None) if each.told.refers else None
        case "yes_no":
            return int
        case "day":
            return lambda value: value.isoformat() if value is not None else None
        case "instant":
            return lambda value: instant_text(value) if value is not None else None
        case "choice":
            return str
        case "texts":
            return lambda value: _list_text(value) if value else "[]"
        case "ids":
            return list
        case _:
            return None


@lru_cache(maxsize=64)
def _list_text(texts: tuple[str, ...]) -> str:
    # The places of one register all name the same editions
    return _ENCODER.encode(texts)


def _reader(each: FieldFacts) -> Callable[[Any], Any] | None:
    match each.shape:
        case "text":
            return (lambda value: value or "") if each.told.refers else None
        case "yes_no":
            return bool
        case "day":
            return lambda value: date.fromisoformat(value) if value else None
        case "instant":
            return lambda value: instant_from(value) if value else None
        case "choice":
            return {str(choice): choice for choice in each.choices or ()}.__getitem__
        case "texts" | "ids":
            return _texts
        case _:
            return None


@once_per_kind
def _readers(kind: type[Fact]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return the place in a selected row, and the reader, of each value that is not kept as it is."""
    laid = columns_of(kind)
    after = len(laid.own) + 1
    own = [(index, _reader(each)) for index, each in enumerate(laid.own, start=1)]
    found = [(index, reader) for index, reader in own if reader is not None]
    found += [(after, instant_from), (after + 1, instant_from)]
    found += [(index, _texts) for index in range(after + 3, after + 3 + len(laid.links))]
    return tuple(found)


def _texts(value: str | None) -> tuple[str, ...]:
    # Most lists are empty, and reading JSON takes longer than all else of a field
    return tuple(json.loads(value)) if value and value != "[]" else ()


@once_per_kind
def _selected_names(kind: type[Fact]) -> tuple[str, ...]:
    laid = columns_of(kind)
    return ("id", *laid.names, "created", "changed", "by", *(each.name for each in laid.links))


def fact_from_row(kind: type[AnyFact], row: Sequence[Any]) -> AnyFact:
    """Return the fact that a row selected with `columns_of(kind).select` stands for."""
    values = list(row)
    for index, reader in _readers(kind):
        values[index] = reader(values[index])
    return kind(**dict(zip(_selected_names(kind), values, strict=True)))


def raw_of(fact: Fact) -> Raw:
    """Return every field of a fact as the database keeps it, lists of ids as lists; stamps left out."""
    return dict(zip(_field_names(type(fact)), raw_values(fact), strict=True))


def raw_values(fact: Fact) -> list[Any]:
    """Return the values of `raw_of` alone, in the order of `fields_of`."""
    kind = type(fact)
    values = list(_all_fields(kind)(fact))
    for index, writer in _writers(kind):
        values[index] = writer(values[index])
    return values


@once_per_kind
def _field_names(kind: type[Fact]) -> tuple[str, ...]:
    return tuple(each.name for each in fields_of(kind))


@once_per_kind
def _all_fields(kind: type[Fact]) -> Callable[[Fact], tuple[Any, ...]]:
    return values_of(_field_names(kind))


@once_per_kind
def _writers(kind: type[Fact]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return the place among the fields, and the writer, of each value that is not kept as it is."""
    found = ((index, _writer(each)) for index, each in enumerate(fields_of(kind)))
    return tuple((index, writer) for index, writer in found if writer is not None)


def fact_from_raw(kind: type[AnyFact], record: str, raw: Raw) -> AnyFact:
    """Return the fact that raw values stand for, without its stamps; fields not given are empty."""
    values: dict[str, Any] = {}
    for name, reader in _raw_readers(kind):
        if name in raw:
            values[name] = reader(raw[name]) if reader is not None else raw[name]
    return kind(id=record, **values)


@once_per_kind
def _raw_readers(kind: type[Fact]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    return tuple((each.name, _listed if each.shape == "ids" else _reader(each)) for each in fields_of(kind))


def _listed(value: list[str] | None) -> tuple[str, ...]:
    return tuple(value or ())


def tidied(fact: AnyFact) -> AnyFact:
    """Return the fact as it will be kept: texts NFC and trimmed, instants UTC to the millisecond, ids listed once each.

    Raises the first refusal that the field declarations give.
    """
    if is_tidy(fact):
        return fact
    changed: dict[str, Any] = {}
    for name, keep in _tidiers(type(fact)):
        value = getattr(fact, name)
        if value:
            kept = keep(value)
            if kept is not value and kept != value:
                changed[name] = kept
    if changed:
        fact = dataclasses.replace(fact, **changed)
    for refusal in problems(fact):
        raise refusal
    return fact


@once_per_kind
def _tidiers(kind: type[Fact]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    tidiers: dict[str, Callable[[Any], Any]] = {
        "text": tidy,
        "texts": lambda value: tuple(text for text in map(tidy, value) if text),
        "ids": lambda value: tuple(dict.fromkeys(value)),
        "instant": lambda value: instant_from(instant_text(value)),
        "number": float,
    }
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for each in fields_of(kind):
        if each.choices is not None:
            found.append((each.name, partial(_chosen, each.choices)))
        elif each.shape in tidiers:
            found.append((each.name, tidiers[each.shape]))
    return tuple(found)


def _chosen(choices: type[StrEnum], value: str) -> StrEnum:
    return value if isinstance(value, choices) else choices(value)


def empty_raw(each: FieldFacts) -> Any:
    """Return what the database keeps for a field that holds nothing."""
    if each.shape == "ids":
        return []
    if each.shape == "texts":
        return "[]"
    if each.optional or each.told.refers:
        return None
    return raw_value(each, each.default)
