"""What frames a paper that stays inside the police: its marking at top and bottom, its title, its number of sides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.facts import PRACTICE_WORDS
from wehere_desktop.handouts.house_style import (
    FOOTER,
    FOOTER_QUIET,
    FULL_WIDTH,
    INK,
    LINES,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRACTICE,
    QUIET_SMALL,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.lettering import Line, lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.typeset import Column, baseline_of, fill

if TYPE_CHECKING:
    from collections import deque

    from wehere_desktop.handouts.typeset import Placed, Strip

MARKING = "OFFICIAL-SENSITIVE"
"""Papers with names and notes of people carry it (Government Security Classifications, 2024), top and bottom."""
HANDLING = "Police use only. Keep it with you, and put it into confidential waste after use."
MARK = TextStyle(10.5, 13, INK, bold=True)
TITLE = TextStyle(20, 24, RAIL, bold=True, display=True)
TITLE_SIZES = (20.0, 17.0, 14.0, 12.0)
TITLE_LINES = 2
TOP = PAGE_HEIGHT - 52.0
"""Where what a side says begins, under its marking."""
BOTTOM = 60.0
"""Where it ends, above the marking at its foot."""
RIGHT = PAGE_WIDTH - MARGIN


@dataclass(frozen=True, slots=True)
class Told:
    """What the first side of an internal paper says of it: its kind, its title, a quiet line, and when it was made.

    `named` is what the file calls itself, else kind and title. `gap` is kept free under the heading, in points.
    """

    kind: str
    title: str
    under: str
    made: str
    practice: bool
    named: str = ""
    gap: float = 8.0

    def top(self) -> float:
        """Return the height at which what follows the heading begins: found by drawing it on a sheet thrown away."""
        return heading(Pen(Canvas(BytesIO())), self.title, self.under, beside=self.kind) - self.gap


def begin(file: BytesIO, title: str, kind: str) -> Canvas:
    """Return a fresh PDF of A4 sheets that names its title and what kind of internal paper it is."""
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle(title)
    canvas.setSubject(f"{kind}, internal")
    canvas.setCreator("WeHere Desktop")
    return canvas


def make_up(told: Told, waiting: deque[Strip]) -> Printed:
    """Return an internal paper as a PDF of as many sides as it takes; the same strips always make the same bytes."""
    sides: list[list[Placed]] = []
    top = told.top()
    while waiting:
        placed, _ = fill(Column(MARGIN, top, BOTTOM), waiting)
        sides.append(placed)
        top = TOP
    file = BytesIO()
    canvas = begin(file, told.named or f"{told.kind}: {told.title}", told.kind)
    pen = Pen(canvas)
    for number, side in enumerate(sides, 1):
        if number > 1:
            pen.turn()
        frame(pen, number, len(sides), made=told.made, practice=told.practice)
        if number == 1:
            heading(pen, told.title, told.under, beside=told.kind)
        for each in side:
            each.draw(pen)
    canvas.save()
    return Printed(file.getvalue(), len(sides), pen.missing, pen.spoken)


def frame(pen: Pen, side: int, sides: int, *, made: str, practice: bool) -> None:
    """Draw the marking at top and bottom of a side, when it was `made` in words, and the ribbon of a practice book."""
    mark = lines_of(MARKING, MARK, FULL_WIDTH)[0]
    with pen.role(Role.PARAGRAPH):
        pen.line(mark, (PAGE_WIDTH - mark.width) / 2, PAGE_HEIGHT - 34, MARK)
    if practice:
        words = lines_of(PRACTICE_WORDS, PRACTICE, FULL_WIDTH)[0]
        with pen.role(Role.PARAGRAPH):
            pen.line(words, MARGIN, PAGE_HEIGHT - 34, PRACTICE)
    with pen.role(Role.ARTIFACT):
        pen.rule(MARGIN, RIGHT, BOTTOM - 8, LINES)
        left = _fitting(made, FULL_WIDTH - 60, FOOTER_QUIET)
        pen.line(left, MARGIN, BOTTOM - 22, FOOTER_QUIET)
        numbered = lines_of(f"{side} of {sides}", FOOTER, FULL_WIDTH)[0]
        pen.line(numbered, RIGHT - numbered.width, BOTTOM - 22, FOOTER)
        handling = lines_of(HANDLING, FOOTER_QUIET, FULL_WIDTH)[0]
        pen.line(handling, MARGIN, 22, FOOTER_QUIET)
        pen.line(mark, RIGHT - mark.width, 22, MARK)


def heading(pen: Pen, title: str, under: str, *, beside: str = "") -> float:
    """Draw a paper's title, a quiet line under it and words at its right; return the height at which it ends."""
    y = TOP
    aside = _fitting(beside, FULL_WIDTH * 0.4, QUIET_SMALL)
    with pen.role(Role.HEADING_1):
        lines, style = _title(title, FULL_WIDTH - aside.width - (16 if beside else 0))
        for line in lines:
            pen.line(line, MARGIN, y - baseline_of(style), style)
            y -= style.leading
    with pen.role(Role.PARAGRAPH):
        if beside:
            pen.line(aside, RIGHT - aside.width, TOP - baseline_of(TITLE), QUIET_SMALL)
        for line in lines_of(under, QUIET_SMALL, FULL_WIDTH)[:2]:
            pen.line(line, MARGIN, y - baseline_of(QUIET_SMALL), QUIET_SMALL)
            y -= QUIET_SMALL.leading
    pen.rule(MARGIN, RIGHT, y - 5, RAIL, 1.2)
    return y - 6


def _title(words: str, width: float) -> tuple[list[Line], TextStyle]:
    """Return a title in the largest type that sets it on two lines, cut only where even the smallest does not."""
    for size in TITLE_SIZES:
        style = replace(TITLE, size=size, leading=size * 1.2)
        lines = lines_of(words, style, width)
        if len(lines) <= TITLE_LINES:
            break
    return lines[:TITLE_LINES], style


def _fitting(words: str, width: float, style: TextStyle) -> Line:
    """Return the first line of some words; what is left over is told elsewhere on the paper."""
    lines = lines_of(words, style, width)
    return lines[0] if lines else Line((), 0.0)
