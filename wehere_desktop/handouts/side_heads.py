"""Sets sections with their headings at the side of what stands under them, for papers that are read like a letter."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wehere_desktop.handouts.house_style import FULL_WIDTH, LINES, RAIL, TextStyle
from wehere_desktop.handouts.lettering import Line, lines_of
from wehere_desktop.handouts.typeset import CONTINUED, Draw, Strip, baseline_of, block_strips

if TYPE_CHECKING:
    from wehere_desktop.handouts.blocks import Section
    from wehere_desktop.handouts.pen import Pen

SIDE_WIDTH = 132.0
SIDE_GAP = 18.0
BODY_WIDTH = FULL_WIDTH - SIDE_WIDTH - SIDE_GAP
"""About 70 letters a line, which is easily read (UKAAF, 2012)."""
SIDE_HEAD = TextStyle(13, 16, RAIL, bold=True, display=True)
CONTINUED_HEAD = TextStyle(10.5, 15, RAIL, bold=True)
SECTION_GAP = 13.0
RULE_ROOM = 11.0


def side_headed(sections: Iterable[Section]) -> deque[Strip]:
    """Return the strips of sections across the whole sheet, each heading left of its text, under a rule."""
    return deque(strip for section in sections for strip in _section(section))


def _section(section: Section) -> Iterator[Strip]:
    heading = lines_of(section.heading, SIDE_HEAD, SIDE_WIDTH, even=True)
    body = [_moved(strip) for block in section.blocks for strip in block_strips(block, BODY_WIDTH)]
    if not body:
        return
    tall = len(heading) * SIDE_HEAD.leading
    body[0] = replace(body[0], gap=0.0, again=())
    height = sum(strip.height + strip.gap for strip in body)
    if height < tall:
        body.append(Strip(tall - height, _nothing))
    yield Strip(RULE_ROOM, _rule, gap=SECTION_GAP, keep=True)
    again = (Strip(RULE_ROOM, _rule, keep=True), *_continued(section))
    reached = 0.0
    for number, strip in enumerate(body):
        reached += strip.gap + strip.height
        # What stands beside the heading stays with it
        kept = strip.keep or (reached < tall and number < len(body) - 1)
        if number:
            yield replace(strip, keep=kept, again=(*again, *strip.again))
        else:
            yield replace(strip, keep=kept, draw=_with_heading(strip, heading, section))


def _moved(strip: Strip) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        strip.draw(pen, left + SIDE_WIDTH + SIDE_GAP, top)

    return replace(strip, draw=draw, again=tuple(map(_moved, strip.again)))


def _with_heading(strip: Strip, heading: list[Line], section: Section) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.role(section.role):
            for number, line in enumerate(heading):
                pen.line(line, left, top - baseline_of(SIDE_HEAD) - number * SIDE_HEAD.leading, SIDE_HEAD)
        strip.draw(pen, left, top)

    return draw


def _continued(section: Section) -> Iterator[Strip]:
    for line in lines_of(f"{section.heading}, {CONTINUED}", CONTINUED_HEAD, FULL_WIDTH):

        def draw(pen: Pen, left: float, top: float, line: Line = line) -> None:
            with pen.role(section.role):
                pen.line(line, left, top - baseline_of(CONTINUED_HEAD), CONTINUED_HEAD)

        yield Strip(CONTINUED_HEAD.leading + 4, draw, keep=True)


def _rule(pen: Pen, left: float, top: float) -> None:
    pen.rule(left, left + FULL_WIDTH, top, LINES)


def _nothing(pen: Pen, left: float, top: float) -> None:
    """Leave white."""
