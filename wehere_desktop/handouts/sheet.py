"""What frames every side of a handout: masthead, running head, footer, the panel on reporting, the practice ribbon."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from wehere_desktop.handouts.facts import OTHER_FORMATS, PRACTICE_WORDS, REPORTING, Head
from wehere_desktop.handouts.house_style import (
    ACCESS,
    ADDRESS,
    ASIDE_LEFT,
    ASIDE_WIDTH,
    DUE,
    FOOT,
    FOOTER,
    FOOTER_QUIET,
    FOOTER_STRONG,
    FORCE,
    FULL_WIDTH,
    GROUND,
    HEADING,
    LATE,
    LINES,
    MAIN_WIDTH,
    MARGIN,
    NUMBER,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRACTICE,
    RAIL,
    RUNNING,
    RUNNING_QUIET,
    SLOGAN,
    SMALL,
    STRONG,
    SUBTITLE,
    TITLE,
    TITLE_OF,
    VENUE,
    WHEN,
    WHITE,
    TextStyle,
)
from wehere_desktop.handouts.lettering import Line, lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.typeset import baseline_of

RIGHT = PAGE_WIDTH - MARGIN
SLOGAN_WORDS = "We’re here for communities"
TITLE_SIZES = (31.0, 27.0, 23.0, 19.5, 17.0)
TITLE_LINES = 2
PADDING = 15.0
WHEN_WIDTH = 205.0
RUNNING_HEAD = 20.0
"""The height of a later side's head, in points."""
PANEL_COLUMNS = 3
Set = tuple[list[Line], TextStyle]


def top_of(head: Head) -> float:
    """Return where a side's content begins: a little lower where the practice ribbon stands above it."""
    return PAGE_HEIGHT - MARGIN - (10.0 if head.practice else 0.0)


def masthead(pen: Pen, head: Head) -> float:
    """Draw the head of side one with the band of day and place; return the height at which it ends."""
    top = top_of(head)
    title, style = _title(head)
    y = _write(pen, title, style, MARGIN, top, Role.HEADING_1)
    y = _write(
        pen, lines_of(head.of, TITLE_OF, MAIN_WIDTH), TITLE_OF, MARGIN, y - (2 if head.of else 0), Role.PARAGRAPH
    )
    if head.subtitle:
        y -= 4
        y = _write(pen, lines_of(head.subtitle, SUBTITLE, MAIN_WIDTH), SUBTITLE, MARGIN, y, Role.PARAGRAPH)
    beside = _masthead_side(head)
    tall = sum(len(lines) * each.leading for lines, each in beside)
    # The force's name ends level with the title where the title is the taller.
    side_y = max(y - 4 + tall, y + tall) if tall <= top - y else top
    for lines, each in beside:
        side_y = _write(pen, lines, each, ASIDE_LEFT, side_y, Role.PARAGRAPH)
    return _band(pen, head, min(y, side_y) - 12)


def _title(head: Head) -> Set:
    for size in TITLE_SIZES:
        style = replace(TITLE, size=size, leading=size * 1.08)
        name = lines_of(head.name, style, MAIN_WIDTH, even=True)
        if len(name) <= TITLE_LINES:
            break
    return [*name, *lines_of(head.kind, style, MAIN_WIDTH)], style


def _masthead_side(head: Head) -> list[Set]:
    told = ((SLOGAN_WORDS, SLOGAN), (head.force, FORCE), (head.lpu, FORCE))
    return [(lines_of(words, style, ASIDE_WIDTH), style) for words, style in told]


def _band(pen: Pen, head: Head, top: float) -> float:
    where_left = MARGIN + PADDING + WHEN_WIDTH + 18
    room = RIGHT - PADDING - where_left
    off = _stack(((head.called_off, WHEN),), FULL_WIDTH - 2 * PADDING)
    when = _stack(tuple((words, WHEN) for words in head.when), WHEN_WIDTH)
    name, *more = head.where
    where = _stack(((name, VENUE), *zip(more, (ADDRESS, ACCESS), strict=True)), room)
    tallest = max(_height(when), _height(where))
    above = _height(off) + 10 if off else 0.0
    height = above + tallest + 2 * PADDING - 4
    pen.block(MARGIN, top - height, FULL_WIDTH, height, LATE if head.called_off else RAIL)
    for lines, style in off:
        _write(pen, lines, style, MARGIN + PADDING, top - PADDING + 2, Role.PARAGRAPH)
        pen.rule(MARGIN + PADDING, RIGHT - PADDING, top - PADDING - above + 6, WHITE)
    for stack, left in ((when, MARGIN + PADDING), (where, where_left)):
        y = top - above - (height - above - _height(stack)) / 2
        for lines, style in stack:
            y = _write(pen, lines, style, left, y, Role.PARAGRAPH)
    return top - height


def _stack(told: tuple[tuple[str, TextStyle], ...], width: float) -> list[Set]:
    return [(lines_of(words, style, width), style) for words, style in told if words]


def _height(stack: list[Set]) -> float:
    return sum(len(lines) * style.leading for lines, style in stack)


def _write(pen: Pen, lines: list[Line], style: TextStyle, left: float, top: float, role: Role) -> float:
    with pen.role(role):
        for line in lines:
            pen.line(line, left, top - baseline_of(style), style)
            top -= style.leading
    return top


def running_head(pen: Pen, head: Head) -> None:
    """Draw the head of a later side, which only says again what side one has said."""
    y = top_of(head)
    when = _fitting(head.running, RUNNING_QUIET, FULL_WIDTH * 0.5)
    title = _fitting(head.title, RUNNING, FULL_WIDTH - when.width - 20)
    with pen.role(Role.ARTIFACT):
        pen.line(title, MARGIN, y - baseline_of(RUNNING), RUNNING)
        pen.line(when, RIGHT - when.width, y - baseline_of(RUNNING), RUNNING_QUIET)
        pen.rule(MARGIN, RIGHT, y - RUNNING_HEAD, RAIL, 1.2)


def _fitting(text: str, style: TextStyle, width: float) -> Line:
    """Return the first line of a text, with an ellipsis where there is more; side one has the whole of it."""
    lines = lines_of(text, style, width)
    if len(lines) <= 1:
        return lines[0] if lines else Line((), 0.0)
    return lines_of(lines_of(text, style, width - style.size)[0].spoken.rstrip() + "…", style, width * 2)[0]


def footer(pen: Pen, side: int, sides: int) -> None:
    """Draw the foot of a side: whom to ring, which side this is, and other formats."""
    y = FOOT - 26
    with pen.role(Role.ARTIFACT):
        pen.rule(MARGIN, RIGHT, FOOT - 13, LINES)
        x = MARGIN
        for words, style in (
            ("Emergency 999", FOOTER_STRONG),
            ("Not an emergency 101", FOOTER_STRONG),
            ("Crimestoppers 0800 555 111", FOOTER),
        ):
            line = lines_of(words, style, FULL_WIDTH)[0]
            pen.line(line, x, y, style)
            x += line.width + 15
        numbered = lines_of(f"{side} of {sides}", FOOTER, FULL_WIDTH)[0]
        pen.line(numbered, RIGHT - numbered.width, y, FOOTER)
        pen.line(lines_of(OTHER_FORMATS, FOOTER_QUIET, FULL_WIDTH)[0], MARGIN, y - 13, FOOTER_QUIET)


def practice_ribbon(pen: Pen) -> None:
    """Say on a side of a practice book's paper that nothing on it is real."""
    line = lines_of(PRACTICE_WORDS, PRACTICE, FULL_WIDTH)[0]
    width, height = line.width + 26, 18.0
    left, bottom = (PAGE_WIDTH - width) / 2, PAGE_HEIGHT - 31
    pen.rule(MARGIN, left, bottom + height / 2, DUE, 0.8)
    pen.rule(left + width, RIGHT, bottom + height / 2, DUE, 0.8)
    pen.frame(left, bottom, width, height, DUE, radius=height / 2)
    with pen.role(Role.PARAGRAPH):
        pen.line(line, left + 13, bottom + 5.2, PRACTICE)


def reporting_height() -> float:
    """Return the height in points of the panel on how to report."""
    return _panel_layout()[1]


def reporting_panel(pen: Pen, bottom: float) -> None:
    """Draw the panel on how to report across the side, from `bottom` up."""
    cells, height, rows = _panel_layout()
    pen.block(MARGIN, bottom, FULL_WIDTH, height, GROUND)
    pen.block(MARGIN, bottom + height - 2.5, FULL_WIDTH, 2.5, RAIL)
    y = bottom + height - PADDING
    heading = lines_of("How to report, and how to reach us", HEADING, FULL_WIDTH)
    y = _write(pen, heading, HEADING, MARGIN + PADDING, y, Role.HEADING_2) - 7
    for row, tall in zip(range(0, len(cells), PANEL_COLUMNS), rows, strict=True):
        for column, cell in enumerate(cells[row : row + PANEL_COLUMNS]):
            x = MARGIN + PADDING + column * (_panel_column() + PADDING)
            cell_y = y
            for lines, style in cell:
                cell_y = _write(pen, lines, style, x, cell_y, Role.PARAGRAPH)
        y -= tall + 9


def _panel_column() -> float:
    return (FULL_WIDTH - PADDING * (PANEL_COLUMNS + 1)) / PANEL_COLUMNS


@cache
def _panel_layout() -> tuple[list[list[Set]], float, list[float]]:
    cells = [
        _stack(((number, NUMBER), (name, STRONG), (use, SMALL)), _panel_column()) for number, name, use in REPORTING
    ]
    rows = [max(map(_height, cells[at : at + PANEL_COLUMNS])) for at in range(0, len(cells), PANEL_COLUMNS)]
    return cells, PADDING + HEADING.leading + 7 + sum(rows) + 9 * (len(rows) - 1) + PADDING - 2, rows
