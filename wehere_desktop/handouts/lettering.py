"""Turn text into lines of letters: which face each letter comes from, in which order they stand, where lines break."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import uharfbuzz
from bidi import algorithm as bidi
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from wehere_desktop.handouts.house_style import Face, TextStyle, faces

BOX = ""
"""The face of a run that stands for a character no font has: it is drawn as a box."""
BOX_WIDTH = 640
"""In thousandths of the size of type."""

KEPT_TEXTS = 512
"""Texts whose lines are kept: a long handout has half as many."""

# Characters that are not seen by their own definition and change no other letter's place.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\ufe0e\ufe0f"))
_SPACES = {ord(space): " " for space in "\t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"}
_ALIKE = {
    ord("\u2011"): "-",
    ord("\u202f"): "\u00a0",
    ord("\u2007"): "\u00a0",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
}
_TIDY = {**_UNSEEN, **_SPACES, **_ALIKE}
# Letters written from right to left; only lines that hold one need their order worked out.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Marks that turn or override the order of their neighbours: typed by hand they are only ever mischief here.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_NO_LETTERS = frozenset({"Cc", "Cs", "Co", "Cn"})
# Where a word too long for its line is broken by preference: after what addresses are made of.
_SEAM = re.compile(r"(?<=[/?&=.@_,;:])(?=[^/])")
# A number and what it counts stay on one line, as do the groups of a telephone number.
_BOUND = re.compile(
    r"(?<=\d) (?=(?:am|pm|noon|midnight|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)|(?<=\d{3}) (?=\d{3})"
)
_PRIVATE = 0xE000


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters of one face. `units` is their width in thousandths of the size of type.

    `text` is what reportlab is given, in the order it is seen; `spoken` is what was typed, where that differs.
    `thick` asks for the letters to be thickened, since borrowed faces have no bold cut.
    """

    text: str
    face: str
    units: float
    thick: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of letters: its runs from left to right, its width in points, and whether it is read from the right."""

    runs: tuple[Run, ...]
    width: float
    from_right: bool = False

    @property
    def spoken(self) -> str:
        """The line as text, a box as the character it stands for."""
        return "".join(run.spoken or run.text for run in self.runs)


def width_of(text: str, style: TextStyle) -> float:
    """Return the width in points of a text set on one line."""
    return _units(_tidied(text).replace("\n", " "), bold=style.bold) * style.size / 1000


def lines_of(text: str, style: TextStyle, width: float, *, even: bool = False) -> list[Line]:
    """Return the text broken into lines of at most `width` points; an empty text gives none.

    A word wider than the line is broken within. `even` makes the lines of a title about equally long. A last line of
    one short word takes another down to it where that costs no line.
    """
    return [*_lines_of(text, style.size, width, bold=style.bold, display=style.display, even=even)]


# Making up a side tries the same words more than once, and the next print has most of them again.
@lru_cache(maxsize=KEPT_TEXTS)
def _lines_of(text: str, size: float, width: float, *, bold: bool, display: bool, even: bool) -> tuple[Line, ...]:
    style = TextStyle(size, size, bold=bold, display=display)
    found: list[Line] = []
    for paragraph in _tidied(text).split("\n"):
        words = [word for word in paragraph.split(" ") if word]
        if words:
            found.extend(_paragraph(words, style, width * 1000 / style.size, even=even))
    return tuple(found)


def forget_lines() -> None:
    """Let go of the lines that were kept, so that the next paper sets its own."""
    _lines_of.cache_clear()


def _tidied(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    # Most texts are plain letters, which are as they should be
    plain = plain.replace("\t", " ") if plain.isascii() else unicodedata.normalize("NFC", plain).translate(_TIDY)
    return _BOUND.sub("\u00a0", plain)


# Breaking ------------------------------------------------------------------------------------------------------------


def _paragraph(words: list[str], style: TextStyle, room: float, *, even: bool) -> Iterator[Line]:
    from_right = _reads_from_right(words)
    broken = _broken(words, room, bold=style.bold)
    if len(broken) > 1:
        broken = _eased(words, broken, room, bold=style.bold, even=even)
    for line in broken:
        yield _line(line, style, from_right=from_right)


def _broken(words: list[str], room: float, *, bold: bool) -> list[str]:
    """Return the lines as texts, each as full as it can be."""
    space = _word_units(" ", bold=bold)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in words:
        units = _word_units(word, bold=bold)
        if line and used + space + units > room:
            lines.append(" ".join(line))
            line, used = [], 0.0
        if units > room:
            *whole, word = _cut(word, room, bold=bold)  # noqa: PLW2901 - the rest of the word goes on as a word
            lines.extend(whole)
            units = _word_units(word, bold=bold)
        used += units + (space if line else 0.0)
        line.append(word)
    return [*lines, " ".join(line)]


def _eased(words: list[str], broken: list[str], room: float, *, bold: bool, even: bool) -> list[str]:
    """Return the same number of lines broken more evenly: all of them for a title, else only a lonely last word."""
    if not even and " " in broken[-1]:
        return broken
    best = broken
    for share in (0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.65, 0.6) if even else (0.96, 0.92, 0.88):
        tried = _broken(words, room * share, bold=bold)
        if len(tried) > len(broken):
            break
        best = tried
        if not even and " " in tried[-1]:
            return tried
    return best if even else broken


def _cut(word: str, room: float, *, bold: bool) -> list[str]:
    """Return a word wider than its line in pieces that fit, cut where an address has a seam, else between letters."""
    pieces: list[str] = []
    piece = ""
    for part in _SEAM.split(word):
        if piece and _units(piece + part, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += part
        while _units(piece, bold=bold) > room and len(piece) > 1:
            at = _letters_within(piece, room, bold=bold)
            pieces.append(piece[:at])
            piece = piece[at:]
    return [*pieces, piece]


def _letters_within(word: str, room: float, *, bold: bool) -> int:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _units(word[:middle], bold=bold) <= room else (low, middle - 1)
    while 1 < low < len(word) and unicodedata.combining(word[low]):
        low -= 1
    return low


def _units(text: str, *, bold: bool) -> float:
    face = faces().bold if bold else faces().regular
    if face.letters.issuperset(text):
        return face.width(text)
    return sum(run.units for run in _runs(text, bold=bold))


@lru_cache(maxsize=8192)
def _word_units(word: str, *, bold: bool) -> float:
    return _units(word, bold=bold)


# Setting -------------------------------------------------------------------------------------------------------------


def _line(text: str, style: TextStyle, *, from_right: bool) -> Line:
    turns = not text.isascii() and _FROM_RIGHT.search(text)
    runs = _turned(text, bold=style.bold, from_right=from_right) if turns else None
    if runs is None:
        runs = _runs(text, bold=style.bold)
        if style.display:
            runs = [_kerned(run) for run in runs]
    return Line(tuple(runs), sum(run.units for run in runs) * style.size / 1000, from_right=from_right)


def _runs(text: str, *, bold: bool) -> list[Run]:
    """Return text read from left to right as runs: a word with a borrowed letter is borrowed whole where it can be."""
    own = faces().bold if bold else faces().regular
    if own.letters.issuperset(text) and text.replace("\u00a0", " ").isprintable():
        return [Run(text, own.name, own.width(text))]
    pieces: list[tuple[Face | None, str]] = []
    for word in re.split(r"( )", text):
        for face, letters in _by_face(word, own):
            if pieces and pieces[-1][0] is face and face is not None:
                pieces[-1] = (face, pieces[-1][1] + letters)
            else:
                pieces.append((face, letters))
    return [_run(face, letters, own, bold=bold) for face, letters in pieces]


def _by_face(word: str, own: Face) -> Iterator[tuple[Face | None, str]]:
    """Yield the parts of a word with the face of each, None for a single character that no face has."""
    in_order = (own, *faces().borrowed)
    if word.isprintable():
        for face in in_order:
            if face.letters.issuperset(word):
                yield face, word
                return
    for letter in word:
        yield next((face for face in in_order if _has(face, letter)), None), letter


def _has(face: Face, letter: str) -> bool:
    return letter in face.letters and letter not in _TURNING and unicodedata.category(letter) not in _NO_LETTERS


def _run(face: Face | None, letters: str, own: Face, *, bold: bool) -> Run:
    if face is None:
        return Run(BOX, BOX, BOX_WIDTH, spoken=letters)
    return Run(letters, face.name, face.width(letters), thick=bold and face is not own)


def _kerned(run: Run) -> Run:
    own = next((face for face in (faces().regular, faces().bold) if face.name == run.face), None)
    return _shaped(own, run.text, thick=False) if own else run


# Scripts that are shaped or read from the right ----------------------------------------------------------------------


def _reads_from_right(words: list[str]) -> bool:
    text = " ".join(words)
    return not text.isascii() and bool(_FROM_RIGHT.search(text)) and bidi.get_base_level(text) == 1


def _turned(text: str, *, bold: bool, from_right: bool) -> list[Run]:
    """Return a line's runs from left to right as they are seen, after the Unicode bidirectional algorithm."""
    levels = _levels(text, from_right=from_right)
    spans: list[tuple[int, str]] = []
    for letter, level in zip(text, levels, strict=True):
        if spans and spans[-1][0] == level:
            spans[-1] = (level, spans[-1][1] + letter)
        else:
            spans.append((level, letter))
    for height in range(max(levels), 0, -1):
        spans = _reversed_at(spans, height)
    runs: list[Run] = []
    for level, span in spans:
        runs.extend(_from_right(span, bold=bold) if level % 2 else _runs(span, bold=bold))
    return runs


def _levels(text: str, *, from_right: bool) -> list[int]:
    """Return the embedding level of each letter (UAX #9); what turns its neighbours counts as a plain sign here."""
    level = int(from_right)
    plain = "".join(letter if _has_direction(letter) else "\ufffc" for letter in text)
    storage = bidi.get_empty_storage()
    storage.update(base_level=level, base_dir="LR"[level], chars=[], runs=deque())
    bidi.get_embedding_levels(plain, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, debug=False)
    bidi.resolve_implicit_levels(storage, debug=False)
    return [each["level"] for each in storage["chars"]]


def _has_direction(letter: str) -> bool:
    """Say whether the algorithm may be shown a letter: a control or an unassigned code is no letter to it."""
    known = unicodedata.bidirectional(letter) not in {"", "B", "S", "BN"} and unicodedata.category(letter) != "Cc"
    return known and letter not in _TURNING


def _reversed_at(spans: list[tuple[int, str]], height: int) -> list[tuple[int, str]]:
    turned: list[tuple[int, str]] = []
    group: list[tuple[int, str]] = []
    for span in spans:
        if span[0] >= height:
            group.append(span)
            continue
        turned.extend(reversed(group))
        group = []
        turned.append(span)
    return [*turned, *reversed(group)]


def _from_right(span: str, *, bold: bool) -> list[Run]:
    own = faces().bold if bold else faces().regular
    arabic_first = (*reversed(faces().borrowed), own)
    pieces: list[tuple[Face | None, str]] = []
    for letter in span:
        last = pieces[-1][0] if pieces else None
        joins = letter in _JOINERS or letter == " " or unicodedata.combining(letter)
        face = last if joins and last else next((each for each in arabic_first if _has(each, letter)), None)
        if face is not None and face is last:
            pieces[-1] = (face, pieces[-1][1] + letter)
        else:
            pieces.append((face, letter))
    return [
        _shaped(face, letters, thick=bold and face is not own, from_right=True)
        if face
        else _run(None, letters, own, bold=bold)
        for face, letters in reversed(pieces)
    ]


@lru_cache(maxsize=2048)
def _shaped(face: Face, text: str, *, thick: bool, from_right: bool = False) -> Run:
    """Return text as the glyphs its face forms of it: joined, kerned and in the order they are seen.

    A glyph that stands for no single character is given a code of its own by its number, so that the same text makes
    the same bytes whatever was printed before.
    """
    # A bound space is set as a space once lines are broken.
    text = text.replace("\u00a0", " ")
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    uharfbuzz.shape(face.shaper, buffer, {"kern": True, "liga": from_right})
    known = face.font.face
    scale = 1000 / face.shaper.face.upem
    letters: list[str] = []
    shapes: list[ShapeData] = []
    for number, (info, place) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
        code = ord(text[info.cluster])
        if known.charToGlyph.get(code) != info.codepoint:
            code = _PRIVATE + info.codepoint
            known.charToGlyph.setdefault(code, info.codepoint)
            known.charWidths.setdefault(code, face.shaper.get_glyph_h_advance(info.codepoint) * scale)
        letters.append(chr(code))
        shapes.append(
            ShapeData(
                number,
                place.x_advance * scale,
                place.y_advance * scale,
                place.x_offset * scale,
                place.y_offset * scale,
                known.charWidths.get(code, known.defaultWidth),
            )
        )
    units = sum(shape.x_advance for shape in shapes)
    spoken = text if from_right else ""
    seen: Any = shapes  # the published type says one shape where reportlab reads a list of them
    return Run(ShapedStr("".join(letters), seen), face.name, units, thick=thick, spoken=spoken)
