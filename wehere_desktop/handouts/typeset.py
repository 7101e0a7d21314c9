"""Set blocks into strips that cannot be divided, and fill columns with them, so that nothing is cut or orphaned."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from wehere_desktop.handouts.blocks import Barred, Beside, Block, Figure, Item, Paragraph, Section, Table
from wehere_desktop.handouts.house_style import ACCENT, LINES, RAIL, TextStyle
from wehere_desktop.handouts.lettering import Line, lines_of
from wehere_desktop.handouts.pen import Pen, Role

BAR = 3.0
BAR_INDENT = 12.0
ITEM_INDENT = 19.0
CELL_GAP = 12.0
ROW_PADDING = 5.0
SHORT = 8
"""Lines up to which a priority or a row of a table is kept whole: it is easier to read so."""
CONTINUED = "continued"

Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """A full-width strip of a column: its height and the white above it in points, and how it is drawn.

    `draw` is given the pen, the left edge and the top. `keep` holds it to the next strip. `again` is set once more
    where a column begins with this strip.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    again: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Where strips may go: left edge, top and bottom in points."""

    left: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip with the place it was given."""

    strip: Strip
    left: float
    top: float

    def draw(self, pen: Pen) -> None:
        """Draw the strip where it was placed."""
        self.strip.draw(pen, self.left, self.top)


def fill(column: Column, strips: deque[Strip]) -> tuple[list[Placed], float]:
    """Take as many strips as fit from the left of the queue; return them placed, and the height at which they end.

    Strips held together go together or not at all, unless they alone are taller than the column.
    """
    placed: list[Placed] = []
    y = column.top
    while strips:
        group = _held_together(strips)
        if not placed:
            again = [*strips[0].again, replace(group[0], gap=0.0)] if strips[0].again else group[:1]
            group = [*again, *group[1:]]
        room = y - column.bottom
        if height_of(group) + (group[0].gap if placed else 0.0) > room + 0.01:
            if placed:
                break
            group = _what_fits(group, room, at_least=len(strips[0].again) + 1)
        for _ in range(len(group) - (0 if placed else len(strips[0].again))):
            strips.popleft()
        for strip in group:
            y -= strip.gap if placed else 0.0
            placed.append(Placed(strip, column.left, y))
            y -= strip.height
    return placed, y


def height_of(strips: Iterable[Strip]) -> float:
    """Return the height in points of strips set in one column."""
    listed = list(strips)
    return sum(strip.height + strip.gap for strip in listed) - (listed[0].gap if listed else 0)


def _held_together(strips: deque[Strip]) -> list[Strip]:
    group = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            break
    return group


def _what_fits(group: list[Strip], room: float, *, at_least: int) -> list[Strip]:
    taken = group[:at_least]
    for strip in group[at_least:]:
        if height_of([*taken, strip]) > room:
            break
        taken.append(strip)
    return taken


# Blocks into strips --------------------------------------------------------------------------------------------------


def strips_of(sections: Iterable[Section], width: float) -> deque[Strip]:
    """Return the strips of sections set to a width in points, in reading order."""
    return deque(strip for section in sections for strip in _section(section, width))


def block_strips(block: Block, width: float) -> list[Strip]:
    """Return the strips of one block set to a width in points."""
    match block:
        case Paragraph():
            return _paragraph(block, width)
        case Item():
            return _item(block, width)
        case Table():
            return _table(block, width)
        case Barred():
            return _barred(block, width)
        case Figure():
            return [_figure(block, width)]
        case Beside():
            return [_beside(block, width)]


def _section(section: Section, width: float) -> Iterator[Strip]:
    head = _heading(section.heading, section, width)
    body = [strip for block in section.blocks for strip in block_strips(block, width)]
    yield from (replace(strip, keep=bool(body)) for strip in head)
    again = tuple(replace(strip, keep=True) for strip in _heading(f"{section.heading}, {CONTINUED}", section, width))
    for number, strip in enumerate(body):
        # Made outright, as below: there is one for each line of the paper, and `replace` is slow
        more = (*again, *strip.again) if number else ()
        yield Strip(strip.height, strip.draw, strip.gap if number else 0.0, strip.keep, more)


def _heading(words: str, section: Section, width: float) -> list[Strip]:
    lines = lines_of(words, section.style, width, even=True)
    strips = [
        replace(_line_strip(line, section.style, section.role), gap=0.0 if number else section.gap, keep=True)
        for number, line in enumerate(lines)
    ]
    if section.ruled:

        def draw(pen: Pen, left: float, top: float) -> None:
            pen.rule(left, left + width, top - 4, LINES)

        strips.append(Strip(10.0, draw, keep=True))
    else:
        strips.append(Strip(5.0, _nothing, keep=True))
    return strips


def _nothing(pen: Pen, left: float, top: float) -> None:
    """Leave white."""


def _line_strip(
    line: Line, style: TextStyle, role: Role, *, indent: float = 0.0, width: float = 0.0, link: str = ""
) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        x = left + width - line.width if line.from_right and width else left + indent
        baseline = top - baseline_of(style)
        with pen.role(role):
            pen.line(line, x, baseline, style)
        if link:
            pen.link(link, x, top - style.leading, x + line.width, top)

    return Strip(style.leading, draw)


def baseline_of(style: TextStyle) -> float:
    """Return how far under the top of its line the letters of a style stand, in points."""
    return (style.leading - style.size) / 2 + style.size * 0.78


def _paragraph(block: Paragraph, width: float) -> list[Strip]:
    lines = lines_of(block.text, block.style, width)
    strips = [_line_strip(line, block.style, block.role, width=width, link=block.link) for line in lines]
    return _held(strips, gap=block.gap, keep=block.keep)


def _held(strips: list[Strip], *, gap: float, keep: bool = False) -> list[Strip]:
    """Hold the first two and the last two strips together, so that no line stands alone at a column's end."""
    last = len(strips) - 1
    return [
        Strip(
            strip.height,
            strip.draw,
            strip.gap if number else gap,
            keep if number == last else number in {0, last - 1},
            strip.again,
        )
        for number, strip in enumerate(strips)
    ]


def _item(block: Item, width: float) -> list[Strip]:
    labels = lines_of(block.label, block.style, ITEM_INDENT)
    strips = []
    for number, line in enumerate(lines_of(block.text, block.style, width - ITEM_INDENT)):
        set_line = _line_strip(line, block.style, block.role, indent=ITEM_INDENT, width=width)
        strips.append(_labelled(set_line, labels[0], block) if labels and not number else set_line)
    return _held(strips, gap=block.gap)


def _labelled(strip: Strip, label: Line, block: Item) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.role(block.role):
            pen.line(label, left, top - baseline_of(block.style), block.style, colour=ACCENT)
        strip.draw(pen, left, top)

    return replace(strip, draw=draw)


def _figure(block: Figure, width: float) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.role(block.role, block.alternative):
            block.picture(pen, left, top - block.height, width, block.height)

    return Strip(block.height, draw, gap=block.gap, keep=block.keep)


def _beside(block: Beside, width: float) -> Strip:
    small = _figure(block.figure, block.width)
    indent = block.width + CELL_GAP
    words = [strip for each in block.blocks for strip in block_strips(each, width - indent)]

    def draw(pen: Pen, left: float, top: float) -> None:
        small.draw(pen, left, top)
        y = top
        for number, strip in enumerate(words):
            y -= strip.gap if number else 0
            strip.draw(pen, left + indent, y)
            y -= strip.height

    return Strip(max(small.height, height_of(words)), draw, gap=block.gap)


def _barred(block: Barred, width: float) -> list[Strip]:
    strips = [strip for each in block.blocks for strip in block_strips(each, width - BAR_INDENT)]
    last = len(strips) - 1
    if last < SHORT:
        strips = [replace(strip, keep=number < last) for number, strip in enumerate(strips)]
    return [
        _with_bar(strip, gap=0.0 if number else block.gap, within=strip.gap if number else 0.0)
        for number, strip in enumerate(strips)
    ]


def _with_bar(strip: Strip, *, gap: float, within: float) -> Strip:
    height = strip.height + within

    def draw(pen: Pen, left: float, top: float) -> None:
        # A hair of overlap keeps the bar whole where one strip meets the next.
        pen.block(left, top - height - 0.2, BAR, height + 0.2, ACCENT)
        strip.draw(pen, left + BAR_INDENT, top - within)

    return Strip(height, draw, gap, strip.keep, strip.again)


# Tables --------------------------------------------------------------------------------------------------------------


def _table(block: Table, width: float) -> list[Strip]:
    room = width - CELL_GAP * (len(block.shares) - 1)
    widths = [share / sum(block.shares) * room for share in block.shares]
    head = _row(block.headings, widths, block.head_style, Role.TABLE_HEADER)
    head = [*head, _row_rule(width, heavy=True)]
    head = [replace(strip, keep=True) for strip in head]
    again = tuple(head)
    strips = [replace(head[0], gap=block.gap), *head[1:]]
    for row in block.rows:
        cells = _row(row, widths, block.style, Role.TABLE_CELL)
        strips.extend(Strip(strip.height, strip.draw, strip.gap, strip.keep, again) for strip in cells)
        strips.append(replace(_row_rule(width, heavy=False), again=again))
    return strips


def _row(cells: tuple[str, ...], widths: list[float], style: TextStyle, role: Role) -> list[Strip]:
    """Return a row as one strip, read cell by cell; a long one as a strip for each line, so that it can be divided."""
    columns = [lines_of(cell, style, width) for cell, width in zip(cells, widths, strict=True)]
    tallest = max(map(len, columns))
    if tallest <= SHORT:
        return [_short_row(columns, widths, style, role)]
    strips = [
        _row_line([column[number] if number < len(column) else None for column in columns], widths, style, role)
        for number in range(tallest)
    ]
    return _held(strips, gap=0.0, keep=True)


def _short_row(columns: list[list[Line]], widths: list[float], style: TextStyle, role: Role) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.role(role):
            for column, width in zip(columns, widths, strict=True):
                for number, cell in enumerate(column):
                    x = left + width - cell.width if cell.from_right else left
                    pen.line(cell, x, top - baseline_of(style) - number * style.leading, style)
                left += width + CELL_GAP

    return Strip(max(1, *map(len, columns)) * style.leading, draw, keep=True)


def _row_line(cells: list[Line | None], widths: list[float], style: TextStyle, role: Role) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.role(role):
            for cell, width in zip(cells, widths, strict=True):
                if cell:
                    x = left + width - cell.width if cell.from_right else left
                    pen.line(cell, x, top - baseline_of(style), style)
                left += width + CELL_GAP

    return Strip(style.leading, draw)


def _row_rule(width: float, *, heavy: bool) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.rule(left, left + width, top - ROW_PADDING, RAIL if heavy else LINES, 1.2 if heavy else 0.6)

    return Strip(2 * ROW_PADDING, draw)
