"""JSON as it is written: every value by its own stretch of the text, so that one is changed and the rest stays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_BLANK = re.compile(r"[ \t\n\r]*")
_TOO_DEEP = "It is nested too deeply."


class Numeral(str):
    """A number just as the file writes it: 1.50 stays 1.50, and one of a thousand digits is no burden."""

    __slots__ = ()


class Stretch(NamedTuple):
    """Where a value stands in its text: its key (empty in a list), its first character and the one after its last."""

    key: str
    start: int
    end: int


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON.")


_DECODER = json.JSONDecoder(parse_float=Numeral, parse_int=Numeral, parse_constant=_no_constant)


def value_at(text: str, start: int = 0) -> tuple[Any, int]:
    """Return the value that begins at a character, numbers as `Numeral`, and where it ends.

    Of a key that stands twice in an object the last holds. Raises ValueError (a JSONDecodeError where a place can be
    told) for what is no JSON or nested too deeply.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    return value, end


def value_of(text: str) -> Any:
    """Return the one value a text holds; ValueError as of `value_at`, also for anything behind it."""
    value, end = value_at(text, past_blanks(text, 0))
    if past_blanks(text, end) != len(text):
        raise json.JSONDecodeError("There is something behind it", text, end)
    return value


def past_blanks(text: str, at: int) -> int:
    """Return the first character at or behind a place that is no white space."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def elements_of(text: str, start: int = 0) -> list[Stretch]:
    """Return where each element of the list stands that begins at a character; ValueError as of `value_at`."""
    return _inside(text, start, "[", "]")


def members_of(text: str, start: int = 0) -> list[Stretch]:
    """Return where the value of each member of an object stands, twice for a key that stands twice."""
    return _inside(text, start, "{", "}")


def _inside(text: str, start: int, opens: str, closes: str) -> list[Stretch]:
    at = past_blanks(text, start)
    if text[at : at + 1] != opens:
        raise json.JSONDecodeError(f"No {opens} begins here", text, at)
    found: list[Stretch] = []
    at = past_blanks(text, at + 1)
    if text[at : at + 1] == closes:
        return found
    while True:
        key = ""
        if opens == "{":
            key, at = value_at(text, at)
            if not isinstance(key, str) or isinstance(key, Numeral):
                raise json.JSONDecodeError("A key is no text", text, at)
            at = past_blanks(text, _past(text, past_blanks(text, at), ":"))
        _, end = value_at(text, at)
        found.append(Stretch(key, at, end))
        at = past_blanks(text, end)
        if text[at : at + 1] == closes:
            return found
        at = past_blanks(text, _past(text, at, ","))


def _past(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"A {sign} is missing", text, at)
    return at + 1


def doubled_keys(text: str) -> list[str]:
    """Return the keys that an object's text gives more than once, in their order."""
    keys = [each.key for each in members_of(text)]
    return [key for key in dict.fromkeys(keys) if keys.count(key) > 1]


def with_value(text: str, path: Sequence[str], value: Any) -> str:
    """Return an object's text with the value under a path of keys put in place of the one there, all else untouched.

    A key that stands twice is written in both places, so that every reader finds the same. A key that is not there is
    put at the end; what should be an object on the way and is none becomes one.
    """
    first, *rest = path
    if not text.lstrip().startswith("{"):
        return written({first: _nested(rest, value)})
    members = members_of(text)
    places = [each for each in members if each.key == first]
    for each in reversed(places):
        there = text[each.start : each.end]
        put = with_value(there, rest, value) if rest else written(value)
        text = text[: each.start] + put + text[each.end :]
    if places:
        return text
    added = f"{written(first)}: {written(_nested(rest, value))}"
    if members:
        return f"{text[: members[-1].end]}, {added}{text[members[-1].end :]}"
    return f"{{{added}}}"


def _nested(path: Sequence[str], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def written(value: Any) -> str:
    """Return a value of ours as JSON text on one line."""
    return json.dumps(value, ensure_ascii=False)


def in_ascii(text: str) -> str:
    """Return JSON text with every other letter as an escape: the same values, whatever is done to their letters."""
    return re.sub(r"[^\x00-\x7f]", lambda found: json.dumps(found[0])[1:-1], text)
