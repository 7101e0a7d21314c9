"""Makes up a public paper of one column: masthead, sections, what fills the last side, and footers."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from wehere_desktop.handouts.blocks import Paragraph, Section
from wehere_desktop.handouts.catalogue import Printed
from wehere_desktop.handouts.facts import NO_TEAM
from wehere_desktop.handouts.house_style import BODY, FOOT, FULL_WIDTH, HEADING, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from wehere_desktop.handouts.lettering import lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.pictures import lines_to_write_on
from wehere_desktop.handouts.sheet import (
    RIGHT,
    RUNNING_HEAD,
    footer,
    masthead,
    practice_ribbon,
    reporting_height,
    reporting_panel,
    running_head,
    top_of,
)
from wehere_desktop.handouts.side_heads import side_headed
from wehere_desktop.handouts.typeset import Column, Placed, baseline_of, fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wehere_desktop.handouts.facts import Head

UNDER_HEAD = 20.0
LEAST_TO_WRITE = 80.0
"""Height in points under which no lines to write on are ruled."""


class Ending(StrEnum):
    """What fills the room that is left on the last side, if there is enough."""

    ROOM_TO_WRITE = "My notes"
    HOW_TO_REPORT = "How to report"


def begin(file: BytesIO, head: Head, subject: str, *, title: str = "") -> Canvas:
    """Return a fresh PDF of A4 sheets that names its title (else that of its head), its author and what it is."""
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    canvas.setTitle(title or ", ".join(part for part in (head.title, head.running) if part))
    canvas.setAuthor(head.force)
    canvas.setSubject(subject)
    canvas.setCreator("WeHere Desktop")
    return canvas


def first_head(pen: Pen, head: Head) -> float:
    """Draw the head of side one, with the ribbon of a practice book; return where what follows may begin."""
    if head.practice:
        practice_ribbon(pen)
    return masthead(pen, head) - UNDER_HEAD


def make_up(head: Head, sections: Iterable[Section], *, subject: str, ending: Ending) -> Printed:
    """Return a paper as a PDF of as many sides as it takes; the same facts always make the same bytes."""
    file = BytesIO()
    canvas = begin(file, head, subject)
    pen = Pen(canvas)
    top = first_head(pen, head)
    sides, y = _made_up(head, sections, top)
    for number, placed in enumerate(sides, 1):
        if number > 1:
            pen.turn()
            if head.practice:
                practice_ribbon(pen)
        for each in placed:
            each.draw(pen)
        if number > 1:
            # Over the first section's rule, which stands at the same height
            running_head(pen, head)
        if number == len(sides):
            _end(pen, y, ending)
        footer(pen, number, len(sides))
    canvas.save()
    return Printed(file.getvalue(), len(sides), pen.missing, pen.spoken)


def _made_up(head: Head, sections: Iterable[Section], top: float) -> tuple[list[list[Placed]], float]:
    waiting = side_headed(sections)
    if waiting:
        waiting[0] = replace(waiting[0], draw=_nothing, height=0.0)
    sides: list[list[Placed]] = []
    y = top
    while waiting or not sides:
        placed, y = fill(Column(MARGIN, top, FOOT), waiting)
        sides.append(placed)
        top = top_of(head) - RUNNING_HEAD
    return sides, y


def team_section(team: tuple[str, ...], *more: Paragraph) -> Section:
    """Return the section that says how to reach a beat's officers, kept together."""
    lines = [Paragraph(each, BODY, gap=3) for each in team] or [Paragraph(NO_TEAM)]
    lines += more
    held = (replace(each, keep=True) for each in lines[:-1])
    return Section("Your local team", (*held, lines[-1]))


def _end(pen: Pen, y: float, ending: Ending) -> None:
    if ending is Ending.HOW_TO_REPORT and y - FOOT > reporting_height() + 18:
        reporting_panel(pen, FOOT + 4)
    elif ending is Ending.ROOM_TO_WRITE and y - FOOT > LEAST_TO_WRITE:
        room_to_write(pen, ending.value, y - 16)


def _nothing(pen: Pen, left: float, top: float) -> None:
    """Leave white."""


def room_to_write(pen: Pen, words: str, top: float) -> None:
    """Rule the rest of a side from `top` down for writing on, under a heading."""
    line = lines_of(words, HEADING, FULL_WIDTH)[0]
    with pen.role(Role.HEADING_2):
        pen.line(line, MARGIN, top - baseline_of(HEADING), HEADING)
    with pen.role(Role.ARTIFACT):
        lines_to_write_on(pen, MARGIN, RIGHT, top - HEADING.leading - 2, FOOT + 2)
