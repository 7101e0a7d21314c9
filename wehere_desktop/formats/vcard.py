"""Address cards (vCard 2.1, 3.0 and 4.0) as any program exports them, one bad card never spoiling the others."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vobject.base import ContentLine, VObjectError, textLineToContentLine

from wehere_desktop.formats.delimited import open_text
from wehere_desktop.formats.incoming import FileKind, coding_of, kind_of_file, wrong_file
from wehere_desktop.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WANTED = frozenset({"FN", "N", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "NOTE", "CATEGORIES", "LANG", "ADR"})
_NAME = re.compile(r"\s*(?:[\w-]+\.)?([\w-]+)\s*[;:]")
_QUOTED = re.compile(r"quoted-printable", re.IGNORECASE)
_LONGEST_CARD = 4_000_000
_MOBILE = frozenset({"CELL", "IPHONE", "MOBILE"})
_NOT_VOICE = frozenset({"FAX", "PAGER", "MODEM", "TEXTPHONE"})


@dataclass(frozen=True, slots=True)
class Card:
    """One address card, or what was left of it.

    `number` counts from 1 in the file. `problem` says why the card cannot be used, and is empty for a sound one.
    `phones` leaves mobiles and fax numbers out. `lines` keeps the card's own text, without pictures, for showing.
    """

    number: int
    name: str = ""
    organisation: str = ""
    role: str = ""
    phones: tuple[str, ...] = ()
    mobiles: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    language: str = ""
    note: str = ""
    postcode: str = ""
    categories: tuple[str, ...] = ()
    problem: str = ""
    lines: tuple[str, ...] = ()


def read_cards(path: Path) -> Iterator[Card]:
    """Yield every card of a file in order, the unusable ones with their problem.

    Raises Refusal `wrong-file` if the file holds no card at all, and the Refusals of `open_incoming`.
    """
    if kind_of_file(path) is not FileKind.TEXT:
        raise wrong_file(path, "a packed file", remedy="Export the contacts as a vCard (.vcf) file.")
    number = 0
    for lines, whole in _card_lines(path):
        number += 1
        yield _card(number, lines, whole=whole)
    if not number:
        raise Refusal(
            f"“{path.name}” holds no address card.",
            remedy="Export the contacts as a vCard (.vcf) file.",
            kind="wrong-file",
        )


def _card_lines(path: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield the physical lines of each card, and whether its end was there."""
    lines: list[str] | None = None
    size = 0
    with open_text(path, coding_of(path)) as file:
        for text in file:
            line = text.removeprefix("\ufeff").rstrip("\r\n")
            mark = line.strip().upper().replace(" ", "")
            if mark == "BEGIN:VCARD":
                if lines is not None:
                    yield lines, False
                lines, size = [], 0
            elif mark == "END:VCARD" and lines is not None:
                yield lines, True
                lines = None
            elif lines is not None:
                size += len(line)
                # A card with pictures may be large; beyond this it is no card, and only its top is kept.
                if size < _LONGEST_CARD:
                    lines.append(line)
    if lines is not None:
        yield lines, False


def _logical_lines(lines: list[str]) -> Iterator[str]:
    """Yield the wanted properties, each on one line: folded lines joined, also the soft ends of quoted-printable."""
    joined = ""
    soft = False
    for line in [*lines, "END:VCARD"]:
        if soft:
            joined += "\n" + line
            soft = line.endswith("=")
            continue
        if line[:1] in {" ", "\t"} and joined:
            joined += line[1:]
            continue
        if _is_wanted(joined):
            yield joined.replace("=\n", "")
        # A line that begins nothing (the middle of a broken picture) is passed over.
        joined = line if _NAME.match(line) else ""
        soft = bool(joined) and line.endswith("=") and bool(_QUOTED.search(line.split(":", 1)[0]))


def _is_wanted(line: str) -> bool:
    found = _NAME.match(line)
    return bool(found) and found is not None and found[1].upper() in _WANTED


def _card(number: int, lines: list[str], *, whole: bool) -> Card:
    kept: dict[str, list[ContentLine]] = {}
    shown: list[str] = []
    bad = ""
    for line in _logical_lines(lines):
        shown.append(line)
        try:
            content = textLineToContentLine(_with_charset(line))
        except (VObjectError, UnicodeError, LookupError, ValueError, AttributeError):
            # vobject lets a wrong character set or a broken escape through as whatever Python raises.
            bad = line
            continue
        kept.setdefault(content.name, []).append(content)
    texts = tuple(shown)
    if not whole:
        return Card(number, problem="the card is cut off: its end is missing", lines=texts)
    phones = [(_number(each), _kinds(each)) for each in kept.get("TEL", [])]
    card = Card(
        number,
        name=_full_name(kept),
        organisation=_one(_parts(kept, "ORG")[:1]),
        role=_text(kept, "TITLE") or _text(kept, "ROLE"),
        phones=tuple(text for text, kinds in phones if text and not kinds & (_MOBILE | _NOT_VOICE)),
        mobiles=tuple(text for text, kinds in phones if text and kinds & _MOBILE and not kinds & _NOT_VOICE),
        emails=tuple(filter(None, (_plain(each.value) for each in _preferred(kept.get("EMAIL", []))))),
        language=_text(kept, "LANG"),
        note=_text(kept, "NOTE"),
        postcode=_one(_parts(kept, "ADR")[5:6]),
        categories=tuple(_split(_raw(kept, "CATEGORIES"), ",")),
        lines=texts,
    )
    if card.name or card.organisation:
        return card
    problem = f"a line of it cannot be read: {bad[:60]}" if bad else "the card has no name"
    return Card(number, problem=problem, lines=texts)


def _with_charset(line: str) -> str:
    """Return the line with a character set vobject can use: an unknown one is read as UTF-8."""
    found = re.search(r";CHARSET=\"?([\w.:-]+)\"?", line.split(":", 1)[0], re.IGNORECASE)
    if not found:
        return line
    try:
        codecs.lookup(found[1])
    except LookupError:
        return line.replace(found[0], ";CHARSET=UTF-8", 1)
    return line


def _kinds(content: ContentLine) -> frozenset[str]:
    given = [value for values in content.params.values() for value in values] + list(content.singletonparams)
    return frozenset(kind.strip().upper() for value in given for kind in str(value).strip('"').split(","))


def _preferred(contents: list[ContentLine]) -> list[ContentLine]:
    return sorted(contents, key=lambda each: not ({"PREF", "1"} & _kinds(each)))


def _number(content: ContentLine) -> str:
    text = _plain(content.value)
    return text.removeprefix("tel:").split(";", 1)[0].strip()


def _raw(kept: dict[str, list[ContentLine]], name: str) -> str:
    contents = kept.get(name, [])
    return str(contents[0].value) if contents else ""


def _text(kept: dict[str, list[ContentLine]], name: str) -> str:
    return _plain(_raw(kept, name))


def _parts(kept: dict[str, list[ContentLine]], name: str) -> list[str]:
    return _split(_raw(kept, name), ";")


def _one(parts: list[str]) -> str:
    return parts[0] if parts else ""


def _full_name(kept: dict[str, list[ContentLine]]) -> str:
    whole = " ".join(_text(kept, "FN").split())
    if whole:
        return whole
    parts = [*_parts(kept, "N"), "", "", ""]
    return " ".join(filter(None, (" ".join(part.split()) for part in (parts[1], parts[2], parts[0]))))


def _split(raw: str, sign: str) -> list[str]:
    """Return the parts between unescaped signs, each unescaped and trimmed."""
    return [_plain(part) for part in re.split(rf"(?<!\\){sign}", raw)] if raw else []


def _plain(raw: object) -> str:
    """Return a value without vCard's escapes, blanks at both ends taken off."""
    text = re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], str(raw))
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n")).strip()
