"""The sign-in sheet of a meeting: which groups are there and how many they are, never who or what anybody is."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from wehere_desktop.handouts.catalogue import Handout, Printed
from wehere_desktop.handouts.facts import Head
from wehere_desktop.handouts.head import blank_head, meeting_head
from wehere_desktop.handouts.house_style import (
    BODY,
    FOOT,
    FULL_WIDTH,
    LINES,
    MARGIN,
    RAIL,
    STRONG,
    TABLE_HEAD,
)
from wehere_desktop.handouts.lettering import lines_of
from wehere_desktop.handouts.pen import Pen, Role
from wehere_desktop.handouts.public_paper import begin, first_head
from wehere_desktop.handouts.sheet import RIGHT, footer
from wehere_desktop.handouts.typeset import baseline_of

if TYPE_CHECKING:
    from datetime import date

    from wehere_desktop.records import BeatBook

ASKED = "Please do not write your name. One line for each group; if you are here for yourself, write “local”."
WHY = (
    "We ask so that we know which parts of the community our meetings reach, and where we should go next. Filling it "
    "in is up to you. Of the postcode only the first half, such as CW7. The sheet is counted and then destroyed."
)
COLUMNS = ("Group or organisation, or “local”", "How many", "Postcode, first half")
SHARES = (0.56, 0.14, 0.30)
ROW = 27.0
"""Points of a row: room for handwriting."""
TO_FILL = (("Meeting", 0.6), ("Day", 0.4))
"""What is filled in where the sheet knows of no meeting, each with its share of the width."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the sheet says of its meeting; every value came through `neighbourhood.fact.published`."""

    head: Head


def gather(book: BeatBook, meeting_id: str, *, today: date) -> SignIn:
    """Return the sheet of one meeting as it is to be printed on `today` (a local date).

    Raises Refusal where there is no such meeting, or it has no day.
    """
    return SignIn(meeting_head(book, book.meetings.get(meeting_id), "Who is here", today=today))


def blank(practice: bool) -> Printed:  # noqa: FBT001 - the catalogue's own call, of a book or of a practice one
    """Return the sheet for a meeting that is not in the book."""
    head = blank_head(
        "Who is here",
        when="At this meeting",
        where="Your neighbourhood policing team",
        more="Which groups are here, and how many you are.",
        practice=practice,
    )
    return draw(SignIn(head))


def draw(sheet: SignIn) -> Printed:
    """Return the sheet as a PDF of one side, with as many lines as it has room for."""
    file = BytesIO()
    canvas = begin(file, sheet.head, "Sign-in sheet")
    pen = Pen(canvas)
    y = first_head(pen, sheet.head) + 2
    if not sheet.head.of:
        y = _prompts(pen, y) - 12
    with pen.role(Role.PARAGRAPH):
        for words, style in ((ASKED, STRONG), (WHY, BODY)):
            for line in lines_of(words, style, FULL_WIDTH):
                pen.line(line, MARGIN, y - baseline_of(style), style)
                y -= style.leading
            y -= 4
    _grid(pen, y - 8)
    footer(pen, 1, 1)
    canvas.save()
    return Printed(file.getvalue(), 1, pen.missing, pen.spoken)


HANDOUT = Handout(
    name="sign-in",
    about="A sheet for groups to sign in at a meeting: how many and from where, without names.",
    gather=lambda book, record, today: gather(book, record, today=today),
    draw=draw,
    blank=blank,
    public=True,
)


def _prompts(pen: Pen, y: float) -> float:
    x = MARGIN
    for words, share in TO_FILL:
        line = lines_of(words, STRONG, FULL_WIDTH)[0]
        with pen.role(Role.PARAGRAPH):
            pen.line(line, x, y - baseline_of(STRONG), STRONG)
        end = x + share * FULL_WIDTH
        pen.rule(x + line.width + 6, min(end - 12, RIGHT) if end < RIGHT - 1 else RIGHT, y - STRONG.leading, LINES, 0.9)
        x = end
    return y - STRONG.leading


def _grid(pen: Pen, top: float) -> None:
    edges = [MARGIN]
    for share in SHARES:
        edges.append(edges[-1] + share * FULL_WIDTH)
    with pen.role(Role.TABLE_HEADER):
        for words, left in zip(COLUMNS, edges, strict=False):
            pen.line(lines_of(words, TABLE_HEAD, FULL_WIDTH)[0], left + 6, top - baseline_of(TABLE_HEAD), TABLE_HEAD)
    y = top - TABLE_HEAD.leading - 4
    pen.rule(MARGIN, RIGHT, y, RAIL, 1.2)
    rows = max(int((y - FOOT + 2) / ROW), 1)
    for _ in range(rows):
        y -= ROW
        pen.rule(MARGIN, RIGHT, y, LINES, 0.9)
    for x in edges[1:-1]:
        pen.stroke([[(x, top - TABLE_HEAD.leading - 4), (x, y)]], LINES, 0.9, butt=True)
