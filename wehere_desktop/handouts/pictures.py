"""The small pictures of a paper: bars for reported figures, the square code of a web address, lines to write on."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from wehere_desktop.handouts.blocks import Figure
from wehere_desktop.handouts.house_style import ACCENT, INK, LINES, QUIET_SMALL, SMALL, TABLE_HEAD
from wehere_desktop.handouts.lettering import Line, lines_of
from wehere_desktop.handouts.typeset import baseline_of

if TYPE_CHECKING:
    from wehere_desktop.handouts.facts import Bar
    from wehere_desktop.handouts.pen import Pen

BAR_HEIGHT = 11.0
ROW_GAP = 5.0
LABEL_SHARE = 0.4
LINE_PITCH = 23.0
"""Between lines to write on by hand, in points (8 mm)."""
QUIET_ZONE = 4
"""Modules of white round a QR code (ISO/IEC 18004)."""
LONGEST_CODE = 180
"""Characters of an address beyond which the code grows too fine for a telephone to read from a wall."""
_ADDRESS = re.compile(r"https?://[!-~]+\Z", re.ASCII)


def bar_chart(bars: tuple[Bar, ...], width: float, alternative: str) -> Figure:
    """Return level bars, one for each measure, with its count and last year's, which a fine mark shows too.

    `width` in points is the column's. Meant to be read without colour.
    """
    label_width = width * LABEL_SHARE
    rows = [(bar, lines_of(bar.measure, SMALL, label_width - 8), _words(bar)) for bar in bars]
    heights = [max(len(label) * SMALL.leading, SMALL.leading) + ROW_GAP for _, label, _ in rows]
    words_width = max(sum(line.width for line in words) for _, _, words in rows) + 8
    most = max((max(bar.count, bar.before or 0) for bar in bars), default=0) or 1
    scale = max(width - label_width - words_width, 20.0) / most

    def picture(pen: Pen, left: float, bottom: float, _: float, height: float) -> None:
        y = bottom + height
        for (bar, label, words), row in zip(rows, heights, strict=True):
            for number, line in enumerate(label):
                pen.line(line, left, y - baseline_of(SMALL) - number * SMALL.leading, SMALL)
            start = left + label_width
            foot = y - (SMALL.leading + BAR_HEIGHT) / 2
            length = max(bar.count * scale, 0.8)
            pen.block(start, foot, length, BAR_HEIGHT, ACCENT)
            reach = length
            if bar.before is not None:
                at = start + bar.before * scale
                pen.block(at - 0.6, foot - 2, 1.2, BAR_HEIGHT + 4, INK)
                reach = max(length, bar.before * scale)
            x = start + reach + 6
            for line, style in zip(words, (TABLE_HEAD, QUIET_SMALL), strict=False):
                pen.line(line, x, y - baseline_of(SMALL), style)
                x += line.width
            y -= row

    return Figure(picture, sum(heights), alternative, gap=1.0, keep=True)


def _words(bar: Bar) -> list[Line]:
    count = lines_of(f"{bar.count:,}\u00a0", TABLE_HEAD, 400)
    return count if bar.before is None else [*count, *lines_of(f"(was {bar.before:,})", QUIET_SMALL, 400)]


def can_be_code(address: str) -> bool:
    """Say whether an address is a plain one of the web and short enough for a code that can be read from a wall."""
    return len(address) <= LONGEST_CODE and bool(_ADDRESS.match(address))


def square_code(address: str, side: float) -> Figure:
    """Return the QR code of a web address, `side` points wide with its white border, drawn in vectors."""
    rows = _modules(address)

    def picture(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
        size = min(width, height) / (len(rows) + QUIET_ZONE)
        for number, row in enumerate(rows):
            column = 0
            y = bottom + height - (number + 1) * size
            for dark, cells in groupby(row):
                count = len(list(cells))
                if dark:
                    # A hair wider than it is, so that no white seam shows between neighbours.
                    pen.block(left + column * size, y, count * size + 0.02, size + 0.02, INK)
                column += count

    return Figure(picture, side, f"A square code that leads to {address}")


@lru_cache(maxsize=16)
def _modules(address: str) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(address)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


def lines_to_write_on(pen: Pen, left: float, right: float, top: float, bottom: float) -> None:
    """Rule lines 8 mm apart from top to bottom."""
    y = top - LINE_PITCH
    while y >= bottom:
        pen.rule(left, right, y, LINES, 0.7)
        y -= LINE_PITCH
