"""Files of data.police.uk: what each entry in one is, and its JSON text just as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from wehere_desktop.formats.incoming import coding_of, open_incoming
from wehere_desktop.formats.json_text import Numeral, elements_of, members_of, past_blanks, value_at, value_of
from wehere_desktop.refusal import Refusal

LARGEST = 30_000_000
"""Bytes; all lists of the whole force together stay far below it."""
_CONTACT_KEY = re.compile(
    r"email|telephone|mobile|fax|web|website|address|facebook|twitter|youtube|myspace|bebo|flickr|google-plus|forum"
    r"|e-messaging|blog|rss"
)
_HALF_WORDS = frozenset(word[:length] for word in ("true", "false", "null", "-1") for length in range(1, len(word)))
_FETCH = "Fetch it again from data.police.uk, such as …/api/cheshire/VB02/priorities."


class Shape(StrEnum):
    """What an entry is; each value is the word for it."""

    OFFICER = "officer"
    PRIORITY = "priority"
    EVENT = "event"
    NEIGHBOURHOOD = "neighbourhood"
    LOCATION = "location"
    LINK = "link"
    REFERENCE = "reference"
    CONTACT_DETAILS = "contact-details"


PLURALS: Mapping[Shape, str] = {
    Shape.OFFICER: "people",
    Shape.PRIORITY: "priorities",
    Shape.EVENT: "events",
    Shape.LOCATION: "locations",
    Shape.LINK: "links",
}
"""The lists a beat has, as the service calls them; also the keys of a file that holds a whole beat."""
ALONE = frozenset({Shape.NEIGHBOURHOOD, Shape.REFERENCE, Shape.CONTACT_DETAILS})
"""Shapes of which a beat has one."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a file: its number, what it is (None if that cannot be told), its text as written and its value.

    `beat` is the police.uk id the file itself names, else empty. `position` is its place in its list.
    """

    number: int
    shape: Shape | None
    text: str
    value: Any
    beat: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class PoliceUkFile:
    """A file's entries in order, and the lists it gives whole: of which beat (empty: not named) and shape."""

    items: tuple[Item, ...]
    whole: frozenset[tuple[str, Shape]]


def is_json(path: Path) -> bool:
    """Say whether a file begins as JSON does; raises the Refusals of `open_incoming`."""
    with open_incoming(path) as file:
        head = file.read(512)
    letters = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    return letters.startswith((b"{", b"["))


def read_police_uk(path: Path) -> PoliceUkFile:
    """Return what a file holds: one entry, a list of them, or whole beats with their lists.

    Reads UTF-8 with or without its mark, UTF-16 and Windows-1252. Raises Refusal `wrong-file` for what is no JSON,
    or of something else, `cut-off`, `too-large`, `empty-file` for an empty list, and those of `open_incoming`.
    """
    return read_text(_text_of(path), path.name)


def read_text(text: str, name: str) -> PoliceUkFile:
    """Return what the text of a file of this name holds; Refusals as of `read_police_uk`."""
    try:
        whole = value_of(text)
        items = list(_items(text, whole))
    except ValueError as error:
        raise _not_read(name, text, error) from error
    if not isinstance(whole, (dict, list)):
        raise Refusal(f"“{name}” holds no entries.", remedy=_FETCH, kind="wrong-file")
    if not items:
        raise Refusal(
            f"“{name}” holds an empty list.",
            remedy="Nothing is published there yet, so there is nothing to bring in.",
            kind="empty-file",
        )
    if all(shape is None for shape, *_ in items):
        raise Refusal(
            f"“{name}” is JSON, but nothing that data.police.uk tells of a neighbourhood.",
            remedy="Priorities, events, people, locations, links and neighbourhoods can be read.",
            kind="wrong-file",
        )
    numbered = [Item(number, *each) for number, each in enumerate(items, 1)]
    lists = {(each.beat, each.shape) for each in numbered if each.shape is not None and each.shape not in ALONE}
    single = isinstance(whole, dict) and not _is_whole_beat(whole)
    return PoliceUkFile(tuple(numbered), frozenset() if single else frozenset(lists))


def shape_of(value: Any) -> Shape | None:
    """Return what a value is by its keys, whatever other keys it has; None where they do not tell."""
    if not isinstance(value, dict):
        return None
    keys = value.keys()
    for shape, fits in (
        (Shape.EVENT, {"title", "start_date"} <= keys),
        (Shape.PRIORITY, "issue" in keys),
        (
            Shape.NEIGHBOURHOOD,
            {"id", "name"} <= keys and bool({"url_force", "locations", "links", "centre", "population"} & keys),
        ),
        (Shape.OFFICER, "name" in keys and bool({"rank", "bio"} & keys)),
        (
            Shape.LOCATION,
            {"latitude", "longitude"} <= keys and bool({"address", "street", "type", "postcode", "name"} & keys),
        ),
        (Shape.LINK, {"url", "title"} <= keys),
        (Shape.REFERENCE, {"id", "name"} <= keys and not {"engagement_methods", "telephone"} & keys),
        (Shape.CONTACT_DETAILS, not keys or _tells_contact(keys)),
    ):
        if fits:
            return shape
    return None


def _tells_contact(keys: Iterable[str]) -> bool:
    return any(map(_CONTACT_KEY.fullmatch, keys)) and not {"id", "engagement_methods"}.intersection(keys)


def beat_named(shape: Shape | None, value: Any) -> str:
    """Return the police.uk id that an entry tells of itself, else nothing."""
    if shape not in {Shape.NEIGHBOURHOOD, Shape.REFERENCE}:
        return ""
    named = value.get("id")
    return named.strip() if isinstance(named, str) else ""


def as_list(texts: Iterable[str]) -> str:
    """Return entries as one JSON list, each just as it is written."""
    inside = ",\n".join(texts)
    return f"[\n{inside}\n]\n" if inside else "[]\n"


def as_whole_beat(neighbourhood: str, lists: Mapping[Shape, Sequence[str]], contact: str = "") -> str:
    """Return the text of a whole beat: its neighbourhood and each of its lists, as `read_text` reads them back."""
    parts = [f'"neighbourhood": {neighbourhood}']
    parts += [f"{json.dumps(PLURALS[shape])}: {as_list(texts).strip()}" for shape, texts in lists.items()]
    if contact:
        parts.append(f'"contact_details": {contact}')
    return "{\n" + ",\n".join(parts) + "\n}"


# Reading -------------------------------------------------------------------------------------------------------------

_Found = tuple[Shape | None, str, Any, str, int]


def _items(text: str, whole: Any) -> Iterable[_Found]:
    start = past_blanks(text, 0)
    if isinstance(whole, list):
        for position, each in enumerate(elements_of(text, start)):
            value, _ = value_at(text, each.start)
            yield from _one(text[each.start : each.end], value, position)
    elif isinstance(whole, dict):
        yield from _one(text[start:].rstrip(" \t\r\n"), whole, 0)


def _one(text: str, value: Any, position: int) -> Iterable[_Found]:
    if isinstance(value, dict) and _is_whole_beat(value):
        yield from _of_beat(text, value)
        return
    shape = shape_of(value)
    yield shape, text, value, beat_named(shape, value), position


def _is_whole_beat(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("neighbourhood"), dict) and any(key in value for key in PLURALS.values())


def _of_beat(text: str, value: Mapping[str, Any]) -> Iterable[_Found]:
    beat = beat_named(Shape.NEIGHBOURHOOD, value["neighbourhood"])
    shapes = {plural: shape for shape, plural in PLURALS.items()}
    for member in members_of(text):
        inside, _ = value_at(text, member.start)
        if member.key in shapes and isinstance(inside, list):
            for position, each in enumerate(elements_of(text, member.start)):
                one, _ = value_at(text, each.start)
                told = shapes[member.key] if isinstance(one, dict) else None
                yield told, text[each.start : each.end], one, beat, position
        elif member.key == "neighbourhood":
            yield Shape.NEIGHBOURHOOD, text[member.start : member.end], inside, beat, 0
        elif member.key == "contact_details" and isinstance(inside, dict):
            yield Shape.CONTACT_DETAILS, text[member.start : member.end], inside, beat, 0


def _text_of(path: Path) -> str:
    with open_incoming(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refusal(
            f"“{path.name}” is larger than {LARGEST // 1_000_000} MB.",
            remedy="Bring in the lists of each beat by itself.",
            kind="too-large",
        )
    if not is_json(path):
        web = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        what = "a web page" if web else "no JSON"
        raise Refusal(f"“{path.name}” is {what}: it holds no entries to read.", remedy=_FETCH, kind="wrong-file")
    coding = coding_of(path)
    text = content.decode(coding.codec, errors="replace")
    return text.removeprefix("\ufeff")


def _not_read(name: str, text: str, error: ValueError) -> Refusal:
    if isinstance(error, json.JSONDecodeError):
        behind = text[error.pos :].strip()
        if not behind or behind in _HALF_WORDS or error.msg.startswith("Unterminated string"):
            return Refusal(f"“{name}” is cut off: its end is missing.", remedy=_FETCH, kind="cut-off")
        return Refusal(
            f"“{name}” is no proper JSON: line {error.lineno:,} cannot be read.", remedy=_FETCH, kind="wrong-file"
        )
    return Refusal(f"“{name}” is no proper JSON.", remedy=_FETCH, kind="wrong-file")


def text_in(value: Any, *keys: str) -> str:
    """Return the text under a path of keys; a number as it is written, and nothing for null or anything else."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return str(value) if isinstance(value, (str, Numeral)) else ""
