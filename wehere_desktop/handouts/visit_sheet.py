"""The visit sheet: one side of A4 to read before a visit and to write on during it, and a blank one to fill by hand."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from wehere_desktop.handouts.blocks import Barred, Beside, Block, Figure, Paragraph, Section
from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.house_style import (
    ASIDE_LEFT,
    ASIDE_WIDTH,
    FULL_WIDTH,
    INK,
    LATE,
    LINES,
    MAIN_WIDTH,
    MARGIN,
    QUIET,
    RAIL,
    TextStyle,
)
from wehere_desktop.handouts.internal import BOTTOM, RIGHT, begin, frame, heading
from wehere_desktop.handouts.lettering import lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.pictures import lines_to_write_on
from wehere_desktop.handouts.typeset import Column, Strip, baseline_of, block_strips, fill, height_of, strips_of
from wehere_desktop.handouts.visit_sheet_blank import blank
from wehere_desktop.handouts.visit_sheet_facts import (
    NO_PROMISES,
    NO_VISITS,
    NOBODY_KNOWN,
    NOBODY_NAMED,
    KnownThere,
    LastVisit,
    Owed,
    VisitSheet,
)
from wehere_desktop.handouts.visit_sheet_gather import gather

if TYPE_CHECKING:
    from wehere_desktop.records import BeatBook

__all__ = ["HANDOUT", "blank", "draw", "gather", "make"]

HEAD = TextStyle(12, 15, RAIL, bold=True)
TEXT = TextStyle(10, 12.8)
STRONG = TextStyle(10, 12.8, INK, bold=True)
QUIET_TEXT = TextStyle(9.5, 12, QUIET)
LATE_TEXT = TextStyle(10, 12.8, LATE, bold=True)
WARN = TextStyle(10.5, 13.6, INK, bold=True)
WARN_HEAD = TextStyle(10.5, 13.6, LATE, bold=True)
GAP = 11.0
UNDER_HEAD = 12.0
BOX = 10.0
TO_TICK = "To tick when done"
LEAST_ROOM = 118.0
"""Points kept free to write in, whatever else there is to say: about five ruled lines."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much of each thing is told: characters of what was said and of a warning, and how many of the others."""

    said: int
    owed: int
    known: int
    notes: int
    warnings: int
    warned: int


# From everything to what always fits one side; the first that leaves room to write is taken.
_MEASURES = (
    _Measure(900, 12, 9, 8, 12, 600),
    _Measure(420, 8, 7, 6, 12, 420),
    _Measure(260, 6, 6, 4, 10, 260),
    _Measure(160, 4, 5, 3, 8, 200),
    _Measure(120, 3, 4, 2, 6, 160),
    _Measure(90, 2, 3, 2, 5, 120),
    _Measure(60, 2, 2, 1, 4, 90),
)


def make(book: BeatBook, place: str) -> bytes:
    """Return the PDF of a place's visit sheet, of today. Raises Refusal where there is no such place."""
    return draw(gather(book, place, today=book.world.today())).pdf


def draw(sheet: VisitSheet) -> Printed:
    """Return the visit sheet as a PDF of one side; the same sheet always makes the same bytes."""
    file = BytesIO()
    canvas = begin(file, f"Visit sheet: {sheet.place}", "Visit sheet")
    pen = Pen(canvas)
    frame(pen, 1, 1, made=sheet.made, practice=sheet.practice)
    top = heading(pen, sheet.place, sheet.under, beside="Visit sheet")
    top = _where(pen, sheet, top - 6)
    for measure in _MEASURES:
        told = _Told(sheet, measure)
        if top - told.height() - BOTTOM >= LEAST_ROOM:
            break
    y = told.draw(pen, top)
    _room(pen, y - GAP)
    canvas.save()
    return Printed(file.getvalue(), 1, pen.missing, pen.spoken)


HANDOUT = Handout(
    name="visit-sheet",
    about="What to know before a visit to a place, on one side of A4; or a blank one to fill in by hand.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    of="place",
    blank=blank,
)


def _where(pen: Pen, sheet: VisitSheet, top: float) -> float:
    """Draw where it is, how to reach it and when the next contact is due, across the side."""
    y = top
    due = f"Next contact {sheet.due}; wanted {sheet.every}."
    with pen.role(Role.PARAGRAPH):
        for words, style in ((sheet.address, STRONG), (sheet.reach, TEXT), (due, STRONG)):
            for line in lines_of(words, style, FULL_WIDTH)[:2]:
                pen.line(line, MARGIN, y - baseline_of(style), style)
                y -= style.leading
    return y


class _Told:
    """The sheet as it stands at one measure: warnings across, then two columns."""

    def __init__(self, sheet: VisitSheet, measure: _Measure) -> None:
        self._warnings = _warning_strips(sheet, measure)
        self._main = strips_of(_main(sheet, measure), MAIN_WIDTH)
        self._aside = strips_of(_aside(sheet, measure), ASIDE_WIDTH)

    def height(self) -> float:
        """Return the height of all of it in points."""
        columns = max(height_of(self._main), height_of(self._aside))
        return columns + UNDER_HEAD + (height_of(self._warnings) + 2 * GAP if self._warnings else 0.0)

    def draw(self, pen: Pen, top: float) -> float:
        """Draw it from `top` down and return where it ends; what finds no room even so is left to the book."""
        y = top
        if self._warnings:
            height = height_of(self._warnings) + 12
            y -= 8
            pen.frame(MARGIN, y - height, FULL_WIDTH, height, LATE, radius=4)
            _fill(pen, MARGIN + 10, y - 6, y - height, self._warnings)
            y -= height
        y -= UNDER_HEAD
        floor = BOTTOM + LEAST_ROOM / 2
        return min(_fill(pen, MARGIN, y, floor, self._main), _fill(pen, ASIDE_LEFT, y, floor, self._aside))


def _fill(pen: Pen, left: float, top: float, bottom: float, strips: deque[Strip]) -> float:
    placed, y = fill(Column(left, top, bottom), deque(strips))
    for each in placed:
        each.draw(pen)
    return y


def _warning_strips(sheet: VisitSheet, measure: _Measure) -> deque[Strip]:
    if not sheet.warnings:
        return deque()
    blocks = [Paragraph("Read before going", WARN_HEAD, Role.HEADING_2, keep=True)]
    blocks += [Paragraph(_cut(each, measure.warned), WARN, gap=2) for each in sheet.warnings[: measure.warnings]]
    if len(sheet.warnings) > measure.warnings:
        blocks.append(Paragraph(_more(len(sheet.warnings) - measure.warnings), WARN, gap=2))
    return deque(strip for block in blocks for strip in block_strips(block, FULL_WIDTH - 20))


def _main(sheet: VisitSheet, measure: _Measure) -> list[Section]:
    visits: list[Block] = [_visit(each, measure) for each in sheet.visits] or [Paragraph(NO_VISITS, TEXT)]
    if sheet.earlier:
        visits.append(Paragraph(f"{sheet.earlier} earlier in the book.", QUIET_TEXT, gap=3))
    sections = [
        _section("Last contacts", visits),
        _section("Promised, still to keep", _owed(sheet.promises, measure) or [Paragraph(NO_PROMISES, TEXT)]),
    ]
    if sheet.queries:
        sections.append(_section("Asked, waiting for an answer", _owed(sheet.queries, measure)))
    return sections


def _aside(sheet: VisitSheet, measure: _Measure) -> list[Section]:
    known: list[Block] = [block for each in sheet.known[: measure.known] for block in _person(each)]
    if len(sheet.known) > measure.known:
        known.append(Paragraph(_more(len(sheet.known) - measure.known), QUIET_TEXT, gap=3))
    known = known or [Paragraph(NOBODY_KNOWN, TEXT)]
    known += [Paragraph(each, QUIET_TEXT, gap=3) for each in sheet.gaps]
    named: list[Block] = [Paragraph(each, TEXT, gap=1) for each in sheet.named or (NOBODY_NAMED,)]
    sections = [_section("Who we know there", known), _section("Named for it", named)]
    if sheet.notes:
        notes: list[Block] = [Paragraph(_cut(each, measure.said), TEXT, gap=3) for each in sheet.notes[: measure.notes]]
        if len(sheet.notes) > measure.notes:
            notes.append(Paragraph(_more(len(sheet.notes) - measure.notes), QUIET_TEXT, gap=3))
        sections.insert(0, _section("Getting in", notes))
    return sections


def _section(words: str, blocks: list[Block]) -> Section:
    return Section(words, tuple(blocks), gap=GAP, style=HEAD)


def _visit(visit: LastVisit, measure: _Measure) -> Barred:
    who = " · ".join(part for part in (visit.by, visit.seen) if part)
    blocks = [
        Paragraph(" · ".join(part for part in (visit.when, visit.purpose) if part), STRONG, keep=True),
        Paragraph(who, QUIET_TEXT, keep=bool(visit.said)),
    ]
    if visit.said:
        blocks.append(Paragraph(_cut(visit.said, measure.said), TEXT))
    return Barred(tuple(blocks), gap=6)


def _owed(owed: tuple[Owed, ...], measure: _Measure) -> list[Block]:
    blocks: list[Block] = []
    for each in owed[: measure.owed]:
        style = LATE_TEXT if each.late else QUIET_TEXT
        told = (Paragraph(_cut(each.what, measure.said), TEXT), Paragraph(f"{each.stands} · {each.who}", style))
        blocks.append(Beside(Figure(_box, BOX, TO_TICK), BOX, told, gap=5))
    if len(owed) > measure.owed:
        blocks.append(Paragraph(_more(len(owed) - measure.owed), QUIET_TEXT, gap=3))
    return blocks


def _box(pen: Pen, left: float, bottom: float, width: float, height: float) -> None:
    pen.frame(left, bottom - 1.5, min(width, height) - 1, min(width, height) - 1, INK, radius=1.5)


def _person(each: KnownThere) -> list[Block]:
    name = f"{each.name} (KIN)" if each.key_individual else each.name
    # One way to reach somebody on each line: a number is found at a glance
    rest = [words for words in (each.role, each.reach.replace(" · ", "\n")) if words]
    blocks: list[Block] = [Paragraph(name, STRONG, gap=5, keep=bool(rest))]
    blocks += [Paragraph(words, TEXT, keep=number < len(rest)) for number, words in enumerate(rest, 1)]
    return blocks


def _room(pen: Pen, top: float) -> None:
    """Rule the rest of the side for what is met on the visit, under small prompts."""
    pen.rule(MARGIN, RIGHT, top, RAIL, 1.2)
    prompt = TextStyle(10, 13, RAIL, bold=True)
    with pen.role(Role.HEADING_2):
        heading_line = lines_of("This visit", HEAD, FULL_WIDTH)[0]
        pen.line(heading_line, MARGIN, top - 4 - baseline_of(HEAD), HEAD)
    x = MARGIN + heading_line.width + 18
    with pen.role(Role.PARAGRAPH):
        for words in ("Day", "Time", "Saw"):
            line = lines_of(words, prompt, FULL_WIDTH)[0]
            pen.line(line, x, top - 4 - baseline_of(HEAD), prompt)
            end = RIGHT if words == "Saw" else x + line.width + 84
            pen.rule(x + line.width + 5, end, top - 4 - HEAD.leading + 1, LINES, 0.9)
            x = end + 12
    with pen.role(Role.ARTIFACT):
        lines_to_write_on(pen, MARGIN, RIGHT, top - 4 - HEAD.leading, BOTTOM)


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]} …"


def _more(number: int) -> str:
    return f"and {number} more in the book"
